package report

import (
	"slices"
	"strconv"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/friction"
	"github.com/parcours-go/parcours/render"
)

// found returns the frictions of the options, the most costly first.
func (p *writer) found() render.Table {
	title := p.say("Found in the data, the most costly first", "Constatés dans les données, les plus coûteux d’abord")
	t := render.Table{Title: title, Columns: []render.Column{
		{Name: p.say("Rank", "Rang"), Numeric: true}, {Name: p.say("What happens", "Ce qui se passe")}, {Name: p.say("Where", "Où")},
		{Name: p.say("Observed", "Observé"), Numeric: true}, {Name: p.say("Usual", "Habituel"), Numeric: true},
		{Name: p.say("Sessions", "Sessions"), Numeric: true}, {Name: p.say("Goals missed", "Buts manqués"), Numeric: true},
	}}
	valued := slices.ContainsFunc(p.opt.Frictions, func(f friction.Found) bool { return f.Value > 0 })
	if valued {
		t.Columns = append(t.Columns, render.Column{Name: p.say("Worth", "Valeur"), Numeric: true})
	}
	for i, f := range p.opt.Frictions {
		row := []string{
			strconv.Itoa(i + 1), f.Text, where(f.Stage, f.Touchpoint),
			f.Measure.Format(p.lang, p.m.Currency), f.Baseline.Format(p.lang, p.m.Currency),
			p.number(f.Sessions), p.missed(f.Lost),
		}
		if valued && f.Value > 0 {
			row = append(row, journey.Money.Format(f.Value, p.lang, p.m.Currency))
		} else if valued {
			row = append(row, "")
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// missed writes how often a goal was missed. Less than once is not never.
func (p *writer) missed(lost float64) string {
	if lost > 0 && lost < 1 {
		return p.lang.Number(lost, 1)
	}
	return p.lang.Number(lost, 0)
}

// known returns the other frictions of the map that stand in data, the gravest
// first.
func (p *writer) known() render.Table {
	title := p.say("Found in the data, the gravest first", "Constatés dans les données, les plus graves d’abord")
	if len(p.opt.Frictions) > 0 {
		title = p.say("Others found in data, the gravest first", "Autres constatés dans des données, les plus graves d’abord")
	}
	told := map[string]bool{}
	for _, f := range p.opt.Frictions {
		told[f.Text] = true
	}
	return p.frictionTable(title, func(f journey.Friction) bool { return f.Because != nil && !told[f.Text] })
}

// supposed returns the frictions of the map that nothing in the data shows.
func (p *writer) supposed() render.Table {
	title := p.say("Supposed or reported, the gravest first", "Supposés ou rapportés, les plus graves d’abord")
	return p.frictionTable(title, func(f journey.Friction) bool { return f.Because == nil })
}

// A placed is something with the place where it is.
type placed[T any] struct {
	what  T
	stage *journey.Stage
	point string // the touchpoint, or ""
}

// frictionTable returns the frictions of the map that are wanted, the gravest
// first.
func (p *writer) frictionTable(title string, wanted func(journey.Friction) bool) render.Table {
	list := placedOn(p.m, func(s *journey.Stage) []journey.Friction { return s.Frictions },
		func(t *journey.Touchpoint) []journey.Friction { return t.Frictions })
	list = slices.DeleteFunc(list, func(f placed[journey.Friction]) bool { return !wanted(f.what) })
	slices.SortStableFunc(list, func(a, b placed[journey.Friction]) int { return int(b.what.Severity) - int(a.what.Severity) })
	t := render.Table{Title: title, Columns: []render.Column{
		{Name: p.say("Friction", "Point de friction")}, {Name: p.say("Where", "Où")},
		{Name: p.say("Severity", "Gravité")}, {Name: p.say("Known from", "Connu par")},
	}}
	for _, f := range list {
		t.Rows = append(t.Rows, []string{f.what.Text, where(f.stage.Name, f.point), f.what.Severity.Label(p.lang), p.because(f.what.Because, f.what.Evidence)})
	}
	return t
}

// placedOn returns the lists of all stages and touchpoints of a map as one.
func placedOn[T any](m *journey.Map, ofStage func(*journey.Stage) []T, ofPoint func(*journey.Touchpoint) []T) []placed[T] {
	var list []placed[T]
	for i := range m.Stages {
		s := &m.Stages[i]
		for _, what := range ofStage(s) {
			list = append(list, placed[T]{what, s, ""})
		}
		for j := range s.Touchpoints {
			for _, what := range ofPoint(&s.Touchpoints[j]) {
				list = append(list, placed[T]{what, s, s.Touchpoints[j].Name})
			}
		}
	}
	return list
}

// because says from where something is known.
func (p *writer) because(m *journey.Measure, evidence string) string {
	said := evidence
	if m != nil {
		said = m.Label(p.lang) + " " + m.Format(p.lang, p.m.Currency)
		if m.N > 0 {
			said += " (n " + p.number(m.N) + ")"
		}
		if evidence != "" {
			said += " · " + evidence
		}
	}
	return said
}

func where(stage, touchpoint string) string {
	if touchpoint == "" {
		return stage
	}
	return stage + " › " + touchpoint
}
