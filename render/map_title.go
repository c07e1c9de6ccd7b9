package render

import (
	"strings"

	"github.com/parcours-go/parcours/render/internal/layout"
)

// title lays out what the map is of: kind and state, title, scenario.
func (s *sheet) title() layout.Block {
	width := min(s.headWidth(), titleWidth)
	return layout.Stack(10*px,
		s.theme.eyebrow().In(s.theme.Accent.Ink).Paragraph(s.kind(), width, 1),
		layout.Stack(6*px,
			s.theme.title().Paragraph(s.name(), width, 3),
			s.theme.lead().In(s.theme.Muted).Paragraph(s.m.Scenario, width, 5),
		),
	).Wide(s.headWidth())
}

// kind says in capitals what the map is a map of, unless its title does, and
// whether it shows what is or what should be.
func (s *sheet) kind() string {
	kind := s.m.State.Label(s.lang)
	if name := s.m.Kind.Label(s.lang); name != s.name() {
		kind = name + " · " + kind
	}
	return strings.ToUpper(kind)
}
