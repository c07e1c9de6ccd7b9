package churn

import (
	"time"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A life is one customer's subscriptions, followed from event to event.
type life struct {
	steps []step // what changes at the borders of periods
	began bool   // has subscribed at all
	born  int    // the period in which they first did
	paid  bool   // has paid at a border

	period int  // of the event before
	before held // at the start of that period
	now    held
	seen   bool // there at some time of that period
}

// follow tells what a customer has from some times on, and when how much was
// given back, from the events of a trace.
func (b *bill) follow(trace event.Trace, nanos []int64, become func(at int64, now held, lapsed bool), refund func(at int64, v float64)) {
	b.codes = trace.AppendCodes(b.codes[:0], b.ofName)
	var now held
	var end int64 // of what was paid for, with the lapse
	set := func(at int64, next held) { now = next; become(at, next, false) }
	lapse := func() { now = held{}; become(end, now, true) }
	for i, nano := range nanos {
		code := b.codes[i]
		if code == 0 {
			continue
		}
		if now.there && b.silence > 0 && nano >= end {
			lapse()
		}
		mrr, valued := b.amount(trace, i)
		back := code == refunds || valued && mrr < 0
		if back {
			v, _ := trace.Value(i)
			refund(nano, max(v, -v))
		}
		switch {
		case code == cancels:
			set(nano, held{})
		case back || code == changes && !now.there:
		default:
			end = after(nano, b.patience(trace, i))
			if !valued {
				mrr = now.mrr
			}
			set(nano, held{true, mrr})
		}
	}
	if now.there && b.silence > 0 {
		lapse()
	}
}

// amount returns what an event says is paid a month.
func (b *bill) amount(trace event.Trace, i int) (mrr float64, ok bool) {
	v, ok := trace.Value(i)
	if !ok {
		return 0, false
	}
	if v > maxAmount || v < -maxAmount {
		b.err = stat.ErrTooLarge
		return 0, false
	}
	id := b.months.ID(trace, i)
	if !b.known[id] {
		b.unread++
	}
	return v / b.per[id], true
}

// patience returns how long after an event the subscription ends if no other
// comes: later by as much as it pays for more than a month.
func (b *bill) patience(trace event.Trace, i int) time.Duration {
	more := max(0, b.per[b.months.ID(trace, i)]-1)
	return b.silence + time.Duration(more*float64(month))
}

// month is the mean one of the Gregorian calendar: a twelfth of 365.2425 days.
const month = 2_629_746 * time.Second

// maxAmount bounds amounts, so that no sum of their products is too large.
const maxAmount = 1e15

// become notes what a customer has from some time of a period on. Whoever
// lapses with the start of a period is not there at its start.
func (t *RevenueTally) become(at int64, next held, lapsed bool) {
	l := &t.bill.life
	if !l.began && !next.there {
		return
	}
	if lapsed {
		at--
	}
	period := t.bill.number(at)
	if !l.began {
		l.began, l.born, l.period = true, period, period
	}
	if period > l.period {
		t.close()
		l.period, l.before, l.seen = period, l.now, l.now.there
	}
	l.now = next
	l.seen = l.seen || next.there
}

// close counts what a customer did in the period of the last event.
func (t *RevenueTally) close() {
	l := &t.bill.life
	if !l.began {
		return
	}
	m := counted(&t.periods, l.period)
	came := l.seen && !l.before.there
	if came && l.period == l.born {
		m.New++
	} else if came {
		m.Returned++
	}
	if !l.now.there && came {
		m.Passed++
	} else if !l.now.there && l.before.there {
		m.Lost++
	}
	if l.now == l.before {
		return
	}
	l.steps = append(l.steps, step{l.period + 1, l.now})
	was, is := l.before.mrr, l.now.mrr
	m.Change.Add(is)
	m.Change.Add(-was)
	switch {
	case was == 0 && is > 0 && !l.paid:
		m.Won.Add(is)
		l.paid = true
	case was == 0 && is > 0:
		m.Reactivated.Add(is)
	case is == 0:
		m.Churned.Add(was)
	case is > was:
		m.Expansion.Add(is - was)
	default:
		m.Contraction.Add(was - is)
	}
}

// refund counts what was given back.
func (t *RevenueTally) refund(at int64, v float64) {
	if v > 0 {
		counted(&t.periods, t.bill.number(at)).Refunded.Add(v)
	}
}
