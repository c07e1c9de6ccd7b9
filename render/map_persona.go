package render

import (
	"github.com/parcours-go/parcours/persona"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	cardPadding = 24 * px
	cardGap     = 32 * px
	whoWidth    = 232 * px // of the left part of the card
	listLength  = 4        // entries of a list that are shown
	listLeast   = 150 * px // width of a list
	cardLeast   = 640 * px // below which the card has no left and right part
)

// persona lays out the portrait: who it is at the left; what they say, want
// and fear at the right, or below where there is no room.
func (s *sheet) persona() layout.Block {
	p := s.m.Persona
	p.Empathy = persona.Empathy{} // which has a view of its own
	if p.IsZero() {
		return layout.Block{}
	}
	width := s.headWidth()
	var inside layout.Block
	if width < cardLeast {
		inside = layout.Stack(20*px, s.who(p, width), s.portrait(p, width))
	} else {
		inside = layout.Beside(cardGap, s.who(p, whoWidth).Wide(whoWidth), s.portrait(p, width-whoWidth-cardGap))
	}
	inside = inside.Wide(width)
	return s.onBand(inside.Pad(cardPadding, 0, cardPadding, 0).Cell("persona", inside.H+2*cardPadding))
}

// who lays out the left part: initials, name, role, share, traits.
func (s *sheet) who(p persona.Persona, width scene.Px) layout.Block {
	const step = avatarSize + 14*px
	name := layout.Stack(2*px,
		s.theme.head().Paragraph(p.Name, width-step, 3),
		s.theme.body().In(s.theme.Muted).Paragraph(p.Role, width-step, 4),
	)
	head := layout.Block{W: width, H: max(avatarSize, name.H)}
	head.Nodes = append(s.avatar(p.Name, avatarSize).Nodes, name.At(step, max(0, (avatarSize-name.H)/2))...)
	return layout.Stack(16*px, head, s.facts(p, width))
}

// portrait lays out the right part: the quote above the lists.
func (s *sheet) portrait(p persona.Persona, width scene.Px) layout.Block {
	lists := s.listsOf(p)
	columns := min(scene.Px(max(len(lists), 3)), max((width+cardGap)/(listLeast+cardGap), 1))
	column := (width - (columns-1)*cardGap) / columns
	blocks := make([]layout.Block, len(lists))
	for i, l := range lists {
		blocks[i] = s.list(l, column, listLength).Wide(column)
	}
	return layout.Stack(20*px, s.quote(p.Quote, width), layout.Flow(width, cardGap, 20*px, blocks...))
}
