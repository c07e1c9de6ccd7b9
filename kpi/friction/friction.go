package friction

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// ErrNoData: there is nothing to compute from.
var ErrNoData = stat.ErrNoData

// A Kind is a kind of finding.
type Kind string

// The kinds of findings. "Fewer" and "more" mean beyond what the error of the
// options lets chance explain.
const (
	// DropOff: fewer sessions than usual went on from the place, in the period
	// and of the segment.
	DropOff Kind = "drop_off"

	// Repeat: more sessions than usual had three events or more of the
	// touchpoint and nothing after it.
	Repeat Kind = "repeat"

	// BackAndForth: more sessions than usual went to and fro between two
	// touchpoints, twice or more, and not on.
	BackAndForth Kind = "back_and_forth"

	// ErrorSignal: more sessions than usual met an error, or another of
	// [event.FrictionSignals]; or those that met it went on less often.
	ErrorSignal Kind = "error_signal"

	// ChannelHop: more sessions than usual changed the channel and did not go on;
	// or those that changed it went on less often.
	ChannelHop Kind = "channel_hop"

	// LongStay: more sessions than usual stayed longer in the stage, until another
	// one, than nine sessions in ten of all do.
	LongStay Kind = "long_stay"

	// SegmentGap: all the time, fewer sessions of the segment went on than
	// comparable ones of the other values of the attribute.
	SegmentGap Kind = "segment_gap"

	// Decline: from a day of the Period on, fewer sessions went on from the stage,
	// for good.
	Decline Kind = "decline"

	// GrowingStay: customers stay longer and longer in the stage.
	GrowingStay Kind = "growing_stay"

	// UnmetExpectation: the answers of the stage fall short of a target of it, or
	// by more than one step of the scale of the emotion that somebody wrote.
	UnmetExpectation Kind = "unmet_expectation"
)

// A Result is what was found.
type Result struct {
	// Map is a copy of the map with what was found on its stages and touchpoints,
	// behind what somebody wrote there.
	Map *journey.Map `json:"map"`

	// Frictions are those found, the most costly first.
	Frictions []Found `json:"frictions"`

	// Changes are the days from which on the conversion of a stage is another one,
	// for better or for worse, in their order.
	Changes []Change `json:"changes,omitempty"`

	// Moments are the touchpoints that carry conversion, the strongest first.
	Moments []Moment `json:"moments,omitempty"`
}

// A Found is one thing that stands out.
type Found struct {
	Kind       Kind   `json:"kind"`
	Stage      string `json:"stage,omitempty"`      // by name; "" for the whole journey
	Touchpoint string `json:"touchpoint,omitempty"` // by name; "" for the whole stage
	Toward     string `json:"toward,omitempty"`     // the stage that too few went on to
	Other      string `json:"other,omitempty"`      // the other touchpoint of a BackAndForth
	Signal     string `json:"signal,omitempty"`     // the event of an ErrorSignal

	Segment Segment `json:"segment,omitzero"` // zero means everybody
	Period  Period  `json:"period,omitzero"`  // zero means the whole log

	Sessions  int `json:"sessions"`  // of the segment, in the period and at the place
	Customers int `json:"customers"` // of these sessions

	// Measure is the number that stands out, Because of the friction; Baseline is
	// what it would be if nothing were the matter.
	Measure  journey.Measure `json:"measure"`
	Baseline journey.Measure `json:"baseline"`

	// P is the probability that a log without any friction has a finding of the
	// kind that stands out as much, divided by the part that the kind has of the
	// error.
	P float64 `json:"p"`

	// Lost is how many sessions reached the goal fewer than would have, and Value
	// what their orders would have been worth, at the mean of those that have a
	// value: 0 where none has.
	Lost  float64 `json:"lost"`
	Value float64 `json:"value,omitempty"`

	// Signals are the signals of friction that stand out among the sessions that
	// went badly.
	Signals []Signal `json:"signals,omitempty"`

	Text string `json:"text"` // a sentence, in the language of the map
}

// A Segment is the sessions whose attribute has a value.
type Segment struct {
	Attribute string `json:"attribute"` // "channel" is the channel
	Value     string `json:"value"`
}

// A Period is a stretch of days.
type Period struct {
	From time.Time `json:"from"` // the beginning of its first day, in the time zone of the options
	To   time.Time `json:"to"`   // the beginning of its last day

	// FirstDay and LastDay are the same, counted from 0, the first day of the log.
	FirstDay int `json:"first_day"`
	LastDay  int `json:"last_day"`
}

// Find looks for frictions of the journey that m draws in what log tells.
func Find(m *journey.Map, log *event.Log, opt *Options) (*Result, error) {
	if m == nil || log == nil {
		return nil, errors.New("friction: want a map and a log, got nil")
	}
	if err := m.Validate(); err != nil {
		return nil, fmt.Errorf("friction: %w", err)
	}
	settled, err := opt.settled(log)
	if err != nil {
		return nil, fmt.Errorf("friction: %w", err)
	}
	s := settle(m, log, settled)
	tell := settled.told
	c := event.FoldWithProgress(log, func() *sessions { return newSessions(s) }, func(share float64) { tell(share / 2) })
	if c.rows() == 0 {
		return nil, fmt.Errorf("friction: %w: no event", ErrNoData)
	}
	c.settleDays()
	c.settleSegments()
	c.steps, c.signs = c.trials()
	changes := c.changes()
	tell(0.6)
	var found []Found
	searches := []func() []Found{
		func() []Found { return c.declines(changes) },
		func() []Found { return c.periods(c.steps, c.signs, partSteps) },
		func() []Found { return c.periods(c.signs, c.steps, partSigns) },
		func() []Found { return c.segmentGaps(slices.Concat(c.steps, c.signs)) },
		c.outcomes, c.growingStays, c.unmet,
	}
	for i, search := range searches {
		found = append(found, search()...)
		tell(0.6 + 0.3*float64(i+1)/float64(len(searches)))
	}
	rank(found)
	r := &Result{Frictions: append([]Found{}, found...), Changes: changes}
	if s.hasGoal {
		r.Moments = c.carrying()
	}
	r.Map = written(m, r)
	tell(1)
	return r, nil
}
