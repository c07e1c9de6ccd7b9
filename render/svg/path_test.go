package svg

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/render/scene"
)

func TestPathDataIsShort(t *testing.T) {
	ring := &scene.Path{}
	ring.MoveTo(200, 100)
	ring.CurveTo(200, 155, 155, 200, 100, 200)
	ring.CurveTo(45, 200, 0, 155, 0, 100)
	ring.Close()
	lines := scene.Lines(scene.Point{X: 0, Y: 0}, scene.Point{X: 50, Y: 0}, scene.Point{X: 72, Y: 0}, scene.Point{X: 72, Y: 31}, scene.Point{X: 123, Y: 92}, scene.Point{X: 60, Y: 80})
	dot := scene.Lines(scene.Point{X: 100, Y: 250}, scene.Point{X: 100, Y: 250})
	for want, p := range map[string]*scene.Path{
		"M2 1c0 .55-.45 1-1 1s-1-.45-1-1z": ring,
		"M0 0h.5.22v.31l.51.61-.63-.12":    lines,
		"M1 2.5h0":                         dot,
		"":                                 {},
	} {
		assert.Equal(t, want, new(pathWriter).path(p))
	}
}

// readPath is the reverse of pathData, by the grammar of SVG 1.1, section 8.3.
func readPath(t *testing.T, d string) (segments []scene.Segment) {
	var op byte
	var at, start, last scene.Point // last: the second control point of a curve
	number := func() scene.Px {
		d = strings.TrimLeft(d, " ")
		n := 0
		for point := false; n < len(d) && (d[n] >= '0' && d[n] <= '9' || n == 0 && d[n] == '-' || !point && d[n] == '.'); n++ {
			point = point || d[n] == '.'
		}
		v, err := strconv.ParseFloat(d[:n], 64)
		require.NoError(t, err)
		d = d[n:]
		return scene.Px(v*100+1e6+0.5) - 1e6
	}
	point := func() scene.Point { x := number(); return scene.Point{X: at.X + x, Y: at.Y + number()} }
	for d != "" {
		if d[0] >= 'A' {
			op, d = d[0], d[1:]
		}
		s := scene.Segment{Op: scene.Line}
		smooth := last
		last = scene.Point{}
		switch op {
		case 'M', 'm':
			s.Op, s.P[0] = scene.Move, point()
			start = s.P[0]
		case 'l':
			s.P[0] = point()
		case 'h':
			s.P[0] = scene.Point{X: at.X + number(), Y: at.Y}
		case 'v':
			s.P[0] = scene.Point{X: at.X, Y: at.Y + number()}
		case 'c':
			s.Op, s.P = scene.Curve, [3]scene.Point{point(), point(), point()}
		case 's':
			first := at
			if n := len(segments); segments[n-1].Op == scene.Curve {
				first = scene.Point{X: 2*at.X - smooth.X, Y: 2*at.Y - smooth.Y}
			}
			s.Op, s.P = scene.Curve, [3]scene.Point{first, point(), point()}
		case 'z':
			s.Op = scene.Close
		}
		at = s.P[max(s.Op.Points()-1, 0)]
		if s.Op == scene.Curve {
			last = s.P[1]
		} else if s.Op == scene.Close {
			at = start
		}
		segments = append(segments, s)
	}
	return segments
}

func TestPathDataSaysWhatThePathIs(t *testing.T) {
	for seed := range uint64(5000) {
		r := rand.New(rand.NewPCG(seed, 5))
		step := []int{3, 40, 5000}[r.IntN(3)]
		px := func() scene.Px { return scene.Px(r.IntN(2*step+1) - step) }
		p := &scene.Path{}
		p.MoveTo(px(), px())
		for range r.IntN(12) {
			switch r.IntN(5) {
			case 0:
				p.MoveTo(px(), px())
			case 1, 2:
				p.LineTo(px(), px())
			case 3:
				p.CurveTo(px(), px(), px(), px(), px(), px())
			case 4:
				p.Close()
			}
		}
		require.Equal(t, p.Segments, readPath(t, new(pathWriter).path(p)), "%s", new(pathWriter).path(p))
	}
}
