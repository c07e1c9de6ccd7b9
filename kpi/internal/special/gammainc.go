package special

import "math"

// GammaTails returns the regularised incomplete gamma function P(a, x), which
// is the probability that a variable with the gamma distribution of shape a and
// scale 1 is at most x, and its complement Q(a, x), each with about 13 digits of
// its own. a is above 0 and x at least 0; outside of that, both are NaN.
//
// Source: NIST Digital library of mathematical functions, 8.11.4 below the mean
// and 8.9.2 beyond it.
func GammaTails(a, x float64) (lower, upper float64) {
	switch {
	case !(a > 0 && x >= 0):
		return math.NaN(), math.NaN()
	case x == 0:
		return 0, 1
	case math.IsInf(x, 1):
		return 1, 0
	}
	// x^a·e^−x / Γ(a+1)
	front := math.Exp(-Deviance(a, x)-StirlingError(a)) / math.Sqrt(2*math.Pi*a)
	switch {
	case front == 0 && x < a:
		return 0, 1
	case front == 0:
		return 1, 0
	case x < a+1:
		lower = min(1, front*gammaSeries(a, x))
		return lower, 1 - lower
	}
	upper = min(1, front*(a/gammaFraction(a, x)))
	return 1 - upper, upper
}

// gammaSeries returns 1 + x/(a+1) + x²/((a+1)(a+2)) + …
func gammaSeries(a, x float64) float64 {
	sum, term := 1.0, 1.0
	for n := 1.0; term > 0x1p-54*sum; n++ {
		term = float64(term * (x / (a + n)))
		sum += term
	}
	return sum
}

// gammaFraction returns what x^a·e^−x / Γ(a) is divided by: x + 1 − a less
// 1·(1−a)/(x+3−a less …), by Lentz's method.
func gammaFraction(a, x float64) float64 {
	f := x + 1 - a
	c, d := f, 0.0
	for n := 1.0; n < 1e7; n++ {
		term, base := float64(n*(a-n)), x+2*n+1-a
		d = 1 / (base + float64(term*d))
		c = base + term/c
		change := float64(c * d)
		f *= change
		if math.Abs(change-1) <= 0x1p-53 {
			break
		}
	}
	return f
}

// ChiSquareTail returns the probability that a variable with the χ²
// distribution with df > 0 degrees of freedom is at least x, for x ≥ 0.
func ChiSquareTail(x, df float64) float64 {
	_, upper := GammaTails(df/2, x/2)
	return upper
}
