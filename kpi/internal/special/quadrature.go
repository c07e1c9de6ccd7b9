package special

import "math"

// A Rule is a quadrature rule on [0, 1]: the integral of f is near the sum of
// Weight·f(Node).
type Rule struct{ Node, Weight []float64 }

// GaussLegendre returns the rule of n nodes, which integrates polynomials of
// degree 2n − 1 exactly. n must be at least 1.
//
// Source: the nodes are the roots of the Legendre polynomial, found by Newton's
// method from the guess of M. Abramowitz and I. A. Stegun, Handbook of
// mathematical functions (1964), 22.16.6; the weights are 25.4.29 there.
func GaussLegendre(n int) Rule {
	r := Rule{Node: make([]float64, n), Weight: make([]float64, n)}
	for i := range (n + 1) / 2 {
		x := math.Cos(math.Pi * (float64(i) + 0.75) / (float64(n) + 0.5))
		slope := 0.0
		for range 100 {
			var p float64
			p, slope = legendre(n, x)
			step := p / slope
			x -= step
			if math.Abs(step) < 1e-16 {
				break
			}
		}
		_, slope = legendre(n, x)
		w := 1 / float64((1-float64(x*x))*float64(slope*slope))
		r.Node[i], r.Weight[i] = (1-x)/2, w
		r.Node[n-1-i], r.Weight[n-1-i] = (1+x)/2, w
	}
	if n%2 == 1 {
		r.Node[n/2] = 0.5
	}
	return r
}

// legendre returns the Legendre polynomial of degree n at x, and its slope.
func legendre(n int, x float64) (p, slope float64) {
	p, before := 1.0, 0.0
	for k := range n {
		p, before = (float64(float64(2*k+1)*float64(x*p))-float64(float64(k)*before))/float64(k+1), p
	}
	return p, float64(n) * (float64(x*p) - before) / (float64(x*x) - 1)
}

// Integrate returns the integral of f from a to b by the rule.
func (r Rule) Integrate(f func(float64) float64, a, b float64) float64 {
	sum := 0.0
	for i, x := range r.Node {
		sum += float64(r.Weight[i] * f(a+float64((b-a)*x)))
	}
	return float64(sum * (b - a))
}
