package clv

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// must returns a model, or fails the test.
func must(t *testing.T, f Family, params ...float64) *Model {
	t.Helper()
	m, err := New(f, params...)
	require.NoError(t, err)
	return m
}

// close50 compares a prediction with 50 digits of it: what a float64 can not
// hold may be 0.
func close50(t *testing.T, want string, got float64, err error, what string) {
	t.Helper()
	require.NoError(t, err, what)
	w, _ := strconv.ParseFloat(want, 64) // 0 where it is below the least float64
	if w < 1e-300 {
		assert.LessOrEqual(t, got, 1e-300, what)
		return
	}
	assert.InEpsilon(t, w, got, 1e-9, what)
}

// Customer 1516 of CDNOW, at the estimates of the exact times.
func TestBGNBDPredictsTheBestCustomerOfCDNOW(t *testing.T) {
	var want map[string]string
	sharedtest.Numbers(t, "pred50.bg id1516")[0].Read(t, &want)
	fit, err := Fit(cdnow(t, true), nil)
	require.NoError(t, err)
	best := History{Frequency: 26, Recency: 30.0 + 6.0/7, T: 31}
	v, err := fit.Model.Conditional(best, 52)
	close50(t, want["cet"], v, err, "cet")
	v, err = fit.Model.Alive(best)
	close50(t, want["palive"], v, err, "palive")
	v, err = fit.Model.Expected(52)
	close50(t, want["ex52"], v, err, "ex52")
}

// The parameters as Fader, Hardie and Lee (2005) print them.
func TestBGNBDPredictsAtThePrintedParameters(t *testing.T) {
	var want map[string]string
	sharedtest.Numbers(t, "pred50.bg FHL")[0].Read(t, &want)
	m := must(t, BGNBD, 0.243, 4.414, 0.793, 2.426)
	numbers := func(key string) (list []float64) {
		for _, f := range strings.FieldsFunc(key, func(c rune) bool { return strings.ContainsRune("EXPcet()[]=;,", c) }) {
			v, err := strconv.ParseFloat(f, 64)
			require.NoError(t, err, key)
			list = append(list, v)
		}
		return list
	}
	for key, value := range want {
		n := numbers(key)
		switch {
		case strings.HasPrefix(key, "E[X("):
			v, err := m.Expected(n[0])
			close50(t, value, v, err, key)
		case strings.HasPrefix(key, "P(X("):
			v, err := m.Probability(int(n[1]), n[0])
			close50(t, value, v, err, key)
		default:
			v, err := m.Conditional(History{Frequency: int(n[1]), Recency: n[2], T: n[3]}, n[0])
			close50(t, value, v, err, key)
		}
	}
}

// Printed to 8 and 4 digits in note 027 and in the tests of pymc-marketing; the
// other digits were computed.
func TestBGNBDLogLikelihoodOfOneCustomer(t *testing.T) {
	var want []float64
	sharedtest.Numbers(t, "pymc.logp.bg")[0].Read(t, &want)
	m := must(t, BGNBD, 0.25, 4, 0.8, 2.5)
	for i, h := range []History{{T: 40}, {Frequency: 200, Recency: 38, T: 40}} {
		assert.InDelta(t, want[i], m.law.logLikelihood(&h), 1e-10)
		v, err := m.LogLikelihood(h) // which keeps 12 digits
		require.NoError(t, err)
		assert.InEpsilon(t, want[i], v, 1e-11)
	}
}

func TestMBGNBDEstimatesAreThePublishedOnes(t *testing.T) {
	var want map[string]float64
	sharedtest.Numbers(t, "mbgnbd.cdnow.published")[0].Read(t, &want)
	fit, err := Fit(cdnow(t, false), &Options{Family: MBGNBD})
	require.NoError(t, err)
	for _, e := range fit.Estimates {
		assert.InDelta(t, want[e.Name], e.Value, 0.0005, e.Name)
	}
}

// Table 2 of Fader, Hardie and Lee (2005): .243, 4.414, .793, 2.426, and −9582.4;
// the other digits were computed with 40.
func TestBGNBDEstimatesAreThePublishedOnes(t *testing.T) {
	fit, err := Fit(cdnow(t, false), nil)
	require.NoError(t, err)
	for i, want := range []struct{ printed, exact float64 }{
		{0.243, 0.242592907204}, {4.414, 4.41353156121}, {0.793, 0.792886148099}, {2.426, 2.42575343649},
	} {
		assert.InDelta(t, want.printed, fit.Estimates[i].Value, 0.0005)
		assert.InEpsilon(t, want.exact, fit.Estimates[i].Value, 1e-8)
	}
	assert.InDelta(t, -9582.4, fit.LogLikelihood, 0.05)
	assert.InEpsilon(t, -9582.425560567, fit.LogLikelihood, 1e-12)
	assert.Equal(t, BGNBD, fit.Model.Family())
}
