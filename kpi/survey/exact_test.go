package survey_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/survey"
)

func interval(t *testing.T, r survey.Recommendations, method survey.Method, level float64) (lo, hi float64) {
	t.Helper()
	m, err := r.NPS(&survey.ScoreOptions{Method: method, Level: level})
	require.NoError(t, err)
	return m.Lo / 100, m.Hi / 100
}

// The function scoreci.mp of the R package PropCIs on pairs, of which an answer
// is one: 28 of 618 are 1 and 25 are −1, at 90 %; 38 and 48 of 200. The third is
// Bentur et al. 2009 (1 and 7 of 21) in M. W. Fagerland, S. Lydersen and P.
// Laake, Recommended tests and confidence intervals for paired binomial
// proportions, Statistics in Medicine 33 (2014) 2850–2875, recalled and
// reproduced by computation.
func TestTheScoreMethodAgreesWithTango(t *testing.T) {
	for _, c := range []struct {
		up, down, n   int
		level, lo, hi float64
		digits        float64
	}{
		{28, 25, 618, 0.9, -0.0148, 0.0247, 5e-5},
		{38, 48, 200, 0.95, -0.14054, 0.04122, 5e-6},
		{1, 7, 21, 0.95, -0.517, -0.026, 5e-4},
	} {
		r := survey.Recommendations{Promoters: c.up, Passives: c.n - c.up - c.down, Detractors: c.down}
		lo, hi := interval(t, r, survey.Score, c.level)
		assert.InDelta(t, c.lo, lo, c.digits)
		assert.InDelta(t, c.hi, hi, c.digits)
	}
}

// Where all answers are promoters, the exact limit is that of Clopper and
// Pearson for the share of promoters, when there are no passives.
func TestExactLimitsOfAnswersThatAreAllAlikeHaveAFormula(t *testing.T) {
	for _, n := range []int{1, 2, 10, 50, 200} {
		limit := 2*math.Pow(0.025, 1/float64(n)) - 1
		lo, hi := interval(t, survey.Recommendations{Promoters: n}, survey.Exact, 0.95)
		assert.InDelta(t, limit, lo, 1e-9)
		assert.Equal(t, 1.0, hi)
		lo, hi = interval(t, survey.Recommendations{Detractors: n}, survey.Exact, 0.95)
		assert.Equal(t, -1.0, lo)
		assert.InDelta(t, -limit, hi, 1e-9)
	}
}

func TestOfManyAnswersTheScoreMethodTakesThePlaceOfExact(t *testing.T) {
	r := survey.Recommendations{Promoters: 150, Passives: 40, Detractors: 10}
	got, err := r.Score(&survey.ScoreOptions{Method: survey.Exact})
	require.NoError(t, err)
	assert.Equal(t, survey.Exact, got.Method)
	r.Passives++
	got, err = r.Score(&survey.ScoreOptions{Method: survey.Exact})
	require.NoError(t, err)
	assert.Equal(t, survey.Score, got.Method)
}

// An outcome is what n answers may turn out to be, with its interval.
type outcome struct {
	up, down int
	lo, hi   float64
}

func outcomes(t *testing.T, n int, method survey.Method, level float64) []outcome {
	var list []outcome
	for up := 0; up <= n; up++ {
		for down := 0; up+down <= n; down++ {
			lo, hi := interval(t, survey.Recommendations{Promoters: up, Passives: n - up - down, Detractors: down}, method, level)
			list = append(list, outcome{up, down, lo, hi})
		}
	}
	return list
}

// missed returns how probable it is that the interval lies above the true score,
// and below it, by adding the probabilities of all outcomes.
func missed(list []outcome, n int, up, down float64) (above, below float64) {
	score := up - down
	for _, o := range list {
		p := chance(n, o.up, o.down, up, down)
		switch {
		case o.lo > score+1e-12:
			above += p
		case o.hi < score-1e-12:
			below += p
		}
	}
	return above, below
}

