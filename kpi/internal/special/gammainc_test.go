package special

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Computed with 400 digits from the series DLMF 8.11.4.
func TestGammaTails(t *testing.T) {
	for _, c := range []struct{ a, x, lower, upper float64 }{
		{0.5, 9.5367431640625e-07, 0.0011019324300718147, 0.99889806756992819},
		{0.5, 1.9207294103470494, 0.94999999999999919, 0.050000000000000812},
		{0.5, 8, 0.99993665751633376, 6.3342483666239843e-5},
		{0.5, 300, 1.0, 1.6741679846917878e-132},
		{1, 2.5, 0.9179150013761012, 0.082084998623898795},
		{1.5, 0.125, 0.03085959578372673, 0.96914040421627327},
		{3, 3.5, 0.67915280113786593, 0.32084719886213407},
		{3, 4.5, 0.82642192908996396, 0.17357807091003604},
		{10, 0.5, 1.7096700293489034e-10, 0.999999999829033},
		{50, 40, 0.070335066659394954, 0.92966493334060505},
		{50, 75, 0.99909606795764599, 0.00090393204235400909},
		{500, 500, 0.50594714617076036, 0.49405285382923964},
		{500, 620.5, 0.99999974547680169, 2.5452319831499322e-7},
		{10000, 9700, 0.001234175584468492, 0.99876582441553151},
		{10000, 10000, 0.5013298083399552, 0.4986701916600448},
		{10000, 10400.5, 0.99996190373192848, 3.8096268071515018e-5},
		{1000000, 1000000, 0.50013298076087259, 0.49986701923912741},
	} {
		lower, upper := GammaTails(c.a, c.x)
		epsilon := 2e-14 + 2e-16*math.Sqrt(c.a) - 3e-16*math.Log(min(c.lower, c.upper))
		within(t, c.lower, lower, epsilon, c.a, c.x)
		within(t, c.upper, upper, epsilon, c.a, c.x)
	}
}

func TestGammaTailsAtTheirEdges(t *testing.T) {
	for _, c := range []struct{ a, x, lower, upper float64 }{
		{2, 0, 0, 1}, {2, 1e6, 1, 0}, {1e6, 1, 0, 1}, {1, math.Inf(1), 1, 0},
	} {
		lower, upper := GammaTails(c.a, c.x)
		assert.Equal(t, []float64{c.lower, c.upper}, []float64{lower, upper}, "%+v", c)
	}
	for _, c := range [][2]float64{{0, 1}, {-1, 1}, {1, -1}, {math.NaN(), 1}, {1, math.NaN()}} {
		lower, upper := GammaTails(c[0], c[1])
		assert.True(t, math.IsNaN(lower) && math.IsNaN(upper), "%v", c)
	}
}

// With one degree of freedom χ² is the square of a normal variable, with two it
// is an exponential one.
func TestChiSquareTail(t *testing.T) {
	for _, z := range []float64{0, 1e-9, 0.3, 1, 1.96, 5, 20, 36} {
		within(t, math.Erfc(z/math.Sqrt2), ChiSquareTail(z*z, 1), 1e-13, z)
		within(t, math.Exp(-z*z/2), ChiSquareTail(z*z, 2), 1e-13, z)
	}
}
