package render

import (
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	figureLeast = 148 * px // width of a figure
	figureMost  = 260 * px
	figureInset = 18 * px // from the hairline between two figures to the text
)

// A figure lays out one number of the whole in a width.
type figure func(width scene.Px) layout.Block

// figures lays out the measures of the whole journey, large, and what is wanted
// of it that nobody has measured, in one row or more, with hairlines between
// them.
func (s *sheet) figures() layout.Block {
	var all []figure
	for _, m := range finite(s.m.Measures) {
		all = append(all, func(width scene.Px) layout.Block {
			return s.figureBeside(m, s.bigFigure(m, s.m.Targets, width), width)
		})
	}
	for _, t := range open(s.m.Measures, s.m.Targets) {
		wanted := journey.Measure{Name: t.Measure, Unit: t.UnitIn(s.m.Measures)}
		all = append(all, func(width scene.Px) layout.Block { return s.figureBeside(wanted, s.openFigure(t, width), width) })
	}
	for _, m := range s.onlyElsewhere(s.m.Measures, s.m.Targets, -1) {
		all = append(all, func(width scene.Px) layout.Block {
			return s.figureBeside(m, s.emptyFigure(m.Label(s.lang), "", width), width)
		})
	}
	return s.figureRows(all, s.headWidth())
}

// figureRows lays out figures in as many rows as the width asks for.
func (p *page) figureRows(all []figure, width scene.Px) layout.Block {
	if len(all) == 0 {
		return layout.Block{}
	}
	most := int(max((width+figureInset)/figureLeast, 1))
	rowCount := (len(all) + most - 1) / most
	perRow := (len(all) + rowCount - 1) / rowCount
	each := min((width+figureInset)/scene.Px(perRow), figureMost)
	var rows []layout.Block
	for row := range slices.Chunk(all, perRow) {
		rows = append(rows, p.figureRow(row, each))
	}
	return layout.Stack(20*px, rows...).Wide(width)
}

func (p *page) figureRow(row []figure, width scene.Px) layout.Block {
	blocks := make([]layout.Block, len(row))
	for i, draw := range row {
		blocks[i] = draw(width - 2*figureInset)
	}
	out := layout.Block{H: layout.Tallest(blocks)}
	for i, b := range blocks {
		x := scene.Px(i) * width
		if i > 0 {
			line := scene.Lines(scene.Point{X: x - figureInset, Y: 0}, scene.Point{X: x - figureInset, Y: out.H})
			line.Stroke = scene.Stroke{Paint: p.theme.Line, Width: px}
			out.Nodes = append(out.Nodes, line)
		}
		out.Nodes = append(out.Nodes, b.Cell("figure", out.H).At(x, 0)...)
	}
	return out
}

// bigFigure lays out one measure of the whole: name, value, how far to trust
// it, and whether it is what it should be.
func (p *page) bigFigure(m journey.Measure, targets []journey.Target, width scene.Px) layout.Block {
	blocks := []layout.Block{
		p.theme.body().In(p.theme.Muted).Paragraph(m.Label(p.lang), width, 2),
		p.theme.figure().Paragraph(p.value(m), width, 1),
		p.theme.small().Paragraph(p.interval(m), width, 2),
		p.theme.small().Paragraph(p.sample(m), width, 1),
	}
	for _, t := range p.targets(m, targets, width) {
		blocks = append(blocks, t.Pad(3*px, 0, 0, 0))
	}
	return layout.Stack(0, blocks...).Wide(width)
}

// openFigure lays out what is wanted of the whole where nobody has measured it.
func (s *sheet) openFigure(t journey.Target, width scene.Px) layout.Block {
	return s.emptyFigure(journey.Measure{Name: t.Measure}.Label(s.lang), s.openTarget(t), width)
}

func (s *sheet) emptyFigure(name, below string, width scene.Px) layout.Block {
	return layout.Stack(0,
		s.theme.body().In(s.theme.Muted).Paragraph(name, width, 2),
		s.theme.figure().In(s.theme.Muted).Paragraph("–", width, 1),
		s.theme.small().Paragraph(below, width, 2),
	).Wide(width)
}

// figureBeside lays out below a figure what maps in another state have of it.
func (s *sheet) figureBeside(m journey.Measure, figure layout.Block, width scene.Px) layout.Block {
	return layout.Stack(3*px, figure, s.otherStates(m, -1, width)).Wide(width)
}
