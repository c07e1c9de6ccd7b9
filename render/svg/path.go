package svg

import "github.com/parcours-go/parcours/render/scene"

// pathData writes the segments with relative coordinates, which are shorter.
// Being whole hundredths they add up without an error.
func pathData(p *scene.Path) string {
	d := make([]byte, 0, 16*len(p.Segments))
	var at, from scene.Point // the current point, and that of the last Move
	for i, s := range p.Segments {
		op := byte(s.Op)
		if i > 0 {
			op += 'a' - 'A'
		}
		if s.Op == scene.Close || i == 0 || s.Op != p.Segments[i-1].Op || s.Op == scene.Move {
			d = append(d, op)
		}
		points := s.P[:s.Op.Points()]
		for j, q := range points {
			if j > 0 || i > 0 && s.Op == p.Segments[i-1].Op && s.Op != scene.Move {
				d = append(d, ' ')
			}
			d = appendNumber(d, q.X-at.X)
			d = appendNumber(append(d, ' '), q.Y-at.Y)
		}
		switch s.Op {
		case scene.Move:
			at, from = s.P[0], s.P[0]
		case scene.Line:
			at = s.P[0]
		case scene.Curve:
			at = s.P[2]
		case scene.Close:
			at = from
		}
	}
	return string(d)
}
