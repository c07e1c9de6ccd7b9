// Package plot turns values into places on a drawing, and says which values
// are worth naming beside an axis.
package plot

import (
	"math"

	"github.com/parcours-go/parcours/render/scene"
)

// A Scale maps the values from Lo to Hi on the places from From to To, evenly.
// To may lie before From: on a drawing, y runs down.
type Scale struct {
	Lo, Hi   float64
	From, To scene.Px
}

// At returns the place of a value. A value beyond the ends stands at the end, so
// that nothing leaves the plot; where Lo and Hi are one value, all stand at From.
func (s Scale) At(v float64) scene.Px {
	if !(s.Hi > s.Lo) || !(v > s.Lo) {
		return s.From
	}
	if v >= s.Hi {
		return s.To
	}
	share := (v/2 - s.Lo/2) / (s.Hi/2 - s.Lo/2) // halves do not overflow
	return s.From + scene.Px(math.Round(share*float64(s.To-s.From)))
}

// Steps returns the multiples of a round step from lo to hi, both included where
// they are multiples. There are most of them at most, and the step is 1, 2 or 5
// times a power of ten.
func Steps(lo, hi float64, most int) []float64 {
	return multiples(lo, hi, roundStep(lo, hi, most), most)
}

// Nice returns the ends moved out to multiples of the step that [Steps] takes
// between them, or a little more.
func Nice(lo, hi float64, most int) (float64, float64) {
	step := roundStep(lo, hi, most)
	if step <= 0 {
		return lo, hi
	}
	return min(lo, math.Floor(lo/step)*step), max(hi, math.Ceil(hi/step)*step)
}

// roundStep returns the least step of 1, 2 or 5 times a power of ten that has
// at most so many multiples from lo to hi, and 0 where there is none.
func roundStep(lo, hi float64, most int) float64 {
	span := hi - lo
	if !(span > 0) || math.IsInf(span, 0) || most < 2 {
		return 0
	}
	least := span / float64(most-1)
	exponent := math.Floor(math.Log10(least))
	power := math.Pow10(int(exponent))
	for _, m := range []float64{1, 2, 5, 10, 20} {
		if step := m * power; step >= least && math.Floor(hi/step)-math.Ceil(lo/step) <= float64(most-1) {
			return step
		}
	}
	return 0
}

// seconds are the steps of a clock and of a calendar.
var seconds = []float64{
	1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200,
	86_400, 2 * 86_400, 7 * 86_400, 14 * 86_400, 30 * 86_400, 90 * 86_400, 180 * 86_400, 365 * 86_400,
}

// Durations returns multiples of a step that people measure time in, from lo to
// hi seconds, most of them at most.
func Durations(lo, hi float64, most int) []float64 {
	for _, step := range seconds {
		if (hi-lo)/step <= float64(most-1) && hi-lo >= step {
			return multiples(lo, hi, step, most)
		}
	}
	const year = 365 * 86_400
	list := Steps(lo/year, hi/year, most)
	if hi-lo < 1 {
		return Steps(lo, hi, most)
	}
	for i := range list {
		list[i] *= year
	}
	return list
}

// multiples returns those of step from lo to hi, most of them at most.
func multiples(lo, hi, step float64, most int) []float64 {
	if step <= 0 {
		return []float64{lo}
	}
	var list []float64
	first, last := math.Ceil(lo/step), math.Floor(hi/step)
	for i := range most {
		k := first + float64(i)
		if v := k * step; k <= last && (i == 0 || v > list[i-1]) {
			list = append(list, v)
			continue
		}
		break // the end, or steps too small for the digits of lo
	}
	return list
}
