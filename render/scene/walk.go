package scene

import "iter"

// A Visit is one node on a walk.
type Visit struct {
	Node  Node
	Box   Box      // around the node; for a Group, around all that it holds
	Cells []Box    // the cells that it stands in, outermost first; not to be kept
	Roles []string // the roles of the groups that it stands in, outermost first; not to be kept
}

// Walk returns an iterator over all nodes of the scene in drawing order, each
// group before what it holds.
func (s *Scene) Walk() iter.Seq[Visit] {
	return func(yield func(Visit) bool) {
		w := walker{yield: yield}
		w.all(s.Nodes)
	}
}

type walker struct {
	yield func(Visit) bool
	cells []Box
	roles []string
}

// all visits the nodes, and reports whether the walk goes on.
func (w *walker) all(nodes []Node) bool {
	for _, n := range nodes {
		if !w.yield(Visit{Node: n, Box: Bounds(n), Cells: w.cells, Roles: w.roles}) {
			return false
		}
		if g, ok := n.(*Group); ok && !w.group(g) {
			return false
		}
	}
	return true
}

func (w *walker) group(g *Group) bool {
	cells, roles := w.cells, w.roles
	if g.Cell != (Box{}) {
		w.cells = append(w.cells, g.Cell)
	}
	if g.Role != "" {
		w.roles = append(w.roles, g.Role)
	}
	goOn := w.all(g.Nodes)
	w.cells, w.roles = cells, roles
	return goOn
}

// Bounds returns the box around a node. That of a path holds the control
// points of its curves. The width of strokes does not count.
func Bounds(n Node) Box {
	switch n := n.(type) {
	case *Rect:
		return n.Box
	case *Circle:
		return Box{n.X - n.R, n.Y - n.R, 2 * n.R, 2 * n.R}
	case *Text:
		return n.Box()
	case *Image:
		return n.Box
	case *Path:
		return n.bounds()
	case *Group:
		return n.bounds()
	}
	return Box{}
}

func (p *Path) bounds() Box {
	var e extent
	for i := range p.Segments {
		for _, q := range p.Segments[i].P[:p.Segments[i].Op.Points()] {
			e.add(q)
		}
	}
	return e.box()
}

func (g *Group) bounds() Box {
	var e extent
	for _, n := range g.Nodes {
		b := Bounds(n)
		e.add(Point{b.X, b.Y})
		e.add(Point{b.Right(), b.Bottom()})
	}
	return e.box()
}
