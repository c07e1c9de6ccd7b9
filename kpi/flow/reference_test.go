package flow_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sort"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/flow"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// A step is a node of a path and its second.
type step struct {
	node   string
	second float64
}

// A walked is one path of one customer.
type walked struct {
	customer string
	steps    []step
}

// walk makes the paths straight from the definitions.
func walk(log *event.Log, o *flow.Options) (paths []walked) {
	for trace := range log.Traces() {
		path := walked{customer: trace.Customer()}
		end := func() {
			if len(path.steps) > 0 {
				paths = append(paths, path)
			}
			path.steps = nil
		}
		for i := range trace.Len() {
			e := trace.Event(i)
			if i > 0 && o.Sessions && parted(trace.Event(i-1), e, o.Session) {
				end()
			}
			name := nodeOf(e, o)
			if o.Nodes != nil && name != "" && !slices.Contains(o.Nodes, name) {
				name = ""
				if o.Group {
					name = flow.Other
				}
			}
			n := len(path.steps)
			if name == "" || o.Collapse && n > 0 && path.steps[n-1].node == name {
				continue
			}
			path.steps = append(path.steps, step{name, float64(e.Time.UnixNano()) / 1e9})
		}
		end()
	}
	return paths
}

func parted(a, b event.Event, cut event.Cut) bool {
	if cut.Attr != "" {
		if a.Attrs[cut.Attr] != b.Attrs[cut.Attr] {
			return true
		}
		return b.Attrs[cut.Attr] == "" && b.Time.Sub(a.Time) > 30*time.Minute
	}
	if cut.Midnight != nil && a.Time.In(cut.Midnight).YearDay() != b.Time.In(cut.Midnight).YearDay() {
		return true
	}
	return cut.Silence > 0 && b.Time.Sub(a.Time) > cut.Silence
}

func nodeOf(e event.Event, o *flow.Options) string {
	switch o.By {
	case flow.ByChannel:
		return string(e.Channel)
	case flow.ByAttr:
		return e.Attrs[o.Attr]
	case flow.ByTouchpoint, flow.ByStage:
		for _, s := range o.Map.Stages {
			for _, t := range s.Touchpoints {
				if slices.Contains(t.Events, e.Name) && o.By == flow.ByStage {
					return s.Name
				} else if slices.Contains(t.Events, e.Name) && t.Name == "page" {
					return s.Name + ": page" // the map of the tests has two
				} else if slices.Contains(t.Events, e.Name) {
					return t.Name
				}
			}
		}
		return ""
	}
	return e.Name
}

// A tallier counts things by name: how often, in how many paths, of how many
// customers.
type tallier map[string]*seen

type seen struct {
	n             int
	paths         map[int]bool
	customers     map[string]bool
	took          []float64
	least, direct int
}

func (t tallier) count(name string, path int, customer string, n int, took ...float64) *seen {
	s := t[name]
	if s == nil {
		s = &seen{paths: map[int]bool{}, customers: map[string]bool{}, least: math.MaxInt}
		t[name] = s
	}
	s.n += n
	s.paths[path], s.customers[customer] = true, true
	s.took = append(s.took, took...)
	return s
}

// line writes a count; who of it is written only where it is asked.
func (s *seen) line(who bool) string {
	if !who {
		return fmt.Sprint(s.n)
	}
	return fmt.Sprintf("%d in %d of %d", s.n, len(s.paths), len(s.customers))
}

