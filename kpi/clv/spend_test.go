package clv

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/internal/mle"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
	"github.com/parcours-go/parcours/persona/field"
)

// cdnowSpend returns the 2,357 customers of CDNOW with the mean value of their
// repeat purchases: rounded to two decimals, as lifetimes ships it, or not, as
// BTYD does.
func cdnowSpend(t testing.TB, exact bool) []History {
	t.Helper()
	name, headings := "data/stats/cdnow_customers_summary_with_transactions.csv", []string{"x", "t_x", "T", "zbar"}
	if exact {
		name, headings = "data/stats/BTYD_cdnowSummary.csv", []string{"x", "t.x", "T.cal", "m.x"}
	}
	c := columns(t, name, headings...)
	list := make([]History, len(c[0]))
	for i := range list {
		list[i] = History{Frequency: int(c[0][i]), Recency: c[1][i], T: c[2][i], Monetary: c[3][i]}
	}
	return list
}

// The maxima were computed with 40 digits. What Fader and Hardie print in note
// 025 (2013) is the same to its two decimals: 6.25, 3.74, 15.44.
func TestTheEstimatesOfSpendAreThoseOf40Digits(t *testing.T) {
	for id, exact := range map[string]bool{"mle40.gammagamma_cdnow_2dec": false, "mle40.gammagamma_cdnow_BTYD_mx": true} {
		var want struct {
			LL         float64
			Params, SE map[string]float64
		}
		sharedtest.Numbers(t, id)[0].Read(t, &want)
		fit, err := FitSpend(cdnowSpend(t, exact), nil)
		require.NoError(t, err)
		assert.InEpsilon(t, want.LL, fit.LogLikelihood, 1e-9)
		require.Len(t, fit.Estimates, 3)
		for _, e := range fit.Estimates {
			assert.InEpsilon(t, want.Params[e.Name], e.Value, 1e-8, e.Name)
			assert.InEpsilon(t, want.SE[e.Name], e.SE, 1e-5, e.Name)
		}
		assert.Equal(t, []int{946, 1411, 0, 0}, []int{fit.Customers, fit.Once, fit.Refunds, fit.Unvalued})
	}
	var published map[string]float64
	sharedtest.Numbers(t, "gammagamma.cdnow.published")[0].Read(t, &published)
	fit, err := FitSpend(cdnowSpend(t, false), nil)
	require.NoError(t, err)
	for _, p := range fit.Model.Params() {
		assert.InDelta(t, published[p.Name], p.Value, 0.01, p.Name)
	}
}

func TestExpectedValuesAreThosePublished(t *testing.T) {
	s, err := NewSpend(6.25, 3.74, 15.44)
	require.NoError(t, err)
	var want []float64
	sharedtest.Numbers(t, "gammagamma.cdnow.EM.published")[0].Read(t, &want)
	for i, h := range cdnowSpend(t, false)[:len(want)] {
		v, err := s.Value(h)
		require.NoError(t, err)
		assert.InDelta(t, want[i], v, 0.1, "customer %d", i+1)
	}
	var digits map[string]string
	sharedtest.Numbers(t, "pred50.gg E(M) p=6.25,q=3.74,gamma=15.44")[0].Read(t, &digits)
	assert.Len(t, digits, 5)
	for at, text := range digits {
		x, m, _ := strings.Cut(at, "@")
		h := History{T: 1}
		h.Frequency, err = strconv.Atoi(x)
		require.NoError(t, err)
		h.Monetary, err = strconv.ParseFloat(m, 64)
		require.NoError(t, err)
		want, err := strconv.ParseFloat(text, 64)
		require.NoError(t, err)
		v, err := s.Value(h)
		require.NoError(t, err)
		assert.InEpsilon(t, want, v, 1e-11, at)
	}
	mean, err := s.Mean()
	require.NoError(t, err)
	assert.InEpsilon(t, 6.25*15.44/2.74, mean, 1e-11)
}

