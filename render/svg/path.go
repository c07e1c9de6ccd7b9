package svg

import "github.com/parcours-go/parcours/render/scene"

// pathData writes the segments with relative coordinates, which are shorter.
// Being whole hundredths they add up without an error.
func pathData(p *scene.Path) string {
	d := make([]byte, 0, 16*len(p.Segments))
	var at, start scene.Point // the current point, and that of the last Move
	last := scene.Close
	for i, s := range p.Segments {
		if s.Op != last || s.Op == scene.Move || s.Op == scene.Close {
			d = append(d, letter(s.Op, i == 0))
		}
		for _, q := range s.P[:s.Op.Points()] {
			d = appendCoordinate(d, q.X-at.X)
			d = appendCoordinate(d, q.Y-at.Y)
		}
		switch n := s.Op.Points(); {
		case n > 0:
			at = s.P[n-1]
		case s.Op == scene.Close:
			at = start
		}
		if s.Op == scene.Move {
			start = at
		}
		last = s.Op
	}
	return string(d)
}

// letter returns the letter of a step: in lower case it is relative. The first
// one is relative to the origin either way.
func letter(op scene.Op, first bool) byte {
	if first {
		return byte(op)
	}
	return byte(op) + 'a' - 'A'
}

// appendCoordinate writes a number of path data: without a zero before the
// point, and with a blank before it only where it would run into the last one.
func appendCoordinate(d []byte, p scene.Px) []byte {
	var digits [16]byte
	n := appendNumber(digits[:0], p)
	minus := n[0] == '-'
	if minus {
		n = n[1:]
	}
	if len(n) > 1 && n[0] == '0' {
		n = n[1:]
	}
	switch last := d[len(d)-1]; {
	case minus:
		d = append(d, '-')
	case last == '.' || last >= '0' && last <= '9':
		d = append(d, ' ')
	}
	return append(d, n...)
}
