package survival

import (
	"math"

	"github.com/parcours-go/parcours/kpi/internal/stat"
	"github.com/parcours-go/parcours/persona/field"
)

// A Mean is a mean time to the event, of which no more than To is counted.
type Mean struct {
	To    float64 `json:"to"`
	Value float64 `json:"value"`
	SE    float64 `json:"se"`
	Lo    float64 `json:"lo"` // Value ± normal quantile · SE, within [0, To]
	Hi    float64 `json:"hi"`
	Level float64 `json:"level"`

	// Restricted: some outlive To, and their time beyond it is not counted.
	Restricted bool `json:"restricted,omitempty"`

	// Extended: To is later than the last observation, which was censored, and
	// the curve is taken to stay where it is.
	Extended bool `json:"extended,omitempty"`
}

// RestrictedMean returns the mean time without the event up to a time, finite
// and above 0: the area under the curve. Its standard error is 0 where no event
// is followed by any survivor.
//
// Source: J. P. Klein and M. L. Moeschberger, Survival analysis, 2nd edition
// (2003), section 4.5; as R's survfit prints it with rmean.
func (c *Curve) RestrictedMean(to float64) (Mean, error) {
	if !(to > 0 && to <= math.MaxFloat64) {
		return Mean{}, mistake("to", field.ErrRange, "want a finite time above 0, got %v", to)
	}
	return c.mean(to), nil
}

// Mean returns the mean time to the event as far as the curve goes: it is the
// mean lifetime where the last observation of the group is an event, and
// Restricted to the time of the last observation where that is censored.
func (c *Curve) Mean() Mean {
	if len(c.Steps) == 0 {
		return Mean{Level: c.Level}
	}
	return c.mean(c.Steps[len(c.Steps)-1].Time)
}

func (c *Curve) mean(to float64) Mean {
	m := Mean{To: to, Level: c.Level}
	area, variance := 0.0, 0.0 // from the end back to the step
	end := to
	for i := len(c.Steps) - 1; i >= 0; i-- {
		s := &c.Steps[i]
		if s.Time > to {
			continue
		}
		area += float64((end - s.Time) * s.Survival)
		end = s.Time
		if left := s.AtRisk - s.Events; left > 0 {
			variance += float64(float64(area*area) * (float64(s.Events) / float64(float64(s.AtRisk)*float64(left))))
		}
	}
	m.Value = stat.Tidy(min(to, area+end))
	m.SE = stat.Tidy(math.Sqrt(variance))
	half := float64(normal(c.Level) * m.SE)
	m.Lo, m.Hi = stat.Tidy(max(0, m.Value-half)), stat.Tidy(min(to, m.Value+half))
	last := c.At(to)
	m.Restricted = last.Survival > 0
	m.Extended = m.Restricted && (len(c.Steps) == 0 || to > c.Steps[len(c.Steps)-1].Time)
	return m
}
