package flow

import (
	"math"
	"slices"
)

// Merge adds what another tally counted, which must have been asked the same.
// Its nodes are found by their names.
func (t *Tally) Merge(other *Tally) {
	switch {
	case other == nil:
		t.fail(errAsked)
		return
	case other.err != nil:
		t.fail(other.err)
		return
	case t.asked != other.asked:
		t.fail(errAsked)
		return
	case uint64(t.paths)+uint64(other.paths) > math.MaxUint32:
		t.fail(errMany)
		return
	}
	to := t.adopt(other.names)
	t.customers += other.customers
	t.events += other.events
	t.paths += other.paths
	t.nodes.merge(other.nodes, to)
	t.edges.merge(&other.edges, to)
	if t.duration != nil {
		t.duration.Merge(other.duration)
	}
	if t.eventually != nil {
		t.eventually.merge(&other.eventually.edges, to)
	}
	if t.repeats != nil {
		t.repeats.merge(other.repeats, to)
	}
	if t.steps != nil {
		t.steps.merge(other.steps, to)
	}
	if t.variants != nil {
		t.variants.merge(other.variants, to)
	}
	if t.around != nil {
		t.around.merge(other.around, to)
	}
	for i := range t.routes {
		t.routes[i].merge(&other.routes[i])
	}
}

// adopt returns the code here of each of the nodes of another tally, and makes
// room for those that are new.
func (t *Tally) adopt(names []string) []int32 {
	if slices.Equal(t.names, names) {
		return identity(len(names))
	}
	to := make([]int32, len(names))
	for i, name := range names {
		if to[i] = t.codeOf(name); to[i] == none {
			to[i] = int32(len(t.names))
			t.names = append(slices.Clip(t.names), name)
			t.code[name] = to[i]
		}
	}
	t.grow(len(t.names))
	return to
}

// grow makes room for n nodes.
func (t *Tally) grow(n int) {
	for len(t.nodes) < n {
		t.nodes = append(t.nodes, node{})
	}
	t.edges.grow(n)
	t.counting = t.counting && t.edges.counts != nil
	if t.eventually != nil {
		t.eventually.grow(n)
	}
	if t.repeats != nil {
		t.repeats.grow(n)
	}
	if t.steps != nil {
		t.steps.grow(n)
	}
}
