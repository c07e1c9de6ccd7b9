package attribution

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// byChannel is credit or removal effects, as the vectors have them.
type byChannel map[journey.Channel]float64

// pathOf reads a path written as "a > b > c".
func pathOf(text string, conversions, nulls int) Path {
	return Path{Channels: channelsOf(text), Conversions: conversions, Nulls: nulls}
}

func pathData(t testing.TB) []Path {
	paths, err := ReadPaths(sharedtest.Open(t, "data/stats/ChannelAttribution_PathData.csv"))
	require.NoError(t, err)
	return paths
}

// near compares with a relative tolerance of 1e-9.
func near(t *testing.T, want byChannel, r *Result, of func(Credit) float64) {
	t.Helper()
	require.Len(t, r.Channels, len(want))
	for _, c := range r.Channels {
		w, known := want[c.Channel]
		require.True(t, known, c.Channel)
		assert.InEpsilon(t, w, of(c), 1e-9, c.Channel)
	}
}

// markov is what the vectors of chains say.
type markov struct {
	P       float64   `json:"p_conv"`
	Credit  byChannel `json:"attributed"`
	Removal byChannel `json:"removal"`
	States  int
}

func checkMarkov(paths func(testing.TB) []Path, o *Options) func(*testing.T, json.RawMessage) {
	return func(t *testing.T, expected json.RawMessage) {
		var want markov
		require.NoError(t, json.Unmarshal(expected, &want))
		tally, err := OfPaths(paths(t), o)
		require.NoError(t, err)
		r, err := tally.Result()
		require.NoError(t, err)
		assert.InEpsilon(t, want.P, r.Probability, 1e-9)
		near(t, want.Credit, r, func(c Credit) float64 { return c.Markov })
		near(t, want.Removal, r, func(c Credit) float64 { return c.RemovalEffect })
		if o != nil && o.Order > 1 {
			assert.Len(t, tally.grams.list, want.States)
		}
	}
}

func checkMarkovValue(order int) func(*testing.T, json.RawMessage) {
	return func(t *testing.T, expected json.RawMessage) {
		var want struct {
			Credit  byChannel `json:"attributed_value"`
			Removal byChannel `json:"removal_value"`
		}
		require.NoError(t, json.Unmarshal(expected, &want))
		r, err := FromPaths(pathData(t), &Options{Order: order, Values: true})
		require.NoError(t, err)
		near(t, want.Credit, r, func(c Credit) float64 { return c.Value.Markov })
		near(t, want.Removal, r, func(c Credit) float64 { return c.Value.RemovalEffect })
	}
}

func these(paths ...Path) func(testing.TB) []Path {
	return func(testing.TB) []Path { return paths }
}

// checks has one for every vector of the area. PathData are 10,000 paths of 12
// channels, up to 89 touches long, of the R package ChannelAttribution; the
// figures of its chains are of an exact sparse solution elsewhere.
var checks = map[string]func(*testing.T, json.RawMessage){
	// analyzecore.com, 3 August 2016: published.
	"attr.analyzecore": checkMarkov(these(pathOf("C1 > C2 > C3", 1, 0), pathOf("C1", 0, 1), pathOf("C2 > C3", 0, 1)), nil),
	// serhiipuzyrov.com, July 2019: published; the effects computed exactly.
	"attr.puzyrov": checkMarkov(these(pathOf("google ads", 2, 1), pathOf("mailing", 1, 0), pathOf("google ads > mailing", 1, 0)), nil),
	// A public notebook (YashKothane/Final-Project-8th-sem); computed exactly.
	"attr.ratio.shapley":                     checkRatios,
	"attr.pathdata_totals":                   checkTotals,
	"attr.pathdata_heuristic":                checkHeuristics,
	"attr.pathdata_shapley_subset":           checkShapley,
	"attr.pathdata_markov_order1_nonull":     checkMarkov(pathData, &Options{Order: 1, WithoutNulls: true}),
	"attr.pathdata_markov_order2_nonull":     checkMarkov(pathData, &Options{Order: 2, WithoutNulls: true}),
	"attr.pathdata_markov_order3_null":       checkMarkov(pathData, &Options{Order: 3}),
	"attr.pathdata_markov_order3_nonull":     checkMarkov(pathData, &Options{Order: 3, WithoutNulls: true}),
	"attr.pathdata_markov_order4_nonull":     checkMarkov(pathData, &Options{Order: 4, WithoutNulls: true}),
	"attr.pathdata_markov_value_order2_null": checkMarkovValue(2),
	"attr.pathdata_markov_value_order3_null": checkMarkovValue(3),
}

