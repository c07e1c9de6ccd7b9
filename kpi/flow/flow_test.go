package flow_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/flow"
	"github.com/parcours-go/parcours/persona/field"
)

func TestAMistakeInAnOptionHasItsPath(t *testing.T) {
	log := logOf(t, []event.Event{at("u", 0, "a")})
	for path, opt := range map[string]flow.Options{
		"options.by":                {By: "page"},
		"options.attr":              {By: flow.ByAttr},
		"options.map":               {By: flow.ByStage},
		"options.nodes[1]":          {Nodes: []string{"a", "a"}},
		"options.nodes[0]":          {Nodes: []string{""}},
		"options.top":               {Top: -1},
		"options.steps":             {Steps: 101},
		"options.paths":             {Paths: -1},
		"options.depth":             {Paths: 1, Depth: 10_001},
		"options.max_paths":         {Paths: 1, MaxPaths: -1},
		"options.around.occurrence": {Around: flow.Around{Node: "a", Occurrence: "second"}},
		"options.around.before":     {Around: flow.Around{Node: "a", Before: -1}},
		"options.around.after":      {Around: flow.Around{Node: "a", After: 101}},
		"options.around.within":     {Around: flow.Around{Node: "a", Within: -1}},
		"options.routes[0]":         {Routes: [][]string{{"a"}}},
		"options.routes":            {Routes: make([][]string, 101)},
		"options.level":             {Level: 1},
	} {
		_, err := flow.Compute(log, &opt)
		var at *field.Error
		if assert.ErrorAs(t, err, &at, path) {
			assert.Equal(t, path, at.Path)
		}
	}
	_, err := flow.Compute(log, &flow.Options{Top: 1, Nodes: []string{"a"}})
	assert.ErrorContains(t, err, "options.top")
	broken := someMap()
	broken.Stages[0].Name = ""
	_, err = flow.Compute(log, &flow.Options{By: flow.ByStage, Map: broken})
	assert.ErrorContains(t, err, "stages[0].name")
	_, err = flow.Compute(nil, nil)
	require.EqualError(t, err, "flow: want a log, got nil")
	_, err = flow.Compute(&event.Log{}, nil)
	assert.ErrorIs(t, err, flow.ErrNoData)
	_, err = flow.Compute(log, &flow.Options{By: flow.ByChannel})
	assert.ErrorIs(t, err, flow.ErrNoData, "no event has a channel")
}

// letters is a log in which each word is a customer and each letter an event.
func letters(t testing.TB, words string) *event.Log {
	var events []event.Event
	for c, word := range strings.Fields(words) {
		for i, r := range word {
			events = append(events, at(fmt.Sprintf("c%05d", c), float64(i), string(r)))
		}
	}
	return logOf(t, events)
}

func TestTopKeepsTheCommonestNodes(t *testing.T) {
	r := compute(t, letters(t, "abcabd aabxe"), &flow.Options{Top: 2})
	var names []string
	for _, n := range r.Nodes {
		names = append(names, fmt.Sprint(n.Name, n.Count))
	}
	assert.Equal(t, []string{"a4", "b3", "(other)4"}, names)
	tr, _ := r.Transition(flow.Other, flow.Other)
	assert.Equal(t, 1, tr.Count, "x to e")
	same := compute(t, letters(t, "abcabd aabxe"), &flow.Options{Nodes: []string{"a", "b"}, Group: true})
	assert.Equal(t, r, same)
	out := compute(t, letters(t, "abcabd aabxe"), &flow.Options{Nodes: []string{"a", "b"}})
	tr, _ = out.Transition("b", "a")
	assert.Equal(t, 1, tr.Count, "what is no node separates nothing")
}

func TestNodesStandInTheOrderOfTheMap(t *testing.T) {
	r := compute(t, letters(t, "abc"), &flow.Options{By: flow.ByStage, Map: someMap()})
	assert.Equal(t, []string{"later", "first"}, []string{r.Nodes[0].Name, r.Nodes[1].Name})
	r = compute(t, letters(t, "abc"), &flow.Options{By: flow.ByTouchpoint, Map: someMap()})
	assert.Equal(t, []string{"later: page", "other page", "first: page"}, []string{r.Nodes[0].Name, r.Nodes[1].Name, r.Nodes[2].Name})
}

