package render

import (
	"math"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/plot"
	"github.com/parcours-go/parcours/render/scene"
)

// A timeAxis is an axis of times: from 0, or logarithmic.
type timeAxis struct {
	log   bool
	scale plot.Scale // of the times, or of their logarithms
	ticks []tick
}

const (
	timesInset = 8 * px // from the sides of the plot to its scale, room of the marks
	timesApart = 100    // from how many times the shortest on the longest asks for a logarithm
)

// clockTimes are the times that an axis names where multiples count, in seconds.
var clockTimes = []struct {
	seconds float64
	en, fr  string
}{
	{0.001, "1 ms", "1 ms"}, {0.01, "10 ms", "10 ms"}, {0.1, "100 ms", "100 ms"},
	{1, "1 s", "1 s"}, {10, "10 s", "10 s"}, {60, "1 min", "1 min"}, {600, "10 min", "10 min"}, {3600, "1 h", "1 h"}, {6 * 3600, "6 h", "6 h"},
	{86_400, "1 day", "1 jour"}, {7 * 86_400, "1 week", "1 semaine"}, {30 * 86_400, "30 days", "30 jours"}, {365 * 86_400, "1 year", "1 an"},
	{3650 * 86_400, "10 years", "10 ans"}, {36_500 * 86_400, "100 years", "100 ans"},
}

// at returns the place of a time.
func (a timeAxis) at(seconds float64) scene.Px {
	if a.log {
		return a.scale.At(math.Log10(max(seconds, 1e-9)))
	}
	return a.scale.At(seconds)
}

// shifted returns the ticks further right.
func (a timeAxis) shifted(x scene.Px) []tick {
	ticks := make([]tick, len(a.ticks))
	for i, t := range a.ticks {
		ticks[i] = tick{t.at + x, t.label}
	}
	return ticks
}

// timeAxis returns the axis of all that is drawn.
func (s *timesSheet) timeAxis() timeAxis {
	least, most := math.Inf(1), 0.0
	for _, t := range s.stages {
		for _, m := range t.each() {
			if most = max(most, m.Value); m.Name != journey.MeasureTimeMean { // of which no interval is drawn
				most = max(most, m.Hi)
			}
			if m.Value > 0 {
				least = min(least, m.Value)
			}
			if m.Name == journey.MeasureTimeMedian && m.Lo > 0 {
				least = min(least, m.Lo)
			}
		}
	}
	from, to := timesInset, s.plot-timesInset
	if most > timesApart*least {
		return s.logAxis(least, most, from, to)
	}
	a := s.page.axis(journey.Seconds, 0, most, from, to, int(max(s.plot/(90*px), 2)))
	return timeAxis{scale: a.Scale, ticks: a.ticks}
}

// logAxis returns the axis from a little below the shortest time to a little
// above the longest, with the times that the clock names between them.
func (s *timesSheet) logAxis(least, most float64, from, to scene.Px) timeAxis {
	const margin = 1.25
	lo, hi := least/margin, most*margin
	a := timeAxis{log: true, scale: plot.Scale{Lo: math.Log10(lo), Hi: math.Log10(hi), From: from, To: to}}
	for _, c := range clockTimes {
		if lo <= c.seconds && c.seconds <= hi {
			a.ticks = append(a.ticks, tick{a.at(c.seconds), s.say(c.en, c.fr)})
		}
	}
	return a
}
