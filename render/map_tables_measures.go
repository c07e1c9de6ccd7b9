package render

import (
	"strings"

	"github.com/parcours-go/parcours/journey"
)

// measureTable returns the measures and targets of the journey, of its stages
// and of their touchpoints, one a row, with what other states have of each.
func (s *sheet) measureTable() Table {
	t := Table{Title: s.word.measures, Columns: s.measureColumns(s.say("Stage", "Étape")), Notes: nonEmpty(s.method(s.m.Measures))}
	t.Columns = append(t.Columns, Column{Name: s.word.target})
	for _, o := range s.others {
		if o.state {
			t.Columns = append(t.Columns, Column{Name: o.name})
		}
	}
	s.measureRows(&t, s.say("Whole journey", "Parcours entier"), -1, s.m.Measures, s.m.Targets)
	for i := range s.m.Stages {
		stage := &s.m.Stages[i]
		if s.showsAny(LaneMeasures, LaneTargets, LaneCustomers) {
			s.measureRows(&t, stage.Name, i, stage.Measures, stage.Targets)
		}
		for j := range stage.Touchpoints {
			if p := &stage.Touchpoints[j]; s.showsAny(LaneTouchpoints, LaneTargets) {
				s.measureRows(&t, stage.Name+s.word.colon+p.Name, noStage, p.Measures, p.Targets)
			}
		}
	}
	return t
}

// noStage is the index of what other maps are not asked for.
const noStage = -2

func (s *sheet) showsAny(lanes ...Lane) bool {
	for _, lane := range lanes {
		if s.shows(lane) {
			return true
		}
	}
	return false
}

// measureRows adds measures, then targets without one, then what only maps in
// another state have.
func (s *sheet) measureRows(t *Table, where string, stage int, measures []journey.Measure, targets []journey.Target) {
	for _, m := range finite(measures) {
		t.Rows = append(t.Rows, s.measureRow(where, stage, s.measureCells(m), m, s.verdicts(m, targets)))
	}
	for _, aim := range open(measures, targets) {
		m := journey.Measure{Name: aim.Measure, Unit: aim.UnitIn(measures)}
		t.Rows = append(t.Rows, s.measureRow(where, stage, []string{m.Label(s.lang), "", "", ""}, m, s.openTarget(aim)))
	}
	for _, m := range s.onlyElsewhere(measures, targets, stage) {
		t.Rows = append(t.Rows, s.measureRow(where, stage, []string{m.Label(s.lang), "", "", ""}, m, ""))
	}
}

func (s *sheet) measureRow(where string, stage int, cells []string, m journey.Measure, verdict string) []string {
	row := append(append([]string{where}, cells...), verdict)
	for _, o := range s.others {
		if o.state {
			row = append(row, s.together(s.saidBy(o, m, stage)...))
		}
	}
	return row
}

// verdicts writes the targets for a measure, and whether it meets them.
func (s *sheet) verdicts(m journey.Measure, targets []journey.Target) string {
	var said []string
	for _, t := range targets {
		if t.Measure == m.Name && isFinite(t.Value) {
			said = append(said, s.verdict(aim{target: t, measure: m, measured: true}))
		}
	}
	return strings.Join(said, s.word.semicolon)
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
