package churn

import (
	"github.com/parcours-go/parcours/journey/event"
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

// live follows a customer through the trace, and counts the movements of each
// period.
func (t *RevenueTally) live(trace event.Trace, nanos []int64) {
	b := t.bill
	l := &b.life
	*l = life{steps: l.steps[:0]}
	last := int64(0)
	for i, nano := range nanos {
		code := b.codes[i]
		if code == 0 {
			continue
		}
		if l.now.there && t.lapsed(last, nano) {
			t.become(b.number(after(last, t.Lapse-1)), held{})
		}
		mrr, valued := t.amount(trace, i)
		period := b.number(nano)
		back := code == refunds || valued && mrr < 0
		if back {
			t.refund(trace, i, period)
		}
		switch {
		case code == cancels:
			t.become(period, held{})
		case back || code == changes && !l.now.there:
		default:
			last = nano
			if !valued {
				mrr = l.now.mrr
			}
			t.become(period, held{true, mrr})
		}
	}
	if l.now.there && t.Lapse > 0 {
		t.become(b.number(after(last, t.Lapse-1)), held{})
	}
	t.close()
}

func (t *RevenueTally) lapsed(last, nano int64) bool {
	return t.Lapse > 0 && uint64(nano)-uint64(last) >= uint64(t.Lapse)
}

// refund counts what was given back.
func (t *RevenueTally) refund(trace event.Trace, i, period int) {
	v, _ := trace.Value(i)
	counted(&t.periods, period).Refunded.Add(max(v, -v))
}

// become notes what a customer has from some time of a period on.
func (t *RevenueTally) become(period int, next held) {
	l := &t.bill.life
	if !l.began && !next.there {
		return
	}
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
