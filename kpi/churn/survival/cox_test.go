package survival

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
	"github.com/parcours-go/parcours/persona/field"
)

// plantedModel returns observations of a Cox model with two covariates and with
// ties, in up to so many strata.
func plantedModel(r *rand.Rand, n, strata int, whole bool) *Data {
	d := &Data{Covariates: []Covariate{{Name: "switch"}, {Name: "amount"}}}
	for range n {
		x, y := float64(r.IntN(2)), math.Round(r.NormFloat64()*4)/4
		stratum := r.IntN(strata)
		life := r.ExpFloat64() * 20 * math.Exp(-0.7*x+0.4*y) / float64(1+stratum)
		end := 5 + r.Float64()*25
		time := min(life, end)
		if whole {
			time = math.Ceil(time / 3)
		}
		d.Times = append(d.Times, time)
		d.Events = append(d.Events, life <= end)
		d.Strata = append(d.Strata, int32(stratum))
		d.Covariates[0].Values = append(d.Covariates[0].Values, x)
		d.Covariates[1].Values = append(d.Covariates[1].Values, y)
	}
	return d
}

// slowLikelihood is the partial log-likelihood by its definition: for each time
// of each stratum those at risk are looked up, and for exact ties all choices
// among them are made.
func slowLikelihood(d *Data, ties Ties, beta []float64) float64 {
	risk := func(i int) float64 {
		sum := 0.0
		for k, c := range d.Covariates {
			sum += beta[k] * c.Values[i]
		}
		return math.Exp(sum)
	}
	value := 0.0
	done := map[string]bool{}
	for i, time := range d.Times {
		at := fmt.Sprint(d.Strata[i], time)
		if !d.Events[i] || done[at] {
			continue
		}
		done[at] = true
		var all, own []float64
		for j := range d.Times {
			if d.Strata[j] == d.Strata[i] && d.Times[j] >= time {
				all = append(all, risk(j))
				if d.Times[j] == time && d.Events[j] {
					own = append(own, risk(j))
				}
			}
		}
		sumAll, sumOwn := sumOf(all), sumOf(own)
		for r, w := range own {
			value += math.Log(w)
			switch ties {
			case Breslow:
				value -= math.Log(sumAll)
			case Efron:
				value -= math.Log(sumAll - float64(r)/float64(len(own))*sumOwn)
			}
		}
		if ties == Exact {
			value -= math.Log(choices(all, len(own)))
		}
	}
	return value
}

func sumOf(list []float64) float64 {
	sum := 0.0
	for _, v := range list {
		sum += v
	}
	return sum
}

// choices returns the sum over all choices of k weights of their product.
func choices(weights []float64, k int) float64 {
	if k == 0 {
		return 1
	}
	sum := 0.0
	for i := range weights {
		sum += weights[i] * choices(weights[i+1:], k-1)
	}
	return sum
}

func TestTheLikelihoodIsThatOfItsDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 32))
	for k := range sharedtest.Cases(60, 1000) {
		data := plantedModel(r, 5+r.IntN(12), 1+r.IntN(2), k%3 > 0)
		d, err := newDesign(data)
		if err != nil {
			continue
		}
		for _, ties := range []Ties{Efron, Breslow, Exact} {
			l := &likelihood{design: d, ties: ties}
			beta := []float64{r.NormFloat64(), r.NormFloat64()}
			raw := []float64{beta[0] / d.scale[0], beta[1] / d.scale[1]}
			// The mean that is taken from the covariates cancels, but for rounding.
			require.InDelta(t, slowLikelihood(data, ties, raw), l.at(beta).value, 1e-9, "%s", ties)
		}
	}
}

