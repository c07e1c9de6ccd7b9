package clv

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
	"github.com/parcours-go/parcours/kpi/internal/stat"
	"github.com/parcours-go/parcours/persona/field"
)

// BTYD's table of conditional expectations in 39 weeks of holdout, by the
// frequency in the calibration. Its estimates are those of another search: hence
// the tolerance of the case.
func TestConditionalExpectationsInTheHoldoutOfCDNOWAreThoseOfBTYD(t *testing.T) {
	var want struct {
		Actual, BGNBD, Pareto []float64
		N                     []int
	}
	sharedtest.Numbers(t, "btyd.walkthrough.freq.holdout")[0].Read(t, &want)
	o := cdnowObserved(t)
	for family, expected := range map[Family][]float64{BGNBD: want.BGNBD, ParetoNBD: want.Pareto} {
		fit, err := Fit(o.Histories(), &Options{Family: family})
		require.NoError(t, err)
		check, err := CheckHoldout(fit.Model, o.Customers, o.HoldoutTime, nil)
		require.NoError(t, err)
		require.Len(t, check.Bins, 8)
		for i, b := range check.Bins {
			assert.Equal(t, want.N[i], b.Customers)
			assert.InDelta(t, want.Actual[i], b.Actual, 0.0005)
			assert.InDelta(t, expected[i], b.Expected, 2e-3, "%s %d", family, i)
		}
		assert.Equal(t, 1882, check.Actual)
		assert.InDelta(t, 1650, check.Expected, 130)
		assert.InDelta(t, (check.Expected-1882)/2357, check.Bias, 1e-9)
	}
}

func TestHoldoutErrorsAreThoseOfEachCustomer(t *testing.T) {
	m := must(t, NBD, 1, 1) // who expects (1+x)/(1+T) purchases
	customers := []Customer{
		{History: History{T: 1}, Holdout: 3},                              // expected 1 of 2
		{History: History{T: 1, Customers: 2}},                            // the same, two times none
		{History: History{Frequency: 9, Recency: 1, T: 4}, Holdout: 1},    // 4
		{History: History{Frequency: 2, Recency: 1, T: 2}, Holdout: 2},    // 2
		{History: History{Frequency: 3, Recency: 1, T: 3}, Holdout: 0},    // 2
		{History: History{Frequency: 300, Recency: 1, T: 6}, Holdout: 86}, // 86
	}
	check, err := CheckHoldout(m, customers, 2, &HoldoutOptions{Bins: 3})
	require.NoError(t, err)
	assert.Equal(t, &HoldoutCheck{
		Time: 2, Customers: 7, Actual: 92, Expected: 97, Bias: stat.Tidy(5.0 / 7), MAE: stat.Tidy(9.0 / 7), RMSE: stat.Tidy(math.Sqrt(19.0 / 7)),
		Bins: []HoldoutBin{{0, 0, 3, 1, 1}, {1, 1, 0, 0, 0}, {2, 2, 1, 2, 2}, {3, -1, 3, 29, stat.Tidy(92.0 / 3)}},
	}, check)

	_, err = CheckHoldout(m, nil, 2, nil)
	assert.ErrorIs(t, err, ErrNoData)
	var e *field.Error
	_, err = CheckHoldout(m, customers, 0, nil)
	require.ErrorAs(t, err, &e)
	assert.Equal(t, "time", e.Path)
	_, err = CheckHoldout(m, customers, 1, &HoldoutOptions{Bins: -1})
	require.ErrorAs(t, err, &e)
	assert.Equal(t, "options.bins", e.Path)
	_, err = CheckHoldout(m, []Customer{{History: History{T: -1}}}, 1, nil)
	require.ErrorAs(t, err, &e)
	_, err = CheckHoldout(nil, customers, 1, nil)
	assert.Error(t, err)
}

func TestTrackingIsTheSumOverCustomers(t *testing.T) {
	m := must(t, BGNBD, 0.5, 4, 0.8, 2.5)
	births := []Birth{{2.5, 3}, {0, 10}, {1, 2}, {2.5, 1}, {50, 7}}
	repeats := []Repeat{{0, 1}, {0.5, 2}, {2, 4}, {2.0000001, 8}, {4, 16}, {5.99, 32}, {7, 64}}
	tracking, err := Track(m, births, repeats, 2, 3)
	require.NoError(t, err)
	require.Len(t, tracking.Steps, 3)
	before := 0.0
	for k, want := range []Step{{At: 2, Customers: 12, Actual: 7, Total: 7}, {At: 4, Customers: 16, Actual: 24, Total: 31}, {At: 6, Customers: 16, Actual: 32, Total: 63}} {
		got := tracking.Steps[k]
		total := 0.0
		for _, b := range births {
			if b.At <= want.At {
				v, err := m.Expected(want.At - b.At)
				require.NoError(t, err)
				total += v * float64(b.Customers)
			}
		}
		assert.InEpsilon(t, total, got.TotalExpected, 1e-11)
		assert.InEpsilon(t, total-before, got.Expected, 1e-10)
		before = total
		got.Expected, got.TotalExpected = 0, 0
		assert.Equal(t, want, got)
	}
}

