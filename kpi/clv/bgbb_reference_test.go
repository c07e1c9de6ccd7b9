package clv

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
	"github.com/parcours-go/parcours/persona/field"
)

func anyBGBB(r *rand.Rand, i int) bgbb {
	m := bgbb{size(r, 0.2, 20), size(r, 0.2, 20), size(r, 0.2, 20), size(r, 0.2, 20)}
	if i%4 == 0 {
		m.gamma = 1
	}
	return m
}

func anyCount(r *rand.Rand) History {
	h := History{T: float64(r.IntN(25))}
	if h.Recency = float64(r.IntN(int(h.T) + 1)); h.Recency > 0 {
		h.Frequency = 1 + r.IntN(int(h.Recency))
	}
	return h
}

// slowly is what the model says, by summing over the probabilities p to buy and
// q to leave that a customer may have. Of a customer with both, the likelihood is
//
//	p^x·(1−p)^(n−x)·(1−q)^n + Σ_{i=t_x}^{n−1} p^x·(1−p)^(i−x)·q·(1−q)^i
func (m bgbb) slowly(h History, ahead int, rate float64) slow {
	buy, _ := betaGeometric{a: m.alpha, b: m.beta}.leavers(0, 0)
	leave, _ := betaGeometric{a: m.gamma, b: m.delta}.leavers(0, 0)
	var all, next, conditional, residual float64
	n := int(h.T)
	for _, b := range buy {
		x := math.Pow(b.value, float64(h.Frequency))
		for _, l := range leave {
			weight := b.weight * l.weight
			for i := int(h.Recency); i < n; i++ {
				all += weight * x * math.Pow(1-b.value, float64(i-h.Frequency)) * l.value * math.Pow(1-l.value, float64(i))
			}
			there := weight * x * math.Pow(1-b.value, float64(n-h.Frequency)) * math.Pow(1-l.value, float64(n))
			all += there
			next += there * (1 - l.value)
			there *= b.value
			for i := range ahead {
				conditional += there * math.Pow(1-l.value, float64(i+1))
			}
			v := math.Exp(-rate) * (1 - l.value)
			residual += there * v / (1 - v)
		}
	}
	return slow{math.Log(all / weights(buy) / weights(leave)), next / all, conditional / all, residual / all}
}

func TestBGBBIsASumOverWhatCustomersMayBeLike(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 10))
	for i := range sharedtest.Cases(12, 300) {
		m, h := anyBGBB(r, i), anyCount(r)
		ahead, rate := r.IntN(12), size(r, 1e-3, 2)
		what := fmt.Sprintf("%+v %+v t %v rate %v", m, h, ahead, rate)
		want := m.slowly(h, ahead, rate)
		assert.InDelta(t, want.logLikelihood, m.logLikelihood(&h), 1e-10*max(1, math.Abs(want.logLikelihood)), what)
		assert.InDelta(t, 1, m.alive(&h)/want.alive, 1e-10, what)
		assert.InDelta(t, want.conditional, m.conditional(&h, float64(ahead)), 1e-10*want.conditional, what)
		assert.InEpsilon(t, want.residual, m.residual(&h, rate), 1e-10, what)
	}
}

// There are C(t_x−1, x−1) histories of n opportunities with x taken, the last of
// them at t_x.
func TestBGBBProbabilitiesAreSumsOverHistories(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	for i := range sharedtest.Cases(100, 3000) {
		m, n := anyBGBB(r, i), r.IntN(40)
		all, mean := 0.0, 0.0
		for x := range n + 1 {
			want := 0.0
			if x == 0 {
				want = math.Exp(m.logLikelihood(&History{T: float64(n)}))
			}
			ways := 1.0
			for tx := x; tx <= n && x > 0; tx++ {
				want += ways * math.Exp(m.logLikelihood(&History{Frequency: x, Recency: float64(tx), T: float64(n)}))
				ways *= float64(tx) / float64(tx-x+1)
			}
			p := m.probability(x, float64(n))
			assert.InEpsilon(t, want, p, 1e-11, "%+v x %d n %d", m, x, n)
			all += p
			mean += float64(x) * p
		}
		assert.InDelta(t, 1, all, 1e-12)
		assert.InDelta(t, m.expected(float64(n)), mean, 1e-11*mean)
		assert.Zero(t, m.probability(n+1, float64(n)))
	}
}

// The closed form of the paper, of which nothing is left at gamma = 1.
func TestBGBBExpectsWhatTheClosedFormSays(t *testing.T) {
	m := bgbb{1.2, 0.75, 0.66, 2.78}
	gamma := func(v float64) float64 { g, _ := math.Lgamma(v); return g }
	for _, n := range []float64{0, 1, 7, 300, 100_000} {
		rest := math.Exp(gamma(m.gamma+m.delta) - gamma(m.gamma+m.delta+n) + gamma(1+m.delta+n) - gamma(1+m.delta))
		want := m.alpha / (m.alpha + m.beta) * m.delta / (m.gamma - 1) * (1 - rest)
		assert.InDelta(t, want, m.expected(n), 1e-9*want)
	}
}

func TestBGBBDerivativesAreDifferences(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 6))
	for range sharedtest.Cases(50, 500) {
		var list []History
		for range 12 {
			h := anyCount(r)
			h.Customers = r.IntN(3)
			list = append(list, h)
		}
		derivativesAreDifferences(t, bgbbFamily(), list, anyFour(r))
	}
}

func TestBGBBSaysANumberOfAnything(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 6))
	for range sharedtest.Cases(300, 10_000) {
		m := must(t, BGBB, size(r, minParam, maxParam), size(r, minParam, maxParam), size(r, minParam, maxParam), size(r, minParam, maxParam))
		n := int(size(r, 1, maxOpportunities))
		h := History{T: float64(n), Recency: float64(r.IntN(n + 1))}
		h.Frequency = int(h.Recency * r.Float64())
		if h.Frequency == 0 {
			h.Recency = 0
		}
		what := fmt.Sprintf("%v %+v", m.values, h)
		_, err := m.LogLikelihood(h)
		assert.NoError(t, err, what)
		there := func(v float64, err error) {
			t.Helper()
			assert.NoError(t, err, what)
			assert.True(t, v >= 0, what)
		}
		there(m.Alive(h))
		there(m.Conditional(h, float64(r.IntN(1000))))
		there(m.Expected(float64(n)))
		there(m.Residual(h, size(r, 1e-12, 1e3)))
		there(m.Probability(r.IntN(n+1), float64(n)))
	}
}

func TestBGBBCountsInWholeOpportunities(t *testing.T) {
	m := must(t, BGBB, 1, 1, 1, 1)
	for path, h := range map[string]History{
		"history.t":         {T: 6.5},
		"history.recency":   {Frequency: 1, Recency: 2.5, T: 6},
		"history.frequency": {Frequency: 3, Recency: 2, T: 6},
	} {
		_, err := m.Alive(h)
		var mistake *field.Error
		require.ErrorAs(t, err, &mistake)
		assert.Equal(t, path, mistake.Path)
		_, err = Fit([]History{{T: 6}, h}, &Options{Family: BGBB})
		require.ErrorAs(t, err, &mistake)
		assert.Equal(t, "histories[1]"+path[len("history"):], mistake.Path)
	}
	for _, ahead := range []float64{0.5, maxOpportunities + 1} {
		_, err := m.Conditional(History{T: 6}, ahead)
		var mistake *field.Error
		require.ErrorAs(t, err, &mistake)
		assert.Equal(t, "t", mistake.Path)
	}
}
