package render

import (
	"cmp"
	"slices"

	"github.com/parcours-go/parcours/kpi/flow"
)

// nodeGraph returns the graph of the nodes of a result, each standing once.
func nodeGraph(r *flow.Result, most int) flowGraph {
	g := flowGraph{}
	at := g.addNodes(r)
	counts := map[[2]int]int{}
	for _, t := range r.Transitions {
		from, known := at[t.From]
		to, ok := at[t.To]
		if !known || !ok || t.Count <= 0 {
			continue
		}
		if from == to {
			g.nodes[from].again += t.Count
			continue
		}
		counts[[2]int{from, to}] += t.Count
	}
	g.rank(counts)
	g.link(counts, most)
	g.order()
	return g
}

// addNodes adds the nodes without columns, the rarest of many as one, and
// returns the node of each name.
func (g *flowGraph) addNodes(r *flow.Result) map[string]int {
	tones := flowTones(r)
	order := slices.Clone(r.Nodes)
	slices.SortStableFunc(order, func(a, b flow.Node) int { return cmp.Compare(b.Count, a.Count) })
	own := len(order)
	if own > mostFlowNodes {
		own = mostFlowNodes - 1
	}
	at := map[string]int{}
	for i, n := range order {
		if i < own {
			g.nodes = append(g.nodes, flowNode{name: n.Name, tone: tones[n.Name]})
		} else if i == own {
			g.nodes = append(g.nodes, flowNode{merged: len(order) - own, tone: -1})
		}
		last := &g.nodes[len(g.nodes)-1]
		last.count += max(0, n.Count)
		last.entries += max(0, n.Entries)
		last.exits += max(0, n.Exits)
		at[n.Name] = len(g.nodes) - 1
	}
	return at
}

// rank gives every node a column: one behind the nodes that mostly come before
// it. What comes before what is decided by where in a path nodes are on average.
func (g *flowGraph) rank(counts map[[2]int]int) {
	const mostly = 0.6 // of the most frequent way to a node
	order := make([]int, len(g.nodes))
	for i := range order {
		order[i] = i
	}
	position := g.positions(counts)
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(position[a], position[b]) })
	deepest := 0
	for i, to := range order {
		widest := 0
		for _, from := range order[:i] {
			widest = max(widest, counts[[2]int{from, to}])
		}
		column := 0
		for _, from := range order[:i] {
			if n := counts[[2]int{from, to}]; n > 0 && float64(n) >= mostly*float64(widest) {
				column = max(column, g.nodes[from].column+1)
			}
		}
		g.nodes[to].column = column
		deepest = max(deepest, column)
	}
	g.columns = make([][]int, deepest+1)
	for i, n := range g.nodes {
		g.columns[n.column] = append(g.columns[n.column], i)
	}
}

// positions returns at which step of a path each node is on average, if every
// step depended on the one before alone: 0 where a path begins, and one more
// than the nodes before. Repeated in place, the equations come near enough to
// their solution to put the nodes in order.
func (g *flowGraph) positions(counts map[[2]int]int) []float64 {
	const rounds = 200
	pairs := frequent(counts)
	position := make([]float64, len(g.nodes))
	for range rounds {
		sum, weight := make([]float64, len(g.nodes)), make([]float64, len(g.nodes))
		for i, n := range g.nodes {
			weight[i] = float64(n.entries)
		}
		for _, p := range pairs {
			n := float64(counts[p])
			sum[p[1]] += float64(n * (position[p[0]] + 1))
			weight[p[1]] += n
		}
		for i := range position {
			if weight[i] > 0 {
				position[i] = sum[i] / weight[i]
			}
		}
	}
	return position
}
