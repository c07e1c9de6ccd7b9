package render

import (
	"math"
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/comparison"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/plot"
	"github.com/parcours-go/parcours/render/scene"
)

// A compareScale is the scale of the changes of one kind, with nothing in its
// middle.
type compareScale struct {
	kind changeKind
	most float64 // at its ends
}

// A changeKind is what shares a scale. Times and amounts of a journey lie so far
// apart that they are drawn as parts of the value before.
type changeKind int

const (
	changeOfShare changeKind = iota
	changeOfPoints
	changeOfScore
	changeInPart
	changeKinds
)

func changeKindOf(u journey.Unit) changeKind {
	switch u {
	case journey.Change:
		return changeOfShare
	case journey.Points:
		return changeOfPoints
	case journey.Score:
		return changeOfScore
	}
	return changeInPart
}

// inScale returns a change and its bounds as its scale has them, and whether it
// has them: there is no part of nothing.
func inScale(d comparison.Difference) (v, lo, hi float64, ok bool) {
	unit := 1.0
	if changeKindOf(d.Change.Unit) == changeInPart {
		unit = math.Abs(d.Before.Value)
	}
	v = d.Change.Value / unit
	lo, hi = v, v
	if d.Tested() {
		lo, hi = d.Change.Lo/unit, d.Change.Hi/unit
	}
	return v, lo, hi, isFinite(v) && isFinite(lo) && isFinite(hi)
}

// scalesOf returns the scales of what is drawn. Each holds all changes, the
// intervals of those that are more than chance, and four in five of all intervals:
// those of very few customers may run out of it. That of parts ends at the double
// of what was: what is more runs out of it, too.
func (s *compareSheet) scalesOf() []compareScale {
	var values [changeKinds]float64
	var ends [changeKinds][]float64
	for _, stage := range s.r.Stages {
		for _, d := range s.rows[stage.Name] {
			if v, lo, hi, ok := inScale(d); ok {
				kind := changeKindOf(d.Change.Unit)
				end := max(math.Abs(lo), math.Abs(hi))
				if values[kind] = max(values[kind], math.Abs(v)); d.Significant {
					values[kind] = max(values[kind], end)
				}
				ends[kind] = append(ends[kind], end)
			}
		}
	}
	var scales []compareScale
	for kind := range changeKinds {
		if len(ends[kind]) == 0 {
			continue
		}
		slices.Sort(ends[kind])
		most := max(values[kind], ends[kind][len(ends[kind])-1-len(ends[kind])/5])
		if kind == changeInPart {
			most = min(most, 1)
		}
		scales = append(scales, compareScale{kind, roundUp(most)})
	}
	return scales
}

