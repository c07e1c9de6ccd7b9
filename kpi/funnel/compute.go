package funnel

import (
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// ErrNoData: there is no customer at all.
var ErrNoData = stat.ErrNoData

// ErrTooLarge: the values of the events of a step have a sum that is no number
// any more.
var ErrTooLarge = errors.New("the sum of the values is too large")

// Compute counts how far the customers of log come through the steps.
//
// A step or an option that is not valid is a *[field.Error] with its path, such
// as "steps[1].events" or "options.window", or several, joined. A log without a
// customer is [ErrNoData].
//
// [field.Error]: https://pkg.go.dev/github.com/parcours-go/parcours/persona/field#Error
func Compute(log *event.Log, steps []Step, opt *Options) (*Result, error) {
	empty, err := New(log, steps, opt)
	if err != nil {
		return nil, err
	}
	return event.Fold(log, empty.Fresh).Result()
}

// A Passage is how far one try of one customer came.
type Passage struct {
	Customer string
	Reached  int       // steps, counted from 1; 0 only for those who never took the first one
	Events   []Taken   // of the steps that were taken, in the order of the steps
	Next     string    // the name of the event that came next, or "" if none did
	Segments []string  // of the breakdown, if there is one
	Began    time.Time // when the first step was taken
}

// A Taken is the event by which a customer took a step.
type Taken struct {
	Step  int // counted from 1
	Event int // its index in the trace
	Time  time.Time
}

// Who returns the passages that the funnel counts, customers in bytewise order,
// those who never took the first step included: it answers who left at which
// step. They are found when they are asked for. Errors are those of [Compute],
// but for ErrNoData.
func Who(log *event.Log, steps []Step, opt *Options) (iter.Seq[Passage], error) {
	asked, err := ask(log, steps, opt)
	if err != nil {
		return nil, err
	}
	asked.Brief = false // which would find no events
	q := newQuery(log, asked)
	return func(yield func(Passage) bool) {
		m := newMatcher(q)
		for t := range log.Traces() {
			any := false
			for _, p := range m.counted(t) {
				any = true
				if !yield(m.describe(t, p)) {
					return
				}
			}
			if !any && !yield(Passage{Customer: t.Customer()}) {
				return
			}
		}
	}, nil
}

// ask returns what is asked, with every default filled in.
func ask(log *event.Log, steps []Step, opt *Options) (question, error) {
	if log == nil {
		return question{}, errors.New("funnel: want a log, got nil")
	}
	s, o, err := settled(steps, opt)
	if err != nil {
		return question{}, fmt.Errorf("funnel: %w", err)
	}
	return question{Steps: s, Options: o}, nil
}

// describe returns a passage in a form that outlives the next trace.
func (m *matcher) describe(t event.Trace, p *passage) Passage {
	out := Passage{Customer: t.Customer(), Reached: p.reached}
	for i, place := range p.at {
		if place != none {
			out.Events = append(out.Events, Taken{Step: i + 1, Event: int(place), Time: t.Time(int(place))})
		}
	}
	out.Began = out.Events[0].Time
	if p.next != none {
		out.Next = t.Name(int(p.next))
	}
	if m.By != "" {
		for _, id := range m.segmentsOf(t, p) {
			out.Segments = append(out.Segments, m.by.values[id])
		}
	}
	return out
}
