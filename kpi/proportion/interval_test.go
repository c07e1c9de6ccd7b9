package proportion

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/special"
	"github.com/parcours-go/parcours/kpi/internal/stat"
	"github.com/parcours-go/parcours/persona/field"
)

var ofOne = []Method{Wilson, WilsonCorrected, ClopperPearson, MidP, Jeffreys, JeffreysEqualTailed, AgrestiCoull, LikelihoodRatio, Wald}

func interval(t testing.TB, k, n int, method Method, level float64) journey.Measure {
	t.Helper()
	m, err := Interval(k, n, &Options{level, method})
	require.NoError(t, err, "%d/%d %s", k, n, method)
	return m
}

// atLeast returns the probability of k successes or more in n trials, and that
// of exactly k, summed with 200 bits.
func atLeast(k, n int, p float64) (tail, exactly float64) {
	with, without := big.NewFloat(p).SetPrec(200), new(big.Float).SetPrec(200)
	without.Sub(big.NewFloat(1), with)
	sum, mass := new(big.Float).SetPrec(200), new(big.Float)
	for j := k; j <= n; j++ {
		term := new(big.Float).SetPrec(200).SetInt(new(big.Int).Binomial(int64(n), int64(j)))
		for i := range n {
			if i < j {
				term.Mul(term, with)
			} else {
				term.Mul(term, without)
			}
		}
		sum.Add(sum, term)
		if j == k {
			mass = term
		}
	}
	tail, _ = sum.Float64()
	exactly, _ = mass.Float64()
	return tail, exactly
}

// The definition of each lower bound, on small counts, the slow way. What the
// bound is rounded to moves a tail by some 10⁻⁹ of itself at most.
func TestBoundsAreWhatTheirDefinitionsSay(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for range 300 {
		n := 1 + r.IntN(50)
		k := 1 + r.IntN(n)
		level := 0.5 + 0.4999*r.Float64()
		half, z := (1-level)/2, stat.NormalQuantile(0.5+level/2)
		at := fmt.Sprintf("%d/%d at %v", k, n, level)

		tail, _ := atLeast(k, n, interval(t, k, n, ClopperPearson, level).Lo)
		assert.InEpsilon(t, half, tail, 1e-8, at)

		tail, exactly := atLeast(k, n, interval(t, k, n, MidP, level).Lo)
		assert.InEpsilon(t, half, tail-exactly/2, 1e-8, at)

		below, whole := posterior(k, n, interval(t, k, n, Jeffreys, level).Lo)
		assert.InEpsilon(t, half, below/whole, 1e-8, at)

		lo, p := interval(t, k, n, LikelihoodRatio, level).Lo, float64(k)/float64(n)
		deviance := 2 * float64(k) * math.Log(p/lo)
		if k < n {
			deviance += 2 * float64(n-k) * math.Log((1-p)/(1-lo))
		}
		assert.InEpsilon(t, z*z, deviance, 1e-8, at)
	}
}

// posterior integrates θ^(k−1/2)·(1−θ)^(n−k−1/2) up to p and up to 1: with θ =
// sin²φ it is a polynomial of sines and cosines.
func posterior(k, n int, p float64) (below, whole float64) {
	rule := special.GaussLegendre(100)
	f := func(phi float64) float64 {
		return math.Pow(math.Sin(phi), float64(2*k)) * math.Pow(math.Cos(phi), float64(2*(n-k)))
	}
	return rule.Integrate(f, 0, math.Asin(math.Sqrt(p))), rule.Integrate(f, 0, math.Pi/2)
}

// How often an interval at 0.95 holds p is a sum over k, without a draw.
func coverage(t *testing.T, n int, method Method) func(p float64) float64 {
	bounds := make([]journey.Measure, n+1)
	for k := range bounds {
		bounds[k] = interval(t, k, n, method, 0.95)
	}
	return func(p float64) (held float64) {
		for k, m := range bounds {
			if m.Lo <= p && p <= m.Hi {
				held += special.BinomialMass(float64(k), float64(n-k), p, 1-p)
			}
		}
		return held
	}
}

