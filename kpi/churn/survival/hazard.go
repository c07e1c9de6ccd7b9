package survival

import (
	"math"

	"github.com/parcours-go/parcours/kpi/internal/stat"
	"github.com/parcours-go/parcours/persona/field"
)

// A TieRule says how a cumulative hazard rises where several events are at one
// time. They differ much where time is coarse: on a million durations in whole
// days by 0.2 % after a year.
type TieRule string

const (
	// Aalen: by d/n, for d events among n at risk, with the variance d/n²: R's
	// survfit with ctype = 1.
	Aalen TieRule = "aalen"

	// FlemingHarrington: by 1/n + 1/(n−1) + … + 1/(n−d+1), as if the events
	// came one after the other, with the variance of the same terms squared:
	// ctype = 2, and the default of lifelines.
	FlemingHarrington TieRule = "fleming_harrington"
)

// HazardOptions says how cumulative hazards are made. The zero value, like a
// nil pointer, makes those of Nelson and Aalen with a log interval at 0.95.
type HazardOptions struct {
	Ties TieRule // "" means Aalen

	// Level is the confidence level of the intervals, from 0.5 to 0.999999. 0
	// means 0.95.
	Level float64

	// Transform is the scale on which the interval is symmetric: Log, or Plain,
	// which is cut at 0. "" means Log.
	Transform Transform
}

func (o *HazardOptions) settled() (s HazardOptions, err error) {
	if o != nil {
		s = *o
	}
	if err = settleLevel(&s.Level); err != nil {
		return s, err
	}
	if err = choose("options.ties", &s.Ties, Aalen, FlemingHarrington); err != nil {
		return s, err
	}
	return s, choose("options.transform", &s.Transform, Log, Plain)
}

// A Hazard is the cumulative hazard of one group.
type Hazard struct {
	Group    string `json:"group"`
	N        int    `json:"n"`
	Events   int    `json:"events"`
	Censored int    `json:"censored"`

	Ties      TieRule   `json:"ties"`
	Level     float64   `json:"level"` // of all its intervals
	Transform Transform `json:"transform"`

	// Steps has every time at which there is an observation, ascending. Before
	// the first the hazard is 0.
	Steps []HazardStep `json:"steps"`
}

// A HazardStep is a cumulative hazard at one time, from which on it holds until
// the next.
type HazardStep struct {
	Time     float64 `json:"time"`
	AtRisk   int     `json:"at_risk"` // with this time or a later one
	Events   int     `json:"events"`
	Censored int     `json:"censored"`

	Hazard float64 `json:"hazard"` // how many events one who is always at risk would have had
	SE     float64 `json:"se"`
	Lo     float64 `json:"lo"`
	Hi     float64 `json:"hi"`

	// Survival is exp(−Hazard): with the Aalen rule the estimate of Breslow,
	// with that of Fleming and Harrington theirs. It is above the Kaplan–Meier
	// curve, and never 0.
	Survival float64 `json:"survival"`
}

// NelsonAalen returns the cumulative hazard at each time, for each group,
// sorted by name. Without events it stays at 0, with SE 0 and the interval
// [0, 0]. Errors are those of [Count] and a [*field.Error] for an option.
//
// Source: W. Nelson, Theory and applications of hazard plotting for censored
// failure data, Technometrics 14 (1972) 945–966; O. Aalen, Nonparametric
// inference for a family of counting processes, Annals of Statistics 6 (1978)
// 701–726; T. R. Fleming and D. P. Harrington, Nonparametric estimation of the
// survival distribution in censored data, Communications in Statistics 13
// (1984) 2469–2486; the intervals as in J. P. Klein and M. L. Moeschberger,
// Survival analysis, 2nd edition (2003), section 4.3.
func NelsonAalen(data *Data, opt *HazardOptions) ([]Hazard, error) {
	t, err := Count(data)
	if err != nil {
		return nil, err
	}
	return t.NelsonAalen(opt)
}

// NelsonAalen is [NelsonAalen] of the observations that were counted.
func (t *Tally) NelsonAalen(opt *HazardOptions) ([]Hazard, error) {
	o, err := opt.settled()
	if err != nil {
		return nil, err
	}
	groups, err := t.ready()
	if err != nil {
		return nil, err
	}
	hazards := make([]Hazard, len(groups))
	for i, group := range groups {
		if hazards[i], err = t.lanes[group].hazard(group, o); err != nil {
			return nil, err
		}
	}
	return hazards, nil
}

// tooMany bounds the events at one time that are counted one after the other: a
// saved state may claim any number.
const tooMany = 1 << 30

// hazard walks the times of a settled lane.
func (l *lane) hazard(group string, o HazardOptions) (Hazard, error) {
	h := Hazard{Group: group, Ties: o.Ties, Level: o.Level, Transform: o.Transform, Steps: make([]HazardStep, len(l.times))}
	h.N, h.Events = l.totals()
	h.Censored = h.N - h.Events
	z := normal(o.Level)
	now := HazardStep{Survival: 1}
	sum, variance := 0.0, 0.0
	atRisk := h.N
	for i, time := range l.times {
		now.Time, now.AtRisk, now.Events, now.Censored = time, atRisk, l.events[i], l.censored[i]
		if d := l.events[i]; d > 0 {
			if d > tooMany {
				return Hazard{}, mistake("events", field.ErrRange, "want %d at most at one time, got %d", tooMany, d)
			}
			rise, more := o.Ties.rise(d, atRisk)
			sum += rise
			variance += more
			now.draw(sum, variance, z, o.Transform)
		}
		h.Steps[i] = now
		atRisk -= l.events[i] + l.censored[i]
	}
	return h, nil
}

// rise returns by how much the hazard and its variance rise for d events among
// n at risk.
func (r TieRule) rise(d, n int) (hazard, variance float64) {
	if r == Aalen {
		return float64(d) / float64(n), float64(d) / float64(float64(n)*float64(n))
	}
	for i := n; i > n-d; i-- {
		one := 1 / float64(i)
		hazard += one
		variance += float64(one * one)
	}
	return hazard, variance
}

func (s *HazardStep) draw(hazard, variance, z float64, transform Transform) {
	se := math.Sqrt(variance)
	lo, hi := max(0, hazard-float64(z*se)), hazard+float64(z*se)
	if transform == Log {
		factor := math.Exp(z * se / hazard)
		lo, hi = hazard/factor, float64(hazard*factor)
	}
	s.Hazard, s.SE = stat.Tidy(hazard), stat.Tidy(se)
	s.Lo, s.Hi = stat.Tidy(lo), stat.Tidy(hi)
	s.Survival = stat.Tidy(math.Exp(-hazard))
}
