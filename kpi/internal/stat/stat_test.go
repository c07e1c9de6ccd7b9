package stat

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWilsonAgreesWithNewcombesTable(t *testing.T) {
	// R. G. Newcombe, Statistics in Medicine 17 (1998) 857–872, table I,
	// method 3, four decimals.
	for _, c := range []struct {
		k, n   int
		lo, hi float64
	}{
		{81, 263, .2553, .3662},
		{15, 148, .0624, .1605},
		{0, 20, 0, .1611},
		{1, 29, .0061, .1718},
	} {
		got := Wilson(c.k, c.n, 0.95)
		assert.InDelta(t, c.lo, got.Lo, 5e-5, "%d/%d", c.k, c.n)
		assert.InDelta(t, c.hi, got.Hi, 5e-5, "%d/%d", c.k, c.n)
	}
}

func TestWilsonAtTheEdgesIsExact(t *testing.T) {
	assert.Equal(t, Interval{0, 1, 0.95}, Wilson(0, 0, 0.95))
	for n := 1; n < 200; n++ {
		assert.Zero(t, Wilson(0, n, 0.95).Lo, n)
		assert.Equal(t, 1.0, Wilson(n, n, 0.95).Hi, n)
	}
}

// The bounds solve |p̂ − p| = z·√(p(1−p)/n): Wilson's definition.
func TestWilsonSolvesItsEquation(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		n := 1 + r.IntN(10_000)
		k, level := r.IntN(n+1), 0.5+0.4999*r.Float64()
		z, p := NormalQuantile(0.5+level/2), float64(k)/float64(n)
		for _, bound := range []float64{Wilson(k, n, level).Lo, Wilson(k, n, level).Hi} {
			assert.InDelta(t, math.Abs(p-bound), z*math.Sqrt(bound*(1-bound)/float64(n)), 1e-9)
		}
	}
}

func TestNormalQuantile(t *testing.T) {
	// Wichura 1988, section "Test data", to the ten digits printed.
	assert.InDelta(t, -0.6744897501960817, NormalQuantile(0.25), 1e-15)
	assert.InDelta(t, -3.090232306167814, NormalQuantile(0.001), 1e-14)
	assert.InDelta(t, 1.959963984540054, NormalQuantile(0.975), 1e-15)
}

func TestStudentQuantile(t *testing.T) {
	// Exact: t(p; 1) = tan(π(p−½)), t(p; 2) = (2p−1)·√(2/(4p(1−p))). The
	// others are Abramowitz and Stegun's table 26.10, three decimals.
	assert.InEpsilon(t, math.Tan(math.Pi*0.475), StudentQuantile(0.975, 1), 1e-12)
	assert.InEpsilon(t, 0.95*math.Sqrt(2/(4*0.975*0.025)), StudentQuantile(0.975, 2), 1e-12)
	for n, want := range map[int]float64{3: 3.182, 10: 2.228, 30: 2.042, 120: 1.980} {
		assert.InDelta(t, want, StudentQuantile(0.975, n), 5e-4, n)
	}
	for _, p := range []float64{0.6, 0.9, 0.975, 0.9995} {
		series := StudentQuantile(p, 1000)
		assert.InEpsilon(t, series, studentExpansion(NormalQuantile(p), 1000), 1e-11, "the two ways meet")
	}
}

func TestQuantileOfTypeSeven(t *testing.T) {
	x := []float64{1, 2, 4, 8}
	assert.Equal(t, 3.0, Quantile(x, 0.5))
	assert.InDelta(t, 6.8, Quantile(x, 0.9), 1e-12) // R: quantile(c(1,2,4,8), .9)
	assert.Equal(t, 1.0, Quantile(x, 0))
	assert.Equal(t, 8.0, Quantile(x, 1))
	assert.Equal(t, 5.0, Quantile([]float64{5}, 0.9))
}

func TestQuantileIntervalAgreesWithAFullSearch(t *testing.T) {
	for n := 1; n <= 60; n++ {
		x := make([]float64, n)
		for i := range x {
			x[i] = float64(i)
		}
		for _, p := range []float64{0.5, 0.9} {
			got := QuantileInterval(x, p, 0.95)
			assert.Equal(t, slowQuantileInterval(n, p), [2]int{int(got.Lo), int(got.Hi)}, "n = %d, p = %v", n, p)
		}
	}
}

// slowQuantileInterval tries every order statistic, with the binomial
// probabilities from their definition.
func slowQuantileInterval(n int, p float64) [2]int {
	atMost := func(k int) (sum float64) {
		for i := 0; i <= k; i++ {
			sum += choose(n, i) * math.Pow(p, float64(i)) * math.Pow(1-p, float64(n-i))
		}
		return sum
	}
	bounds := [2]int{0, n - 1}
	for i := range n {
		if atMost(i) <= 0.025 {
			bounds[0] = i
		}
	}
	for j := n - 1; j >= 0; j-- {
		if 1-atMost(j) <= 0.025 {
			bounds[1] = j
		}
	}
	return bounds
}

