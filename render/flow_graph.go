package render

import (
	"cmp"
	"slices"

	"github.com/parcours-go/parcours/kpi/flow"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	mostFlowPerColumn = 8  // nodes of a step, the last of them standing for the others
	mostFlowNodes     = 20 // nodes where each stands once
)

// A flowGraph is nodes in columns, and the links between them.
type flowGraph struct {
	steps   bool // whether the columns are the steps of paths
	cut     bool // whether paths go on after the last column
	nodes   []flowNode
	columns [][]int    // the nodes of each column, from top to bottom
	links   []flowLink // from left to right, the widest first
	back    []flowLink // from right to left or within a column, the most frequent first

	hidden, hiddenCount, linkCount int // transitions that are not drawn, how often they are taken, and all
}

// A flowNode is a node in a column, or the way of a link through a column.
type flowNode struct {
	name   string
	merged int  // how many nodes it stands for, if several
	pass   bool // a way through
	tone   int  // the place of its colour; -1 for none of its own
	column int

	count, entries, exits int
	again                 int // how often it came again at once

	y, h, room scene.Px // where it stands, how high it is, and with its label
}

// A flowLink goes from a node to another one, through others where it passes
// columns.
type flowLink struct {
	stops []int
	count int
}

func (g *flowGraph) source(l flowLink) *flowNode { return &g.nodes[l.stops[0]] }
func (g *flowGraph) target(l flowLink) *flowNode { return &g.nodes[l.stops[len(l.stops)-1]] }

// flowTones gives every name a colour, the same wherever it stands.
func flowTones(r *flow.Result) map[string]int {
	tones := map[string]int{flow.Other: -1}
	for i, n := range r.Nodes {
		if _, ok := tones[n.Name]; !ok {
			tones[n.Name] = i
		}
	}
	return tones
}

// stepGraph returns the graph of the steps of a result.
func stepGraph(r *flow.Result, most int) flowGraph {
	g := flowGraph{steps: true}
	tones := flowTones(r)
	var at []map[string]int // the node of each name, by step
	for _, s := range r.Steps {
		if len(s.Nodes) == 0 {
			break
		}
		at = append(at, g.addStep(s, len(at), tones))
	}
	g.cut = len(at) == len(r.Steps)
	counts := map[[2]int]int{}
	for _, l := range r.Links {
		if l.Step < 1 || l.Step >= len(at) || l.Count <= 0 {
			continue
		}
		from, known := at[l.Step-1][l.From]
		to, ok := at[l.Step][l.To]
		if known && ok {
			counts[[2]int{from, to}] += l.Count
		}
	}
	for i := range g.nodes {
		if n := &g.nodes[i]; n.column == 0 {
			n.entries = n.count
		}
		if n := &g.nodes[i]; n.column < len(at)-1 || !g.cut {
			n.exits = n.count
		}
	}
	for _, pair := range frequent(counts) {
		n := &g.nodes[pair[0]]
		n.exits = max(0, n.exits-counts[pair])
	}
	g.link(counts, most)
	g.order()
	return g
}

// addStep adds the nodes of a step, the rarest of many as one, and returns the
// node of each name.
func (g *flowGraph) addStep(s flow.Step, column int, tones map[string]int) map[string]int {
	list := slices.Clone(s.Nodes)
	slices.SortStableFunc(list, func(a, b flow.StepNode) int { return cmp.Compare(b.Count, a.Count) })
	at := map[string]int{}
	g.columns = append(g.columns, nil)
	own := len(list)
	if own > mostFlowPerColumn {
		own = mostFlowPerColumn - 1
	}
	for i, n := range list {
		if i < own {
			g.add(flowNode{name: n.Node, tone: tones[n.Node], column: column})
		} else if i == own {
			g.add(flowNode{merged: len(list) - own, tone: -1, column: column})
		}
		last := len(g.nodes) - 1
		g.nodes[last].count += max(0, n.Count)
		at[n.Node] = last
	}
	return at
}

// add adds a node at the end of its column.
func (g *flowGraph) add(n flowNode) int {
	g.columns[n.column] = append(g.columns[n.column], len(g.nodes))
	g.nodes = append(g.nodes, n)
	return len(g.nodes) - 1
}

// link adds the most frequent links between nodes whose columns are known, and
// counts the others.
func (g *flowGraph) link(counts map[[2]int]int, most int) {
	for i, pair := range frequent(counts) {
		count := counts[pair]
		g.linkCount += count
		if i >= most {
			g.hidden++
			g.hiddenCount += count
			continue
		}
		from, to := pair[0], pair[1]
		if g.nodes[to].column <= g.nodes[from].column {
			g.back = append(g.back, flowLink{[]int{from, to}, count})
			continue
		}
		g.links = append(g.links, flowLink{g.through(from, to, count), count})
	}
}

// frequent returns the pairs, the most frequent first.
func frequent(counts map[[2]int]int) [][2]int {
	pairs := make([][2]int, 0, len(counts))
	for pair := range counts {
		pairs = append(pairs, pair)
	}
	slices.SortFunc(pairs, func(a, b [2]int) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
	return pairs
}

// through returns the nodes of a link, with a way through each column between
// its ends.
func (g *flowGraph) through(from, to, count int) []int {
	stops := []int{from}
	for c := g.nodes[from].column + 1; c < g.nodes[to].column; c++ {
		stops = append(stops, g.add(flowNode{pass: true, column: c, count: count}))
	}
	return append(stops, to)
}
