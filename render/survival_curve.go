package render

import (
	"slices"

	"github.com/parcours-go/parcours/kpi/churn/survival"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// plot draws the curves over the axes.
func (s *survivalSheet) plot() layout.Block {
	caption := s.theme.smallStrong().In(s.theme.Ink).Paragraph(s.say("Share still there", "Part encore là"), s.width, 1)
	nodes := caption.Nodes
	if len(s.Curves) <= survivalBanded {
		for i := range s.Curves {
			nodes = append(nodes, s.band(i)...)
		}
	}
	nodes = append(nodes, s.across(s.share, s.left, s.right, s.left)...)
	for i := range s.Curves {
		if len(s.Curves) <= survivalBanded {
			nodes = append(nodes, s.edges(i)...)
		} else {
			nodes = append(nodes, s.bars(i)...)
		}
		nodes = append(nodes, s.drop(i)...)
	}
	for i := range s.Curves {
		nodes = append(nodes, s.curve(i).Nodes...)
	}
	nodes = append(nodes, s.names()...)
	foot := s.above + s.tall + 6*px
	nodes = append(nodes, s.below(s.time, s.left-20*px, s.width, foot)...)
	style := s.theme.small()
	unit := style.To(scene.Right).Paragraph(s.timeWord(), s.right, 2)
	nodes = append(nodes, unit.At(0, foot+style.Leading)...)
	return layout.Block{W: s.width, H: foot + style.Leading + unit.H, Nodes: nodes}
}

// steps returns the corners of a step function that begins at time 0, goes on
// at a value until the next time, and takes the value of that time there.
func (s *survivalSheet) steps(begin float64, list []survival.Step, value func(survival.Step) float64) []scene.Point {
	corners := []scene.Point{{X: s.time.At(0), Y: s.share.At(begin)}}
	for _, step := range list {
		x, y, before := s.time.At(step.Time), s.share.At(value(step)), corners[len(corners)-1]
		if y == before.Y {
			continue
		}
		if x != before.X {
			corners = append(corners, scene.Point{X: x, Y: before.Y})
		}
		corners = append(corners, scene.Point{X: x, Y: y})
	}
	if n := len(list); n > 0 {
		if x, before := s.time.At(list[n-1].Time), corners[len(corners)-1]; x != before.X {
			corners = append(corners, scene.Point{X: x, Y: before.Y})
		}
	}
	return corners
}

const (
	mostSteps  = 1000   // of a curve that are drawn as they are
	manySteps  = px / 4 // further ones fall together where they are nearer than that
	mostTicks  = 120    // of a curve that are drawn where they are
	manyTicks  = 3 * px // further ones fall together
	tickHeight = 350    // above and below the curve
)

// drawnSteps returns the steps of a curve, without those that cannot be seen.
func (s *survivalSheet) drawnSteps(c survival.Curve) []survival.Step {
	if len(c.Steps) <= mostSteps {
		return c.Steps
	}
	var list []survival.Step
	for _, step := range c.Steps {
		if n := len(list); n > 0 && s.time.At(step.Time)/manySteps == s.time.At(list[n-1].Time)/manySteps {
			first := list[n-1].Time
			list[n-1] = step
			list[n-1].Time = first
			continue
		}
		list = append(list, step)
	}
	return list
}

// curve draws a group: its steps, the ticks of those who were watched no longer,
// and its marker at the end and at the median.
func (s *survivalSheet) curve(i int) layout.Block {
	c := s.Curves[i]
	if len(c.Steps) == 0 {
		return layout.Block{}
	}
	corners := s.steps(1, s.drawnSteps(c), func(step survival.Step) float64 { return step.Survival })
	line := scene.Lines(corners...)
	line.Stroke = s.stroke(i)
	b := layout.Block{Nodes: []scene.Node{line}}
	if ticks := s.ticks(c); len(ticks.Segments) > 0 {
		ticks.Stroke = scene.Stroke{Paint: s.ink(i), Width: px * 6 / 5}
		b.Nodes = append(b.Nodes, ticks)
	}
	end := corners[len(corners)-1]
	if s.several() {
		b.Nodes = append(b.Nodes, s.mark(i, end.X, end.Y)...)
	}
	if q := c.Median(); q.Reached {
		b.Nodes = append(b.Nodes, s.mark(i, s.time.At(q.Time), s.share.At(0.5))...)
	}
	return b.Titled(s.summary(i))
}

func (s *survivalSheet) ticks(c survival.Curve) *scene.Path {
	p := &scene.Path{}
	n, before := 0, scene.Px(-1<<30)
	for _, step := range c.Steps {
		if step.Censored == 0 {
			continue
		}
		x, y := s.time.At(step.Time), s.share.At(step.Survival)
		if n++; n > mostTicks && x-before < manyTicks {
			continue
		}
		before = x
		p.MoveTo(x, y-tickHeight)
		p.LineTo(x, y+tickHeight)
	}
	return p
}

// intervals returns the corners of the upper and of the lower end of the
// intervals of a curve, up to where they have a value, and whether there are any.
func (s *survivalSheet) intervals(i int) (hi, lo []scene.Point, ok bool) {
	c := s.Curves[i]
	if !(c.Level > 0 && c.Level < 1) || c.Events == 0 {
		return nil, nil, false
	}
	list := s.drawnSteps(c)
	upTo := slices.IndexFunc(list, func(step survival.Step) bool {
		return step.Unbounded || !isFinite(step.Lo) || !isFinite(step.Hi)
	})
	if upTo >= 0 {
		at := list[upTo].Time
		list = slices.Clone(list[:upTo])
		if upTo > 0 { // on to the time from which on it has none
			end := list[upTo-1]
			end.Time = at
			list = append(list, end)
		}
	}
	if len(list) == 0 {
		return nil, nil, false
	}
	hi = s.steps(1, list, func(step survival.Step) float64 { return step.Hi })
	lo = s.steps(1, list, func(step survival.Step) float64 { return step.Lo })
	return hi, lo, true
}

// band draws the ground between the ends of the intervals. With several curves
// all have one ground, and their edges tell them apart.
func (s *survivalSheet) band(i int) []scene.Node {
	hi, lo, ok := s.intervals(i)
	if !ok {
		return nil
	}
	slices.Reverse(lo)
	ground := scene.Lines(append(hi, lo...)...)
	ground.Close()
	ground.Fill = s.ground()
	return []scene.Node{ground}
}

func (s *survivalSheet) ground() scene.Paint {
	if s.several() {
		return s.theme.Band
	}
	return s.theme.Accent.Tint
}

func (s *survivalSheet) edges(i int) []scene.Node {
	hi, lo, ok := s.intervals(i)
	if !ok {
		return nil
	}
	var nodes []scene.Node
	for _, corners := range [][]scene.Point{hi, lo} {
		edge := scene.Lines(corners...)
		edge.Stroke = scene.Stroke{Paint: s.ink(i), Width: px * 7 / 10}
		nodes = append(nodes, edge)
	}
	return nodes
}

// bars draws the intervals of one of many curves at the times that the axis
// names, those of other curves beside them.
func (s *survivalSheet) bars(i int) []scene.Node {
	c := s.Curves[i]
	if !(c.Level > 0 && c.Level < 1) || c.Events == 0 {
		return nil
	}
	p := &scene.Path{Stroke: scene.Stroke{Paint: s.ink(i), Width: px}}
	for _, time := range s.named {
		step := c.At(time)
		x := s.time.At(time) + scene.Px(2*i-len(s.Curves)+1)*2*px
		if time == 0 || step.AtRisk == 0 || step.Unbounded || x > s.width {
			continue
		}
		p.MoveTo(x, s.share.At(step.Lo))
		p.LineTo(x, s.share.At(step.Hi))
	}
	if len(p.Segments) == 0 {
		return nil
	}
	return []scene.Node{p}
}

// drop draws a line from the median of a group down to the axis of time.
func (s *survivalSheet) drop(i int) []scene.Node {
	q := s.Curves[i].Median()
	if !q.Reached {
		return nil
	}
	x := s.time.At(q.Time)
	line := scene.Lines(scene.Point{X: x, Y: s.share.At(0.5)}, scene.Point{X: x, Y: s.share.At(0)})
	line.Stroke = scene.Stroke{Paint: s.ink(i), Width: px, Dash: 2 * px}
	return []scene.Node{line}
}

// names writes the names of groups at the ends of their curves, where that
// covers no curve and no other name.
func (s *survivalSheet) names() (nodes []scene.Node) {
	if !s.several() {
		return nil
	}
	for i, c := range s.Curves {
		if len(c.Steps) == 0 {
			continue
		}
		last := c.Steps[len(c.Steps)-1]
		x, y := s.time.At(last.Time), s.share.At(last.Survival)
		style := s.theme.smallStrong().In(s.ink(i))
		label := style.Line(s.group(i), 160*px)
		for _, at := range []scene.Point{{X: x + 9*px, Y: y - label.H/2}, {X: x - label.W, Y: y - label.H - 6*px}, {X: x + 4*px, Y: y - label.H - 5*px}} {
			box := scene.Box{X: at.X, Y: at.Y, W: label.W, H: label.H}
			if s.free(box) {
				s.taken = append(s.taken, box)
				nodes = append(nodes, label.At(at.X, at.Y)...)
				break
			}
		}
	}
	return nodes
}

// free reports whether a name may stand in a box of the plot.
func (s *survivalSheet) free(box scene.Box) bool {
	plot := scene.Box{X: s.left, Y: s.above, W: s.width - s.left, H: s.tall}
	if !plot.Contains(box) || slices.ContainsFunc(s.taken, box.Overlaps) {
		return false
	}
	for i := range s.Curves {
		corners := s.steps(1, s.drawnSteps(s.Curves[i]), func(step survival.Step) float64 { return step.Survival })
		hi, lo, _ := s.intervals(i)
		if len(s.Curves) > survivalBanded {
			hi, lo = nil, nil
		}
		for _, line := range [][]scene.Point{corners, hi, lo} {
			for k := 1; k < len(line); k++ {
				if box.Overlaps(boxOfPoints(line[k-1], line[k])) {
					return false
				}
			}
		}
	}
	return true
}

// boxOfPoints returns the box of a line that is two pixels wide.
func boxOfPoints(a, b scene.Point) scene.Box {
	x, y := min(a.X, b.X), min(a.Y, b.Y)
	return scene.Box{X: x - px, Y: y - px, W: max(a.X, b.X) - x + 2*px, H: max(a.Y, b.Y) - y + 2*px}
}
