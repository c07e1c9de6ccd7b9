package renewal

import (
	"math"

	"github.com/parcours-go/parcours/kpi/internal/special"
)

// Bounds of discount rates.
const (
	minRate = 1e-6
	maxRate = 1e3
)

// lifetime returns Σ S(t) from t = 0 on, and whether it is finite.
func (l law) lifetime() (float64, bool) {
	if l.alpha*l.c <= 1 {
		return 0, false
	}
	if l.c == 1 {
		return (l.alpha + l.beta - 1) / (l.alpha - 1), true
	}
	v := 1 + l.sumFrom(0, 0)
	return v, !math.IsInf(v, 0) && !math.IsNaN(v)
}

// residual returns Σ S(t)/S(n)·(1+rate)^−(t−n−1) from t = n+1 on.
func (l law) residual(n, rate float64) float64 {
	return l.sumFrom(n, math.Log1p(rate)) * (1 + rate)
}

const (
	terms     = 4096  // added one by one
	enough    = 1e-17 // a term that changes no digit, as a part of the sum
	farBehind = 1e12  // a time at which only the power law of the tail is left
)

// sumFrom returns Σ S(t)/S(n)·e^(−force·(t−n)) from t = n+1 on: term by term
// where they fall quickly, and from some term on by the formula of Euler and
// Maclaurin, Σ f(t) = ∫ f + f(a)/2 − f′(a)/12 + …, whose next term is of the order
// of f·(f′/f)³/720: f′/f is a few thousandths at most there.
//
// Source: M. Abramowitz and I. A. Stegun, Handbook of mathematical functions
// (1964), 23.1.30.
func (l law) sumFrom(n, force float64) float64 {
	base, sum, at := l.logSurvival(n), 0.0, n+1
	f := func(t float64) float64 { return math.Exp(l.logSurvival(t) - base - float64(force*(t-n))) }
	for ; at <= n+terms; at++ {
		term := f(at)
		sum += term
		if term < enough*sum {
			return sum
		}
	}
	slope := l.slope(at) - force
	return sum + (l.integral(f, at, n, force) + float64(f(at)*(0.5-slope/12)))
}

// integral returns that of f from a on. It goes in steps of the logarithm of
// t, in which f is smooth, as far as f counts.
func (l law) integral(f func(float64) float64, a, n, force float64) float64 {
	rule, sum := special.GaussLegendre(24), 0.0
	for width := a / 4; ; width = a / 4 {
		if force > 0 {
			width = min(width, 4/force)
		}
		part := rule.Integrate(f, a, a+width)
		sum += part
		a += width
		if part < enough*sum || math.IsInf(a, 0) {
			return sum
		}
		if tau, _, _ := l.clock(a); force == 0 && tau > farBehind*(l.alpha+l.beta+1) {
			return sum + f(a)*a/float64(float64(l.alpha*l.c)-1)
		}
	}
}
