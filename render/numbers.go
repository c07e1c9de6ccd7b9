package render

import (
	"github.com/parcours-go/parcours/journey"
)

// named writes the name and the value of a measure.
func (p *page) named(m journey.Measure) string { return m.Label(p.lang) + " " + p.value(m) }

// value writes the value of a measure.
func (p *page) value(m journey.Measure) string { return m.Format(p.lang, p.currency) }

// probability writes one that chance has: "0.032", "<0.001".
func (p *page) probability(v float64) string {
	if v < 0.001 {
		return "<" + p.lang.Number(0.001, 3)
	}
	return p.lang.Number(v, 3)
}

// interval writes the interval of an estimated measure, with its level where
// the map has several.
func (p *page) interval(m journey.Measure) string {
	if !m.Estimated() {
		return ""
	}
	lo, hi := m.Unit.Format(m.Lo, p.lang, p.currency), m.Unit.Format(m.Hi, p.lang, p.currency)
	if len(p.levels) > 1 {
		hi += " (" + p.lang.Level(m.Level) + ")"
	}
	return lo + " " + p.word.to + " " + hi
}

// sample writes the number of observations behind a measure.
func (p *page) sample(m journey.Measure) string {
	if m.N <= 0 {
		return ""
	}
	return "n\u00a0" + p.lang.Number(float64(m.N), 0)
}

// score writes an emotion as a number.
func (p *page) score(e journey.Emotion) string { return p.lang.Number(float64(e), 1) }

// emotionText says an emotion in words: "4.2 of 5, pleased".
func (p *page) emotionText(e journey.Emotion) string {
	return p.word.emotion + p.word.colon + p.scoreText(e)
}

// scoreText says an emotion without saying that it is one.
func (p *page) scoreText(e journey.Emotion) string {
	return p.score(e) + " " + p.word.of5 + ", " + e.Label(p.lang)
}

// count writes a number of things.
func (p *page) count(n int, one, many string) string {
	return p.lang.Number(float64(n), 0) + " " + p.plural(float64(n), one, many)
}

// plural returns the word for that number of things.
func (p *page) plural(n float64, one, many string) string {
	if n == 1 || n == 0 && p.lang.French() {
		return one
	}
	return many
}