// textbook is the log-density as the literature writes it, which loses its
// digits where p and q are large.
func textbook(p, q, g, x, m float64) float64 {
	lg := func(v float64) float64 { l, _ := math.Lgamma(v); return l }
	return lg(p*x+q) - lg(p*x) - lg(q) + q*math.Log(g) + (p*x-1)*math.Log(m) + p*x*math.Log(x) - (p*x+q)*math.Log(g+x*m)
}

func TestTheDensityOfSpendIsThatOfTheLiterature(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	random := func(lo, hi float64) float64 { return math.Exp(lo + (hi-lo)*r.Float64()) }
	for range 3000 {
		p, q, g, m := random(-4, 4), random(-4, 4), random(-5, 8), random(-6, 9)
		x := r.IntN(40) + 1
		run := (&Spend{p, q, g}).run(float64(x))
		got := run.density(m)
		want := textbook(p, q, g, float64(x), m)
		assert.InDelta(t, want, got, 3e-15*(1000+float64(x)*p*20+math.Abs(want)), "p %v q %v g %v x %d m %v", p, q, g, x, m)
	}
}

// With p·x and q large, w is near a normal variable: the density of one of mean
// μ and variance μ(1−μ)/N, times dw/dm.
func TestTheDensityOfSpendKeepsItsDigitsWhereValuesHardlyDiffer(t *testing.T) {
	const p, q, g, m = 1e10, 1e10, 50.0, 50 * (1 + 3e-6)
	run := (&Spend{p, q, g}).run(1)
	got := run.density(m)
	w, slope := m/(g+m), g/((g+m)*(g+m))
	variance := 0.25 / (p + q)
	assert.InDelta(t, -0.5*math.Log(2*math.Pi*variance)-(w-0.5)*(w-0.5)/(2*variance)+math.Log(slope), got, 1e-5)
}

func TestTheDerivativesOfSpendAreSlopes(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var rows []spendRow
		for x := range r.IntN(4) + 1 {
			for range r.IntN(3) + 1 {
				rows = append(rows, spendRow{float64(x + 1), math.Exp(2 * r.NormFloat64()), float64(r.IntN(3) + 1)})
			}
		}
		f := spendObjective(rows)
		at := []float64{math.Exp(r.NormFloat64()), math.Exp(2 * r.NormFloat64()), math.Exp(2 * r.NormFloat64())}
		here := mle.NewDerivatives(3)
		f(at, here)
		value := 0.0
		for _, o := range rows {
			value += o.n * textbook(at[0], at[1], at[2], o.x, o.m)
		}
		assert.InDelta(t, value, here.Value, 1e-11*(1+math.Abs(value)))
		for i := range at {
			h := at[i] * 1e-5
			up, down := mle.NewDerivatives(3), mle.NewDerivatives(3)
			to := append([]float64(nil), at...)
			to[i] = at[i] + h
			f(to, up)
			to[i] = at[i] - h
			f(to, down)
			scale := math.Abs(here.Value) / at[i]
			assert.InDelta(t, (up.Value-down.Value)/(2*h), here.Gradient[i], 1e-7*scale)
			for j := range i + 1 {
				assert.InDelta(t, (up.Gradient[j]-down.Gradient[j])/(2*h), here.Hessian[i*3+j], 1e-6*(scale/at[j]+1))
			}
		}
	}
}

// simulateSpend draws customers of the Gamma-Gamma model, each from 1 to 8 times.
func simulateSpend(r *rand.Rand, n int, p, q, gamma float64) []History {
	list := make([]History, n)
	for i := range list {
		x := r.IntN(8) + 1
		rate := gammaDraw(r, q) / gamma
		list[i] = History{Frequency: x, Recency: 1, T: 2, Monetary: gammaDraw(r, p*float64(x)) / rate / float64(x)}
	}
	return list
}

// Of 200 samples, 95% intervals hold the truth 190 times, give or take 3 standard
// deviations of 3.1.
func TestIntervalsOfSpendHoldThePlantedTruthAsOftenAsTheySay(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 3))
	truth := []float64{5, 3, 20}
	held := make([]int, 3)
	for range 200 {
		fit, err := FitSpend(simulateSpend(r, 500, truth[0], truth[1], truth[2]), nil)
		require.NoError(t, err)
		for i, e := range fit.Estimates {
			if e.Lo <= truth[i] && truth[i] <= e.Hi {
				held[i]++
			}
		}
	}
	for i, name := range spendNames {
		assert.InDelta(t, 190, held[i], 9.5, name)
	}
}

