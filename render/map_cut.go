package render

import "github.com/parcours-go/parcours/render/scene"

// within returns the part of a curve that runs over the columns of the sheet.
// Its points stand in the middle of columns, so that the border of a column
// is the middle of a piece of the curve.
func (s *sheet) within(p *scene.Path) *scene.Path {
	left, right := s.columnLeft(s.from), s.columnLeft(s.to)
	out := &scene.Path{}
	var at scene.Point
	for _, step := range p.Segments {
		if step.Op == scene.Move {
			at = step.P[0]
			continue
		}
		begin, piece := at, step.P
		at = step.P[2]
		switch {
		case at.X < left || begin.X > right:
			continue
		case begin.X < left:
			begin, piece = secondHalf(begin, piece)
		case at.X > right:
			piece = firstHalf(begin, piece)
		}
		if len(out.Segments) == 0 {
			out.MoveTo(begin.X, begin.Y)
		}
		out.CurveTo(piece[0].X, piece[0].Y, piece[1].X, piece[1].Y, piece[2].X, piece[2].Y)
	}
	return out
}

// firstHalf and secondHalf cut a Bézier curve in the middle, as de Casteljau
// does.
func firstHalf(a scene.Point, p [3]scene.Point) [3]scene.Point {
	ab, bc, cd := halfway(a, p[0]), halfway(p[0], p[1]), halfway(p[1], p[2])
	abc := halfway(ab, bc)
	return [3]scene.Point{ab, abc, halfway(abc, halfway(bc, cd))}
}

func secondHalf(a scene.Point, p [3]scene.Point) (scene.Point, [3]scene.Point) {
	ab, bc, cd := halfway(a, p[0]), halfway(p[0], p[1]), halfway(p[1], p[2])
	bcd := halfway(bc, cd)
	return halfway(halfway(ab, bc), bcd), [3]scene.Point{bcd, cd, p[2]}
}

func halfway(a, b scene.Point) scene.Point {
	return scene.Point{X: (a.X + b.X) / 2, Y: (a.Y + b.Y) / 2}
}
