package render

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// openTarget writes a target without a measure.
func (p *page) openTarget(t journey.Target) string {
	return p.word.target + " " + t.Format(t.UnitIn(nil), p.lang, p.currency)
}

// targetText writes a target, and whether a measure meets it.
func (p *page) targetText(t journey.Target, m journey.Measure) string {
	return p.word.target + " " + t.Format(m.Unit, p.lang, p.currency) + " " + p.outcome(t, m)
}

// outcome says whether a measure meets a target. What is missed by less than
// the numbers show is just missed.
func (p *page) outcome(t journey.Target, m journey.Measure) string {
	switch {
	case t.Met(m):
		return p.word.met
	case p.value(m) == m.Unit.Format(t.Value, p.lang, p.currency):
		return p.say("just missed", "manqué de peu")
	}
	return p.word.missed
}

// targets lays out what the measure should reach, with sign and word.
func (p *page) targets(m journey.Measure, targets []journey.Target, width scene.Px) []layout.Block {
	var blocks []layout.Block
	for _, t := range targets {
		if t.Measure != m.Name || !isFinite(t.Value) {
			continue
		}
		sign, tone := iconCheck, p.theme.Good
		if !t.Met(m) {
			sign, tone = iconCross, p.theme.Bad
		}
		style := p.theme.smallStrong().In(tone.Ink)
		said := style.Paragraph(p.targetText(t, m), width-15*px, 2)
		blocks = append(blocks, marked(sign.block(10*px, tone.Ink), 15*px, said, style.Leading, false))
	}
	return blocks
}
