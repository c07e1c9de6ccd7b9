package special_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/parcours-go/parcours/kpi/internal/special"
)

// Values of Abramowitz and Stegun, Handbook of mathematical functions (1964),
// chapter 6: ψ(1) = −γ, ψ(1/2) = −γ − 2 ln 2, ψ′(1) = π²/6, ψ′(1/2) = π²/2.
func TestDigammaAndTrigammaAtPointsWithClosedForms(t *testing.T) {
	const gamma = 0.57721566490153286061
	assert.InDelta(t, -gamma, special.Digamma(1), 1e-15)
	assert.InDelta(t, -gamma-2*math.Ln2, special.Digamma(0.5), 1e-15)
	assert.InDelta(t, 1-gamma, special.Digamma(2), 1e-15)
	assert.InDelta(t, math.Pi*math.Pi/6, special.Trigamma(1), 1e-15)
	assert.InDelta(t, math.Pi*math.Pi/2, special.Trigamma(0.5), 2e-15)
	assert.True(t, math.IsNaN(special.Digamma(0)) && math.IsNaN(special.Trigamma(-1)))
}

func TestDigammaIsTheSlopeOfLogGamma(t *testing.T) {
	for _, x := range []float64{1e-3, 0.3, 1, 5.5, 11.99, 12, 40, 1e4} {
		h := x * 1e-4
		slope := (special.LogGamma(x+h) - special.LogGamma(x-h)) / (2 * h)
		assert.InEpsilon(t, slope, special.Digamma(x), 2e-7, "at %v", x)
		second := (special.Digamma(x+h) - special.Digamma(x-h)) / (2 * h)
		assert.InEpsilon(t, second, special.Trigamma(x), 2e-7, "at %v", x)
	}
}

// The rises of whole steps are sums: Γ(a+n)/Γ(a) = a(a+1)…(a+n−1).
func TestRisesAreSumsOfTheirSteps(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		a := math.Exp(r.Float64()*40 - 10)
		n := r.IntN(60)
		var log, first, second float64
		for j := range n {
			step := a + float64(j)
			log += math.Log(step)
			first += 1 / step
			second -= 1 / (step * step)
		}
		assert.InDelta(t, log, special.LogRising(a, float64(n)), 4e-15*math.Max(50, math.Abs(log)), "a %v n %d", a, n)
		assert.InDelta(t, first, special.DigammaRise(a, float64(n)), 4e-15*math.Max(math.Min(10, 1/a), first), "a %v n %d", a, n)
		assert.InDelta(t, second, special.TrigammaRise(a, float64(n)), 4e-14*math.Max(math.Min(1, 1/(a*a)), -second), "a %v n %d", a, n)
	}
}

func TestLogBetaKeepsItsDigitsBesideALargeArgument(t *testing.T) {
	// B(2, b) = 1/(b(b+1))
	for _, b := range []float64{0.5, 3, 1e6, 1e12} {
		assert.InEpsilon(t, -math.Log(b)-math.Log(b+1), special.LogBeta(2, b), 1e-14, "b %v", b)
		assert.Equal(t, special.LogBeta(2, b), special.LogBeta(b, 2))
	}
}

func TestGaussLegendreIsExactForPolynomials(t *testing.T) {
	for n := 1; n <= 64; n++ {
		rule := special.GaussLegendre(n)
		for _, degree := range []int{0, 1, n, 2*n - 1} {
			got := rule.Integrate(func(x float64) float64 { return math.Pow(x, float64(degree)) }, 0, 1)
			assert.InEpsilon(t, 1/float64(degree+1), got, 1e-13, "n %d degree %d", n, degree)
		}
	}
	assert.InEpsilon(t, math.E-1/math.E, special.GaussLegendre(12).Integrate(math.Exp, -1, 1), 1e-15)
}
