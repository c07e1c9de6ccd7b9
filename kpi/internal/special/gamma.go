package special

import "math"

// asymptotic is where the series in 1/x of this file have reached the last
// digit: below it, recurrences lead up to it.
const asymptotic = 12

// LogGamma returns ln Γ(x) for x > 0.
func LogGamma(x float64) float64 {
	v, _ := math.Lgamma(x)
	return v
}

// LogBeta returns ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a+b) for a, b > 0. It
// does not cancel where one of them is large.
func LogBeta(a, b float64) float64 {
	if a > b {
		a, b = b, a
	}
	return LogGamma(a) - LogRising(b, a)
}

// LogRising returns ln Γ(a+n) − ln Γ(a), the logarithm of the rising factorial
// of n steps from a, for a > 0 and n ≥ 0, whole or not. It keeps its digits
// where a is large, and the difference of two logarithms would lose them.
func LogRising(a, n float64) float64 {
	if a < asymptotic {
		return LogGamma(a+n) - LogGamma(a)
	}
	return float64((a-0.5)*math.Log1p(n/a)) + float64(n*math.Log(a+n)) - n + (stirling(a+n) - stirling(a))
}

// stirling returns ln Γ(x) less the leading part of Stirling's series, by which
// it falls short: 1/(12x) − 1/(360x³) + …
//
// Source: M. Abramowitz and I. A. Stegun, Handbook of mathematical functions
// (1964), 6.1.41.
func stirling(x float64) float64 {
	y := 1 / float64(x*x)
	return series(y, 1.0/12, -1.0/360, 1.0/1260, -1.0/1680, 1.0/1188, -691.0/360360, 1.0/156, -3617.0/122400) / x
}

// series returns the sum of c[k]·y^k.
func series(y float64, c ...float64) float64 {
	sum := 0.0
	for k := len(c) - 1; k >= 0; k-- {
		sum = c[k] + float64(sum*y)
	}
	return sum
}

// Digamma returns ψ(x), the derivative of ln Γ, for x > 0.
//
// Source: M. Abramowitz and I. A. Stegun, Handbook of mathematical functions
// (1964), 6.3.5 and 6.3.18.
func Digamma(x float64) float64 {
	if !(x > 0) {
		return math.NaN()
	}
	below := 0.0
	for ; x < asymptotic; x++ {
		below += 1 / x
	}
	return math.Log(x) - 0.5/x - digammaTail(x) - below
}

// digammaTail returns 1/(12x²) − 1/(120x⁴) + …
func digammaTail(x float64) float64 {
	y := 1 / float64(x*x)
	return y * series(y, 1.0/12, -1.0/120, 1.0/252, -1.0/240, 1.0/132, -691.0/32760, 1.0/12, -3617.0/8160)
}

// Trigamma returns ψ′(x), the second derivative of ln Γ, for x > 0.
//
// Source: the same, 6.4.6 and 6.4.12.
func Trigamma(x float64) float64 {
	if !(x > 0) {
		return math.NaN()
	}
	below := 0.0
	for ; x < asymptotic; x++ {
		below += 1 / float64(x*x)
	}
	return 1/x + 0.5/float64(x*x) + trigammaTail(x) + below
}

// trigammaTail returns 1/(6x³) − 1/(30x⁵) + …
func trigammaTail(x float64) float64 {
	y := 1 / float64(x*x)
	return y / x * series(y, 1.0/6, -1.0/30, 1.0/42, -1.0/30, 5.0/66, -691.0/2730, 7.0/6, -3617.0/510)
}

// DigammaRise returns ψ(a+n) − ψ(a) for a > 0 and n ≥ 0, with its digits where
// a is large.
func DigammaRise(a, n float64) float64 {
	if a < asymptotic {
		return Digamma(a+n) - Digamma(a)
	}
	step := n / float64(a*(a+n)) // 1/a − 1/(a+n)
	return math.Log1p(n/a) + 0.5*step + (digammaTail(a) - digammaTail(a+n))
}

// TrigammaRise returns ψ′(a+n) − ψ′(a), which is not above 0, for a > 0 and
// n ≥ 0, with its digits where a is large.
func TrigammaRise(a, n float64) float64 {
	if a < asymptotic {
		return Trigamma(a+n) - Trigamma(a)
	}
	step := n / float64(a*(a+n))
	squares := float64(step * (1/a + 1/(a+n))) // 1/a² − 1/(a+n)²
	return -step - 0.5*squares + (trigammaTail(a+n) - trigammaTail(a))
}
