package render_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/render/scene"
)

// shippedThemes are the themes of package render.
var shippedThemes = map[string]render.Theme{
	"light": render.Light(), "dark": render.Dark(), "print": render.Print(), "high contrast": render.HighContrast(),
}

// unreadable returns what cannot be seen in a drawing: text with a contrast
// below 4.5 (7 in the theme of high contrast) to what it stands on, wherever it
// stands on it, and marks below 3.
func unreadable(s *scene.Scene, theme render.Theme) []string {
	text := 4.5
	if theme.Ink == render.HighContrast().Ink && theme.Background == render.HighContrast().Background {
		text = 7
	}
	c := &contrasts{page: s.Background, grounds: groundsOf(theme), text: text}
	for v := range s.Walk() {
		c.visit(v)
	}
	return c.faults
}

// contrasts looks at a drawing in the order in which it is drawn.
type contrasts struct {
	page    scene.Paint
	grounds map[scene.Paint]bool // that carry no meaning
	text    float64              // least contrast of text
	below   []outline            // all that is filled so far
	faults  []string
}

// groundsOf returns the colours of a theme that are there to be stood on, and
// those of a heat map, whose cells are read by their numbers.
func groundsOf(t render.Theme) map[scene.Paint]bool {
	all := map[scene.Paint]bool{t.Background: true, t.Band: true, t.Line: true}
	for _, tone := range append([]render.Tone{t.Accent, t.Good, t.Fair, t.Bad}, t.Stages...) {
		all[tone.Tint] = true
	}
	const steps = 4096
	for i := range steps {
		if fill := render.Mix(t.Accent.Tint, t.Accent.Ink, float64(i)/steps); fill != t.Accent.Ink {
			all[fill] = true
		}
	}
	return all
}

func (c *contrasts) visit(v scene.Visit) {
	switch n := v.Node.(type) {
	case *scene.Text:
		c.need(c.text, n.Fill, spread(v.Box.Inset(v.Box.H/6)), fmt.Sprintf("%q", n.Content))
	case *scene.Rect:
		c.shape(outlineOf(n), n.Fill, n.Stroke)
	case *scene.Circle:
		c.shape(outlineOf(n), n.Fill, n.Stroke)
	case *scene.Path:
		c.shape(outlineOf(n), n.Fill, n.Stroke)
	}
}

// shape looks at a shape, and remembers it as the ground of what follows.
func (c *contrasts) shape(o outline, fill scene.Paint, stroke scene.Stroke) {
	if stroke.Paint.Drawn() && stroke.Width > 0 && !c.grounds[stroke.Paint] {
		c.need(3, stroke.Paint, o.points, fmt.Sprintf("line at %+v", o.box))
	}
	if !fill.Drawn() {
		return
	}
	o.fill = fill
	if !c.grounds[fill] {
		var inside []scene.Point
		for _, p := range spread(o.box) {
			if o.holds(p) {
				inside = append(inside, p)
			}
		}
		c.need(3, fill, inside, fmt.Sprintf("shape at %+v", o.box))
	}
	c.below = append(c.below, o)
}

// need notes a fault where the paint has less contrast than that to what is
// drawn already at one of the points.
func (c *contrasts) need(want float64, paint scene.Paint, points []scene.Point, what string) {
	var near []outline
	box := boxAround(points)
	for _, o := range c.below {
		if o.box.Contains(box) || o.box.Overlaps(box) {
			near = append(near, o)
		}
	}
	for _, p := range points {
		ground := c.page
		for _, o := range near {
			if o.holds(p) {
				ground = o.fill
			}
		}
		if has := render.Contrast(paint, ground); has < want {
			c.faults = append(c.faults, fmt.Sprintf("%s: contrast %.2f of %s on %s, want %g", what, has, paint, ground, want))
			return
		}
	}
}

func boxAround(points []scene.Point) scene.Box {
	return scene.Bounds(scene.Lines(points...))
}

// spread returns points all over a box.
func spread(b scene.Box) []scene.Point {
	const columns, rows = 9, 3
	var points []scene.Point
	for i := range scene.Px(columns) {
		for j := range scene.Px(rows) {
			points = append(points, scene.Point{X: b.X + b.W*(2*i+1)/(2*columns), Y: b.Y + b.H*(2*j+1)/(2*rows)})
		}
	}
	return points
}

// An outline is the points around a shape.
type outline struct {
	box    scene.Box
	points []scene.Point
	starts []int // the first points of its parts
	fill   scene.Paint
}

// holds reports whether a point is in the shape (the nonzero rule of SVG).
func (o *outline) holds(p scene.Point) bool {
	if !o.box.Contains(scene.Box{X: p.X, Y: p.Y}) {
		return false
	}
	winding := 0
	for i, start := range o.starts {
		end := len(o.points)
		if i+1 < len(o.starts) {
			end = o.starts[i+1]
		}
		part := o.points[start:end]
		for j, a := range part {
			winding += crossing(p, a, part[(j+1)%len(part)])
		}
	}
	return winding != 0
}

// crossing returns 1 or -1 where the way from a to b crosses the ray from p to
// the right.
func crossing(p, a, b scene.Point) int {
	side := (int64(b.X)-int64(a.X))*(int64(p.Y)-int64(a.Y)) - (int64(p.X)-int64(a.X))*(int64(b.Y)-int64(a.Y))
	switch {
	case a.Y <= p.Y && b.Y > p.Y && side > 0:
		return 1
	case a.Y > p.Y && b.Y <= p.Y && side < 0:
		return -1
	}
	return 0
}

