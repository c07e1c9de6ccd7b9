package scene

// A Box is a rectangle whose sides are parallel to those of the drawing.
type Box struct{ X, Y, W, H Px }

// Right and Bottom return the far sides of the box.
func (b Box) Right() Px { return b.X + b.W }

// Bottom returns the lower side of the box.
func (b Box) Bottom() Px { return b.Y + b.H }

// Inset returns the box without a border of that width.
func (b Box) Inset(d Px) Box { return Box{b.X + d, b.Y + d, b.W - 2*d, b.H - 2*d} }

// Contains reports whether c lies in b. Their sides may touch.
func (b Box) Contains(c Box) bool {
	return c.X >= b.X && c.Y >= b.Y && c.Right() <= b.Right() && c.Bottom() <= b.Bottom()
}

// Overlaps reports whether b and c share an area. Boxes that touch do not.
func (b Box) Overlaps(c Box) bool {
	return b.X < c.Right() && c.X < b.Right() && b.Y < c.Bottom() && c.Y < b.Bottom()
}

// An extent grows around boxes and points.
type extent struct {
	lo, hi Point
	any    bool
}

func (e *extent) add(p Point) {
	if !e.any {
		*e = extent{p, p, true}
		return
	}
	e.lo = Point{min(e.lo.X, p.X), min(e.lo.Y, p.Y)}
	e.hi = Point{max(e.hi.X, p.X), max(e.hi.Y, p.Y)}
}

func (e *extent) box() Box { return Box{e.lo.X, e.lo.Y, e.hi.X - e.lo.X, e.hi.Y - e.lo.Y} }
