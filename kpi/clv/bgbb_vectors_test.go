package clv

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// donations returns the 11,104 donors of 1995 with what they gave in the six
// years after.
func donations(t *testing.T) []History {
	t.Helper()
	c := columns(t, "data/stats/donations.csv", "frequency", "recency", "periods", "weights")
	list := make([]History, len(c[0]))
	for i := range list {
		list[i] = History{Frequency: int(c[0][i]), Recency: c[1][i], T: c[2][i], Customers: int(c[3][i])}
	}
	return list
}

func fitDonations(t *testing.T) *Fitted {
	t.Helper()
	fit, err := Fit(donations(t), &Options{Family: BGBB})
	require.NoError(t, err)
	return fit
}

func TestBGBBEstimatesAreThoseOf40Digits(t *testing.T) {
	var want struct {
		LL         float64
		Params, SE map[string]float64
	}
	sharedtest.Numbers(t, "mle40.bgbb_donations")[0].Read(t, &want)
	fit := fitDonations(t)
	assert.Equal(t, 11_104, fit.Customers)
	assert.InEpsilon(t, want.LL, fit.LogLikelihood, 1e-9)
	for _, e := range fit.Estimates {
		assert.InEpsilon(t, want.Params[e.Name], e.Value, 1e-8, e.Name)
		assert.InEpsilon(t, want.SE[e.Name], e.SE, 1e-5, e.Name)
	}
}

// Fader, Hardie and Shang (2010).
func TestBGBBEstimatesAreThePublishedOnes(t *testing.T) {
	var want map[string]float64
	sharedtest.Numbers(t, "bgbb.donations.published")[0].Read(t, &want)
	fit := fitDonations(t)
	assert.InDelta(t, want["LL"], fit.LogLikelihood, 0.05)
	for _, e := range fit.Estimates {
		assert.InDelta(t, want[e.Name], e.Value, 0.0006, e.Name)
	}
}

func TestBGBBPredictsAsTheWalkthroughOfBTYD(t *testing.T) {
	var want map[string]float64
	sharedtest.Numbers(t, "btyd.walkthrough.bgbb")[0].Read(t, &want)
	m := must(t, BGBB, 1.203522, 0.7497266, 0.6567808, 2.783796)
	v, err := m.Expected(10)
	require.NoError(t, err)
	assert.InEpsilon(t, want["E[X(10)]"], v, 1e-4)
	v, err = m.Conditional(History{T: 6}, 10)
	require.NoError(t, err)
	assert.InEpsilon(t, want["E[X(10)|x=0,tx=0,n=6]"], v, 1e-4)
	v, err = m.Conditional(History{Frequency: 4, Recency: 5, T: 6}, 10)
	require.NoError(t, err)
	assert.InEpsilon(t, want["E[X(10)|x=4,tx=5,n=6]"], v, 1e-4)
}

// The walkthrough of BTYD expects of all donors together, in each year, what one
// is expected to give by then less what by the year before.
func TestBGBBExpectsTheYearsThatTheWalkthroughOfBTYDDoes(t *testing.T) {
	var want struct {
		Expected []float64
		Actual   []int
	}
	sharedtest.Numbers(t, "btyd.walkthrough.bgbb.tracking")[0].Read(t, &want)
	var repeats []Repeat
	for year, n := range columns(t, "data/stats/BTYD_donations_annual.csv", "x.star_tot")[0] {
		repeats = append(repeats, Repeat{At: float64(year + 1), N: int(n)})
	}
	m := must(t, BGBB, 1.203522, 0.7497266, 0.6567808, 2.783796)
	tracking, err := Track(m, []Birth{{Customers: 11_104}}, repeats, 1, 11)
	require.NoError(t, err)
	require.Len(t, tracking.Steps, len(want.Expected))
	for i, step := range tracking.Steps {
		assert.InDelta(t, want.Expected[i], step.Expected, 0.05, "year %d", i+1)
		assert.Equal(t, want.Actual[i], step.Actual)
	}
}

// P(alive in 2002) of the paper, Table 6, by frequency and recency.
func TestBGBBKnowsWhoIsThereAsThePaper(t *testing.T) {
	var want map[string]float64
	sharedtest.Numbers(t, "fhs2010.palive")[0].Read(t, &want)
	m := fitDonations(t).Model
	for key, alive := range want {
		h := History{T: 6}
		_, err := fmt.Sscanf(key, "%d,%g", &h.Frequency, &h.Recency)
		require.NoError(t, err)
		v, err := m.Alive(h)
		require.NoError(t, err)
		assert.InDelta(t, alive, v, 0.005, key)
	}
}

// What all donors will give from 2002 to 2006.
func TestBGBBExpectsTheDonationsOfNote10(t *testing.T) {
	var want float64
	sharedtest.Numbers(t, "fhs2010.sumCE")[0].Read(t, &want)
	m, sum := fitDonations(t).Model, 0.0
	for _, h := range donations(t) {
		v, err := m.Conditional(h, 5)
		require.NoError(t, err)
		sum += float64(h.Customers) * v
	}
	assert.InDelta(t, want, sum, 0.5)
}

// The discounted expected residual transactions at the printed parameters, 10%
// a year.
func TestBGBBDiscountsAsTo50Digits(t *testing.T) {
	var want map[string]string
	sharedtest.Numbers(t, "pred50.bgbb")[0].Read(t, &want)
	m := must(t, BGBB, 1.20, 0.75, 0.66, 2.78)
	for key, value := range want {
		h := History{T: 6}
		_, err := fmt.Sscanf(key, "%d,%g", &h.Frequency, &h.Recency)
		require.NoError(t, err)
		v, err := m.Residual(h, logOf1Point1)
		close50(t, value, v, err, key)
	}
}

const logOf1Point1 = 0.095310179804324860043952
