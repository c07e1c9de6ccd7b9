package flow

import "slices"

// around counts what came before and after a node.
type around struct {
	asked         Around
	code          int32 // of the node, or none
	times               // of the occurrences that count
	before, after *variants
	nodes         []int32
}

func newAround(q *question, code int32) *around {
	return &around{
		asked:  q.Around,
		code:   code,
		before: newVariants(q.Depth, q.MaxPaths),
		after:  newVariants(q.Depth, q.MaxPaths),
	}
}

func (a *around) add(u *unit) {
	switch a.asked.Occurrence {
	case First:
		a.addAt(u, slices.Index(u.nodes, a.code))
	case Last:
		last := -1
		for i, node := range u.nodes {
			if node == a.code {
				last = i
			}
		}
		a.addAt(u, last)
	default:
		for i, node := range u.nodes {
			if node == a.code {
				a.addAt(u, i)
			}
		}
	}
}

// addAt counts what is around step i, unless it is -1.
func (a *around) addAt(u *unit, i int) {
	if i < 0 {
		return
	}
	a.count(u)
	near := func(j int) bool {
		lo, hi := min(i, j), max(i, j)
		return a.asked.Within == 0 || elapsed(u.times[lo], u.times[hi]) <= uint64(a.asked.Within)
	}
	if n := a.asked.After; n > 0 {
		to := i + 1
		for to < len(u.nodes) && to <= i+n && near(to) {
			to++
		}
		a.after.add(u.nodes[i+1:to], to < len(u.nodes), u)
	}
	if n := a.asked.Before; n > 0 {
		a.nodes = a.nodes[:0] // from the nearest to the farthest, as depth cuts
		from := i - 1
		for from >= 0 && from >= i-n && near(from) {
			a.nodes = append(a.nodes, u.nodes[from])
			from--
		}
		a.before.add(a.nodes, from >= 0, u)
	}
}

func (a *around) merge(other *around, to []int32) {
	a.times.merge(other.times)
	a.before.merge(other.before, to)
	a.after.merge(other.after, to)
}
