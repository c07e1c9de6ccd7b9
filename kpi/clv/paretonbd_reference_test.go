package clv

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/internal/mle"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
	"github.com/parcours-go/parcours/kpi/internal/special"
)

// gammas is a gamma distribution with its factor: the values with weights of
// v^shape·exp(−rate·v) dv/v, all but a factor whose logarithm it returns too.
func gammas(shape, rate float64) ([]latent, float64) {
	return grid(math.Log(shape/rate), min(0.15, 0.5/math.Sqrt(shape)), func(u float64) float64 {
		return shape*u - rate*math.Exp(u)
	}, math.Exp)
}

// slowly is what the model says, by summing over the rates of buying λ and of
// leaving μ that a customer may have. Of a customer with both, the likelihood is
//
//	λ^x·exp(−(λ+μ)T) + μ·λ^x·exp(−(λ+μ)t_x)·(1 − exp(−(λ+μ)(T−t_x)))/(λ+μ)
func (m *paretoNBD) slowly(h History, t, rate float64) slow {
	x := float64(h.Frequency)
	buy, l1 := gammas(m.r+x, m.alpha+h.T)
	leave, l2 := gammas(m.s, m.beta+h.T)
	stay := l1 + l2 + math.Log(weights(buy)*weights(leave))
	buyBefore, l3 := gammas(m.r+x, m.alpha+h.Recency)
	leaveBefore, l4 := gammas(m.s, m.beta+h.Recency)
	gone := 0.0
	for _, b := range buyBefore {
		for _, l := range leaveBefore {
			sum := b.value + l.value
			gone -= b.weight * l.weight * l.value / sum * math.Expm1(-sum*(h.T-h.Recency))
		}
	}
	left := l3 + l4 + math.Log(gone)
	lgamma := func(v float64) float64 { g, _ := math.Lgamma(v); return g }
	most := max(stay, left)
	s := slow{
		alive: 1 / (1 + math.Exp(left-stay)),
		logLikelihood: most + math.Log(math.Exp(stay-most)+math.Exp(left-most)) +
			m.r*math.Log(m.alpha) - lgamma(m.r) + m.s*math.Log(m.beta) - lgamma(m.s),
	}
	mean := 0.0
	for _, b := range buy {
		mean += b.weight * b.value
	}
	for _, l := range leave {
		s.conditional -= l.weight * math.Expm1(-l.value*t) / l.value
		s.residual += l.weight / (rate + l.value)
	}
	all := s.alive * mean / (weights(buy) * weights(leave))
	s.conditional *= all
	s.residual *= all
	return s
}

func anyParetoNBD(r *rand.Rand, i int) *paretoNBD {
	m := &paretoNBD{r: size(r, 0.1, 20), alpha: size(r, 0.01, 100), s: size(r, 0.1, 20), beta: size(r, 0.01, 100), rules: newDepartureRules()}
	switch i % 5 {
	case 0:
		m.s = 1
	case 1:
		m.beta = m.alpha
	}
	return m
}

func size(r *rand.Rand, lo, hi float64) float64 {
	return math.Exp(math.Log(lo) + r.Float64()*math.Log(hi/lo))
}

func anyHistory(r *rand.Rand) History {
	h := History{Frequency: []int{0, 1, 2, 7, 40, 600, 5000}[r.IntN(7)], T: size(r, 1e-3, 1e4)}
	if h.Frequency > 0 {
		h.Recency = h.T * []float64{0.01, 0.7, 0.99, 0.9999, 1}[r.IntN(5)]
	}
	return h
}

func TestParetoNBDIsASumOverWhatCustomersMayBeLike(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 9))
	for i := range sharedtest.Cases(40, 600) {
		m, h := anyParetoNBD(r, i), anyHistory(r)
		ahead, rate := []float64{1e-3, 1, 50, 1e4, 1e7}[r.IntN(5)], size(r, 1e-3, 10)
		what := fmt.Sprintf("%+v %+v t %v rate %v", *m, h, ahead, rate)
		want := m.slowly(h, ahead, rate)
		assert.InDelta(t, want.logLikelihood, m.logLikelihood(&h), 1e-10*max(1, math.Abs(want.logLikelihood)), what)
		if want.alive < 1e-200 {
			continue
		}
		near := 1e-11 * (10 + math.Abs(math.Log(want.alive)))
		assert.InEpsilon(t, want.alive, m.alive(&h), near, what)
		assert.InEpsilon(t, want.conditional, m.conditional(&h, ahead), near, what)
		assert.InEpsilon(t, want.residual, m.residual(&h, rate), near, what)
		assert.InEpsilon(t, m.slowly(History{}, ahead, rate).conditional, m.expected(ahead), 1e-10, what)
	}
}

