package render

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
)

const (
	maxLines = 6 // of one entry in a cell
	entryGap = 7 * px
)

// The lanes that are one list for each stage.

func actionsOf(stage *journey.Stage) []string    { return stage.Actions }
func propsOf(stage *journey.Stage) []string      { return stage.Props }
func frontstageOf(stage *journey.Stage) []string { return stage.Frontstage }
func backstageOf(stage *journey.Stage) []string  { return stage.Backstage }
func supportOf(stage *journey.Stage) []string    { return stage.Support }

// listCell returns how the cell of such a lane is drawn.
func listCell(of func(*journey.Stage) []string) func(*sheet, int, *journey.Stage) layout.Block {
	return func(s *sheet, i int, stage *journey.Stage) layout.Block {
		return s.bullets(of(stage), s.cellWidth(), s.theme.stage(i).Ink)
	}
}

// listTexts returns what such a lane says.
func listTexts(of func(*journey.Stage) []string) func(*sheet, int, *journey.Stage) []string {
	return func(_ *sheet, _ int, stage *journey.Stage) []string { return of(stage) }
}

// goals lays out what the customers want.
func (s *sheet) goals(_ int, stage *journey.Stage) layout.Block {
	return s.theme.strong().Paragraph(stage.Goal, s.cellWidth(), maxLines)
}

func (s *sheet) goalTexts(_ int, stage *journey.Stage) []string { return nonEmpty(stage.Goal) }

// expectations lays out what the customers count on, in the stage and at its
// touchpoints.
func (s *sheet) expectations(i int, stage *journey.Stage) layout.Block {
	return s.bullets(s.expectationTexts(i, stage), s.cellWidth(), s.theme.stage(i).Ink)
}

func (s *sheet) expectationTexts(_ int, stage *journey.Stage) []string {
	expected := stage.Expectations[:len(stage.Expectations):len(stage.Expectations)]
	for i := range stage.Touchpoints {
		expected = append(expected, nonEmpty(stage.Touchpoints[i].Expectation)...)
	}
	return expected
}

// thoughts lays out what the customers think, in quotation marks.
func (s *sheet) thoughts(i int, stage *journey.Stage) layout.Block {
	style := s.theme.body()
	style.Italic = true
	blocks := make([]layout.Block, len(stage.Thoughts))
	for j, thought := range s.thoughtTexts(i, stage) {
		blocks[j] = style.Paragraph(thought, s.cellWidth(), maxLines)
	}
	return layout.Stack(entryGap, blocks...)
}

func (s *sheet) thoughtTexts(_ int, stage *journey.Stage) []string {
	said := make([]string, len(stage.Thoughts))
	for i, thought := range stage.Thoughts {
		said[i] = s.quoted(thought)
	}
	return said
}
