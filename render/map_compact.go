package render

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
)

func newCompactSheet(m *journey.Map, lanes []laneKind, opt *Options) (*sheet, error) {
	return newSheet(m, lanes, opt)
}

func (s *sheet) compact() []layout.Block {
	return []layout.Block{s.title(), s.figures(), s.table(), s.footer()}
}
