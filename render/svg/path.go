package svg

import (
	"bytes"

	"github.com/parcours-go/parcours/render/scene"
)

// A pathWriter writes path data. It can be used again.
type pathWriter struct {
	data      []byte
	last      byte        // the last letter
	at, start scene.Point // the current point, and that of the last Move
	smooth    scene.Point // where a curve that goes on smoothly has its first control point

	digits  bool // whether a number was written last
	pointed bool // and one with a point
}

// path returns the segments in their shortest form: with relative
// coordinates, with letters of their own for lines along an axis and for curves
// that go on smoothly. Being whole hundredths the coordinates add up without an
// error.
func (w *pathWriter) path(p *scene.Path) string {
	*w = pathWriter{data: w.data[:0]}
	for i := range p.Segments {
		w.step(&p.Segments[i])
	}
	return string(w.data)
}

func (w *pathWriter) step(s *scene.Segment) {
	end := s.P[max(s.Op.Points()-1, 0)]
	next := end // the first control point of a smooth curve is the current point after anything else
	switch s.Op {
	case scene.Move:
		w.move(end)
		w.start = end
	case scene.Line:
		w.line(end)
	case scene.Curve:
		w.curve(s)
		next = scene.Point{X: 2*end.X - s.P[1].X, Y: 2*end.Y - s.P[1].Y}
	case scene.Close:
		w.letter('z')
		end, next = w.start, w.start
	}
	w.at, w.smooth = end, next
}

// move begins a part of the path. The first one begins at the origin.
func (w *pathWriter) move(to scene.Point) {
	if len(w.data) == 0 {
		w.letter('M')
	} else {
		w.letter('m')
	}
	w.point(to)
}

func (w *pathWriter) line(to scene.Point) {
	switch {
	case to.Y == w.at.Y:
		w.letter('h')
		w.number(to.X - w.at.X)
	case to.X == w.at.X:
		w.letter('v')
		w.number(to.Y - w.at.Y)
	default:
		w.letter('l')
		w.point(to)
	}
}

func (w *pathWriter) curve(s *scene.Segment) {
	if s.P[0] == w.smooth {
		w.letter('s')
	} else {
		w.letter('c')
		w.point(s.P[0])
	}
	w.point(s.P[1])
	w.point(s.P[2])
}

// letter writes the letter of a step, unless it is that of the last one, which
// then goes on.
func (w *pathWriter) letter(c byte) {
	if c != w.last || c == 'm' || c == 'z' {
		w.data, w.digits = append(w.data, c), false
	}
	w.last = c
}

func (w *pathWriter) point(p scene.Point) {
	w.number(p.X - w.at.X)
	w.number(p.Y - w.at.Y)
}

// number writes a number: without a zero before the point, and with a blank
// before it only where it would run into the last one.
func (w *pathWriter) number(p scene.Px) {
	var digits [16]byte
	n := appendNumber(digits[:0], p)
	if n[0] == '-' {
		w.data, n = append(w.data, '-'), n[1:]
	} else if w.digits && !(w.pointed && n[0] == '0' && len(n) > 1) {
		w.data = append(w.data, ' ')
	}
	if len(n) > 1 && n[0] == '0' {
		n = n[1:]
	}
	w.data = append(w.data, n...)
	w.digits, w.pointed = true, bytes.IndexByte(n, '.') >= 0
}
