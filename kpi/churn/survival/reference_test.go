package survival_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/churn/survival"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// planted returns n observations of few groups. Times are whole numbers with
// ties, or not, as whole says.
func planted(r *rand.Rand, n int, whole bool) []survival.Observation {
	groups := 1 + r.IntN(4)
	list := make([]survival.Observation, n)
	for i := range list {
		time := r.ExpFloat64() * 10
		if whole {
			time = math.Floor(time)
		}
		list[i] = survival.Observation{Time: time, Event: r.IntN(3) > 0, Group: fmt.Sprint("g", r.IntN(groups))}
	}
	return list
}

// inGroup returns the observations of a group, and its times in order.
func inGroup(list []survival.Observation, group string) (some []survival.Observation, times []float64) {
	for _, o := range list {
		if o.Group == group {
			some = append(some, o)
			times = append(times, o.Time)
		}
	}
	slices.Sort(times)
	return some, slices.Compact(times)
}

// countAt returns how many are at risk at a time, have the event, and are
// censored, by asking each.
func countAt(list []survival.Observation, time float64) (atRisk, events, censored int) {
	for _, o := range list {
		if o.Time >= time {
			atRisk++
		}
		if o.Time == time && o.Event {
			events++
		}
		if o.Time == time && !o.Event {
			censored++
		}
	}
	return atRisk, events, censored
}

func TestCurvesAndHazardsAreThoseOfTheirDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for k := range sharedtest.Cases(300, 3000) {
		list := planted(r, 1+r.IntN(60), k%2 == 0)
		curves, err := survival.KaplanMeier(survival.Collect(list), &survival.Options{Transform: survival.Plain})
		require.NoError(t, err)
		for _, rule := range []survival.TieRule{survival.Aalen, survival.FlemingHarrington} {
			hazards, err := survival.NelsonAalen(survival.Collect(list), &survival.HazardOptions{Ties: rule})
			require.NoError(t, err)
			for i := range hazards {
				hazardIsByDefinition(t, list, &hazards[i])
			}
		}
		for i := range curves {
			curveIsByDefinition(t, list, &curves[i])
		}
	}
}

func curveIsByDefinition(t *testing.T, list []survival.Observation, c *survival.Curve) {
	some, times := inGroup(list, c.Group)
	require.Len(t, c.Steps, len(times))
	s, greenwood := 1.0, 0.0
	for i, time := range times {
		n, d, censored := countAt(some, time)
		s *= 1 - float64(d)/float64(n)
		step := c.Steps[i]
		require.Equal(t, []int{n, d, censored}, []int{step.AtRisk, step.Events, step.Censored})
		require.InDelta(t, s, step.Survival, 1e-11)
		if n == d {
			require.True(t, step.Unbounded)
			continue
		}
		greenwood += float64(d) / float64(n*(n-d))
		se := s * math.Sqrt(greenwood)
		require.InDelta(t, se, step.SE, 1e-11)
		require.InDelta(t, max(0, s-1.959963984540054*se), step.Lo, 1e-11)
		require.InDelta(t, min(1, s+1.959963984540054*se), step.Hi, 1e-11)
	}
}

func hazardIsByDefinition(t *testing.T, list []survival.Observation, h *survival.Hazard) {
	some, times := inGroup(list, h.Group)
	require.Len(t, h.Steps, len(times))
	sum, variance := 0.0, 0.0
	for i, time := range times {
		n, d, _ := countAt(some, time)
		for k := range d {
			at := float64(n)
			if h.Ties == survival.FlemingHarrington {
				at -= float64(k)
			}
			sum += 1 / at
			variance += 1 / at / at
		}
		require.InDelta(t, sum, h.Steps[i].Hazard, 1e-11*(1+sum))
		require.InDelta(t, math.Sqrt(variance), h.Steps[i].SE, 1e-11*(1+sum))
		require.InDelta(t, math.Exp(-sum), h.Steps[i].Survival, 1e-11)
	}
}

