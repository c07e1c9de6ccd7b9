package scene

// A Path is a line, or a shape that lines and curves enclose. Its corners and
// ends are round.
type Path struct {
	Segments []Segment
	Fill     Paint
	Stroke   Stroke
}

// A Segment is one step of a path.
type Segment struct {
	Op Op

	// P holds the points of the step: one for Move and Line, two control
	// points and the end for Curve, none for Close.
	P [3]Point
}

// A Point is a place in the drawing.
type Point struct{ X, Y Px }

// An Op is what a segment does.
type Op byte

// The steps of a path.
const (
	Move  Op = 'M' // to P[0], without drawing
	Line  Op = 'L' // to P[0]
	Curve Op = 'C' // to P[2], a cubic Bézier with the control points P[0] and P[1]
	Close Op = 'Z' // back to the last Move
)

// Points returns the number of points that the step has.
func (o Op) Points() int {
	switch o {
	case Move, Line:
		return 1
	case Curve:
		return 3
	}
	return 0
}

// MoveTo starts a new part of the path at (x, y).
func (p *Path) MoveTo(x, y Px) { p.add(Move, Point{x, y}) }

// LineTo draws a line to (x, y).
func (p *Path) LineTo(x, y Px) { p.add(Line, Point{x, y}) }

// CurveTo draws a cubic Bézier to (x, y).
func (p *Path) CurveTo(x1, y1, x2, y2, x, y Px) {
	p.add(Curve, Point{x1, y1}, Point{x2, y2}, Point{x, y})
}

// Close draws a line back to the last MoveTo.
func (p *Path) Close() { p.add(Close) }

// usualSegments is how many most icons and curves have room in.
const usualSegments = 16

func (p *Path) add(op Op, points ...Point) {
	s := Segment{Op: op}
	copy(s.P[:], points)
	if p.Segments == nil {
		p.Segments = make([]Segment, 0, usualSegments)
	}
	p.Segments = append(p.Segments, s)
}

// Lines returns an open path from point to point.
func Lines(points ...Point) *Path {
	p := &Path{Segments: make([]Segment, 0, len(points)+1)} // one more where it is closed
	for i, q := range points {
		if i == 0 {
			p.MoveTo(q.X, q.Y)
		} else {
			p.LineTo(q.X, q.Y)
		}
	}
	return p
}
