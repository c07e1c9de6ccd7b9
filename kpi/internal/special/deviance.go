package special

import "math"

// Deviance returns x·ln(x/m) + m − x, half the deviance of a Poisson count x
// from its mean m, for x ≥ 0 and m > 0. It keeps its digits where the two are
// close.
//
// Source: C. Loader, Fast and accurate computation of binomial probabilities
// (2000), section 3.
func Deviance(x, m float64) float64 {
	switch {
	case x == 0:
		return m
	case !(math.Abs(x-m) < 0.1*(x+m)):
		return float64(x*math.Log(x/m)) + (m - x)
	}
	v := (x - m) / (x + m)
	vv := float64(v * v)
	sum, power := float64((x-m)*v), 2*float64(x*v)
	for j := 3.0; ; j += 2 {
		power *= vv
		next := sum + power/j
		if next == sum {
			return sum
		}
		sum = next
	}
}

// StirlingError returns ln Γ(x+1) less Stirling's approximation of it, which is
// x·ln x − x + ln(2πx)/2, for x > 0.
func StirlingError(x float64) float64 {
	below := 0.0
	for ; x < asymptotic; x++ {
		below += stirlingStep(x)
	}
	return stirling(x) + below
}

// stirlingStep returns by how much the error at x exceeds that at x + 1:
// (x + 1/2)·ln(1 + 1/x) − 1, which is atanh(v)/v − 1 at v = 1/(2x + 1).
func stirlingStep(x float64) float64 {
	if x < 1 {
		return float64((x+0.5)*math.Log1p(1/x)) - 1
	}
	v := 1 / (2*x + 1)
	vv := float64(v * v)
	sum, power := 0.0, 1.0
	for j := 3.0; ; j += 2 {
		power *= vv
		next := sum + power/j
		if next == sum {
			return sum
		}
		sum = next
	}
}

// BinomialMass returns the probability of x successes and y failures in x + y
// trials that succeed with probability p and fail with q = 1 − p. x and y are
// at least 0 and need not be whole.
//
// Source: the same, section 2.
func BinomialMass(x, y, p, q float64) float64 {
	n := x + y
	switch {
	case x == 0:
		return power(q, p, y)
	case y == 0:
		return power(p, q, x)
	case p <= 0 || q <= 0:
		return 0
	}
	exponent := StirlingError(n) - StirlingError(x) - StirlingError(y) -
		Deviance(x, float64(n*p)) - Deviance(y, float64(n*q))
	return math.Exp(exponent) * math.Sqrt(n/x/y/(2*math.Pi))
}

// power returns p to the nth, q being 1 − p.
func power(p, q, n float64) float64 {
	switch {
	case n == 0:
		return 1
	case q < 0.5:
		return math.Exp(float64(n * math.Log1p(-q)))
	}
	return math.Pow(p, n)
}
