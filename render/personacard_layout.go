package render

import (
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// words lays out what the persona says on a ground of its own, large unless it
// is long.
func (s *portraitSheet) words() layout.Block {
	const most = 3 // lines of large words
	style := s.theme.figure()
	style.Bold, style.Italic = false, true
	said, width := s.quoted(s.who.Quote), min(s.width, titleWidth)
	b := style.Paragraph(said, width, most+1)
	if b.H > most*style.Leading {
		style = s.theme.lead()
		style.Italic = true
		b = style.Paragraph(said, width, 2*most)
	}
	if b.Empty() {
		return b
	}
	return s.onBand(b.Wide(s.width).Pad(18*px, 0, 18*px, 0).Cell("quote", b.H+36*px))
}

// body lays out the facts and the channels at the left, the lists at the right;
// below each other where there is no room.
func (s *portraitSheet) body() layout.Block {
	if s.width < cardLeast {
		return layout.Stack(24*px, s.aside(s.width), s.lists(s.width))
	}
	right := s.width - whoWidth - cardGap
	aside, lists := s.aside(whoWidth), s.lists(right)
	if aside.Empty() {
		return s.lists(s.width)
	}
	return layout.Beside(cardGap, aside.Wide(whoWidth), lists)
}

// aside lays out the share of the customers, the traits and the channels.
func (s *portraitSheet) aside(width scene.Px) layout.Block {
	who := s.who
	who.Share = 0 // which has a bar
	more := len(who.Traits)
	who.Traits = who.Traits[:min(more, mostTraits)]
	var hidden []string
	for _, t := range s.who.Traits[len(who.Traits):] {
		hidden = append(hidden, t.Name+s.word.colon+t.Value)
	}
	var channels layout.Block
	for _, l := range s.listsOf(who) {
		if l.head == s.word.uses {
			channels = s.list(l, width, mostOnCard)
		}
	}
	return layout.Stack(22*px, s.shareBar(width), layout.Stack(4*px, s.facts(who, width), s.rest(hidden, width)), channels)
}

// shareBar draws for which part of the customers the persona stands.
func (s *portraitSheet) shareBar(width scene.Px) layout.Block {
	said := s.shareText(s.who.Share)
	if said == "" {
		return layout.Block{}
	}
	const high = 8 * px
	whole := min(width, whoWidth)
	part := max(scene.Px(float64(whole)*s.who.Share), 2*px)
	bar := layout.Block{W: whole, H: high, Nodes: []scene.Node{
		&scene.Rect{Box: scene.Box{W: whole, H: high}, Radius: high / 2, Fill: s.theme.Accent.Tint},
		&scene.Rect{Box: scene.Box{W: part, H: high}, Radius: min(high, part) / 2, Fill: s.theme.Accent.Ink},
	}}
	return layout.Stack(7*px, s.theme.strong().Paragraph(said, width, 2), bar)
}

// lists lays out goals, needs, frustrations and behaviours, two beside each
// other where there is room.
func (s *portraitSheet) lists(width scene.Px) layout.Block {
	const least = 200 * px // of a list
	var blocks []layout.Block
	columns := max(1, min((width+cardGap)/(least+cardGap), 2))
	each := (width+cardGap)/columns - cardGap
	for _, l := range s.listsOf(s.who) {
		if l.head != s.word.uses {
			blocks = append(blocks, s.signedList(l, each).Wide(each))
		}
	}
	return layout.Flow(width, cardGap, 26*px, blocks...)
}

// signedList lays out a list under a heading with a sign.
func (s *portraitSheet) signedList(l personaList, width scene.Px) layout.Block {
	const step = 24 * px
	ink := s.theme.Accent.Ink
	sign := iconDeed
	switch l.head {
	case s.word.hasGoals:
		sign = iconGoal
	case s.word.hasNeeds:
		sign = iconHeart
	case s.word.hasFrustrations:
		sign, ink = iconTriangle, s.theme.Bad.Ink
	}
	style := s.theme.head()
	head := marked(sign.block(16*px, ink), step, style.Paragraph(l.head, width-step, 2), style.Leading, false)
	shown := l.entries[:min(len(l.entries), mostOnCard)]
	return layout.Stack(8*px, head, s.bullets(shown, width, ink), s.rest(l.said[len(shown):], width))
}

// segment lays out the measures of the customers that the persona stands for.
func (s *portraitSheet) segment() layout.Block {
	var all []figure
	for _, m := range s.measures {
		all = append(all, func(width scene.Px) layout.Block { return s.bigFigure(m, nil, width) })
	}
	if len(all) == 0 {
		return layout.Block{}
	}
	head := s.theme.head().Paragraph(s.say("The segment in figures", "Le segment en chiffres"), s.width, 2)
	b := layout.Stack(14*px, head, s.figureRows(all, s.width)).Pad(20*px, 0, 0, 0)
	b.Nodes = append(b.Nodes, s.hairline(0, s.width, 0))
	return b
}
