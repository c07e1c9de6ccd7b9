package render

import (
	"strings"

	"github.com/parcours-go/parcours/render/internal/layout"
)

// title lays out what the map is of: kind and state, title, scenario.
func (s *sheet) title() layout.Block {
	return s.headingIn(s.headWidth(), s.kind(), s.name(), s.m.Scenario)
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
