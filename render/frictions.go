package render

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

const signStep = 19 * px // from the left side of a sign to the text beside it

// frictions lays out the lane of frictions: those of the stage, then those of
// its touchpoints.
func (s *sheet) frictions() layout.Block {
	return s.cells(func(_ int, stage *journey.Stage) layout.Block {
		var blocks []layout.Block
		for _, f := range stage.Frictions {
			blocks = append(blocks, s.friction(f, ""))
		}
		for _, t := range stage.Touchpoints {
			for _, f := range t.Frictions {
				blocks = append(blocks, s.friction(f, t.Name))
			}
		}
		return layout.Stack(10*px, blocks...)
	})
}

// friction lays out one friction. One that was found in the data has a filled
// sign, a supposed one an empty one.
func (s *sheet) friction(f journey.Friction, where string) layout.Block {
	ink := s.theme.Bad.Ink
	if f.Severity < journey.Major {
		ink = s.theme.Fair.Ink
	}
	sign := iconTriangle.block(12*px, ink)
	if f.Because != nil {
		sign = iconTriangle.solid(12*px, ink)
	}
	style := s.theme.body()
	style.Bold = f.Severity == journey.Critical
	return s.finding(sign, style, f.Text, joined(f.Severity.Label(s.lang), s.because(f.Because), f.Evidence), where, ink)
}

// opportunities lays out the lane of opportunities.
func (s *sheet) opportunities() layout.Block {
	return s.cells(func(_ int, stage *journey.Stage) layout.Block {
		var blocks []layout.Block
		for _, o := range stage.Opportunities {
			blocks = append(blocks, s.opportunity(o, ""))
		}
		for _, t := range stage.Touchpoints {
			for _, o := range t.Opportunities {
				blocks = append(blocks, s.opportunity(o, t.Name))
			}
		}
		return layout.Stack(10*px, blocks...)
	})
}

func (s *sheet) opportunity(o journey.Opportunity, where string) layout.Block {
	ink := s.theme.Good.Ink
	sign := iconBulb.block(14*px, ink)
	style := s.theme.body()
	style.Bold = o.Impact == journey.HighImpact
	return s.finding(sign, style, o.Text, joined(o.Impact.Label(s.lang), s.because(o.Because), o.Evidence), where, ink)
}

// finding lays out a sign, a text, and below it what is known of it.
func (s *sheet) finding(sign layout.Block, style layout.Style, said, about, where string, ink scene.Paint) layout.Block {
	width := s.cellWidth() - signStep
	body := layout.Stack(1*px,
		style.Paragraph(said, width, maxLines),
		s.theme.small().Paragraph(sentence(joined(about, where)), width, 4),
	)
	return marked(sign, signStep, body, style.Leading, rightToLeft(said))
}

// because says what shows it, or that it is supposed.
func (s *sheet) because(m *journey.Measure) string {
	if m == nil || !isFinite(m.Value) {
		return s.say.supposed
	}
	return joined(s.say.found, m.Label(s.lang)+" "+s.value(*m), s.sample(*m))
}
