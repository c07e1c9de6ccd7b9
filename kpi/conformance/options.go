package conformance

import (
	"fmt"
	"slices"
	"time"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/persona/field"
)

// Options says how to compare. The zero value, like a nil pointer, lays what
// each customer did, touchpoint by touchpoint, beside the touchpoints of the
// map.
type Options struct {
	// By is what the steps of the plan are. "" means the touchpoints. A Sequence
	// has no stages: with it this says nothing.
	By By

	// Sequence names the events of the plan in their order, in place of the
	// touchpoints of the map, which may then be nil. A name may stand there more
	// than once. nil means the map.
	Sequence []string

	// Recorded names the events that the source of the log records, such as all
	// the names of the whole log. A touchpoint none of whose events is among them
	// is no step: nobody could tell whether customers were there. nil means that
	// all are recorded.
	Recorded []string

	// Per is what is laid beside the plan at a time. "" means all that a
	// customer did.
	Per Per

	// Cut says where a session ends, with Per Sessions. The zero Cut means 30
	// minutes of silence.
	Cut event.Cut

	// Collapse counts a run of events of one step as one event. By Stages this
	// is always so.
	Collapse bool

	// CountUnplanned counts events that no step explains as deviations, each an
	// event too many. Otherwise they are counted by name and left out of the
	// comparison.
	CountUnplanned bool

	// Times finds how long it is from every event of a step to every later one
	// of a unit, which takes longer than all the rest. With Zeta this is always
	// so.
	Times bool

	// Zeta is by how many standard deviations a time between two steps may be
	// away from its mean before it is a deviation, from 0.1 to 100. 0 means that
	// no such deviations are counted.
	Zeta float64

	// Profile holds the means and deviations that Zeta is about, such as
	// those of last year: the Profile of an earlier Timing. nil means those of
	// the log itself, which only [Compute] can know before it counts.
	Profile []Pair

	// Top is how many of the commonest deviations, of the variants and of the
	// unplanned events a result lists, up to 10,000. 0 means 10.
	Top int

	// Level is the confidence level of the intervals, from 0.5 to 0.999999. 0
	// means 0.95.
	Level float64
}

// By is what the steps of a plan are.
type By string

// The steps of a plan.
const (
	Touchpoints By = "touchpoints" // the touchpoints that name events
	Stages      By = "stages"      // the stages with such a touchpoint; a run of events of one is one visit
)

// Per is what is compared with the plan.
type Per string

// What is compared with the plan.
const (
	Customers Per = "customers" // all that a customer did
	Sessions  Per = "sessions"  // each session, as Options.Cut says
)

// ErrNoProfile: Zeta needs means and deviations to go by, which a tally that
// takes in one trace after the other does not know.
var ErrNoProfile = fmt.Errorf("%w: want a profile, or Compute, which finds the log's own", field.ErrMissing)

// settled returns the options with every default filled in.
func (o *Options) settled() (Options, error) {
	var s Options
	if o != nil {
		s = *o
	}
	if s.By == "" || s.Sequence != nil && s.By == Stages {
		s.By = Touchpoints
	}
	if s.Per == "" {
		s.Per = Customers
	}
	if s.Top == 0 {
		s.Top = 10
	}
	if s.Level == 0 {
		s.Level = 0.95
	}
	s.Times = s.Times || s.Zeta != 0
	s.Collapse = s.Collapse || s.By == Stages
	if s.Per == Customers {
		s.Cut = event.Cut{}
	}
	return s, s.check()
}

// check reports the first option that is out of its range.
func (o *Options) check() error {
	switch {
	case o.By != Touchpoints && o.By != Stages:
		return &field.Error{Path: "options.by", Err: fmt.Errorf("%w: want touchpoints or stages, got %q", field.ErrRange, o.By)}
	case o.Per != Customers && o.Per != Sessions:
		return &field.Error{Path: "options.per", Err: fmt.Errorf("%w: want customers or sessions, got %q", field.ErrRange, o.Per)}
	case o.Zeta != 0 && !(o.Zeta >= 0.1 && o.Zeta <= 100):
		return outOfRange("options.zeta", "0.1 to 100", o.Zeta)
	case o.Top < 1 || o.Top > 10_000:
		return outOfRange("options.top", "1 to 10,000", o.Top)
	case !(o.Level >= 0.5 && o.Level <= 0.999999):
		return outOfRange("options.level", "0.5 to 0.999999", o.Level)
	}
	for i, p := range o.Profile {
		if !p.valid() {
			return &field.Error{
				Path: fmt.Sprintf("options.profile[%d]", i),
				Err:  fmt.Errorf("%w: want steps in UTF-8 and times that are finite and not negative", field.ErrRange),
			}
		}
	}
	return nil
}

// records reports whether the events of a name are recorded.
func (o *Options) records(name string) bool {
	return o.Recorded == nil || slices.Contains(o.Recorded, name)
}

// outOfRange is the mistake of a number that is out of its range.
func outOfRange(path, want string, got any) error {
	return &field.Error{Path: path, Err: fmt.Errorf("%w: want %s, got %v", field.ErrRange, want, got)}
}

// seconds returns nanoseconds as seconds.
func seconds(nanos float64) float64 { return nanos / float64(time.Second) }
