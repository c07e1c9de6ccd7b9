package special

import "math"

// Binet returns J(x) = ln Γ(x) − (x − ½) ln x + x − ½ ln 2π for x > 0: what
// Stirling's formula leaves out. Differences of logarithms of gamma functions
// that are written with it cancel on paper, where those of large numbers would
// lose their digits.
//
// Source: M. Abramowitz and I. A. Stegun, Handbook of mathematical functions
// (1964), 6.1.41 and 6.1.50.
func Binet(x float64) float64 {
	if !(x > 0) {
		return math.NaN()
	}
	if x >= asymptotic {
		return stirling(x)
	}
	return LogGamma(x) - (float64((x-0.5)*math.Log(x)) - x + halfLog2Pi)
}

// halfLog2Pi is ½ ln 2π.
const halfLog2Pi = 0.91893853320467274178

// BinetSlope returns the derivative of [Binet], ψ(x) − ln x + 1/(2x), for x > 0.
func BinetSlope(x float64) float64 {
	if !(x > 0) {
		return math.NaN()
	}
	if x >= asymptotic {
		return -digammaTail(x)
	}
	return Digamma(x) - math.Log(x) + 0.5/x
}
