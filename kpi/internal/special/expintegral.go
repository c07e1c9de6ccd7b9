package special

import "math"

// ExpIntegral returns exp(z)·E_s(z), the scaled exponential integral
//
//	∫₀^∞ exp(−zv)·(1+v)^(−s) dv = z^(s−1)·exp(z)·Γ(1−s, z) = z^(s−1)·U(s, s, z)
//
// for s ≥ 0 and z > 0: the incomplete gamma function Γ(1−s, z), or Tricomi's U,
// in a form that neither overflows nor is singular at a whole s. As z goes to 0
// it goes to 1/(s−1) for s > 1.
//
// It is a continued fraction, and where that is long the integral itself over
// ln v.
//
// Source: M. Abramowitz and I. A. Stegun, Handbook of mathematical functions
// (1964), 5.1.4, 5.1.22, 6.5.9 and 13.2.5.
func ExpIntegral(s, z float64) float64 {
	if !(s >= 0 && z > 0) || math.IsInf(s, 0) || math.IsInf(z, 0) {
		return math.NaN()
	}
	if z >= 0.3 {
		return expFraction(s, z)
	}
	return math.Exp(LogIntegral(func(y float64) float64 {
		v := math.Exp(y)
		return y - float64(z*v) - float64(s*math.Log1p(v))
	}, -math.Log(1+s+z)))
}

// expFraction is 1/(z+s − s/(z+s+2 − 2(s+1)/(z+s+4 − …))), by the recurrence of
// W. J. Lentz, Generating Bessel functions in Mie scattering calculations using
// continued fractions, Applied Optics 15 (1976) 668–671.
func expFraction(s, z float64) float64 {
	b := z + s
	d := 1 / b
	value := d
	c := math.Inf(1)
	for k := 1.0; k < 2000; k++ {
		a := -k * (s + k - 1)
		b += 2
		d = 1 / (b + float64(a*d))
		c = b + a/c
		value *= c * d
		if math.Abs(float64(c*d)-1) < 3e-16 {
			break
		}
	}
	return value
}