func outlineOf(n scene.Node) outline {
	o := outline{box: scene.Bounds(n)}
	switch n := n.(type) {
	case *scene.Rect:
		o.trace(scene.Lines(scene.Point{X: n.X, Y: n.Y}, scene.Point{X: n.Right(), Y: n.Y},
			scene.Point{X: n.Right(), Y: n.Bottom()}, scene.Point{X: n.X, Y: n.Bottom()}))
	case *scene.Circle:
		k := n.R * 552 / 1000
		p := scene.Lines(scene.Point{X: n.X + n.R, Y: n.Y})
		p.CurveTo(n.X+n.R, n.Y+k, n.X+k, n.Y+n.R, n.X, n.Y+n.R)
		p.CurveTo(n.X-k, n.Y+n.R, n.X-n.R, n.Y+k, n.X-n.R, n.Y)
		p.CurveTo(n.X-n.R, n.Y-k, n.X-k, n.Y-n.R, n.X, n.Y-n.R)
		p.CurveTo(n.X+k, n.Y-n.R, n.X+n.R, n.Y-k, n.X+n.R, n.Y)
		o.trace(p)
	case *scene.Path:
		o.trace(n)
	}
	return o
}

// trace adds points along a path, several for each curve.
func (o *outline) trace(p *scene.Path) {
	const pieces = 8
	var at scene.Point
	for _, s := range p.Segments {
		switch s.Op {
		case scene.Move:
			o.starts = append(o.starts, len(o.points))
			at = s.P[0]
			o.points = append(o.points, at)
		case scene.Line:
			at = s.P[0]
			o.points = append(o.points, at)
		case scene.Curve:
			for i := 1; i <= pieces; i++ {
				o.points = append(o.points, onCurve(at, s.P, float64(i)/pieces))
			}
			at = s.P[2]
		}
	}
}

func onCurve(from scene.Point, p [3]scene.Point, t float64) scene.Point {
	u := 1 - t
	along := func(a, b, c, d scene.Px) scene.Px {
		return scene.Px(u*u*u*float64(a) + 3*u*u*t*float64(b) + 3*u*t*t*float64(c) + t*t*t*float64(d))
	}
	return scene.Point{X: along(from.X, p[0].X, p[1].X, p[2].X), Y: along(from.Y, p[0].Y, p[1].Y, p[2].Y)}
}

// A test of contrast that sees nothing would pass.
func TestWhatCannotBeReadIsSeen(t *testing.T) {
	light := render.Light()
	grey, dark := scene.RGB(0x999999), scene.RGB(0x333333)
	plate := func(fill scene.Paint) scene.Node {
		return &scene.Rect{Box: scene.Box{X: 1000, Y: 1000, W: 8000, H: 3000}, Fill: fill}
	}
	text := func(fill scene.Paint) scene.Node {
		return &scene.Text{X: 2000, Y: 3000, W: 3000, Size: 1200, Fill: fill, Content: "a"}
	}
	for name, c := range map[string]struct {
		nodes []scene.Node
		want  []string
	}{
		"text on the page": {[]scene.Node{text(light.Ink)}, nil},
		"pale text":        {[]scene.Node{text(grey)}, []string{`"a": contrast 2.85 of #999999 on #ffffff, want 4.5`}},
		"dark text on a dark plate": {
			[]scene.Node{plate(dark), text(light.Ink)}, []string{`"a": contrast 1.30 of #17202c on #333333, want 4.5`},
		},
		"white text on a dark plate": {[]scene.Node{plate(dark), text(light.Background)}, nil},
		"a plate over a text is none under it": {
			[]scene.Node{text(light.Ink), plate(dark)}, nil,
		},
		"a mark that is too pale": {
			[]scene.Node{plate(scene.RGB(0xaaaaaa))},
			[]string{"shape at {X:1000 Y:1000 W:8000 H:3000}: contrast 2.32 of #aaaaaa on #ffffff, want 3"},
		},
		"a ground needs no contrast": {[]scene.Node{plate(light.Band)}, nil},
		"a line that is too pale": {
			[]scene.Node{&scene.Circle{X: 5000, Y: 5000, R: 1000, Stroke: scene.Stroke{Paint: scene.RGB(0xaaaaaa), Width: 100}}},
			[]string{"line at {X:4000 Y:4000 W:2000 H:2000}: contrast 2.32 of #aaaaaa on #ffffff, want 3"},
		},
		"a text beside a disc whose box it is in": {
			[]scene.Node{
				&scene.Circle{X: 5000, Y: 5000, R: 4000, Fill: dark},
				&scene.Text{X: 1050, Y: 1800, W: 500, Size: 600, Fill: light.Ink, Content: "a"},
			}, nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := &scene.Scene{W: 10_000, H: 10_000, Background: light.Background, Nodes: c.nodes}
			assert.Equal(t, c.want, unreadable(s, light))
		})
	}
}

// readable holds the sample in every theme, and random drawings, to what can be
// read.
func (v viewTest) readable(t *testing.T) {
	for name, theme := range shippedThemes {
		for _, l := range bothLanguages {
			s, err := v.sample(l).Scene(&render.Options{Lang: l, Theme: theme})
			require.NoError(t, err)
			assert.Empty(t, unreadable(s, theme), "%s, %s", name, l)
		}
		for seed := range uint64(25) {
			r := newMaker(seed)
			s, err := v.random(r).Scene(&render.Options{Lang: journey.French, Theme: theme, Width: []int{0, 390}[seed%2]})
			require.NoError(t, err, "seed %d", seed)
			require.Empty(t, unreadable(s, theme), "%s, seed %d", name, seed)
		}
	}
}
