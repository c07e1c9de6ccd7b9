package scene

// Translate moves the nodes by (dx, dy). What they hold moves with them.
func Translate(nodes []Node, dx, dy Px) {
	if dx == 0 && dy == 0 {
		return
	}
	for i, n := range nodes {
		nodes[i] = translated(n, dx, dy)
	}
}

func translated(n Node, dx, dy Px) Node {
	switch n := n.(type) {
	case Rect:
		n.X, n.Y = n.X+dx, n.Y+dy
		return n
	case Circle:
		n.X, n.Y = n.X+dx, n.Y+dy
		return n
	case Text:
		n.X, n.Y = n.X+dx, n.Y+dy
		return n
	case Path:
		n.translate(dx, dy)
	case *Group:
		if n.Cell != (Box{}) {
			n.Cell.X, n.Cell.Y = n.Cell.X+dx, n.Cell.Y+dy
		}
		Translate(n.Nodes, dx, dy)
	}
	return n
}

func (p Path) translate(dx, dy Px) {
	for i := range p.Segments {
		s := &p.Segments[i]
		for j := range s.Op.Points() {
			s.P[j].X, s.P[j].Y = s.P[j].X+dx, s.P[j].Y+dy
		}
	}
}
