package clv

import (
	"math"

	"github.com/parcours-go/parcours/kpi/internal/mle"
	"github.com/parcours-go/parcours/kpi/internal/special"
)

// nbd is the negative binomial model: customers buy at a rate of their own, for
// ever. Rates have a gamma distribution of shape r and rate alpha.
//
// Source: A. S. C. Ehrenberg, The pattern of consumer purchases, Applied
// Statistics 8 (1959) 26–41; for customers observed for different times,
// P. S. Fader, B. G. S. Hardie and K. L. Lee, Counting your customers the easy
// way, Marketing Science 24 (2005) 275–284, with nobody leaving.
type nbd struct{ r, alpha float64 }

func nbdFamily() family {
	return family{
		params: []string{"r", "alpha"},
		law:    func(p []float64) law { return nbd{p[0], p[1]} },
		objective: func(rows []row) mle.Objective {
			return func(p []float64, d *mle.Derivatives) { nbd{p[0], p[1]}.total(rows, d) }
		},
		start:     func(s summary) []float64 { return []float64{1, s.time / s.purchases} },
		elsewhere: elsewhere,
		limit: func(toward []int) *Degenerate {
			if toward[0] > 0 {
				return &Degenerate{Case: Homogeneous, Limit: "Poisson: one rate for all"}
			}
			return nil
		},
	}
}

// logLikelihood is ln Γ(r+x) − ln Γ(r) + r ln α − (r+x) ln(α+T).
func (m nbd) logLikelihood(h *History) float64 {
	x := float64(h.Frequency)
	return special.LogRising(m.r, x) - float64(m.r*math.Log1p(h.T/m.alpha)) - float64(x*math.Log(m.alpha+h.T))
}

// total adds the log-likelihood of the rows and its derivatives to d.
func (m nbd) total(rows []row, d *mle.Derivatives) {
	for _, o := range rows {
		all := m.alpha + o.t
		log := math.Log1p(o.t / m.alpha)
		d.Value += float64(o.n * (special.LogRising(m.r, o.x) - float64(m.r*log) - float64(o.x*math.Log(all))))
		d.Gradient[0] += float64(o.n * (special.DigammaRise(m.r, o.x) - log))
		d.Gradient[1] += float64(o.n * (float64(m.r*o.t)/m.alpha - o.x) / all)
		d.Hessian[0] += float64(o.n * special.TrigammaRise(m.r, o.x))
		d.Hessian[2] += float64(o.n * o.t / float64(m.alpha*all))
		d.Hessian[3] += float64(o.n * ((m.r+o.x)/float64(all*all) - m.r/float64(m.alpha*m.alpha)))
	}
}

// alive is 1: nobody leaves.
func (m nbd) alive(*History) float64 { return 1 }

// expected is r·t/α.
func (m nbd) expected(t float64) float64 { return m.r / m.alpha * t }

// probability is that of the negative binomial distribution.
func (m nbd) probability(x int, t float64) float64 {
	if t == 0 {
		return boolean(x == 0)
	}
	k := float64(x)
	return math.Exp(special.LogRising(m.r, k) - special.LogGamma(k+1) -
		float64(m.r*math.Log1p(t/m.alpha)) - float64(k*math.Log1p(m.alpha/t)))
}

func boolean(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

// rate is the mean rate of a customer with a history: (r+x)/(α+T).
func (m nbd) rate(h *History) float64 { return (m.r + float64(h.Frequency)) / (m.alpha + h.T) }

func (m nbd) conditional(h *History, t float64) float64 { return m.rate(h) * t }

// residual is the rate for ever, discounted.
func (m nbd) residual(h *History, rate float64) float64 { return m.rate(h) / rate }
