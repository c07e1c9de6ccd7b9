package render

import (
	"errors"

	"github.com/parcours-go/parcours/journey"
)

// What the views have in common whose columns are the stages of a map and whose
// rows are their own: Blueprint and ExperienceMap.

var errNoColumns = errors.New("render: a map without stages")

// checkColumns reports a map that has no columns, or too much to draw.
func checkColumns(m *journey.Map) error {
	switch {
	case m == nil:
		return errNoMap
	case len(m.Stages) == 0:
		return errNoColumns
	}
	return checkSize(m)
}

// isTall reports whether stages have to stand below each other to be read.
func isTall(opt *Options) bool {
	width := opt.orDefault().Width
	return width > 0 && width <= tallMost
}

// newColumnsSheet begins the sheet of a drawing whose stages stand side by side
// where there is room for them, and below each other where there is not.
func newColumnsSheet(m *journey.Map, rows []laneKind, opt *Options) (*sheet, error) {
	if isTall(opt) {
		return newTallSheet(m, rows, opt)
	}
	return newSheet(m, rows, opt)
}

// rowTable returns the rows that are drawn, one column a stage.
func (s *sheet) rowTable() Table {
	t := s.laneTable()
	t.Columns[0].Name = s.say("Row", "Rangée")
	return t
}
