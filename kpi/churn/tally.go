package churn

import (
	"errors"
	"fmt"
	"slices"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/calendar"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// ErrNoData: there is no customer.
var ErrNoData = stat.ErrNoData

// What a tally can not be used for. Its Result returns it.
var (
	ErrOtherQuestion = figure.ErrOtherQuestion
	ErrNoLog         = figure.ErrNoLog
)

// Compute returns how many customers are lost, where nothing but their silence
// says that they left: by period, and at the end of the observation.
//
// A mistake in the options is a *[field.Error], and a log without such an event
// [ErrNoData].
func Compute(log *event.Log, opt *Options) (*Result, error) {
	t, err := New(log, opt)
	if err != nil {
		return nil, err
	}
	return event.Fold(log, t.fresh).Result()
}

// A Tally gathers what [Compute] computes, in parts: of a log, or of several
// logs that hold whole customers. Each customer must be in one part only.
//
// It is an [event.Accumulator]. A Tally keeps its first mistake, which Result
// returns: it was given traces after it was restored from JSON, which knows no
// log, or was merged with one that was asked something else.
type Tally struct {
	question
	walk    *walk // nil in a tally that was restored
	periods timeline[flow]
	settled int       // customers whose last silence is over
	open    []lasting // those whose last one may not be
	end     moment
	cohorts map[int]*Tally // by the period in which customers were first seen; nil where nobody asked
	err     error
}

// A flow is who came and went in a period, as far as it is settled. End − start
// is New + Returned − Lost − Passed.
type flow struct {
	New      int // seen for the first time
	Returned int // seen again, and not there at the start
	Lost     int // there at the start, and not at the end
	Passed   int // new or returned, and not there at the end
}

// A lasting is the last silence of a customer that may not be over.
type lasting struct {
	First  int64 // their first event
	Last   int64 // their last event
	Period int   // in which they leave if the silence lasts
	There  bool  // at the start of that period
}

// A walk is what the tallies of one log share and none changes.
type walk struct {
	clock
	ofName []int32 // 1 for what shows that a customer is there
	every  bool    // which all events do
	codes  []int32 // scratch
}

// New returns an empty tally for the traces of log. Its errors are those of
// [Compute], but for ErrNoData.
func New(log *event.Log, opt *Options) (*Tally, error) {
	if log == nil {
		return nil, errors.New("churn: want a log, got nil")
	}
	q, zone, err := opt.asked()
	if err != nil {
		return nil, fmt.Errorf("churn: %w", err)
	}
	t := &Tally{question: q, walk: newWalk(log, q, zone), end: never}
	if q.fixed() {
		t.end = t.walk.moment(q.At)
	}
	return t.fresh(), nil
}

func newWalk(log *event.Log, q question, zone calendar.Zone) *walk {
	w := &walk{clock: newClock(log, zone, q.Silence), every: q.Events == nil}
	for _, name := range log.Names() {
		w.ofName = append(w.ofName, 0)
		if slices.Contains(q.Events, name) {
			w.ofName[len(w.ofName)-1] = 1
		}
	}
	return w
}

// fresh returns an empty tally for the same log that was asked the same.
func (t *Tally) fresh() *Tally {
	w := *t.walk
	w.codes = nil
	out := &Tally{question: t.question, walk: &w, end: never}
	if t.fixed() {
		out.end = t.end
	}
	if all := w.all; all != nil {
		out.periods.reach(all.First, all.First+len(all.Starts)-2)
	}
	if t.Cohorts {
		out.cohorts = map[int]*Tally{}
	}
	return out
}

// Add counts one customer: a trace of the log that the tally was made for.
func (t *Tally) Add(trace event.Trace) {
	if t.walk == nil {
		t.fail(ErrNoLog)
		return
	}
	nanos := t.observe(trace.Nanos(), &t.walk.clock, &t.end)
	if len(nanos) == 0 {
		return
	}
	if !t.walk.every {
		t.walk.codes = trace.AppendCodes(t.walk.codes[:0], t.walk.ofName)
	}
	born, seen := t.follow(nanos)
	if seen && t.cohorts != nil {
		t.cohort(born).follow(nanos)
	}
}

// follow counts the comings and goings of a customer, and returns the period in
// which they were first seen, if they were.
func (t *Tally) follow(nanos []int64) (born int, seen bool) {
	w := t.walk
	var first, last int64
	came, there := 0, false
	for i, nano := range nanos {
		switch {
		case !w.every && w.codes[i] == 0:
			continue
		case !seen:
			first, came, seen = nano, w.number(nano), true
			born = came
			t.periods.at(came).New++
		case uint64(nano)-uint64(last) >= uint64(t.Silence):
			left := t.leaves(last)
			there = there || left > came
			if back := w.number(nano); back > left {
				t.leave(left, there)
				t.periods.at(back).Returned++
				came, there = back, false
			}
		}
		last = nano
	}
	if seen {
		left := t.leaves(last)
		t.open = append(t.open, lasting{first, last, left, there || left > came})
	}
	return born, seen
}

// leaves returns the period in which a customer leaves who falls silent: at its
// end they are not there.
func (t *Tally) leaves(last int64) int {
	if t.Leave == AtLastEvent {
		return t.walk.number(last)
	}
	return t.walk.number(after(last, t.Silence-1))
}

// leave counts a customer who left in a period.
func (t *Tally) leave(period int, there bool) {
	if there {
		t.periods.at(period).Lost++
	} else {
		t.periods.at(period).Passed++
	}
}

// Merge adds what another tally counted of other customers.
func (t *Tally) Merge(other *Tally) {
	if other == nil || figure.Asked(t.question) != figure.Asked(other.question) {
		t.fail(ErrOtherQuestion)
		return
	}
	t.fail(other.err)
	if t.err != nil {
		return
	}
	t.end = t.end.later(other.end)
	for i, f := range other.periods.list {
		if f == (flow{}) {
			continue
		}
		mine := t.periods.at(other.periods.first + i)
		mine.New += f.New
		mine.Returned += f.Returned
		mine.Lost += f.Lost
		mine.Passed += f.Passed
	}
	t.settled += other.settled
	t.open = append(t.open, other.open...)
	for born, c := range other.cohorts {
		t.cohort(born).Merge(c)
	}
	t.settle()
}

// settle counts those as gone whose silence is over.
func (t *Tally) settle() {
	if !t.end.known() {
		return
	}
	for _, c := range t.cohorts {
		c.end = t.end
		c.settle()
	}
	t.open = slices.DeleteFunc(t.open, func(o lasting) bool {
		if !t.over(o.Last) {
			return false
		}
		t.leave(o.Period, o.There)
		t.settled++
		return true
	})
}

// over reports whether a silence since some time has lasted long enough.
func (t *Tally) over(since int64) bool {
	return t.end.Nano >= since && uint64(t.end.Nano)-uint64(since) >= uint64(t.Silence)
}

func (t *Tally) fail(err error) {
	if t.err == nil {
		t.err = err
	}
}
