package churn

import (
	"errors"
	"fmt"
	"math"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/calendar"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// ComputeRevenue returns how many subscribers are lost, and how much recurring
// revenue is lost, kept and won, by period and by cohort.
//
// A mistake in the options is a *[field.Error], and a log without a subscriber
// [ErrNoData].
func ComputeRevenue(log *event.Log, opt *ContractOptions) (*Revenue, error) {
	t, err := NewRevenue(log, opt)
	if err != nil {
		return nil, err
	}
	return event.Fold(log, t.fresh).Result()
}

// A RevenueTally gathers what [ComputeRevenue] computes, in parts. It may be
// used as a [Tally].
type RevenueTally struct {
	contract
	bill      *bill // nil in a tally that was restored
	periods   timeline[*movement]
	last      timeline[*window]         // changes at each border, of windows of one period
	trailing  timeline[*window]         // the same of windows of many
	cohorts   map[int]*timeline[*joint] // by the period of the start, from its end on
	customers int
	unread    int
	end       moment
	err       error
}

// A movement is what changed in a period.
type movement struct {
	New      int `json:"new"`
	Returned int `json:"returned"`
	Lost     int `json:"lost"`
	Passed   int `json:"passed"`

	Change      stat.Sum `json:"change"` // of all revenue, which sums of rounded differences would not be
	Won         stat.Sum `json:"won"`
	Reactivated stat.Sum `json:"reactivated"`
	Expansion   stat.Sum `json:"expansion"`
	Contraction stat.Sum `json:"contraction"`
	Churned     stat.Sum `json:"churned"`
	Refunded    stat.Sum `json:"refunded"`
}

// A joint is what changed in a cohort at a border.
type joint struct {
	Size  int `json:"size"`  // customers who began
	Loyal int `json:"loyal"` // who were there at all borders so far
	window
}

// A bill reads the subscriptions of the customers of a log.
type bill struct {
	clock  // whose silence is the lapse
	ofName []int32
	months event.Attr
	per    []float64 // months by the id of the attribute
	known  []bool

	// Of the tally that it reads for.
	become func(at int64, now held, lapsed bool)
	refund func(at int64, v float64)
	unread int
	err    error
	codes  []int32
	life
}

func newBill(log *event.Log, c contract, zone calendar.Zone) *bill {
	b := &bill{clock: newClock(log, zone, c.Lapse), ofName: c.codes(log), months: log.Attr(c.Months)}
	for _, v := range b.months.Values() {
		n, known := months(v)
		b.per, b.known = append(b.per, n), append(b.known, known)
	}
	return b
}

// NewRevenue returns an empty tally for the traces of log. Its errors are those
// of [ComputeRevenue], but for ErrNoData.
func NewRevenue(log *event.Log, opt *ContractOptions) (*RevenueTally, error) {
	if log == nil {
		return nil, errors.New("churn: want a log, got nil")
	}
	c, zone, err := opt.asked()
	if err != nil {
		return nil, fmt.Errorf("churn: %w", err)
	}
	t := &RevenueTally{contract: c, bill: newBill(log, c, zone), end: never}
	if c.fixed() {
		t.end = t.bill.moment(c.At)
	}
	return t.fresh(), nil
}

// fresh returns an empty tally for the same log that was asked the same.
func (t *RevenueTally) fresh() *RevenueTally {
	b := *t.bill
	b.codes, b.life = nil, life{}
	out := &RevenueTally{contract: t.contract, bill: &b, end: never, cohorts: map[int]*timeline[*joint]{}}
	b.become, b.refund = out.become, out.refund
	if t.fixed() {
		out.end = t.end
	}
	return out
}

// Add counts one customer: a trace of the log that the tally was made for.
func (t *RevenueTally) Add(trace event.Trace) {
	if t.bill == nil {
		t.fail(ErrNoLog)
		return
	}
	nanos := t.observe(trace.Nanos(), &t.bill.clock, &t.end)
	if len(nanos) == 0 {
		return
	}
	b := t.bill
	b.life = life{steps: b.steps[:0]}
	b.follow(trace, nanos, b.become, b.refund)
	t.close()
	t.unread, b.unread = t.unread+b.unread, 0
	t.fail(b.err)
	if l := &b.life; l.began {
		t.customers++
		t.slide(&t.last, 1, l.steps)
		t.slide(&t.trailing, t.Window, l.steps)
		t.join(l)
	}
}

// slide counts how a customer changes the windows of so many periods.
func (t *RevenueTally) slide(windows *timeline[*window], periods int, steps []step) {
	var was, is pair
	paid := math.MaxInt // the border from which on they have paid once
	for i, j := 0, 0; i < len(steps) || j < len(steps); was = is {
		at := math.MaxInt
		if i < len(steps) {
			at = steps[i].at
		}
		if j < len(steps) {
			at = min(at, steps[j].at+periods)
		}
		if i < len(steps) && steps[i].at == at {
			is.to = steps[i].held
			i++
		}
		if j < len(steps) && steps[j].at+periods == at {
			is.from = steps[j].held
			if is.from.mrr > 0 {
				paid = min(paid, at)
			}
			j++
		}
		is.former = t.Reactivation == AsExpansion && at >= paid
		counted(windows, at).replace(was, is)
	}
}

// counted returns what is counted at a border, which is made where it was not.
func counted[T any](t *timeline[*T], number int) *T {
	p := t.at(number)
	if *p == nil {
		*p = new(T)
	}
	return *p
}

// join counts a customer in the cohort of the period in which they began.
func (t *RevenueTally) join(l *life) {
	c := t.cohorts[l.born]
	if c == nil {
		c = &timeline[*joint]{}
		t.cohorts[l.born] = c
	}
	base := l.born + 1
	counted(c, base).Size++
	var was, is pair
	loyal := false
	for _, s := range l.steps {
		if s.at == base {
			is.from, loyal = s.held, s.there
			if loyal {
				counted(c, base).Loyal++
			}
		} else if loyal && !s.there {
			counted(c, s.at).Loyal--
			loyal = false
		}
		is.to = s.held
		counted(c, s.at).replace(was, is)
		was = is
	}
}

// Merge adds what another tally counted of other customers.
func (t *RevenueTally) Merge(other *RevenueTally) {
	if other == nil || figure.Asked(t.contract) != figure.Asked(other.contract) {
		t.fail(ErrOtherQuestion)
		return
	}
	t.fail(other.err)
	if t.err != nil {
		return
	}
	t.end = t.end.later(other.end)
	t.customers += other.customers
	t.unread += other.unread
	mergeAll(&t.periods, &other.periods, (*movement).merge)
	mergeAll(&t.last, &other.last, (*window).merge)
	mergeAll(&t.trailing, &other.trailing, (*window).merge)
	for period, c := range other.cohorts {
		if t.cohorts[period] == nil {
			t.cohorts[period] = &timeline[*joint]{}
		}
		mergeAll(t.cohorts[period], c, (*joint).merge)
	}
}

func mergeAll[T any](mine, other *timeline[*T], merge func(*T, *T)) {
	for i, v := range other.list {
		if v != nil {
			merge(counted(mine, other.first+i), v)
		}
	}
}

func (m *movement) merge(other *movement) {
	m.New += other.New
	m.Returned += other.Returned
	m.Lost += other.Lost
	m.Passed += other.Passed
	m.Change.Merge(&other.Change)
	m.Won.Merge(&other.Won)
	m.Reactivated.Merge(&other.Reactivated)
	m.Expansion.Merge(&other.Expansion)
	m.Contraction.Merge(&other.Contraction)
	m.Churned.Merge(&other.Churned)
	m.Refunded.Merge(&other.Refunded)
}

func (j *joint) merge(other *joint) {
	j.Size += other.Size
	j.Loyal += other.Loyal
	j.window.merge(&other.window)
}

func (t *RevenueTally) fail(err error) {
	if t.err == nil {
		t.err = err
	}
}
