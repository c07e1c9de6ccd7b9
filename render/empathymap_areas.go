package render

import (
	"github.com/parcours-go/parcours/persona"
)

// An empathySheet is an empathy map while it is laid out.
type empathySheet struct {
	*page
	who   persona.Persona
	form  EmpathyForm
	areas [empathyAreas]empathyArea
}

// An empathyArea is one part of an empathy map.
type empathyArea struct {
	number int // on the canvas
	name   string
	sign   icon
	tone   Tone
	notes  []string
	quoted bool // whether the notes are their words

	portrait bool // whether it shows who they are, and not notes
}

// The areas in the order of the canvas. The last four are its seventh.
const (
	empathyWho = iota
	empathyNeeds
	empathySees
	empathySays
	empathyDoes
	empathyHears
	empathyThinks
	empathyFeels
	empathyPains
	empathyGains
	empathyAreas
)

const (
	iconGoal    icon = "M 5 21.5 L 5 3 M 5 4 L 19 4 15.8 8.3 19 12.6 5 12.6"
	iconEye     icon = "M 2 12 C 4.6 7.6 8 5 12 5 C 16 5 19.4 7.6 22 12 C 19.4 16.4 16 19 12 19 C 8 19 4.6 16.4 2 12 Z O 12 12 3"
	iconSpeech  icon = "M 5.5 4 L 18.5 4 C 20.2 4 21.5 5.3 21.5 7 L 21.5 13.5 C 21.5 15.2 20.2 16.5 18.5 16.5 L 11 16.5 6.5 20.5 6.5 16.5 5.5 16.5 C 3.8 16.5 2.5 15.2 2.5 13.5 L 2.5 7 C 2.5 5.3 3.8 4 5.5 4 Z M 7 8.6 L 17 8.6 M 7 12 L 13.5 12"
	iconDeed    icon = "O 12 12 9.5 M 7.5 12 L 16.5 12 M 12.8 8.3 L 16.5 12 12.8 15.7"
	iconEar     icon = "M 6.5 9.2 C 6.5 5.6 9 2.8 12.2 2.8 C 15.4 2.8 18 5.4 18 8.8 C 18 13.6 13.9 13.8 13.6 17.6 C 13.4 19.9 12 21.3 10 21.3 C 8 21.3 6.6 19.9 6.5 17.9 M 9.6 9.4 C 9.6 7.4 10.7 6 12.3 6 C 13.9 6 14.9 7.2 14.9 8.7 C 14.9 10.9 12.2 11.1 12.2 13.4"
	iconThought icon = "M 7.5 15.5 C 4.7 15.5 2.5 13.6 2.5 11 C 2.5 8.7 4.2 6.9 6.5 6.6 C 7.4 4.2 9.5 2.8 12 2.8 C 14.6 2.8 16.8 4.3 17.6 6.7 C 19.9 7 21.5 8.7 21.5 11 C 21.5 13.6 19.3 15.5 16.5 15.5 Z O 8 18.4 1.3 O 5.2 21 .7"
	iconHeart   icon = "M 12 20.5 C 5.4 15.8 2.5 12.4 2.5 8.6 C 2.5 5.7 4.6 3.6 7.3 3.6 C 9.3 3.6 11 4.6 12 6.5 C 13 4.6 14.7 3.6 16.7 3.6 C 19.4 3.6 21.5 5.7 21.5 8.6 C 21.5 12.4 18.6 15.8 12 20.5 Z"
	iconLess    icon = "O 12 12 9.5 M 7.5 12 L 16.5 12"
	iconMore    icon = "O 12 12 9.5 M 7.5 12 L 16.5 12 M 12 7.5 L 12 16.5"
)

// fillAreas reads the notes of the persona.
func (s *empathySheet) fillAreas() {
	e, t := s.who.Empathy, s.theme
	plain := Tone{Ink: t.Accent.Ink, Tint: t.Band}
	s.areas = [empathyAreas]empathyArea{
		empathyWho:    {1, s.say("Who is it?", "Qui est-ce\u00a0?"), iconPerson, plain, s.portraitNotes(), false, true},
		empathyNeeds:  {2, s.say("Needs to do", "Doit faire"), iconGoal, plain, s.needs(), false, false},
		empathySees:   {3, s.say("Sees", "Voit"), iconEye, t.stage(5), e.Sees, false, false},
		empathySays:   {4, s.say("Says", "Dit"), iconSpeech, t.stage(0), e.Says, true, false},
		empathyDoes:   {5, s.say("Does", "Fait"), iconDeed, t.stage(2), e.Does, false, false},
		empathyHears:  {6, s.say("Hears", "Entend"), iconEar, t.stage(4), e.Hears, false, false},
		empathyThinks: {7, s.say("Thinks", "Pense"), iconThought, t.stage(1), e.Thinks, true, false},
		empathyFeels:  {7, s.say("Feels", "Ressent"), iconHeart, t.stage(3), e.Feels, false, false},
		empathyPains:  {7, s.say("Pains", "Problèmes"), iconLess, t.Bad, e.Pains, false, false},
		empathyGains:  {7, s.say("Gains", "Bénéfices"), iconMore, t.Good, e.Gains, false, false},
	}
}

// shown returns the areas that the form has, in the order of reading.
func (s *empathySheet) shown() []empathyArea {
	if s.form == EmpathyCanvas {
		return s.areas[:]
	}
	a := unnumbered(s.areas)
	list := []empathyArea{a[empathySays], a[empathyThinks], a[empathyDoes], a[empathyFeels]}
	if len(a[empathyPains].notes)+len(a[empathyGains].notes) > 0 {
		list = append(list, a[empathyPains], a[empathyGains])
	}
	return list
}

func unnumbered(areas [empathyAreas]empathyArea) [empathyAreas]empathyArea {
	for i := range areas {
		areas[i].number = 0
	}
	return areas
}

// portraitNotes says in lines who the persona is.
func (s *empathySheet) portraitNotes() []string {
	p := s.who
	notes := append(nonEmpty(p.Name), nonEmpty(p.Role)...)
	notes = append(notes, nonEmpty(s.quoted(p.Quote))...)
	if share := s.shareText(p.Share); share != "" {
		notes = append(notes, s.word.share+s.word.colon+share)
	}
	for _, t := range p.Traits {
		notes = append(notes, t.Name+s.word.colon+t.Value)
	}
	return notes
}

// needs returns what the persona has to get done: goals, then needs.
func (s *empathySheet) needs() []string {
	return append(s.who.Goals[:len(s.who.Goals):len(s.who.Goals)], s.who.Needs...)
}
