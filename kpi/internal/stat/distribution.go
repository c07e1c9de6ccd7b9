package stat

import "math"

// NormalQuantile returns the p quantile of the standard normal distribution,
// for p in (0, 1), with a relative error of about 1e-16.
//
// Source: M. J. Wichura, Algorithm AS 241: the percentage points of the normal
// distribution, Applied Statistics 37 (1988) 477–484, which math.Erfinv
// implements.
func NormalQuantile(p float64) float64 {
	return math.Sqrt2 * math.Erfinv(float64(2*p)-1)
}

// StudentQuantile returns the p quantile of Student's t distribution with n
// degrees of freedom, for p in (0.5, 1) and n ≥ 1, with a relative error of
// about 1e-13.
func StudentQuantile(p float64, n int) float64 {
	if n > 1000 {
		return studentExpansion(NormalQuantile(p), float64(n))
	}
	hi := 1.0
	for studentCDF(hi, n) < p {
		hi *= 2
	}
	for lo := 0.0; ; {
		mid := lo + (hi-lo)/2
		switch {
		case mid <= lo || mid >= hi:
			return hi
		case studentCDF(mid, n) < p:
			lo = mid
		default:
			hi = mid
		}
	}
}

// StudentTail returns the probability that a variable with Student's t
// distribution with n ≥ 1 degrees of freedom is at least t, with an absolute
// error of about 1e-15; beyond 1,000 degrees, that of a normal variable.
func StudentTail(t float64, n int) float64 {
	switch {
	case n > 1000:
		return math.Erfc(t/math.Sqrt2) / 2
	case t < 0:
		return studentCDF(-t, n)
	}
	return max(0, 1-studentCDF(t, n))
}

// studentCDF returns the distribution function of Student's t for t ≥ 0.
//
// Source: M. Abramowitz and I. A. Stegun, Handbook of mathematical functions
// (1964), 26.7.3 and 26.7.4: finite series in θ = atan(t/√n).
func studentCDF(t float64, n int) float64 {
	theta := math.Atan(t / math.Sqrt(float64(n)))
	sin, cos := math.Sin(theta), math.Cos(theta)
	sum, term := 0.0, 1.0
	if n%2 == 1 {
		term = cos
	}
	for k := n%2 + 2; k <= n; k += 2 {
		sum += term
		term *= float64(k-1) / float64(k) * cos * cos
	}
	if n%2 == 0 {
		return 0.5 + float64(sin*sum)/2
	}
	return 0.5 + (theta+float64(sin*sum))/math.Pi
}

// studentExpansion returns the t quantile for the normal quantile x.
//
// Source: the same, 26.7.5, an expansion in 1/n whose next term is of the order
// of n⁻⁵.
func studentExpansion(x, n float64) float64 {
	y := float64(x * x)
	g1 := (y + 1) / 4
	g2 := (float64((float64(5*y)+16)*y) + 3) / 96
	g3 := (float64((float64((float64(3*y)+19)*y)+17)*y) - 15) / 384
	g4 := (float64((float64((float64((float64(79*y)+776)*y)+1482)*y)-1920)*y) - 945) / 92160
	inner := g1 + (g2+(g3+g4/n)/n)/n
	return x + float64(x*inner)/n
}
