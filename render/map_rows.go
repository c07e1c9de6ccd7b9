package render

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// cells lays out one cell for each stage, all as high as the highest. It is
// empty if all of them are.
func (s *sheet) cells(cell func(i int, stage *journey.Stage) layout.Block) layout.Block {
	blocks := make([]layout.Block, s.to-s.from)
	for i := range blocks {
		blocks[i] = cell(s.from+i, &s.m.Stages[s.from+i])
	}
	row := layout.Block{H: layout.Tallest(blocks)}
	for i, b := range blocks {
		x := s.columnLeft(s.from+i) + columnInset
		row.Nodes = append(row.Nodes, b.Wide(s.cellWidth()).Cell("cell", row.H).At(x, 0)...)
	}
	return row
}

// table lays out the stages and below them the lanes.
func (s *sheet) table() layout.Block {
	if len(s.m.Stages) == 0 {
		return layout.Block{}
	}
	blocks := []layout.Block{s.stages(chevronPad).Pad(0, 0, 0, s.label)}
	above := Lane("")
	for _, kind := range s.lanes {
		row := kind.block(s)
		if row.Empty() {
			continue
		}
		line := s.serviceLine(above, kind.lane)
		bare := !line.Empty() || kind.lane == LaneEmotion || above == LaneEmotion
		blocks = append(blocks, line, s.row(kind, row, bare))
		above = kind.lane
	}
	return layout.Stack(0, blocks...)
}

const rowPadding = 18 * px

// row puts the name of the lane before its cells, and a hairline above them
// unless a line of a service blueprint stands there, or a band begins or ends.
func (s *sheet) row(kind laneKind, cells layout.Block, bare bool) layout.Block {
	label, h := s.rowLabel(kind), s.rowHeight(kind, cells)
	row := layout.Block{W: s.width, H: h}
	if !bare {
		row.Nodes = append(row.Nodes, s.hairline(0, s.width, 0))
	}
	row.Nodes = append(row.Nodes, label.Cell("label", label.H).At(0, rowPadding)...)
	row.Nodes = append(row.Nodes, cells.At(s.label, rowPadding)...)
	row = row.Cell("lane", h)
	if kind.lane == LaneEmotion {
		return s.onBand(row)
	}
	return row
}

func (s *sheet) rowLabel(kind laneKind) layout.Block {
	return s.theme.strong().Paragraph(s.say(kind.en, kind.fr), s.label-16*px, 3)
}

func (s *sheet) rowHeight(kind laneKind, cells layout.Block) scene.Px {
	return max(cells.H, s.rowLabel(kind).H) + 2*rowPadding
}
