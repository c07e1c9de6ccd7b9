package special

import "math"

// BetaTails returns the regularised incomplete beta function I_x(a, b), which
// is the probability that a variable with the beta distribution is at most x,
// and its complement, each with its own digits: about 13 of them, however small
// it is. y is 1 − x, which the caller may know better than 1 − x says. a and b
// are above 0; outside of that, both are NaN.
func BetaTails(a, b, x, y float64) (lower, upper float64) {
	if !(a > 0 && b > 0 && x >= 0 && y >= 0) {
		return math.NaN(), math.NaN()
	}
	lower, upper, _ = betaTails(a, b, x, y)
	return lower, upper
}

// betaTails also returns x^a·y^b / B(a, b), the density of the log odds of x.
func betaTails(a, b, x, y float64) (lower, upper, density float64) {
	if float64(x*b) > float64(y*a) { // beyond the mean
		upper, lower, density = betaTails(b, a, y, x)
		return lower, upper, density
	}
	density = BinomialMass(a, b, x, y) * (a / (a + b)) * b
	if density == 0 {
		return 0, 1, 0
	}
	lower = min(1, density/betaFraction(a, b, x, y))
	return lower, 1 - lower, density
}

// betaFraction returns what x^a·y^b / B(a, b) is divided by.
//
// Source: A. R. DiDonato and A. H. Morris, Algorithm 708: significant digit
// computation of the incomplete beta function ratios, ACM Transactions on
// Mathematical Software 18 (1992) 360–373, equation 9, evaluated from the front
// by the method of W. J. Lentz, Generating Bessel functions in Mie scattering
// calculations using continued fractions, Applied Optics 15 (1976) 668–671.
func betaFraction(a, b, x, y float64) float64 {
	excess := float64(a*y) - float64(b*x) + 1
	f := a / (a + 1) * excess
	c, d := f, 0.0
	for m := 1.0; m < 1e8; m++ { // at a = b = 10⁹ it takes some thousand steps
		part := m * (b - m) * x / (a + 2*m - 1)
		term := (a + m - 1) * ((a + b + m - 1) * x / (a + 2*m - 1)) * part
		base := m + part + float64((a+m)/(a+2*m+1)*(excess+float64(m*(1+y))))
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

// BetaQuantile returns the x with I_x(a, b) = p, and y = 1 − x with digits of
// its own. a and b are above 0 and p lies in [0, 1]; outside of that, both are
// NaN.
//
// In the log odds of x the logarithm of the lower tail is concave, and Newton's
// method, once it is left of the quantile, goes up to it without a miss.
func BetaQuantile(a, b, p float64) (x, y float64) {
	switch {
	case !(a > 0 && b > 0 && p >= 0 && p <= 1):
		return math.NaN(), math.NaN()
	case p == 0:
		return 0, 1
	case p > 0.5:
		y, x = BetaQuantile(b, a, 1-p)
		return x, y
	}
	t := math.Log(a / b) // the mean
	left, right := math.Inf(-1), math.Inf(1)
	for range 200 {
		x, y = Logistic(t)
		lower, _, density := betaTails(a, b, x, y)
		if lower > p {
			right = t
		} else {
			left = t
		}
		miss := math.Log(p / lower)
		next := t + float64(miss*(lower/density))
		if math.Abs(miss) < 1e-9 { // the next one would be its square
			t = next
			break
		}
		if !(next > left && next < right) { // lower has few digits so near to 0, or none
			next = left + (right-left)/2
		}
		t = next
	}
	return Logistic(t)
}

// Logistic returns the probability whose log odds are t, and its complement with
// digits of its own.
func Logistic(t float64) (p, q float64) {
	return 1 / (1 + math.Exp(-t)), 1 / (1 + math.Exp(t))
}
