package render

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
)

// channelCell lays out the channels that serve a stage, each with icon and
// name.
func (s *sheet) channelCell(i int, stage *journey.Stage) layout.Block {
	channels := channelsOf(stage)
	items := make([]layout.Block, len(channels))
	for j, c := range channels {
		items[j] = s.channelItem(c, s.theme.stage(i))
	}
	return layout.Flow(s.cellWidth(), 14*px, 6*px, items...)
}

func (s *sheet) channelItem(c journey.Channel, tone Tone) layout.Block {
	const step = 20 * px
	style, label := s.theme.body(), c.Label(s.lang)
	sign := iconOf(c).block(14*px, tone.Ink)
	return marked(sign, step, style.Line(label, s.cellWidth()-step), style.Leading, rightToLeft(label))
}

func (s *sheet) channelTexts(_ int, stage *journey.Stage) []string {
	var said []string
	for _, c := range channelsOf(stage) {
		said = append(said, c.Label(s.lang))
	}
	return said
}

// channelsOf returns the channels of the touchpoints of a stage, each once, in
// the order of their first use.
func channelsOf(stage *journey.Stage) []journey.Channel {
	var list []journey.Channel
	seen := map[journey.Channel]bool{"": true}
	for i := range stage.Touchpoints {
		if c := stage.Touchpoints[i].Channel; !seen[c] {
			list, seen[c] = append(list, c), true
		}
	}
	return list
}