func TestVectors(t *testing.T) {
	var file struct {
		Values []struct {
			ID       string
			Expected json.RawMessage
		}
	}
	require.NoError(t, json.NewDecoder(sharedtest.Open(t, "vectors/statistics.json")).Decode(&file))
	checked := 0
	for _, v := range file.Values {
		if !strings.HasPrefix(v.ID, "attr.") {
			continue
		}
		check := checks[v.ID]
		require.NotNil(t, check, "%s has no check", v.ID)
		t.Run(v.ID, func(t *testing.T) { check(t, v.Expected) })
		checked++
	}
	assert.Equal(t, len(checks), checked)
}

func checkTotals(t *testing.T, expected json.RawMessage) {
	var want struct {
		Conv, Null, Rows, MaxLen int
		Value                    float64
	}
	require.NoError(t, json.Unmarshal(expected, &want))
	paths := pathData(t)
	assert.Len(t, paths, want.Rows)
	longest := 0
	for _, p := range paths {
		longest = max(longest, len(p.Channels))
	}
	assert.Equal(t, want.MaxLen, longest)
	r, err := FromPaths(paths, &Options{Values: true})
	require.NoError(t, err)
	assert.Equal(t, []int{want.Conv, want.Null}, []int{r.Conversions, r.Nulls})
	assert.InEpsilon(t, want.Value, r.Value, 1e-9)
}

// First, last and linear of the package's own heuristic models; the others
// computed by their definitions elsewhere.
func checkHeuristics(t *testing.T, expected json.RawMessage) {
	var want struct {
		First, Last, Linear byChannel
		Decay               byChannel `json:"half_life_1pos"`
		Position            byChannel `json:"ushaped_40_20_40"`
	}
	require.NoError(t, json.Unmarshal(expected, &want))
	r, err := FromPaths(pathData(t), &Options{Models: []Model{First, Last, Linear, PositionBased, TimeDecay}})
	require.NoError(t, err)
	near(t, want.First, r, func(c Credit) float64 { return c.First })
	near(t, want.Last, r, func(c Credit) float64 { return c.Last })
	near(t, want.Linear, r, func(c Credit) float64 { return c.Linear })
	near(t, want.Decay, r, func(c Credit) float64 { return c.TimeDecay })
	near(t, want.Position, r, func(c Credit) float64 { return c.PositionBased })
}

func checkShapley(t *testing.T, expected json.RawMessage) {
	var want byChannel
	require.NoError(t, json.Unmarshal(expected, &want))
	r, err := FromPaths(pathData(t), &Options{Models: []Model{Shapley}})
	require.NoError(t, err)
	near(t, want, r, func(c Credit) float64 { return c.Shapley })
}

// The chain of first order with null paths, to the digits of the notes that
// come with the vectors.
func TestFirstOrderOfPathDataWithNulls(t *testing.T) {
	r, err := FromPaths(pathData(t), nil)
	require.NoError(t, err)
	assert.InDelta(t, 0.223845135597, r.Probability, 1e-12)
	want := byChannel{
		"alpha": 5344.947682, "iota": 3884.614702, "eta": 3340.847402, "beta": 2527.352167, "theta": 1971.912880, "lambda": 1282.847223,
		"epsilon": 599.570650, "zeta": 381.062553, "kappa": 274.363256, "gamma": 171.145443, "delta": 4.613618, "mi": 1.722425,
	}
	require.Len(t, r.Channels, len(want))
	for _, c := range r.Channels {
		assert.InDelta(t, want[c.Channel], c.Markov, 1e-6, c.Channel)
	}
}
