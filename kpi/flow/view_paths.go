package flow

import (
	"cmp"
	"slices"
)

func (v *view) steps() []Step {
	list := []Step{}
	for i, at := range v.Tally.steps.at {
		s := Step{Step: i + 1, Nodes: []StepNode{}, Ended: v.Tally.paths}
		for _, a := range v.order {
			if n := at[a].n; n > 0 {
				_, customers := v.who(at[a])
				s.Nodes = append(s.Nodes, StepNode{v.names[a], n, customers, v.ofPaths(n)})
				s.Ended -= n
			}
		}
		s.EndedShare = v.ofPaths(s.Ended)
		list = append(list, s)
	}
	return list
}

// ofPaths is the share of all paths that n are.
func (v *view) ofPaths(n int) float64 { return float64(n) / float64(v.Tally.paths) }

func (v *view) links() []Link {
	list := []Link{}
	for i := range v.Tally.steps.links {
		l := &v.Tally.steps.links[i]
		for _, s := range v.slots(&l.edges) {
			_, customers := v.who(l.cells[s])
			list = append(list, Link{
				Step: i + 1, From: v.names[l.keys[s][0]], To: v.names[l.keys[s][1]],
				Count: l.cells[s].n, Customers: customers, Mean: l.took[s].seconds() / float64(l.cells[s].n),
			})
		}
	}
	return list
}

// variants returns the limit commonest paths among n. Those that are reversed
// run from the latest node to the earliest.
func (v *view) variants(paths *variants, limit, n int, reversed bool) *Variants {
	out := &Variants{Different: len(paths.keys), Depth: paths.depth, Top: []Path{}}
	once := !v.question.Sessions && v.question.Around.Occurrence != Every
	for _, r := range v.commonest(paths, limit) {
		c := paths.cells[r.slot]
		p := Path{Nodes: make([]string, len(r.ranks)), More: r.more, Count: c.n, Share: float64(c.n) / float64(n)}
		for i, rank := range r.ranks {
			p.Nodes[i] = v.names[v.order[rank]]
		}
		if reversed {
			slices.Reverse(p.Nodes)
		}
		if once || paths.depth == v.question.Depth {
			_, p.Customers = v.who(c)
		}
		out.Top = append(out.Top, p)
	}
	return out
}

// A ranked is a path by the places of its nodes in order.
type ranked struct {
	slot  int
	ranks []int32
	more  bool
}

// commonest returns the limit commonest paths, and of equally common ones the
// first in the order of the nodes. Only those that may be among them are looked
// at.
func (v *view) commonest(paths *variants, limit int) []ranked {
	counts := make([]int, len(paths.cells))
	for i := range paths.cells {
		counts[i] = paths.cells[i].n
	}
	slices.Sort(counts)
	least := 0
	if limit < len(counts) {
		least = counts[len(counts)-limit]
	}
	var list []ranked
	for i, k := range paths.keys {
		if paths.cells[i].n < least {
			continue
		}
		r := ranked{slot: i}
		r.ranks, r.more = readPath(k)
		for j, a := range r.ranks {
			r.ranks[j] = v.rank[a]
		}
		list = append(list, r)
		if len(list) >= 2*limit+1000 {
			list = v.first(paths, list, limit)
		}
	}
	return v.first(paths, list, limit)
}

// first returns the limit first of a list of paths, in order.
func (v *view) first(paths *variants, list []ranked, limit int) []ranked {
	slices.SortFunc(list, func(a, b ranked) int {
		return cmp.Or(paths.cells[b.slot].n-paths.cells[a.slot].n, slices.Compare(a.ranks, b.ranks), differs(a.more, b.more))
	})
	return list[:min(limit, len(list))]
}

func (v *view) around() *AroundResult {
	a := v.Tally.around
	r := &AroundResult{Node: a.asked.Node, Count: a.n}
	r.Paths, r.Customers = v.who(a.times)
	limit := v.question.Paths
	if limit == 0 {
		limit = usualPaths
	}
	if a.asked.Before > 0 {
		r.Before = v.variants(a.before, limit, a.n, true)
	}
	if a.asked.After > 0 {
		r.After = v.variants(a.after, limit, a.n, false)
	}
	return r
}

// usualPaths is how many paths are listed where nobody says.
const usualPaths = 10

func (v *view) routes() (list []Route) {
	for i := range v.Tally.routes {
		r := &v.Tally.routes[i]
		out := Route{Nodes: slices.Clone(v.question.Routes[i]), Count: r.n, Times: timesOf(&r.took), Probability: v.probability(v.question.Routes[i])}
		out.Paths, out.Customers = v.who(r.times)
		out.Share = v.ofPaths(out.Paths)
		list = append(list, out)
	}
	return list
}

func (v *view) probability(names []string) float64 {
	p := 1.0
	for i := 1; i < len(names); i++ {
		a, b := v.codeOf(names[i-1]), v.codeOf(names[i])
		s := -1
		if a != none && b != none {
			s = v.edges.find(a, b)
		}
		if s < 0 {
			return 0
		}
		p *= float64(v.edges.cells[s].n) / float64(v.count[a])
	}
	return p
}
