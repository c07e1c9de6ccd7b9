package clv

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// million returns customers who behave as those of CDNOW, in weeks of whole
// days: T is 27 to 39 weeks.
func million(n int) []History {
	list := simulated(rand.New(rand.NewPCG(1, 1)), n, betaGeometric{0.243, 4.414, 0.793, 2.426, 0}, 27, 39)
	for i := range list {
		h := &list[i]
		h.T = math.Floor(h.T*7) / 7
		h.Recency = min(math.Ceil(h.Recency*7)/7, h.T)
	}
	return list
}

func BenchmarkFitOfCDNOW(b *testing.B) {
	list := million(2357)
	for b.Loop() {
		_, err := Fit(list, nil)
		require.NoError(b, err)
	}
}

func BenchmarkFitOfAMillion(b *testing.B) {
	list := million(1_000_000)
	for _, f := range betaGeometricFamilies {
		b.Run(string(f.Family), func(b *testing.B) {
			for b.Loop() {
				fit, err := Fit(list, &Options{Family: f.Family})
				require.NoError(b, err)
				b.ReportMetric(float64(fit.Distinct), "distinct")
			}
		})
	}
	b.Run("collapse", func(b *testing.B) {
		for b.Loop() {
			collapse(list)
		}
	})
}

func BenchmarkPredictions(b *testing.B) {
	list := million(10_000)
	m, err := New(BGNBD, 0.243, 4.414, 0.793, 2.426)
	require.NoError(b, err)
	b.Run("conditional", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			_, err := m.Conditional(list[i%len(list)], 39)
			require.NoError(b, err)
		}
	})
	b.Run("residual", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			_, err := m.Residual(list[i%len(list)], 0.0027)
			require.NoError(b, err)
		}
	})
}
