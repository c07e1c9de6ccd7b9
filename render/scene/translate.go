package scene

// Translate moves nodes, and what they hold, by (dx, dy) in place.
func Translate(nodes []Node, dx, dy Px) {
	if dx == 0 && dy == 0 {
		return
	}
	for _, n := range nodes {
		translate(n, dx, dy)
	}
}

func translate(n Node, dx, dy Px) {
	switch n := n.(type) {
	case *Rect:
		n.X, n.Y = n.X+dx, n.Y+dy
	case *Circle:
		n.X, n.Y = n.X+dx, n.Y+dy
	case *Text:
		n.X, n.Y = n.X+dx, n.Y+dy
	case *Image:
		n.X, n.Y = n.X+dx, n.Y+dy
	case *Path:
		n.translate(dx, dy)
	case *Group:
		if n.Cell != (Box{}) {
			n.Cell.X, n.Cell.Y = n.Cell.X+dx, n.Cell.Y+dy
		}
		Translate(n.Nodes, dx, dy)
	}
}

func (p *Path) translate(dx, dy Px) {
	for i := range p.Segments {
		s := &p.Segments[i]
		for j := range s.Op.Points() {
			s.P[j].X, s.P[j].Y = s.P[j].X+dx, s.P[j].Y+dy
		}
	}
}
