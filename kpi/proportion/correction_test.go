package proportion

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
)

// p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.9)) of R, by the method's name there.
func TestCorrections(t *testing.T) {
	p := []float64{0.01, 0.04, 0.03, 0.005, 0.9}
	for correction, want := range map[Correction][]float64{
		Holm:              {0.04, 0.09, 0.09, 0.025, 0.9},
		Bonferroni:        {0.05, 0.2, 0.15, 0.025, 1},
		BenjaminiHochberg: {0.025, 0.05, 0.05, 0.025, 0.9},
		NoCorrection:      p,
	} {
		got := correction.adjust(p)
		for i := range want {
			assert.InDelta(t, want[i], got[i], 1e-15, "%s %d", correction, i)
		}
		assert.Empty(t, correction.adjust(nil))
	}
	assert.Equal(t, []float64{0.01, 0.04, 0.03, 0.005, 0.9}, p, "the p values are left as they were")
}

// The step-up rule as Benjamini and Hochberg state it: at q, reject the k least
// p values for the greatest k of which the kth is at most k·q/m.
func TestBenjaminiHochbergRejectsWhatTheStepUpRuleDoes(t *testing.T) {
	r := rand.New(rand.NewPCG(33, 34))
	for range 2000 {
		p := make([]float64, 1+r.IntN(12))
		for i := range p {
			p[i] = math.Pow(r.Float64(), 3)
		}
		q := r.Float64()
		bound := -1.0
		for _, v := range p {
			rank := 0
			for _, w := range p {
				if w <= v {
					rank++
				}
			}
			if v <= float64(rank)*q/float64(len(p)) {
				bound = max(bound, v)
			}
		}
		for i, adjusted := range BenjaminiHochberg.adjust(p) {
			assert.Equal(t, p[i] <= bound, adjusted <= q)
		}
	}
}
