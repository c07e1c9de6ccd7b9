package render

import (
	"iter"
	"unicode"
	"unicode/utf8"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
)

const signStep = 19 * px // from the left side of a sign to the text beside it

// frictions lays out the frictions of a stage, then those of its touchpoints.
func (s *sheet) frictions(_ int, stage *journey.Stage) layout.Block {
	var blocks []layout.Block
	for f, where := range frictionsOf(stage) {
		blocks = append(blocks, s.friction(f, where))
	}
	return layout.Stack(10*px, blocks...)
}

func (s *sheet) frictionTexts(_ int, stage *journey.Stage) []string {
	var said []string
	for f := range frictionsOf(stage) {
		said = append(said, f.Text)
	}
	return said
}

// frictionsOf returns an iterator over the frictions of a stage and of its
// touchpoints, each with the name of its touchpoint or "".
func frictionsOf(stage *journey.Stage) iter.Seq2[journey.Friction, string] {
	return func(yield func(journey.Friction, string) bool) {
		for _, f := range stage.Frictions {
			if !yield(f, "") {
				return
			}
		}
		for _, t := range stage.Touchpoints {
			for _, f := range t.Frictions {
				if !yield(f, t.Name) {
					return
				}
			}
		}
	}
}

// friction lays out one friction.
func (s *sheet) friction(f journey.Friction, where string) layout.Block {
	style := s.theme.body()
	style.Bold = f.Severity == journey.Critical
	about := append([]string{f.Severity.Label(s.lang)}, s.evidenceFor(f.Because, f.Evidence)...)
	return s.finding(s.frictionSign(f), style, f.Text, append(capital(about), where)...)
}

// frictionSign draws the sign of a friction: filled for one that was found in
// the data, empty for a supposed one.
func (s *sheet) frictionSign(f journey.Friction) layout.Block {
	ink := s.theme.Bad.Ink
	if f.Severity < journey.Major {
		ink = s.theme.Fair.Ink
	}
	if f.Because != nil {
		return iconTriangle.solid(12*px, ink)
	}
	return iconTriangle.block(12*px, ink)
}

// finding lays out a sign, a text, and below it what is known of it.
func (s *sheet) finding(sign layout.Block, style layout.Style, said string, about ...string) layout.Block {
	width := s.cellWidth() - signStep
	body := layout.Stack(1*px,
		style.Paragraph(said, width, maxLines),
		s.theme.small().To(sideOf(said)).Parts(width, 4, about...),
	)
	return marked(sign, signStep, body, style.Leading, rightToLeft(said))
}

// evidenceFor says from where something is known: from the data, from somebody
// who told, or from nowhere.
func (s *sheet) evidenceFor(because *journey.Measure, evidence string) []string {
	switch {
	case because != nil && isFinite(because.Value):
		return []string{s.word.found + s.named(*because), s.sample(*because), evidence}
	case evidence != "":
		return []string{s.word.reported + evidence}
	}
	return []string{s.word.supposed}
}

// capital returns the parts, the first that is not empty with a capital at its
// beginning.
func capital(parts []string) []string {
	for i, p := range parts {
		if p != "" {
			first, size := utf8.DecodeRuneInString(p)
			parts[i] = string(unicode.ToUpper(first)) + p[size:]
			return parts
		}
	}
	return parts
}
