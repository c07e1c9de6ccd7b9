package flow_test

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/flow"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

func compute(t *testing.T, log *event.Log, opt *flow.Options) *flow.Result {
	t.Helper()
	r, err := flow.Compute(log, opt)
	require.NoError(t, err)
	return r
}

// The transition matrices of retentioneering, with path_start and path_end as
// the first and the last row.
func checkTransitionMatrices(t *testing.T) {
	for _, test := range []struct {
		id     string
		opt    flow.Options
		weight func(count int, r *flow.Result, of flow.Node, start bool) float64
	}{
		{"RT-TM-03", flow.Options{}, func(n int, r *flow.Result, _ flow.Node, _ bool) float64 {
			return float64(n) / float64(r.Paths)
		}},
		{"RT-TM-04", flow.Options{}, func(n int, r *flow.Result, of flow.Node, start bool) float64 {
			if start {
				return float64(n) / float64(r.Paths)
			}
			return float64(n) / float64(of.Count)
		}},
		{"RT-TM-06", flow.Options{Sessions: true, Session: event.Cut{Attr: "session_id"}}, func(n int, _ *flow.Result, _ flow.Node, _ bool) float64 {
			return float64(n)
		}},
	} {
		t.Run(test.id, func(t *testing.T) {
			var want struct {
				Labels []string
				Matrix [][]float64
			}
			r := compute(t, vector(t, test.id, &want), &test.opt)
			last := len(want.Labels) - 1
			for i, from := range want.Labels {
				for j, to := range want.Labels {
					got := 0.0
					a, _ := r.Node(from)
					b, _ := r.Node(to)
					tr, ok := r.Transition(from, to)
					switch {
					case i == 0 && j > 0 && j < last:
						got = test.weight(b.Entries, r, a, true)
					case j == last && i > 0 && i < last:
						got = test.weight(a.Exits, r, a, false)
					case ok:
						got = test.weight(tr.Count, r, a, false)
					}
					assert.InDelta(t, want.Matrix[i][j], got, 1e-12, "%s to %s", from, to)
				}
			}
		})
	}
}

// RT-TM-04 again, from the result's own probabilities.
func checkProbabilitiesCountTheEndOfAPath(t *testing.T) {
	var want struct{ Matrix [][]float64 }
	r := compute(t, vector(t, "RT-TM-04", &want), nil)
	tr, _ := r.Transition("B", "C")
	assert.InDelta(t, want.Matrix[2][3], tr.Probability, 1e-12)
	b, _ := r.Node("B")
	assert.InDelta(t, want.Matrix[2][4], b.ExitRate, 1e-12)
}

func checkStepMatrix(t *testing.T) {
	var want struct {
		Labels []string
		Matrix [][]float64
	}
	r := compute(t, vector(t, "RT-SM-01", &want), &flow.Options{Steps: 5})
	require.Len(t, r.Steps, 5)
	for _, s := range r.Steps {
		got := map[string]float64{"path_end": s.EndedShare}
		for _, n := range s.Nodes {
			got[n.Node] = n.Share
		}
		for i, label := range want.Labels {
			assert.InDelta(t, want.Matrix[i][s.Step], got[label], 1e-12, "%s at step %d", label, s.Step)
		}
	}
}

// The distribution of states over positions, of TraMineR.
func checkStateDistribution(t *testing.T) {
	var want map[string]any
	r := compute(t, vector(t, "TM-SD-01", &want), &flow.Options{Steps: 6})
	for _, s := range r.Steps {
		got := map[string]float64{}
		for _, n := range s.Nodes {
			got[n.Node] = n.Share
		}
		for _, state := range []string{"A", "B", "C"} {
			assert.InDelta(t, want[state].([]any)[s.Step-1].(float64), got[state], 1e-12)
		}
	}
}

