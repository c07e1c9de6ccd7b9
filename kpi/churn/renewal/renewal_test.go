package renewal

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/internal/mle"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
	"github.com/parcours-go/parcours/persona/field"
)

// slowLogLikelihood is the definition: Σ lost(t)·ln P(T=t | T>age) + alive·ln S,
// cohort by cohort.
func slowLogLikelihood(cohorts []Cohort, p []float64) float64 {
	a, b, c := p[0], p[1], lawOf(p).c
	survival := func(t int) float64 {
		x := b + math.Pow(float64(t), c)
		if t == 0 {
			x = b
		}
		up, _ := math.Lgamma(x)
		down, _ := math.Lgamma(a + x)
		from, _ := math.Lgamma(b)
		to, _ := math.Lgamma(a + b)
		return math.Exp(up - down - from + to)
	}
	sum := 0.0
	for _, c := range cohorts {
		base := survival(c.Age)
		for t := 1; t < len(c.Alive); t++ {
			if lost := c.Alive[t-1] - c.Alive[t]; lost > 0 {
				sum += float64(lost) * math.Log((survival(c.Age+t-1)-survival(c.Age+t))/base)
			}
		}
		if n := len(c.Alive); n > 0 && c.Alive[n-1] > 0 {
			sum += float64(c.Alive[n-1]) * math.Log(survival(c.Age+n-1)/base)
		}
	}
	return sum
}

// draw returns a cohort of n customers of a model.
func draw(r *rand.Rand, m Model, n, periods int) Cohort {
	c := Cohort{Alive: []int{n}}
	for t := 1; t <= periods; t++ {
		keep, _ := m.Retention(t)
		left := 0
		for range c.Alive[t-1] {
			if r.Float64() < keep {
				left++
			}
		}
		c.Alive = append(c.Alive, left)
	}
	return c
}

func TestTheLikelihoodIsItsDefinitionAndTheDerivativesAreItsSlopes(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		m := Model{Family: BDW, Alpha: math.Exp(2 * r.NormFloat64()), Beta: math.Exp(2 * r.NormFloat64()), C: math.Exp(r.NormFloat64() / 2)}
		cohorts := []Cohort{draw(r, m, 200, 6), draw(r, m, 50, 3), {Age: 4, Alive: []int{90, 70, 65}}, {Alive: []int{10}}}
		list := decisions(cohorts)
		for _, p := range [][]float64{{m.Alpha, m.Beta}, {m.Alpha, m.Beta, m.C}} {
			n := len(p)
			f, d := objective(list, n), mle.NewDerivatives(n)
			f(p, d)
			require.InDelta(t, slowLogLikelihood(cohorts, p), d.Value, 1e-6*math.Abs(d.Value), "%v", p)
			for i := range n {
				h := 1e-4 * p[i]
				lo, hi := mle.NewDerivatives(n), mle.NewDerivatives(n)
				at := append([]float64(nil), p...)
				at[i] = p[i] - h
				f(at, lo)
				at[i] = p[i] + h
				f(at, hi)
				scale := math.Abs(d.Value) / p[i]
				require.InDelta(t, (hi.Value-lo.Value)/(2*h), d.Gradient[i], 1e-5*scale, "slope %d at %v", i, p)
				for j := range i + 1 {
					scale := (math.Abs(d.Gradient[j]) + math.Abs(d.Value)/p[j]) / p[i]
					require.InDelta(t, (hi.Gradient[j]-lo.Gradient[j])/(2*h), d.Hessian[i*n+j], 1e-5*scale, "%d %d at %v", i, j, p)
				}
			}
		}
	}
}

// With sBG the information has a closed form without special functions, since
// ln r = ln(β+t−1) − ln(α+β+t−1).
func TestStandardErrorsOfSBGAreThoseOfTheClosedForm(t *testing.T) {
	for _, cohorts := range [][]Cohort{highEnd, regular, firm} {
		fit, err := Fit(cohorts, nil)
		require.NoError(t, err)
		a, b := fit.Model.Alpha, fit.Model.Beta
		var aa, ab, bb float64
		for _, d := range decisions(cohorts) {
			all, kept := a+b+float64(d.t)-1, b+float64(d.t)-1
			both := (d.stayed + d.lost) / (all * all)
			aa += d.lost/(a*a) - both
			ab -= both
			bb += d.stayed/(kept*kept) - both
		}
		det := aa*bb - ab*ab
		assert.InEpsilon(t, math.Sqrt(bb/det), fit.Estimates[0].SE, 1e-7)
		assert.InEpsilon(t, math.Sqrt(aa/det), fit.Estimates[1].SE, 1e-7)
		assert.InEpsilon(t, -ab/det, fit.Covariance[0][1], 1e-7)
	}
}