func TestAnOrderOfHistoriesMakesNoDifference(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 4))
	list := simulateSpend(r, 300, 2, 2, 10)
	want, err := FitSpend(list, nil)
	require.NoError(t, err)
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	got, err := FitSpend(list, nil)
	require.NoError(t, err)
	assert.Equal(t, want, got)
}

// Money in cents or in dong changes gamma and nothing else.
func TestTheUnitOfMoneyChangesGammaAlone(t *testing.T) {
	list := simulateSpend(rand.New(rand.NewPCG(1, 5)), 300, 2, 2, 10)
	want, err := FitSpend(list, nil)
	require.NoError(t, err)
	for _, unit := range []float64{1e-6, 100, 1e9} {
		in := append([]History(nil), list...)
		for i := range in {
			in[i].Monetary *= unit
		}
		got, err := FitSpend(in, nil)
		require.NoError(t, err)
		for i := range 3 {
			scale := 1.0
			if i == 2 {
				scale = unit
			}
			assert.InEpsilon(t, want.Estimates[i].Value*scale, got.Estimates[i].Value, 1e-8)
			assert.InEpsilon(t, want.Estimates[i].SE*scale, got.Estimates[i].SE, 1e-6)
		}
	}
}

func TestDataThatLeadNowhereAreNamed(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 7)) // with other draws the sample may lie inside of the boundary
	of := func(n int, history func(i int) History) []History {
		list := make([]History, n)
		for i := range list {
			list[i] = history(i)
			list[i].T, list[i].Recency = 10, 5
		}
		return list
	}
	for _, test := range []struct {
		name      string
		histories []History
		want      Case
	}{
		{"one customer", of(1, func(int) History { return History{Frequency: 3, Monetary: 20} }), Homogeneous},
		{"everybody spends the same", of(50, func(i int) History { return History{Frequency: 1 + i%4, Monetary: 9.99} }), Homogeneous},
		{"the same but for rounding", of(50, func(i int) History { return History{Frequency: 3, Monetary: []float64{0.3, 0.1 + 0.2}[i%2]} }), Homogeneous},
		{"each customer has one price", of(400, func(i int) History { // the mean of more purchases scatters no less
			return History{Frequency: 1 + i%9, Monetary: 1 / gammaDraw(r, 3)}
		}), NoVariation},
		{"customers do not differ", of(400, func(i int) History { // the mean of x purchases scatters by 1/√x and no more
			return History{Frequency: 1 + i%9, Monetary: 10 + 2*float64(i/9%5-2)/math.Sqrt(float64(1+i%9))}
		}), Homogeneous},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := FitSpend(test.histories, nil)
			var d *Degenerate
			require.ErrorAs(t, err, &d)
			assert.Equal(t, test.want, d.Case)
			assert.Equal(t, GammaGamma, d.Family)
			assert.NotEmpty(t, d.Limit)
		})
	}
}

func TestLimitsOfSpendSayWhatIsLeft(t *testing.T) {
	for _, test := range []struct {
		toward []int
		want   Degenerate
	}{
		{[]int{1, 1, 0}, Degenerate{GammaGamma, Homogeneous, "one value for all purchases"}},
		{[]int{0, 1, 1}, Degenerate{GammaGamma, Homogeneous, "gamma: one distribution of values for all"}},
		{[]int{1, 0, -1}, Degenerate{GammaGamma, NoVariation, "inverse gamma: one value for each customer"}},
		{[]int{-1, 0, 0}, Degenerate{GammaGamma, Unidentified, ""}},
	} {
		var d *Degenerate
		require.ErrorAs(t, spendDiagnosed(&mle.Boundary{Toward: test.toward}), &d)
		assert.Equal(t, test.want, *d)
	}
	assert.Equal(t, mle.ErrNoConvergence, spendDiagnosed(mle.ErrNoConvergence))
}

