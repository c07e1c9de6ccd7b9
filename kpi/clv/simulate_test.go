package clv

import (
	"math"
	"math/rand/v2"
)

// simulated draws customers who behave as the model says, observed for times
// between lo and hi.
func simulated(r *rand.Rand, n int, m betaGeometric, lo, hi float64) []History {
	list := make([]History, n)
	for i := range list {
		rate := gammaDraw(r, m.r) / m.alpha
		a, b := gammaDraw(r, m.a), gammaDraw(r, m.b)
		h := History{T: lo + (hi-lo)*r.Float64()}
		for next := 0.0; ; h.Frequency, h.Recency = h.Frequency+1, next {
			if chance := h.Frequency > 0 || m.first == 1; chance && r.Float64()*(a+b) < a {
				break
			}
			if next += r.ExpFloat64() / rate; next > h.T {
				break
			}
		}
		list[i] = h
	}
	return list
}

// gammaDraw draws from a gamma distribution of rate 1.
//
// Source: G. Marsaglia and W. W. Tsang, A simple method for generating gamma
// variables, ACM Transactions on Mathematical Software 26 (2000) 363–372.
func gammaDraw(r *rand.Rand, shape float64) float64 {
	if shape < 1 {
		return gammaDraw(r, shape+1) * math.Pow(r.Float64(), 1/shape)
	}
	d := shape - 1.0/3
	for {
		z := r.NormFloat64()
		v := 1 + z/math.Sqrt(9*d)
		if v <= 0 {
			continue
		}
		v *= v * v
		if math.Log(r.Float64()) < z*z/2+d-d*v+d*math.Log(v) {
			return d * v
		}
	}
}
