package survival

import (
	"math"
	"slices"

	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A Curve is the Kaplan–Meier estimate of one group.
type Curve struct {
	Group    string `json:"group"`
	N        int    `json:"n"`
	Events   int    `json:"events"`
	Censored int    `json:"censored"`

	Level     float64   `json:"level"` // of all its intervals
	Transform Transform `json:"transform"`

	// Steps has every time at which there is an observation, ascending. Before
	// the first the survival is 1.
	Steps []Step `json:"steps"`
}

// A Step is a curve at one time, from which on it holds until the next.
type Step struct {
	Time     float64 `json:"time"`
	AtRisk   int     `json:"at_risk"` // with this time or a later one
	Events   int     `json:"events"`
	Censored int     `json:"censored"` // at this time, which counts as after its events

	Survival float64 `json:"survival"` // the probability of no event up to and with Time
	SE       float64 `json:"se"`       // its standard error
	Lo       float64 `json:"lo"`
	Hi       float64 `json:"hi"`

	// Unbounded: all who were at risk had the event. Greenwood's formula has no
	// value there: SE is 0, Lo 0 and Hi 1, which say nothing.
	Unbounded bool `json:"unbounded,omitempty"`
}

// KaplanMeier returns the probability of no event up to each time, for each
// group, sorted by name: the product of (n − d) / n over the times of events,
// with d events among n at risk. Who is censored at the time of an event was at
// risk of it.
//
// Without events a curve stays at 1, with SE 0 and the interval [1, 1], as R
// says it. Errors are those of [Count] and a [*field.Error] for an option; ten
// observations make a curve, with the interval that they deserve.
//
// Source: E. L. Kaplan and P. Meier, Nonparametric estimation from incomplete
// observations, JASA 53 (1958) 457–481; the standard error of M. Greenwood, The
// natural duration of cancer (1926), S·√Σ d/(n(n−d)).
func KaplanMeier(data *Data, opt *Options) ([]Curve, error) {
	t, err := Count(data)
	if err != nil {
		return nil, err
	}
	return t.KaplanMeier(opt)
}

// KaplanMeier is [KaplanMeier] of the observations that were counted.
func (t *Tally) KaplanMeier(opt *Options) ([]Curve, error) {
	o, err := opt.settled()
	if err != nil {
		return nil, err
	}
	groups, err := t.ready()
	if err != nil {
		return nil, err
	}
	curves := make([]Curve, len(groups))
	for i, group := range groups {
		curves[i] = t.lanes[group].curve(group, o)
	}
	return curves, nil
}

// curve walks the times of a settled lane.
func (l *lane) curve(group string, o Options) Curve {
	c := Curve{Group: group, Level: o.Level, Transform: o.Transform, Steps: make([]Step, len(l.times))}
	c.N, c.Events = l.totals()
	c.Censored = c.N - c.Events
	b := band{transform: o.Transform, z: normal(o.Level)}
	now := Step{Survival: 1, Lo: 1, Hi: 1}
	survival, greenwood := 1.0, 0.0
	atRisk := c.N
	for i, time := range l.times {
		now.Time, now.AtRisk, now.Events, now.Censored = time, atRisk, l.events[i], l.censored[i]
		if d := l.events[i]; d > 0 {
			n, left := float64(atRisk), float64(atRisk-d)
			survival = survival * left / n
			greenwood += float64(d) / float64(n*left)
			b.draw(&now, survival, greenwood)
		}
		c.Steps[i] = now
		atRisk -= l.events[i] + l.censored[i]
	}
	return c
}

// A band makes intervals of survival.
type band struct {
	transform Transform
	z         float64
}

// draw writes the survival, its standard error and its interval. greenwood is
// the variance of the logarithm of the survival.
func (b band) draw(s *Step, survival, greenwood float64) {
	if survival == 0 {
		s.Survival, s.SE, s.Lo, s.Hi, s.Unbounded = 0, 0, 0, 1, true
		return
	}
	se := math.Sqrt(greenwood)
	lo, hi := b.bounds(survival, se)
	s.Survival = stat.Tidy(survival)
	s.SE = stat.Tidy(survival * se)
	s.Lo = min(s.Survival, stat.Tidy(lo))
	s.Hi = max(s.Survival, stat.Tidy(hi))
}

// bounds returns the interval of a survival between 0 and 1 of whose logarithm
// se is the standard error.
func (b band) bounds(survival, se float64) (lo, hi float64) {
	half := float64(b.z * se)
	switch b.transform {
	case LogLog:
		log := math.Log(survival)
		if log == 0 {
			return survival, survival // so near 1 that it is 1
		}
		return math.Exp(log * math.Exp(-half/log)), math.Exp(log * math.Exp(half/log))
	case Plain:
		return max(0, survival-float64(survival*half)), min(1, survival+float64(survival*half))
	default:
		return survival * math.Exp(-half), min(1, survival*math.Exp(half))
	}
}

// At returns the curve at a time: the step that holds there, with how many were
// at risk, and what happened, at exactly that time. Behind the last observation
// nobody is at risk, and the last step is said to go on. Of a time that is not
// a number it is the curve before the first step.
func (c *Curve) At(time float64) Step {
	i, exact := slices.BinarySearchFunc(c.Steps, time, func(s Step, at float64) int {
		switch {
		case s.Time < at:
			return -1
		case s.Time > at:
			return 1
		}
		return 0
	})
	if exact && i < len(c.Steps) && c.Steps[i].Time == time {
		return c.Steps[i]
	}
	return c.between(i, time)
}

// between returns the curve at a time with i steps before it and none at it.
func (c *Curve) between(i int, time float64) Step {
	s := Step{Time: time, Survival: 1, Lo: 1, Hi: 1}
	if !(time >= -math.MaxFloat64 && time <= math.MaxFloat64) {
		s.Time = 0
		if !(time > 0) {
			i = 0
		}
	}
	if i > 0 {
		before := c.Steps[i-1]
		s.Survival, s.SE, s.Lo, s.Hi, s.Unbounded = before.Survival, before.SE, before.Lo, before.Hi, before.Unbounded
	}
	if i < len(c.Steps) {
		s.AtRisk = c.Steps[i].AtRisk
	}
	return s
}