func got(n, paths, customers int, who bool) string {
	if !who {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%d in %d of %d", n, paths, customers)
}

func requireTimes(t *testing.T, want []float64, got *flow.Times) {
	t.Helper()
	sort.Float64s(want)
	n, sum, squares := len(want), 0.0, 0.0
	for _, v := range want {
		sum += v
	}
	for _, v := range want {
		squares += (v - sum/float64(n)) * (v - sum/float64(n))
	}
	quantile := func(p float64) float64 {
		i := int(p * float64(n-1))
		if i+1 == n {
			return want[i]
		}
		return want[i] + (p*float64(n-1)-float64(i))*(want[i+1]-want[i])
	}
	require.Equal(t, n, got.N)
	require.InDeltaSlice(t, []float64{sum, sum / float64(n), quantile(0.5), quantile(0.9), want[0], want[n-1]},
		[]float64{got.Sum, got.Mean, got.Median, got.P90, got.Min, got.Max}, 1e-6)
	require.Equal(t, n == 1, got.Stdev == nil)
	if n > 1 {
		require.InDelta(t, math.Sqrt(squares/float64(n-1)), *got.Stdev, 1e-6)
	}
}

// The definitions, one after the other, on small random logs over all options,
// of 100,000 customers where CI asks for them.
func TestTheResultIsWhatTheDefinitionsSay(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for done := 0; done < sharedtest.Cases(4_000, 100_000); {
		o := someOptions(r)
		o.MaxPaths = 0
		log := logOf(t, someEvents(r, 1+r.IntN(4)))
		done += log.Customers()
		paths := walk(log, &o)
		result, err := flow.Compute(log, &o)
		if len(paths) == 0 {
			require.ErrorIs(t, err, flow.ErrNoData)
			continue
		}
		require.NoError(t, err)
		compareCounts(t, paths, result, &o)
		compareEdges(t, paths, result, &o)
		compareLater(t, paths, result, &o)
		compareRepeats(t, paths, result, &o)
		compareSteps(t, paths, result, &o)
		comparePaths(t, paths, result, &o)
		compareAround(t, paths, result, &o)
		compareRoutes(t, paths, result, &o)
	}
}

func compareCounts(t *testing.T, paths []walked, r *flow.Result, o *flow.Options) {
	nodes, entries, exits, customers, events := tallier{}, map[string]int{}, map[string]int{}, map[string]bool{}, 0
	var durations []float64
	for k, p := range paths {
		last := p.steps[len(p.steps)-1]
		entries[p.steps[0].node]++
		exits[last.node]++
		customers[p.customer] = true
		events += len(p.steps)
		durations = append(durations, last.second-p.steps[0].second)
		for _, s := range p.steps {
			nodes.count(s.node, k, p.customer, 1)
		}
	}
	require.Equal(t, []int{len(customers), len(paths), events}, []int{r.Customers, r.Paths, r.Events})
	require.Len(t, r.Nodes, len(nodes))
	who := o.Customers || o.Eventually
	for _, n := range r.Nodes {
		want := nodes[n.Name]
		require.Equal(t, want.line(who), got(n.Count, n.Paths, n.Customers, who), n.Name)
		require.Equal(t, []int{entries[n.Name], exits[n.Name]}, []int{n.Entries, n.Exits})
		require.InDelta(t, float64(n.Exits)/float64(want.n), n.ExitRate, 1e-12)
		if who {
			require.InDelta(t, float64(n.Exits)/float64(len(want.paths)), n.ExitShare, 1e-12)
		}
	}
	if o.Times {
		requireTimes(t, durations, r.Duration)
	} else {
		require.Nil(t, r.Duration)
	}
}

func compareEdges(t *testing.T, paths []walked, r *flow.Result, o *flow.Options) {
	edges, after, before, all := tallier{}, map[string]int{}, map[string]int{}, 0
	for k, p := range paths {
		for i, s := range p.steps {
			after[s.node]++ // the next node, or the end
			before[s.node]++
			if i > 0 {
				edges.count(p.steps[i-1].node+">"+s.node, k, p.customer, 1, s.second-p.steps[i-1].second)
				all++
			}
		}
	}
	require.Len(t, r.Transitions, len(edges))
	who := o.Customers || o.Eventually
	for i, e := range r.Transitions {
		want := edges[e.From+">"+e.To]
		require.Equal(t, want.line(who), got(e.Count, e.Paths, e.Customers, who))
		require.InDelta(t, float64(want.n)/float64(after[e.From]), e.Probability, 1e-12)
		require.InDelta(t, float64(want.n)/float64(before[e.To]), e.ShareIn, 1e-12)
		require.InDelta(t, float64(want.n)/float64(all), e.Share, 1e-12)
		require.True(t, i == 0 || r.Transitions[i-1].Count >= e.Count)
		if o.Times {
			requireTimes(t, want.took, e.Times)
		} else {
			require.Nil(t, e.Times)
		}
	}
}

func compareLater(t *testing.T, paths []walked, r *flow.Result, o *flow.Options) {
	if !o.Eventually {
		require.Nil(t, r.Later)
		return
	}
	later := tallier{}
	at := map[string]map[string]bool{}
	for k, p := range paths {
		for i, a := range p.steps {
			if at[a.node] == nil {
				at[a.node] = map[string]bool{}
			}
			at[a.node][p.customer] = true
			for _, b := range p.steps[i+1:] {
				later.count(a.node+">"+b.node, k, p.customer, 1)
			}
		}
	}
	require.Len(t, r.Later, len(later))
	for _, l := range r.Later {
		want := later[l.From+">"+l.To]
		require.Equal(t, want.line(true), got(l.Count, l.Paths, l.Customers, true))
		m, ok := r.DropOff(l.From, l.To)
		require.True(t, ok)
		require.InDelta(t, 1-float64(len(want.customers))/float64(len(at[l.From])), m.Value, 1e-11)
	}
}

func compareRepeats(t *testing.T, paths []walked, r *flow.Result, o *flow.Options) {
	if !o.Repeats {
		require.Nil(t, r.Returns)
		return
	}
	again, back := tallier{}, tallier{}
	for k, p := range paths {
		for i, b := range p.steps {
			for j := i - 1; j >= 0; j-- {
				if p.steps[j].node == b.node {
					s := again.count(b.node, k, p.customer, 1)
					s.least = min(s.least, i-j-1)
					if j == i-1 {
						s.direct++
					}
					break
				}
			}
			if i > 1 && p.steps[i-2].node == b.node && p.steps[i-1].node != b.node {
				back.count(b.node+">"+p.steps[i-1].node, k, p.customer, 1)
			}
		}
	}
	for _, n := range r.Nodes {
		want := again[n.Name]
		require.Equal(t, want == nil, n.Repeats == nil)
		if want != nil {
			require.Equal(t, want.line(true), got(n.Repeats.Count, n.Repeats.Paths, n.Repeats.Customers, true))
			require.Equal(t, []int{want.least, want.direct}, []int{n.Repeats.Distance, n.Repeats.AtOnce})
		}
	}
	require.Len(t, r.Returns, len(back))
	for _, b := range r.Returns {
		require.Equal(t, back[b.From+">"+b.Via].line(true), got(b.Count, b.Paths, b.Customers, true))
	}
}
