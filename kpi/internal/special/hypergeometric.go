package special

import "math"

// Hypergeometric returns Gauss's function F(a, b; c; z) for a ≥ 0, c > b > 0 and
// z < 1, whatever the sign of z. With the same a and b the other way round it is
// the same. It is above 0 there, and +Inf where it is too large to be a number:
// see [LogHypergeometric].
func Hypergeometric(a, b, c, z float64) float64 {
	if sum, factor, ok := bySeries(a, b, c, z); ok {
		return sum * math.Exp(factor)
	}
	return math.Exp(LogHypergeometric(a, b, c, z))
}

// LogHypergeometric returns ln F(a, b; c; z), for the same arguments as
// [Hypergeometric]. Its error grows with the arguments: it is about 10⁻¹⁶ times
// the largest of them.
//
// It is the power series where that is short, and else Euler's integral
//
//	F(a, b; c; z) = 1/B(b, c−b) · ∫₀¹ u^(b−1)·(1−u)^(c−b−1)·(1−zu)^(−a) du
//
// over the logarithm of u/(1−u), on which the logarithm of the integrand is
// smooth and has one summit.
//
// Source: M. Abramowitz and I. A. Stegun, Handbook of mathematical functions
// (1964), 15.1.1, 15.3.1 and 15.3.4.
func LogHypergeometric(a, b, c, z float64) float64 {
	if !(b > 0 && b < c) {
		a, b = b, a
	}
	if !(a >= 0 && b > 0 && b < c && z < 1) || math.IsInf(c, 0) || math.IsInf(a, 0) || math.IsInf(z, 0) {
		return math.NaN()
	}
	if sum, factor, ok := bySeries(a, b, c, z); ok {
		return math.Log(sum) + factor
	}
	e := euler{a: a, b: b, rest: c - b, c: c, bend: -math.Log1p(-z)}
	return LogIntegral(e.log, 0) - LogBeta(b, c-b)
}

// Bounds of the series.
const (
	mostTerms   = 400
	mostOfPower = 0.9 // beyond it the series is long
)

// bySeries returns F as sum·exp(factor) if the series, all of whose terms are
// positive, ends soon. Below 0 it is Pfaff's transformation
// F(a, b; c; z) = (1−z)^(−a)·F(a, c−b; c; z/(z−1)).
func bySeries(a, b, c, z float64) (sum, factor float64, ok bool) {
	if !(a >= 0 && b > 0 && c > 0) {
		return 0, 0, false
	}
	if z < 0 {
		if b >= c {
			a, b = b, a
		}
		if b >= c || b <= 0 {
			return 0, 0, false
		}
		factor = -float64(a * math.Log1p(-z))
		b, z = c-b, z/(z-1)
	}
	if !(z <= mostOfPower) {
		return 0, 0, false
	}
	sum, term := 1.0, 1.0
	for k := range mostTerms {
		n := float64(k)
		term = float64(term * (a + n) * (b + n) / ((c + n) * (1 + n)) * z)
		sum += term
		if term <= 1e-17*sum && (a+n)*(b+n)*z < 0.99*(c+n)*(1+n) {
			return sum, factor, true
		}
		if sum > 1e200 {
			break
		}
	}
	return 0, 0, false
}

// euler is the integrand of Euler's integral over v = ln(u/(1−u)):
// exp(bv)·(1+exp v)^(a−c)·(1+exp(v−bend))^(−a), with bend = −ln(1−z).
type euler struct{ a, b, rest, c, bend float64 }

// log returns its logarithm. The straight part is put together before it is
// computed: far out its pieces are large and cancel.
func (e *euler) log(v float64) float64 {
	straight := 0.0
	switch {
	case v <= min(0, e.bend):
		straight = float64(e.b * v)
	case v >= max(0, e.bend):
		straight = float64(e.a*e.bend) - float64(e.rest*v)
	case e.bend > 0:
		straight = float64((e.a - e.rest) * v)
	default:
		straight = float64((e.b-e.a)*v) + float64(e.a*e.bend)
	}
	return straight + float64((e.a-e.c)*soft(v)) - float64(e.a*soft(v-e.bend))
}

// soft returns ln(1 + exp v) less its straight part, max(v, 0).
func soft(v float64) float64 { return math.Log1p(math.Exp(-math.Abs(v))) }
