package render

import (
	"math"
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/plot"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	trendTop    = 24 * px  // above the plot, for labels of the highest values
	trendHeight = 260 * px // of the plot
	trendRoom   = 56 * px  // at least left of it, for half a label
	trendAside  = 56 * px  // at least right of it, for the last value
	trendGap    = 8 * px   // between two labels
)

// A trendPlot is where the parts of the chart stand.
type trendPlot struct {
	*trendSheet
	axis
	left, right, top, bottom scene.Px
	step                     scene.Px // from one period to the next
	points                   []trendPoint
}

// A trendPoint is a period on the chart.
type trendPoint struct {
	scene.Point
	known, sure bool     // whether there is a value, and an interval
	lo, hi      scene.Px // heights of the interval, or of the value
}

func (p trendPoint) isKnown() bool { return p.known }
func (p trendPoint) isSure() bool  { return p.sure }

// runsOf returns the longest runs of points that are all of a kind.
func runsOf(points []trendPoint, are func(trendPoint) bool) [][]trendPoint {
	var all [][]trendPoint
	start := 0
	for i := range len(points) + 1 {
		if i < len(points) && are(points[i]) {
			continue
		}
		if i > start {
			all = append(all, points[start:i])
		}
		start = i + 1
	}
	return all
}

// intervalBand draws the intervals of a run, with lines at both its sides.
func (p *page) intervalBand(run []trendPoint) []scene.Node {
	upper, lower := make([]scene.Point, len(run)), make([]scene.Point, len(run))
	for i, d := range run {
		upper[i], lower[len(run)-1-i] = scene.Point{X: d.X, Y: d.hi}, scene.Point{X: d.X, Y: d.lo}
	}
	area := scene.Lines(slices.Concat(upper, lower)...)
	area.Close()
	area.Fill = p.theme.Accent.Tint
	nodes := []scene.Node{area}
	for _, side := range [][]scene.Point{upper, lower} {
		line := scene.Lines(side...)
		line.Stroke = scene.Stroke{Paint: p.theme.Accent.Ink, Width: px * 3 / 4}
		nodes = append(nodes, line)
	}
	return nodes
}

// axisOver returns the vertical axis between two heights.
func (s *trendSheet) axisOver(top, bottom scene.Px) axis {
	lo, hi := math.Inf(1), math.Inf(-1)
	add := func(v float64) { lo, hi = min(lo, v), max(hi, v) }
	for _, d := range s.periods {
		if d.known() {
			add(d.Measure.Value)
			if a, b, ok := bounds(d.Measure); ok {
				add(a)
				add(b)
			}
		}
	}
	for _, t := range s.targets {
		add(t.Value)
	}
	if u := s.of.Unit; u == journey.Ratio || u == journey.Count || lo > 0 && lo < (hi-lo)/2 {
		add(0)
	}
	return s.axis(s.of.Unit, lo, hi, bottom, top, 6)
}

// chart lays out the plot, with the names of the periods below it.
func (s *trendSheet) chart() layout.Block {
	c := trendPlot{trendSheet: s, axis: s.axisOver(trendTop, trendTop+trendHeight), top: trendTop, bottom: trendTop + trendHeight}
	c.left = min(max(s.labelsWidth(c.axis)+12*px, trendRoom), s.width/3)
	aside := c.aside()
	c.right = s.width - aside
	c.place()
	b := layout.Block{W: s.width, H: c.bottom}
	b.Nodes = append(b.Nodes, s.across(c.axis, c.left, c.right, c.left)...)
	b.Nodes = append(b.Nodes, c.intervals()...)
	b.Nodes = append(b.Nodes, c.targetLines()...)
	b.Nodes = append(b.Nodes, c.lines()...)
	b.Nodes = append(b.Nodes, c.values()...)
	b.Nodes = append(b.Nodes, c.marks()...)
	b.Nodes = append(b.Nodes, c.asideLabels(aside)...)
	return layout.Stack(8*px, b, c.below()).Wide(s.width)
}

// place finds where the periods stand.
func (c *trendPlot) place() {
	n := len(c.periods)
	x := plot.Scale{Lo: 0, Hi: float64(n), From: c.left, To: c.right}
	c.step = (c.right - c.left) / scene.Px(n)
	c.points = make([]trendPoint, n)
	for i, d := range c.periods {
		p := &c.points[i]
		p.X = x.At(float64(i) + 0.5)
		if p.known = d.known(); !p.known {
			continue
		}
		p.Y = c.At(d.Measure.Value)
		p.lo, p.hi = p.Y, p.Y
		if lo, hi, ok := bounds(d.Measure); ok {
			p.sure, p.lo, p.hi = true, max(p.Y, c.At(lo)), min(p.Y, c.At(hi))
		}
	}
}

