package render

import (
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/text"
	"github.com/parcours-go/parcours/render/scene"
)

// A sheet is what the parts of a journey map have in common while it is laid
// out.
type sheet struct {
	m     *journey.Map
	lang  journey.Lang
	say   *words
	theme Theme

	width  scene.Px // of everything between the margins
	column scene.Px // of one stage
}

const (
	marginSide   = 48 * px
	marginTop    = 44 * px
	marginBottom = 36 * px

	labelWidth  = 136 * px // of the names of the lanes, left of the columns
	columnInset = 18 * px  // from the left side of a column to its text
	columnGap   = 14 * px  // from the text of a column to its right side

	columnUsual = 216 * px
	columnLeast = 160 * px
	columnMost  = 420 * px

	widthLeast = 960 * px  // room for the parts above the table
	widthMost  = 1680 * px // beyond which they grow no more
)

func newSheet(m *journey.Map, opt Options) *sheet {
	s := &sheet{m: m, lang: opt.Lang, theme: opt.Theme.orLight()}
	if s.lang == "" {
		s.lang = m.Lang
	}
	s.say = wordsIn(s.lang)
	s.size(min(max(opt.Width, 0), 1<<14))
	return s
}

// size divides the width among the columns.
func (s *sheet) size(width int) {
	n := scene.Px(max(len(s.m.Stages), 1))
	room := scene.Px(width)*px - 2*marginSide - labelWidth
	if width == 0 {
		room = max(n*columnUsual, widthLeast-labelWidth)
	}
	s.column = min(max(room/n, columnLeast), columnMost) / px * px
	s.width = max(labelWidth+n*s.column, widthLeast, room+labelWidth)
}

// headWidth is the width of the parts above and below the table: that of the
// table, or of as many of its columns as are not too many.
func (s *sheet) headWidth() scene.Px {
	if s.width <= widthMost {
		return s.width
	}
	return labelWidth + (widthMost-labelWidth)/s.column*s.column
}

// cellWidth is the width of the text in a column.
func (s *sheet) cellWidth() scene.Px { return s.column - columnInset - columnGap }

// columnLeft returns where the column i begins, from the first.
func (s *sheet) columnLeft(i int) scene.Px { return scene.Px(i) * s.column }

// cells lays out one cell for each stage, all as high as the highest. It is
// empty if all of them are.
func (s *sheet) cells(cell func(i int, stage *journey.Stage) layout.Block) layout.Block {
	blocks := make([]layout.Block, len(s.m.Stages))
	for i := range s.m.Stages {
		blocks[i] = cell(i, &s.m.Stages[i])
	}
	row := layout.Block{H: layout.Tallest(blocks)}
	for i, b := range blocks {
		x := s.columnLeft(i) + columnInset
		row.Nodes = append(row.Nodes, b.Wide(s.cellWidth()).Cell("cell", row.H).At(x, 0)...)
	}
	return row
}

// table lays out the stages and below them the lanes.
func (s *sheet) table(order []laneKind) layout.Block {
	if len(s.m.Stages) == 0 {
		return layout.Block{}
	}
	blocks := []layout.Block{s.stages().Pad(0, 0, 0, labelWidth)}
	above := Lane("")
	for _, kind := range order {
		if row := kind.draw(s); !row.Empty() {
			blocks = append(blocks, s.row(kind, above, row))
			above = kind.lane
		}
	}
	return layout.Stack(0, blocks...)
}

const rowPadding = 18 * px

// row puts the name of the lane before its cells, and a hairline above them
// unless a band begins or ends there.
func (s *sheet) row(kind laneKind, above Lane, cells layout.Block) layout.Block {
	label := s.theme.strong().Paragraph(kind.label(s.say), labelWidth-16*px, 3)
	h := max(cells.H, label.H) + 2*rowPadding
	row := layout.Block{W: s.width, H: h}
	if kind.lane != LaneEmotion && above != LaneEmotion {
		row.Nodes = append(row.Nodes, s.hairline(0, s.width, 0))
	}
	row.Nodes = append(row.Nodes, label.Cell("label", label.H).At(0, rowPadding)...)
	row.Nodes = append(row.Nodes, cells.At(labelWidth, rowPadding)...)
	row = row.Cell("lane", h)
	if kind.lane == LaneEmotion {
		return s.onBand(row)
	}
	return row
}

// bandBleed is how far a band goes beyond what stands on it, so that its text
// begins where all other text does.
const bandBleed = 24 * px

// onBand puts a block on a ground of its own.
func (s *sheet) onBand(b layout.Block) layout.Block {
	box := scene.Box{X: -bandBleed, W: b.W + 2*bandBleed, H: b.H}
	ground := &scene.Rect{Box: box, Radius: 10 * px, Fill: s.theme.Band}
	b.Nodes = append([]scene.Node{ground}, b.Nodes...)
	return b
}

func (s *sheet) hairline(from, to, y scene.Px) scene.Node {
	line := scene.Lines(scene.Point{X: from, Y: y}, scene.Point{X: to, Y: y})
	line.Stroke = scene.Stroke{Paint: s.theme.Line, Width: px}
	return line
}

// marked puts a small sign before a text, on the side on which it begins, in
// the middle of its first line.
func marked(sign layout.Block, indent scene.Px, text layout.Block, leading scene.Px, rtl bool) layout.Block {
	if text.Empty() {
		return text
	}
	width := text.W + indent
	x, textX := scene.Px(0), indent
	if rtl {
		x, textX = width-sign.W, 0
	}
	nodes := sign.At(x, (leading-sign.H)/2)
	return layout.Block{W: width, H: text.H, Nodes: append(nodes, text.At(textX, 0)...)}
}

func rightToLeft(s string) bool { return text.RightToLeft(text.Clean(s)) }

// sideOf returns the side at which a text begins.
func sideOf(s string) scene.Anchor {
	if rightToLeft(s) {
		return scene.Right
	}
	return scene.Left
}

// name returns what the map is called.
func (s *sheet) name() string {
	if title := text.Clean(s.m.Title); title != "" {
		return title
	}
	return s.m.Kind.Label(s.lang)
}

// finite returns the measures that can be drawn: an infinite one says nothing.
func finite(measures []journey.Measure) []journey.Measure {
	return slices.DeleteFunc(slices.Clone(measures), func(m journey.Measure) bool {
		return !isFinite(m.Value) || !isFinite(m.Lo) || !isFinite(m.Hi)
	})
}

func isFinite(v float64) bool { return v-v == 0 }
