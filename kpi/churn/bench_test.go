package churn

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
)

// manyPayments returns the log of many customers who pay about every month for
// two years, unless they leave; one in twenty months it is more.
func manyPayments(b *testing.B, customers int) *event.Log {
	r := rand.New(rand.NewPCG(1, 1))
	start := time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC)
	log, err := event.Collect(func(yield func(event.Event) bool) {
		for who := range customers {
			at := start.Add(time.Duration(r.IntN(600)) * day)
			plan := float64(10 + r.IntN(5))
			for r.Float64() > 0.05 && at.Before(start.Add(730*day)) {
				if !yield(event.Event{Customer: fmt.Sprint(who), Time: at, Name: "payment", Value: plan}) {
					return
				}
				if r.IntN(20) == 0 {
					plan++
				}
				at = at.Add(time.Duration(20+r.IntN(20)) * day)
			}
		}
	})
	require.NoError(b, err)
	return log
}

func BenchmarkCompute(b *testing.B) {
	log := manyPayments(b, 100_000)
	for b.Loop() {
		_, err := Compute(log, &Options{Silence: 45 * day})
		require.NoError(b, err)
	}
	b.ReportMetric(float64(log.Len()), "events")
}

func BenchmarkComputeRevenue(b *testing.B) {
	log := manyPayments(b, 100_000)
	for b.Loop() {
		_, err := ComputeRevenue(log, &ContractOptions{Lapse: 45 * day})
		require.NoError(b, err)
	}
	b.ReportMetric(float64(log.Len()), "events")
}

func BenchmarkLifetimes(b *testing.B) {
	log := manyPayments(b, 100_000)
	for b.Loop() {
		_, err := Lifetimes(log, nil)
		require.NoError(b, err)
	}
	b.ReportMetric(float64(log.Len()), "events")
}
