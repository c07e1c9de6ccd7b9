package render_test

import (
	"fmt"
	"strings"
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

// An inspector looks at the contrasts of drawings in one theme.
type inspector struct {
	grounds map[scene.Paint]bool // that carry no meaning
	wanted  float64              // contrast of text
}

func inspectorOf(theme render.Theme) inspector {
	if theme.Ink == render.HighContrast().Ink && theme.Background == render.HighContrast().Background {
		return inspector{groundsOf(theme), 7}
	}
	return inspector{groundsOf(theme), 4.5}
}

// unreadable returns what cannot be seen in a drawing: text with a contrast
// below 4.5 (7 in the theme of high contrast) to anything that it stands on, and
// marks below 3.
func (in inspector) unreadable(s *scene.Scene) []string {
	c := &contrasts{inspector: in, page: s.Background}
	for v := range s.Walk() {
		c.visit(v)
	}
	return c.faults
}

// contrasts looks at a drawing in the order in which it is drawn.
type contrasts struct {
	inspector
	page   scene.Paint
	below  []outline // all that is filled so far
	faults []string
}

// groundsOf returns the colours of a theme that are there to be stood on, and
// those of a heat map, whose cells are read by their numbers.
func groundsOf(t render.Theme) map[scene.Paint]bool {
	all := map[scene.Paint]bool{t.Background: true, t.Band: true, t.Line: true}
	for _, tone := range append([]render.Tone{t.Accent, t.Good, t.Fair, t.Bad}, t.Stages...) {
		all[tone.Tint] = true
	}
	const steps = 1 << 16 // so many that no colour is left out
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
		c.text(n, v.Box)
	case *scene.Rect:
		c.shape(outlineOf(n), n.Fill, n.Stroke)
	case *scene.Circle:
		c.shape(outlineOf(n), n.Fill, n.Stroke)
	case *scene.Path:
		c.shape(outlineOf(n), n.Fill, n.Stroke)
	}
}

// text holds a text to all that it stands on.
func (c *contrasts) text(n *scene.Text, box scene.Box) {
	for _, under := range c.under(spread(box.Inset(box.H / 6))) {
		if has := render.Contrast(n.Fill, under.fill); has < c.wanted {
			c.fault("%q: contrast %.2f of %s on %s, want %g", n.Content, has, n.Fill, under.fill, c.wanted)
			return
		}
	}
}

// shape looks at a shape, and remembers it as the ground of what follows.
func (c *contrasts) shape(o outline, fill scene.Paint, stroke scene.Stroke) {
	if stroke.Paint.Drawn() && stroke.Width > 0 && !c.grounds[stroke.Paint] {
		c.mark(o, stroke.Paint, o.points)
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
		c.mark(o, fill, inside)
	}
	c.below = append(c.below, o)
}

// mark holds a mark to the grounds on which it stands. Where it goes over other
// marks it is seen by the rest of it; only a mark that stands on one with all of
// it is held to that.
func (c *contrasts) mark(o outline, paint scene.Paint, points []scene.Point) {
	var marks []outline
	onGround := false
	for _, under := range c.under(points) {
		if !c.grounds[under.fill] {
			marks = append(marks, under)
			continue
		}
		onGround = true
		if has := render.Contrast(paint, under.fill); has < 3 {
			c.fault("mark at %+v: contrast %.2f of %s on %s, want 3", o.box, has, paint, under.fill)
			return
		}
	}
	for _, under := range marks {
		if has := render.Contrast(paint, under.fill); !onGround && has < 3 && under.box.Inset(1).Contains(o.box) {
			c.fault("mark at %+v: contrast %.2f of %s on the mark %s, want 3", o.box, has, paint, under.fill)
			return
		}
	}
}

func (c *contrasts) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, args...))
}

// under returns what is seen at some points, each thing once.
func (c *contrasts) under(points []scene.Point) []outline {
	var near []int
	box := scene.Bounds(scene.Lines(points...))
	for i, o := range c.below {
		if o.box.Contains(box) || o.box.Overlaps(box) {
			near = append(near, i)
		}
	}
	seen := map[int]bool{}
	var all []outline
	for _, p := range points {
		at := -1
		for _, i := range near {
			if c.below[i].holds(p) {
				at = i
			}
		}
		if seen[at] {
			continue
		}
		seen[at] = true
		if at < 0 {
			all = append(all, outline{fill: c.page})
		} else {
			all = append(all, c.below[at])
		}
	}
	return all
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
			[]string{"mark at {X:1000 Y:1000 W:8000 H:3000}: contrast 2.32 of #aaaaaa on #ffffff, want 3"},
		},
		"a ground needs no contrast": {[]scene.Node{plate(light.Band)}, nil},
		"a line that is too pale": {
			[]scene.Node{&scene.Circle{X: 5000, Y: 5000, R: 1000, Stroke: scene.Stroke{Paint: scene.RGB(0xaaaaaa), Width: 100}}},
			[]string{"mark at {X:4000 Y:4000 W:2000 H:2000}: contrast 2.32 of #aaaaaa on #ffffff, want 3"},
		},
		"a line that goes over a mark": {
			[]scene.Node{plate(dark), &scene.Path{
				Segments: scene.Lines(scene.Point{X: 500, Y: 2000}, scene.Point{X: 5000, Y: 2000}).Segments,
				Stroke:   scene.Stroke{Paint: scene.RGB(0), Width: 100},
			}}, nil,
		},
		"a sign that is lost on a mark": {
			[]scene.Node{plate(dark), &scene.Circle{X: 5000, Y: 2500, R: 1000, Fill: scene.RGB(0)}},
			[]string{"mark at {X:4000 Y:1500 W:2000 H:2000}: contrast 1.66 of #000000 on the mark #333333, want 3"},
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
			assert.Equal(t, c.want, inspectorOf(light).unreadable(s))
		})
	}
}

// readable holds the sample in every theme, and random drawings, to what can be
// read, and draws it in two looks at once.
func (v viewTest) readable(t *testing.T) {
	var b strings.Builder
	require.NoError(t, render.SVG(&b, v.sample("en"), &render.Options{Dark: render.Dark(), Theme: branded}))
	assert.Equal(t, 1, strings.Count(b.String(), "<image "), "the logo")
	for name, theme := range shippedThemes {
		inspector := inspectorOf(theme)
		for _, l := range bothLanguages {
			s, err := v.sample(l).Scene(&render.Options{Lang: l, Theme: theme})
			require.NoError(t, err)
			assert.Empty(t, inspector.unreadable(s), "%s, %s", name, l)
		}
		for seed := range uint64(25) {
			r := newMaker(seed)
			s, err := v.random(r).Scene(&render.Options{Lang: journey.French, Theme: theme, Width: []int{0, 390}[seed%2]})
			require.NoError(t, err, "seed %d", seed)
			require.Empty(t, inspector.unreadable(s), "%s, seed %d", name, seed)
		}
	}
}
