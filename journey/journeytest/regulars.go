package journeytest

import (
	"iter"
	"math"
	"math/rand/v2"
)

// Regulars are customers who go on to buy as the BG/NBD model has it: each at a
// rate of their own, from the gamma distribution of shape R and rate Alpha,
// until they leave, after each purchase with a probability of their own, from
// the beta distribution of A and B. The zero Regulars never buy again.
//
// Source: P. S. Fader, B. G. S. Hardie and K. L. Lee, Counting your customers
// the easy way, Marketing Science 24 (2005) 275–284.
type Regulars struct{ R, Alpha, A, B float64 }

// Orders returns an iterator over the times of one customer's further purchases,
// from 0, the first purchase, up to until, in the unit of Alpha.
func (g Regulars) Orders(r *rand.Rand, until float64) iter.Seq[float64] {
	return func(yield func(float64) bool) {
		if g == (Regulars{}) {
			return
		}
		rate := gamma(r, g.R) / g.Alpha
		leaves := beta(r, g.A, g.B)
		for now := r.ExpFloat64() / rate; now <= until; now += r.ExpFloat64() / rate {
			if !yield(now) || r.Float64() < leaves {
				return
			}
		}
	}
}

// gamma draws from the gamma distribution of a shape and rate 1: G. Marsaglia
// and W. W. Tsang, A simple method for generating gamma variables, ACM
// Transactions on Mathematical Software 26 (2000) 363–372.
func gamma(r *rand.Rand, shape float64) float64 {
	if shape < 1 {
		return gamma(r, shape+1) * math.Pow(r.Float64(), 1/shape)
	}
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := r.NormFloat64()
		v := 1 + float64(c*x)
		if v <= 0 {
			continue
		}
		v *= float64(v * v)
		if math.Log(r.Float64()) < float64(0.5*float64(x*x))+d-float64(d*v)+float64(d*math.Log(v)) {
			return d * v
		}
	}
}

func beta(r *rand.Rand, a, b float64) float64 {
	x := gamma(r, a)
	return x / (x + gamma(r, b))
}