// Values that hardly differ are no boundary as long as they do.
func TestSpendThatHardlyDiffersIsFound(t *testing.T) {
	truth := []float64{2e4, 5e3, 5e3 * 30 / 2e4}
	fit, err := FitSpend(simulateSpend(rand.New(rand.NewPCG(1, 11)), 3000, truth[0], truth[1], truth[2]), &SpendOptions{Level: 0.999})
	require.NoError(t, err)
	for i, e := range fit.Estimates {
		assert.True(t, e.Lo < truth[i] && truth[i] < e.Hi, "%+v", e)
	}
}

func TestAnySpendHasAnEstimateOrACase(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 12))
	fitted, cases := 0, map[Case]int{}
	for i := range sharedtest.Cases(150, 3000) {
		list := make([]History, 1+r.IntN(8))
		if i%5 == 0 {
			list = make([]History, 20+r.IntN(200))
		}
		spread, most := math.Exp(6*r.Float64()*float64(r.IntN(2))-12*r.Float64()*r.Float64()), 1+r.IntN(10)
		if i%7 == 0 {
			most = 100_000
		}
		for j := range list {
			m := 30 * math.Exp(spread*r.NormFloat64())
			if i%3 == 0 {
				m = float64(1+r.IntN(4)) * 9.99
			}
			list[j] = History{Frequency: 1 + r.IntN(most), T: 1, Monetary: min(max(m, 1e-9), 1e14)}
		}
		fit, err := FitSpend(list, nil)
		if err != nil {
			var d *Degenerate
			require.ErrorAs(t, err, &d, "%v", list)
			cases[d.Case]++
			continue
		}
		fitted++
		text, err := json.Marshal(fit) // fails where a number is none
		require.NoError(t, err)
		require.NotEmpty(t, text)
		for _, e := range fit.Estimates {
			require.True(t, 0 < e.Lo && e.Lo < e.Value && e.Value < e.Hi && e.SE > 0, "%+v", e)
		}
	}
	assert.Positive(t, fitted)
	assert.Positive(t, cases[Homogeneous])
	assert.Positive(t, cases[NoVariation])
}

func TestSpendWithoutRepeatPurchasesIsNoData(t *testing.T) {
	for _, list := range [][]History{nil, {{T: 3}, {T: 4, Monetary: 7}}} {
		_, err := FitSpend(list, nil)
		assert.ErrorIs(t, err, ErrNoData)
	}
}

func TestRefundsAndMissingValuesAreCountedOrAnError(t *testing.T) {
	list := simulateSpend(rand.New(rand.NewPCG(1, 7)), 100, 2, 3, 10)
	clean, err := FitSpend(list, nil)
	require.NoError(t, err)
	bad := append([]History{{Frequency: 1, T: 3}}, list...)
	bad = append(bad, History{Frequency: 2, T: 3, Monetary: -4, Customers: 3}, History{T: 3, Customers: 5})

	_, err = FitSpend(bad, nil)
	var u *Unusable
	require.ErrorAs(t, err, &u)
	assert.Equal(t, Unusable{Refunds: 3, Unvalued: 1, First: 0}, *u)

	fit, err := FitSpend(bad, &SpendOptions{LeaveOut: true})
	require.NoError(t, err)
	assert.Equal(t, []int{100, 5, 3, 1}, []int{fit.Customers, fit.Once, fit.Refunds, fit.Unvalued})
	assert.Equal(t, clean.Estimates, fit.Estimates)

	_, err = FitSpend(bad[:1], &SpendOptions{LeaveOut: true})
	assert.ErrorIs(t, err, ErrNoData)
	for _, m := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1e16} {
		_, err = FitSpend([]History{{Frequency: 1, T: 3, Monetary: m}}, &SpendOptions{LeaveOut: true})
		var f *field.Error
		require.ErrorAs(t, err, &f)
		assert.Equal(t, "histories[0].monetary", f.Path)
	}
}

