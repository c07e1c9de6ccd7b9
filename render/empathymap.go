package render

import (
	"errors"
	"strings"

	"github.com/parcours-go/parcours/persona"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/text"
	"github.com/parcours-go/parcours/render/scene"
)

// An EmpathyMap draws what is known of a persona by what they say, think, do
// and feel. An area in which nobody has noted anything stays as a gap, so that
// one sees what is still to be found out. On a narrow drawing the areas stand
// below each other.
type EmpathyMap struct {
	Persona persona.Persona
	Form    EmpathyForm
}

// An EmpathyForm is which areas an empathy map has and how they stand. The zero
// EmpathyForm is EmpathyQuadrants.
type EmpathyForm string

// The forms of an empathy map.
const (
	// EmpathyQuadrants has four areas with the persona in the middle: Says,
	// Thinks, Does, Feels; and below them Pains and Gains, if there are any. It
	// leaves out what they see and hear.
	EmpathyQuadrants EmpathyForm = "quadrants"

	// EmpathyCanvas has seven numbered areas (Dave Gray, Empathy Map Canvas,
	// 2017): who it is, what they need to do (their goals and needs), what they
	// see, say, do and hear, and in the middle what they think and feel, with
	// pains and gains.
	EmpathyCanvas EmpathyForm = "canvas"
)

// mostNotes is how many entries of an area are shown.
const mostNotes = 40

var errNoEmpathy = errors.New("render: an empathy map without a note")

// Scene lays the map out.
func (v EmpathyMap) Scene(opt *Options) (*scene.Scene, error) {
	s, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	kind, title := "", s.title()
	if name := text.Clean(v.Persona.Name); name != "" {
		kind, title = s.say("EMPATHY MAP", "CARTE D’EMPATHIE"), name
	}
	lead, body := v.Persona.Role, layout.Block{}
	if v.Form == EmpathyCanvas {
		lead, body = "", s.canvas() // whose first area says the role
	} else {
		body = s.quadrants()
	}
	return s.drawing(s.title(), s.describe(), s.heading(kind, title, lead), body), nil
}

// Tables returns the notes, one a row, each with the area in which it stands.
func (v EmpathyMap) Tables(opt *Options) ([]Table, error) {
	s, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	t := Table{Title: s.title(), Columns: []Column{{Name: s.say("Area", "Zone")}, {Name: "Note"}}}
	for _, a := range s.shown() {
		for _, note := range a.notes {
			t.Rows = append(t.Rows, []string{a.name, note})
		}
		if len(a.notes) == 0 {
			t.Rows = append(t.Rows, []string{a.name, s.nothing()})
		}
	}
	return []Table{t}, nil
}

// sheet checks the view and begins it.
func (v EmpathyMap) sheet(opt *Options) (*empathySheet, error) {
	usual := 960
	switch v.Form {
	case "", EmpathyQuadrants:
	case EmpathyCanvas:
		usual = 1200
	default:
		return nil, misled("form", "unknown form of an empathy map %q", v.Form)
	}
	if v.Persona.Empathy.IsZero() {
		return nil, errNoEmpathy
	}
	p, err := newPage(opt, "", usual, chartLeast)
	if err != nil {
		return nil, err
	}
	s := &empathySheet{page: p, who: v.Persona, form: v.Form}
	s.fillAreas()
	return s, nil
}

// title names the map.
func (s *empathySheet) title() string {
	title := s.say("Empathy map", "Carte d’empathie")
	if name := text.Clean(s.who.Name); name != "" {
		title += s.ofPerson(name)
	}
	return title
}

// nothing is said of an area without a note.
func (s *empathySheet) nothing() string {
	return s.say("Nothing noted yet", "Rien de noté pour l’instant")
}

// describe says in words how much is noted where, what troubles the persona,
// and where the gaps are.
func (s *empathySheet) describe() string {
	var counts, gaps []string
	for _, a := range s.shown() {
		if len(a.notes) == 0 {
			gaps = append(gaps, a.name)
			continue
		}
		counts = append(counts, a.name+" ("+s.count(len(a.notes), "note", "notes")+")")
	}
	list := []string{s.title(), strings.Join(counts, ", ")}
	if pains := s.areas[empathyPains].notes; len(pains) > 0 {
		list = append(list, s.say("First pain: ", "Premier problème\u00a0: ")+text.Cut(text.Clean(pains[0]), noteLength))
	}
	if len(gaps) > 0 {
		list = append(list, s.nothing()+s.word.colon+strings.Join(gaps, ", "))
	}
	return sentences(list...)
}

const noteLength = 90 // of a note in the description, in user-perceived characters
