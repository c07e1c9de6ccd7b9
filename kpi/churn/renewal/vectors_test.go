package renewal

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// The customers of a firm by segment, years 0 to 7: Fader and Hardie 2007,
// table 1, in percent there. The published estimates are those of 1,000
// customers.
var (
	highEnd = []Cohort{{Name: "high end", Alive: []int{1000, 869, 743, 653, 593, 551, 517, 491}}}
	regular = []Cohort{{Name: "regular", Alive: []int{1000, 631, 468, 382, 326, 289, 262, 241}}}
)

// firm is the customers by year of acquisition of Fader and Hardie 2010, without
// the last year, whose customers had no renewal behind them. The table is in no
// file of the shared data. That it is theirs shows in the log-likelihood below,
// which it gives at the reference estimates.
var firm = []Cohort{
	{Name: "2003", Alive: []int{10000, 8000, 6480, 5307, 4391}},
	{Name: "2004", Alive: []int{10000, 8000, 6480, 5307}},
	{Name: "2005", Alive: []int{10000, 8000, 6480}},
	{Name: "2006", Alive: []int{10000, 8000}},
}

// Every case of the area has its check here.
func TestEveryPublishedCaseHasItsCheck(t *testing.T) {
	checks := map[string]func(*testing.T, sharedtest.Number){
		"sbg.regular.published": checkRegular,
		"sbg.retention.data":    checkRetentionData,
		"pred50.sbg":            checkPredictions,
	}
	numbers := sharedtest.Numbers(t, "sbg.", "pred50.sbg")
	for _, n := range numbers {
		t.Run(n.ID, func(t *testing.T) {
			check := checks[n.ID]
			require.NotNil(t, check, "no check for %s", n.ID)
			check(t, n)
		})
	}
	assert.Len(t, numbers, len(checks))
}

// Fader and Hardie 2007, printed to three digits.
func checkRegular(t *testing.T, n sharedtest.Number) {
	var want struct{ Alpha, Beta, LL float64 }
	n.Read(t, &want)
	fit, err := Fit(regular, nil)
	require.NoError(t, err)
	assert.InDelta(t, want.Alpha, fit.Model.Alpha, 0.0005)
	assert.InDelta(t, want.Beta, fit.Model.Beta, 0.0005)
	assert.InDelta(t, want.LL, fit.LogLikelihood, 0.05)
}

// The tables above are the first eight years of this one, in tenths of a
// percent.
func checkRetentionData(t *testing.T, n sharedtest.Number) {
	var want struct {
		HighEnd []float64 `json:"high_end"`
		Regular []float64
	}
	n.Read(t, &want)
	for i := range 8 {
		assert.InDelta(t, want.HighEnd[i]*10, float64(highEnd[0].Alive[i]), 1e-9)
		assert.InDelta(t, want.Regular[i]*10, float64(regular[0].Alive[i]), 1e-9)
	}
}

// 50 digits, at the parameters as they are printed.
func checkPredictions(t *testing.T, n sharedtest.Number) {
	var want map[string]struct {
		Residual  []string `json:"DERL_d10pct_n1_12"`
		Survival  []string `json:"S_1_12"`
		Retention []string `json:"r_1_12"`
		Lifetime  *string  `json:"E_lifetime"`
	}
	n.Read(t, &want)
	models := map[string]Model{
		"fh2010":          {Alpha: 3.80, Beta: 15.19},
		"highend rounded": {Alpha: 0.668, Beta: 3.806},
		"regular rounded": {Alpha: 0.704, Beta: 1.182},
	}
	require.Len(t, want, len(models))
	for name, w := range want {
		m := models[name]
		for i := range 12 {
			s, err := m.Survival(i + 1)
			require.NoError(t, err)
			assert.InEpsilon(t, number(t, w.Survival[i]), s, 1e-11, "%s S(%d)", name, i+1)
			r, err := m.Retention(i + 1)
			require.NoError(t, err)
			assert.InEpsilon(t, number(t, w.Retention[i]), r, 1e-11, "%s r(%d)", name, i+1)
			d, err := m.Residual(i, 0.1)
			require.NoError(t, err)
			assert.InEpsilon(t, number(t, w.Residual[i]), d, 1e-11, "%s DERL after %d renewals", name, i)
		}
		v, finite, err := m.Lifetime()
		require.NoError(t, err)
		if w.Lifetime == nil {
			assert.False(t, finite, name)
			continue
		}
		assert.InEpsilon(t, number(t, *w.Lifetime), v, 1e-11, name)
	}
}

func number(t *testing.T, text string) float64 {
	v, err := strconv.ParseFloat(text, 64)
	require.NoError(t, err)
	return v
}

// Maxima of 40 digits (reference/statistics.md, part b). The published ones are
// 0.668, 3.806 and −1611.2, 0.704, 1.182 and −1680.3 (Fader and Hardie 2007),
// 3.80 and 15.19 (2010).
func TestTheEstimatesAreThoseOf40Digits(t *testing.T) {
	for _, test := range []struct {
		name    string
		cohorts []Cohort
		family  Family
		params  []float64
		ll, tol float64
	}{
		{"sBG, high end", highEnd, SBG, []float64{0.668088351106, 3.80609496406}, -1611.158147391, 1e-8},
		{"sBG, regular", regular, SBG, []float64{0.704077298474, 1.18204302621}, -1680.265188463, 1e-8},
		{"sBG, cohorts of a firm", firm, SBG, []float64{3.79812580792, 15.1919079374}, -40255.837, 1e-8},
		{"BdW, high end", highEnd, BDW, []float64{0.214253339, 1.426574875, 1.723564849}, -1605.314, 1e-8},
		{"BdW, regular", regular, BDW, []float64{0.455613989, 0.779325508, 1.283451286}, -1679.603, 1e-8},
	} {
		t.Run(test.name, func(t *testing.T) {
			fit, err := Fit(test.cohorts, &Options{Family: test.family})
			require.NoError(t, err)
			for i, e := range fit.Estimates {
				assert.InEpsilon(t, test.params[i], e.Value, test.tol, e.Name)
			}
			assert.InDelta(t, test.ll, fit.LogLikelihood, 5e-4)
		})
	}
}