// lifetimes answers −965 at q = 0.9 (its issue 146).
func TestAMeanThatIsInfiniteIsNoNumber(t *testing.T) {
	s, err := NewSpend(6.25, 0.9, 15.44)
	require.NoError(t, err)
	_, err = s.Mean()
	var d *Degenerate
	require.ErrorAs(t, err, &d)
	assert.Equal(t, InfiniteMean, d.Case)
	_, err = s.Value(History{T: 3})
	assert.ErrorAs(t, err, &d)
	v, err := s.Value(History{Frequency: 1, T: 3, Monetary: 20})
	require.NoError(t, err)
	assert.InEpsilon(t, 6.25*(15.44+20)/(6.25+0.9-1), v, 1e-11)

	s, err = NewSpend(0.25, 0.5, 15.44)
	require.NoError(t, err)
	_, err = s.Value(History{Frequency: 2, T: 3, Monetary: 20}) // p·x + q = 1
	assert.ErrorAs(t, err, &d)

	fit, err := FitSpend(simulateSpend(rand.New(rand.NewPCG(1, 8)), 2000, 3, 0.7, 10), nil)
	require.NoError(t, err)
	assert.Less(t, fit.Estimates[1].Hi, 1.0)
	_, err = fit.Model.Mean()
	assert.ErrorAs(t, err, &d)
}

// P. S. Fader, B. G. S. Hardie and K. L. Lee, RFM and CLV: using iso-value curves
// for customer base analysis, Journal of Marketing Research 42 (2005), find 0.11
// for these 946 customers.
func TestFrequencyAndValueOfCDNOWAreHardlyCorrelated(t *testing.T) {
	fit, err := FitSpend(cdnowSpend(t, false), nil)
	require.NoError(t, err)
	assert.InDelta(t, 0.11, fit.Correlation.Value, 0.005)
	assert.Equal(t, 946, fit.Correlation.N)
	// Fisher's z is normal with the standard deviation 1/√(n−3).
	z, half := math.Atanh(fit.Correlation.Value), 1.959963984540054/math.Sqrt(943)
	assert.InEpsilon(t, math.Tanh(z-half), fit.Correlation.Lo, 1e-9)
	assert.InEpsilon(t, math.Tanh(z+half), fit.Correlation.Hi, 1e-9)

	r := rand.New(rand.NewPCG(1, 9))
	list := simulateSpend(r, 500, 3, 4, 10)
	for i := range list {
		list[i].Monetary *= float64(list[i].Frequency)
	}
	fit, err = FitSpend(list, nil)
	require.NoError(t, err)
	assert.True(t, fit.Dependent)
	for i := range list {
		list[i].Frequency = 3
	}
	fit, err = FitSpend(list, nil)
	require.NoError(t, err)
	assert.Empty(t, fit.Correlation)
	assert.False(t, fit.Dependent)
}

func TestASpendIsReadAsItWasWritten(t *testing.T) {
	s, err := NewSpend(6.25, 3.74, 15.44)
	require.NoError(t, err)
	text, err := json.Marshal(s)
	require.NoError(t, err)
	var read Spend
	require.NoError(t, json.Unmarshal(text, &read))
	assert.Equal(t, *s, read)
	for _, bad := range []string{
		`{"family":"NBD","params":[]}`, `{"family":"Gamma-Gamma","params":[{"name":"p","value":1}]}`, `[]`,
		strings.Replace(string(text), `"q"`, `"p"`, 1), strings.Replace(string(text), "3.74", "-1", 1),
	} {
		assert.Error(t, json.Unmarshal([]byte(bad), &read), bad)
	}
	for _, params := range [][3]float64{{0, 1, 1}, {1, math.NaN(), 1}, {1, 1, math.Inf(1)}} {
		_, err = NewSpend(params[0], params[1], params[2])
		var f *field.Error
		assert.ErrorAs(t, err, &f)
	}
	_, err = new(Spend).Mean()
	assert.Error(t, err)
}

func BenchmarkFitSpend(b *testing.B) {
	list := simulateSpend(rand.New(rand.NewPCG(1, 10)), 1_000_000, 6, 4, 15)
	for b.Loop() {
		if _, err := FitSpend(list, nil); err != nil {
			b.Fatal(err)
		}
	}
}
