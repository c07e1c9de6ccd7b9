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
		e.addAfter(b, u)
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

// addAfter counts b after each node that was in the path so far.
func (e *eventually) addAfter(b int32, u *unit) {
	index, cells, stride := e.index, e.cells, e.stride
	for _, a := range e.list {
		s := -1
		if index != nil {
			s = int(index[a*stride+b]) - 1
		}
		if s < 0 {
			s = e.at(a, b)
			cells = e.cells
		}
		c := &cells[s]
		c.n += int(e.had[a])
		if u.several {
			c.mark(u)
		} else {
			c.units += differ(c.lastUnit, u.id)
			c.lastUnit = u.id
		}
	}
}
