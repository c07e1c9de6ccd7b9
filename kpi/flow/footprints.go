package flow

import (
	"cmp"
	"slices"
)

// Footprints are how nodes relate in a log, from its transitions alone. Source:
// W. van der Aalst, T. Weijters and L. Maruster, Workflow mining: discovering
// process models from event logs, IEEE Transactions on Knowledge and Data
// Engineering 16 (2004) 1128–1142, section 3.
type Footprints struct {
	// Sequence are the pairs of which the second follows the first at once
	// somewhere, and never the other way round.
	Sequence [][2]string `json:"sequence"`

	// Parallel are the pairs that follow one another both ways; a node that
	// follows itself is one with itself. Each pair stands here once, in the
	// order of the nodes.
	Parallel [][2]string `json:"parallel"`
}

// Footprints returns how the nodes of the result relate, in the order of its
// nodes.
func (r *Result) Footprints() Footprints {
	f := Footprints{Sequence: [][2]string{}, Parallel: [][2]string{}}
	rank := make(map[string]int, len(r.Nodes))
	for i, n := range r.Nodes {
		rank[n.Name] = i
	}
	follows := make(map[[2]string]bool, len(r.Transitions))
	for _, t := range r.Transitions {
		follows[[2]string{t.From, t.To}] = true
	}
	for _, t := range r.Transitions {
		pair := [2]string{t.From, t.To}
		switch {
		case !follows[[2]string{t.To, t.From}]:
			f.Sequence = append(f.Sequence, pair)
		case rank[t.From] <= rank[t.To]:
			f.Parallel = append(f.Parallel, pair)
		}
	}
	inOrder := func(a, b [2]string) int { return cmp.Or(rank[a[0]]-rank[b[0]], rank[a[1]]-rank[b[1]]) }
	slices.SortFunc(f.Sequence, inOrder)
	slices.SortFunc(f.Parallel, inOrder)
	return f
}
