package survival

import (
	"math"

	"github.com/parcours-go/parcours/kpi/internal/stat"
	"github.com/parcours-go/parcours/persona/field"
)

// A Quantile is the time by which a share of a group had the event.
type Quantile struct {
	P     float64 `json:"p"`     // the share, as 0.5 for the median
	Level float64 `json:"level"` // of the interval from Lo to Hi

	// Time is when the curve is down to 1 − P, where it is flat at exactly that
	// the middle of it; Lo and Hi are when the band of the curve is, its lower
	// and its upper edge. What the data do not reach is 0, and not Reached.
	Time float64 `json:"time"`
	Lo   float64 `json:"lo"`
	Hi   float64 `json:"hi"`

	Reached   bool `json:"reached"`
	LoReached bool `json:"lo_reached"`
	HiReached bool `json:"hi_reached"`
}

// Median returns the time by which half of the group had the event. See
// [Curve.Quantile].
func (c *Curve) Median() Quantile { return c.quantile(0.5) }

// Quantile returns the time by which the share p of the group, between 0 and 1,
// had the event. With heavy censoring a curve, or an edge of its band, stays
// above 1 − p: that is said by the flags of the result.
//
// Source: R. Brookmeyer and J. Crowley, A confidence interval for the median
// survival time, Biometrics 38 (1982) 29–41: the interval holds the times at
// which the band of the curve holds 1 − p. What is exactly 1 − p is judged with
// a tolerance of 1.5e-8, and the middle of a flat taken, as by R's quantile.
func (c *Curve) Quantile(p float64) (Quantile, error) {
	if !(p > 0 && p < 1) {
		return Quantile{}, mistake("p", field.ErrRange, "want a share between 0 and 1, got %v", p)
	}
	return c.quantile(p), nil
}

func (c *Curve) quantile(p float64) Quantile {
	q := Quantile{P: p, Level: c.Level}
	q.Time, q.Reached = c.down(1-p, func(s *Step) (float64, bool) { return s.Survival, true })
	q.Lo, q.LoReached = c.down(1-p, func(s *Step) (float64, bool) { return s.Lo, !s.Unbounded })
	q.Hi, q.HiReached = c.down(1-p, func(s *Step) (float64, bool) { return s.Hi, !s.Unbounded })
	return q
}

// level returns how high a line of a curve is at a step, if it is known there.
type level func(*Step) (height float64, known bool)

// down returns when a line is first down to a height, and whether it ever is.
func (c *Curve) down(to float64, line level) (time float64, ever bool) {
	const tolerance = 1.5e-8
	for i := range c.Steps {
		height, known := line(&c.Steps[i])
		switch {
		case !known:
			return 0, false // from here on nothing is known
		case height < to-tolerance:
			return c.Steps[i].Time, true
		case height <= to+tolerance:
			return stat.Tidy(c.middle(i, height, line)), true
		}
	}
	return 0, false
}

// middle returns the middle of the flat of a line that begins with step i. A
// flat to the end of the curve ends with the last observation.
func (c *Curve) middle(i int, height float64, line level) float64 {
	from := c.Steps[i].Time
	for k := i + 1; k < len(c.Steps); k++ {
		next, known := line(&c.Steps[k])
		if !known {
			return from
		}
		if math.Abs(next-height) > 0 {
			return from + (c.Steps[k].Time-from)/2
		}
	}
	return from + (c.Steps[len(c.Steps)-1].Time-from)/2
}