// The standard errors come of the observed information, here by differences of
// the definition.
func TestStandardErrorsAreThoseOfTheDefinition(t *testing.T) {
	for _, family := range Families() {
		for _, cohorts := range [][]Cohort{highEnd, regular} {
			fit, err := Fit(cohorts, &Options{Family: family})
			require.NoError(t, err)
			n := len(fit.Estimates)
			p := make([]float64, n)
			for i, e := range fit.Estimates {
				p[i] = e.Value
			}
			information := make([]float64, n*n)
			at := func(i, j int, a, b float64) float64 {
				q := append([]float64(nil), p...)
				q[i] += a * 1e-3 * p[i]
				q[j] += b * 1e-3 * p[j]
				return slowLogLikelihood(cohorts, q)
			}
			for i := range n {
				for j := range n {
					information[i*n+j] = -(at(i, j, 1, 1) - at(i, j, 1, -1) - at(i, j, -1, 1) + at(i, j, -1, -1)) / (4e-6 * p[i] * p[j])
				}
			}
			c, ok := mle.Factor(information, n)
			require.True(t, ok)
			for i, v := range c.Inverse() {
				scale := fit.Estimates[i/n].SE * fit.Estimates[i%n].SE
				assert.InDelta(t, v, fit.Covariance[i/n][i%n], 1e-3*scale, "%s %d", family, i)
			}
		}
	}
}

// continuedFraction is DERL by the fraction of Gauss for F(1, b; c; z), another
// way than the one under test: C. F. Gauss, Disquisitiones generales circa
// seriem infinitam (1813), section 12.
func continuedFraction(alpha, beta, n, rate float64) float64 {
	a, c, z, f := beta+n, alpha+beta+n, 1/(1+rate), 1.0
	for j := 50 + 40/math.Sqrt(rate/(1+rate)); j >= 0; j-- {
		k := math.Floor(j)
		f = 1 - (k+1)*(c-a+k)/((c+2*k)*(c+2*k+1))*z/f
		f = 1 - (a+k)*(c-1+k)/((c+2*k-1)*(c+2*k))*z/f
	}
	return (beta + n - 1) / (alpha + beta + n - 1) / f
}

func TestResidualsAreTheHypergeometricFunction(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for range 400 {
		m := Model{Alpha: math.Exp(3 * r.NormFloat64()), Beta: math.Exp(3 * r.NormFloat64())}
		n, rate := r.IntN(200), math.Exp(-10*r.Float64())
		got, err := m.Residual(n, rate)
		require.NoError(t, err)
		assert.InEpsilon(t, continuedFraction(m.Alpha, m.Beta, float64(n+1), rate), got, 1e-9, "%+v n %d rate %v", m, n, rate)
	}
}

// Sums of a million terms, and what the power law leaves after them.
func TestSumsAreThoseOfAllTheirTerms(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for range sharedtest.Cases(2, 12) {
		l := law{alpha: 2 + 2*r.Float64(), beta: 3 * r.Float64(), c: 0.8 + r.Float64()}
		rate, n := 1e-4, float64(r.IntN(20))
		life, residual := 1.0, 0.0
		for k := range 1_000_000 {
			t := float64(k + 1)
			s := math.Exp(l.logSurvival(t))
			life += s
			if t > n {
				residual += s / math.Exp(l.logSurvival(n)) * math.Pow(1+rate, n+1-t)
			}
		}
		last := 1e6 + 0.5
		life += math.Exp(l.logSurvival(last)) * last / (l.alpha*l.c - 1)
		v, finite := l.lifetime()
		require.True(t, finite)
		assert.InEpsilon(t, life, v, 1e-9, "%+v", l)
		assert.InEpsilon(t, residual, l.residual(n, rate), 1e-10, "%+v", l)
	}
	// With c = 1 in all but name.
	for _, alpha := range []float64{1.05, 2, 40} {
		v, finite := law{alpha: alpha, beta: 7, c: 1 + 1e-13}.lifetime()
		require.True(t, finite)
		assert.InEpsilon(t, (alpha+6)/(alpha-1), v, 1e-9)
	}
}

