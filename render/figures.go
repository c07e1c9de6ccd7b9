package render

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	figureLeast = 160 * px // width of a figure
	figureMost  = 260 * px
	figureInset = 18 * px // from the hairline between two figures to the text
)

// figures lays out the measures of the whole journey, large, in one row or
// more, with hairlines between them.
func (s *sheet) figures() layout.Block {
	measures := finite(s.m.Measures)
	if len(measures) == 0 {
		return layout.Block{}
	}
	most := int((s.headWidth() + figureInset) / figureLeast)
	rowCount := (len(measures) + most - 1) / most
	perRow := (len(measures) + rowCount - 1) / rowCount
	width := min((s.headWidth()+figureInset)/scene.Px(perRow), figureMost)
	var rows []layout.Block
	for len(measures) > 0 {
		n := min(perRow, len(measures))
		rows = append(rows, s.figureRow(measures[:n], width))
		measures = measures[n:]
	}
	return layout.Stack(20*px, rows...).Wide(s.headWidth())
}

func (s *sheet) figureRow(measures []journey.Measure, width scene.Px) layout.Block {
	blocks := make([]layout.Block, len(measures))
	for i, m := range measures {
		blocks[i] = s.bigFigure(m, width-2*figureInset)
	}
	row := layout.Block{H: layout.Tallest(blocks)}
	for i, b := range blocks {
		x := scene.Px(i) * width
		if i > 0 {
			line := scene.Lines(scene.Point{X: x - figureInset, Y: 0}, scene.Point{X: x - figureInset, Y: row.H})
			line.Stroke = scene.Stroke{Paint: s.theme.Line, Width: px}
			row.Nodes = append(row.Nodes, line)
		}
		row.Nodes = append(row.Nodes, b.Cell("figure", row.H).At(x, 0)...)
	}
	return row
}

// bigFigure lays out one measure of the whole: name, value, how far to trust
// it, and whether it is what it should be.
func (s *sheet) bigFigure(m journey.Measure, width scene.Px) layout.Block {
	blocks := []layout.Block{
		s.theme.body().In(s.theme.Muted).Paragraph(m.Label(s.lang), width, 2),
		s.theme.figure().Paragraph(s.value(m), width, 1),
		s.theme.small().Paragraph(s.interval(m), width, 2),
		s.theme.small().Paragraph(s.sample(m), width, 1),
	}
	for _, t := range s.targets(m, s.m.Targets, width) {
		blocks = append(blocks, t.Pad(3*px, 0, 0, 0))
	}
	return layout.Stack(0, blocks...).Wide(width)
}
