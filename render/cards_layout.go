package render

import (
	"math"
	"slices"

	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/plot"
	"github.com/parcours-go/parcours/render/internal/text"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	kpiLeast   = 200 * px // width of a card
	kpiMost    = 360 * px
	kpiGap     = 16 * px
	kpiInset   = 18 * px
	sparkHigh  = 40 * px // height of a small line
	sparkInset = 5 * px  // from its sides to its ends
)

// grid lays out the cards in rows of equal cards.
func (s *cardsSheet) grid() layout.Block {
	most := int(max(1, (s.width+kpiGap)/(kpiLeast+kpiGap)))
	rowCount := (len(s.cards) + most - 1) / most
	perRow := (len(s.cards) + rowCount - 1) / rowCount
	width := min((s.width+kpiGap)/scene.Px(perRow)-kpiGap, kpiMost)
	var rows []layout.Block
	for row := range slices.Chunk(s.cards, perRow) {
		rows = append(rows, s.cardRow(row, width))
	}
	return layout.Stack(kpiGap, rows...)
}

// cardRow lays out cards beside each other: their figures from above, their
// small lines on the ground.
func (s *cardsSheet) cardRow(row []kpiCard, width scene.Px) layout.Block {
	room := width - 2*kpiInset
	figures, sparks := make([]layout.Block, len(row)), make([]layout.Block, len(row))
	for i, c := range row {
		figures[i], sparks[i] = s.figure(c, room), s.spark(c, room)
	}
	top, low := layout.Tallest(figures), layout.Tallest(sparks)
	high := top + 2*kpiInset
	if low > 0 {
		high += low + 14*px
	}
	blocks := make([]layout.Block, len(row))
	for i := range row {
		inside := layout.Block{W: width, H: high, Nodes: figures[i].At(kpiInset, kpiInset)}
		inside.Nodes = append(inside.Nodes, sparks[i].At(kpiInset, high-kpiInset-sparks[i].H)...)
		b := inside.Cell("card", high)
		ground := &scene.Rect{Box: scene.Box{W: width, H: high}, Radius: 10 * px, Fill: s.theme.Band}
		b.Nodes = append([]scene.Node{ground}, b.Nodes...)
		blocks[i] = b
	}
	return layout.Beside(kpiGap, blocks...)
}

// figure lays out name, value, how far to trust it, whether it is what it
// should be, and how it moved.
func (s *cardsSheet) figure(c kpiCard, width scene.Px) layout.Block {
	name := s.theme.body().In(s.theme.Muted).Paragraph(c.label, width, 3)
	if !c.known {
		blocks := []layout.Block{name,
			s.theme.title().In(s.theme.Muted).Paragraph("–", width, 1).Titled(s.unmeasured()),
			s.theme.small().Paragraph(capital([]string{s.unmeasured()})[0], width, 2),
		}
		for _, said := range s.verdicts(c) {
			blocks = append(blocks, s.theme.small().Paragraph(said, width, 2))
		}
		return layout.Stack(2*px, blocks...)
	}
	blocks := []layout.Block{name,
		s.theme.title().Paragraph(s.value(c.Measure), width, 2),
		s.theme.small().Parts(width, 2, s.interval(c.Measure), s.sample(c.Measure)),
	}
	for _, t := range s.targets(c.Measure, c.Targets, width) {
		blocks = append(blocks, t.Pad(4*px, 0, 0, 0))
	}
	return layout.Stack(2*px, append(blocks, s.changed(c, width).Pad(4*px, 0, 0, 0))...)
}

// spark draws the history as a small line, its last value marked, with its
// first and last period below it.
func (s *cardsSheet) spark(c kpiCard, width scene.Px) layout.Block {
	last := lastKnown(c.History)
	if len(c.History) < 2 || last < 0 {
		return layout.Block{}
	}
	points := sparkPoints(c.History, width)
	var nodes []scene.Node
	for _, run := range runsOf(points, trendPoint.isSure) {
		nodes = append(nodes, s.intervalBand(run)...)
	}
	for _, run := range runsOf(points, trendPoint.isKnown) {
		line := &scene.Path{Stroke: scene.Stroke{Paint: s.theme.Accent.Ink, Width: px * 7 / 4}}
		line.MoveTo(run[0].X, run[0].Y)
		for _, p := range run[1:] {
			line.LineTo(p.X, p.Y)
		}
		if len(run) == 1 {
			nodes = append(nodes, &scene.Circle{X: run[0].X, Y: run[0].Y, R: 3 * px / 2, Fill: s.theme.Accent.Ink})
			continue
		}
		nodes = append(nodes, line)
	}
	end := points[last].Point
	nodes = append(nodes, &scene.Circle{X: end.X, Y: end.Y, R: sparkInset, Fill: s.theme.Band}) // parts the end from the line
	nodes = append(nodes, &scene.Circle{X: end.X, Y: end.Y, R: 7 * px / 2, Fill: s.theme.Accent.Ink})
	line := layout.Block{W: width, H: sparkHigh, Nodes: nodes}.Titled(s.sparkText(c))
	return layout.Stack(4*px, line, s.ends(c, width))
}

// sparkPoints places the periods on a scale of their own.
func sparkPoints(history []Period, width scene.Px) []trendPoint {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, d := range history {
		if !d.known() {
			continue
		}
		lo, hi = min(lo, d.Measure.Value), max(hi, d.Measure.Value)
		if a, b, ok := bounds(d.Measure); ok {
			lo, hi = min(lo, a), max(hi, b)
		}
	}
	if lo == hi { // a flat line stands in the middle
		lo, hi = lo-1, hi+1
	}
	x := plot.Scale{Lo: 0, Hi: float64(len(history) - 1), From: sparkInset, To: width - sparkInset}
	y := plot.Scale{Lo: lo, Hi: hi, From: sparkHigh - sparkInset, To: sparkInset}
	points := make([]trendPoint, len(history))
	for i, d := range history {
		p := &points[i]
		p.X, p.known = x.At(float64(i)), d.known()
		if !p.known {
			continue
		}
		p.Y = y.At(d.Measure.Value)
		if a, b, ok := bounds(d.Measure); ok {
			p.sure, p.lo, p.hi = true, max(p.Y, y.At(a)), min(p.Y, y.At(b))
		}
	}
	return points
}

// ends names the first and the last period below their points.
func (s *cardsSheet) ends(c kpiCard, width scene.Px) layout.Block {
	_, short := s.periodLabels(c.History)
	style := s.theme.small()
	half := width/2 - 4*px
	first := style.Line(short[0], half)
	last := style.Line(short[len(short)-1], half)
	return layout.Block{W: width, H: style.Leading, Nodes: append(first.At(0, 0), last.At(width-last.W, 0)...)}
}

// sparkText says what the small line shows.
func (s *cardsSheet) sparkText(c kpiCard) string {
	labels, _ := s.periodLabels(c.History)
	low, high := extremesOf(c.History)
	at := func(i int) string {
		return s.value(c.History[i].Measure) + " (" + text.Cut(labels[i], nameLength) + ")"
	}
	n := len(labels)
	return c.label + s.word.colon + s.count(n, s.say("period", "période"), s.say("periods", "périodes")) +
		s.say("; lowest ", "\u00a0; plus bas ") + at(low) + s.say("; highest ", "\u00a0; plus haut ") + at(high) +
		s.say("; last ", "\u00a0; dernière valeur ") + at(lastKnown(c.History))
}
