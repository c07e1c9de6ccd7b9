package clv

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
	"github.com/parcours-go/parcours/persona/field"
)

// months are twelve of 4.345 weeks, as lifetimes counts them.
var months = Terms{Margin: 1, Period: 4.345, Rate: 0.01, Periods: 12}

func fits(t testing.TB, histories []History, f Family) (*Fitted, *FittedSpend) {
	t.Helper()
	purchases, err := Fit(histories, &Options{Family: f})
	require.NoError(t, err)
	spend, err := FitSpend(histories, nil)
	require.NoError(t, err)
	return purchases, spend
}

// What lifetimes' customer_lifetime_value says at its own estimates, and what
// was computed with more digits at the exact ones.
func TestTheValuesOfCDNOWAreThoseOfLifetimes(t *testing.T) {
	var want struct {
		First10 []map[string]json.Number `json:"first10"`
		Alive   json.Number              `json:"mean_palive"`
		Next39  json.Number              `json:"sum_E_Y39"`
	}
	sharedtest.Numbers(t, "clv.discounted.cdnow")[0].Read(t, &want)
	number := func(n json.Number) float64 {
		v, err := n.Float64()
		require.NoError(t, err)
		return v
	}
	histories := cdnowSpend(t, false)
	purchases, spend := fits(t, histories, BGNBD)
	v, err := Value(histories, purchases, spend, months, &ValueOptions{Method: None})
	require.NoError(t, err)
	assert.Equal(t, EndOfPeriod, v.Convention)
	require.Len(t, want.First10, 10)
	for i, c := range want.First10 {
		assert.InEpsilon(t, number(c["CLV12m_1pct"]), v.Customers[i].Value, 1e-9, "customer %d", i+1)
		assert.InEpsilon(t, number(c["lifetimes"]), v.Customers[i].Value, 1e-6, "customer %d", i+1)
		assert.InEpsilon(t, number(c["E_M"]), v.Customers[i].PerPurchase, 1e-9, "customer %d", i+1)
		assert.InEpsilon(t, number(c["E_Y12m"]), v.Customers[i].Purchases, 1e-9, "customer %d", i+1)
	}
	alive := 0.0
	for _, w := range v.Customers {
		alive += w.Alive
	}
	assert.InEpsilon(t, number(want.Alive), alive/2357, 1e-9)
	v, err = Value(histories, purchases, nil, Terms{Margin: 1, PerPurchase: 1, Period: 39, Periods: 1}, &ValueOptions{Method: None})
	require.NoError(t, err)
	assert.InEpsilon(t, number(want.Next39), v.Total.Value, 1e-9)
}

// The terms as they are defined: the purchases of each period, divided for its
// end.
func TestPeriodsAreSummedAsTheyAreDefined(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 1))
	for range 300 {
		m, err := New(Families()[r.IntN(2)], 0.2+r.Float64(), 1+9*r.Float64(), 0.5+r.Float64(), 0.5+3*r.Float64())
		if err != nil {
			m, err = New(NBD, 0.2+r.Float64(), 1+9*r.Float64())
		}
		require.NoError(t, err)
		h := History{T: 5 + 30*r.Float64()}
		if h.Frequency = r.IntN(9); h.Frequency > 0 {
			h.Recency = h.T * r.Float64()
		}
		terms := Terms{Margin: 0.1 + 0.9*r.Float64(), PerPurchase: 50 * r.Float64(), Period: 10 * r.Float64(), Periods: r.IntN(30) + 1, Rate: 0.1 * r.Float64() * float64(r.IntN(2))}
		want, before := 0.0, 0.0
		for k := 1; k <= terms.Periods; k++ {
			until := m.law.conditional(&h, float64(k)*terms.Period)
			want += (until - before) / math.Pow(1+terms.Rate, float64(k))
			before = until
		}
		v, err := Value([]History{h}, &Fitted{Model: m}, nil, terms, nil)
		require.NoError(t, err)
		assert.InEpsilon(t, want*terms.Margin*terms.PerPurchase, v.Total.Value, 1e-9)
		assert.InEpsilon(t, before, v.Customers[0].Purchases, 1e-11)
		assert.Zero(t, v.Total.Level, "what was not fitted has no doubt")
		assert.Empty(t, v.Method)
	}
}