func TestDerivativesAreDifferencesOfTheLikelihood(t *testing.T) {
	r := rand.New(rand.NewPCG(33, 34))
	for range sharedtest.Cases(40, 400) {
		d, err := newDesign(plantedModel(r, 40, 2, true))
		require.NoError(t, err)
		for _, ties := range []Ties{Efron, Breslow, Exact} {
			l := &likelihood{design: d, ties: ties}
			beta := []float64{r.NormFloat64(), r.NormFloat64()}
			at := l.at(beta)
			for k := range beta {
				const h = 1e-5
				move := func(by float64) *point {
					next := append([]float64(nil), beta...)
					next[k] += by
					return l.at(next)
				}
				up, down := move(h), move(-h)
				require.InDelta(t, (up.value-down.value)/(2*h), at.gradient[k], 1e-6*float64(d.events))
				for j := range k + 1 {
					require.InDelta(t, -(up.gradient[j]-down.gradient[j])/(2*h), at.information[k*2+j], 1e-6*float64(d.events))
				}
			}
		}
	}
}

// With coefficients of 0 the events at one time are any choice among those at
// risk, of which there may be more than a float64 can count.
func TestExactTiesOfManyStayInRange(t *testing.T) {
	const n, events = 3000, 1100
	data := &Data{Covariates: []Covariate{{Name: "x"}}}
	for i := range n {
		data.Times = append(data.Times, 1)
		data.Events = append(data.Events, i < events)
		data.Covariates[0].Values = append(data.Covariates[0].Values, float64(i*i%97))
	}
	lgamma := func(x int) float64 { v, _ := math.Lgamma(float64(x) + 1); return v }
	d, err := newDesign(data)
	require.NoError(t, err)
	l := &likelihood{design: d, ties: Exact}
	want := lgamma(events) + lgamma(n-events) - lgamma(n)
	assert.InEpsilon(t, want, l.at([]float64{0}).value, 1e-12)
	assert.InEpsilon(t, want, l.at([]float64{1e-12}).value, 1e-9)
	// A risk that is the same for all cancels, however large.
	for i := range d.x {
		d.x[i] = 1
	}
	assert.InEpsilon(t, want, l.at([]float64{3000}).value, 1e-6)
}

// Where all ties are of one kind the three ways say the same.
func TestWithoutTiesAllWaysAreOne(t *testing.T) {
	data := plantedModel(rand.New(rand.NewPCG(35, 36)), 200, 1, false)
	efron, err := Cox(data, nil)
	require.NoError(t, err)
	for _, ties := range []Ties{Breslow, Exact} {
		other, err := Cox(data, &CoxOptions{Ties: ties})
		require.NoError(t, err)
		other.Ties = Efron
		assert.Equal(t, efron, other)
	}
}

func TestTheOrderOfObservationsDoesNotMatter(t *testing.T) {
	r := rand.New(rand.NewPCG(37, 38))
	for range 20 {
		data := plantedModel(r, 150, 3, true)
		shuffled := &Data{Covariates: []Covariate{{Name: "switch"}, {Name: "amount"}}}
		for _, i := range r.Perm(len(data.Times)) {
			shuffled.Times = append(shuffled.Times, data.Times[i])
			shuffled.Events = append(shuffled.Events, data.Events[i])
			shuffled.Strata = append(shuffled.Strata, data.Strata[i])
			for k := range data.Covariates {
				shuffled.Covariates[k].Values = append(shuffled.Covariates[k].Values, data.Covariates[k].Values[i])
			}
		}
		for _, ties := range []Ties{Efron, Breslow, Exact} {
			a, err := Cox(data, &CoxOptions{Ties: ties})
			require.NoError(t, err)
			b, err := Cox(shuffled, &CoxOptions{Ties: ties})
			require.NoError(t, err)
			require.Equal(t, a, b)
		}
	}
}

