package clv

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/internal/mle"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// simulate draws customers who behave as the model says, observed for times
// between lo and hi. Times are whole days, in weeks.
func (m *paretoNBD) simulate(r *rand.Rand, n int, lo, hi float64) []History {
	const day = 1.0 / 7
	list := make([]History, n)
	for i := range list {
		rate, leaves := gammaDraw(r, m.r)/m.alpha, gammaDraw(r, m.s)/m.beta
		h := History{T: math.Round((lo+(hi-lo)*r.Float64())/day) * day}
		until := min(h.T, r.ExpFloat64()/leaves)
		for next := r.ExpFloat64() / rate; next < until; next += r.ExpFloat64() / rate {
			h.Frequency++
			h.Recency = min(h.T, math.Ceil(next/day)*day)
		}
		list[i] = h
	}
	return list
}

// simulate draws customers who behave as the model says, with this many
// opportunities.
func (m bgbb) simulate(r *rand.Rand, n, opportunities int) []History {
	list := make([]History, n)
	for i := range list {
		buy, pass := gammaDraw(r, m.alpha), gammaDraw(r, m.beta)
		leave, stay := gammaDraw(r, m.gamma), gammaDraw(r, m.delta)
		h := History{T: float64(opportunities)}
		for k := 1; k <= opportunities && r.Float64()*(leave+stay) >= leave; k++ {
			if r.Float64()*(buy+pass) < buy {
				h.Frequency++
				h.Recency = float64(k)
			}
		}
		list[i] = h
	}
	return list
}

// Whoever made the data is within four standard errors of what is found in them.
func TestWhoMadeTheDataIsFoundInThemByParetoNBDAndBGBB(t *testing.T) {
	for name, test := range map[string]struct {
		family Family
		truth  []float64
		list   []History
	}{
		"many who buy little": {ParetoNBD, []float64{0.553, 10.58, 0.606, 11.67},
			(&paretoNBD{r: 0.553, alpha: 10.58, s: 0.606, beta: 11.67}).simulate(rand.New(rand.NewPCG(3, 15)), 20_000, 27, 39)},
		"few who buy much": {ParetoNBD, []float64{5, 2.5, 0.5, 30},
			(&paretoNBD{r: 5, alpha: 2.5, s: 0.5, beta: 30}).simulate(rand.New(rand.NewPCG(3, 16)), 500, 52, 52)},
		"five years":         {BGBB, []float64{1.2, 0.75, 0.66, 2.78}, bgbb{1.2, 0.75, 0.66, 2.78}.simulate(rand.New(rand.NewPCG(3, 17)), 20_000, 6)},
		"all days of months": {BGBB, []float64{0.5, 5, 0.8, 60}, bgbb{0.5, 5, 0.8, 60}.simulate(rand.New(rand.NewPCG(3, 18)), 2000, 90)},
	} {
		t.Run(name, func(t *testing.T) {
			fit, err := Fit(test.list, &Options{Family: test.family})
			require.NoError(t, err)
			for i, v := range test.truth {
				e := fit.Estimates[i]
				assert.Less(t, math.Abs(math.Log(e.Value/v)), 4*e.SE/e.Value, "%s: %v ± %v, truth %v", e.Name, e.Value, e.SE, v)
			}
		})
	}
}