// Whatever the parameters, the few nodes of the rules give what the trapezoidal
// rule does over the log-odds of the share of the time since t_x.
func TestTheIntegralOverDeparturesHasItsDigits(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	for i := range sharedtest.Cases(4000, 100_000) {
		m := &paretoNBD{
			r: size(r, 1e-3, 1e3), alpha: size(r, 1e-6, 1e6), s: size(r, 1e-6, 1e3), beta: size(r, 1e-6, 1e6), rules: newDepartureRules(),
		}
		h := anyHistory(r)
		if i%2 == 0 { // as customers are
			m.r, m.alpha, m.s, m.beta = size(r, 0.1, 5), size(r, 0.5, 50), size(r, 0.1, 5), size(r, 0.5, 50)
			h = History{Frequency: r.IntN(5), T: size(r, 1, 200)}
			h.Recency = h.T * r.Float64() * min(1, float64(h.Frequency))
		}
		d := m.departure(float64(h.Frequency), h.Recency, h.T)
		if d.gap == 0 {
			continue
		}
		want := special.LogIntegral(func(v float64) float64 {
			fall := math.Log1p(math.Exp(-math.Abs(v)))
			until, rest := min(v, 0)-fall, min(-v, 0)-fall // ln(y/gap) and ln(1−y/gap)
			y := d.gap * math.Exp(until)
			return until + rest - math.Log(d.b+y) - d.shape*math.Log1p(y/d.a) - d.s*math.Log1p(y/d.b)
		}, 0)
		got := m.rules.integral(&d)
		assert.InEpsilon(t, d.gap*math.Exp(want), got, 1e-13+1e-15*(d.shape+d.s), "%+v %+v", m, h)
	}
}

// Probabilities of a customer with rates λ and μ: x purchases by t and there, or
// x purchases and then to leave, which is Poisson with the rate λ+μ.
func TestParetoNBDProbabilitiesAreMeansOverCustomers(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	poisson := func(x int, mean float64) float64 {
		g, _ := math.Lgamma(float64(x) + 1)
		return math.Exp(float64(x)*math.Log(mean) - mean - g)
	}
	for i := range sharedtest.Cases(6, 100) {
		m := anyParetoNBD(r, i)
		m.r, m.s = max(m.r, 0.5), max(m.s, 0.5) // of small ones the grid is long
		x, ahead := r.IntN(8), size(r, 0.1, 60)
		buy, _ := gammas(m.r, m.alpha)
		leave, _ := gammas(m.s, m.beta)
		want := 0.0
		for _, b := range buy {
			for _, l := range leave {
				if b.weight*l.weight < 1e-17 {
					continue
				}
				sum := (b.value + l.value) * ahead
				above := 0.0
				if sum < 2 {
					for j := x + 1; j < x+30; j++ {
						above += poisson(j, sum)
					}
				} else {
					above = 1
					for j := range x + 1 {
						above -= poisson(j, sum)
					}
				}
				p := poisson(x, b.value*ahead)*math.Exp(-l.value*ahead) +
					l.value/(b.value+l.value)*math.Pow(b.value/(b.value+l.value), float64(x))*above
				want += b.weight * l.weight * p
			}
		}
		want /= weights(buy) * weights(leave)
		assert.InDelta(t, want, m.probability(x, ahead), 1e-10*want+1e-17, "%+v x %d t %v", *m, x, ahead)
	}
}

