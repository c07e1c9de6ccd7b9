package mle_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/internal/mle"
	"github.com/parcours-go/parcours/kpi/internal/special"
)

// gammaLikelihood is the log-likelihood of n values with a mean and a mean
// logarithm under a gamma distribution of shape k and rate l.
func gammaLikelihood(n, mean, meanLog float64) mle.Objective {
	return func(p []float64, d *mle.Derivatives) {
		k, l := p[0], p[1]
		d.Value = n * (k*math.Log(l) - special.LogGamma(k) + (k-1)*meanLog - l*mean)
		d.Gradient[0] = n * (math.Log(l) - special.Digamma(k) + meanLog)
		d.Gradient[1] = n * (k/l - mean)
		d.Hessian[0] = -n * special.Trigamma(k)
		d.Hessian[2] = n / l
		d.Hessian[3] = -n * k / (l * l)
	}
}

func TestTheMaximumSolvesTheLikelihoodEquations(t *testing.T) {
	for _, start := range [][]float64{{1, 1}, {1e-3, 1e3}, {50, 1e-2}, {200, 200}} {
		m, err := mle.Maximize(gammaLikelihood(40, 3, 0.9), start)
		require.NoError(t, err, "from %v", start)
		k, l := m.At[0], m.At[1]
		assert.InDelta(t, k/3, l, 1e-9*l)
		assert.InDelta(t, math.Log(k)-special.Digamma(k), math.Log(3)-0.9, 1e-9)
		// The inverse of the information, by hand.
		a, b, c := 40*special.Trigamma(k), 40/l, 40*k/(l*l)
		assert.InEpsilon(t, c/(a*c-b*b), m.Covariance[0], 1e-9)
		assert.InEpsilon(t, b/(a*c-b*b), m.Covariance[1], 1e-9)
		assert.InEpsilon(t, a/(a*c-b*b), m.Covariance[3], 1e-9)
	}
}

// All values alike: the gamma distribution narrows for ever.
func TestALikelihoodWithoutAMaximumSaysWhichParametersGoOn(t *testing.T) {
	_, err := mle.Maximize(gammaLikelihood(40, 3, math.Log(3)), []float64{1, 1})
	var boundary *mle.Boundary
	require.ErrorAs(t, err, &boundary)
	assert.Equal(t, []int{1, 1}, boundary.Toward)

	falling := func(p []float64, d *mle.Derivatives) {
		d.Value = -5*p[0] - (p[1]-2)*(p[1]-2)
		d.Gradient[0], d.Gradient[1] = -5, -2*(p[1]-2)
		d.Hessian[3] = -2
	}
	_, err = mle.Maximize(falling, []float64{1, 1})
	require.ErrorAs(t, err, &boundary)
	assert.Equal(t, []int{-1, 0}, boundary.Toward)
}

func TestANumberThatIsNoneEndsTheSearch(t *testing.T) {
	_, err := mle.Maximize(func(p []float64, d *mle.Derivatives) { d.Value = math.NaN() }, []float64{1})
	assert.ErrorIs(t, err, mle.ErrNoConvergence)
}

func TestCholeskySolvesAndRefuses(t *testing.T) {
	c, ok := mle.Factor([]float64{4, 0, 2, 3}, 2)
	require.True(t, ok)
	assert.InDeltaSlice(t, []float64{1, 2}, c.Solve([]float64{8, 8}), 1e-15) // 4+4, 2+6
	assert.InDeltaSlice(t, []float64{3. / 8, -0.25, -0.25, 0.5}, c.Inverse(), 1e-15)
	assert.InDeltaSlice(t, []float64{2, 1 + math.Sqrt(2)}, c.Times([]float64{1, 1}), 1e-15) // L = (2 0; 1 √2)
	for _, bad := range [][]float64{{1, 0, 2, 1}, {0, 0, 0, 1}, {math.NaN(), 0, 0, 1}} {
		_, ok = mle.Factor(bad, 2)
		assert.False(t, ok, "%v", bad)
	}
}