// The χ² of two groups, by the formula in which only one of them is counted.
func TestTheTestOfTwoGroupsIsThatOfItsDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	weights := map[survival.Weights]func(n, s float64) float64{
		survival.Equal:             func(_, _ float64) float64 { return 1 },
		survival.PetoPeto:          func(_, s float64) float64 { return s },
		survival.HarringtonFleming: func(_, s float64) float64 { return s * s },
		survival.GehanBreslow:      func(n, _ float64) float64 { return n },
		survival.TaroneWare:        func(n, _ float64) float64 { return math.Sqrt(n) },
	}
	tested := 0
	for k := range sharedtest.Cases(300, 3000) {
		list := planted(r, 2+r.IntN(60), k%2 == 0)
		for i := range list {
			list[i].Group = []string{"a", "b"}[i%2]
		}
		for name, weight := range weights {
			opt := &survival.LogRankOptions{Weights: name}
			if name == survival.HarringtonFleming {
				opt.Rho = 2
			}
			got, err := survival.LogRank(survival.Collect(list), opt)
			if err != nil {
				require.ErrorIs(t, err, survival.ErrNoEvents)
				continue
			}
			u, v := excessOf(list, weight)
			if v < 1e-9 {
				require.Equal(t, survival.Test{P: 1}, got.Test)
				continue
			}
			require.Equal(t, 1, got.DF)
			require.InEpsilon(t, 1+u*u/v, 1+got.ChiSquare, 1e-9)
			require.InDelta(t, math.Erfc(math.Sqrt(u*u/v/2)), got.P, 1e-9)
			tested++
		}
	}
	assert.Greater(t, tested, 1000)
}

// excessOf returns the weighted excess of events in group a, and its variance.
func excessOf(list []survival.Observation, weight func(n, s float64) float64) (u, v float64) {
	a, _ := inGroup(list, "a")
	var times []float64
	for _, o := range list {
		times = append(times, o.Time)
	}
	slices.Sort(times)
	s := 1.0
	for _, time := range slices.Compact(times) {
		n, d, _ := countAt(list, time)
		n1, d1, _ := countAt(a, time)
		w := weight(float64(n), s)
		u += w * (float64(d1) - float64(d*n1)/float64(n))
		if n > 1 {
			v += w * w * float64(n1*(n-n1)*d*(n-d)) / float64(n*n*(n-1))
		}
		s *= 1 - float64(d)/float64(n)
	}
	return u, v
}

// Of three groups that never meet, or of one that has gone before the others
// come, nothing is compared: the rank of V counts what is.
func TestDegreesOfFreedomAreWhatTheDataCouldShow(t *testing.T) {
	list := []survival.Observation{
		{Time: 1, Event: true, Group: "a"}, {Time: 2, Event: true, Group: "b"}, {Time: 3, Group: "c"}, {Time: 0, Group: "d"},
	}
	got, err := survival.LogRank(survival.Collect(list), &survival.LogRankOptions{Pairs: true})
	require.NoError(t, err)
	assert.Equal(t, 2, got.DF, "d was never at risk of an event")
	require.Len(t, got.Pairs, 6)
	assert.Equal(t, survival.Pair{A: "c", B: "d", Test: survival.Test{P: 1}, Adjusted: 1}, got.Pairs[5])
	for i := range list {
		list[i] = survival.Observation{Time: 5, Event: true, Group: fmt.Sprint(i)}
	}
	got, err = survival.LogRank(survival.Collect(list), nil)
	require.NoError(t, err)
	assert.Equal(t, survival.Test{P: 1}, got.Test, "who all have the event at once are no different")
}

func TestPairsAreTestsOfTheirOwnWithHolmsCorrection(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	list := planted(r, 200, true)
	for i := range list {
		list[i].Group = string(rune('a' + i%3))
	}
	all, err := survival.LogRank(survival.Collect(list), &survival.LogRankOptions{Pairs: true})
	require.NoError(t, err)
	var p []float64
	for _, pair := range all.Pairs {
		some := slices.DeleteFunc(slices.Clone(list), func(o survival.Observation) bool { return o.Group != pair.A && o.Group != pair.B })
		alone, err := survival.LogRank(survival.Collect(some), nil)
		require.NoError(t, err)
		assert.Equal(t, alone.Test, pair.Test)
		p = append(p, pair.P)
	}
	for i, adjusted := range stat.Holm(p) {
		assert.InDelta(t, adjusted, all.Pairs[i].Adjusted, 1e-11)
	}
}

// A stratum adds its own excess and variance, with its own survival.
func TestStrataAreComparedEachOnItsOwn(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 50 {
		list := planted(r, 80, true)
		data := survival.Collect(list)
		u, v := 0.0, 0.0
		var parts [3][]survival.Observation
		for i := range list {
			list[i].Group = []string{"a", "b"}[r.IntN(2)]
			stratum := r.IntN(3)
			data.Strata = append(data.Strata, int32(7*stratum))
			parts[stratum] = append(parts[stratum], list[i])
		}
		strata := data.Strata
		data = survival.Collect(list)
		data.Strata = strata
		for _, part := range parts {
			du, dv := excessOf(part, func(_, s float64) float64 { return s })
			u, v = u+du, v+dv
		}
		got, err := survival.LogRank(data, &survival.LogRankOptions{Weights: survival.PetoPeto})
		require.NoError(t, err)
		require.InEpsilon(t, 1+u*u/v, 1+got.ChiSquare, 1e-9)
	}
}