// Periods so short and so many that they are all time: the end of the period is
// when the purchase is made.
func TestForeverIsTheLimitOfManyShortPeriods(t *testing.T) {
	m, err := New(BGNBD, 0.25, 4, 0.8, 2.5)
	require.NoError(t, err)
	s, err := NewSpend(6, 4, 15)
	require.NoError(t, err)
	list := []History{{T: 30}, {Frequency: 4, Recency: 25, T: 30, Monetary: 22}}
	forever := Terms{Margin: 0.3, Period: 52, Rate: 0.6, Forever: true}
	want, err := Value(list, &Fitted{Model: m}, &FittedSpend{Model: s}, forever, nil)
	require.NoError(t, err)
	assert.Equal(t, Continuous, want.Convention)
	assert.Zero(t, want.Customers[0].Purchases)
	rate := math.Log(1.6) / 52
	dert, err := m.Residual(list[1], rate)
	require.NoError(t, err)
	each, err := s.Value(list[1])
	require.NoError(t, err)
	assert.InEpsilon(t, 0.3*dert*each, want.Customers[1].Value, 1e-11)

	short := Terms{Margin: 0.3, Period: 1, Rate: math.Expm1(rate), Periods: 3000}
	got, err := Value(list, &Fitted{Model: m}, &FittedSpend{Model: s}, short, nil)
	require.NoError(t, err)
	// A purchase is on average half a period early.
	assert.InEpsilon(t, want.Total.Value, got.Total.Value*math.Exp(rate/2), 1e-4)
}

// simulateBuyers draws customers of the BG/NBD and the Gamma-Gamma model, who
// were observed for 30 to 60.
func simulateBuyers(r *rand.Rand, n int, m *Model, s *Spend) []History {
	list := simulated(r, n, m.law.(betaGeometric), 30, 60)
	for i := range list {
		if x := float64(list[i].Frequency); x > 0 {
			list[i].Monetary = gammaDraw(r, s.p*x) / (gammaDraw(r, s.q) / s.gamma) / x
		}
	}
	return list
}

func planted(t testing.TB) (*Model, *Spend) {
	t.Helper()
	m, err := New(BGNBD, 0.8, 6, 1, 3)
	require.NoError(t, err)
	s, err := NewSpend(5, 4, 15)
	require.NoError(t, err)
	return m, s
}

// Of 80 samples, intervals of 90% hold the true total 72 times, give or take 3
// standard deviations of 2.7; those of single customers as often, on average.
func TestIntervalsHoldThePlantedValueAsOftenAsTheySay(t *testing.T) {
	m, s := planted(t)
	const samples = 80
	terms := Terms{Margin: 0.4, Period: 4, Rate: 0.02, Periods: 6}
	for _, method := range []Method{Delta, Drawn} {
		r := rand.New(rand.NewPCG(2, 2))
		held, single, customers := 0, 0, 0
		for range samples {
			list := simulateBuyers(r, 700, m, s)
			purchases, spend := fits(t, list, BGNBD)
			list = list[:25]
			truth, err := Value(list, &Fitted{Model: m}, &FittedSpend{Model: s}, terms, nil)
			require.NoError(t, err)
			got, err := Value(list, purchases, spend, terms, &ValueOptions{Level: 0.9, Method: method, Draws: 150, Seed: 7})
			require.NoError(t, err)
			require.Equal(t, method, got.Method)
			if got.Total.Lo <= truth.Total.Value && truth.Total.Value <= got.Total.Hi {
				held++
			}
			for i, w := range got.Customers {
				require.Equal(t, 0.9, w.Level)
				customers++
				if w.Lo <= truth.Customers[i].Value && truth.Customers[i].Value <= w.Hi {
					single++
				}
			}
		}
		assert.InDelta(t, 0.9*samples, held, 8, method)
		assert.InDelta(t, 0.9, float64(single)/float64(customers), 0.06, method)
	}
}

func TestTheMethodsAgreeWhereThereAreManyCustomers(t *testing.T) {
	m, s := planted(t)
	list := simulateBuyers(rand.New(rand.NewPCG(2, 3)), 1500, m, s)
	purchases, spend := fits(t, list, BGNBD)
	of := map[Method]*Valuation{}
	for _, method := range []Method{Delta, Drawn, Bootstrap} {
		v, err := Value(list, purchases, spend, Terms{Margin: 1, Period: 10, Periods: 1}, &ValueOptions{Method: method, Draws: 300, Seed: 1})
		require.NoError(t, err)
		assert.Equal(t, method, v.Method)
		assert.True(t, v.Total.Lo < v.Total.Value && v.Total.Value < v.Total.Hi)
		of[method] = v
	}
	for _, method := range []Method{Drawn, Bootstrap} {
		assert.Equal(t, 300, of[method].Draws+of[method].Failed)
		ratio := (of[method].Total.Hi - of[method].Total.Lo) / (of[Delta].Total.Hi - of[Delta].Total.Lo)
		assert.InDelta(t, 1, ratio, 0.25, method)
	}
	again, err := Value(list, purchases, spend, Terms{Margin: 1, Period: 10, Periods: 1}, &ValueOptions{Method: Drawn, Draws: 300, Seed: 1})
	require.NoError(t, err)
	assert.Equal(t, of[Drawn], again, "the same seed")
	other, err := Value(list, purchases, spend, Terms{Margin: 1, Period: 10, Periods: 1}, &ValueOptions{Method: Drawn, Draws: 300, Seed: 2})
	require.NoError(t, err)
	assert.NotEqual(t, of[Drawn].Total, other.Total)
}

