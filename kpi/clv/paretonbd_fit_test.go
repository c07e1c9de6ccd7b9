package clv

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// simulate draws customers who behave as the model says, observed for times
// between lo and hi. Times are whole days, in weeks.
func (m *paretoNBD) simulate(r *rand.Rand, n int, lo, hi float64) []History {
	const day = 1.0 / 7
	list := make([]History, n)
	for i := range list {
		rate, leaves := gammaDraw(r, m.r)/m.alpha, gammaDraw(r, m.s)/m.beta
		h := History{T: math.Round((lo+(hi-lo)*r.Float64())/day) * day}
		until := min(h.T, r.ExpFloat64()/leaves)
		for next := r.ExpFloat64() / rate; next < until; next += r.ExpFloat64() / rate {
			h.Frequency++
			h.Recency = min(h.T, math.Ceil(next/day)*day)
		}
		list[i] = h
	}
	return list
}

func BenchmarkFitParetoNBD(b *testing.B) {
	million := (&paretoNBD{r: 0.553, alpha: 10.58, s: 0.606, beta: 11.67}).simulate(rand.New(rand.NewPCG(1, 1)), 1_000_000, 27, 39)
	for _, c := range []struct {
		name string
		list []History
	}{{"cdnow", cdnow(b, true)}, {"million", million}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				fit, err := Fit(c.list, &Options{Family: ParetoNBD})
				require.NoError(b, err)
				b.ReportMetric(float64(fit.Distinct), "distinct")
			}
		})
	}
}
