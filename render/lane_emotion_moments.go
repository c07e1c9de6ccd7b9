package render

import (
	"cmp"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/text"
)

// momentRow lays out the moments of truth above the curve: a star at the stage
// in which each is, and which touchpoint it is.
func (s *sheet) momentRow() layout.Block {
	return s.cells(func(_ int, stage *journey.Stage) layout.Block {
		var blocks []layout.Block
		for _, name := range s.momentsOf(stage) {
			blocks = append(blocks, s.moment(name))
		}
		return layout.Stack(2*px, blocks...)
	})
}

func (s *sheet) moment(name string) layout.Block {
	const step = 16 * px
	style := s.theme.smallStrong().In(s.theme.Accent.Ink)
	star := iconStar.solid(11*px, s.theme.Accent.Ink).Titled(s.word.momentOfTruth)
	rtl := rightToLeft(name)
	return marked(star, step, style.To(sideOf(name)).Paragraph(name, s.cellWidth()-step, 2), style.Leading, rtl)
}

// momentsOf returns the names of the touchpoints of a stage that are moments of
// truth; one without a name is called what it is.
func (s *sheet) momentsOf(stage *journey.Stage) []string {
	var names []string
	for i := range stage.Touchpoints {
		if t := &stage.Touchpoints[i]; t.MomentOfTruth {
			names = append(names, cmp.Or(text.Clean(t.Name), s.word.momentOfTruth))
		}
	}
	return names
}
