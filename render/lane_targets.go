package render

import (
	"iter"
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
)

// An aim is a target, what it is for, and the measure if there is one.
type aim struct {
	target     journey.Target
	touchpoint string
	measure    journey.Measure
	measured   bool
}

// aims returns an iterator over the targets of a stage and of its touchpoints.
func aims(stage *journey.Stage) iter.Seq[aim] {
	return func(yield func(aim) bool) {
		each := func(measures []journey.Measure, targets []journey.Target, touchpoint string) bool {
			for _, t := range targets {
				a := aim{target: t, touchpoint: touchpoint}
				i := slices.IndexFunc(measures, func(m journey.Measure) bool { return m.Name == t.Measure && isFinite(m.Value) })
				if a.measured = i >= 0; a.measured {
					a.measure = measures[i]
				}
				if isFinite(t.Value) && !yield(a) {
					return false
				}
			}
			return true
		}
		if !each(stage.Measures, stage.Targets, "") {
			return
		}
		for _, t := range stage.Touchpoints {
			if !each(t.Measures, t.Targets, t.Name) {
				return
			}
		}
	}
}

// targetCell lays out what is wanted of a stage: what is met and what is
// missed, with the value that says so.
func (s *sheet) targetCell(_ int, stage *journey.Stage) layout.Block {
	var blocks []layout.Block
	for a := range aims(stage) {
		blocks = append(blocks, s.aim(a))
	}
	return layout.Stack(10*px, blocks...)
}

func (s *sheet) aim(a aim) layout.Block {
	width := s.cellWidth()
	if !a.measured {
		name := journey.Measure{Name: a.target.Measure}.Label(s.lang)
		return layout.Stack(1*px,
			s.theme.body().Paragraph(name+s.word.colon+s.openTarget(a.target), width, 3),
			s.theme.small().Paragraph(a.touchpoint, width, 3),
		)
	}
	verdict := s.targets(a.measure, []journey.Target{a.target}, width)
	return layout.Stack(1*px, append(verdict,
		s.theme.body().Paragraph(s.named(a.measure), width, 3),
		s.theme.small().Parts(width, 3, s.sample(a.measure), a.touchpoint))...)
}

func (s *sheet) targetTexts(_ int, stage *journey.Stage) []string {
	var said []string
	for a := range aims(stage) {
		name := journey.Measure{Name: a.target.Measure}.Label(s.lang)
		said = append(said, name+s.word.colon+s.verdict(a))
	}
	return said
}

// verdict writes a target, and whether the measure meets it if there is one.
func (s *sheet) verdict(a aim) string {
	if !a.measured {
		return s.openTarget(a.target)
	}
	return s.targetText(a.target, a.measure)
}