// targetLines draws a dashed line at each target.
func (c *trendPlot) targetLines() []scene.Node {
	var nodes []scene.Node
	for _, t := range c.targets {
		y := c.At(t.Value)
		line := scene.Lines(scene.Point{X: c.left, Y: y}, scene.Point{X: c.right, Y: y})
		line.Stroke = scene.Stroke{Paint: c.theme.Ink, Width: px * 5 / 4, Dash: 5 * px}
		nodes = append(nodes, line)
	}
	return nodes
}

const trendBar = 10 * px // from a step of which on each interval has a bar

// intervals draws how far the values may be trusted: a bar for each, or where
// they stand close a band.
func (c *trendPlot) intervals() []scene.Node {
	var nodes []scene.Node
	if c.step >= trendBar {
		for _, p := range c.points {
			if p.sure {
				nodes = append(nodes, c.bar(p.X, p.hi, p.lo, min(c.step/2, 16*px))...)
			}
		}
		return nodes
	}
	for _, run := range runsOf(c.points, trendPoint.isSure) {
		nodes = append(nodes, c.intervalBand(run)...)
	}
	return nodes
}

// bar draws an interval from the height hi down to lo.
func (s *trendSheet) bar(x, hi, lo, width scene.Px) []scene.Node {
	left, right := x-width/2, x+width/2
	nodes := []scene.Node{&scene.Rect{Box: scene.Box{X: left, Y: hi, W: right - left, H: lo - hi}, Fill: s.theme.Accent.Tint}}
	for _, y := range []scene.Px{hi, lo} {
		end := scene.Lines(scene.Point{X: left, Y: y}, scene.Point{X: right, Y: y})
		end.Stroke = scene.Stroke{Paint: s.theme.Accent.Ink, Width: px}
		nodes = append(nodes, end)
	}
	return nodes
}

// lines draws the line through the values, one for each run without a gap.
func (c *trendPlot) lines() []scene.Node {
	var nodes []scene.Node
	for _, run := range runsOf(c.points, trendPoint.isKnown) {
		points := make([]scene.Point, len(run))
		for i, p := range run {
			points[i] = p.Point
		}
		line := scene.Lines(points...)
		if c.step >= trendBar {
			line = curve(points)
		}
		line.Stroke = scene.Stroke{Paint: c.theme.Accent.Ink, Width: 2 * px}
		nodes = append(nodes, line)
	}
	return nodes
}

// trendMark is the least step from which on each value has a mark.
const trendMark = 5 * px

// marks draws a sign for each value, or where they stand too close for the
// lowest, the highest and the last, with all that is known of it as its text
// equivalent.
func (c *trendPlot) marks() []scene.Node {
	var nodes []scene.Node
	low, high := extremesOf(c.periods)
	last := lastKnown(c.periods)
	size := min(max(c.step*4/5, 7*px), 10*px)
	if c.step >= trendMark {
		size = min(c.step*4/5, 10*px)
	}
	for i, p := range c.points {
		if !p.known || c.step < trendMark && i != low && i != high && i != last {
			continue
		}
		ground := &scene.Circle{X: p.X, Y: p.Y, R: size/2 + px, Fill: c.theme.Background} // parts it from the line
		mark := c.mark(c.met(c.periods[i].Measure), size).Titled(c.pointText(i))
		nodes = append(append(nodes, ground), mark.At(p.X-size/2, p.Y-size/2)...)
	}
	return nodes
}

// mark draws the sign of a value: a disc, or a diamond where a target is
// missed.
func (s *trendSheet) mark(met bool, size scene.Px) layout.Block {
	switch {
	case len(s.targets) == 0:
		return markers[0].solid(size, s.theme.Accent.Ink)
	case met:
		return markers[0].solid(size, s.theme.Good.Ink)
	}
	return markers[3].solid(size, s.theme.Bad.Ink)
}

// pointText says what is known of a period.
func (s *trendSheet) pointText(i int) string {
	m := s.periods[i].Measure
	said := s.name(i) + s.word.colon + s.value(m)
	for _, part := range []string{s.interval(m), s.sample(m)} {
		if part != "" {
			said += ", " + part
		}
	}
	if verdict := s.verdict(s.periods[i]); verdict != "" {
		said += ", " + s.word.target + " " + s.wanted() + " " + verdict
	}
	return said
}