func TestExactIntervalsHoldAtLeastAsOftenAsTheySay(t *testing.T) {
	for n := 1; n <= 60; n++ {
		held := coverage(t, n, ClopperPearson)
		for i := range 1001 {
			p := float64(i) / 1000
			require.GreaterOrEqual(t, held(p), 0.95-1e-12, "n %d p %v", n, p)
		}
	}
}

// Brown, Cai and DasGupta (2001), section 4, and Newcombe (1998) say so of the
// mean over all p. Wald falls short.
func TestOtherIntervalsHoldAsOftenAsTheySayOnAverage(t *testing.T) {
	for _, n := range []int{10, 25, 60} {
		mean := func(method Method) (sum float64) {
			held := coverage(t, n, method)
			for i := range 2000 {
				sum += held((float64(i)+0.5)/2000) / 2000
			}
			return sum
		}
		for _, method := range []Method{Wilson, MidP, Jeffreys, LikelihoodRatio, AgrestiCoull} {
			assert.InDelta(t, 0.95, mean(method), 0.021, "n %d %s", n, method)
		}
		assert.InDelta(t, 0.95, mean(Wilson), 0.005, "n %d", n)
		assert.Greater(t, mean(WilsonCorrected), 0.965, "n %d", n)
		assert.Less(t, mean(Wald), 0.92, "n %d", n)
	}
}

func TestBoundsRiseWithTheCountAndSpreadWithTheLevel(t *testing.T) {
	for _, method := range ofOne {
		for _, n := range []int{1, 2, 3, 7, 30, 101} {
			for k := range n + 1 {
				m := interval(t, k, n, method, 0.95)
				if method == JeffreysEqualTailed && k%n == 0 {
					assert.True(t, m.Lo > 0 && m.Hi < 1)
				} else {
					assert.True(t, 0 <= m.Lo && m.Lo <= m.Value && m.Value <= m.Hi && m.Hi <= 1, "%s %+v", method, m)
				}
				if k > 0 {
					before := interval(t, k-1, n, method, 0.95)
					assert.True(t, before.Lo <= m.Lo && before.Hi <= m.Hi || method == Wald, "%s %+v", method, m)
				}
				inner, outer := interval(t, k, n, method, 0.5), interval(t, k, n, method, 0.999)
				assert.True(t, outer.Lo <= m.Lo && m.Lo <= inner.Lo && inner.Hi <= m.Hi && m.Hi <= outer.Hi, "%s %+v", method, m)
				other := interval(t, n-k, n, method, 0.95)
				assert.InDelta(t, 1-m.Lo, other.Hi, 2e-11, "%s %+v", method, m)
				assert.InDelta(t, 1-m.Hi, other.Lo, 2e-11, "%s %+v", method, m)
			}
		}
	}
}

func TestNobodyAndEverybody(t *testing.T) {
	z, zz := 1.959963984540054, 3.841458820694124
	for _, c := range []struct {
		method Method
		hi     float64
	}{
		{Wilson, zz / (20 + zz)}, {WilsonCorrected, (zz + 1 + z*math.Sqrt(zz+2-1./20)) / (2 * (20 + zz))},
		{ClopperPearson, 1 - math.Pow(0.025, 1./20)},
		{MidP, 1 - math.Pow(0.05, 1./20)}, {LikelihoodRatio, -math.Expm1(-zz / 40)}, {Wald, 0},
	} {
		nobody, everybody := interval(t, 0, 20, c.method, 0.95), interval(t, 20, 20, c.method, 0.95)
		assert.Zero(t, nobody.Lo, c.method)
		assert.InDelta(t, c.hi, nobody.Hi, 1e-9, c.method)
		assert.Equal(t, 1.0, everybody.Hi, c.method)
		assert.InDelta(t, 1-c.hi, everybody.Lo, 1e-9, c.method)
	}
}

