package survival_test

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/churn/survival"
)

// A million rows of a file: reading, curves, hazards and the log-rank test.
func BenchmarkFromCSV(b *testing.B) {
	text := file(1_000_000)
	for b.Loop() {
		data, err := survival.ReadCSV(bytes.NewReader(text), nil)
		require.NoError(b, err)
		tally, err := survival.Count(data)
		require.NoError(b, err)
		_, err = tally.KaplanMeier(nil)
		require.NoError(b, err)
		_, err = tally.NelsonAalen(nil)
		require.NoError(b, err)
		_, err = tally.LogRank(nil)
		require.NoError(b, err)
	}
}

func BenchmarkKaplanMeierWholeDays(b *testing.B) {
	data, err := survival.ReadCSV(bytes.NewReader(file(1_000_000)), nil)
	require.NoError(b, err)
	for b.Loop() {
		_, err := survival.KaplanMeier(data, nil)
		require.NoError(b, err)
	}
}

func BenchmarkKaplanMeierAnyTimes(b *testing.B) {
	data, err := survival.ReadCSV(bytes.NewReader(file(1_000_000)), nil)
	require.NoError(b, err)
	r := rand.New(rand.NewPCG(23, 24))
	for i := range data.Times {
		data.Times[i] += r.Float64()
	}
	for b.Loop() {
		_, err := survival.KaplanMeier(data, nil)
		require.NoError(b, err)
	}
}
