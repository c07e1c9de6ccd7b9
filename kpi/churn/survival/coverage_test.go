package survival_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/churn/survival"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// exponential returns n observations of one group with a mean life of 10, of
// which uniform censoring hides about a third.
func exponential(r *rand.Rand, n int) *survival.Data {
	d := &survival.Data{}
	for range n {
		life, end := r.ExpFloat64()*10, r.Float64()*28
		d.Times = append(d.Times, min(life, end))
		d.Events = append(d.Events, life <= end)
	}
	return d
}

// The planted survival lies in the interval as often as its level says. Of 2000
// samples of 100, at 0.95, that is 1900 with a standard deviation of 10 of the
// binomial; the normal approximation behind the intervals costs the plain one
// the most.
func TestIntervalsHoldThePlantedSurvival(t *testing.T) {
	const samples = 2000
	for transform, slack := range map[survival.Transform]float64{survival.Log: 40, survival.LogLog: 40, survival.Plain: 50} {
		r := rand.New(rand.NewPCG(61, 62))
		inside := map[float64]int{}
		medians, means, hazards := 0, 0, 0
		for range samples {
			data := exponential(r, 100)
			curves, err := survival.KaplanMeier(data, &survival.Options{Transform: transform})
			require.NoError(t, err)
			for _, at := range []float64{3, 7, 12} {
				if s := curves[0].At(at); s.Lo <= math.Exp(-at/10) && math.Exp(-at/10) <= s.Hi {
					inside[at]++
				}
			}
			if m := curves[0].Median(); m.Reached && m.Lo <= 10*math.Ln2 && (!m.HiReached || 10*math.Ln2 <= m.Hi) {
				medians++
			}
			mean, err := curves[0].RestrictedMean(15)
			require.NoError(t, err)
			if truth := 10 * (1 - math.Exp(-1.5)); mean.Lo <= truth && truth <= mean.Hi {
				means++
			}
			hazard, err := survival.NelsonAalen(data, nil)
			require.NoError(t, err)
			if s := stepBefore(hazard[0].Steps, 7); s.Lo <= 0.7 && 0.7 <= s.Hi {
				hazards++
			}
		}
		for at, n := range inside {
			assert.InDelta(t, 0.95*samples, n, slack, "%s at %v", transform, at)
		}
		assert.InDelta(t, 0.95*samples, medians, 50, "%s: median", transform)
		assert.InDelta(t, 0.95*samples, means, 50, "mean")
		assert.InDelta(t, 0.95*samples, hazards, 40, "hazard")
	}
}

func stepBefore(steps []survival.HazardStep, time float64) survival.HazardStep {
	var at survival.HazardStep
	for _, s := range steps {
		if s.Time <= time {
			at = s
		}
	}
	return at
}

// The p values of the log-rank test of two groups that do not differ are below
// 0.05 in one of 20 samples: 50 of 1000, with a standard deviation of 7.
func TestTheLogRankTestErrsAsOftenAsItSays(t *testing.T) {
	r := rand.New(rand.NewPCG(63, 64))
	for _, weights := range []survival.Weights{survival.Equal, survival.PetoPeto, survival.GehanBreslow, survival.TaroneWare} {
		rejected := 0
		for range 1000 {
			data := exponential(r, 80)
			data.Names = []string{"a", "b"}
			for range data.Times {
				data.Groups = append(data.Groups, int32(r.IntN(2)))
			}
			c, err := survival.LogRank(data, &survival.LogRankOptions{Weights: weights})
			require.NoError(t, err)
			if c.P < 0.05 {
				rejected++
			}
		}
		assert.InDelta(t, 50, rejected, 25, "%s", weights)
	}
}

func TestCurvesNeverRiseAndLieInTheirBands(t *testing.T) {
	r := rand.New(rand.NewPCG(65, 66))
	for k := range sharedtest.Cases(200, 2000) {
		list := planted(r, 1+r.IntN(80), k%2 == 0)
		for _, transform := range []survival.Transform{survival.Log, survival.LogLog, survival.Plain} {
			curves, err := survival.KaplanMeier(survival.Collect(list), &survival.Options{Transform: transform})
			require.NoError(t, err)
			for i := range curves {
				bandHolds(t, &curves[i])
			}
		}
		hazards, err := survival.NelsonAalen(survival.Collect(list), nil)
		require.NoError(t, err)
		for _, h := range hazards {
			last := 0.0
			for _, s := range h.Steps {
				require.True(t, s.Hazard >= last && 0 <= s.Lo && s.Lo <= s.Hazard && s.Hazard <= s.Hi)
				last = s.Hazard
			}
		}
	}
}

