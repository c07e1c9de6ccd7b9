package render

import (
	"slices"
	"strings"

	"github.com/parcours-go/parcours/journey"
)

// noteLevels remembers the levels of the intervals that are drawn.
func (p *page) noteLevels(measures ...journey.Measure) {
	for _, m := range measures {
		if m.Estimated() && !slices.Contains(p.levels, m.Level) {
			p.levels = append(p.levels, m.Level)
		}
	}
	slices.Sort(p.levels)
}

// basis says what measures rest on: the levels of the intervals, and what n is
// where they have one.
func (p *page) basis(measures ...journey.Measure) []string {
	said := p.levelsSaid()
	if slices.ContainsFunc(measures, func(m journey.Measure) bool { return m.N > 0 }) {
		said = strings.TrimSpace(said + " " + p.word.sampleSize)
	}
	return nonEmpty(said)
}

// levelsSaid says of which levels the intervals are.
func (p *page) levelsSaid() string {
	if len(p.levels) == 0 {
		return ""
	}
	levels := make([]string, len(p.levels))
	for i, level := range p.levels {
		levels[i] = p.lang.Level(level)
	}
	return p.word.intervals + strings.Join(levels, ", ") + "."
}