// Of n draws among n customers, one of k customers comes up k times on average,
// and no sample is without repetition.
func TestABootstrapDrawsCustomersWithReplacement(t *testing.T) {
	b := &base{histories: []History{{ID: "one"}, {ID: "many", Customers: 60}, {ID: "few", Customers: 3}}}
	r := rand.New(rand.NewPCG(2, 10))
	drawn := map[string]int{}
	for range 1000 {
		n := 0
		for _, h := range b.resample(r, []int{1, 61, 64}, 64) {
			drawn[h.ID] += h.Customers
			n += h.Customers
		}
		require.Equal(t, 64, n)
	}
	for id, want := range map[string]float64{"one": 1000, "many": 60_000, "few": 3000} {
		assert.InDelta(t, want, drawn[id], 200, id)
	}
}

func TestABootstrapWhoseSamplesFitNothingHasNoInterval(t *testing.T) {
	m, s := planted(t)
	list := []History{{T: 9, Customers: 8}, {Frequency: 1, Recency: 3, T: 9, Monetary: 5}, {Frequency: 1, Recency: 4, T: 9, Monetary: 5}}
	v, err := Value(list, &Fitted{Model: m}, &FittedSpend{Model: s}, months, &ValueOptions{Method: Bootstrap, Draws: 100})
	require.NoError(t, err)
	assert.Equal(t, []int{0, 100}, []int{v.Draws, v.Failed})
	assert.Zero(t, v.Total.Level)
	assert.Zero(t, v.Customers[0].Level)
}

// The slopes of the delta method against those of the values themselves, found
// by fitting nothing: models with one parameter moved.
func TestTheStandardErrorIsThatOfTheSlopes(t *testing.T) {
	m, s := planted(t)
	list := simulateBuyers(rand.New(rand.NewPCG(2, 4)), 400, m, s)
	purchases, spend := fits(t, list, BGNBD)
	got, err := Value(list, purchases, spend, months, nil)
	require.NoError(t, err)
	total := func(p, q []float64) float64 {
		m, err := New(BGNBD, p...)
		require.NoError(t, err)
		s, err := NewSpend(q[0], q[1], q[2])
		require.NoError(t, err)
		v, err := Value(list, &Fitted{Model: m}, &FittedSpend{Model: s}, months, nil)
		require.NoError(t, err)
		return math.Log(v.Total.Value)
	}
	p, q := purchases.Model.values, []float64{spend.Model.p, spend.Model.q, spend.Model.gamma}
	slope := func(of []float64, i int) float64 {
		before := of[i]
		defer func() { of[i] = before }()
		of[i] = before * (1 + 1e-4)
		up := total(p, q)
		of[i] = before * (1 - 1e-4)
		return (up - total(p, q)) / (2e-4 * before)
	}
	variance := 0.0
	for i := range p {
		for j := range p {
			variance += slope(p, i) * slope(p, j) * purchases.Covariance[i][j]
		}
	}
	for i := range q {
		for j := range q {
			variance += slope(q, i) * slope(q, j) * spend.Covariance[i][j]
		}
	}
	assert.InEpsilon(t, math.Exp(1.959963984540054*math.Sqrt(variance)), got.Total.Hi/got.Total.Value, 1e-6)
	assert.InEpsilon(t, got.Total.Hi/got.Total.Value, got.Total.Value/got.Total.Lo, 1e-10)
}

func TestOneHistoryOfManyCustomersIsThatManyHistories(t *testing.T) {
	m, s := planted(t)
	list := simulateBuyers(rand.New(rand.NewPCG(2, 5)), 200, m, s)
	purchases, spend := fits(t, list, BGNBD)
	var many []History
	for range 3 {
		many = append(many, list...)
	}
	for i := range list {
		list[i].Customers = 3
	}
	want, err := Value(many, purchases, spend, months, nil)
	require.NoError(t, err)
	got, err := Value(list, purchases, spend, months, nil)
	require.NoError(t, err)
	assert.Equal(t, want.Total, got.Total)
	assert.Equal(t, want.Mean, got.Mean)
	assert.Equal(t, 600, got.Total.N)
	assert.InEpsilon(t, want.Total.Value/600, want.Mean.Value, 1e-11)
}