func TestProbabilitiesAreThoseOfOneDistribution(t *testing.T) {
	for _, m := range []Model{{Alpha: 0.7, Beta: 1.2}, {Family: BDW, Alpha: 3, Beta: 9, C: 1.6}, {Family: BDW, Alpha: 1e8, Beta: 1e9, C: 0.5}, {Alpha: 1e-9, Beta: 1e-9}} {
		sum, before := 0.0, 1.0
		for i := range 60 {
			p, err := m.Probability(i + 1)
			require.NoError(t, err)
			s, err := m.Survival(i + 1)
			require.NoError(t, err)
			r, err := m.Retention(i + 1)
			require.NoError(t, err)
			sum += p
			assert.InDelta(t, 1-sum, s, 1e-10)
			assert.InDelta(t, before*r, s, 1e-10)
			before = s
		}
	}
}

func TestDegenerateDataAreNamed(t *testing.T) {
	for _, test := range []struct {
		name   string
		family Family
		alive  []int
		want   Case
	}{
		{"nobody left", SBG, []int{50, 50, 50}, NoChurn},
		{"everybody left at the first renewal", SBG, []int{50, 0, 0}, AllChurned},
		{"one renewal", SBG, []int{50, 30}, FewPeriods},
		{"two renewals, three parameters", BDW, []int{50, 30, 20}, FewPeriods},
		{"everybody renews at the same rate", SBG, []int{100000, 80000, 64000, 51200, 40960}, Homogeneous},
		{"rates fall", SBG, []int{1000, 900, 700, 400, 100}, Homogeneous},
		{"rates fall, and time may hasten", BDW, []int{1000, 900, 700, 400, 100}, Homogeneous},
		{"some leave at once, nobody later", SBG, []int{1000, 600, 600, 600}, Polarised},
		{"the same with three parameters", BDW, []int{1000, 600, 600, 600}, Polarised},
		{"a flat top without an end", SBG, []int{3, 1, 1, 1, 0, 0}, Homogeneous},
	} {
		_, err := Fit([]Cohort{{Alive: test.alive}}, &Options{Family: test.family})
		var d *Degenerate
		require.ErrorAs(t, err, &d, test.name)
		assert.Equal(t, test.want, d.Case, test.name)
		assert.Equal(t, test.family, d.Family)
		assert.Contains(t, err.Error(), "can not be fitted")
	}
	for _, none := range [][]Cohort{nil, {{}}, {{Alive: []int{7}}}, {{Alive: []int{0, 0, 0}}}} {
		_, err := Fit(none, nil)
		assert.ErrorIs(t, err, ErrNoData)
	}
}

func TestMistakesHaveTheirPlace(t *testing.T) {
	good := []Cohort{{Alive: []int{9, 8}}}
	for path, err := range map[string]error{
		"cohorts[1].alive[2]": second(Fit([]Cohort{good[0], {Alive: []int{3, 2, 3}}}, nil)),
		"cohorts[0].alive[1]": second(Fit([]Cohort{{Alive: []int{3, -1}}}, nil)),
		"cohorts[0].age":      second(Fit([]Cohort{{Age: -1}}, nil)),
		"options.family":      second(Fit(good, &Options{Family: "f"})),
		"options.level":       second(Fit(good, &Options{Level: 2})),
		"model.alpha":         second(Model{Alpha: math.NaN(), Beta: 1}.Survival(1)),
		"model.beta":          second(Model{Alpha: 1}.Survival(1)),
		"model.c":             second(Model{Alpha: 1, Beta: 1, C: 2}.Survival(1)),
		"model.family":        second(Model{Family: "f", Alpha: 1, Beta: 1}.Survival(1)),
		"t":                   second(Model{Alpha: 1, Beta: 1}.Retention(0)),
		"renewals":            second(Model{Alpha: 1, Beta: 1}.Residual(-1, 0.1)),
		"rate":                second(Model{Alpha: 1, Beta: 1}.Residual(0, 0)),
		"covariance":          second((&Fitted{Model: Model{Alpha: 1, Beta: 1}}).Project(1)),
		"last":                second((&Fitted{}).Project(0)),
	} {
		var mistake *field.Error
		require.ErrorAs(t, err, &mistake, path)
		assert.Equal(t, path, mistake.Path)
	}
	fit, err := Fit(regular, nil)
	require.NoError(t, err)
	assert.Error(t, second(fit.Base(good, 0, 0.1)))
	assert.Error(t, second(fit.Base(good, 1, -0.1)))
	assert.ErrorIs(t, second(fit.Base([]Cohort{{Alive: []int{4, 0}}}, 1, 0.1)), ErrNoData)
}

func second[T any](_ T, err error) error { return err }