// A unit or an origin of a covariate changes nothing but the unit.
func TestUnitsOfCovariatesDoNotMatter(t *testing.T) {
	data := plantedModel(rand.New(rand.NewPCG(39, 40)), 300, 1, true)
	a, err := Cox(data, nil)
	require.NoError(t, err)
	for i := range data.Times {
		data.Covariates[0].Values[i] = 1e6 + 1e-3*data.Covariates[0].Values[i]
		data.Covariates[1].Values[i] *= 1e30
	}
	b, err := Cox(data, nil)
	require.NoError(t, err)
	assert.InEpsilon(t, a.Coefficients[0].Estimate, b.Coefficients[0].Estimate*1e-3, 1e-6)
	assert.InEpsilon(t, a.Coefficients[1].Estimate, b.Coefficients[1].Estimate*1e30, 1e-6)
	assert.InEpsilon(t, a.Coefficients[1].Z, b.Coefficients[1].Z, 1e-6)
	assert.InEpsilon(t, a.LogLikelihood, b.LogLikelihood, 1e-9)
}

// The planted coefficients lie in their intervals as often as the level says:
// of 400 intervals at 0.95, 380 ± 4.4 standard deviations of the binomial.
func TestIntervalsOfCoefficientsHoldThePlantedOnes(t *testing.T) {
	r := rand.New(rand.NewPCG(41, 42))
	inside := 0
	for range 200 {
		fit, err := Cox(plantedModel(r, 200, 1, false), nil)
		require.NoError(t, err)
		for k, truth := range []float64{0.7, -0.4} {
			if c := fit.Coefficients[k]; c.Lo <= math.Exp(truth) && math.Exp(truth) <= c.Hi {
				inside++
			}
		}
	}
	assert.InDelta(t, 380, inside, 20)
}

// The score test of a model of two groups with exact ties is their log-rank
// test (D. R. Cox 1972).
func TestTheScoreTestIsTheLogRankTest(t *testing.T) {
	r := rand.New(rand.NewPCG(43, 44))
	for range 30 {
		data := plantedModel(r, 80, 2, true)
		data.Covariates = data.Covariates[:1]
		data.Names = []string{"off", "on"}
		for _, x := range data.Covariates[0].Values {
			data.Groups = append(data.Groups, int32(x))
		}
		fit, err := Cox(data, &CoxOptions{Ties: Exact})
		require.NoError(t, err)
		test, err := LogRank(data, nil)
		require.NoError(t, err)
		require.InEpsilon(t, test.ChiSquare, fit.Score.ChiSquare, 1e-9)
	}
}

func TestModelsWithoutCoefficientsSayWhy(t *testing.T) {
	times := []float64{1, 2, 3, 4, 5, 6, 7, 8}
	some := []bool{true, true, false, true, true, false, true, false}
	of := func(values ...float64) Covariate { return Covariate{"x", values} }
	other := Covariate{"y", []float64{3, 1, 4, 1, 5, 9, 2, 6}}
	for _, test := range []struct {
		name       string
		events     []bool
		covariates []Covariate
		want       error
		who        string
		sign       int
	}{
		{"nobody has the event", make([]bool, 8), []Covariate{other}, ErrNoEvents, "", 0},
		{"all have one value", some, []Covariate{other, of(2, 2, 2, 2, 2, 2, 2, 2)}, ErrConstant, "x", 0},
		{"only one who was never at risk differs", []bool{false, true, true, true, true, true, true, true}, []Covariate{of(1, 0, 0, 0, 0, 0, 0, 0), other}, ErrConstant, "x", 0},
		{"one is twice the other and 1", some, []Covariate{other, of(7, 3, 9, 3, 11, 19, 5, 13)}, ErrCollinear, "x", 0},
		{"the first to go have the greatest", some, []Covariate{of(8, 7, 6, 5, 4, 3, 2, 1)}, ErrMonotone, "x", 1},
		{"the first to go have the least", some, []Covariate{other, of(1, 2, 3, 4, 5, 6, 7, 8)}, ErrMonotone, "x", -1},
		{"nobody with 1 has the event", some, []Covariate{other, of(0, 0, 1, 0, 0, 1, 0, 1)}, ErrMonotone, "x", -1},
		{"everybody with the event has 1", some, []Covariate{other, of(1, 1, 0, 1, 1, 0, 1, 0)}, ErrMonotone, "x", 1},
		{"a sum separates, no one alone", some, []Covariate{
			{"x", []float64{10, 3, 0, 7, 2, 0, 6, 0}}, {"y", []float64{-2, 4, 0, -2, 2.5, 0, -3, 0}},
		}, ErrMonotone, "x", 1},
	} {
		for _, ties := range []Ties{Efron, Breslow, Exact} {
			t.Run(test.name+", "+string(ties), func(t *testing.T) {
				_, err := Cox(&Data{Times: times, Events: test.events, Covariates: test.covariates}, &CoxOptions{Ties: ties})
				if test.want == ErrNoEvents {
					require.ErrorIs(t, err, test.want)
					return
				}
				var verdict *CovariateError
				require.True(t, errors.As(err, &verdict), "%v", err)
				assert.ErrorIs(t, err, test.want)
				assert.Equal(t, test.who, verdict.Covariate)
				assert.Equal(t, test.sign, verdict.Sign)
			})
		}
	}
}

