package render

import (
	"strings"

	"github.com/parcours-go/parcours/journey"
)

// Tables returns what the map says as two tables: what is known of each stage,
// one lane a row, and the measures.
func (v JourneyMap) Tables(opt *Options) ([]Table, error) {
	s, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	return []Table{s.laneTable(), s.measureTable()}, nil
}

// laneTable returns the lanes that are texts.
func (s *sheet) laneTable() Table {
	t := Table{Title: s.name(), Columns: []Column{{Name: s.say("Lane", "Ligne")}}}
	for i := range s.m.Stages {
		t.Columns = append(t.Columns, Column{Name: s.m.Stages[i].Name})
	}
	for _, kind := range s.lanes {
		row, filled := []string{s.say(kind.en, kind.fr)}, false
		for i := range s.m.Stages {
			said := strings.Join(kind.texts(s, i, &s.m.Stages[i]), "; ")
			row, filled = append(row, said), filled || said != ""
		}
		if filled {
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// measureTable returns the measures of the journey and of its stages.
func (s *sheet) measureTable() Table {
	t := Table{Title: s.word.measures, Columns: s.measureColumns(s.say("Stage", "Étape")), Notes: nonEmpty(s.method())}
	add := func(stage string, measures []journey.Measure) {
		for _, m := range finite(measures) {
			t.Rows = append(t.Rows, append([]string{stage}, s.measureCells(m)...))
		}
	}
	add(s.say("Whole journey", "Parcours entier"), s.m.Measures)
	for i := range s.m.Stages {
		add(s.m.Stages[i].Name, s.m.Stages[i].Measures)
	}
	return t
}

// measureColumns returns the columns of a table of measures: what is measured,
// then what measureCells returns.
func (p *page) measureColumns(what string) []Column {
	return []Column{
		{Name: what}, {Name: p.say("Measure", "Mesure")}, {Name: p.say("Value", "Valeur"), Numeric: true},
		{Name: p.say("Interval", "Intervalle"), Numeric: true}, {Name: "n", Numeric: true},
	}
}

func (p *page) measureCells(m journey.Measure) []string {
	n := ""
	if m.N > 0 {
		n = p.lang.Number(float64(m.N), 0)
	}
	return []string{m.Label(p.lang), p.value(m), p.interval(m), n}
}
