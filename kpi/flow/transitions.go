package flow

import "github.com/parcours-go/parcours/kpi/internal/stat"

// times counts how often something was, in how many paths and of how many
// customers. The last path and the last customer are remembered: all paths of
// a customer come one after the other.
type times struct {
	n                   int
	units, customers    uint32 // customers only where a customer may have several paths
	lastUnit, lastWhose uint32
}

// count counts it once more, in path u.
func (c *times) count(u *unit) {
	c.n++
	c.mark(u)
}

// mark counts the path and the customer of u, unless they are counted.
func (c *times) mark(u *unit) {
	if c.lastUnit == u.id {
		return
	}
	c.lastUnit = u.id
	c.units++
	if u.several && c.lastWhose != u.customer {
		c.lastWhose = u.customer
		c.customers++
	}
}

// merge adds the counts of another tally.
func (c *times) merge(other times) {
	c.n += other.n
	c.units += other.units
	c.customers += other.customers
}

// nodes holds what is counted of each node. How often it was follows from the
// transitions; times.n is not used.
type nodes []node

type node struct {
	times
	entries, exits int
}

func (list nodes) add(u *unit) {
	list[u.nodes[0]].entries++
	list[u.nodes[len(u.nodes)-1]].exits++
}

// mark counts the paths and the customers of nodes.
func (list nodes) mark(u *unit) {
	if u.several {
		for _, a := range u.nodes {
			list[a].mark(u)
		}
		return
	}
	for _, a := range u.nodes {
		c := &list[a]
		c.units += differ(c.lastUnit, u.id)
		c.lastUnit = u.id
	}
}

// differ is 1 if a is not b, without a branch that nobody can predict.
func differ(a, b uint32) (n uint32) {
	if a != b {
		n = 1
	}
	return n
}

func (list nodes) merge(other nodes, to []int32) {
	for i, o := range other {
		n := &list[to[i]]
		n.times.merge(o.times)
		n.entries += o.entries
		n.exits += o.exits
	}
}

// edges holds what is counted of each transition, from a node to the next.
type edges struct {
	pairs
	cells []times       // by slot
	took  []stat.Sample // by slot, in nanoseconds; nil where it is not asked

	marked, timed bool // whether paths and customers, and times, are asked

	// While only counts are asked, and nodes are few, they are a matrix: of the
	// pair a*stride+b. Then there are no cells.
	counts []int
}

func newEdges(n int, marked, timed bool) edges {
	e := edges{pairs: newPairs(n), marked: marked, timed: timed}
	if e.index != nil && !marked && !timed {
		e.counts = make([]int, len(e.index))
	}
	return e
}

func (e *edges) add(u *unit) {
	if e.counts != nil {
		e.addCounts(u.nodes)
		return
	}
	index, cells, stride := e.index, e.cells, e.stride
	for i := 1; i < len(u.nodes); i++ {
		a, b := u.nodes[i-1], u.nodes[i]
		s := -1
		if index != nil {
			s = int(index[a*stride+b]) - 1
		}
		if s < 0 {
			s = e.at(a, b)
			cells = e.cells
		}
		c := &cells[s]
		c.n++
		if u.several {
			c.mark(u)
		} else {
			c.units += differ(c.lastUnit, u.id)
			c.lastUnit = u.id
		}
		if e.timed {
			e.took[s].Add(elapsed(u.times[i-1], u.times[i]))
		}
	}
}

func (e *edges) addCounts(nodes []int32) {
	counts, stride := e.counts, int(e.stride)
	row := int(nodes[0]) * stride
	for _, b := range nodes[1:] {
		counts[row+int(b)]++
		row = int(b) * stride
	}
}

// settled returns the edges with all counts in cells, and leaves e as it is.
func (e *edges) settled() *edges {
	if e.counts == nil {
		return e
	}
	s := &edges{pairs: newPairs(int(e.stride)), marked: e.marked}
	s.merge(e, identity(int(e.stride)))
	return s
}

// grow makes room for so many nodes.
func (e *edges) grow(nodes int) {
	if e.counts != nil && nodes > int(e.stride) {
		*e = *e.settled()
	}
	e.pairs.grow(nodes)
}

// at returns the slot of a pair, and makes room for it.
func (e *edges) at(a, b int32) int {
	s := e.slot(a, b)
	if s == len(e.cells) {
		e.cells = append(e.cells, times{})
		if e.timed {
			e.took = append(e.took, stat.Sample{})
		}
	}
	return s
}

// merge adds the edges of another tally, whose node i is node to[i] here.
func (e *edges) merge(other *edges, to []int32) {
	for k, n := range other.counts {
		if n > 0 {
			e.addCount(to[int32(k)/other.stride], to[int32(k)%other.stride], n)
		}
	}
	for i, k := range other.keys {
		if a, b := to[k[0]], to[k[1]]; e.counts != nil {
			e.addCount(a, b, other.cells[i].n)
		} else {
			s := e.at(a, b)
			e.cells[s].merge(other.cells[i])
			if e.timed {
				e.took[s].Merge(&other.took[i])
			}
		}
	}
}

// addCount counts a transition n times.
func (e *edges) addCount(a, b int32, n int) {
	if e.counts != nil {
		e.counts[a*e.stride+b] += n
	} else {
		e.cells[e.at(a, b)].n += n
	}
}

// identity maps n nodes to themselves.
func identity(n int) []int32 {
	to := make([]int32, n)
	for i := range to {
		to[i] = int32(i)
	}
	return to
}
