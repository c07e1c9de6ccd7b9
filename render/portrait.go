package render

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/persona"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/text"
	"github.com/parcours-go/parcours/render/scene"
)

// The parts of a portrait, which every view that shows a persona is made of.

const avatarSize = 48 * px // beside a name; larger ones have larger letters

// avatar draws the initials of a name in a disc, or a person if it has none.
func (p *page) avatar(name string, size scene.Px) layout.Block {
	disc := &scene.Circle{X: size / 2, Y: size / 2, R: size / 2, Fill: p.theme.Accent.Tint}
	style := p.theme.head().In(p.theme.Accent.Ink).To(scene.Middle)
	if size > avatarSize {
		style.Size, style.Leading = size/3/px*px, size*2/5/px*px
	}
	inside := style.Paragraph(initials(name), size, 1).At(0, (size-style.Leading)/2)
	if len(inside) == 0 {
		sign := size * 11 / 24 / px * px
		inside = iconPerson.block(sign, p.theme.Accent.Ink).At((size-sign)/2, (size-sign)/2)
	}
	return layout.Block{W: size, H: size, Nodes: append([]scene.Node{disc}, inside...)}
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

// facts lays out the part of all customers that a persona stands for, and its
// traits.
func (p *page) facts(of persona.Persona, width scene.Px) layout.Block {
	facts := make([]layout.Block, 0, len(of.Traits)+1)
	if share := p.shareText(of.Share); share != "" {
		facts = append(facts, p.fact(p.word.share, share, width))
	}
	for _, t := range of.Traits {
		facts = append(facts, p.fact(t.Name, t.Value, width))
	}
	return layout.Stack(4*px, facts...)
}

// fact lays out a name and its value in one line.
func (p *page) fact(name, value string, width scene.Px) layout.Block {
	const label = 84 * px
	left := p.theme.small().Paragraph(name, label-8*px, 3)
	right := p.theme.body().Paragraph(value, width-label, 3)
	return layout.Block{W: width, H: max(left.H, right.H), Nodes: append(left.At(0, px), right.At(label, 0)...)}
}

// quote lays out what the persona says.
func (p *page) quote(said string, width scene.Px) layout.Block {
	style := p.theme.lead()
	style.Italic = true
	return style.Paragraph(p.quoted(said), min(width, titleWidth), 4)
}

// A personaList is one list of a portrait.
type personaList struct {
	head    string
	entries []string // as the persona has them
	said    []string // as they are written
	draw    func(entries []string, width scene.Px) layout.Block
}

// listsOf returns the lists of a persona that have entries.
func (p *page) listsOf(of persona.Persona) []personaList {
	plain := func(entries []string, width scene.Px) layout.Block {
		return p.bullets(entries, width, p.theme.Muted)
	}
	var lists []personaList
	for _, l := range []personaList{
		{p.word.hasGoals, of.Goals, of.Goals, plain}, {p.word.hasNeeds, of.Needs, of.Needs, plain},
		{p.word.hasFrustrations, of.Frustrations, of.Frustrations, plain}, {p.word.hasBehaviours, of.Behaviours, of.Behaviours, plain},
		{p.word.uses, of.Channels, p.channelLabels(of.Channels), p.preferred},
	} {
		if len(l.entries) > 0 {
			lists = append(lists, l)
		}
	}
	return lists
}

// list lays out a heading and the first entries of a list.
func (p *page) list(l personaList, width scene.Px, most int) layout.Block {
	shown := l.entries[:min(len(l.entries), most)]
	return layout.Stack(6*px,
		p.theme.strong().Paragraph(l.head, width, 2),
		l.draw(shown, width),
		p.rest(l.said[len(shown):], width),
	)
}

// rest says how many entries are not shown, and has them as its text
// equivalent.
func (p *page) rest(hidden []string, width scene.Px) layout.Block {
	if len(hidden) == 0 {
		return layout.Block{}
	}
	said := "+ " + p.lang.Number(float64(len(hidden)), 0) + " " + p.word.more
	return p.theme.small().Paragraph(said, width, 1).Titled(text.Clean(strings.Join(hidden, p.word.semicolon)))
}

// channelLabels returns the names of channels in the language of the page.
func (p *page) channelLabels(channels []string) []string {
	labels := make([]string, len(channels))
	for i, name := range channels {
		labels[i] = journey.Channel(name).Label(p.lang)
	}
	return labels
}

// preferred lays out channels with their icons.
func (p *page) preferred(channels []string, width scene.Px) layout.Block {
	const step = 21 * px
	style := p.theme.body()
	blocks := make([]layout.Block, len(channels))
	for i, name := range channels {
		c := journey.Channel(name)
		label := c.Label(p.lang)
		sign := iconOf(c).block(14*px, p.theme.Muted)
		blocks[i] = marked(sign, step, style.Paragraph(label, width-step, 2), style.Leading, rightToLeft(label))
	}
	return layout.Stack(4*px, blocks...)
}

// ofPerson writes " of " and a name as a description has it. In French, "de"
// loses its vowel before another; an h at the beginning may be silent or not,
// and keeps it.
func (p *page) ofPerson(name string) string {
	const vowels = "aàâäæeéèêëiîïoôöœuùûü"
	first, _ := utf8.DecodeRuneInString(name)
	if name = text.Cut(name, nameLength); p.lang.French() && strings.ContainsRune(vowels, unicode.ToLower(first)) {
		return " d’" + name
	}
	return p.word.of + name
}

// shareText says for which part of the customers a persona stands, or "" where
// that is not known. A decimal keeps a small part from being none, and a large
// one from being all.
func (p *page) shareText(share float64) string {
	if share <= 0 || share > 1 || !isFinite(share) {
		return ""
	}
	said := p.lang.Percent(share, 0)
	if share < 0.01 || share > 0.99 && share < 1 {
		said = journey.Measure{Value: share, Unit: journey.Ratio}.Format(p.lang, "")
	}
	return said + " " + p.word.ofCustomers
}