// PostHog's paths: its nodes are numbered by their step.
func checkPathEdgesByStep(t *testing.T) {
	for id, limit := range map[string]int{"PH-PA-01": 4, "PH-PA-02": 2} {
		t.Run(id, func(t *testing.T) {
			var want struct{ Edges [][]any }
			log := vector(t, id, &want)
			r := compute(t, log, &flow.Options{Steps: limit, Sessions: true, Session: event.Cut{Silence: 30 * time.Minute}})
			var got [][]any
			for _, l := range r.Links {
				got = append(got, []any{
					fmt.Sprintf("%d_%s", l.Step, l.From), fmt.Sprintf("%d_%s", l.Step+1, l.To), float64(l.Count), l.Mean,
				})
			}
			assert.Equal(t, want.Edges, got)
		})
	}
}

func checkRouteStatistics(t *testing.T) {
	for id, route := range map[string][]string{"RT-RS-01": {"A", "B"}, "RT-RS-02": {"A", "B", "C"}, "RT-RS-03": {"B", "B"}} {
		t.Run(id, func(t *testing.T) {
			var want struct {
				Occurrences, UniquePaths, Unique_paths int
				Share, Time_median, Markov_probability *float64
			}
			r := compute(t, vector(t, id, &want), &flow.Options{Routes: [][]string{route}}).Routes[0]
			assert.Equal(t, want.Occurrences, r.Count)
			assert.Equal(t, want.Unique_paths, r.Paths)
			if want.Share != nil {
				assert.InDelta(t, *want.Share, r.Share, 1e-12)
			}
			if want.Time_median != nil {
				assert.InDelta(t, *want.Time_median, r.Times.Median, 1e-9)
			}
			if want.Markov_probability != nil {
				assert.InDelta(t, *want.Markov_probability, r.Probability, 1e-12)
			}
		})
	}
}

// The exit rate of a node is the conversion from it to the end of the path
// within one event.
func checkExitOfANode(t *testing.T) {
	var want struct {
		Rate      float64
		Converted int
		WithStart int `json:"with_start"`
	}
	r := compute(t, vector(t, "RT-CV-07", &want), &flow.Options{Customers: true})
	n, ok := r.Node("error")
	require.True(t, ok)
	assert.Equal(t, want.Converted, n.Exits)
	assert.Equal(t, want.WithStart, n.Paths)
	assert.InDelta(t, want.Rate, n.ExitShare, 1e-12)
}

// Amplitude: the paths from the first A on do not reach B within a day, though
// a funnel, which may start with the second, does.
func checkAJourneyStartsWithTheFirstOccurrence(t *testing.T) {
	var want struct {
		Journeys int `json:"converted_journeys"`
	}
	log := vector(t, "AM-JO-01", &want)
	for occurrence, converted := range map[flow.Occurrence]int{flow.First: want.Journeys, flow.Last: 1} {
		r := compute(t, log, &flow.Options{Around: flow.Around{Node: "A", After: 10, Within: 24 * time.Hour, Occurrence: occurrence}})
		got := 0
		for _, p := range r.Around.After.Top {
			for _, name := range p.Nodes {
				if name == "B" {
					got += p.Customers
				}
			}
		}
		assert.Equal(t, converted, got, occurrence)
	}
}