// chance returns the trinomial probability.
func chance(n, up, down int, pUp, pDown float64) float64 {
	lg := func(k int) float64 { v, _ := math.Lgamma(float64(k) + 1); return v }
	log := lg(n) - lg(up) - lg(down) - lg(n-up-down)
	for _, c := range []struct {
		k int
		p float64
	}{{up, pUp}, {down, pDown}, {n - up - down, max(0, 1-pUp-pDown)}} {
		if c.k > 0 {
			log += float64(c.k) * math.Log(c.p)
		}
	}
	return math.Exp(log)
}

// Whatever the true shares are, exact intervals miss on either side with a
// probability of at most (1−level)/2: on a grid of shares, and where it is
// tightest, on either side of each limit for every share of passives.
func TestExactIntervalsMissNoMoreOftenThanTheirLevelSays(t *testing.T) {
	for _, n := range []int{1, 2, 3, 5, 9, 15} {
		for _, level := range []float64{0.8, 0.95} {
			list := outcomes(t, n, survey.Exact, level)
			tail := (1 - level) / 2
			worst := 0.0
			check := func(up, down float64) {
				above, below := missed(list, n, up, down)
				worst = max(worst, above, below)
				require.LessOrEqual(t, above, tail+1e-8, "%d answers, shares %v %v", n, up, down)
				require.LessOrEqual(t, below, tail+1e-8, "%d answers, shares %v %v", n, up, down)
			}
			const steps = 20
			for i := range steps + 1 {
				for j := range steps + 1 - i {
					check(float64(i)/steps, float64(j)/steps)
				}
			}
			for _, o := range list {
				for _, score := range []float64{o.lo - 1e-9, o.hi + 1e-9} {
					if score <= -1 || score >= 1 {
						continue
					}
					for k := range steps + 1 {
						lo, hi := max(0, -score), (1-score)/2
						down := lo + (hi-lo)*float64(k)/steps
						check(down+score, down)
					}
				}
			}
			if n > 1 {
				assert.Greater(t, worst, tail*0.75, "%d answers: the limits are not wider than they must be", n)
			}
		}
	}
}

// covered returns the least and the mean coverage over a grid of shares that
// leaves out the edges.
func covered(t *testing.T, n int, method survey.Method) (least, mean float64) {
	list := outcomes(t, n, method, 0.95)
	least, points := 1.0, 0.0
	const steps = 20
	for i := 1; i < steps; i++ {
		for j := 1; i+j < steps; j++ {
			above, below := missed(list, n, float64(i)/steps, float64(j)/steps)
			least = min(least, 1-above-below)
			mean += 1 - above - below
			points++
		}
	}
	return least, mean / points
}

// What the methods promise, by adding the probabilities of all outcomes.
func TestTheCoverageOfTheMethods(t *testing.T) {
	for _, n := range []int{10, 20} {
		for _, c := range []struct {
			method                survey.Method
			least, leastMean, top float64
		}{
			{survey.AdjustedWald, 0.925, 0.945, 0.965},
			{survey.Score, 0.935, 0.945, 0.965},
			{survey.Exact, 0.95, 0.95, 0.98},
		} {
			least, mean := covered(t, n, c.method)
			t.Logf("%d answers, %s: at least %.4f, on average %.4f", n, c.method, least, mean)
			assert.GreaterOrEqual(t, least, c.least, "%d answers, %s", n, c.method)
			assert.GreaterOrEqual(t, mean, c.leastMean, "%d answers, %s", n, c.method)
			assert.LessOrEqual(t, mean, c.top, "%d answers, %s", n, c.method)
		}
		least, mean := covered(t, n, survey.Wald)
		t.Logf("%d answers, %s: at least %.4f, on average %.4f", n, survey.Wald, least, mean)
		assert.Less(t, least, 0.85, "%d answers: Wald's is too narrow", n)
	}
}
