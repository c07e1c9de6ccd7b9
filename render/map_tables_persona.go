package render

import (
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/persona"
)

// personaTable returns the portraits: of the persona who makes the journey and
// of those whose journeys are drawn beside it.
func (s *sheet) personaTable() Table {
	var people []persona.Persona
	for _, m := range append([]*journey.Map{s.m}, s.otherMaps()...) {
		p := m.Persona
		p.Empathy = persona.Empathy{} // which has a view of its own
		known := slices.ContainsFunc(people, func(k persona.Persona) bool { return k.Name == p.Name })
		if !p.IsZero() && !known {
			people = append(people, p)
		}
	}
	t := Table{Title: s.say("Personas", "Personas"), Columns: s.textColumns(s.say("Portrait", "Portrait"))}
	for _, p := range people {
		t.Columns = append(t.Columns, Column{Name: p.Name})
	}
	for _, row := range s.portraitRows(people) {
		if s.together(row[1:]...) != "" {
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

func (s *sheet) otherMaps() []*journey.Map {
	maps := make([]*journey.Map, len(s.others))
	for i, o := range s.others {
		maps[i] = o.m
	}
	return maps
}

// portraitRows returns the rows of portraits beside each other.
func (s *sheet) portraitRows(people []persona.Persona) [][]string {
	var rows [][]string
	add := func(name string, of func(persona.Persona) string) {
		row := []string{name}
		for _, p := range people {
			row = append(row, of(p))
		}
		rows = append(rows, row)
	}
	add(s.say("Role", "Rôle"), func(p persona.Persona) string { return p.Role })
	add(s.say("Quote", "Citation"), func(p persona.Persona) string { return s.quoted(p.Quote) })
	add(s.word.share, func(p persona.Persona) string { return s.shareText(p.Share) })
	for _, name := range traitsOf(people) {
		add(name, func(p persona.Persona) string { return s.traitOf(p, name) })
	}
	add(s.word.hasGoals, func(p persona.Persona) string { return s.listed(p.Goals) })
	add(s.word.hasNeeds, func(p persona.Persona) string { return s.listed(p.Needs) })
	add(s.word.hasFrustrations, func(p persona.Persona) string { return s.listed(p.Frustrations) })
	add(s.word.hasBehaviours, func(p persona.Persona) string { return s.listed(p.Behaviours) })
	add(s.word.uses, func(p persona.Persona) string { return s.listed(s.channelLabels(p.Channels)) })
	return rows
}

// listed joins the entries of a list, and is a dash where they say nothing.
func (p *page) listed(entries []string) string {
	if said := p.together(entries...); said != "" || len(entries) == 0 {
		return said
	}
	return "–"
}

// traitsOf returns the names of the traits, each once, in order.
func traitsOf(people []persona.Persona) []string {
	var names []string
	seen := map[string]bool{}
	for _, p := range people {
		for _, t := range p.Traits {
			if !seen[t.Name] {
				names, seen[t.Name] = append(names, t.Name), true
			}
		}
	}
	return names
}

// traitOf returns what a persona has of a trait: a dash where it is named only.
func (p *page) traitOf(who persona.Persona, name string) string {
	var values []string
	for _, t := range who.Traits {
		if t.Name == name {
			values = append(values, t.Value)
		}
	}
	return p.listed(values)
}