// Where there are more different paths than may be kept, they are cut off after
// the most steps at which there are not, with exact counts, and in whatever
// order the customers come.
func TestMemoryOfPathsIsBoundedAndCountsStayExact(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for range 40 {
		var words []string
		for range 300 {
			var w strings.Builder
			for range 1 + r.IntN(7) {
				w.WriteByte("ab"[r.IntN(2)])
			}
			words = append(words, w.String())
		}
		limit := 2 + r.IntN(60)
		cut := func(depth int) map[string]int {
			counts := map[string]int{}
			for _, w := range words {
				if len(w) > depth {
					w = w[:depth] + "…"
				}
				counts[w]++
			}
			return counts
		}
		depth := 100
		for depth > 1 && len(cut(depth)) > limit {
			depth--
		}
		for range 2 {
			v := compute(t, letters(t, strings.Join(words, " ")), &flow.Options{Paths: 1000, MaxPaths: limit}).Variants
			require.Equal(t, depth, v.Depth)
			require.Len(t, v.Top, len(cut(depth)))
			for _, p := range v.Top {
				name := strings.Join(p.Nodes, "")
				if p.More {
					name += "…"
				}
				require.Equal(t, cut(depth)[name], p.Count, name)
			}
			slices.Reverse(words)
		}
	}
}

// Above some number of nodes pairs are no matrix any more.
func TestManyNodes(t *testing.T) {
	var events []event.Event
	r := rand.New(rand.NewPCG(13, 14))
	want := map[string]int{}
	for c := range 300 {
		last := ""
		for i := range 10 {
			name := fmt.Sprint(r.IntN(1500))
			events = append(events, at(fmt.Sprint(c), float64(i), name))
			if last != "" {
				want[last+">"+name]++
			}
			last = name
		}
	}
	one := logOf(t, events)
	require.Greater(t, len(one.Names()), 1024)
	for _, opt := range []*flow.Options{nil, {Customers: true, Times: true, Eventually: true, Steps: 3}} {
		result := compute(t, one, opt)
		require.Len(t, result.Transitions, len(want))
		for _, tr := range result.Transitions {
			require.Equal(t, want[tr.From+">"+tr.To], tr.Count)
		}
		// A few names and then many: the matrix becomes a map.
		few := tallied(t, letters(t, "ab ba"), opt)
		few.Merge(tallied(t, one, opt))
		merged, err := few.Result()
		require.NoError(t, err)
		require.Len(t, merged.Transitions, len(want)+2)
	}
}

func TestNothingIsAllocatedForACustomer(t *testing.T) {
	log := letters(t, strings.Repeat("abcabcdaabbc", 20))
	for name, opt := range map[string]*flow.Options{
		"counts":     nil,
		"all":        {Customers: true, Eventually: true, Repeats: true, Steps: 20, Paths: 10, Routes: [][]string{{"a", "b"}}},
		"around":     {Around: flow.Around{Node: "b", Before: 3, After: 3, Occurrence: flow.Every}},
		"sessions":   {Sessions: true, Collapse: true},
		"touchpoint": {By: flow.ByTouchpoint, Map: someMap()},
	} {
		tally, err := flow.New(log, opt)
		require.NoError(t, err)
		add := func() { tally.Add(log.Trace(0)) }
		add()
		assert.Zero(t, testing.AllocsPerRun(200, add), name)
	}
	// Each time is kept, in chunks.
	timed, err := flow.New(log, &flow.Options{Times: true})
	require.NoError(t, err)
	events := float64(log.Len())
	assert.Less(t, testing.AllocsPerRun(500, func() { timed.Add(log.Trace(0)) })/events, 0.01)
}

// BenchmarkCompute measures transitions of a million events in a log.
func BenchmarkCompute(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	var events []event.Event
	for c := range 80_000 {
		for i := range 1 + r.IntN(24) {
			events = append(events, at(fmt.Sprintf("c%05d", c), float64(i*60), string(rune('A'+r.IntN(40)))))
		}
	}
	log := logOf(b, events)
	for _, bench := range []struct {
		name string
		opt  flow.Options
	}{
		{"counts", flow.Options{}}, {"customers", flow.Options{Customers: true}}, {"times", flow.Options{Times: true}},
		{"eventually", flow.Options{Eventually: true}}, {"repeats", flow.Options{Repeats: true}}, {"steps", flow.Options{Steps: 10}},
		{"paths", flow.Options{Paths: 10}}, {"sessions", flow.Options{Sessions: true}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := flow.Compute(log, &bench.opt); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(log.Len()), "ns/event")
		})
	}
}