func choose(n, k int) float64 {
	c := 1.0
	for i := range k {
		c = c * float64(n-i) / float64(i+1)
	}
	return c
}

func TestQuantileIntervalSaysTheLevelThatFewValuesReach(t *testing.T) {
	// Five values bound their median at 1 − 2·½⁵.
	assert.InDelta(t, 0.9375, QuantileInterval([]float64{1, 2, 3, 4, 5}, 0.5, 0.95).Level, 1e-12)
	assert.Equal(t, 0.95, QuantileInterval([]float64{1, 2, 3, 4, 5, 6}, 0.5, 0.95).Level)
	assert.Zero(t, QuantileInterval([]float64{7}, 0.5, 0.95).Level)
}

func TestMeanOfStudentsSleepData(t *testing.T) {
	// Student 1908, additional hours of sleep: mean 1.58; R's t.test gives the
	// interval [0.7001142, 2.4598858].
	mean, interval := Mean([]float64{1.2, 2.4, 1.3, 1.3, 0, 1.0, 1.8, 0.8, 4.6, 1.4}, 0.95)
	assert.InDelta(t, 1.58, mean, 1e-12)
	assert.InDelta(t, 0.7001142, interval.Lo, 5e-8)
	assert.InDelta(t, 2.4598858, interval.Hi, 5e-8)
}

func TestEqualAnswersStillLeaveDoubt(t *testing.T) {
	for n := 1; n <= 200; n++ {
		for answer := 1.0; answer <= 7; answer++ {
			mean, interval := MeanOnScale(slices.Repeat([]float64{answer}, n), 1, 7, 0.95)
			require.Equal(t, answer, mean)
			require.Less(t, interval.Lo, interval.Hi, "%d answers of %v", n, answer)
		}
	}
	mean, interval := MeanOnScale([]float64{5, 5, 5}, 1, 5, 0.95)
	assert.Equal(t, 5.0, mean)
	assert.Equal(t, 5.0, interval.Hi)
	assert.InDelta(t, 1+4*Wilson(3, 3, 0.95).Lo, interval.Lo, 1e-12)
}

// What an interval promises: it holds the truth as often as its level says.
func TestCoverage(t *testing.T) {
	const runs = 4000
	r := rand.New(rand.NewPCG(7, 11))
	var wilsonHits, medianHits, tailHits, meanHits int
	for range runs {
		k := 0
		x := make([]float64, 240)
		for i := range x {
			x[i] = math.Exp(0.5 * r.NormFloat64())
			if r.Float64() < 0.3 {
				k++
			}
		}
		_, mean := Mean(x, 0.95)
		slices.Sort(x)
		wilsonHits += holds(Wilson(k, len(x), 0.95), 0.3)
		medianHits += holds(QuantileInterval(x, 0.5, 0.95), 1)
		tailHits += holds(QuantileInterval(x, 0.9, 0.95), math.Exp(0.5*NormalQuantile(0.9)))
		meanHits += holds(mean, math.Exp(0.125))
	}
	for name, hits := range map[string]int{
		"wilson": wilsonHits, "median": medianHits, "p90": tailHits, "mean": meanHits,
	} {
		share := float64(hits) / runs
		t.Logf("%-8s %.4f", name, share)
		assert.True(t, share > 0.935 && share < 0.975, "%s: %v", name, share)
	}
}

func holds(i Interval, truth float64) int {
	if i.Lo <= truth && truth <= i.Hi {
		return 1
	}
	return 0
}

func TestTidyKeepsTwelveDigits(t *testing.T) {
	assert.Equal(t, 0.387469062027, Tidy(0.38746906202694))
	assert.Equal(t, -1.23456789012e300, Tidy(-1.2345678901234e300))
	assert.Zero(t, Tidy(0))
	assert.Equal(t, 5e-324, Tidy(5e-324))
}

// Of whole counts it is the interval of the proportion, and the mean is in it.
func TestWilsonMeanIsWilsonOfEveryMean(t *testing.T) {
	for n := 1; n < 40; n++ {
		for k := 0; k <= n; k++ {
			want, got := Wilson(k, n, 0.9), WilsonMean(float64(k)/float64(n), n, 0.9)
			assert.InDelta(t, want.Lo, got.Lo, 1e-15)
			assert.InDelta(t, want.Hi, got.Hi, 1e-15)
			assert.LessOrEqual(t, got.Lo, float64(k)/float64(n))
			assert.GreaterOrEqual(t, got.Hi, float64(k)/float64(n))
		}
	}
}
