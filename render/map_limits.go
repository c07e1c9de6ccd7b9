package render

import (
	"fmt"

	"github.com/parcours-go/parcours/journey"
)

// The most that is drawn. A drawing beyond it could not be read, and its
// coordinates would leave the range of scene.Px.
const (
	mostStages  = 1000
	mostEntries = 10_000 // of all lists of one stage, or of the map and its persona
	mostOfAll   = 50_000 // entries of all stages, which may stand below each other
)

// checkSize reports a map that is too large to draw.
func checkSize(m *journey.Map) error { return checkSizeOf(m, "") }

// checkSizeOf is checkSize of one of several maps: where says which, and ends in
// a colon.
func checkSizeOf(m *journey.Map, where string) error {
	if n := len(m.Stages); n > mostStages {
		return fmt.Errorf("render: %s%d stages: at most %d can be drawn", where, n, mostStages)
	}
	p := m.Persona
	own := len(m.Measures) + len(m.Targets) + len(p.Traits) + len(p.Goals) + len(p.Needs) +
		len(p.Frustrations) + len(p.Behaviours) + len(p.Channels)
	if own > mostEntries {
		return fmt.Errorf("render: %s%d entries of the map and its persona: at most %d can be drawn", where, own, mostEntries)
	}
	all := 0
	for i := range m.Stages {
		n := entries(&m.Stages[i])
		if n > mostEntries {
			return fmt.Errorf("render: %sstages[%d]: %d entries: at most %d can be drawn", where, i, n, mostEntries)
		}
		all += n
	}
	if all > mostOfAll {
		return fmt.Errorf("render: %s%d entries of all stages: at most %d can be drawn", where, all, mostOfAll)
	}
	return nil
}

// entries counts what the lists of a stage and of its touchpoints hold.
func entries(s *journey.Stage) int {
	n := len(s.Expectations) + len(s.Actions) + len(s.Thoughts) + len(s.Frictions) +
		len(s.Opportunities) + len(s.Measures) + len(s.Targets) + len(s.Touchpoints) +
		len(s.Props) + len(s.Frontstage) + len(s.Backstage) + len(s.Support)
	for i := range s.Touchpoints {
		t := &s.Touchpoints[i]
		n += len(t.Frictions) + len(t.Opportunities) + len(t.Measures) + len(t.Targets)
	}
	return n
}