func TestDataWithoutALikeliestParetoNBDOrBGBBNameTheirCase(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 3))
	lastMoment := (&paretoNBD{r: 0.8, alpha: 5, s: 1e-9, beta: 1}).simulate(r, 500, 20, 52)
	var steady []History // who buy to the end, at rates of their own
	for x := range 40 {
		steady = append(steady, History{Frequency: 1 + x*x/10, Recency: 99, T: 100})
	}
	for i := range lastMoment {
		if lastMoment[i].Frequency > 0 {
			lastMoment[i].Recency = lastMoment[i].T
		}
	}
	var takers []History
	for x := range 7 {
		takers = append(takers, History{Frequency: x, Recency: 6 * boolean(x > 0), T: 6, Customers: 30})
	}
	polar := []History{{T: 6, Customers: 60}}
	for x := 1; x <= 5; x++ {
		polar = append(polar, History{Frequency: x, Recency: 6, T: 6, Customers: 10})
	}
	polar = append(polar, History{Frequency: 6, Recency: 6, T: 6, Customers: 40})
	for _, test := range []struct {
		name      string
		histories []History
		Degenerate
	}{
		{"nobody bought twice", []History{{T: 30, Customers: 40}, {T: 20, Customers: 2}}, Degenerate{ParetoNBD, NoRepeats, "no purchase after the first"}},
		{"nobody was observed", []History{{Customers: 40}}, Degenerate{ParetoNBD, NoTime, ""}},
		{"nobody left", steady, Degenerate{ParetoNBD, NoDropout, "NBD"}},
		{"all who came back bought in the last moment", lastMoment, Degenerate{ParetoNBD, NoDropout, "NBD"}},
		{"one customer, who bought in the end", []History{{Frequency: 3, Recency: 20, T: 20}}, Degenerate{ParetoNBD, NoDropout, "Poisson: nobody leaves, one rate for all"}},
		{"one customer, who is silent", []History{{Frequency: 30, Recency: 20, T: 200}}, Degenerate{ParetoNBD, Homogeneous, "one rate of buying and one of leaving for all"}},
		{"nobody gave", []History{{T: 6, Customers: 40}}, Degenerate{BGBB, NoRepeats, "no purchase after the first"}},
		{"nobody had an opportunity", []History{{Customers: 40}}, Degenerate{BGBB, NoTime, ""}},
		{"all who gave gave last", takers, Degenerate{BGBB, NoDropout, "beta-binomial: nobody leaves"}},
		{"all or nothing", []History{{T: 6, Customers: 50}, {Frequency: 6, Recency: 6, T: 6, Customers: 50}}, Degenerate{BGBB, NoDropout, "beta-binomial: nobody leaves"}},
		{"two years", []History{{T: 2, Customers: 5}, {Frequency: 1, Recency: 1, T: 2, Customers: 9}, {Frequency: 2, Recency: 2, T: 2}}, Degenerate{BGBB, Unidentified, ""}},
		{"one donor", []History{{Frequency: 3, Recency: 4, T: 9}}, Degenerate{BGBB, Homogeneous, "one probability to leave for all"}},
		{"some never came", polar, Degenerate{BGBB, Polarised, "some leave before the first opportunity, the others never"}},
	} {
		t.Run(test.name+", "+string(test.Family), func(t *testing.T) {
			_, err := Fit(test.histories, &Options{Family: test.Family})
			var d *Degenerate
			require.ErrorAs(t, err, &d)
			assert.Equal(t, test.Degenerate, *d)
		})
	}
}

// Of few customers there is a top or a typed reason why there is none.
func TestFewCustomersHaveATopOrACaseOfParetoNBDAndBGBB(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 8))
	tops, cases := 0, 0
	for i := range sharedtest.Cases(80, 600) {
		n, family := 1+r.IntN(12), ParetoNBD
		list := (&paretoNBD{r: size(r, 0.1, 3), alpha: 30, s: size(r, 0.1, 3), beta: size(r, 10, 300)}).simulate(r, n, 100, 300)
		if i%2 == 0 {
			family = BGBB
			list = bgbb{size(r, 0.2, 3), size(r, 0.2, 3), size(r, 0.2, 3), size(r, 0.5, 10)}.simulate(r, n*n, 1+r.IntN(8))
		}
		fit, err := Fit(list, &Options{Family: family})
		var d *Degenerate
		if errors.As(err, &d) {
			cases++
			continue
		}
		require.NoError(t, err, "%v", list)
		tops++
		for _, e := range fit.Estimates {
			assert.True(t, e.SE > 0 && e.Lo < e.Value && e.Value < e.Hi && !math.IsInf(e.Hi, 0), "%+v", e)
		}
	}
	assert.Greater(t, tops, 5)
	assert.Greater(t, cases, 10)
}

// Parameters that a model can not have are an edge, whichever way they went.
func TestATopBeyondTheParametersOfModelsIsAnEdge(t *testing.T) {
	require.NoError(t, within([]float64{1, minParam, maxParam}))
	var edge *mle.Boundary
	require.ErrorAs(t, within([]float64{1, minParam / 2, 2 * maxParam}), &edge)
	assert.Equal(t, []int{0, -1, 1}, edge.Toward)
}

func BenchmarkFitParetoNBD(b *testing.B) {
	million := (&paretoNBD{r: 0.553, alpha: 10.58, s: 0.606, beta: 11.67}).simulate(rand.New(rand.NewPCG(1, 1)), 1_000_000, 27, 39)
	for _, c := range []struct {
		name string
		list []History
	}{{"cdnow", cdnow(b, true)}, {"million", million}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				fit, err := Fit(c.list, &Options{Family: ParetoNBD})
				require.NoError(b, err)
				b.ReportMetric(float64(fit.Distinct), "distinct")
			}
		})
	}
}
