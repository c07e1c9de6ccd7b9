package render

import (
	"iter"
	"slices"
	"strings"

	"github.com/parcours-go/parcours/journey"
)

// method says how the intervals are to be read, what n is, and what the measures
// mean that rest on a time which somebody chose: those of the figures, which are
// the measures of the whole that are shown.
func (s *sheet) method(figures []journey.Measure) string {
	var sentences []string
	if said := s.levelsSaid(); said != "" {
		sentences = append(sentences, said)
	}
	for m := range everyMeasure(s.m) {
		if m.N > 0 && m.Name != journey.MeasureReached {
			sentences = append(sentences, s.word.sampleSize)
			break
		}
	}
	return strings.Join(append(sentences, s.definitions(figures)...), " ")
}

// definitions says what those of the figures mean.
func (s *sheet) definitions(figures []journey.Measure) []string {
	if s.m.Observed == nil {
		return nil
	}
	var list []string
	for _, m := range finite(figures) {
		said, seconds := "", s.m.Observed.Silence
		switch m.Name {
		case journey.MeasureChurn:
			said = s.word.churn
		case journey.MeasureRetention:
			said = s.word.retention
		case journey.MeasureCLV:
			said, seconds = s.word.lifetimeValue, s.m.Observed.Horizon
		}
		if said != "" && seconds > 0 && m.Source == journey.FromLog {
			list = append(list, m.Label(s.lang)+s.word.colon+strings.ReplaceAll(said, "$", s.lang.Duration(seconds))+".")
		}
	}
	return list
}

// levelsOf returns the levels of the intervals that are drawn of a map.
func levelsOf(m *journey.Map) []float64 {
	var levels []float64
	add := func(measures []journey.Measure, aside func(journey.Measure) bool) {
		for _, measure := range measures {
			if measure.Estimated() && !slices.Contains(levels, measure.Level) && !aside(measure) {
				levels = append(levels, measure.Level)
			}
		}
	}
	never := func(journey.Measure) bool { return false }
	add(m.Measures, never)
	for i := range m.Stages {
		stage := &m.Stages[i]
		add(stage.Measures, func(measure journey.Measure) bool { return isAside(stage, measure) })
	}
	for _, t := range m.Touchpoints() {
		add(t.Measures, never)
	}
	slices.Sort(levels)
	return levels
}

// everyMeasure returns an iterator over the measures of the map, of its stages
// and of its touchpoints.
func everyMeasure(m *journey.Map) iter.Seq[journey.Measure] {
	return func(yield func(journey.Measure) bool) {
		lists := [][]journey.Measure{m.Measures}
		for i := range m.Stages {
			lists = append(lists, m.Stages[i].Measures)
		}
		for _, t := range m.Touchpoints() {
			lists = append(lists, t.Measures)
		}
		for _, list := range lists {
			for _, measure := range list {
				if !yield(measure) {
					return
				}
			}
		}
	}
}
