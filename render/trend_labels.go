package render

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// values writes the values beside their points: all where they have room, else
// the lowest and the highest. The last one stands at the right of the plot.
func (c *trendPlot) values() []scene.Node {
	style := c.theme.smallStrong().In(c.theme.Ink)
	widest := scene.Px(0)
	for _, d := range c.periods {
		if d.known() {
			widest = max(widest, style.Font().Width(c.value(d.Measure)))
		}
	}
	room := c.step >= max(widest+trendGap, widest/2+min(c.step/2, 16*px)/2+trendGap)
	lowest, highest := extremesOf(c.periods)
	var nodes []scene.Node
	var taken []scene.Box
	for i, p := range c.points {
		if !p.known || i == len(c.points)-1 || !room && i != lowest && i != highest {
			continue
		}
		label := style.Line(c.value(c.periods[i].Measure), c.right-c.left)
		x := min(max(p.X-label.W/2, c.left), c.right-label.W)
		y := c.labelHeight(i, label.H)
		if under := p.lo + labelGap; !room && i == lowest && under+label.H <= c.bottom {
			y = under // away from the points beside it, which all stand higher
		}
		box := scene.Box{X: x, Y: y, W: label.W, H: label.H}
		if slices.ContainsFunc(taken, box.Overlaps) {
			continue
		}
		taken = append(taken, box)
		plate := &scene.Rect{Box: scene.Box{X: x - 2*px, Y: y + px, W: label.W + 4*px, H: label.H - 2*px}, Fill: c.theme.Background}
		nodes = append(append(nodes, plate), label.At(x, y)...)
	}
	return nodes
}

const labelGap = 7 * px // from an interval to the label of its point

// labelHeight returns where the label of a point stands: above its interval, or
// below it where the line comes down to the point from both sides.
func (c *trendPlot) labelHeight(i int, h scene.Px) scene.Px {
	p := c.points[i]
	higher := func(j int) bool { return j < 0 || j >= len(c.points) || !c.points[j].known || c.points[j].Y < p.Y }
	inner := i > 0 && i < len(c.points)-1
	if below := p.lo + labelGap; inner && higher(i-1) && higher(i+1) && below+h <= c.bottom {
		return below
	}
	return max(p.hi-labelGap-h, 0)
}

// asides returns the labels right of the plot, and where they belong.
func (c *trendPlot) asides(width scene.Px) []placedLabel {
	var list []placedLabel
	if last := len(c.periods) - 1; c.periods[last].known() {
		value := c.theme.head().In(c.theme.Accent.Ink).Paragraph(c.value(c.periods[last].Measure), width, 1)
		list = append(list, placedLabel{value, c.At(c.periods[last].Measure.Value)})
	}
	for _, t := range c.targets {
		said := c.theme.small().In(c.theme.Ink).Paragraph(c.word.target+" "+t.Format(c.of.Unit, c.lang, c.currency), width, 2)
		list = append(list, placedLabel{said, c.At(t.Value)})
	}
	return list
}

const asideGap = 10 * px // from the plot to the labels right of it

// aside returns the width of what stands right of the plot.
func (c *trendPlot) aside() scene.Px {
	w := scene.Px(0)
	for _, l := range c.asides(c.width) {
		box := scene.Bounds(&scene.Group{Nodes: l.Nodes})
		w = max(w, box.W)
	}
	return min(max(w+asideGap, trendAside), max(trendAside, min(c.width/4, 140*px)))
}

// asideLabels draws the last value and the names of the targets at their
// heights, or as near to them as they have room.
func (c *trendPlot) asideLabels(room scene.Px) []scene.Node {
	var nodes []scene.Node
	for _, l := range spread(c.asides(room-asideGap), 0, c.bottom+trendGap) {
		nodes = append(nodes, l.At(c.right+asideGap, l.at)...)
	}
	return nodes
}

// A placedLabel is a label and the height at which its middle belongs or, once
// it is placed, its upper side.
type placedLabel struct {
	layout.Block
	at scene.Px
}

// spread moves labels from their heights just so far that none covers another,
// between two heights.
func spread(labels []placedLabel, top, bottom scene.Px) []placedLabel {
	slices.SortStableFunc(labels, func(a, b placedLabel) int { return cmp.Compare(a.at, b.at) })
	free := top
	for i := range labels {
		l := &labels[i]
		l.at = max(l.at-l.H/2, free)
		free = l.at + l.H
	}
	for i := len(labels) - 1; i >= 0; i-- {
		l := &labels[i]
		l.at = min(l.at, bottom-l.H)
		bottom = l.at
	}
	return labels
}

// below lays out the names of the periods, and on how many observations each
// rests: as many as have room, the last one always.
func (c *trendPlot) below() layout.Block {
	const most = 96 * px
	small := c.theme.small().To(scene.Middle)
	widest, counted := scene.Px(0), false
	for i, d := range c.periods {
		widest = max(widest, min(c.tickWidth(c.short[i]), 64*px), small.Font().Width(c.lang.Number(float64(d.Measure.N), 0)))
		counted = counted || d.known() && d.Measure.N > 0
	}
	each := int((widest + trendGap + c.step - 1) / max(c.step, 1))
	width := min(scene.Px(each)*c.step-trendGap, most)
	var names, sizes layout.Block
	for i := len(c.points) - 1; i >= 0; i -= each {
		x := c.points[i].X - width/2
		name := c.tickName(i, width)
		names.H = max(names.H, name.H)
		names.Nodes = append(name.At(x, 0), names.Nodes...)
		if d := c.periods[i]; counted && d.known() && d.Measure.N > 0 {
			n := small.Paragraph(c.lang.Number(float64(d.Measure.N), 0), width, 1)
			sizes.H = n.H
			sizes.Nodes = append(n.At(x, 0), sizes.Nodes...)
		}
	}
	if counted {
		n := c.theme.small().Line("n", c.left)
		before := min(scene.Bounds(&scene.Group{Nodes: sizes.Nodes}).X, c.left)
		sizes.Nodes = append(n.At(max(before-trendGap-n.W, 0), 0), sizes.Nodes...)
	}
	return layout.Stack(4*px, names, sizes)
}

// tickName sets the name of a period. Where one of the dates needs two lines,
// all have two.
func (c *trendPlot) tickName(i int, width scene.Px) layout.Block {
	style := c.theme.small().To(scene.Middle)
	dated := func(k int) bool { return c.short[k] != c.labels[k] }
	for k := range c.short {
		if dated(i) && dated(k) && style.Font().Width(c.short[k]) > width {
			day, year, _ := strings.Cut(c.short[i], " ")
			return layout.Stack(0, style.Paragraph(day, width, 1), style.Paragraph(year, width, 1))
		}
	}
	return style.Paragraph(c.short[i], width, 2)
}

// tickWidth returns how wide a label is that may stand on two lines.
func (c *trendPlot) tickWidth(label string) scene.Px {
	font := c.theme.small().Font()
	first, rest, _ := strings.Cut(label, " ")
	return max(font.Width(first), font.Width(rest))
}
