package render

import (
	"errors"
	"fmt"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/persona"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/text"
	"github.com/parcours-go/parcours/render/scene"
)

// A PersonaCard draws a portrait: who it is and for which part of the customers
// they stand, what they say, want, need, fear and do, which channels they
// prefer, and the measures of their segment with intervals and n. What a
// persona says, thinks and feels has a view of its own, [EmpathyMap].
type PersonaCard struct {
	Persona  persona.Persona
	Measures []journey.Measure // of the customers that the persona stands for; at most 60
	Currency string            // of money, by its ISO 4217 code; "" draws amounts without a sign
}

const (
	mostFigures  = 60
	mostOnCard   = 12 // entries of a list that are shown
	mostTraits   = 40
	portraitSide = 88 * px // of the disc with the initials
)

var errNoPersona = errors.New("render: a persona card without a persona")

// Scene lays the card out.
func (v PersonaCard) Scene(opt *Options) (*scene.Scene, error) {
	s, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	return s.drawing(s.title(), s.describe(),
		s.head(), s.words(), s.body(), s.segment(), s.footnote(nil, s.basis(s.measures...)...)), nil
}

// Tables returns the portrait, one fact a row, and the measures if there are
// any.
func (v PersonaCard) Tables(opt *Options) ([]Table, error) {
	s, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	facts := Table{Title: s.title(), Columns: []Column{{Name: s.say("What", "Quoi")}, {Name: "Persona"}}}
	add := func(what string, entries ...string) {
		for _, e := range entries {
			facts.Rows = append(facts.Rows, []string{what, e})
		}
	}
	add(s.say("Name", "Nom"), nonEmpty(v.Persona.Name)...)
	add(s.say("Role", "Rôle"), nonEmpty(v.Persona.Role)...)
	add(s.say("Quote", "Citation"), nonEmpty(v.Persona.Quote)...)
	add(s.word.share, nonEmpty(s.shareText(s.who.Share))...)
	for _, t := range v.Persona.Traits {
		add(t.Name, t.Value)
	}
	for _, l := range s.listsOf(v.Persona) {
		add(l.head, l.said...)
	}
	if len(s.measures) == 0 {
		return []Table{facts}, nil
	}
	return []Table{facts, s.measureTable()}, nil
}

// A portraitSheet is a persona card while it is laid out.
type portraitSheet struct {
	*page
	who      persona.Persona
	measures []journey.Measure
}

// sheet checks the view and begins it.
func (v PersonaCard) sheet(opt *Options) (*portraitSheet, error) {
	who := v.Persona
	who.Empathy = persona.Empathy{}
	if who.IsZero() {
		return nil, errNoPersona
	}
	if n := len(v.Measures); n > mostFigures {
		return nil, fmt.Errorf("render: %d measures: at most %d can be drawn", n, mostFigures)
	}
	p, err := newPage(opt, "", 860, chartLeast)
	if err != nil {
		return nil, err
	}
	p.currency = v.Currency
	s := &portraitSheet{page: p, who: who, measures: finite(v.Measures)}
	s.noteLevels(s.measures...)
	return s, nil
}

// title names the card.
func (s *portraitSheet) title() string {
	if name := text.Clean(s.who.Name); name != "" {
		return "Persona" + s.word.colon + text.Cut(name, nameLength)
	}
	return "Persona"
}

// measureTable returns the measures of the segment.
func (s *portraitSheet) measureTable() Table {
	t := Table{Title: s.word.measures, Columns: s.measureColumns("")[1:], Notes: s.basis(s.measures...)}
	for _, m := range s.measures {
		t.Rows = append(t.Rows, s.measureCells(m))
	}
	return t
}

// describe says in words who it is, with the first entry of each list and the
// first measures.
func (s *portraitSheet) describe() string {
	first := s.title()
	if role := text.Clean(s.who.Role); role != "" {
		first += ", " + text.Cut(role, noteLength)
	}
	list := append([]string{first}, nonEmpty(s.shareText(s.who.Share))...)
	for _, l := range s.listsOf(s.who) {
		said := l.head + s.word.colon + text.Cut(text.Clean(l.said[0]), noteLength)
		if more := len(l.entries) - 1; more > 0 {
			said += ", + " + s.lang.Number(float64(more), 0) + " " + s.word.more
		}
		list = append(list, said)
	}
	for _, m := range s.measures[:min(len(s.measures), describedCards)] {
		said := s.named(m)
		if within := s.interval(m); within != "" {
			said += " (" + within + ")"
		}
		list = append(list, said)
	}
	return sentences(list...)
}

// head lays out the initials, and beside them name and role.
func (s *portraitSheet) head() layout.Block {
	b := s.withLogo(s.width, s.headIn)
	return b.Cell("head", b.H)
}

func (s *portraitSheet) headIn(room scene.Px) layout.Block {
	side, gap := portraitSide, 24*px
	if s.width < narrow {
		side, gap = portraitSide*3/4, 16*px
	}
	width := min(room, titleWidth) - side - gap
	name := layout.Stack(8*px,
		s.theme.eyebrow().In(s.theme.Accent.Ink).Paragraph("PERSONA", width, 1),
		layout.Stack(4*px,
			s.theme.title().Paragraph(s.who.Name, width, 3),
			s.theme.lead().In(s.theme.Muted).Paragraph(s.who.Role, width, 5),
		),
	)
	b := layout.Block{W: room, H: max(side, name.H)}
	b.Nodes = append(s.avatar(s.who.Name, side).At(0, 0), name.At(side+gap, max(0, (side-name.H)/2))...)
	return b
}
