package render

import (
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

const tallPanel = 8 * px // from the side of a card to a ground inside it

// tallBlueprint lays out a blueprint for a phone: the stages below each other as
// cards, each with the rows that it fills and the lines between them.
func (s *sheet) tallBlueprint() layout.Block {
	cards := make([]layout.Block, len(s.m.Stages))
	for i := range cards {
		cards[i] = s.tallCardOf(i, s.tallBlueprintRows(i))
	}
	return layout.Stack(14*px, cards...)
}

// tallBlueprintRows lays out the rows of one stage, those that customers do not
// see on a ground of their own.
func (s *sheet) tallBlueprintRows(i int) layout.Block {
	one := s.part(i, i+1)
	var seen, unseen []layout.Block
	above := Lane("")
	for _, kind := range s.lanes {
		row := s.tallSection(i, kind, one.tallCell(kind))
		if row.Empty() {
			continue
		}
		line := s.tallBlueprintLine(above, kind.lane)
		above = kind.lane
		switch {
		case depths[kind.lane] < 2:
			seen = append(seen, line, row)
		case len(unseen) == 0:
			seen, unseen = append(seen, line), []layout.Block{row}
		default:
			unseen = append(unseen, line, row)
		}
	}
	return layout.Stack(tallGap, layout.Stack(tallGap, seen...), s.tallGround(layout.Stack(tallGap, unseen...)))
}

// tallBlueprintLine lays out the line between two rows of a stage, with the
// arrow across it.
func (s *sheet) tallBlueprintLine(above, below Lane) layout.Block {
	depth := depths[below]
	if depth == 0 || above == "" {
		return layout.Block{}
	}
	width := s.width - 2*tallInset
	line := s.namedLine(s.say(serviceLines[depth][0], serviceLines[depth][1]), width)
	line.Nodes = append(line.Nodes, s.blueprintArrow(width-24*px, line.H/2))
	return line.Pad(0, 0, 0, tallInset).Wide(s.width)
}

// tallGround puts a part of a card on a ground of its own.
func (s *sheet) tallGround(part layout.Block) layout.Block {
	if part.Empty() {
		return part
	}
	part = part.Pad(12*px, 0, 12*px, 0)
	box := scene.Box{X: tallPanel, W: s.width - 2*tallPanel, H: part.H}
	ground := &scene.Rect{Box: box, Radius: 6 * px, Fill: s.theme.Band}
	part.Nodes = append([]scene.Node{ground}, part.Nodes...)
	return part.Wide(s.width)
}
