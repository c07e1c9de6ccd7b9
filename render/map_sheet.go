package render

import (
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/text"
	"github.com/parcours-go/parcours/render/scene"
)

// A sheet is what the parts of a journey map have in common while it is laid
// out.
type sheet struct {
	*page
	m         *journey.Map
	others    []other    // that are drawn beside it
	curveName string     // what tells its curve from theirs
	lanes     []laneKind // to draw, in order
	label     scene.Px   // width of the names of the lanes, left of the columns
	column    scene.Px   // of one stage
	levelStep scene.Px   // from one emotion to the next
	bareCurve bool       // whether no moments of truth stand above the curve

	// The stages that have a column: those from the first index up to, but not
	// including, the second. All others are on another page, or in another card.
	from, to int
}

const (
	labelWidth  = 136 * px // the usual one of the names of the lanes
	columnInset = 18 * px  // from the left side of a column to its text
	columnGap   = 14 * px  // from the text of a column to its right side

	columnUsual = 216 * px
	columnLeast = 160 * px
	columnMost  = 420 * px
)

func newSheet(m *journey.Map, lanes []laneKind, opt *Options) (*sheet, error) {
	p, err := newPage(opt, m.Lang, 0, 0)
	if err != nil {
		return nil, err
	}
	p.currency, p.levels, p.side = m.Currency, levelsOf(m), marginSide
	s := &sheet{page: p, m: m, lanes: lanes, label: labelWidth, levelStep: plotLevel, to: len(m.Stages)}
	s.size(opt.orDefault().Width)
	return s, nil
}

// size divides the width among the columns.
func (s *sheet) size(width int) {
	n := scene.Px(max(len(s.m.Stages), 1))
	room := scene.Px(width)*px - 2*s.side - s.label
	if width == 0 {
		room = max(n*columnUsual, widthLeast-s.label)
	}
	s.column = min(max(room/n, columnLeast), columnMost) / px * px
	s.width = max(s.label+n*s.column, widthLeast, room+s.label)
}

// headWidth is the width of the parts above and below the table: that of the
// table, or of as many of its columns as are not too many.
func (s *sheet) headWidth() scene.Px {
	if s.width <= widthMost {
		return s.width
	}
	return s.label + (widthMost-s.label)/s.column*s.column
}

// cellWidth is the width of the text in a column.
func (s *sheet) cellWidth() scene.Px { return s.column - columnInset - columnGap }

// columnLeft returns where the column of the stage i begins, from the first.
func (s *sheet) columnLeft(i int) scene.Px { return scene.Px(i-s.from) * s.column }

// part returns the sheet with the columns of some stages only.
func (s *sheet) part(from, to int) *sheet {
	p := *s
	p.from, p.to = from, to
	return &p
}

// shows reports whether the lane is one of those to draw.
func (s *sheet) shows(lane Lane) bool {
	return slices.ContainsFunc(s.lanes, func(k laneKind) bool { return k.lane == lane })
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
	endless := func(m journey.Measure) bool { return !isFinite(m.Value) || !isFinite(m.Lo) || !isFinite(m.Hi) }
	if !slices.ContainsFunc(measures, endless) {
		return slices.Clip(measures) // what is appended stands elsewhere
	}
	return slices.DeleteFunc(slices.Clone(measures), endless)
}

func isFinite(v float64) bool { return v-v == 0 }
