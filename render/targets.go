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

// targets lays out what the measure should reach, with sign and word.
func (p *page) targets(m journey.Measure, targets []journey.Target, width scene.Px) []layout.Block {
	var blocks []layout.Block
	for _, t := range targets {
		if t.Measure != m.Name || !isFinite(t.Value) {
			continue
		}
		sign, tone, word := iconCheck, p.theme.Good, p.word.met
		if !t.Met(m) {
			sign, tone, word = iconCross, p.theme.Bad, p.word.missed
		}
		style := p.theme.smallStrong().In(tone.Ink)
		said := p.word.target + " " + t.Format(m.Unit, p.lang, p.currency) + " " + word
		blocks = append(blocks, marked(sign.block(10*px, tone.Ink), 15*px, style.Paragraph(said, width-15*px, 2), style.Leading, false))
	}
	return blocks
}
