package clv

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var betaGeometricFamilies = []struct {
	Family
	first float64
}{{BGNBD, 0}, {MBGNBD, 1}}

func TestDataWithoutALikeliestModelNameTheirCase(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var lastMoment, atMostOnce []History
	for range 300 {
		h := History{Frequency: r.IntN(6), T: 30, Recency: 30}
		if h.Frequency == 0 {
			h.Recency = 0
		}
		lastMoment = append(lastMoment, h)
		h.Frequency = min(1, h.Frequency)
		h.Recency /= 2
		atMostOnce = append(atMostOnce, h)
	}
	var steady []History // who buy to the end, at rates of their own
	for x := range 40 {
		steady = append(steady, History{Frequency: 1 + x*x/10, Recency: 99, T: 100})
	}
	for _, test := range []struct {
		name      string
		histories []History
		families  []Family
		kind      Case
		limit     string
	}{
		{"nobody bought twice", []History{{T: 30, Customers: 40}, {T: 20, Customers: 2}}, nil, NoRepeats, "no purchase after the first"},
		{"nobody was observed", []History{{Customers: 40}}, nil, NoTime, ""},
		{"everybody bought in the last moment", lastMoment, []Family{BGNBD}, NoDropout, "NBD"},
		{"all who came back bought in the last moment", lastMoment, []Family{MBGNBD}, Polarised, "some leave at the first chance, the others never"},
		{"nobody left", steady, nil, NoDropout, "NBD"},
		{"nobody bought more than once again", atMostOnce, []Family{BGNBD}, Unidentified, "one probability to leave for all"},
		{"one customer, who bought in the end", []History{{Frequency: 3, Recency: 20, T: 20}}, nil, NoDropout, "Poisson: nobody leaves, one rate for all"},
		{"one customer, who is silent", []History{{Frequency: 30, Recency: 20, T: 200}}, nil, Homogeneous, "one probability to leave for all"},
		{"400 customers with one history", []History{{Frequency: 3, Recency: 10, T: 20, Customers: 400}}, nil, Homogeneous, "one probability to leave for all"},
		{"some bought once and all others to the end", []History{
			{Frequency: 1, Recency: 1, T: 100, Customers: 10}, {Frequency: 9, Recency: 98, T: 100, Customers: 5},
			{Frequency: 30, Recency: 99, T: 100, Customers: 5}, {Frequency: 19, Recency: 99, T: 100, Customers: 5},
		}, []Family{BGNBD}, Polarised, "some leave at the first chance, the others never"},
	} {
		families := test.families
		if families == nil {
			families = []Family{BGNBD, MBGNBD}
		}
		for _, f := range families {
			t.Run(test.name+", "+string(f), func(t *testing.T) {
				_, err := Fit(test.histories, &Options{Family: f})
				var d *Degenerate
				require.ErrorAs(t, err, &d)
				assert.Equal(t, Degenerate{Family: f, Case: test.kind, Limit: test.limit}, *d)
			})
		}
	}
}

// Of few customers there is a top or a typed reason why there is none, and a top
// is one: no step from it leads higher.
func TestFewCustomersHaveATopOrACase(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	tops, cases := 0, 0
	for i := range 200 {
		f := betaGeometricFamilies[i%2]
		list := simulated(r, 1+r.IntN(5), betaGeometric{1, 20, 0.8, 2.5, f.first}, 30, 400)
		fit, err := Fit(list, &Options{Family: f.Family})
		var d *Degenerate
		if errors.As(err, &d) {
			cases++
			continue
		}
		require.NoError(t, err)
		tops++
		height := func(p []float64) (sum float64) {
			m := must(t, f.Family, p...)
			for _, h := range list {
				v, err := m.LogLikelihood(h)
				require.NoError(t, err)
				sum += v
			}
			return sum
		}
		var at []float64
		for _, e := range fit.Estimates {
			at = append(at, e.Value)
			assert.Greater(t, e.SE, 0.0)
			assert.True(t, e.Lo < e.Value && e.Value < e.Hi && !math.IsInf(e.Hi, 0))
		}
		top := height(at)
		assert.InDelta(t, fit.LogLikelihood, top, 1e-8*math.Abs(top))
		for range 30 {
			beside := append([]float64(nil), at...)
			for k := range beside {
				beside[k] *= math.Exp(0.1*r.Float64() - 0.05)
			}
			assert.LessOrEqual(t, height(beside), top+1e-8*math.Abs(top))
		}
	}
	assert.Greater(t, tops, 10)
	assert.Greater(t, cases, 10)
}

// Customers who were seen on one day only say nothing of rates, nor of leaving.
func TestCustomersWithoutTimeSayNothingToBGNBD(t *testing.T) {
	list := cdnow(t, true)
	without, err := Fit(list, nil)
	require.NoError(t, err)
	with, err := Fit(append(list, History{Customers: 1000}), nil)
	require.NoError(t, err)
	assert.Equal(t, without.Model.Params(), with.Model.Params())
	assert.Equal(t, without.LogLikelihood, with.LogLikelihood)
}

// Whoever made the data is within four standard errors of what is found in
// them: also where customers buy a hundred times a year.
func TestWhoMadeTheDataIsFoundInThem(t *testing.T) {
	for name, truth := range map[string]betaGeometric{
		"many who buy little":      {0.243, 4.414, 0.793, 2.426, 0},
		"few who buy much, daily":  {2, 7.3, 0.8, 30, 0},
		"few who buy much, yearly": {10, 0.1, 0.8, 40, 0},
	} {
		for _, f := range betaGeometricFamilies {
			t.Run(name+", "+string(f.Family), func(t *testing.T) {
				n, lo, hi := 500, 365.0, 365.0
				switch {
				case truth.r < 1:
					n, lo, hi = 20_000, 27, 39
				case truth.alpha < 1:
					lo, hi = 1, 1
				}
				truth.first = f.first
				list := simulated(rand.New(rand.NewPCG(3, 14)), n, truth, lo, hi)
				fit, err := Fit(list, &Options{Family: f.Family})
				require.NoError(t, err)
				for i, v := range []float64{truth.r, truth.alpha, truth.a, truth.b} {
					e := fit.Estimates[i]
					assert.Less(t, math.Abs(math.Log(e.Value/v)), 4*e.SE/e.Value, "%s: %v ± %v, truth %v", e.Name, e.Value, e.SE, v)
				}
			})
		}
	}
}

// The order of histories, and whether equal ones are counted or repeated, are
// no information.
func TestAFitDoesNotDependOnTheOrderOfHistories(t *testing.T) {
	list := simulated(rand.New(rand.NewPCG(5, 5)), 3000, betaGeometric{0.5, 5, 0.8, 2.5, 0}, 30, 30)
	for i := range list { // whole days, so that some are equal
		list[i].Recency = math.Ceil(list[i].Recency)
	}
	want, err := Fit(list, nil)
	require.NoError(t, err)
	assert.Less(t, want.Distinct, want.Customers)
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	list = append(list[1:], History{Frequency: list[0].Frequency, Recency: list[0].Recency, T: list[0].T, Customers: 1})
	got, err := Fit(list, nil)
	require.NoError(t, err)
	assert.Equal(t, want, got)
}