// Whatever the table, what comes out is numbers or an error with a name.
func TestNoTableGivesANumberThatIsNone(t *testing.T) {
	r, lost := rand.New(rand.NewPCG(4, 4)), 0
	for range sharedtest.Cases(300, 3000) {
		c, p := Cohort{Alive: []int{[]int{3, 30, 1000}[r.IntN(3)]}}, r.Float64()
		for k := range 1 + r.IntN(8) {
			if r.IntN(2) == 0 {
				p = r.Float64()
			}
			left := 0
			for range c.Alive[k] {
				if r.Float64() < p {
					left++
				}
			}
			c.Alive = append(c.Alive, left)
		}
		for _, family := range Families() {
			fit, err := Fit([]Cohort{c}, &Options{Family: family})
			var d *Degenerate
			switch {
			case errors.Is(err, ErrNoConvergence):
				lost++
				continue
			case err != nil:
				require.ErrorAs(t, err, &d)
				continue
			}
			points, err := fit.Project(5)
			require.NoError(t, err)
			life, _, err := fit.Lifetime()
			require.NoError(t, err)
			residual, err := fit.Residual(r.IntN(100), 0.1)
			require.NoError(t, err)
			_, err = json.Marshal([]any{fit, points, life, residual})
			require.NoError(t, err, "%v", c.Alive)
			for _, p := range points {
				require.True(t, p.Survival.Lo <= p.Survival.Value && p.Survival.Value <= p.Survival.Hi, "%+v", p)
				require.True(t, p.Survival.Lo >= 0 && p.Survival.Hi <= 1)
			}
		}
	}
	assert.LessOrEqual(t, lost, 3, "searches that end nowhere, of some hundreds or thousands")
}

// A cohort may be cut into two at any age: the second part knows how old its
// customers are.
func TestCohortsMayBeCutAndShuffled(t *testing.T) {
	whole, err := Fit(firm, &Options{Family: BDW})
	require.NoError(t, err)
	parts := []Cohort{
		{Alive: []int{10000, 8000}}, {Alive: []int{10000, 8000, 6480}}, {Age: 2, Alive: []int{6480, 5307}},
		{Age: 1, Alive: []int{8000, 6480, 5307, 4391}}, {Alive: []int{10000, 8000, 6480}}, {Alive: []int{10000, 8000}},
	}
	cut, err := Fit(parts, &Options{Family: BDW})
	require.NoError(t, err)
	assert.Equal(t, whole.Estimates, cut.Estimates)
	assert.Equal(t, whole.LogLikelihood, cut.LogLikelihood)
}

func TestAFitIsPlainData(t *testing.T) {
	fit, err := Fit(highEnd, &Options{Family: BDW})
	require.NoError(t, err)
	b, err := json.Marshal(fit)
	require.NoError(t, err)
	var read Fitted
	require.NoError(t, json.Unmarshal(b, &read))
	want, err := fit.Project(20)
	require.NoError(t, err)
	got, err := read.Project(20)
	require.NoError(t, err)
	assert.Equal(t, want, got)
}

// Planted parameters are in their intervals as often as the level says, and so
// is a survival nobody has observed. Of 400 intervals at 90%, 360 hold on
// average, and 337 to 381 with a probability of 99.9%.
func TestIntervalsHoldThePlantedTruth(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	truth := Model{Alpha: 1.2, Beta: 3.5}
	far, err := truth.Survival(24)
	require.NoError(t, err)
	worth, err := truth.Residual(6, 0.1)
	require.NoError(t, err)
	held := map[string]int{}
	for range 400 {
		fit, err := Fit([]Cohort{draw(r, truth, 1500, 6), draw(r, truth, 1500, 3)}, &Options{Level: 0.9})
		require.NoError(t, err)
		points, err := fit.Project(24)
		require.NoError(t, err)
		residual, err := fit.Residual(6, 0.1)
		require.NoError(t, err)
		for name, in := range map[string]bool{
			"alpha":    fit.Estimates[0].Lo <= truth.Alpha && truth.Alpha <= fit.Estimates[0].Hi,
			"beta":     fit.Estimates[1].Lo <= truth.Beta && truth.Beta <= fit.Estimates[1].Hi,
			"survival": points[23].Survival.Lo <= far && far <= points[23].Survival.Hi,
			"residual": residual.Lo <= worth && worth <= residual.Hi,
		} {
			if in {
				held[name]++
			}
		}
	}
	for _, name := range []string{"alpha", "beta", "survival", "residual"} {
		assert.GreaterOrEqual(t, held[name], 337, name)
		assert.LessOrEqual(t, held[name], 381, name)
	}
}
