package friction

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Greenland and Robins's difference of risks, from the definition: the sum over
// strata of (a·n0 − b·n1)/n over that of n1·n0/n.
func TestTheDifferenceIsThatOfMantelAndHaenszel(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 200 {
		var tab table
		var a, b, n1, n0 [3]float64
		for i := range 60 {
			s, x, y := r.IntN(3), float64(r.IntN(2)), float64(r.IntN(2))
			tab.add(y, x, int32(s), int32(i/2))
			if x == 1 {
				a[s], n1[s] = a[s]+y, n1[s]+1
			} else {
				b[s], n0[s] = b[s]+y, n0[s]+1
			}
		}
		var up, down float64
		for s := range 3 {
			if n := n1[s] + n0[s]; n > 0 {
				up += (a[s]*n0[s] - b[s]*n1[s]) / n
				down += n1[s] * n0[s] / n
			}
		}
		c, ok := tab.compare()
		require.True(t, ok)
		assert.InDelta(t, up/down, c.slope, 1e-12)
	}
}

// Customers with many sessions that are all alike: a test that takes sessions for
// independent would reject far more than one in twenty.
func TestCustomersAreTheObservations(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 1))
	const tests = 2000
	rejected := 0
	for range tests {
		var tab table
		for customer := range 40 {
			y, x := float64(r.IntN(2)), float64(r.IntN(2))
			for range 1 + r.IntN(8) {
				tab.add(y, x, int32(r.IntN(2)), int32(customer))
			}
		}
		if c, ok := tab.compare(); ok && c.above() <= 0.05 {
			rejected++
		}
	}
	t.Logf("%.4f", float64(rejected)/tests)
	assert.Less(t, float64(rejected)/tests, 0.065)
	assert.Greater(t, float64(rejected)/tests, 0.02)
}

func TestNothingToCompareIsNoContrast(t *testing.T) {
	var tab table
	_, ok := tab.compare()
	assert.False(t, ok)
	for i := range 10 {
		tab.add(1, float64(i%2), int32(i%2), int32(i)) // each stratum has one side
	}
	_, ok = tab.compare()
	assert.False(t, ok)
	for i := range 10 {
		tab.add(0.5, float64(i%2), 2, int32(i))
	}
	c, ok := tab.compare()
	assert.True(t, !ok || !math.IsNaN(c.t))
}