// At a p near 0 a count is nearly Poisson, and the exact bounds are quantiles of
// gamma distributions: of 20, χ²(40)/2 at 0.025 and χ²(42)/2 at 0.975.
func TestCountsOfThousandsOfMillions(t *testing.T) {
	m := interval(t, 20, 1e9, ClopperPearson, 0.95)
	_, from := special.GammaTails(20, m.Lo*1e9)
	below, _ := special.GammaTails(21, m.Hi*1e9)
	assert.InEpsilon(t, 0.975, from, 1e-7)
	assert.InEpsilon(t, 0.975, below, 1e-7)

	const most = min(1<<53, math.MaxInt)
	for _, method := range ofOne {
		for _, n := range []int{1e9, most} {
			for _, k := range []int{0, 1, 20, n / 3, n / 2, n - 1, n} {
				for _, level := range []float64{0.5, 0.95, 0.999999} {
					m := interval(t, k, n, method, level)
					plain := method == JeffreysEqualTailed && k%n == 0
					assert.True(t, 0 <= m.Lo && (m.Lo <= m.Value && m.Value <= m.Hi || plain) && m.Hi <= 1 && m.Level == level, "%s %+v", method, m)
					assert.Less(t, m.Hi-m.Lo, 2e-4)
				}
			}
		}
	}
}

func TestMistakesOfIntervals(t *testing.T) {
	for _, c := range []struct {
		name string
		k, n int
		opt  *Options
		path string
	}{
		{"a count below 0", -1, 5, nil, "k"},
		{"more than there are", 6, 5, nil, "k"},
		{"fewer than nobody", 0, -1, nil, "n"},
		{"the least of all numbers", math.MinInt, math.MinInt, nil, "n"},
		{"the largest of all numbers", math.MaxInt, math.MaxInt, nil, "n"},
		{"a level of certainty", 1, 5, &Options{Level: 1}, "options.level"},
		{"a level in percent", 1, 5, &Options{Level: 95}, "options.level"},
		{"a level that is no number", 1, 5, &Options{Level: math.NaN()}, "options.level"},
		{"an unknown method", 1, 5, &Options{Method: "PERSONAL"}, "options.method"},
		{"a method for two", 1, 5, &Options{Method: Newcombe}, "options.method"},
	} {
		if c.n == math.MaxInt && math.MaxInt < 1<<53 {
			continue // of 32 bits each number is a count
		}
		t.Run(c.name, func(t *testing.T) {
			m, err := Interval(c.k, c.n, c.opt)
			var mistake *field.Error
			require.ErrorAs(t, err, &mistake)
			assert.Equal(t, c.path, mistake.Path)
			assert.NotContains(t, err.Error(), "PERSONAL")
			assert.Zero(t, m)
		})
	}
	_, err := Interval(0, 0, nil)
	assert.ErrorIs(t, err, ErrNoData)
}

func BenchmarkInterval(b *testing.B) {
	for _, method := range ofOne {
		for _, n := range []int{263, 1e9} {
			b.Run(fmt.Sprintf("%s/%.0e", method, float64(n)), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					interval(b, n/3, n, method, 0.95)
				}
			})
		}
	}
}

// With one success in many the bounds are those of a Poisson variable: above the
// lower mid-p bound lies the tail, of more than one and half of one, and below
// the upper one that of none and half of one.
func TestOneInManyAtEveryLevel(t *testing.T) {
	for n := 10_000; n <= 1_000_000_000; n *= 10 {
		for i := 500; i < 1000; i++ {
			level := float64(i) / 1000
			m := interval(t, 1, n, MidP, level)
			lo, hi, epsilon := m.Lo*float64(n), m.Hi*float64(n), 200/float64(n)+1e-8
			assert.InEpsilon(t, (1-level)/2, 1-math.Exp(-lo)*(1+lo/2), epsilon, "%d %v", n, level)
			assert.InEpsilon(t, (1-level)/2, math.Exp(-hi)*(1+hi/2), epsilon, "%d %v", n, level)
			others := interval(t, n-1, n, MidP, level)
			assert.InDeltaSlice(t, []float64{1 - m.Hi, 1 - m.Lo}, []float64{others.Lo, others.Hi}, 1e-11)
		}
	}
}
