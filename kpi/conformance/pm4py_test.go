package conformance_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/conformance"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// PM4Py's running example: 6 cases, 42 events, 8 activities
// (pm4py-core a8cfff15, tests/input_data/running-example.csv).
func runningExample(t testing.TB) *event.Log {
	l, err := event.ReadCSV(sharedtest.Open(t, "data/logs/running-example.csv"), nil)
	require.NoError(t, err)
	require.Equal(t, []int{42, 6, 8}, []int{l.Len(), l.Customers(), len(l.Names())})
	return l
}

var linear = []string{"register request", "examine casually", "check ticket", "decide", "pay compensation"}

// byCase returns the result of each case by itself.
func byCase(t *testing.T, l *event.Log, opt conformance.Options) []*conformance.Result {
	var list []*conformance.Result
	for _, part := range l.Split(func(customer string) string { return customer }) {
		r, err := conformance.Compute(nil, part, &opt)
		require.NoError(t, err)
		list = append(list, r)
	}
	return list
}

// PM-AL-01: alignments of PM4Py 2.7.11.4 with a linear model.
func checkAlignmentsArePM4Pys(t *testing.T) {
	l := runningExample(t)
	opt := conformance.Options{Sequence: linear, CountUnplanned: true}
	r, err := conformance.Compute(nil, l, &opt)
	require.NoError(t, err)
	assert.InDelta(t, 0.6931216931216931, r.Fitness.Average.Value, 1e-12)
	assert.InDelta(t, 0.6666666666666667, r.Fitness.Log, 1e-15)
	assert.InDelta(t, 16.666666666666668, 100*r.Fitness.Fit.Value, 1e-9)
	fitness := []float64{0.6, 0.8, 0.714286, 0.6, 0.444444, 1.0}
	for i, r := range byCase(t, l, opt) {
		assert.Equal(t, []int{4, 2, 4, 4, 10, 0}[i], r.Fitness.Cost, "case %d", i+1)
		assert.InDelta(t, fitness[i], r.Fitness.Log, 5e-7, "case %d", i+1)
		assert.InDelta(t, fitness[i], r.Fitness.Average.Value, 5e-7, "case %d", i+1)
	}
}

// PM-TBR-01: token-based replay of PM4Py 2.7.11.4 in the same model.
func checkReplayIsPM4Pys(t *testing.T) {
	l := runningExample(t)
	opt := conformance.Options{Sequence: linear}
	r, err := conformance.Compute(nil, l, &opt)
	require.NoError(t, err)
	assert.InDelta(t, 0.7241161616161617, r.Replay.Average, 1e-15)
	assert.InDelta(t, 0.7435897435897436, r.Replay.Log, 1e-15)
	assert.Equal(t, 1, r.Replay.Fit)
	fitness := []float64{0.5, 0.833333, 0.875, 0.5, 0.636364, 1.0}
	for i, r := range byCase(t, l, opt) {
		moved, lost := []int{4, 6, 8, 4, 11, 6}[i], []int{2, 1, 1, 2, 4, 0}[i]
		assert.Equal(t, []int{moved, moved, lost, lost}, []int{r.Replay.Produced, r.Replay.Consumed, r.Replay.Missing, r.Replay.Remaining}, "case %d", i+1)
		assert.InDelta(t, fitness[i], r.Replay.Average, 5e-7, "case %d", i+1)
	}
}

// PM-TP-01: temporal profile of PM4Py 2.7.11.4, and the deviations at zeta 1.
func checkTemporalProfileIsPM4Pys(t *testing.T) {
	l := runningExample(t)
	opt := conformance.Options{Sequence: l.Names(), Zeta: 1}
	r, err := conformance.Compute(nil, l, &opt)
	require.NoError(t, err)
	profile := map[[2]string]conformance.Pair{}
	for _, p := range r.Timing.Profile {
		profile[[2]string{p.First.Name, p.Then.Name}] = p
	}
	for _, want := range []struct {
		first, then string
		mean, sd    float64
	}{
		{"check ticket", "decide", 466583.076923, 403657.740571},
		{"decide", "pay compensation", 581325.0, 243567.477509},
		{"register request", "decide", 652780.0, 439329.536225},
	} {
		p := profile[[2]string{want.first, want.then}]
		assert.InDelta(t, want.mean, p.Mean, 1e-6)
		assert.InDelta(t, want.sd, p.StdDev, 1e-6)
	}
	opt.Profile = r.Timing.Profile
	for i, r := range byCase(t, l, opt) {
		deviations := 0
		for _, p := range r.Timing.Profile {
			deviations += p.Fast + p.Slow
		}
		assert.Equal(t, []int{1, 2, 4, 0, 27, 3}[i], deviations, "case %d", i+1)
		if i != 3 {
			assert.Zero(t, r.Timing.OnTime.Value, "case %d", i+1)
		}
	}
	assert.InDelta(t, 1.0/6, r.Timing.OnTime.Value, 1e-12) // the fourth
}

// PM-EFG-01 counts every ordered pair of positions, as the profile does.
func checkTheProfileCountsPairsAsPM4PysEventuallyFollowsGraph(t *testing.T) {
	l := runningExample(t)
	r, err := conformance.Compute(nil, l, &conformance.Options{Sequence: l.Names(), Times: true})
	require.NoError(t, err)
	n := map[[2]string]int{}
	for _, p := range r.Timing.Profile {
		n[[2]string{p.First.Name, p.Then.Name}] = p.N
		assert.False(t, math.IsNaN(p.StdDev))
	}
	for pair, want := range map[[2]string]int{
		{"register request", "decide"}:               9,
		{"check ticket", "decide"}:                   13,
		{"decide", "decide"}:                         4,
		{"examine casually", "pay compensation"}:     3,
		{"reinitiate request", "reinitiate request"}: 1,
	} {
		assert.Equal(t, want, n[pair], "%v", pair)
	}
}
