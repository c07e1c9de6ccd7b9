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
)

// A latent is a value that a customer may have, with its weight.
type latent struct{ value, weight float64 }

// grid returns values of exp(u) or 1/(1+exp(−u)), whichever value says, with
// weights exp(log(u)), all but a factor whose logarithm it returns too. It is
// the trapezoidal rule, wide and fine enough for 13 digits.
func grid(mode, step float64, log, value func(u float64) float64) (list []latent, factor float64) {
	top := log(mode)
	add := func(u float64) bool {
		w := math.Exp(log(u) - top)
		list = append(list, latent{value(u), w * step})
		return w > 1e-19
	}
	for u := mode; add(u); u += step {
	}
	for u := mode - step; add(u); u -= step {
	}
	return list, top
}

func odds(u float64) float64 { return 1 / (1 + math.Exp(-u)) }

// leavers is the distribution of the probability to leave, times
// p^gone·(1−p)^stayed.
func (m betaGeometric) leavers(gone, stayed float64) ([]latent, float64) {
	a, b := m.a+gone, m.b+stayed
	return grid(math.Log(a/b), min(0.2, 0.5*math.Sqrt((a+b)/(a*b))), func(u float64) float64 {
		if u < 0 {
			return a*u - (a+b)*math.Log1p(math.Exp(u))
		}
		return -b*u - (a+b)*math.Log1p(math.Exp(-u))
	}, odds)
}

// buyers is the distribution of rates, times λ^x·exp(−λt).
func (m betaGeometric) buyers(x, t float64) ([]latent, float64) {
	shape, rate := m.r+x, m.alpha+t
	return grid(math.Log(shape/rate), min(0.15, 0.5/math.Sqrt(shape)), func(u float64) float64 {
		return shape*u - rate*math.Exp(u)
	}, math.Exp)
}

func weights(list []latent) float64 {
	sum := 0.0
	for _, l := range list {
		sum += l.weight
	}
	return sum
}

// slow is what the model says, by summing over what a customer may be like.
type slow struct {
	logLikelihood, alive  float64
	conditional, residual float64 // of t and rate
}

func (m betaGeometric) slowly(h History, t, rate float64) slow {
	x := float64(h.Frequency)
	k := x + m.first
	ps, p1 := m.leavers(0, k)
	rates, l1 := m.buyers(x, h.T)
	stay := p1 + l1 + math.Log(weights(ps)) + math.Log(weights(rates))
	left := math.Inf(-1)
	if k > 0 {
		gonePs, p2 := m.leavers(1, k-1)
		goneRates, l2 := m.buyers(x, h.Recency)
		left = p2 + l2 + math.Log(weights(gonePs)) + math.Log(weights(goneRates))
	}
	var s slow
	lgamma := func(v float64) float64 { g, _ := math.Lgamma(v); return g }
	most := max(stay, left)
	s.logLikelihood = most + math.Log(math.Exp(stay-most)+math.Exp(left-most)) +
		m.r*math.Log(m.alpha) - lgamma(m.r) + lgamma(m.a+m.b) - lgamma(m.a) - lgamma(m.b)
	s.alive = 1 / (1 + math.Exp(left-stay))
	for _, l := range rates {
		for _, p := range ps {
			w := l.weight * p.weight
			s.conditional -= w * math.Expm1(-l.value*p.value*t) / p.value
			s.residual += w * l.value / (rate + l.value*p.value)
		}
	}
	all := s.alive / (weights(ps) * weights(rates))
	s.conditional *= all
	s.residual *= all
	return s
}

func TestBetaGeometricModelsAreSumsOverWhatCustomersMayBeLike(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	size := func(lo, hi float64) float64 { return math.Exp(math.Log(lo) + r.Float64()*math.Log(hi/lo)) }
	for i := range sharedtest.Cases(60, 600) {
		m := betaGeometric{size(0.1, 20), size(0.01, 100), size(0.15, 20), size(0.15, 20), float64(i % 2)}
		switch i % 5 {
		case 0:
			m.a = 1
		case 1:
			m.a, m.b = 0.2, 0.3
		}
		h := History{Frequency: []int{0, 1, 2, 7, 40, 600, 5000}[r.IntN(7)], T: size(1e-3, 1e4)}
		if h.Frequency > 0 {
			h.Recency = h.T * []float64{0.01, 0.7, 0.99, 0.9999, 1}[r.IntN(5)]
		}
		ahead := []float64{1e-3, 1, 50, 1e4, 1e7}[r.IntN(5)]
		rate := size(1e-3, 10)
		what := fmt.Sprintf("%+v %+v t %v rate %v", m, h, ahead, rate)
		want := m.slowly(h, ahead, rate)
		assert.InDelta(t, want.logLikelihood, m.logLikelihood(&h), 1e-10*max(1, math.Abs(want.logLikelihood)), what)
		if want.alive < 1e-200 {
			continue
		}
		near := 1e-11 * (10 + math.Abs(math.Log(want.alive)))
		assert.InEpsilon(t, want.alive, m.alive(&h), near, what)
		assert.InEpsilon(t, want.conditional, m.conditional(&h, ahead), near, what)
		assert.InEpsilon(t, want.residual, m.residual(&h, rate), near, what)
	}
}

