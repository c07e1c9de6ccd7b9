package flow

// eventually counts which node was anywhere later than which, in a path.
type eventually struct {
	edges
	had  []int32 // of each node, how often it was in the path so far
	list []int32 // of the nodes that were
}

func newEventually(n int) *eventually {
	return &eventually{edges: newEdges(n, true, false), had: make([]int32, n)}
}

// grow makes room for n nodes.
func (e *eventually) grow(n int) {
	e.edges.grow(n)
	for len(e.had) < n {
		e.had = append(e.had, 0)
	}
}

func (e *eventually) add(u *unit) {
	for _, b := range u.nodes {
		for _, a := range e.list {
			c := &e.cells[e.at(a, b)]
			c.n += int(e.had[a])
			c.mark(u)
		}
		if e.had[b] == 0 {
			e.list = append(e.list, b)
		}
		e.had[b]++
	}
	for _, a := range e.list {
		e.had[a] = 0
	}
	e.list = e.list[:0]
}
