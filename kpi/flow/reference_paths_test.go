package flow_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/flow"
)

func compareSteps(t *testing.T, paths []walked, r *flow.Result, o *flow.Options) {
	at, links := tallier{}, tallier{}
	for k, p := range paths {
		for i, s := range p.steps {
			at.count(fmt.Sprint(i+1, s.node), k, p.customer, 1)
			if i > 0 {
				links.count(fmt.Sprint(i, p.steps[i-1].node, ">", s.node), k, p.customer, 1, s.second-p.steps[i-1].second)
			}
		}
	}
	require.Len(t, r.Steps, o.Steps)
	for _, s := range r.Steps {
		left := len(paths)
		for _, n := range s.Nodes {
			want := at[fmt.Sprint(s.Step, n.Node)]
			require.Equal(t, []int{want.n, len(want.customers)}, []int{n.Count, n.Customers})
			require.InDelta(t, float64(want.n)/float64(len(paths)), n.Share, 1e-12)
			left -= n.Count
		}
		require.Equal(t, left, s.Ended)
		require.InDelta(t, float64(left)/float64(len(paths)), s.EndedShare, 1e-12)
	}
	found := 0
	for _, l := range r.Links {
		want := links[fmt.Sprint(l.Step, l.From, ">", l.To)]
		require.Equal(t, []int{want.n, len(want.customers)}, []int{l.Count, l.Customers})
		sum := 0.0
		for _, v := range want.took {
			sum += v
		}
		require.InDelta(t, sum/float64(want.n), l.Mean, 1e-6)
		found += l.Count
	}
	wanted := 0
	for _, p := range paths {
		wanted += max(0, min(len(p.steps), o.Steps)-1)
	}
	require.Equal(t, wanted, found)
}

// requirePaths compares paths: by their nodes, and "…" where they go on.
func requirePaths(t *testing.T, want tallier, among int, v *flow.Variants, limit int) {
	t.Helper()
	require.Equal(t, len(want), v.Different)
	require.Len(t, v.Top, min(limit, len(want)))
	var counts []int
	for _, w := range want {
		counts = append(counts, w.n)
	}
	slices.SortFunc(counts, func(a, b int) int { return b - a })
	for i, p := range v.Top {
		name := strings.Join(p.Nodes, ">")
		if p.More {
			name += "…"
		}
		require.NotNil(t, want[name], name)
		require.Equal(t, []int{want[name].n, len(want[name].customers), counts[i]}, []int{p.Count, p.Customers, p.Count}, name)
		require.InDelta(t, float64(p.Count)/float64(among), p.Share, 1e-12)
	}
}

func comparePaths(t *testing.T, paths []walked, r *flow.Result, o *flow.Options) {
	if o.Paths == 0 {
		require.Nil(t, r.Variants)
		return
	}
	depth := o.Depth
	if depth == 0 {
		depth = 100
	}
	want := tallier{}
	for k, p := range paths {
		want.count(pathName(p.steps, depth, false), k, p.customer, 1)
	}
	requirePaths(t, want, len(paths), r.Variants, o.Paths)
}

func pathName(steps []step, depth int, more bool) string {
	var names []string
	for _, s := range steps[:min(depth, len(steps))] {
		names = append(names, s.node)
	}
	name := strings.Join(names, ">")
	if more || depth < len(steps) {
		name += "…"
	}
	return name
}

func compareAround(t *testing.T, paths []walked, r *flow.Result, o *flow.Options) {
	a := o.Around
	if a.Node == "" {
		require.Nil(t, r.Around)
		return
	}
	depth, limit := o.Depth, o.Paths
	if depth == 0 {
		depth = 100
	}
	if limit == 0 {
		limit = 10
	}
	all, before, after := tallier{}, tallier{}, tallier{}
	for k, p := range paths {
		var places []int
		for i, s := range p.steps {
			if s.node == a.Node {
				places = append(places, i)
			}
		}
		switch {
		case len(places) == 0:
			continue
		case a.Occurrence == flow.Last:
			places = places[len(places)-1:]
		case a.Occurrence != flow.Every:
			places = places[:1]
		}
		for _, i := range places {
			all.count("", k, p.customer, 1)
			near := func(s step) bool {
				return a.Within == 0 || math.Abs(s.second-p.steps[i].second) <= a.Within.Seconds()
			}
			to := i + 1
			for to < len(p.steps) && to-i <= a.After && near(p.steps[to]) {
				to++
			}
			after.count(pathName(p.steps[i+1:to], depth, to < len(p.steps)), k, p.customer, 1)
			from := i
			for from > 0 && i-from < a.Before && near(p.steps[from-1]) {
				from--
			}
			tail := p.steps[max(from, i-depth):i]
			before.count(pathName(tail, 100, from > 0 || len(tail) < i-from), k, p.customer, 1)
		}
	}
	if len(all) == 0 {
		require.Zero(t, r.Around.Count)
		return
	}
	require.Equal(t, all[""].line(true), got(r.Around.Count, r.Around.Paths, r.Around.Customers, true))
	require.Equal(t, []bool{a.Before > 0, a.After > 0}, []bool{r.Around.Before != nil, r.Around.After != nil})
	if a.Before > 0 {
		requirePaths(t, before, all[""].n, r.Around.Before, limit)
	}
	if a.After > 0 {
		requirePaths(t, after, all[""].n, r.Around.After, limit)
	}
}

func compareRoutes(t *testing.T, paths []walked, r *flow.Result, o *flow.Options) {
	require.Len(t, r.Routes, len(o.Routes))
	for i, route := range o.Routes {
		want := tallier{}.count("", -1, "", 0)
		want.paths, want.customers = map[int]bool{}, map[string]bool{}
		probability := 1.0
		for k, p := range paths {
			for j := range p.steps {
				if j+len(route) > len(p.steps) || pathName(p.steps[j:j+len(route)], 100, false) != strings.Join(route, ">") {
					continue
				}
				want.n++
				want.paths[k], want.customers[p.customer] = true, true
				want.took = append(want.took, p.steps[j+len(route)-1].second-p.steps[j].second)
			}
		}
		for j := range route[1:] {
			tr, _ := r.Transition(route[j], route[j+1])
			probability *= tr.Probability
		}
		got1 := r.Routes[i]
		require.Equal(t, want.line(true), got(got1.Count, got1.Paths, got1.Customers, true))
		require.InDelta(t, probability, got1.Probability, 1e-12)
		require.InDelta(t, float64(len(want.paths))/float64(len(paths)), got1.Share, 1e-12)
		if want.n > 0 {
			requireTimes(t, want.took, got1.Times)
		} else {
			require.Nil(t, got1.Times)
		}
	}
}