// roundUp returns the next of 1, 1.5, 2, 3 and 5 times a power of ten.
func roundUp(v float64) float64 {
	if !(v > 1e-9) {
		return 1e-9
	}
	power := math.Pow10(int(math.Floor(math.Log10(v))))
	for _, m := range []float64{1, 1.5, 2, 3, 5} {
		if v <= m*power*(1+1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// scaleFor returns the scale of a kind, from left to right.
func (s *compareSheet) scaleFor(kind changeKind, from, to scene.Px) (plot.Scale, bool) {
	for _, c := range s.scales {
		if c.kind == kind {
			return plot.Scale{Lo: -c.most, Hi: c.most, From: from, To: to}, true
		}
	}
	return plot.Scale{}, false
}

const scaleInset = 8 * px // from the side of a plot to its scale

const forestLeast = 22 * px // height of a row of the plot

// forest draws a change on its scale, with its interval, and the line of no
// change through the whole height.
func (s *compareSheet) forest(d comparison.Difference, width, h scene.Px) layout.Block {
	b := layout.Block{W: width, H: h}
	middle := scene.Lines(scene.Point{X: width / 2, Y: 0}, scene.Point{X: width / 2, Y: h})
	middle.Stroke = scene.Stroke{Paint: s.theme.Muted, Width: px}
	b.Nodes = append(b.Nodes, s.hairline(scaleInset, width-scaleInset, h/2), middle)
	scale, known := s.scaleFor(changeKindOf(d.Change.Unit), scaleInset, width-scaleInset)
	v, lo, hi, ok := inScale(d)
	if !known || !ok {
		return b
	}
	ink, x := s.toneOf(d).Ink, scale.At(v)
	from, to := scale.At(lo), scale.At(hi)
	switch { // a change that runs out of its scale stands before the arrow
	case v > scale.Hi:
		x -= outOfScale
		from = min(from, x)
	case v < scale.Lo:
		x += outOfScale
		to = max(to, x)
	}
	if from < to {
		b.Nodes = append(b.Nodes, whiskerOf(from, to, lo < scale.Lo, hi > scale.Hi, h/2, ink))
	}
	dot := &scene.Circle{X: x, Y: h / 2, R: 45 * px / 10, Fill: s.theme.Background, Stroke: scene.Stroke{Paint: ink, Width: 2 * px}}
	if d.Significant {
		dot.Fill = ink
	}
	b.Nodes = append(b.Nodes, dot)
	return b.Titled(s.told(d) + ", " + s.verdict(d))
}

const outOfScale = 14 * px // from the end of a scale to a change beyond it

// whiskerOf draws an interval, with an arrow on a side where it runs out of the
// scale.
func whiskerOf(from, to scene.Px, outLeft, outRight bool, y scene.Px, ink scene.Paint) scene.Node {
	p := scene.Lines(scene.Point{X: from, Y: y}, scene.Point{X: to, Y: y})
	end := func(x, toward scene.Px, out bool) {
		if !out {
			toward = 0
		}
		p.MoveTo(x-toward, y-4*px)
		p.LineTo(x, y)
		p.LineTo(x-toward, y+4*px)
	}
	end(from, -4*px, outLeft)
	end(to, 4*px, outRight)
	p.Stroke = scene.Stroke{Paint: ink, Width: 2 * px}
	return p
}

// scaleHeads lays out what the ends of each scale mean, above the first row.
func (s *compareSheet) scaleHeads() layout.Block {
	if len(s.scales) == 0 {
		return layout.Block{}
	}
	c := s.columns()
	lines := make([]layout.Block, 0, len(s.scales)+1)
	for _, scale := range s.scales {
		lines = append(lines, s.scaleHead(scale, c))
	}
	head := layout.Stack(2*px, lines...).Wide(s.width)
	return layout.Stack(8*px, s.compareLegend(), head)
}

func (s *compareSheet) scaleHead(c compareScale, at compareColumns) layout.Block {
	style := s.theme.small()
	side := scene.Right
	if at.narrow {
		side = scene.Left
	}
	name := style.To(side).Paragraph(s.scaleName(c.kind), at.scaleName-compareGap, 2)
	ends := layout.Block{W: at.plot, H: style.Leading}
	third := at.plot / 3
	ends.Nodes = append(ends.Nodes, style.Paragraph(s.scaleEnd(c, -c.most), third, 1).At(0, 0)...)
	ends.Nodes = append(ends.Nodes, style.To(scene.Middle).Paragraph("0", third, 1).At(third, 0)...)
	ends.Nodes = append(ends.Nodes, style.To(scene.Right).Paragraph(s.scaleEnd(c, c.most), third, 1).At(at.plot-third, 0)...)
	if at.narrow {
		return layout.Stack(0, name, ends)
	}
	b := layout.Block{W: s.width, H: max(name.H, ends.H), Nodes: name.At(0, 0)}
	b.Nodes = append(b.Nodes, ends.At(at.plotX, 0)...)
	return b
}

func (s *compareSheet) scaleName(kind changeKind) string {
	switch kind {
	case changeOfShare:
		return s.say("Shares, in percentage points", "Parts, en points de pourcentage")
	case changeOfPoints:
		return s.say("NPS, in points", "NPS, en points")
	case changeOfScore:
		return s.say("Scores", "Scores")
	}
	return s.say("All else, in parts of the value ", "Le reste, en part de la valeur ") + s.names[0]
}

func (s *compareSheet) scaleEnd(c compareScale, v float64) string {
	switch c.kind {
	case changeOfShare:
		return s.lang.Signed(100*v, endDecimals(100*c.most)) + "\u00a0" + s.say("pp", "pts")
	case changeInPart:
		said := s.lang.Percent(v, endDecimals(100*c.most))
		if v > 0 {
			said = "+" + said
		}
		return said
	}
	return s.lang.Signed(v, endDecimals(c.most))
}

// endDecimals returns how many decimals the end of a scale needs.
func endDecimals(v float64) int {
	decimals := decimalsOf(v)
	if scaled := v * math.Pow10(decimals); math.Abs(scaled-math.Round(scaled)) > 0.1 {
		decimals++
	}
	return decimals
}

// compareLegend says what the points mean.
func (s *compareSheet) compareLegend() layout.Block {
	point := func(ink, fill scene.Paint) layout.Block {
		dot := &scene.Circle{X: 6 * px, Y: 6 * px, R: 45 * px / 10, Fill: fill, Stroke: scene.Stroke{Paint: ink, Width: 2 * px}}
		return layout.Block{W: 12 * px, H: 12 * px, Nodes: []scene.Node{dot}}
	}
	t := s.theme
	keys := []legendKey{
		{point(t.Good.Ink, t.Good.Ink), s.say("better, more than chance", "mieux, plus qu’un hasard")},
		{point(t.Bad.Ink, t.Bad.Ink), s.say("worse, more than chance", "moins bien, plus qu’un hasard")},
		{point(t.Muted, t.Background), s.say("could be chance, or not tested", "hasard possible, ou non testé")},
	}
	if slices.ContainsFunc(s.r.Differences, func(d comparison.Difference) bool { return d.Significant && d.Better() == 0 }) {
		keys = append(keys, legendKey{point(t.Ink, t.Ink), s.say("other, more than chance", "autre, plus qu’un hasard")})
	}
	return s.legend(s.width, keys...)
}
