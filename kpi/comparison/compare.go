package comparison

import (
	"errors"
	"fmt"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// ErrNoData: the two maps have nothing in common: no stage of one name, no
// measure of one name and unit.
var ErrNoData = stat.ErrNoData

// Options says how maps are compared. The zero value, like a nil pointer, is the
// default.
type Options struct {
	// Level is the confidence level of the interval of each difference, from 0.5
	// to 0.999999. A difference is significant where its adjusted p value is at
	// most 1 − Level. 0 means 0.95.
	Level float64 `json:"level,omitempty"`
}

// A Result is what sets two maps apart, as data.
type Result struct {
	Level    float64      `json:"level"`              // of the intervals
	Lang     journey.Lang `json:"lang,omitempty"`     // of the texts: that of the map after, or else before
	Currency string       `json:"currency,omitempty"` // of money; "" where the two sides have different ones, and money is not compared

	Before Side `json:"before"`
	After  Side `json:"after"`

	// Stages are those of either map: in the order after, each that is gone
	// behind the one that it followed before.
	Stages []Stage `json:"stages,omitempty"`

	// Differences are those of the journey as a whole, then those of each stage
	// and of its touchpoints, in the order of Stages and in that of the measures
	// after. Tested counts those with a p value, Significant those among them of
	// which chance is no likely reason. A share that mirrors another counts once.
	Differences []Difference `json:"differences,omitempty"`
	Tested      int          `json:"tested"`
	Significant int          `json:"significant"`

	Emotions      []Emotion     `json:"emotions,omitempty"`      // that are known of either
	Touchpoints   []Touchpoint  `json:"touchpoints,omitempty"`   // that were added, removed or moved
	Frictions     []Friction    `json:"frictions,omitempty"`     // that were added, removed or ranked anew
	Opportunities []Opportunity `json:"opportunities,omitempty"` // that were added, removed or ranked anew
	Targets       []Target      `json:"targets,omitempty"`       // of which either map has a measure
}

// A Side is what one of the two maps is.
type Side struct {
	Title    string               `json:"title,omitempty"`
	Observed *journey.Observation `json:"observed,omitempty"`
	Currency string               `json:"currency,omitempty"`
}

// A Place is where in a journey something stands. The zero Place is the journey
// as a whole.
type Place struct {
	Stage      string `json:"stage,omitempty"`
	Touchpoint string `json:"touchpoint,omitempty"` // "" is the stage itself
}

// Compare compares two maps.
//
// A map or an option that is not valid is a *[field.Error] with its path, or
// several, joined. Maps that have no stage and no measure in common are
// [ErrNoData].
//
// [field.Error]: https://pkg.go.dev/github.com/parcours-go/parcours/persona/field#Error
func Compare(before, after *journey.Map, opt *Options) (*Result, error) {
	var o Options
	if opt != nil {
		o = *opt
	}
	level, err := figure.Level(o.Level)
	if err == nil {
		err = errors.Join(checked("before", before), checked("after", after))
	}
	if err != nil {
		return nil, fmt.Errorf("comparison: %w", err)
	}
	c := newComparer(before, after, level)
	c.compare()
	if c.common == 0 && len(c.Differences) == 0 {
		return nil, fmt.Errorf("comparison: %w: the maps have no stage and no measure in common", ErrNoData)
	}
	return c.Result, nil
}

// checked returns what is wrong with a map, each thing with the side that it is
// on.
func checked(side string, m *journey.Map) error {
	err := m.Validate()
	if err == nil {
		return nil
	}
	list := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		list = joined.Unwrap()
	}
	var placed []error
	for _, err := range list {
		placed = append(placed, fmt.Errorf("%s: %w", side, err))
	}
	return errors.Join(placed...)
}

// A comparer fills in a result.
type comparer struct {
	*Result
	before, after *journey.Map
	money         bool // whether amounts are of one currency
	common        int  // stages in both
}

func newComparer(before, after *journey.Map, level float64) *comparer {
	c := &comparer{before: before, after: after, Result: &Result{
		Level: level, Lang: after.Lang, Currency: after.Currency, Before: sideOf(before), After: sideOf(after),
	}}
	if c.Lang == "" {
		c.Lang = before.Lang
	}
	c.money = before.Currency == after.Currency || before.Currency == "" || after.Currency == ""
	switch {
	case !c.money:
		c.Currency = ""
	case c.Currency == "":
		c.Currency = before.Currency
	}
	return c
}

func sideOf(m *journey.Map) Side {
	s := Side{Title: m.Title, Currency: m.Currency}
	if m.Observed != nil {
		o := *m.Observed
		s.Observed = &o
	}
	return s
}

// compare goes through the places of both maps.
func (c *comparer) compare() {
	c.matchStages()
	c.place(Place{}, ofJourney(c.before), ofJourney(c.after))
	for _, s := range c.Stages {
		c.stage(s)
	}
	c.findMoved()
	c.adjust()
}

// stage compares one stage, and its touchpoints in the order after, then those
// that are gone. Of the touchpoints of a stage that is new or gone it is told only
// where they went.
func (c *comparer) stage(s Stage) {
	old, now := c.before.Stage(s.Name), c.after.Stage(s.Name)
	c.place(Place{Stage: s.Name}, ofStage(old), ofStage(now))
	if now != nil {
		for i := range now.Touchpoints {
			t := &now.Touchpoints[i]
			c.touchpoint(Place{s.Name, t.Name}, touchpointOf(old, t.Name), t, old == nil)
		}
	}
	if old != nil {
		for i := range old.Touchpoints {
			if t := &old.Touchpoints[i]; touchpointOf(now, t.Name) == nil {
				c.touchpoint(Place{s.Name, t.Name}, t, nil, now == nil)
			}
		}
	}
}

// touchpoint compares one touchpoint; alone tells that its stage is in one map
// only.
func (c *comparer) touchpoint(at Place, old, now *journey.Touchpoint, alone bool) {
	switch {
	case old == nil:
		c.Touchpoints = append(c.Touchpoints, Touchpoint{Place: at, Change: Added})
	case now == nil:
		c.Touchpoints = append(c.Touchpoints, Touchpoint{Place: at, Change: Removed})
	}
	if !alone {
		c.place(at, ofTouchpoint(old), ofTouchpoint(now))
	}
}

// An entry is what is compared of a stage or of a touchpoint. That of one that
// is not there is empty.
type entry struct {
	emotion       journey.Emotion
	measures      []journey.Measure
	targets       []journey.Target
	frictions     []journey.Friction
	opportunities []journey.Opportunity
}

func ofJourney(m *journey.Map) entry { return entry{measures: m.Measures, targets: m.Targets} }

func ofStage(s *journey.Stage) entry {
	if s == nil {
		return entry{}
	}
	return entry{s.Emotion, s.Measures, s.Targets, s.Frictions, s.Opportunities}
}

func ofTouchpoint(t *journey.Touchpoint) entry {
	if t == nil {
		return entry{}
	}
	return entry{t.Emotion, t.Measures, t.Targets, t.Frictions, t.Opportunities}
}

// place compares what stands at one place.
func (c *comparer) place(at Place, old, now entry) {
	if old.emotion.Known() || now.emotion.Known() {
		c.Emotions = append(c.Emotions, Emotion{at, old.emotion, now.emotion})
	}
	c.measures(at, old, now)
	c.targets(at, old, now)
	c.frictions(at, old.frictions, now.frictions)
	c.opportunities(at, old.opportunities, now.opportunities)
}
