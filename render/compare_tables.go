package render

import (
	"strings"

	"github.com/parcours-go/parcours/kpi/comparison"
	"github.com/parcours-go/parcours/render/internal/text"
)

// Tables returns the differences, and what else changed, as two tables.
func (v Compare) Tables(opt *Options) ([]Table, error) {
	s, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	tables := []Table{s.differenceTable()}
	if other := s.changeTable(); len(other.Rows) > 0 {
		tables = append(tables, other)
	}
	return tables, nil
}

func (s *compareSheet) differenceTable() Table {
	t := Table{Title: s.title, Notes: append(nonEmpty(s.lead(text.Clean)), s.method()...), Columns: []Column{
		{Name: s.say("Place", "Lieu")}, {Name: s.say("Measure", "Mesure")},
		{Name: s.names[0], Numeric: true}, {Name: s.names[1], Numeric: true},
		{Name: s.say("Change", "Écart"), Numeric: true}, {Name: s.say("Interval", "Intervalle"), Numeric: true},
		{Name: s.say("p, adjusted", "p ajusté"), Numeric: true}, {Name: s.say("Verdict", "Verdict")}, {Name: "n", Numeric: true},
	}}
	for _, d := range s.r.Differences {
		if !comparedFinite(d) {
			continue
		}
		t.Rows = append(t.Rows, []string{
			s.tablePlace(d.Place), d.After.Label(s.lang), s.value(d.Before), s.value(d.After),
			s.changed(d.Change.Unit, d.Change.Value), s.changedBetween(d.Change), s.pValue(d), s.turn(d) + ", " + s.verdict(d), s.samples(d),
		})
	}
	return t
}

func (s *compareSheet) tablePlace(at comparison.Place) string {
	if at.Stage == "" && at.Touchpoint == "" {
		return s.say("Whole journey", "Parcours entier")
	}
	return strings.Join(append(nonEmpty(text.Clean(at.Stage)), nonEmpty(text.Clean(at.Touchpoint))...), ", ")
}

func (s *compareSheet) changeTable() Table {
	t := Table{Title: s.say("What else changed", "Ce qui a aussi changé"), Columns: []Column{
		{Name: s.say("Place", "Lieu")}, {Name: s.say("What", "Quoi")}, {Name: s.say("Text", "Texte")}, {Name: s.say("How", "Comment")},
	}}
	for _, stage := range s.r.Stages {
		place := comparison.Place{Stage: stage.Name}
		if stage.Change != "" {
			t.Rows = append(t.Rows, []string{s.tablePlace(place), s.say("Stage", "Étape"), stage.Name, s.changeWord(stage.Change)})
		}
		if felt := s.felt(stage.Name); felt[0] != felt[1] {
			t.Rows = append(t.Rows, []string{s.tablePlace(place), s.word.emotion, "", s.scoreOrDash(felt[0]) + " → " + s.scoreOrDash(felt[1])})
		}
	}
	for _, e := range s.changes() {
		t.Rows = append(t.Rows, []string{s.tablePlace(e.Place), e.kind, e.said, e.how})
	}
	return t
}
