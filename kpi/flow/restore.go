package flow

import (
	"encoding/json"
	"math"

	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// maxCount bounds the counts of a state, so that no sum of some overflows.
const maxCount = 1 << 48

// A reader checks a state while it is read: the first thing that is wrong
// makes all of it wrong.
type reader struct {
	nodes int // how many there are
	paths int // as above
	bad   bool
}

// want notes whether something is as it must be.
func (r *reader) want(ok bool) bool {
	r.bad = r.bad || !ok
	return !r.bad
}

// restore makes the tally of a state.
func (t *Tally) restore(s *state) error {
	if err := s.Asked.check(); err != nil {
		return err
	}
	asked, err := json.Marshal(s.Asked)
	if err != nil {
		return err
	}
	t.asked, t.names, t.now.several = string(asked), s.Names, s.Asked.Sessions
	r := &reader{nodes: len(s.Names), paths: s.Paths}
	r.want(unique(s.Names))
	r.want(0 <= s.Customers && s.Customers <= s.Paths && s.Paths <= s.Events && uint64(s.Events) <= maxCount && uint64(s.Paths) <= math.MaxUint32)
	r.want(s.Asked.Sessions || s.Customers == s.Paths)
	if !r.want(s.complete() && len(s.Nodes) == r.nodes) {
		return stat.ErrState
	}
	t.make(r.nodes)
	t.customers, t.paths, t.events = s.Customers, s.Paths, s.Events
	t.restoreNodes(r, s)
	if t.duration != nil {
		t.duration = s.Duration
		r.want(t.duration.N() == s.Paths)
	}
	if t.eventually != nil {
		t.eventually.edges = r.edges(s.Eventually, true, false)
	}
	if t.repeats != nil {
		t.restoreRepeats(r, s.Repeats)
	}
	if t.steps != nil {
		t.restoreSteps(r, s.Steps)
	}
	if t.variants != nil {
		r.variants(t.variants, s.Variants, s.Paths)
	}
	if t.around != nil {
		t.around.times = r.times(s.Around.Times)
		r.variants(t.around.before, s.Around.Before, -1)
		r.variants(t.around.after, s.Around.After, -1)
	}
	for i := range t.routes {
		t.routes[i].times, t.routes[i].took = r.times(s.Routes[i].Times), *s.Routes[i].Took
		r.want(t.routes[i].took.N() == t.routes[i].n)
	}
	if r.bad {
		return stat.ErrState
	}
	return nil
}

// complete reports whether the state has what it was asked.
func (s *state) complete() bool {
	q := &s.Asked
	for _, r := range s.Routes {
		if r.Took == nil {
			return false
		}
	}
	if s.Steps != nil {
		for _, at := range s.Steps.At {
			if len(at) != len(s.Names) {
				return false
			}
		}
	}
	return s.Edges != nil && len(s.Routes) == len(q.Routes) &&
		(s.Duration != nil) == q.Times && (s.Eventually != nil) == q.Eventually &&
		(s.Repeats != nil) == q.Repeats && (s.Repeats == nil || s.Repeats.Back != nil) &&
		(s.Steps != nil) == (q.Steps > 0) && (s.Steps == nil || len(s.Steps.At) == q.Steps && len(s.Steps.Links) == q.Steps-1) && (s.Variants != nil) == (q.Paths > 0) &&
		(s.Around != nil) == (q.Around.Node != "") && (s.Around == nil || s.Around.Before != nil && s.Around.After != nil)
}

func unique(names []string) bool {
	seen := make(map[string]bool)
	for _, name := range names {
		if seen[name] {
			return false
		}
		seen[name] = true
	}
	return true
}

// restoreNodes reads nodes and transitions, which must let as many into each
// node as out of it.
func (t *Tally) restoreNodes(r *reader, s *state) {
	balance := make([]int, r.nodes)
	entries, exits, transitions := 0, 0, 0
	for i, row := range s.Nodes {
		for _, n := range row {
			r.want(0 <= n && n <= s.Paths)
		}
		t.nodes[i].entries, t.nodes[i].exits = row[0], row[1]
		t.nodes[i].units, t.nodes[i].customers = uint32(row[2]), uint32(row[3])
		entries, exits = entries+row[0], exits+row[1]
		balance[i] = row[0] - row[1]
	}
	t.edges = r.edges(s.Edges, t.question.Customers, t.question.Times)
	for i, k := range t.edges.keys {
		n := t.edges.cells[i].n
		transitions += n
		balance[k[0]] -= n
		balance[k[1]] += n
	}
	r.want(entries == s.Paths && exits == s.Paths && transitions == s.Events-s.Paths)
	for _, n := range balance {
		r.want(n == 0)
	}
}

// times reads a count.
func (r *reader) times(s timesState) times {
	r.want(0 <= s[0] && uint64(s[0]) <= maxCount && 0 <= s[1] && s[1] <= min(s[0], r.paths) && 0 <= s[2] && s[2] <= s[1])
	return times{n: s[0], units: uint32(s[1]), customers: uint32(s[2])}
}

// edges reads edges. No pair may stand there twice.
func (r *reader) edges(s *edgesState, marked, timed bool) edges {
	e := edges{pairs: newPairs(r.nodes), marked: marked, timed: timed}
	r.into(&e, s)
	return e
}

// into reads edges into some that are empty.
func (r *reader) into(e *edges, s *edgesState) {
	if !r.want(len(s.Times) == len(s.Pairs) && (len(s.Took) == len(s.Pairs) || !e.timed)) {
		return
	}
	for i, k := range s.Pairs {
		if !r.want(r.node(k[0]) && r.node(k[1]) && e.find(k[0], k[1]) < 0) {
			return
		}
		slot := e.at(k[0], k[1])
		e.cells[slot] = r.times(s.Times[i])
		if e.timed && r.want(s.Took[i] != nil) {
			e.took[slot] = *s.Took[i]
			r.want(e.took[slot].N() == e.cells[slot].n)
		}
	}
}

func (r *reader) node(code int32) bool { return 0 <= code && int(code) < r.nodes }

func (t *Tally) restoreRepeats(r *reader, s *repeatsState) {
	if !r.want(len(s.Nodes) == r.nodes && len(s.Distances) == r.nodes) {
		return
	}
	for i := range t.repeats.nodes {
		n := &t.repeats.nodes[i]
		n.times, n.distance = r.times(s.Nodes[i]), s.Distances[i]-1
		if s.Distances[i] == 0 {
			n.distance = noDistance
		}
		r.want(s.Distances[i] >= 0 && (s.Distances[i] == 0) == (n.n == 0))
	}
	t.repeats.back = r.edges(s.Back, true, false)
}

func (t *Tally) restoreSteps(r *reader, s *stepsState) {
	for i, at := range s.At {
		total := 0
		for a, c := range at {
			t.steps.at[i][a] = r.times(c)
			total += c[0]
		}
		r.want(total <= r.paths)
	}
	for i := range s.Links {
		l := &t.steps.links[i]
		r.into(&l.edges, &s.Links[i].edgesState)
		l.took = s.Links[i].Totals
		r.want(len(l.took) == len(l.cells))
	}
}

// variants reads paths, of which there are n, or any number where it is -1.
func (r *reader) variants(v *variants, s *variantsState, n int) {
	if !r.want(1 <= s.Depth && s.Depth <= v.depth && len(s.More) == len(s.Nodes) && len(s.Times) == len(s.Nodes)) {
		return
	}
	r.want(len(s.Nodes) <= v.limit || s.Depth == 1)
	v.depth = s.Depth
	total := 0
	for i, nodes := range s.Nodes {
		for _, a := range nodes {
			r.want(r.node(a))
		}
		r.want(len(nodes) <= s.Depth)
		if r.bad {
			return
		}
		slot := v.slot(nodes, s.More[i])
		r.want(int(slot) == i)
		v.cells[slot] = r.times(s.Times[i])
		total += v.cells[slot].n
	}
	r.want(n < 0 || total == n)
}
