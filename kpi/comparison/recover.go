package comparison

import (
	"math"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// leastLevel is that of an interval from which a standard error can be recovered.
// Quantiles of very few values have lower ones, which say next to nothing.
const leastLevel = 0.5

// recovered returns the interval of the difference between two estimated
// measures, and its p value, from the intervals of the two. It reports false
// where one has none.
func recovered(before, after journey.Measure, level float64) (stat.Interval, float64, bool) {
	old, ok := errorsOf(before)
	now, okToo := errorsOf(after)
	if !ok || !okToo {
		return stat.Interval{}, 0, false
	}
	d := after.Value - before.Value
	toward := math.Hypot(now.below, old.above) // of the sides that face each other where d > 0
	apart := math.Hypot(now.above, old.below)
	facing := toward
	if d < 0 {
		facing = apart
	}
	if d != 0 && facing == 0 || toward == 0 && apart == 0 {
		return stat.Interval{}, 0, false // nothing is known of their scatter
	}
	z := stat.NormalQuantile(0.5 + level/2)
	i := stat.Interval{Lo: d - float64(z*toward), Hi: d + float64(z*apart), Level: level}
	if widest, bounded := widestChange(after.Unit); bounded {
		i.Lo, i.Hi = max(-widest, i.Lo), min(widest, i.Hi)
	}
	if d == 0 {
		return i, 1, true
	}
	return i, stat.TwoSided(d / facing), true
}

// widestChange returns how far two values of a unit can be apart.
func widestChange(u journey.Unit) (float64, bool) {
	switch u {
	case journey.Ratio:
		return 1, true
	case journey.Change:
		return 2, true
	case journey.Points:
		return 200, true
	}
	return 0, false
}

// sides are the standard errors that an interval tells of, one for each side.
type sides struct{ below, above float64 }

// errorsOf recovers the standard errors of an estimated measure. The distance of
// a bound is as many of them as the level has of a normal distribution. A bound
// that was cut off where the unit ends is too near: the other side then speaks
// for both.
func errorsOf(m journey.Measure) (sides, bool) {
	if !m.Estimated() || m.Level < leastLevel || !(m.Lo <= m.Value && m.Value <= m.Hi) {
		return sides{}, false
	}
	z := stat.NormalQuantile(0.5 + m.Level/2)
	s := sides{below: (m.Value - m.Lo) / z, above: (m.Hi - m.Value) / z}
	if m.Lo < m.Value && isCutOff(m.Lo, m.Unit) {
		s.below = max(s.below, s.above)
	}
	if m.Value < m.Hi && isCutOff(m.Hi, m.Unit) {
		s.above = max(s.above, (m.Value-m.Lo)/z)
	}
	return s, isFinite(s.below) && isFinite(s.above)
}

// isCutOff reports whether a bound stands where values of its unit end. The scale
// of a score ends at some whole number.
func isCutOff(bound float64, u journey.Unit) bool {
	switch u {
	case journey.Points:
		return math.Abs(bound) == 100
	case journey.Score:
		return bound == math.Trunc(bound)
	case journey.Ratio:
		return bound == 0 || bound == 1
	case journey.Seconds, journey.Money, journey.Count, journey.Times:
		return bound == 0
	}
	return false
}
