package survival_test

import (
	"bytes"
	"math"
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

// model returns n observations of a Cox model of two covariates, in whole days.
func model(n int) *survival.Data {
	r := rand.New(rand.NewPCG(25, 26))
	d := &survival.Data{Covariates: []survival.Covariate{{Name: "switch"}, {Name: "amount"}}}
	for range n {
		x, y := float64(r.IntN(2)), r.NormFloat64()
		life, end := r.ExpFloat64()*400*math.Exp(-0.3*x+0.2*y), float64(30+r.IntN(1000))
		d.Times = append(d.Times, 1+math.Floor(min(life, end)))
		d.Events = append(d.Events, life <= end)
		d.Covariates[0].Values = append(d.Covariates[0].Values, x)
		d.Covariates[1].Values = append(d.Covariates[1].Values, y)
	}
	return d
}

func BenchmarkCox(b *testing.B) {
	data := model(100_000)
	for _, ties := range []survival.Ties{survival.Efron, survival.Breslow} {
		b.Run(string(ties), func(b *testing.B) {
			for b.Loop() {
				_, err := survival.Cox(data, &survival.CoxOptions{Ties: ties})
				require.NoError(b, err)
			}
		})
	}
}

func BenchmarkCoxExactTies(b *testing.B) {
	data := model(3000)
	for b.Loop() {
		_, err := survival.Cox(data, &survival.CoxOptions{Ties: survival.Exact})
		require.NoError(b, err)
	}
}
