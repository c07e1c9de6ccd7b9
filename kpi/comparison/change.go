package comparison

import (
	"slices"

	"github.com/parcours-go/parcours/journey"
)

// An Emotion is how a place felt before and after. 0 means that it is not known.
type Emotion struct {
	Place
	Before journey.Emotion `json:"before,omitempty"`
	After  journey.Emotion `json:"after,omitempty"`
}

// A Friction is one that was added, where Before is nil, removed, where After is
// nil, or whose severity changed. Two of one text are the same.
type Friction struct {
	Place
	Before *journey.Friction `json:"before,omitempty"`
	After  *journey.Friction `json:"after,omitempty"`
}

// An Opportunity is one that was added, where Before is nil, removed, where After
// is nil, or whose impact changed. Two of one text are the same.
type Opportunity struct {
	Place
	Before *journey.Opportunity `json:"before,omitempty"`
	After  *journey.Opportunity `json:"after,omitempty"`
}

// A Target is one of the map after, or else of the map before, with what each
// measure makes of it.
type Target struct {
	Place
	journey.Target
	Unit   journey.Unit `json:"unit,omitempty"` // of its measure
	Before Outcome      `json:"before,omitempty"`
	After  Outcome      `json:"after,omitempty"`
}

// An Outcome is whether a target was met. "" means that nobody measured it.
type Outcome string

// The outcomes.
const (
	Met    Outcome = "met"
	Missed Outcome = "missed"
)

func (c *comparer) frictions(at Place, before, after []journey.Friction) {
	text := func(f journey.Friction) string { return f.Text }
	matched(before, after, text, func(old, now *journey.Friction) {
		if old == nil || now == nil || old.Severity != now.Severity {
			c.Frictions = append(c.Frictions, Friction{at, old, now})
		}
	})
}

func (c *comparer) opportunities(at Place, before, after []journey.Opportunity) {
	text := func(o journey.Opportunity) string { return o.Text }
	matched(before, after, text, func(old, now *journey.Opportunity) {
		if old == nil || now == nil || old.Impact != now.Impact {
			c.Opportunities = append(c.Opportunities, Opportunity{at, old, now})
		}
	})
}

// matched tells of each entry after with the one of its text before, or nil, then
// of those before that are gone. What it passes on shares no memory with the
// lists but that of the measures behind an entry.
func matched[T any](before, after []T, text func(T) string, tell func(old, now *T)) {
	index := func(list []T, what string) int {
		return slices.IndexFunc(list, func(e T) bool { return text(e) == what })
	}
	for i, now := range after {
		if index(after, text(now)) < i {
			continue // said before
		}
		if j := index(before, text(now)); j >= 0 {
			old := before[j]
			tell(&old, &now)
		} else {
			tell(nil, &now)
		}
	}
	for i, old := range before {
		if index(after, text(old)) < 0 && index(before, text(old)) == i {
			tell(&old, nil)
		}
	}
}

// targets judges both maps by the targets after, and by those before that are
// given up.
func (c *comparer) targets(at Place, old, now entry) {
	same := func(t journey.Target) func(journey.Target) bool {
		return func(o journey.Target) bool { return o.Measure == t.Measure && o.Op == t.Op }
	}
	wanted := slices.Clone(now.targets)
	for _, t := range old.targets {
		if !slices.ContainsFunc(now.targets, same(t)) {
			wanted = append(wanted, t)
		}
	}
	for _, t := range wanted {
		unit := t.UnitIn(slices.Concat(now.measures, old.measures))
		if unit == journey.Money && !c.money {
			continue
		}
		judged := Target{Place: at, Target: t, Unit: unit, Before: outcome(t, old.measures), After: outcome(t, now.measures)}
		if judged.Before != "" || judged.After != "" {
			c.Targets = append(c.Targets, judged)
		}
	}
}

func outcome(t journey.Target, measures []journey.Measure) Outcome {
	i := slices.IndexFunc(measures, func(m journey.Measure) bool { return m.Name == t.Measure })
	switch {
	case i < 0:
		return ""
	case t.Met(measures[i]):
		return Met
	}
	return Missed
}
