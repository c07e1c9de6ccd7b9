package render

import (
	"strings"

	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/text"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	chevronDepth = 10 * px // of its point
	chevronGap   = 4 * px
	chevronPad   = 13 * px // above and below its text
)

// stages lays out the heads of the columns: chevrons with number, phase and
// name.
func (s *sheet) stages(pad scene.Px) layout.Block {
	width := s.column - columnInset - chevronDepth // up to its upper corner
	heads := make([]layout.Block, s.to-s.from)
	for i := range heads {
		heads[i] = s.stageHead(s.from+i, width)
	}
	inner := layout.Tallest(heads)
	row := layout.Block{H: inner + 2*pad}
	for i, head := range heads {
		x := s.columnLeft(s.from + i)
		row.Nodes = append(row.Nodes, s.chevron(s.from+i, x, row.H))
		row.Nodes = append(row.Nodes, head.Wide(width).Cell("head", inner).At(x+columnInset, pad)...)
	}
	return layout.Block{W: row.W, H: row.H + 6*px, Nodes: row.Nodes}
}

// stageHead lays out number, phase and name of the stage i.
func (s *sheet) stageHead(i int, width scene.Px) layout.Block {
	stage := &s.m.Stages[i]
	return layout.Stack(2*px,
		s.theme.small().In(s.theme.stage(i).Ink).To(sideOf(stage.Name)).Parts(width, 2, s.stageParts(i)...),
		s.theme.headOf(stage.Name, width).Paragraph(stage.Name, width, 4),
	)
}

// chevron draws the shape of the stage i, the first with a straight left side.
func (s *sheet) chevron(i int, x, h scene.Px) scene.Node {
	right := x + s.column - chevronGap
	notch := chevronDepth
	if i == 0 {
		notch = 0
	}
	p := scene.Lines(
		scene.Point{X: x, Y: 0}, scene.Point{X: right - chevronDepth + chevronGap, Y: 0}, scene.Point{X: right + chevronGap, Y: h / 2},
		scene.Point{X: right - chevronDepth + chevronGap, Y: h}, scene.Point{X: x, Y: h},
	)
	if notch > 0 {
		p.LineTo(x+notch, h/2)
	}
	p.Close()
	p.Fill = s.theme.stage(i).Tint
	return p
}

// headOf returns the style of the name of a stage: the largest in which no word
// of it is parted, or the smallest.
func (t Theme) headOf(name string, width scene.Px) layout.Style {
	styles := []layout.Style{t.head(), t.strong(), t.smallStrong().In(t.Ink)}
	for word := range strings.FieldsSeq(text.Clean(name)) {
		for len(styles) > 1 && styles[0].Font().Width(word) > width {
			styles = styles[1:]
		}
	}
	return styles[0]
}
