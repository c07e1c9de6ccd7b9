package stat

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
)

// R. G. Newcombe (1998b), table II, method 10.
func TestDifferenceAgreesWithNewcombesTable(t *testing.T) {
	for _, c := range []struct {
		k1, n1, k2, n2 int
		lo, hi         float64
	}{
		{56, 70, 48, 80, 0.0524, 0.3339},
		{9, 10, 3, 10, 0.1705, 0.8090},
		{6, 7, 2, 7, 0.0582, 0.8062},
		{5, 56, 0, 29, -0.0381, 0.1926},
		{0, 10, 0, 20, -0.1611, 0.2775},
		{0, 10, 0, 10, -0.2775, 0.2775},
		{10, 10, 0, 20, 0.6791, 1.0000},
		{10, 10, 0, 10, 0.6075, 1.0000},
	} {
		d, i := Difference(c.k1, c.n1, c.k2, c.n2, 0.95)
		assert.InDelta(t, float64(c.k1)/float64(c.n1)-float64(c.k2)/float64(c.n2), d, 1e-15)
		assert.InDelta(t, c.lo, i.Lo, 6e-5, "%+v", c)
		assert.InDelta(t, c.hi, i.Hi, 6e-5, "%+v", c)
	}
	d, i := Difference(0, 0, 3, 4, 0.9)
	assert.Zero(t, d)
	assert.Equal(t, Interval{-1, 1, 0.9}, i)
}

// Its square is Pearson's χ² of the 2×2 table, summed cell by cell.
func TestProportionsAreComparedAsByPearson(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 1000 {
		n1, n2 := 1+r.IntN(50), 1+r.IntN(50)
		k1, k2 := r.IntN(n1+1), r.IntN(n2+1)
		k := float64(k1+k2) / float64(n1+n2)
		chi2 := 0.0
		for _, cell := range [][2]float64{
			{float64(k1), float64(n1) * k}, {float64(k2), float64(n2) * k},
			{float64(n1 - k1), float64(n1) * (1 - k)}, {float64(n2 - k2), float64(n2) * (1 - k)},
		} {
			if cell[1] > 0 {
				chi2 += (cell[0] - cell[1]) * (cell[0] - cell[1]) / cell[1]
			}
		}
		assert.InDelta(t, math.Erfc(math.Sqrt(chi2/2)), CompareProportions(k1, n1, k2, n2), 1e-9)
	}
	assert.Equal(t, 1.0, CompareProportions(0, 0, 1, 2))
	assert.InDelta(t, 0.05, TwoSided(NormalQuantile(0.975)), 1e-12)
}

// The example of S. Holm's procedure in R's p.adjust: p.adjust(c(0.01, 0.04,
// 0.03, 0.005), "holm").
func TestHolm(t *testing.T) {
	got := Holm([]float64{0.01, 0.04, 0.03, 0.005})
	for i, want := range []float64{0.03, 0.06, 0.06, 0.02} {
		assert.InDelta(t, want, got[i], 1e-15)
	}
	assert.Empty(t, Holm(nil))
	assert.Equal(t, []float64{1, 1}, Holm([]float64{0.7, 0.9}))
}
