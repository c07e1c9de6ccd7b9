package render

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
)

const (
	maxLines = 6 // of one entry in a cell
	entryGap = 7 * px
)

// goals lays out the lane of goals and expectations.
func (s *sheet) goals() layout.Block {
	return s.cells(func(i int, stage *journey.Stage) layout.Block {
		expected := stage.Expectations
		for _, t := range stage.Touchpoints {
			if t.Expectation != "" {
				expected = append(expected[:len(expected):len(expected)], t.Expectation)
			}
		}
		return layout.Stack(entryGap,
			s.theme.strong().Paragraph(stage.Goal, s.cellWidth(), maxLines),
			s.bullets(expected, s.cellWidth(), s.theme.stage(i).Ink),
		)
	})
}

// actions lays out the lane of actions.
func (s *sheet) actions() layout.Block {
	return s.listOf(func(stage *journey.Stage) []string { return stage.Actions })
}

// The lanes of a service blueprint.

func (s *sheet) props() layout.Block {
	return s.listOf(func(stage *journey.Stage) []string { return stage.Props })
}

func (s *sheet) frontstage() layout.Block {
	return s.listOf(func(stage *journey.Stage) []string { return stage.Frontstage })
}

func (s *sheet) backstage() layout.Block {
	return s.listOf(func(stage *journey.Stage) []string { return stage.Backstage })
}

func (s *sheet) support() layout.Block {
	return s.listOf(func(stage *journey.Stage) []string { return stage.Support })
}

// listOf lays out a lane that is one list for each stage.
func (s *sheet) listOf(entries func(*journey.Stage) []string) layout.Block {
	return s.cells(func(i int, stage *journey.Stage) layout.Block {
		return s.bullets(entries(stage), s.cellWidth(), s.theme.stage(i).Ink)
	})
}

// thoughts lays out the lane of thoughts, in quotation marks.
func (s *sheet) thoughts() layout.Block {
	style := s.theme.body()
	style.Italic = true
	return s.cells(func(_ int, stage *journey.Stage) layout.Block {
		blocks := make([]layout.Block, len(stage.Thoughts))
		for i, thought := range stage.Thoughts {
			blocks[i] = style.Paragraph(s.quoted(thought), s.cellWidth(), maxLines)
		}
		return layout.Stack(entryGap, blocks...)
	})
}

// owners lays out the lane of those who answer for the stages.
func (s *sheet) owners() layout.Block {
	style := s.theme.body()
	return s.cells(func(i int, stage *journey.Stage) layout.Block {
		sign := iconPerson.block(14*px, s.theme.stage(i).Ink)
		return marked(sign, 20*px, style.Paragraph(stage.Owner, s.cellWidth()-20*px, 3), style.Leading, rightToLeft(stage.Owner))
	})
}
