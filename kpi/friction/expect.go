package friction

import (
	"math"
	"slices"
)

// expect gives each session of a trial the probability of going badly that its
// circumstances explain: a logistic model with one effect for each value of each
// factor, for the day of the week, for how long ago the customer was last there,
// and for the time since the first day, in a straight line, or where a change was
// found, before it and after it. Sessions that are gone do not count.
//
// The effects are found one factor after the other, each by one Newton step with
// a ridge, which is cyclic coordinate ascent on the penalised likelihood: J.
// Friedman, T. Hastie and R. Tibshirani, Regularization paths for generalized
// linear models via coordinate descent, Journal of Statistical Software 33 (2010)
// 1–22, section 3.
func (c *sessions) expect(t *trial) {
	if t.fit == nil {
		t.fit = newFit(c, t)
		t.fit.improve(sweeps, none)
	} else {
		t.fit.improve(sweeps/2, none)
	}
	t.mean = t.fit.p
	t.icc, t.unsteady = c.alike(t), c.unsteady(t)
}

// withoutFactor returns the probabilities that the other factors explain.
func (c *sessions) withoutFactor(t *trial, factor int) []float64 {
	k := fixedFactors + factor
	f := *t.fit
	f.eta, f.p = slices.Clone(f.eta), make([]float64, len(f.p))
	f.effects = slices.Clone(f.effects)
	for i := range f.effects {
		f.effects[i] = slices.Clone(f.effects[i])
	}
	for i, code := range f.codes[k] {
		f.eta[i] -= f.effects[k][code]
	}
	f.improve(sweeps/2, k)
	return f.p
}

// improve improves all effects so many times, but not those of one factor.
func (f *fit) improve(times, without int) {
	for range times {
		for k := range f.codes {
			if k != without {
				f.step(k)
			}
		}
		f.slope()
	}
	f.probabilities()
}

const (
	sweeps       = 8
	fixedFactors = 3 // the level, the day of the week and the time since the last session
	ridge        = 1 // as if a value had been seen in a few more sessions, without effect
)

// A fit is a logistic model of a trial while its effects are found.
type fit struct {
	t       *trial
	codes   [][]int32 // of each factor: the value of each session
	effects [][]float64
	base    float64
	rise    float64   // per span
	flat    bool      // whether there is none
	time    []float64 // when each session is
	eta, p  []float64 // of each session
	sum, v  []float64 // scratch
}

func newFit(c *sessions, t *trial) *fit {
	f := &fit{t: t, eta: make([]float64, len(t.row)), p: make([]float64, len(t.row)), time: make([]float64, len(t.row))}
	n, bad := t.kept()
	odds := (float64(bad) + 0.5) / (float64(n-bad) + 0.5)
	f.base = math.Log(odds)
	for i, row := range t.row {
		f.eta[i] = f.base
		f.time[i] = c.time(t, row)
	}
	columns := append([][]int32{nil, c.weekday, c.recency}, c.segment...)
	sizes := []int{1, 7, recencies}
	for _, factor := range c.factors {
		sizes = append(sizes, len(factor.values))
	}
	for k, column := range columns {
		codes := make([]int32, len(t.row))
		if column != nil {
			for i, row := range t.row {
				codes[i] = column[row]
			}
		}
		f.codes = append(f.codes, codes)
		f.effects = append(f.effects, make([]float64, sizes[k]))
	}
	f.sum, f.v = make([]float64, 64), make([]float64, 64)
	return f
}

// time returns when a session is, from -0.5 to 0.5: on a straight line, or before
// or after the day on which the trial changed.
func (c *sessions) time(t *trial, row int32) float64 {
	switch day := int(c.day[row]); {
	case t.turn == 0:
		return float64(day)/float64(max(1, c.days-1)) - 0.5
	case day < t.turn:
		return -0.5
	}
	return 0.5
}

// probabilities computes those of all sessions from their effects.
func (f *fit) probabilities() {
	for i, eta := range f.eta {
		f.p[i] = 1 / (1 + math.Exp(-eta))
	}
}

// step improves the effects of factor k. The first factor has one value, which
// all sessions share: the level of the whole, which no ridge holds back.
func (f *fit) step(k int) {
	effect, codes := f.effects[k], f.codes[k]
	for len(f.sum) < len(effect) {
		f.sum, f.v = append(f.sum, 0), append(f.v, 0)
	}
	clear(f.sum)
	clear(f.v)
	f.probabilities()
	for i, code := range codes {
		if !f.t.gone[i] {
			f.sum[code] += boolean(f.t.bad[i]) - f.p[i]
			f.v[code] += float64(f.p[i] * (1 - f.p[i]))
		}
	}
	for value := range effect {
		hold := float64(ridge)
		if k == 0 {
			hold = 1e-9
		}
		change := (f.sum[value] - float64(hold*effect[value])) / (f.v[value] + hold)
		f.sum[value] = max(-2, min(2, change))
		effect[value] += f.sum[value]
	}
	for i, code := range codes {
		f.eta[i] += f.sum[code]
	}
}

// slope improves the effect of time.
func (f *fit) slope() {
	if f.flat {
		return
	}
	f.probabilities()
	var sum, v float64
	for i, time := range f.time {
		if !f.t.gone[i] {
			sum += float64(time * (boolean(f.t.bad[i]) - f.p[i]))
			v += float64(float64(time*time) * float64(f.p[i]*(1-f.p[i])))
		}
	}
	change := max(-1, min(1, (sum-float64(ridge*f.rise))/(v+ridge)))
	f.rise += change
	for i, time := range f.time {
		f.eta[i] += float64(change * time)
	}
}

func boolean(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// alike returns the correlation of two sessions of one customer, from what is
// left of them beyond their circumstances: the moment estimator, with the number
// of bad sessions of each customer.
//
// Source: M. S. Ridout, C. G. B. Demétrio and D. Firth, Estimating intraclass
// correlation for binary data, Biometrics 55 (1999) 137–148, section 2, with the
// weight of a customer in proportion to the pairs of sessions.
func (c *sessions) alike(t *trial) float64 {
	var both, could float64
	flush := func(rest, rest2, sd, sd2 float64) {
		both += float64(rest*rest) - rest2
		could += float64(sd*sd) - sd2
	}
	last := int32(-1)
	var rest, rest2, sd, sd2 float64
	for i, row := range t.row {
		if t.gone[i] {
			continue
		}
		if who := c.customer[row]; who != last {
			flush(rest, rest2, sd, sd2)
			rest, rest2, sd, sd2, last = 0, 0, 0, 0, who
		}
		r, v := boolean(t.bad[i])-t.mean[i], float64(t.mean[i]*(1-t.mean[i]))
		rest, rest2 = rest+r, rest2+float64(r*r)
		sd, sd2 = sd+math.Sqrt(v), sd2+v
	}
	flush(rest, rest2, sd, sd2)
	if could <= 0 {
		return 0
	}
	return max(0, min(0.9, both/could))
}
