package special

import "math"

// Root returns where f is 0 between a and b, at which it has opposite signs: of
// the last bits of x, one or two are uncertain. Where it has one sign at both,
// or is NaN, there is nothing to find and Root returns NaN.
//
// Source: T. R. Chandrupatla, A new hybrid quadratic/bisection algorithm for
// finding the zero of a nonlinear function without using derivatives, Advances
// in Engineering Software 28 (1997) 145–149.
func Root(f func(float64) float64, a, b float64) float64 {
	fa, fb := f(a), f(b)
	switch {
	case fa == 0:
		return a
	case fb == 0:
		return b
	case !(fa < 0 && fb > 0 || fa > 0 && fb < 0):
		return math.NaN()
	}
	at := 0.5 // where between a and b to look next
	for range 3000 {
		x := a + float64(at*(b-a))
		fx := f(x)
		c, fc := a, fa // the point that leaves the bracket
		if (fx > 0) != (fa > 0) {
			c, fc, b, fb = b, fb, a, fa
		}
		a, fa = x, fx
		best := a
		if math.Abs(fb) < math.Abs(fa) {
			best = b
		}
		least := 0x1p-52 * math.Abs(best) / math.Abs(b-a)
		if fx == 0 || !(least < 0.5) {
			return best
		}
		at = 0.5
		if inverse(a, b, c, fa, fb, fc) {
			at = float64(fa/(fb-fa)*(fc/(fb-fc))) + float64((c-a)/(b-a)*(fa/(fc-fa))*(fb/(fc-fb)))
		}
		at = min(1-least, max(least, at))
	}
	return a
}

// RisingRoot returns where f, which rises, is 0. It looks from x on, by a step
// that doubles; where f never changes its sign, it returns NaN.
func RisingRoot(f func(float64) float64, x, step float64) float64 {
	lo, hi := x, x
	for f(hi) < 0 && !math.IsInf(hi, 0) {
		lo, hi = hi, hi+step
		step *= 2
	}
	for f(lo) > 0 && !math.IsInf(lo, 0) {
		lo, hi = lo-step, lo
		step *= 2
	}
	return Root(f, lo, hi)
}

// inverse reports whether the inverse of f, as a parabola through the three
// points, rises or falls all the way.
func inverse(a, b, c, fa, fb, fc float64) bool {
	x, y := (a-b)/(c-b), (fa-fb)/(fc-fb)
	return float64(y*y) < x && float64((1-y)*(1-y)) < 1-x
}