func TestParetoNBDProbabilitiesSumToOneAndTheirMeanIsTheExpectedNumber(t *testing.T) {
	for _, p := range [][]float64{{0.55, 10.58, 0.61, 11.67}, {3, 2, 0.02, 500}, {0.5, 0.01, 1, 0.3}} {
		m := must(t, ParetoNBD, p...)
		sum, mean := 0.0, 0.0
		for x := range 3000 {
			v, err := m.Probability(x, 20)
			require.NoError(t, err)
			sum += v
			mean += float64(x) * v
			if v < 1e-16 {
				break
			}
		}
		v, err := m.Expected(20)
		require.NoError(t, err)
		if p[1] > 1 {
			assert.InDelta(t, 1, sum, 1e-10)
			assert.InEpsilon(t, v, mean, 1e-9)
		} else {
			assert.InDelta(t, 1, sum, 0.05) // the tail is long
			assert.Less(t, mean, v)
		}
	}
}

func TestParetoNBDDerivativesAreDifferences(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	for range sharedtest.Cases(50, 500) {
		var list []History
		for range 12 {
			h := History{Frequency: r.IntN(4) * r.IntN(9), T: 1 + 50*r.Float64(), Customers: r.IntN(3)}
			if h.Frequency > 0 {
				h.Recency = h.T * min(1, 1.2*r.Float64())
			}
			list = append(list, h)
		}
		derivativesAreDifferences(t, paretoNBDFamily(), list, anyFour(r))
	}
}

func anyFour(r *rand.Rand) (at [4]float64) {
	for k := range at {
		at[k] = math.Exp(5*r.Float64() - 2)
	}
	return at
}

// derivativesAreDifferences checks that the objective is the sum of the
// log-likelihoods, and that its derivatives are what central differences say.
func derivativesAreDifferences(t *testing.T, def family, list []History, at [4]float64) {
	t.Helper()
	f := def.objective(collapse(list))
	here := mle.NewDerivatives(4)
	f(at[:], here)
	sum, law := 0.0, def.law(at[:])
	for i := range list {
		sum += float64(list[i].customers()) * law.logLikelihood(&list[i])
	}
	assert.InEpsilon(t, sum, here.Value, 1e-12)
	scale := 1.0
	for _, g := range here.Gradient {
		scale = max(scale, math.Abs(g))
	}
	for k := range at {
		up, down := at, at
		step := 1e-5 * at[k]
		up[k] += step
		down[k] -= step
		u, d := mle.NewDerivatives(4), mle.NewDerivatives(4)
		f(up[:], u)
		f(down[:], d)
		assert.InDelta(t, (u.Value-d.Value)/(2*step), here.Gradient[k], 1e-6*max(scale, 1/at[k]), "gradient %d at %v", k, at)
		for j := range k + 1 {
			assert.InDelta(t, (u.Gradient[j]-d.Gradient[j])/(2*step), here.Hessian[4*k+j],
				1e-5*max(scale, scale/at[k], 1/at[k]/at[j]), "hessian %d %d at %v", k, j, at)
		}
	}
}

// No argument that passes the checks makes a number that is none.
func TestParetoNBDSaysANumberOfAnything(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 5))
	for range sharedtest.Cases(3000, 100_000) {
		m, err := New(ParetoNBD, size(r, minParam, maxParam), size(r, minParam, maxParam), size(r, minParam, maxParam), size(r, minParam, maxParam))
		require.NoError(t, err)
		h := History{Frequency: int(size(r, 1, 2*maxFrequency)) / 2, T: size(r, 1e-12, maxTime)}
		if h.Frequency > 0 {
			h.Recency = h.T * []float64{0, 1e-9, 0.5, 1 - 1e-9, 1}[r.IntN(5)]
		}
		ahead := size(r, 1e-12, maxTime)
		what := fmt.Sprintf("%v %+v %v", m.values, h, ahead)
		_, err = m.LogLikelihood(h)
		assert.NoError(t, err, what)
		alive, err := m.Alive(h)
		assert.NoError(t, err, what)
		assert.True(t, alive >= 0 && alive <= 1, what)
		there := func(v float64, err error) {
			t.Helper()
			assert.NoError(t, err, what)
			assert.True(t, v >= 0, what)
		}
		there(m.Conditional(h, ahead))
		there(m.Expected(ahead))
		there(m.Residual(h, size(r, 1e-12, 1e3)))
		if h.Frequency < 10000 {
			p, err := m.Probability(h.Frequency, ahead)
			there(p, err)
		}
	}
}
