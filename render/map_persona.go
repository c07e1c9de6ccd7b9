package render

import (
	"slices"
	"strings"
	"unicode"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/persona"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/text"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	cardPadding = 24 * px
	cardGap     = 32 * px
	whoWidth    = 232 * px // of the left part of the card
	avatarSize  = 48 * px
	listLength  = 4 // entries of a list that are shown
)

// persona lays out the portrait: who it is at the left; what they say, want
// and fear at the right.
func (s *sheet) persona() layout.Block {
	p := s.m.Persona
	p.Empathy = persona.Empathy{} // which has a view of its own
	if p.IsZero() {
		return layout.Block{}
	}
	width := s.headWidth()
	who := s.who(p)
	more := s.portrait(p, width-whoWidth-cardGap)
	inside := layout.Block{W: width, H: max(who.H, more.H), Nodes: who.At(0, 0)}
	if !more.Empty() {
		inside.Nodes = append(inside.Nodes, more.At(whoWidth+cardGap, 0)...)
	}
	return s.onBand(inside.Pad(cardPadding, 0, cardPadding, 0).Cell("persona", inside.H+2*cardPadding))
}

// who lays out the left part: initials, name, role, share, traits.
func (s *sheet) who(p persona.Persona) layout.Block {
	const step = avatarSize + 14*px
	width := scene.Px(whoWidth)
	name := layout.Stack(2*px,
		s.theme.head().Paragraph(p.Name, width-step, 3),
		s.theme.body().In(s.theme.Muted).Paragraph(p.Role, width-step, 4),
	)
	head := layout.Block{W: width, H: max(avatarSize, name.H)}
	head.Nodes = append(s.avatar(p.Name), name.At(step, max(0, (avatarSize-name.H)/2))...)
	facts := make([]layout.Block, 0, len(p.Traits)+1)
	if p.Share > 0 && p.Share <= 1 {
		facts = append(facts, s.fact(s.word.share, s.lang.Percent(p.Share, 0)+" "+s.word.ofCustomers))
	}
	for _, t := range p.Traits {
		facts = append(facts, s.fact(t.Name, t.Value))
	}
	return layout.Stack(16*px, head, layout.Stack(4*px, facts...))
}

// avatar draws the initials of a name in a disc, or a person if it has none.
func (s *sheet) avatar(name string) []scene.Node {
	const r = avatarSize / 2
	disc := &scene.Circle{X: r, Y: r, R: r, Fill: s.theme.Accent.Tint}
	style := s.theme.head().In(s.theme.Accent.Ink).To(scene.Middle)
	letters := style.Paragraph(initials(name), avatarSize, 1)
	if letters.Empty() {
		const size = 22 * px
		sign := iconPerson.block(size, s.theme.Accent.Ink)
		return append([]scene.Node{disc}, sign.At(r-size/2, r-size/2)...)
	}
	return append([]scene.Node{disc}, letters.At(0, (avatarSize-style.Leading)/2)...)
}

// initials returns the first letters of the first and the last word of a name.
func initials(name string) string {
	words := strings.FieldsFunc(text.Clean(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r)
	})
	if len(words) > 2 {
		words = []string{words[0], words[len(words)-1]}
	}
	var b strings.Builder
	for _, w := range words {
		b.WriteString(strings.ToUpper(text.First(w)))
	}
	return b.String()
}

// fact lays out a name and its value in one line.
func (s *sheet) fact(name, value string) layout.Block {
	const label = 84 * px
	width := scene.Px(whoWidth)
	left := s.theme.small().Paragraph(name, label-8*px, 3)
	right := s.theme.body().Paragraph(value, width-label, 3)
	return layout.Block{W: width, H: max(left.H, right.H), Nodes: append(left.At(0, px), right.At(label, 0)...)}
}

// portrait lays out the right part: the quote above the lists.
func (s *sheet) portrait(p persona.Persona, width scene.Px) layout.Block {
	lists := slices.DeleteFunc([]personaList{
		{s.word.hasGoals, p.Goals, s.list}, {s.word.hasNeeds, p.Needs, s.list},
		{s.word.hasFrustrations, p.Frustrations, s.list}, {s.word.hasBehaviours, p.Behaviours, s.list},
		{s.word.uses, p.Channels, s.channels},
	}, func(l personaList) bool { return len(l.entries) == 0 })
	columns := scene.Px(max(len(lists), 3))
	column := (width - (columns-1)*cardGap) / columns
	blocks := make([]layout.Block, len(lists))
	for i, l := range lists {
		blocks[i] = l.draw(l, column).Wide(column)
	}
	return layout.Stack(20*px, s.quote(p.Quote, width), layout.Beside(cardGap, blocks...))
}

// A personaList is one list of the portrait.
type personaList struct {
	head    string
	entries []string
	draw    func(personaList, scene.Px) layout.Block
}

// quote lays out what the persona says.
func (s *sheet) quote(said string, width scene.Px) layout.Block {
	style := s.theme.lead()
	style.Italic = true
	return style.Paragraph(s.quoted(said), min(width, titleWidth), 4)
}

// list lays out a heading and the first entries of a list.
func (s *sheet) list(l personaList, width scene.Px) layout.Block {
	shown := l.entries[:min(len(l.entries), listLength)]
	return layout.Stack(6*px,
		s.theme.strong().Paragraph(l.head, width, 2),
		s.bullets(shown, width, s.theme.Muted),
		s.rest(l.entries[len(shown):], width),
	)
}

// rest says how many entries are not shown, and has them as its text
// equivalent.
func (s *sheet) rest(hidden []string, width scene.Px) layout.Block {
	if len(hidden) == 0 {
		return layout.Block{}
	}
	said := "+ " + s.lang.Number(float64(len(hidden)), 0) + " " + s.word.more
	return s.theme.small().Paragraph(said, width, 1).Titled(text.Clean(strings.Join(hidden, "; ")))
}

// channels lays out the preferred channels with their icons.
func (s *sheet) channels(l personaList, width scene.Px) layout.Block {
	const step = 21 * px
	style := s.theme.body()
	shown := l.entries[:min(len(l.entries), listLength)]
	blocks := make([]layout.Block, len(shown))
	for i, name := range shown {
		c := journey.Channel(name)
		label := c.Label(s.lang)
		sign := iconOf(c).block(14*px, s.theme.Muted)
		blocks[i] = marked(sign, step, style.Paragraph(label, width-step, 2), style.Leading, rightToLeft(label))
	}
	return layout.Stack(6*px,
		s.theme.strong().Paragraph(l.head, width, 2),
		layout.Stack(4*px, blocks...),
		s.rest(l.entries[len(shown):], width),
	)
}
