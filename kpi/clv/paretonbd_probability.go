package clv

import (
	"math"

	"github.com/parcours-go/parcours/kpi/internal/special"
)

// probability: somebody is there at the end of t and made x purchases, or left
// at τ before and made them until then,
//
//	P(N(t) = x)·(β/(β+t))^s + ∫₀^t P(N(τ) = x)·s·β^s/(β+τ)^(s+1) dτ
//
// where N, the number of purchases of somebody who never leaves, has a negative
// binomial distribution.
//
// Source: P. S. Fader and B. G. S. Hardie, Deriving an expression for P(X(t)=x)
// under the Pareto/NBD model, note 012 (2006), before the integral is written
// with hypergeometric functions.
func (m *paretoNBD) probability(x int, t float64) float64 {
	if t == 0 {
		return boolean(x == 0)
	}
	there := negativeBinomial{m.r, t / m.alpha}.logExactly(x) - float64(m.s*math.Log1p(t/m.beta))
	// over the log-odds v of τ/t
	left := special.LogIntegral(func(v float64) float64 {
		fall := math.Log1p(math.Exp(-math.Abs(v)))
		until, rest := min(v, 0)-fall, min(-v, 0)-fall // ln(τ/t) and ln(1−τ/t)
		gone := t * math.Exp(until)
		if gone == 0 {
			return math.Inf(-1)
		}
		return negativeBinomial{m.r, gone / m.alpha}.logExactly(x) - float64((m.s+1)*math.Log1p(gone/m.beta)) + until + rest
	}, 0)
	return math.Exp(there) + math.Exp(left+math.Log(m.s*t/m.beta))
}