func TestCustomersWithoutAValueOfTheirOwnAreAnErrorOrCounted(t *testing.T) {
	m, s := planted(t)
	list := []History{{T: 9}, {Frequency: 2, Recency: 3, T: 9, Customers: 4}, {Frequency: 1, Recency: 2, T: 9, Monetary: -3}}
	_, err := Value(list, &Fitted{Model: m}, &FittedSpend{Model: s}, months, nil)
	var u *Unusable
	require.ErrorAs(t, err, &u)
	assert.Equal(t, Unusable{Refunds: 1, Unvalued: 4, First: 1}, *u)
	v, err := Value(list, &Fitted{Model: m}, &FittedSpend{Model: s}, months, &ValueOptions{UseMean: true})
	require.NoError(t, err)
	assert.Equal(t, 5, v.Imputed)
	for _, w := range v.Customers {
		assert.Equal(t, 25.0, w.PerPurchase) // 5·15/(4−1)
	}
	v, err = Value(list, &Fitted{Model: m}, nil, Terms{Margin: 1, PerPurchase: 7, Period: 1, Periods: 1}, nil)
	require.NoError(t, err)
	assert.Zero(t, v.Imputed)
}

func TestAnInfiniteSpendIsNoValue(t *testing.T) {
	m, _ := planted(t)
	s, err := NewSpend(5, 0.8, 15)
	require.NoError(t, err)
	_, err = Value([]History{{T: 9}}, &Fitted{Model: m}, &FittedSpend{Model: s}, months, nil)
	var d *Degenerate
	require.ErrorAs(t, err, &d)
	assert.Equal(t, InfiniteMean, d.Case)

	// q is hardly above 1: in many draws it is not, and then nothing bounds the
	// value of who did not come back.
	list := simulateSpend(rand.New(rand.NewPCG(2, 6)), 300, 4, 1.05, 10)
	spend, err := FitSpend(list, nil)
	require.NoError(t, err)
	buyers := simulateBuyers(rand.New(rand.NewPCG(2, 7)), 300, m, s)
	purchases, err := Fit(buyers, nil)
	require.NoError(t, err)
	spend.Model.q = 1.05
	v, err := Value([]History{{T: 9}, {Frequency: 3, Recency: 8, T: 9, Monetary: 20}}, purchases, spend, months, &ValueOptions{Method: Drawn, Draws: 300})
	require.NoError(t, err)
	assert.Zero(t, v.Customers[0].Level)
	assert.Equal(t, 0.95, v.Customers[1].Level)
	assert.Zero(t, v.Total.Level)
}

func TestMistakesInWhatIsAskedOfAValueAreNamed(t *testing.T) {
	m, s := planted(t)
	list := []History{{T: 9}}
	known, spend := &Fitted{Model: m}, &FittedSpend{Model: s}
	for path, ask := range map[string]func() error{
		"terms.margin":       func() error { _, err := Value(list, known, spend, Terms{Period: 1, Periods: 1}, nil); return err },
		"terms.per_purchase": func() error { _, err := Value(list, known, nil, months, nil); return err },
		"terms.period":       func() error { _, err := Value(list, known, spend, Terms{Margin: 1, Periods: 1}, nil); return err },
		"terms.periods":      func() error { _, err := Value(list, known, spend, Terms{Margin: 1, Period: 1}, nil); return err },
		"terms.rate": func() error {
			_, err := Value(list, known, spend, Terms{Margin: 1, Period: 1, Forever: true}, nil)
			return err
		},
		"options.method":       func() error { _, err := Value(list, known, spend, months, &ValueOptions{Method: "x"}); return err },
		"options.draws":        func() error { _, err := Value(list, known, spend, months, &ValueOptions{Draws: 5}); return err },
		"options.level":        func() error { _, err := Value(list, known, spend, months, &ValueOptions{Level: 2}); return err },
		"histories[0].recency": func() error { _, err := Value([]History{{Recency: 1}}, known, spend, months, nil); return err },
		"purchases.covariance": func() error {
			_, err := Value(list, &Fitted{Model: m, Covariance: [][]float64{{1}}}, spend, months, nil)
			return err
		},
		"spend.covariance": func() error {
			_, err := Value(list, known, &FittedSpend{Model: s, Covariance: [][]float64{{1, 0, 0}, {0, 1, 0}, {0, 0, math.NaN()}}}, months, nil)
			return err
		},
	} {
		var f *field.Error
		if assert.ErrorAs(t, ask(), &f, path) {
			assert.Equal(t, path, f.Path)
		}
	}
	for _, terms := range []Terms{
		{Margin: 1.01, Period: 1, Periods: 1}, {Margin: math.NaN(), Period: 1, Periods: 1}, {Margin: 1, Period: 1, Periods: 1, PerPurchase: 3},
		{Margin: 1, Period: math.Inf(1), Periods: 1}, {Margin: 1, Period: 1, Periods: 1, Rate: -0.1}, {Margin: 1, Period: 1, Periods: 1, Rate: 0.1, Forever: true},
		{Margin: 1, Period: 1e9, Periods: 100_000}, {Margin: 1, Period: 1, Periods: 100_001},
	} {
		_, err := Value(list, known, spend, terms, nil)
		var f *field.Error
		assert.ErrorAs(t, err, &f, "%+v", terms)
	}
	_, err := Value(nil, known, spend, months, nil)
	assert.ErrorIs(t, err, ErrNoData)
	for _, nothing := range []*Fitted{nil, {}, {Model: &Model{}}} {
		_, err = Value(list, nothing, spend, months, nil)
		assert.Error(t, err)
	}
	_, err = Value(list, known, &FittedSpend{}, months, nil)
	assert.Error(t, err)
}