func bandHolds(t *testing.T, c *survival.Curve) {
	last := 1.0
	for _, s := range c.Steps {
		require.True(t, s.Survival <= last && 0 <= s.Lo && s.Lo <= s.Survival && s.Survival <= s.Hi && s.Hi <= 1, "%+v", s)
		last = s.Survival
	}
	for _, p := range []float64{0.01, 0.25, 0.5, 0.75, 0.99} {
		q, err := c.Quantile(p)
		require.NoError(t, err)
		if q.Reached {
			require.LessOrEqual(t, c.At(q.Time).Survival, 1-p+2e-8)
			require.True(t, q.LoReached == false || q.Lo <= q.Time)
			require.True(t, q.HiReached == false || q.Time <= q.Hi)
		}
	}
	for _, to := range []float64{0.5, 5, 100} {
		m, err := c.RestrictedMean(to)
		require.NoError(t, err)
		require.True(t, 0 <= m.Lo && m.Lo <= m.Value && m.Value <= m.Hi && m.Hi <= to, "%+v", m)
	}
}

// Without censoring a curve is the share that is left, and its mean the mean.
func TestWithoutCensoringTheCurveIsAShare(t *testing.T) {
	var list []survival.Observation
	sum := 0.0
	for i := range 10 {
		time := float64(1 + i*i)
		list = append(list, survival.Observation{Time: time, Event: true})
		sum += time
	}
	curves, err := survival.KaplanMeier(survival.Collect(list), &survival.Options{Transform: survival.Plain})
	require.NoError(t, err)
	c := curves[0]
	for i, s := range c.Steps {
		assert.InDelta(t, 1-float64(i+1)/10, s.Survival, 1e-12)
		if i < 9 {
			assert.InDelta(t, math.Sqrt(s.Survival*(1-s.Survival)/10), s.SE, 1e-12)
		}
	}
	m := c.Mean()
	assert.InDelta(t, sum/10, m.Value, 1e-9)
	assert.False(t, m.Restricted || m.Extended)
	q := c.Median()
	assert.Equal(t, (17.0+26)/2, q.Time, "the middle of the flat at exactly one half")
}

func TestDegenerateDataAreAnAnswer(t *testing.T) {
	curve := func(list ...survival.Observation) survival.Curve {
		curves, err := survival.KaplanMeier(survival.Collect(list), nil)
		require.NoError(t, err)
		return curves[0]
	}
	one := curve(survival.Observation{Time: 3, Event: true})
	assert.Equal(t, []survival.Step{{Time: 3, AtRisk: 1, Events: 1, Hi: 1, Unbounded: true}}, one.Steps)
	assert.Equal(t, survival.Quantile{P: 0.5, Level: 0.95, Time: 3, Reached: true}, one.Median())
	assert.Equal(t, survival.Mean{To: 3, Value: 3, Lo: 3, Hi: 3, Level: 0.95}, one.Mean())

	watched := curve(survival.Observation{Time: 3})
	assert.Equal(t, []survival.Step{{Time: 3, AtRisk: 1, Censored: 1, Survival: 1, Lo: 1, Hi: 1}}, watched.Steps)
	assert.Equal(t, survival.Quantile{P: 0.5, Level: 0.95}, watched.Median())
	assert.True(t, watched.Mean().Restricted)
	beyond, err := watched.RestrictedMean(5)
	require.NoError(t, err)
	assert.True(t, beyond.Extended)

	atOnce := curve(survival.Observation{Event: true}, survival.Observation{})
	assert.Equal(t, 0.5, atOnce.At(0).Survival, "an event at 0 is one")
	assert.Equal(t, 1.0, atOnce.At(-1).Survival)
	assert.Equal(t, 0.0, atOnce.Mean().Value)

	for _, bad := range []float64{0, -1, math.NaN(), math.Inf(1)} {
		_, err := one.RestrictedMean(bad)
		assert.ErrorContains(t, err, "to: out of range")
	}
	for _, bad := range []float64{0, 1, math.NaN()} {
		_, err := one.Quantile(bad)
		assert.ErrorContains(t, err, "p: out of range")
	}
	var none survival.Curve
	assert.False(t, none.Median().Reached)
	assert.Zero(t, none.Mean())
	assert.Equal(t, survival.Step{Time: 2, Survival: 1, Lo: 1, Hi: 1}, none.At(2))
	_, err = none.RestrictedMean(3)
	require.NoError(t, err)

	atOnce = curve(survival.Observation{Time: 1, Event: true}, survival.Observation{Time: 2})
	atOnce.Level = 2
	assert.Equal(t, survival.Mean{To: 2, Value: 1.5, SE: 0.353553390593, Lo: 1.5, Hi: 1.5, Level: 2, Restricted: true}, atOnce.Mean(), "no level, no width")

	_, err = survival.LogRank(survival.Collect([]survival.Observation{{Time: 1, Event: true}}), nil)
	assert.ErrorIs(t, err, survival.ErrOneGroup)
	_, err = survival.LogRank(survival.Collect([]survival.Observation{{Time: 1}, {Time: 2, Group: "b"}}), nil)
	assert.ErrorIs(t, err, survival.ErrNoEvents)
	_, err = survival.StratifiedLogRank([]*survival.Tally{nil, {}}, nil)
	assert.ErrorIs(t, err, survival.ErrNoData)
}

