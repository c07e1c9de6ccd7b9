package kpi

import (
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/bind"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// visits collects how long customers stay in the stages.
type visits struct {
	*setting
	nanoseconds [][]uint64 // of each stage, the visits that another one ended
}

func newVisits(s *setting) visits {
	return visits{setting: s, nanoseconds: make([][]uint64, s.stages)}
}

func (v *visits) add(t event.Trace, n int) {
	current, since, before := bind.None, int64(0), t.Nano(0)
	for i := range n {
		at := t.Nano(i)
		if elapsed(before, at) > uint64(v.Silence) {
			current = bind.None // gone: nobody knows when the visit ended
		}
		before = at
		stage := v.Stage(t, i)
		if stage == bind.None || stage == current {
			continue
		}
		if current != bind.None {
			v.nanoseconds[current] = append(v.nanoseconds[current], elapsed(since, at))
		}
		current, since = stage, at
	}
}

// elapsed is the time from a to b, not before it. It is right for any two times
// of a log, where a signed difference would overflow after 292 years.
func elapsed(a, b int64) uint64 { return uint64(b) - uint64(a) }

func (v *visits) merge(other *visits) {
	for i, list := range other.nanoseconds {
		v.nanoseconds[i] = append(v.nanoseconds[i], list...)
	}
}

// measures returns the times of stage i. Two visits are the least that say
// anything of their scatter.
func (v *visits) measures(i int) []journey.Measure {
	n := len(v.nanoseconds[i])
	if n < 2 {
		return nil
	}
	slices.Sort(v.nanoseconds[i])
	seconds := make([]float64, n)
	for j, ns := range v.nanoseconds[i] {
		seconds[j] = float64(ns) / 1e9
	}
	var m []journey.Measure
	add := func(name string, value float64, i stat.Interval) {
		if i.Level > 0 { // so few values bound nothing at all
			i.Lo = min(max(0, i.Lo), value) // Student's interval knows no bound
			i.Hi = max(i.Hi, value)         // between two values lies the quantile, on one its bound
			m = append(m, estimated(name, value, journey.Seconds, n, i))
		}
	}
	mean, around := stat.Mean(seconds, v.Level)
	add(journey.MeasureTimeMedian, stat.Quantile(seconds, 0.5), stat.QuantileInterval(seconds, 0.5, v.Level))
	add(journey.MeasureTimeMean, mean, around)
	add(journey.MeasureTimeP90, stat.Quantile(seconds, 0.9), stat.QuantileInterval(seconds, 0.9, v.Level))
	return m
}
