package retention

import (
	"errors"
	"fmt"
	"sort"
	"time"

	"github.com/parcours-go/parcours/journey/event"
)

// ActivityOptions says what the periods are. The zero value, like a nil
// pointer, means days of UTC, all that the log has.
type ActivityOptions struct {
	Period    Period         // "" means Day
	WeekStart Weekday        // with Week; "" means Monday
	Location  *time.Location // whose calendar it is; nil means UTC

	// From leaves out the periods before the one that it is in. Who is new is
	// said by the whole log all the same. The zero time means the first period
	// with an event. It lies between the years 1678 and 2262.
	From time.Time

	// At is the end of the observation, between the years 1678 and 2262: later
	// events are left out. The zero time means the last event of the log.
	At time.Time

	// Level is the confidence level of the intervals, from 0.5 to 0.999999. 0
	// means 0.95.
	Level float64
}

// ComputeActivity returns who is active in each period: who has one of these
// events in it. No names mean any event.
//
// A mistake in the options is a *[field.Error], and a log in which nobody is
// active [ErrNoData].
func ComputeActivity(log *event.Log, events []string, opt *ActivityOptions) (*Activity, error) {
	first, err := NewActivity(log, events, opt)
	if err != nil {
		return nil, err
	}
	return event.Fold(log, first.fresh).Result()
}

// An ActivityTally gathers what [ComputeActivity] computes, in parts. It may be
// used as a [Tally].
type ActivityTally struct {
	question
	*counting
	days   timeline
	sticky []int // customers by the number of periods in which they are active
	end    moment
	err    error

	codes []int32 // of the customer that is being added
}

// NewActivity returns an empty tally for the traces of log. Its errors are
// those of [ComputeActivity], but for ErrNoData.
func NewActivity(log *event.Log, events []string, opt *ActivityOptions) (*ActivityTally, error) {
	if log == nil {
		return nil, errors.New("activity: want a log, got nil")
	}
	var o Options
	if opt != nil {
		o = Options{Period: opt.Period, WeekStart: opt.WeekStart, Location: opt.Location, From: opt.From, At: opt.At, Level: opt.Level}
	}
	settled, err := o.settled()
	if err != nil {
		return nil, fmt.Errorf("activity: %w", err)
	}
	q, err := newQuestion(events, events, settled)
	if err != nil {
		return nil, fmt.Errorf("activity: %w", err)
	}
	t := &ActivityTally{question: q, counting: newCounting(log, q)}
	if !q.At.IsZero() {
		t.end = t.moment(q, q.At.UnixNano())
	}
	return t.fresh(), nil
}

// fresh returns an empty tally that was asked the same.
func (t *ActivityTally) fresh() *ActivityTally {
	out := &ActivityTally{question: t.question, counting: t.counting}
	if t.calendar != nil {
		out.days = timeline{t.calendar.First, make([]present, len(t.calendar.Starts)-1+t.trail())}
	}
	if !t.At.IsZero() {
		out.end = t.end
	}
	return out
}

// The lengths of a week and of a month up to a day.
const (
	weekDays  = 7
	monthDays = 30
)

// trail returns for how many periods after an event it can matter.
func (q question) trail() int {
	if q.Period == Day {
		return monthDays
	}
	return 0
}

// Add counts one customer: a trace of the log that the tally was made for.
func (t *ActivityTally) Add(trace event.Trace) {
	if t.counting == nil {
		t.fail(ErrNoLog)
		return
	}
	nanos := trace.Nanos()
	if len(nanos) > 0 && nanos[len(nanos)-1] > t.at {
		nanos = nanos[:sort.Search(len(nanos), func(i int) bool { return nanos[i] > t.at })]
	}
	if len(nanos) == 0 {
		return
	}
	if last := nanos[len(nanos)-1]; t.At.IsZero() && (!t.end.known || last > t.end.nano) {
		t.end = t.moment(t.question, last)
	}
	if !t.allCount {
		t.codes = trace.AppendCodes(t.codes[:0], t.ofName)
	}
	t.count(nanos)
}

// count counts the periods of one customer.
func (t *ActivityTally) count(nanos []int64) {
	starts, offset := t.calendar.Starts, t.calendar.First-t.days.first
	before, done, inRange := -1, int64(minNano), 0
	for i, nano := range nanos {
		if nano < done || !t.allCount && t.codes[i] == 0 {
			continue
		}
		p := t.calendar.Find(nano)
		done = starts[p+1]
		t.days.enter(p+offset, before, t.trail() > 0)
		before = p + offset
		if t.From.IsZero() || t.calendar.First+p >= t.since {
			inRange++
		}
	}
	if inRange > 0 {
		for len(t.sticky) <= inRange {
			t.sticky = append(t.sticky, 0)
		}
		t.sticky[inRange]++
	}
}

// Merge adds what another tally gathered from other customers.
func (t *ActivityTally) Merge(other *ActivityTally) {
	if other == nil {
		t.fail(ErrOtherQuestion)
		return
	}
	t.fail(other.err)
	if t.text != other.text {
		t.fail(ErrOtherQuestion)
	}
	if t.err != nil {
		return
	}
	if other.end.known && (!t.end.known || other.end.nano > t.end.nano) {
		t.end = other.end
	}
	t.days.merge(&other.days)
	for len(t.sticky) < len(other.sticky) {
		t.sticky = append(t.sticky, 0)
	}
	for k, n := range other.sticky {
		t.sticky[k] += n
	}
}

// fail keeps the first mistake.
func (t *ActivityTally) fail(err error) {
	if t.err == nil {
		t.err = err
	}
}
