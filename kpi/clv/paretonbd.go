package clv

import (
	"math"

	"github.com/parcours-go/parcours/kpi/internal/mle"
	"github.com/parcours-go/parcours/kpi/internal/special"
)

// paretoNBD is the Pareto/NBD model: customers buy at a rate of their own, which
// has a gamma distribution of shape r and rate alpha, until they leave, at any
// time and unseen, at a rate of their own, which has a gamma distribution of
// shape s and rate beta. The mean rates are r/alpha and s/beta.
//
// Source: D. C. Schmittlein, D. G. Morrison and R. Colombo, Counting your
// customers: who are they and what will they do next?, Management Science 33
// (1987) 1–24; derivations in P. S. Fader and B. G. S. Hardie, A note on
// deriving the Pareto/NBD model and related expressions, note 009 (2005).
type paretoNBD struct {
	r, alpha, s, beta float64
	rules             *departureRules
}

func paretoNBDFamily() family {
	rules := newDepartureRules()
	with := func(p []float64) *paretoNBD { return &paretoNBD{p[0], p[1], p[2], p[3], rules} }
	return family{
		params: []string{"r", "alpha", "s", "beta"},
		law:    func(p []float64) law { return with(p) },
		objective: func(rows []row) mle.Objective {
			return func(p []float64, d *mle.Derivatives) { with(p).total(rows, d) }
		},
		start: func(s summary) []float64 { return []float64{1, s.time / s.purchases, 1, s.meanT} },
		// The last one is where some leave at once.
		elsewhere: [][4]float64{{0, 0, -2, -2}, {0, 0, -2, 1}, {1, 1, 1, 2}, {0, 0, 1.5, 0}, {1, 1, -2, -9}},
		limit:     paretoNBDLimit,
	}
}

// paretoNBDLimit names what becomes of the model as its parameters r, alpha, s
// and beta go on.
func paretoNBDLimit(toward []int) *Degenerate {
	rates, s, beta := toward[0], toward[2], toward[3]
	switch {
	case s < 0 && beta >= 0, s == 0 && beta > 0:
		if rates > 0 {
			return &Degenerate{Case: NoDropout, Limit: "Poisson: nobody leaves, one rate for all"}
		}
		return &Degenerate{Case: NoDropout, Limit: string(NBD)}
	case s <= 0 && beta < 0:
		return &Degenerate{Case: Polarised, Limit: "some leave at once, the others never"}
	case s > 0 && beta <= 0:
		return &Degenerate{Case: AllLeave, Limit: "everybody leaves at once"}
	case s > 0 && beta > 0 && rates > 0:
		return &Degenerate{Case: Homogeneous, Limit: "one rate of buying and one of leaving for all"}
	case s > 0 && beta > 0:
		return &Degenerate{Case: Homogeneous, Limit: "one rate of leaving for all"}
	case rates > 0:
		return &Degenerate{Case: Homogeneous, Limit: "one rate for all"}
	}
	return nil
}

// logLikelihood is the logarithm of
//
//	Γ(r+x)/Γ(r)·α^r·β^s·{(α+T)^−(r+x)·(β+T)^−s + s·∫_{t_x}^T (α+τ)^−(r+x)·(β+τ)^−(s+1) dτ}
//
// whose two parts are those of customers who are there, and who left at τ. The
// integral is what the literature writes as a difference of two of Gauss's
// hypergeometric functions, which under- and overflow, and cancel.
func (m *paretoNBD) logLikelihood(h *History) float64 {
	x := float64(h.Frequency)
	d := m.departure(x, h.Recency, h.T)
	return special.LogRising(m.r, x) + m.untilLast(x, h.Recency) + math.Log(m.either(&d))
}

// untilLast is the logarithm of the part of the likelihood that is the same
// whenever the customer left.
func (m *paretoNBD) untilLast(x, tx float64) float64 {
	return -float64(m.r*math.Log1p(tx/m.alpha)) - float64(x*math.Log(m.alpha+tx)) - float64(m.s*math.Log1p(tx/m.beta))
}

// either returns the part that depends on when the customer left, if at all.
func (m *paretoNBD) either(d *departure) float64 {
	return math.Exp(d.whole) + float64(m.s*m.rules.integral(d))
}

// alive is the part of those who are there, of the likelihood.
func (m *paretoNBD) alive(h *History) float64 {
	d := m.departure(float64(h.Frequency), h.Recency, h.T)
	return math.Exp(d.whole - math.Log(m.either(&d)))
}

// rate is the mean rate of a customer who is there.
func (m *paretoNBD) rate(h *History) float64 { return (m.r + float64(h.Frequency)) / (m.alpha + h.T) }

// expected is r·β/(α·(s−1))·(1 − (β/(β+t))^(s−1)).
func (m *paretoNBD) expected(t float64) float64 {
	return m.r / m.alpha * m.timeLeft(0, t)
}

// timeLeft returns the mean time, of the next t, in which a customer will be
// there who is there after a time of age:
//
//	(β+age)/(s−1)·(1 − ((β+age)/(β+age+t))^(s−1))
//
// Written like this nothing happens where s = 1.
func (m *paretoNBD) timeLeft(age, t float64) float64 {
	b := m.beta + age
	log := math.Log1p(t / b)
	if k := m.s - 1; k != 0 {
		return -b * math.Expm1(-float64(k*log)) / k
	}
	return b * log
}

// conditional is alive times the rate times the time left.
func (m *paretoNBD) conditional(h *History, t float64) float64 {
	return m.alive(h) * m.rate(h) * m.timeLeft(h.T, t)
}

// residual is alive times the rate times the discounted time left,
//
//	∫₀^∞ exp(−rate·v)·((β+T)/(β+T+v))^s dv = (β+T)^s·rate^(s−1)·exp(z)·Γ(1−s, z),  z = rate·(β+T)
//
// Source: P. S. Fader, B. G. S. Hardie and K. L. Lee, RFM and CLV: using
// iso-value curves for customer base analysis, Journal of Marketing Research 42
// (2005) 415–430, equation 4, where Tricomi's U(s, s, z) = exp(z)·Γ(1−s, z).
func (m *paretoNBD) residual(h *History, rate float64) float64 {
	alive := m.alive(h)
	if alive == 0 {
		return 0
	}
	b := m.beta + h.T
	return alive * m.rate(h) * b * special.ExpIntegral(m.s, rate*b)
}