func BenchmarkValue(b *testing.B) {
	m, s := planted(b)
	list := simulateBuyers(rand.New(rand.NewPCG(2, 8)), 100_000, m, s)
	for i := range list { // whole days and so fewer distinct histories, as in data
		list[i].T, list[i].Recency = math.Ceil(list[i].T), math.Ceil(list[i].Recency)
	}
	purchases, spend := fits(b, list, BGNBD)
	for _, method := range []Method{None, Delta} {
		b.Run(string(method), func(b *testing.B) {
			for b.Loop() {
				if _, err := Value(list, purchases, spend, months, &ValueOptions{Method: method}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("forever", func(b *testing.B) {
		for b.Loop() {
			if _, err := Value(list, purchases, spend, Terms{Margin: 1, Period: 52, Rate: 0.15, Forever: true}, &ValueOptions{Method: None}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// Wherever the parameters, the histories and the terms lie, a value is a number
// that the definitions allow.
func TestAnyValueIsANumber(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 9))
	random := func(lo, hi float64) float64 { return math.Exp(lo + (hi-lo)*r.Float64()) }
	for range sharedtest.Cases(60, 1000) {
		family := Families()[r.IntN(4)]
		def, err := family.family("options.family")
		require.NoError(t, err)
		params, covariance := make([]float64, len(def.params)), make([][]float64, len(def.params))
		for k := range params {
			params[k] = random(-5, 5)
			if r.IntN(6) == 0 {
				params[k] = 1
			}
			covariance[k] = make([]float64, len(params))
			covariance[k][k] = 0.01 * params[k] * params[k]
		}
		m, err := New(family, params...)
		require.NoError(t, err)
		s, err := NewSpend(random(-4, 6), 1+random(-4, 6), random(-4, 8))
		require.NoError(t, err)
		spend := &FittedSpend{Model: s, Covariance: [][]float64{{0.01 * s.p * s.p, 0, 0}, {0, 1e-4 * s.q * s.q, 0}, {0, 0, 0.01 * s.gamma * s.gamma}}}
		list := []History{{T: random(-6, 9)}, {Frequency: 1 + r.IntN(9), T: random(-6, 9), Monetary: random(-4, 8)}, {Frequency: 1 + r.IntN(5000), T: random(-6, 9), Monetary: random(-4, 8)}}
		list[1].Recency, list[2].Recency = list[1].T*r.Float64(), list[2].T*r.Float64()
		terms := Terms{Margin: 1, Period: random(-4, 4), Rate: random(-7, 1), Periods: 1 + r.IntN(12)}
		if r.IntN(3) == 0 {
			terms.Forever, terms.Periods = true, 0
		}
		v, err := Value(list, &Fitted{Model: m, Covariance: covariance}, spend, terms, nil)
		require.NoError(t, err, "%s %v %v %+v", family, params, list, terms)
		_, err = json.Marshal(v) // fails where a number is none
		require.NoError(t, err)
		for i, w := range v.Customers {
			require.True(t, w.Alive >= 0 && w.Alive <= 1 && w.Value >= 0 && w.PerPurchase > 0, "%+v", w)
			require.True(t, w.Level == 0 || w.Lo <= w.Value && w.Value <= w.Hi, "%+v", w)
			require.True(t, terms.Forever || w.Discounted <= w.Purchases*(1+1e-9), "%s %v %v %+v", family, params, list[i], w)
		}
	}
}
