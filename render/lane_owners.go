package render

import (
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
)

// owners lays out who answers for a stage, and in small who provides which of
// its touchpoints.
func (s *sheet) owners(i int, stage *journey.Stage) layout.Block {
	const step = 20 * px
	var blocks []layout.Block
	add := func(style layout.Style, said string, ink Tone) {
		sign := iconPerson.block(14*px, ink.Ink)
		text := style.Paragraph(said, s.cellWidth()-step, maxLines)
		blocks = append(blocks, marked(sign, step, text, style.Leading, rightToLeft(said)))
	}
	add(s.theme.body(), stage.Owner, s.theme.stage(i))
	for _, p := range providersOf(stage) {
		add(s.theme.small(), s.provides(p), Tone{Ink: s.theme.Muted})
	}
	return layout.Stack(4*px, blocks...)
}

func (s *sheet) ownerTexts(_ int, stage *journey.Stage) []string {
	said := nonEmpty(stage.Owner)
	for _, p := range providersOf(stage) {
		said = append(said, s.provides(p))
	}
	return said
}

// A provider is the owner of some touchpoints of a stage.
type provider struct {
	name        string
	touchpoints []string
}

// provides says what a provider provides.
func (s *sheet) provides(p provider) string {
	return p.name + s.word.colon + strings.Join(p.touchpoints, ", ")
}

// providersOf returns the owners of the touchpoints of a stage, each once, in
// order.
func providersOf(stage *journey.Stage) []provider {
	var list []provider
	at := map[string]int{}
	for _, t := range stage.Touchpoints {
		if t.Owner == "" {
			continue
		}
		i, ok := at[t.Owner]
		if !ok {
			i = len(list)
			at[t.Owner] = i
			list = append(list, provider{name: t.Owner})
		}
		if names := list[i].touchpoints; len(names) == 0 || names[len(names)-1] != t.Name {
			list[i].touchpoints = append(names, t.Name)
		}
	}
	return list
}
