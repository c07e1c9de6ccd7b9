package clv

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The kinds of data that other tools fit in silence, or fail at with an error of
// their optimiser: each has a model of spend and a value, or a case that says why
// not.
func TestDataThatOthersFitInSilenceHaveAValueOrACase(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 1))
	money := func(list []History) []History {
		for i := range list {
			if x := float64(list[i].Frequency); x > 0 {
				list[i].Monetary = gammaDraw(r, 5*x) / gammaDraw(r, 4) * 15 / x
			}
		}
		return list
	}
	of := func(n int, history func(i int) History) []History {
		list := make([]History, n)
		for i := range list {
			list[i] = history(i)
		}
		return money(list)
	}
	for _, test := range []struct {
		name      string
		histories []History
		spend     error // what FitSpend says: nil, ErrNoData or a case
	}{
		{"nobody bought twice", of(300, func(i int) History { return History{T: float64(20 + i%20)} }), ErrNoData},
		{"everybody bought last at the end", of(300, func(i int) History { return History{Frequency: 1 + i%5, Recency: 30, T: 30} }), nil},
		{"some were observed for no time", append(simulatedWithMoney(r, 300), of(100, func(int) History { return History{} })...), nil},
		{"nobody was observed for any time", of(100, func(int) History { return History{} }), ErrNoData},
		{"nobody leaves", of(600, func(i int) History { return History{Frequency: 1 + i%11, Recency: 29, T: 30} }), nil},
		{"everybody buys much", of(500, func(i int) History { return History{Frequency: 80 + i%41, Recency: 360, T: 365} }), nil},
		{"one customer", of(1, func(int) History { return History{Frequency: 3, Recency: 20, T: 30} }), &Degenerate{Case: Homogeneous}},
		{"one history", []History{{Frequency: 2, Recency: 20, T: 30, Monetary: 25, Customers: 300}}, &Degenerate{Case: Homogeneous}},
	} {
		t.Run(test.name, func(t *testing.T) {
			spend, err := FitSpend(test.histories, nil)
			var want, got *Degenerate
			switch {
			case errors.As(test.spend, &want):
				require.ErrorAs(t, err, &got)
				assert.Equal(t, want.Case, got.Case)
			case test.spend != nil:
				require.ErrorIs(t, err, test.spend)
			default:
				require.NoError(t, err)
			}
			terms := months
			if spend == nil {
				terms.PerPurchase = 20
			}
			for _, f := range []Family{NBD, BGNBD, MBGNBD, ParetoNBD} {
				purchases, err := Fit(test.histories, &Options{Family: f})
				if err != nil {
					require.ErrorAs(t, err, &got, "%s", f)
					continue
				}
				v, err := Value(test.histories, purchases, spend, terms, nil)
				require.NoError(t, err, "%s", f)
				_, err = json.Marshal(v) // fails where a number is none
				require.NoError(t, err, "%s", f)
				assert.Positive(t, v.Total.Value, "%s", f)
			}
		})
	}
}

func simulatedWithMoney(r *rand.Rand, n int) []History {
	m, _ := New(BGNBD, 0.8, 6, 1, 3)
	s, _ := NewSpend(5, 4, 15)
	return simulateBuyers(r, n, m, s)
}

// With opportunities in place of time, a period is so many of them.
func TestOpportunitiesAreValuedByTheYear(t *testing.T) {
	m, err := New(BGBB, 1.2035, 0.7497, 0.6568, 2.7834)
	require.NoError(t, err)
	h := History{Frequency: 4, Recency: 5, T: 6}
	terms := Terms{Margin: 1, PerPurchase: 30, Period: 1, Periods: 5, Rate: 0.1}
	want, before, discount := 0.0, 0.0, 1.0
	for k := range 5 {
		until, err := m.Conditional(h, float64(k+1))
		require.NoError(t, err)
		discount /= 1.1
		want += 30 * (until - before) * discount
		before = until
	}
	covariance := [][]float64{{0.005, 0, 0, 0}, {0, 0.001, 0, 0}, {0, 0, 0.003, 0}, {0, 0, 0, 0.1}}
	v, err := Value([]History{h}, &Fitted{Model: m, Covariance: covariance}, nil, terms, nil)
	require.NoError(t, err)
	assert.InEpsilon(t, want, v.Total.Value, 1e-10)
	assert.True(t, v.Total.Lo < want && want < v.Total.Hi)
	terms.Period = 0.5
	_, err = Value([]History{h}, &Fitted{Model: m}, nil, terms, nil)
	assert.Error(t, err)
}
