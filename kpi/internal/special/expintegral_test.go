package special_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/parcours-go/parcours/kpi/internal/special"
)

// expIntegrals are s, z and exp(z)·E_s(z), by the trapezoidal rule over ln v
// with 40 digits.
var expIntegrals = [][3]float64{
	{0.61, 0.001, 31.1403755759405530},
	{1, 0.0001, 8.63408807021272528},
	{1, 0.3, 1.22253560508058558},
	{0.606, 0.13, 2.94365134011953026},
	{2, 1e-7, 0.999998445911835986},
	{1e-6, 0.01, 99.9995921497570892},
	{3.05, 25, 0.0357812104438063050},
	{40, 0.001, 0.0256403508954293362},
	{0.5, 700, 0.00142755319922663557},
	{1000, 2, 0.000998999003006986911},
	{1.0000001, 0.02, 3.42247672677806533},
}

func TestExpIntegralIsThatOf40Digits(t *testing.T) {
	for _, c := range expIntegrals {
		assert.InEpsilon(t, c[2], special.ExpIntegral(c[0], c[1]), 2e-14, "%v", c)
	}
}

// E_0(z) = exp(−z)/z, and s·E_(s+1)(z) = exp(−z) − z·E_s(z): Abramowitz and
// Stegun 5.1.24 and 5.1.14.
func TestExpIntegralObeysItsRelations(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 2))
	for range 500 {
		s, z := math.Exp(r.Float64()*20-10), math.Exp(r.Float64()*24-17)
		assert.InEpsilon(t, 1/z, special.ExpIntegral(0, z), 1e-14, "z %v", z)
		left, right := s*special.ExpIntegral(s+1, z), z*special.ExpIntegral(s, z)
		assert.InDelta(t, 1, left+right, 1e-13, "s %v z %v", s, z)
	}
}

func TestExpIntegralAtTheEndsOfItsDomain(t *testing.T) {
	assert.InEpsilon(t, 1/1.5, special.ExpIntegral(2.5, 1e-300), 1e-14)
	assert.InEpsilon(t, math.Gamma(0.5)*1e150, special.ExpIntegral(0.5, 1e-300), 1e-13)
	assert.InEpsilon(t, 1e-300, special.ExpIntegral(2, 1e300), 1e-14)
	assert.InEpsilon(t, 1e-12, special.ExpIntegral(1e12, 1), 1e-11)
	for _, c := range [][2]float64{{-1, 1}, {1, 0}, {1, -1}, {math.NaN(), 1}, {1, math.NaN()}, {1, math.Inf(1)}, {math.Inf(1), 1}} {
		assert.True(t, math.IsNaN(special.ExpIntegral(c[0], c[1])), "%v", c)
	}
}

func BenchmarkExpIntegral(b *testing.B) {
	b.Run("fraction", func(b *testing.B) {
		for b.Loop() {
			special.ExpIntegral(4.6, 1.3)
		}
	})
	b.Run("integral", func(b *testing.B) {
		for b.Loop() {
			special.ExpIntegral(0.6, 0.13)
		}
	})
}