func checkPM4PySaysTheSameOfTheRunningExample(t *testing.T) {
	log := runningExample(t)
	r := compute(t, log, &flow.Options{Customers: true, Times: true, Eventually: true, Repeats: true, Paths: 100})

	var dfg struct {
		Edges                               [][3]any
		Start, End                          map[string]int
		Events, Cases, Activities, Variants int
	}
	vector(t, "PM-DFG-01", &dfg)
	assert.Len(t, r.Transitions, 16)
	assert.Len(t, dfg.Edges, 16)
	for _, e := range dfg.Edges {
		tr, _ := r.Transition(e[0].(string), e[1].(string))
		assert.Equal(t, int(e[2].(float64)), tr.Count, "%v", e)
	}
	for _, n := range r.Nodes {
		assert.Equal(t, dfg.Start[n.Name], n.Entries, n.Name)
		assert.Equal(t, dfg.End[n.Name], n.Exits, n.Name)
	}
	assert.Equal(t, []int{dfg.Events, dfg.Cases, dfg.Activities, dfg.Variants}, []int{r.Events, r.Paths, len(r.Nodes), r.Variants.Different})

	var performance struct {
		Edges map[string]map[string]*float64
	}
	vector(t, "PM-PDFG-01", &performance)
	for edge, want := range performance.Edges {
		from, to, _ := strings.Cut(edge, ">")
		tr, _ := r.Transition(from, to)
		times := map[string]*float64{
			"max": &tr.Times.Max, "mean": &tr.Times.Mean, "median": &tr.Times.Median, "min": &tr.Times.Min, "sum": &tr.Times.Sum, "stdev": tr.Times.Stdev,
		}
		for name, v := range want {
			if v == nil {
				assert.Nil(t, times[name], "%s of %s", name, edge)
			} else {
				assert.InEpsilon(t, *v, *times[name], 1e-11, "%s of %s", name, edge)
			}
		}
	}

	var later struct{ Edges [][3]any }
	vector(t, "PM-EFG-01", &later)
	counts := map[string]int{}
	for _, l := range r.Later {
		counts[l.From+">"+l.To] = l.Count
	}
	for _, e := range later.Edges {
		assert.Equal(t, int(e[2].(float64)), counts[e[0].(string)+">"+e[1].(string)], "%v", e)
	}

	var rework struct{ Cases map[string]int }
	vector(t, "PM-RW-01", &rework)
	var distance struct{ Distance map[string]int }
	vector(t, "PM-MSD-01", &distance)
	cases, distances := map[string]int{}, map[string]int{}
	for _, n := range r.Nodes {
		if n.Repeats != nil {
			cases[n.Name], distances[n.Name] = n.Repeats.Paths, n.Repeats.Distance
		}
	}
	assert.Equal(t, rework.Cases, cases)
	assert.Equal(t, distance.Distance, distances)
}

// PM4Py's own file of the graph: the activities, the starts, the ends, and the
// edges.
func TestThe_dfg_FileIsEqual(t *testing.T) {
	r := compute(t, runningExample(t), nil)
	b, err := io.ReadAll(sharedtest.Open(t, "data/logs/running-example.dfg"))
	require.NoError(t, err)
	lines := strings.Fields(strings.ReplaceAll(string(b), " ", "_"))
	next := func() string {
		line := lines[0]
		lines = lines[1:]
		return line
	}
	number := func(s string) int {
		n, err := strconv.Atoi(s)
		require.NoError(t, err)
		return n
	}
	var names []string
	for range number(next()) {
		names = append(names, strings.ReplaceAll(next(), "_", " "))
	}
	require.Len(t, r.Nodes, len(names))
	ends := func() map[string]int {
		out := map[string]int{}
		for range number(next()) {
			at, n, _ := strings.Cut(next(), "x")
			out[names[number(at)]] = number(n)
		}
		return out
	}
	starts, finals := ends(), ends()
	for _, n := range r.Nodes {
		assert.Equal(t, starts[n.Name], n.Entries)
		assert.Equal(t, finals[n.Name], n.Exits)
	}
	edges := 0
	for ; len(lines) > 0; edges++ {
		pair, n, _ := strings.Cut(next(), "x")
		from, to, _ := strings.Cut(pair, ">")
		tr, _ := r.Transition(names[number(from)], names[number(to)])
		assert.Equal(t, number(n), tr.Count)
	}
	assert.Len(t, r.Transitions, edges)
}

func checkReceipts(t *testing.T) {
	var want map[string]float64
	vector(t, "PM-LOG-01", &want)
	log, err := event.ReadCSV(sharedtest.Open(t, "data/logs/receipt.csv.gz"), nil)
	require.NoError(t, err)
	r := compute(t, log, &flow.Options{Times: true, Paths: 1})
	got := map[string]float64{
		"activities": float64(len(r.Nodes)), "cases": float64(r.Paths), "events": float64(r.Events),
		"dfg_edges": float64(len(r.Transitions)), "variants": float64(r.Variants.Different), "top_variant_cases": float64(r.Variants.Top[0].Count),
		"mean_case_duration_s": r.Duration.Mean, "median_case_duration_s": r.Duration.Median,
	}
	for name, v := range want {
		assert.InEpsilon(t, v, got[name], 1e-11, name)
	}
}