func TestMistakesInTrackingAreNamed(t *testing.T) {
	m := must(t, NBD, 1, 1)
	one := []Birth{{0, 1}}
	for path, ask := range map[string]func() error{
		"period":     func() error { _, err := Track(m, one, nil, 0, 1); return err },
		"periods":    func() error { _, err := Track(m, one, nil, 1, 0); return err },
		"births[0]":  func() error { _, err := Track(m, []Birth{{-1, 1}}, nil, 1, 1); return err },
		"repeats[0]": func() error { _, err := Track(m, one, []Repeat{{math.NaN(), 1}}, 1, 1); return err },
	} {
		var e *field.Error
		require.ErrorAs(t, ask(), &e, path)
		assert.Equal(t, path, e.Path)
	}
	_, err := Track(m, nil, nil, 1, 1)
	assert.ErrorIs(t, err, ErrNoData)
	_, err = (&Observed{T: 3, Customers: make([]Customer, 1)}).Track(m, 4)
	assert.ErrorIs(t, err, ErrNoData)
}

// CDNOW in weeks: what was expected in 39 weeks of calibration and 39 of holdout
// adds up, and what was made is all there is.
func TestTheTrackingOfCDNOWAddsUp(t *testing.T) {
	o := cdnowObserved(t)
	fit, err := Fit(o.Histories(), nil)
	require.NoError(t, err)
	tracking, err := o.Track(fit.Model, 1)
	require.NoError(t, err)
	require.Len(t, tracking.Steps, 77) // 38 weeks and 6 days, and 39 weeks
	last := tracking.Steps[76]
	assert.Equal(t, 2357, last.Customers)
	assert.LessOrEqual(t, last.Total, 2457+1882)
	assert.Greater(t, last.Total, 2457+1882-60)
	sum := 0.0
	for _, s := range tracking.Steps {
		sum += s.Expected
	}
	assert.InEpsilon(t, last.TotalExpected, sum, 1e-9)
	assert.InEpsilon(t, float64(last.Total), last.TotalExpected, 0.06)
}

// What the model says of made customers holds in their holdout: totals within
// four standard deviations of what chance makes.
func TestMadeCustomersDoWhatTheirModelExpects(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 7))
	for _, f := range betaGeometricFamilies {
		m := betaGeometric{0.5, 6, 0.8, 2.5, f.first}
		both := simulatedTwice(r, 20_000, m, 26, 26)
		check, err := CheckHoldout(must(t, f.Family, m.r, m.alpha, m.a, m.b), both, 26, nil)
		require.NoError(t, err)
		sd := check.RMSE / math.Sqrt(float64(check.Customers))
		assert.Less(t, math.Abs(check.Bias), 4*sd, f.Family)
		for _, b := range check.Bins {
			assert.InDelta(t, b.Expected, b.Actual, 5*check.RMSE*math.Sqrt(float64(1+b.From))/math.Sqrt(float64(b.Customers)), "%s %d", f.Family, b.From)
		}
	}
}

// simulatedTwice draws customers who were observed for a time, and what they do
// in the time after.
func simulatedTwice(r *rand.Rand, n int, m betaGeometric, before, after float64) []Customer {
	list := make([]Customer, n)
	for i := range list {
		rate := gammaDraw(r, m.r) / m.alpha
		a, b := gammaDraw(r, m.a), gammaDraw(r, m.b)
		who := Customer{History: History{T: before}}
		for now := 0.0; ; {
			if (now > 0 || m.first == 1) && r.Float64()*(a+b) < a {
				break
			}
			if now += r.ExpFloat64() / rate; now > before+after {
				break
			}
			if now > before {
				who.Holdout++
				continue
			}
			who.Frequency++
			who.Recency = now
		}
		list[i] = who
	}
	return list
}

func TestBirthsAreTheTimesOfFirstPurchases(t *testing.T) {
	log := logOf(t, bought(t, "a", "2024-01-10", 1), bought(t, "b", "2024-01-03", 1), bought(t, "c", "2024-01-10", 1), bought(t, "c", "2024-01-31", 1))
	o, err := Observe(log, Calendar{time.UTC, Day, Week}, nil)
	require.NoError(t, err)
	assert.Equal(t, []Birth{{0, 1}, {1, 2}}, o.Births())
	assert.Equal(t, []Repeat{{4, 1}}, o.Repeats)
	assert.Equal(t, 4.0, o.T)
}
