package render

import (
	"cmp"
	"slices"

	"github.com/parcours-go/parcours/render/scene"
)

// order puts the nodes of each column in an order in which few ribbons cross:
// each towards the mean place of its neighbours in the column before, then in
// the one behind (the barycentre method of K. Sugiyama, S. Tagawa and M. Toda,
// IEEE Transactions on Systems, Man, and Cybernetics 11, 1981). Of all sweeps,
// that with the fewest crossings counts.
func (g *flowGraph) order() {
	const sweeps = 8
	for _, column := range g.columns {
		slices.SortStableFunc(column, func(a, b int) int { return cmp.Compare(g.nodes[b].count, g.nodes[a].count) })
	}
	best, fewest := g.copyColumns(), g.crossings()
	for sweep := range sweeps {
		g.sweep(sweep%2 == 0)
		if n := g.crossings(); n < fewest {
			best, fewest = g.copyColumns(), n
		}
	}
	g.columns = best
}

func (g *flowGraph) copyColumns() [][]int {
	out := make([][]int, len(g.columns))
	for i, c := range g.columns {
		out[i] = slices.Clone(c)
	}
	return out
}

// A flowHop is the part of a link between two neighbouring columns.
type flowHop struct{ from, to, count int }

// hops returns the parts of all links by the column that they begin in.
func (g *flowGraph) hops() [][]flowHop {
	out := make([][]flowHop, len(g.columns))
	for _, l := range g.links {
		for i := range l.stops[1:] {
			c := g.nodes[l.stops[i]].column
			out[c] = append(out[c], flowHop{l.stops[i], l.stops[i+1], l.count})
		}
	}
	return out
}

// places returns where in its column each node is.
func (g *flowGraph) places() []int {
	out := make([]int, len(g.nodes))
	for _, column := range g.columns {
		for i, n := range column {
			out[n] = i
		}
	}
	return out
}

// crossings returns how many paths cross others: for any two ribbons, the
// fewer of the two.
func (g *flowGraph) crossings() float64 {
	place, sum := g.places(), 0.0
	for _, hops := range g.hops() {
		for i, a := range hops {
			for _, b := range hops[:i] {
				if (place[a.from]-place[b.from])*(place[a.to]-place[b.to]) < 0 {
					sum += float64(min(a.count, b.count))
				}
			}
		}
	}
	return sum
}

// sweep goes through the columns once, forward or back.
func (g *flowGraph) sweep(forward bool) {
	hops := g.hops()
	for i := range g.columns {
		c := i
		if !forward {
			c = len(g.columns) - 1 - i
		}
		place := g.places()
		sum, weight := make([]float64, len(g.nodes)), make([]float64, len(g.nodes))
		add := func(n, neighbour, count int) {
			sum[n] += float64(float64(count) * float64(place[neighbour]))
			weight[n] += float64(count)
		}
		if forward && c > 0 {
			for _, h := range hops[c-1] {
				add(h.to, h.from, h.count)
			}
		} else if !forward {
			for _, h := range hops[c] {
				add(h.from, h.to, h.count)
			}
		}
		mean := func(n int) float64 {
			if weight[n] == 0 {
				return float64(place[n])
			}
			return sum[n] / weight[n]
		}
		slices.SortStableFunc(g.columns[c], func(a, b int) int { return cmp.Compare(mean(a), mean(b)) })
	}
}

const (
	flowGap     = 18 * px // between two nodes
	flowPassGap = 9 * px  // around a way through
)

// settle gives every node its height on the drawing: first all columns are
// stacked, then nodes move towards those that they are linked with, as far as
// their column has room.
func (g *flowGraph) settle() {
	var high scene.Px
	for _, column := range g.columns {
		high = max(high, g.stack(column))
	}
	for _, column := range g.columns {
		shift := (high - g.bottom(column)) / 2
		for _, n := range column {
			g.nodes[n].y += shift
		}
	}
	hops := g.hops()
	for range 3 {
		for c := 1; c < len(g.columns); c++ {
			g.pull(c, hops[c-1], high, func(h flowHop) (int, int) { return h.to, h.from })
		}
		for c := len(g.columns) - 2; c >= 0; c-- {
			g.pull(c, hops[c], high, func(h flowHop) (int, int) { return h.from, h.to })
		}
	}
}

// stack puts the nodes of a column below each other, and returns how high it is.
func (g *flowGraph) stack(column []int) scene.Px {
	var y scene.Px
	for i, n := range column {
		if i > 0 {
			y += g.gap(column[i-1], n)
		}
		g.nodes[n].y = y
		y += g.nodes[n].room
	}
	return y
}

func (g *flowGraph) bottom(column []int) scene.Px {
	last := g.nodes[column[len(column)-1]]
	return last.y + last.room
}

func (g *flowGraph) gap(a, b int) scene.Px {
	if g.nodes[a].pass || g.nodes[b].pass {
		return flowPassGap
	}
	return flowGap
}

// pull moves the nodes of a column to the mean height of their neighbours in
// another, and keeps their order and their gaps.
func (g *flowGraph) pull(c int, hops []flowHop, high scene.Px, ends func(flowHop) (of, neighbour int)) {
	sum, weight := map[int]float64{}, map[int]float64{}
	for _, h := range hops {
		of, neighbour := ends(h)
		other := g.nodes[neighbour]
		sum[of] += float64(float64(h.count) * float64(other.y+other.h/2))
		weight[of] += float64(h.count)
	}
	column := g.columns[c]
	for _, n := range column {
		if weight[n] > 0 {
			g.nodes[n].y = max(0, scene.Px(sum[n]/weight[n])-g.nodes[n].h/2)
		}
	}
	for i := 1; i < len(column); i++ {
		above, n := &g.nodes[column[i-1]], &g.nodes[column[i]]
		n.y = max(n.y, above.y+above.room+g.gap(column[i-1], column[i]))
	}
	limit := high
	for i := len(column) - 1; i >= 0; i-- {
		n := &g.nodes[column[i]]
		n.y = min(n.y, limit-n.room)
		if i > 0 {
			limit = n.y - g.gap(column[i-1], column[i])
		}
	}
}
