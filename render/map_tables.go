package render

import (
	"strconv"
	"strings"

	"github.com/parcours-go/parcours/journey"
)

// Tables returns what the map says: what it is of, who makes the journey, what
// is known of each stage (one lane a row), then one row for each touchpoint,
// each friction, each opportunity and each measure. A lane that is not drawn is
// in no table, and a table without rows is left out.
func (v JourneyMap) Tables(opt *Options) ([]Table, error) {
	s, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	var tables []Table
	for _, t := range []Table{
		s.aboutTable(), s.personaTable(), s.laneTable(), s.touchpointTable(),
		s.frictionTable(), s.opportunityTable(), s.measureTable(),
	} {
		if len(t.Rows) > 0 {
			tables = append(tables, t)
		}
	}
	return tables, nil
}

// aboutTable returns what the map is of, and what it rests on.
func (s *sheet) aboutTable() Table {
	t := Table{Title: s.name(), Columns: []Column{{Name: s.say("About the map", "À propos de la carte")}, {Name: ""}}}
	add := func(what string, said ...string) {
		if line := s.together(said...); line != "" {
			t.Rows = append(t.Rows, []string{what, line})
		}
	}
	add(s.say("Kind", "Type"), s.m.Kind.Label(s.lang))
	add(s.say("State", "État"), s.m.State.Label(s.lang))
	add(s.say("Scenario", "Scénario"), s.m.Scenario)
	add(s.say("Data", "Données"), s.evidence()...)
	if len(s.others) > 0 {
		add(s.say("Its curve", "Sa courbe"), s.curveName)
	}
	for _, o := range s.others {
		add(s.say("Beside it", "À côté"), o.name)
	}
	return t
}

// together joins what is not empty.
func (p *page) together(said ...string) string {
	var list []string
	for _, s := range said {
		list = append(list, nonEmpty(s)...)
	}
	return strings.Join(list, p.word.semicolon)
}

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// laneTable returns the lanes that are drawn.
func (s *sheet) laneTable() Table {
	t := Table{Title: s.say("Stages", "Étapes"), Columns: []Column{{Name: s.say("Lane", "Ligne")}}}
	for i := range s.m.Stages {
		t.Columns = append(t.Columns, Column{Name: s.m.Stages[i].Name})
	}
	add := func(name string, said func(i int, stage *journey.Stage) []string) {
		row, filled := []string{name}, false
		for i := range s.m.Stages {
			cell := s.together(said(i, &s.m.Stages[i])...)
			row, filled = append(row, cell), filled || cell != ""
		}
		if filled {
			t.Rows = append(t.Rows, row)
		}
	}
	add(s.say("Phase", "Phase"), func(i int, _ *journey.Stage) []string { return []string{s.stageLine(i)} })
	for _, kind := range s.lanes {
		add(s.say(kind.en, kind.fr), func(i int, stage *journey.Stage) []string { return kind.texts(s, i, stage) })
		if kind.lane != LaneEmotion {
			continue
		}
		for _, o := range s.others {
			add(s.word.emotion+s.word.colon+o.name, func(i int, _ *journey.Stage) []string { return s.otherTexts(o, i) })
		}
		add(s.word.momentOfTruth, func(_ int, stage *journey.Stage) []string { return s.momentsOf(stage) })
	}
	return t
}

// stageLine says which stage it is: its number and its phase.
func (s *sheet) stageLine(i int) string {
	return strings.Join(s.stageParts(i), " · ")
}

func (s *sheet) stageParts(i int) []string {
	parts := []string{strconv.Itoa(i + 1)}
	if phase := s.m.Stages[i].Phase; phase != "" {
		parts = append(parts, phase.Label(s.lang))
	}
	return parts
}
