package render

import (
	"strconv"
	"strings"

	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

const timesRow = 36 * px // height of the marks of a row

// chart lays out the axis and the rows, and the axis again below many rows.
func (s *timesSheet) chart() layout.Block {
	const many = 8
	blocks := []layout.Block{s.axisLine()}
	for i := range s.stages {
		blocks = append(blocks, s.row(i))
	}
	if len(s.stages) > many {
		blocks = append(blocks, s.axisLine())
	}
	return layout.Stack(0, blocks...).Wide(s.width)
}

// axisLine lays out the labels of the axis.
func (s *timesSheet) axisLine() layout.Block {
	style := s.theme.small()
	b := layout.Block{W: s.width, H: style.Leading + 8*px}
	left, right := s.plotX, s.plotX+s.plot
	b.Nodes = s.below(axis{ticks: s.axis.shifted(s.plotX)}, left, right, 4*px)
	return b
}

// row lays out one stage: its name, its marks, its numbers.
func (s *timesSheet) row(i int) layout.Block {
	t := s.stages[i]
	name := s.timesHead(i)
	if s.width < timesColumn {
		head := layout.Stack(0, name, s.numbers(t, s.width)).Wide(s.width)
		var marks layout.Block
		if t.known() {
			marks = s.marks(t, timesRow)
		}
		return s.ruled(layout.Stack(4*px, head.Cell("row", head.H), marks).Pad(9*px, 0, 9*px, 0))
	}
	numbersX := s.plotX + s.plot + compareGap
	numbers := s.numbers(t, s.width-numbersX)
	h := max(name.H, numbers.H, timesRow)
	b := layout.Block{W: s.width, H: h, Nodes: name.At(0, 0)}
	b.Nodes = append(b.Nodes, numbers.At(numbersX, 0)...)
	b = b.Cell("row", h).Pad(9*px, 0, 9*px, 0)
	b.Nodes = append(b.Nodes, s.marks(t, b.H).At(s.plotX, 0)...)
	return s.ruled(b)
}

func (s *timesSheet) ruled(b layout.Block) layout.Block {
	b.Nodes = append([]scene.Node{s.hairline(0, s.width, 0)}, b.Nodes...)
	return b.Wide(s.width)
}

func (s *timesSheet) timesHead(i int) layout.Block {
	width := s.plotX - compareGap
	if s.width < timesColumn {
		width = s.width
	}
	t := s.stages[i]
	return layout.Stack(0,
		s.theme.strong().Paragraph(strconv.Itoa(i+1)+"  "+t.Name, width, 4),
		s.theme.small().Parts(width, 2, s.samplesOf(t)...),
	).Wide(width)
}

// numbers lays out the numbers of a stage.
func (s *timesSheet) numbers(t timedStage, width scene.Px) layout.Block {
	if !t.known() {
		return s.theme.small().Paragraph(s.silence(t), width, 2)
	}
	var median layout.Block
	if t.hasMedian {
		median = layout.Flow(width, 8*px, 0,
			s.theme.strong().Line(s.value(t.median), width),
			s.theme.small().Line(s.interval(t.median), width).Pad(px, 0, px, 0))
	}
	return layout.Stack(0, median, s.theme.small().Parts(width, 4, s.asideTimes(t)...)).Wide(width)
}

// asideTimes says mean and 90th percentile.
func (s *timesSheet) asideTimes(t timedStage) (parts []string) {
	if t.hasMean {
		parts = append(parts, s.say("mean ", "moyenne ")+s.value(t.mean))
	}
	if t.hasP90 {
		said := s.say("90% within ", "90\u202f% en moins de ") + s.value(t.p90)
		if t.p90.Estimated() && len(s.levels) > 1 { // the level of its bracket is said nowhere else
			said += ", " + s.interval(t.p90)
		}
		parts = append(parts, said)
	}
	return parts
}

// marks draws the times of a stage over the lines of the axis.
func (s *timesSheet) marks(t timedStage, h scene.Px) layout.Block {
	b := layout.Block{W: s.plot, H: h}
	for _, tick := range s.axis.ticks {
		line := scene.Lines(scene.Point{X: tick.at, Y: 0}, scene.Point{X: tick.at, Y: h})
		line.Stroke = scene.Stroke{Paint: s.theme.Line, Width: px}
		b.Nodes = append(b.Nodes, line)
	}
	if !t.known() {
		return b
	}
	y := h/2 - 5*px
	marks := append(s.tail(t, y), s.brackets(t, y+12*px)...)
	if t.hasMean {
		marks = append(marks, s.meanMark(s.axis.at(t.mean.Value), y))
	}
	if t.hasMedian {
		marks = append(marks, s.medianDot(s.axis.at(t.median.Value), y))
	}
	b.Nodes = append(b.Nodes, &scene.Group{Title: s.timesText(t), Nodes: marks})
	return b
}

// tail draws the line from the median to the 90th percentile.
func (s *timesSheet) tail(t timedStage, y scene.Px) []scene.Node {
	if !t.hasP90 {
		return nil
	}
	to := s.axis.at(t.p90.Value)
	from := to
	if t.hasMedian {
		from = s.axis.at(t.median.Value)
	}
	return s.tailLine(from, to, y)
}

func (s *timesSheet) tailLine(from, to, y scene.Px) []scene.Node {
	line := scene.Lines(scene.Point{X: from, Y: y}, scene.Point{X: to, Y: y})
	line.Stroke = scene.Stroke{Paint: s.theme.Muted, Width: 3 * px}
	end := scene.Lines(scene.Point{X: to, Y: y - 5*px}, scene.Point{X: to, Y: y + 5*px})
	end.Stroke = line.Stroke
	return []scene.Node{line, end}
}

// brackets draws the intervals of the median and of the 90th percentile below
// them, the second lower where the two would meet.
func (s *timesSheet) brackets(t timedStage, y scene.Px) (nodes []scene.Node) {
	const apart = 4 * px
	free := scene.Px(-1 << 20)
	if t.median.Estimated() {
		from, to := s.axis.at(t.median.Lo), s.axis.at(t.median.Hi)
		nodes, free = append(nodes, s.bracket(from, to, y, s.theme.Accent.Ink)), to
	}
	if t.p90.Estimated() {
		from, to := s.axis.at(t.p90.Lo), s.axis.at(t.p90.Hi)
		if from < free+apart {
			y += 7 * px
		}
		nodes = append(nodes, s.bracket(from, to, y, s.theme.Muted))
	}
	return nodes
}

// bracket draws an interval: a line with its ends turned up.
func (s *timesSheet) bracket(from, to, y scene.Px, ink scene.Paint) scene.Node {
	line := scene.Lines(scene.Point{X: from, Y: y - 4*px}, scene.Point{X: from, Y: y}, scene.Point{X: to, Y: y}, scene.Point{X: to, Y: y - 4*px})
	line.Stroke = scene.Stroke{Paint: ink, Width: 3 * px / 2}
	return line
}

func (s *timesSheet) medianDot(x, y scene.Px) scene.Node {
	return &scene.Circle{X: x, Y: y, R: 5 * px, Fill: s.theme.Accent.Ink}
}

func (s *timesSheet) meanMark(x, y scene.Px) scene.Node {
	const r = 5 * px
	p := scene.Lines(scene.Point{X: x, Y: y - r}, scene.Point{X: x + r, Y: y}, scene.Point{X: x, Y: y + r}, scene.Point{X: x - r, Y: y})
	p.Close()
	p.Fill, p.Stroke = s.theme.Background, scene.Stroke{Paint: s.theme.Ink, Width: 3 * px / 2}
	return p
}

// timesText says the times of a stage in words.
func (s *timesSheet) timesText(t timedStage) string {
	parts := nonEmpty(shortName(t.Name))
	for _, m := range t.each() {
		said := s.named(m)
		if between := s.interval(m); between != "" {
			said += " (" + between + ")"
		}
		parts = append(parts, said)
	}
	return strings.Join(append(parts, s.samplesOf(t)...), ", ")
}
