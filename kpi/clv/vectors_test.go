package clv

import (
	"encoding/csv"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// columns reads the columns of a CSV file that have these headings, as numbers.
func columns(t testing.TB, name string, headings ...string) [][]float64 {
	t.Helper()
	rows, err := csv.NewReader(sharedtest.Open(t, name)).ReadAll()
	require.NoError(t, err)
	list := make([][]float64, len(headings))
	for i, heading := range headings {
		for column, title := range rows[0] {
			if title != heading {
				continue
			}
			for _, row := range rows[1:] {
				v, err := strconv.ParseFloat(row[column], 64)
				require.NoError(t, err)
				list[i] = append(list[i], v)
			}
		}
		require.NotEmpty(t, list[i], heading)
	}
	return list
}

// cdnow returns the 2,357 customers of CDNOW in weeks: with times rounded to two
// decimals, as lifetimes ships them, or exact, as BTYD does.
func cdnow(t testing.TB, exact bool) []History {
	t.Helper()
	name, headings := "data/stats/cdnow_customers_summary.csv", []string{"frequency", "recency", "T"}
	if exact {
		name, headings = "data/stats/BTYD_cdnowSummary.csv", []string{"x", "t.x", "T.cal"}
	}
	c := columns(t, name, headings...)
	list := make([]History, len(c[0]))
	for i := range list {
		list[i] = History{Frequency: int(c[0][i]), Recency: c[1][i], T: c[2][i]}
	}
	return list
}

// The maxima were computed with 40 digits.
func TestTheEstimatesAreThoseOf40Digits(t *testing.T) {
	for _, test := range []struct {
		id     string
		family Family
		exact  bool
	}{
		{"mle40.nbd_cdnow_2dec", NBD, false},
		{"mle40.nbd_cdnow_exact_days_over_7", NBD, true},
		{"mle40.bgnbd_cdnow_exact_days_over_7", BGNBD, true},
		{"mle40.mbgnbd_cdnow_2dec", MBGNBD, false},
		{"mle40.mbgnbd_cdnow_exact_days_over_7", MBGNBD, true},
		{"mle40.paretonbd_cdnow_2dec", ParetoNBD, false},
		{"mle40.paretonbd_cdnow_exact_days_over_7", ParetoNBD, true},
	} {
		t.Run(test.id, func(t *testing.T) {
			var want struct {
				LL         float64
				Params, SE map[string]float64
			}
			sharedtest.Numbers(t, test.id)[0].Read(t, &want)
			fit, err := Fit(cdnow(t, test.exact), &Options{Family: test.family})
			require.NoError(t, err)
			assert.InEpsilon(t, want.LL, fit.LogLikelihood, 1e-9)
			require.Len(t, fit.Estimates, len(want.Params))
			for _, e := range fit.Estimates {
				assert.InEpsilon(t, want.Params[e.Name], e.Value, 1e-8, e.Name)
				assert.InEpsilon(t, want.SE[e.Name], e.SE, 1e-5, e.Name)
			}
		})
	}
}
