package render

import (
	"iter"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
)

// opportunities lays out the opportunities of a stage, then those of its
// touchpoints.
func (s *sheet) opportunities(_ int, stage *journey.Stage) layout.Block {
	var blocks []layout.Block
	for o, where := range opportunitiesOf(stage) {
		blocks = append(blocks, s.opportunity(o, where))
	}
	return layout.Stack(10*px, blocks...)
}

func (s *sheet) opportunityTexts(_ int, stage *journey.Stage) []string {
	var said []string
	for o := range opportunitiesOf(stage) {
		said = append(said, o.Text)
	}
	return said
}

// opportunitiesOf returns an iterator over the opportunities of a stage and of
// its touchpoints, each with the name of its touchpoint or "".
func opportunitiesOf(stage *journey.Stage) iter.Seq2[journey.Opportunity, string] {
	return func(yield func(journey.Opportunity, string) bool) {
		for _, o := range stage.Opportunities {
			if !yield(o, "") {
				return
			}
		}
		for _, t := range stage.Touchpoints {
			for _, o := range t.Opportunities {
				if !yield(o, t.Name) {
					return
				}
			}
		}
	}
}

func (s *sheet) opportunity(o journey.Opportunity, where string) layout.Block {
	ink := s.theme.Good.Ink
	sign := iconBulb.block(14*px, ink)
	about := capital([]string{o.Impact.Label(s.lang)})
	if o.Because != nil && isFinite(o.Because.Value) {
		about = append(about, s.named(*o.Because), s.sample(*o.Because))
	}
	about = append(about, o.Evidence, o.Release)
	style := s.theme.body()
	style.Bold = o.Impact == journey.HighImpact
	return s.finding(sign, style, o.Text, append(about, where)...)
}