// A covariate that separates is found beside others that do not, in large data
// with strata and ties, and taking one observation to the other side makes a
// model again.
func TestSeparationIsToldFromALargeEffect(t *testing.T) {
	r := rand.New(rand.NewPCG(45, 46))
	for range sharedtest.Cases(30, 300) {
		data := plantedModel(r, 300, 2, true)
		never := Covariate{Name: "never"}
		for i := range data.Times {
			v := 0.0
			if !data.Events[i] && r.IntN(4) == 0 {
				v = 1
			}
			never.Values = append(never.Values, v)
		}
		data.Covariates = append(data.Covariates, never)
		for _, ties := range []Ties{Efron, Breslow, Exact} {
			_, err := Cox(data, &CoxOptions{Ties: ties})
			var verdict *CovariateError
			require.True(t, errors.As(err, &verdict), "%v", err)
			require.Equal(t, &CovariateError{Covariate: "never", Err: ErrMonotone, Sign: -1}, verdict)
		}
		for i := range data.Times {
			if data.Events[i] && data.Times[i] < 3 {
				never.Values[i] = 1
				break
			}
		}
		fit, err := Cox(data, nil)
		require.NoError(t, err)
		require.Less(t, fit.Coefficients[2].Estimate, 0.0)
	}
}

func TestMistakesInModelsSayWhere(t *testing.T) {
	good := func() *Data { return plantedModel(rand.New(rand.NewPCG(47, 48)), 30, 1, true) }
	for want, change := range map[string]func(*Data){
		"data.covariates: out of range":                 func(d *Data) { d.Covariates = nil },
		"data.covariates[1].values: invalid":            func(d *Data) { d.Covariates[1].Values = nil },
		"data.covariates[0].values[3]: out of range":    func(d *Data) { d.Covariates[0].Values[3] = math.NaN() },
		"data.covariates[1].values[0]: out of range":    func(d *Data) { d.Covariates[1].Values[0] = 1e101 },
		"data.times[2]: out of range":                   func(d *Data) { d.Times[2] = math.Inf(1) },
		"want values that are further apart than 1e-10": func(d *Data) { scaleBy(d, 1e-110) },
	} {
		data := good()
		change(data)
		_, err := Cox(data, nil)
		assert.ErrorContains(t, err, want)
	}
	_, err := Cox(good(), &CoxOptions{Ties: "kalbfleisch"})
	assert.ErrorContains(t, err, "options.ties: unknown")
	_, err = Cox(good(), &CoxOptions{Level: 0.2})
	assert.ErrorContains(t, err, "options.level: out of range")
	many := plantedModel(rand.New(rand.NewPCG(49, 50)), 40_000, 1, true)
	_, err = Cox(many, &CoxOptions{Ties: Exact})
	assert.ErrorContains(t, err, "options.ties: out of range")
	assert.ErrorIs(t, err, field.ErrRange)
}

