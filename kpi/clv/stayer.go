package clv

import "math"

// A stayer is a customer who is there: who buys at a rate that has a gamma
// distribution of shape and rate, and leaves after each purchase to come with a
// probability p that has a beta distribution of leave and stay.
type stayer struct{ shape, rate, leave, stay float64 }

// purchases returns the mean number of purchases in the next t.
//
// Purchase i+1 is made if there was time for it and the customer stayed after
// the i before it, so that the mean is
//
//	Σ P(N > i)·E[(1−p)^i],  E[(1−p)^i] = (stay)_i/(leave+stay)_i
//
// where N, the number of purchases of somebody who never leaves, has a negative
// binomial distribution. All terms are positive: there is no singularity where
// a = 1, and nothing that cancels where a + b < 1, as in the closed form with
// Gauss's hypergeometric function. The sum over i is taken as one over n,
// Σ P(N = n)·Σ_{i<n} E[(1−p)^i], divided by Σ P(N = n).
func (s stayer) purchases(t float64) float64 {
	z := t / s.rate
	if terms := s.shape*z + 40*(1+z)*(1+math.Sqrt(s.shape*z/(1+z))/4); !(terms < 5e4) {
		return s.purchasesByIntegral(z)
	}
	w := z / (1 + z)
	chance, all := 1.0, 1.0 // P(N = n), and its sum, both with the same factor
	stays, made := 1.0, 0.0 // E[(1−p)^n], and its sum up to n − 1
	mean := 0.0
	for n := 0.0; ; n++ {
		made += stays
		stays *= (s.stay + n) / (s.leave + s.stay + n)
		chance *= w * (s.shape + n) / (n + 1)
		all += chance
		mean += float64(chance * made)
		if chance > 1e200 {
			chance, all, mean = chance*1e-200, all*1e-200, mean*1e-200
		}
		if int(n)%8 == 7 && s.rest(w, n+1, chance, stays, made) <= 1e-17*mean {
			return mean / all
		}
	}
}

// rest bounds what the terms after n add, each of which is at most ratio times
// the one before.
func (s stayer) rest(w, n, chance, stays, made float64) float64 {
	ratio := w * max(1, (s.shape+n)/(n+1))
	if ratio >= 1 {
		return math.Inf(1)
	}
	return chance * ratio / (1 - ratio) * (made + stays/(1-ratio))
}

// purchasesByIntegral is the same where the sum has too many terms: the mean of
// (1 − (1+pz)^−shape)/p over p.
func (s stayer) purchasesByIntegral(z float64) float64 {
	return betaMean(s.leave, s.stay, 1/(z*(1+s.shape)), func(p float64) float64 {
		if p*z < 1e-300 {
			return s.shape * z
		}
		return -math.Expm1(-s.shape*math.Log1p(p*z)) / p
	})
}

// discounted returns the mean number of all purchases to come, each discounted
// by exp(−rate·time).
//
// A customer with rate λ and probability p buys at the discounted rate
// λ·exp(−λpu)·exp(−δu) at the time u, which sums to λ/(δ+λp). Its mean over λ is
// taken by the trapezoidal rule in the logarithm of λ, where that converges
// exponentially (L. N. Trefethen and J. A. C. Weideman, The exponentially
// convergent trapezoidal rule, SIAM Review 56 (2014) 385–458); a factor λ goes
// into the distribution. The mean over p is a continued fraction.
func (s stayer) discounted(rate float64) float64 {
	discount := rate * s.rate
	shape := s.shape + 1
	step := min(0.2, 0.5/math.Sqrt(shape)) // a coarser one errs above 1e-14
	var all, mean float64
	add := func(d float64) bool {
		weight := math.Exp(shape * (d - math.Expm1(d)))
		all += weight
		mean += float64(weight * s.left(discount, shape*math.Exp(d)))
		return weight > 1e-18*all
	}
	for d := 0.0; add(d); d += step {
	}
	for d := -step; add(d); d -= step {
	}
	return s.shape * mean / all
}

// left returns the mean of 1/(discount+y·p) over p, by Gauss's continued
// fraction for F(1, leave; leave+stay; −z)/discount, whose terms are all
// positive.
//
// Source: NIST Digital library of mathematical functions, 15.7.1, by the
// modified algorithm of Lentz, 3.10(iii) there: it multiplies, where that of
// Steed adds and cancels for large z.
func (s stayer) left(discount, y float64) float64 {
	z := y / discount
	c := s.leave + s.stay
	f, above, below := 1.0, 1.0, 0.0
	term := func(k float64) float64 {
		below = 1 / (1 + float64(k*below))
		above = 1 + k/above
		factor := above * below
		f *= factor
		return factor
	}
	term(s.leave / c * z)
	for m := 1.0; m < 2000; m++ {
		middle := c + 2*m - 1
		one := term(float64(m*(s.stay+m-1)) / float64((middle-1)*middle) * z)
		two := term(float64((s.leave+m)*(c+m-1)) / float64(middle*(middle+1)) * z)
		if math.Abs(one*two-1) <= 4e-16 {
			return 1 / float64(discount*f)
		}
	}
	return betaMean(s.leave, s.stay, 1/(z*(1+s.shape)), func(p float64) float64 { return 1 / (discount + float64(y*p)) })
}
