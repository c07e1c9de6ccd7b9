package special_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/parcours-go/parcours/kpi/internal/special"
)

// hypergeometrics are a, b, c, z and ln F(a, b; c; z), by the power series with
// 50 digits.
var hypergeometrics = [][5]float64{
	{1, 8.5, 9.168, 0.9090909090909091, 2.00471485851450040},
	{1, 1.668, 2.334, 0.999, 3.44923157777598929},
	{1, 7, 7.001, 0.99990001, 9.20367616006406696},
	{0.5, 0.25, 0.75, -40, -0.716797456301690150},
	{3.243, 0.793, 4.219, -8.8, -1.58125284750788517},
	{1.11, 0.31, 0.81, -13.39, -1.00449943508623158},
	{5001.2, 0.8, 5003, -0.08, -0.0615475117998180459},
	{5001.2, 0.8, 5003, -3, -1.10881956015531191},
	{4.2, 1.6, 5.2, 0.9, 2.57446172970945893},
	{403.2, 1.606, 404.2, 0.95, 4.74119952587707917},
	{1003, 3, 1004, 0.999, 19.5159747410785374},
	{12.5, 12.25, 12.5001, 0.5, 8.49098467199740577},
	{0, 2, 3, 0.7, 0},
	{0.001, 0.001, 0.002, 0.9, 0.00115063122602412414},
	{0.001, 0.001, 0.002, -1000, -0.00346032558442527886},
	{2, 0.01, 800, -0.5, -0.0000124882765220846649},
	{150, 149, 151, -2.5, -185.441006273880370},
	{30, 0.001, 40, 0.97, 0.00132994337453359204},
	{0.7, 2500, 5000, 0.99, 0.478352154057627925},
}

func TestHypergeometricIsThatOf50Digits(t *testing.T) {
	for _, c := range hypergeometrics {
		digits := 1e-15 * max(100, c[0], c[2])
		assert.InEpsilon(t, 1, math.Exp(special.LogHypergeometric(c[0], c[1], c[2], c[3])-c[4]), digits, "%v", c)
		assert.InEpsilon(t, math.Exp(c[4]), special.Hypergeometric(c[1], c[0], c[2], c[3]), digits, "%v", c)
	}
}

func TestHypergeometricIsElementaryWhereItIs(t *testing.T) {
	for _, z := range []float64{-1e12, -1e4, -7, -0.3, -1e-9, 1e-9, 0.2, 0.74, 0.76, 0.99, 0.9999999, 1 - 1e-12} {
		assert.InEpsilon(t, -math.Log1p(-z)/z, special.Hypergeometric(1, 1, 2, z), 1e-13, "z %v", z)
		assert.InEpsilon(t, math.Pow(1-z, -2.5), special.Hypergeometric(2.5, 3, 3+1e-300, z), 1e-13, "z %v", z)
		assert.InDelta(t, -2.5*math.Log1p(-z), special.LogHypergeometric(7, 2.5, 7, z), 1e-13, "z %v", z)
	}
	assert.Equal(t, 1.0, special.Hypergeometric(3, 2, 5, 0))
}

// Euler: F(a, b; c; z) = (1−z)^(c−a−b)·F(c−a, c−b; c; z); Abramowitz and Stegun 15.3.3.
// Gauss: (c−a)F(a−1) + (2a−c−az+bz)F + a(z−1)F(a+1) = 0; 15.2.10.
func TestHypergeometricObeysItsRelations(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	for range 500 {
		b, rest := math.Exp(r.Float64()*14-7), math.Exp(r.Float64()*14-7)
		c := b + rest
		a := c * r.Float64()
		z := 1 - math.Exp(r.Float64()*30-15)
		f := special.LogHypergeometric(a, b, c, z)
		turned := float64((c-a-b)*math.Log1p(-z)) + special.LogHypergeometric(c-a, c-b, c, z)
		assert.InDelta(t, f, turned, 1e-12*(1+a+c), "a %v b %v c %v z %v", a, b, c, z)
		up := math.Exp(special.LogHypergeometric(a+1, b, c, z) - f)
		upper := math.Exp(special.LogHypergeometric(a+2, b, c, z) - f)
		terms := []float64{c - a - 1, (2*a + 2 - c - (a+1)*z + b*z) * up, (a + 1) * (z - 1) * upper}
		size := math.Abs(terms[0]) + math.Abs(terms[1]) + math.Abs(terms[2])
		assert.InDelta(t, 0, (terms[0]+terms[1]+terms[2])/size, 1e-12*(1+a+c), "a %v b %v c %v z %v", a, b, c, z)
	}
}

func TestHypergeometricOutsideOfItsDomainIsNoNumber(t *testing.T) {
	for _, c := range [][4]float64{{-1, 2, 3, 0.5}, {6, 5, 4, -9}, {1, 2, 3, 1}, {1, 2, 3, math.NaN()}, {1, 2, math.Inf(1), 0.9}, {1, 0, 0, 0.9}, {1, 2, 3, math.Inf(-1)}} {
		assert.True(t, math.IsNaN(special.LogHypergeometric(c[0], c[1], c[2], c[3])), "%v", c)
	}
}

func BenchmarkHypergeometric(b *testing.B) {
	b.Run("series", func(b *testing.B) {
		for b.Loop() {
			special.Hypergeometric(3.2, 0.8, 4.2, -1.4)
		}
	})
	b.Run("integral", func(b *testing.B) {
		for b.Loop() {
			special.Hypergeometric(3.2, 0.8, 4.2, -8.8)
		}
	})
}