// The probability of x purchases is the mean over rates and probabilities: of x
// purchases in time of somebody who lets all chances pass, or of x or more of
// somebody who takes the last.
func TestBetaGeometricProbabilitiesAreMeansOverCustomers(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 8))
	size := func(lo, hi float64) float64 { return math.Exp(math.Log(lo) + r.Float64()*math.Log(hi/lo)) }
	poisson := func(x int, mean float64) float64 {
		g, _ := math.Lgamma(float64(x) + 1)
		return math.Exp(float64(x)*math.Log(mean) - mean - g)
	}
	for i := range sharedtest.Cases(25, 100) {
		m := betaGeometric{size(0.1, 20), size(0.1, 50), size(0.15, 20), size(0.15, 20), float64(i % 2)}
		x, ahead := r.IntN(12), size(0.1, 60)
		ps, _ := m.leavers(0, 0)
		rates, _ := m.buyers(0, 0)
		want := 0.0
		for _, l := range rates {
			exactly := poisson(x, l.value*ahead)
			atLeast := 0.0
			for j := x; j < x+10 || poisson(j, l.value*ahead) > 1e-18*atLeast || float64(j) < l.value*ahead; j++ {
				atLeast += poisson(j, l.value*ahead)
			}
			for _, p := range ps {
				k := x + int(m.first)
				now := exactly * math.Pow(1-p.value, float64(k))
				if k > 0 {
					now += atLeast * p.value * math.Pow(1-p.value, float64(k-1))
				}
				want += l.weight * p.weight * now
			}
		}
		want /= weights(ps) * weights(rates)
		// The grid leaves out what is below 1e-19 of the whole.
		assert.InDelta(t, want, m.probability(x, ahead), 1e-10*want+1e-17, "%+v x %d t %v", m, x, ahead)
	}
}

func TestBetaGeometricProbabilitiesSumToOneAndTheirMeanIsTheExpectedNumber(t *testing.T) {
	for _, f := range []Family{BGNBD, MBGNBD} {
		m := must(t, f, 0.5, 4, 0.8, 2.5)
		sum, mean := 0.0, 0.0
		for x := range 400 {
			p, err := m.Probability(x, 20)
			require.NoError(t, err)
			sum += p
			mean += float64(x) * p
		}
		assert.InDelta(t, 1, sum, 1e-10)
		v, err := m.Expected(20)
		require.NoError(t, err)
		assert.InEpsilon(t, v, mean, 1e-9)
	}
}

// The objective is the sum of the log-likelihoods, and its derivatives are what
// central differences say.
func TestBetaGeometricDerivativesAreDifferences(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for i := range sharedtest.Cases(50, 500) {
		var list []History
		for range 12 {
			h := History{Frequency: r.IntN(4) * r.IntN(9), T: 1 + 50*r.Float64(), Customers: r.IntN(3)}
			if h.Frequency > 0 {
				h.Recency = h.T * r.Float64()
			}
			list = append(list, h)
		}
		def := betaGeometricFamily(float64(i % 2))
		f := def.objective(collapse(list))
		var at [4]float64
		for k := range at {
			at[k] = math.Exp(5*r.Float64() - 2)
		}
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
}

// Whatever the parameters and the history: probabilities are in [0, 1], what is
// expected is no less than 0 and no more than of somebody who never leaves, and
// rises with time and falls with the discount rate. No number is none.
func TestBetaGeometricPredictionsHaveBoundsAtTheEdges(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	size := func(lo, hi float64) float64 { return math.Pow(10, lo+(hi-lo)*r.Float64()) }
	for range sharedtest.Cases(100, 2000) {
		f := betaGeometricFamilies[r.IntN(2)]
		var p [4]float64
		for k := range p {
			p[k] = size(-9, 12)
			if r.IntN(2) == 0 {
				p[k] = size(-2, 2)
			}
		}
		m := must(t, f.Family, p[:]...)
		h := History{Frequency: []int{0, 1, 9, 1000, 1_000_000}[r.IntN(5)], T: size(-12, 12)}
		if h.Frequency > 0 {
			h.Recency = h.T * []float64{0, 1e-9, 0.5, 1}[r.IntN(4)]
		}
		ahead, rate := size(-12, 11), size(-12, 3)
		what := fmt.Sprintf("%s %v %+v t %v rate %v", f.Family, p, h, ahead, rate)
		alive, err := m.Alive(h)
		require.NoError(t, err, what)
		require.True(t, alive >= 0 && alive <= 1, what)
		_, err = m.LogLikelihood(h)
		require.NoError(t, err, what)
		never := must(t, NBD, p[0], p[1])
		most, err := never.Conditional(h, ahead)
		require.NoError(t, err, what)
		some, err := m.Conditional(h, ahead)
		require.NoError(t, err, what)
		more, err := m.Conditional(h, 2*ahead)
		require.NoError(t, err, what)
		require.True(t, some >= 0 && some <= most*(1+1e-9) && more >= some*(1-1e-9), "%s: %v of %v, then %v", what, some, most, more)
		some, err = m.Residual(h, rate)
		require.NoError(t, err, what)
		less, err := m.Residual(h, 2*rate)
		require.NoError(t, err, what)
		most, err = never.Residual(h, rate)
		require.NoError(t, err, what)
		require.True(t, less >= 0 && less <= some*(1+1e-9) && some <= most*(1+1e-9), "%s: %v of %v, then %v", what, some, most, less)
		v, err := m.Probability(r.IntN(1000), ahead)
		require.NoError(t, err, what)
		require.True(t, v >= 0 && v <= 1, what)
	}
}
