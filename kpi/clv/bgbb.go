package clv

import (
	"math"

	"github.com/parcours-go/parcours/kpi/internal/mle"
	"github.com/parcours-go/parcours/kpi/internal/special"
)

// bgbb is the beta-geometric/beta-Bernoulli model of opportunities to buy, such
// as years to donate in: customers take each with a probability of their own,
// which has a beta distribution of alpha and beta, until they leave, which they
// do before each with a probability of their own, which has a beta distribution
// of gamma and delta.
//
// T is the number of opportunities, Recency that of the last one taken (0 if
// none), and Frequency how many were taken.
//
// Source: P. S. Fader, B. G. S. Hardie and J. Shang, Customer-base analysis in a
// discrete-time noncontractual setting, Marketing Science 29 (2010) 1086–1108.
type bgbb struct{ alpha, beta, gamma, delta float64 }

func bgbbFamily() family {
	return family{
		params:   []string{"alpha", "beta", "gamma", "delta"},
		law:      func(p []float64) law { return bgbb{p[0], p[1], p[2], p[3]} },
		discrete: true,
		objective: func(rows []row) mle.Objective {
			return func(p []float64, d *mle.Derivatives) { bgbb{p[0], p[1], p[2], p[3]}.total(rows, d) }
		},
		start: func(s summary) []float64 {
			taken := s.purchases / s.time
			return []float64{1, max(0.1, (1-taken)/taken), 1, max(1, s.meanT)}
		},
		elsewhere: [][4]float64{{0, 0, -2, -2}, {0, 0, -2, 1}, {0, 0, 1.5, 0}, {2, 2, -2, -2}, {-1.5, -1.5, 1, 2}},
		blind:     bgbbBlind,
		limit:     bgbbLimit,
	}
}

// bgbbBlind says that two opportunities are too few: customers can take them in
// four ways, which leaves three numbers to find four parameters from.
func bgbbBlind(s summary) *Degenerate {
	if s.longest < 3 {
		return &Degenerate{Case: Unidentified}
	}
	return nil
}

// bgbbLimit names what becomes of the model as its parameters alpha, beta, gamma
// and delta go on.
func bgbbLimit(toward []int) *Degenerate {
	alpha, beta, gamma, delta := toward[0], toward[1], toward[2], toward[3]
	switch {
	case gamma < 0 && delta >= 0, gamma == 0 && delta > 0:
		return &Degenerate{Case: NoDropout, Limit: "beta-binomial: nobody leaves"}
	case gamma < 0 && delta < 0:
		return &Degenerate{Case: Polarised, Limit: "some leave before the first opportunity, the others never"}
	case delta < 0, gamma > 0 && delta == 0:
		return &Degenerate{Case: AllLeave, Limit: "everybody leaves before the first opportunity"}
	case gamma > 0 && delta > 0:
		return &Degenerate{Case: Homogeneous, Limit: "one probability to leave for all"}
	case alpha > 0 && beta > 0:
		return &Degenerate{Case: Homogeneous, Limit: "one probability to buy for all"}
	case alpha < 0 && beta < 0:
		return &Degenerate{Case: Polarised, Limit: "some take every opportunity, the others none"}
	case beta < 0, alpha > 0:
		return &Degenerate{Case: Homogeneous, Limit: "everybody takes every opportunity"}
	}
	return nil
}

// untilLast is the logarithm of the part of the likelihood that is the same
// whenever the customer left.
func (m bgbb) untilLast(x, tx float64) float64 {
	return special.LogRising(m.alpha, x) + (special.LogRising(m.beta, tx-x) - special.LogRising(m.alpha+m.beta, tx)) +
		(special.LogRising(m.delta, tx) - special.LogRising(m.gamma+m.delta, tx))
}

// passed returns the probability that somebody who is there at opportunity j,
// after having taken x, does not take it: relative to those who were as long.
func (m bgbb) passed(x, j float64) float64 { return (m.beta + j - x) / (m.alpha + m.beta + j) }