func TestACurveIsKnownAtAnyTime(t *testing.T) {
	curves, err := survival.KaplanMeier(subscribers, nil)
	require.NoError(t, err)
	c := curves[1] // yearly: 60, 200+, 340, 365+, 365+
	assert.Equal(t, survival.Step{Time: 10, AtRisk: 5, Survival: 1, Lo: 1, Hi: 1}, c.At(10))
	assert.Equal(t, c.Steps[0], c.At(60))
	at := c.At(250)
	assert.Equal(t, []any{250.0, 3, 0, c.Steps[0].Survival}, []any{at.Time, at.AtRisk, at.Events, at.Survival})
	late := c.At(1000)
	assert.Equal(t, []any{0, c.Steps[2].Survival}, []any{late.AtRisk, late.Survival})
	assert.Equal(t, c.Steps[2].Survival, c.At(math.Inf(1)).Survival)
	assert.Equal(t, 1.0, c.At(math.NaN()).Survival)
	assert.Equal(t, 1.0, c.At(math.Inf(-1)).Survival)
}

// The coefficient of Gehan's data with Efron's ties, of R and of statsmodels,
// and the p value of aml, as in the shared reference of statistics.
func TestFiguresThatAreInNoCase(t *testing.T) {
	fit, err := survival.Cox(gehanModel(t), nil)
	require.NoError(t, err)
	assert.InEpsilon(t, -1.57212514883, fit.Coefficients[0].Estimate, 1e-9)
	c, err := survival.LogRank(aml(t), nil)
	require.NoError(t, err)
	assert.InEpsilon(t, 3.39638869898, c.ChiSquare, 1e-9)
	assert.InDelta(t, 0.0653393, c.P, 1e-6)
}

// R's counts of the data set waltons, which is not here, give the observations
// back, but for when exactly censoring was.
func TestWaltonsFromRsCounts(t *testing.T) {
	for _, n := range sharedtest.Numbers(t, "surv.waltons_km") {
		var want rCurve
		n.Read(t, &want)
		var tally survival.Tally
		for i := range want.Time {
			left := *want.NRisk[i] - *want.NEvent[i]
			if i+1 < len(want.Time) {
				left -= *want.NRisk[i+1]
			}
			for range int(*want.NEvent[i]) {
				tally.Add(survival.Observation{Time: *want.Time[i], Event: true})
			}
			for range int(left) {
				tally.Add(survival.Observation{Time: *want.Time[i]})
			}
		}
		curves, err := tally.KaplanMeier(nil)
		require.NoError(t, err)
		for i, s := range curves[0].Steps {
			stepIs(t, &want, i, s)
		}
		assert.Equal(t, 56.0, curves[0].Median().Time)
	}
}
