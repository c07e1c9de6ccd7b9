package flow

import "math"

// repeats counts what comes again in a path.
type repeats struct {
	nodes []repeat
	back  edges   // a to b and back to a, by a and b
	last  []int32 // of each node, where it was last in the path, from 1; 0 is nowhere
	list  []int32 // of the nodes that were
}

type repeat struct {
	times          // n: occurrences that are not the first of their path; units: paths with some
	distance int32 // the fewest events between two occurrences, or noDistance
}

const noDistance = math.MaxInt32

func newRepeats(n int) *repeats {
	r := &repeats{back: newEdges(n, true, false)}
	r.grow(n)
	return r
}

// grow makes room for n nodes.
func (r *repeats) grow(n int) {
	for len(r.nodes) < n {
		r.nodes = append(r.nodes, repeat{distance: noDistance})
		r.last = append(r.last, 0)
	}
	r.back.grow(n)
}

func (r *repeats) add(u *unit) {
	for i, a := range u.nodes {
		if last := r.last[a]; last != 0 {
			n := &r.nodes[a]
			n.count(u)
			n.distance = min(n.distance, int32(i)-last)
		} else {
			r.list = append(r.list, a)
		}
		r.last[a] = int32(i) + 1
		if i >= 2 && u.nodes[i-2] == a && u.nodes[i-1] != a {
			r.back.cells[r.back.at(a, u.nodes[i-1])].count(u)
		}
	}
	for _, a := range r.list {
		r.last[a] = 0
	}
	r.list = r.list[:0]
}

func (r *repeats) merge(other *repeats, to []int32) {
	for i, o := range other.nodes {
		n := &r.nodes[to[i]]
		n.times.merge(o.times)
		n.distance = min(n.distance, o.distance)
	}
	r.back.merge(&other.back, to)
}