// stayed returns the probability that somebody who was there at j opportunities
// is there at the next.
func (m bgbb) stayed(j float64) float64 { return (m.delta + j) / (m.gamma + m.delta + j) }

// since returns, relative to the last opportunity taken, the probability of
// having been there at all since and of having taken none, and that of having
// left before any of them. Their sum is the rest of the likelihood:
//
//	B(α+x, β+n−x)·B(γ, δ+n) + Σ_{i=0}^{n−t_x−1} B(α+x, β+t_x−x+i)·B(γ+1, δ+t_x+i)
func (m bgbb) since(x, tx, n float64) (there, left float64) {
	there = 1
	for j := tx; j < n; j++ {
		left += float64(there * m.gamma / (m.gamma + m.delta + j))
		there = float64(there * m.passed(x, j) * m.stayed(j))
	}
	return there, left
}

func (m bgbb) logLikelihood(h *History) float64 {
	x := float64(h.Frequency)
	there, left := m.since(x, h.Recency, h.T)
	return m.untilLast(x, h.Recency) + math.Log(there+left)
}

// there is the probability to have been there at the last opportunity.
func (m bgbb) there(h *History) float64 {
	there, left := m.since(float64(h.Frequency), h.Recency, h.T)
	return there / (there + left)
}

// alive is the probability to be there at the next opportunity, T+1, as in the
// paper.
func (m bgbb) alive(h *History) float64 { return m.there(h) * m.stayed(h.T) }

// takes is the mean probability to take an opportunity of a customer who is
// there.
func (m bgbb) takes(h *History) float64 {
	return (m.alpha + float64(h.Frequency)) / (m.alpha + m.beta + h.T)
}

// opportunitiesLeft returns at how many of the next t a customer will be there
// who is there at opportunity n. There is no singularity at gamma = 1, as there
// is in the closed form.
func (m bgbb) opportunitiesLeft(n, t float64) float64 {
	sum, there := 0.0, 1.0
	for i := 0.0; i < min(t, maxOpportunities); i++ {
		there = float64(there * m.stayed(n+i))
		sum += there
	}
	return sum
}

func (m bgbb) expected(t float64) float64 { return m.conditional(&History{}, t) }

func (m bgbb) conditional(h *History, t float64) float64 {
	return m.there(h) * m.takes(h) * m.opportunitiesLeft(h.T, t)
}

// residual is the sum over the opportunities to come, the next of which is
// discounted once. The discount d of an opportunity in the paper is exp(rate) − 1:
//
//	there·takes·(δ+n)/(γ+δ+n)/(1+d)·F(1, δ+n+1; γ+δ+n+1; 1/(1+d))
func (m bgbb) residual(h *History, rate float64) float64 {
	there := m.there(h)
	if there == 0 {
		return 0
	}
	z := math.Exp(-rate)
	next := m.delta + h.T + 1
	return there * m.takes(h) * m.stayed(h.T) * z * special.Hypergeometric(1, next, m.gamma+next, z)
}

// probability: exactly x of t opportunities were taken, by somebody who left
// before one of them or was there at all.
//
// Source: the paper, equation 8.
func (m bgbb) probability(x int, t float64) float64 {
	k := float64(x)
	if k > t {
		return 0
	}
	// relative to those who took the first x, of which there is one way
	there, left, scale := 1.0, 0.0, m.untilLast(k, k)
	for j := k; j < t; j++ {
		left += float64(there * m.gamma / (m.gamma + m.delta + j))
		there = float64(there * m.passed(k, j) * m.stayed(j) * (j + 1) / (j + 1 - k))
		if there > huge {
			there, left, scale = there/huge, left/huge, scale+math.Log(huge)
		}
	}
	return math.Exp(scale + math.Log(there+left))
}

const huge = 1e200