func scaleBy(d *Data, by float64) {
	for _, c := range d.Covariates {
		for i := range c.Values {
			c.Values[i] *= by
		}
	}
}

// A concordance compares each two observations.
func TestConcordanceIsThatOfAllPairs(t *testing.T) {
	r := rand.New(rand.NewPCG(51, 52))
	for range sharedtest.Cases(40, 400) {
		data := plantedModel(r, 60, 2, true)
		d, err := newDesign(data)
		require.NoError(t, err)
		risk := d.risk([]float64{0.3, 0})
		want := Concordance{}
		for _, a := range d.blocks {
			for _, b := range d.blocks {
				for i := a.first; i < a.mid; i++ {
					for j := b.first; j < b.end; j++ {
						if a.stratum != b.stratum || d.times[j] < d.times[i] || d.times[j] == d.times[i] && j < b.mid {
							continue
						}
						switch {
						case risk[i] > risk[j]:
							want.Concordant++
						case risk[i] < risk[j]:
							want.Discordant++
						default:
							want.TiedRisk++
						}
					}
				}
			}
		}
		got := d.concordance(risk)
		want.C = (float64(want.Concordant) + float64(want.TiedRisk)/2) / float64(want.Concordant+want.Discordant+want.TiedRisk)
		require.InDelta(t, want.C, got.C, 1e-11)
		want.C, want.SE = got.C, got.SE
		require.Equal(t, want, got)
	}
}

// With every coefficient near 0 the baseline is the cumulative hazard: of Aalen
// with Breslow's ties, of Fleming and Harrington with Efron's.
func TestTheBaselineOfNoEffectIsTheCumulativeHazard(t *testing.T) {
	data := plantedModel(rand.New(rand.NewPCG(53, 54)), 100, 1, true)
	for ties, rule := range map[Ties]TieRule{Breslow: Aalen, Exact: Aalen, Efron: FlemingHarrington} {
		d, err := newDesign(data)
		require.NoError(t, err)
		steps := (&likelihood{design: d, ties: ties}).baseline(make([]float64, len(d.times)))
		hazards, err := NelsonAalen(data, &HazardOptions{Ties: rule})
		require.NoError(t, err)
		k := 0
		for _, h := range hazards[0].Steps {
			if h.Events > 0 {
				require.InDelta(t, h.Hazard, steps[k].Hazard, 1e-11)
				require.Equal(t, []int{h.AtRisk, h.Events}, []int{steps[k].AtRisk, steps[k].Events})
				k++
			}
		}
		require.Equal(t, k, len(steps))
	}
}

func TestPredictionsAreOfTheHazardRatio(t *testing.T) {
	fit, err := Cox(plantedModel(rand.New(rand.NewPCG(55, 56)), 100, 1, true), nil)
	require.NoError(t, err)
	off, err := fit.Predict([]float64{0, 1})
	require.NoError(t, err)
	on, err := fit.Predict([]float64{1, 1})
	require.NoError(t, err)
	for i := range on {
		require.InEpsilon(t, fit.Coefficients[0].Ratio, on[i].Hazard/off[i].Hazard, 1e-9)
		require.InDelta(t, math.Exp(-on[i].Hazard), on[i].Survival, 1e-11)
	}
	_, err = fit.Predict([]float64{1})
	assert.ErrorContains(t, err, "values: invalid")
	_, err = fit.Predict([]float64{math.NaN(), 1})
	assert.ErrorIs(t, err, field.ErrNotFinite)
	far, err := fit.Predict([]float64{1e6, 1})
	require.NoError(t, err)
	for _, s := range far {
		require.False(t, math.IsInf(s.Hazard, 0) || math.IsNaN(s.Hazard) || math.IsNaN(s.Survival))
	}
}
