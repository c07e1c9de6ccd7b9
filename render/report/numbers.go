package report

import (
	"slices"
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
)

// measured reports whether the page has a measure.
func (p *writer) measured() bool {
	has := len(p.m.Measures) > 0
	for i := range p.m.Stages {
		has = has || len(p.m.Stages[i].Measures) > 0
	}
	return has
}

// numbers writes the measures: of the whole journey, of each stage, of each
// channel.
func (p *writer) numbers() {
	p.table(p.listed(p.say("The whole journey", "Le parcours entier"), p.m.Measures, p.m.Targets))
	stages := make([]place, len(p.m.Stages))
	for i := range p.m.Stages {
		s := &p.m.Stages[i]
		stages[i] = place{s.Name, s.Measures, s.Targets}
	}
	p.table(p.crossed(p.say("Each stage", "Chaque étape"), stages))
	channels := make([]place, len(p.r.Channels))
	for i, c := range p.r.Channels {
		channels[i] = place{journey.Channel(c.Name).Label(p.lang), c.Measures, nil}
	}
	p.table(p.crossed(p.say("Each channel", "Chaque canal"), channels))
	p.element("p class=\"note\"", p.levels())
}

// A place is something that measures are of.
type place struct {
	name     string
	measures []journey.Measure
	targets  []journey.Target
}

// listed returns measures of one place, one a row.
func (p *writer) listed(title string, measures []journey.Measure, targets []journey.Target) render.Table {
	t := render.Table{Title: title, Columns: []render.Column{
		{Name: p.say("Measure", "Mesure")}, {Name: p.say("Value", "Valeur"), Numeric: true},
		{Name: p.say("Interval", "Intervalle"), Numeric: true}, {Name: "n", Numeric: true}, {Name: p.say("Target", "Objectif")},
	}}
	for _, m := range measures {
		n := ""
		if m.N > 0 {
			n = p.number(m.N)
		}
		t.Rows = append(t.Rows, []string{m.Label(p.lang), m.Format(p.lang, p.m.Currency), p.interval(m), n, p.target(m, targets)})
	}
	return t
}

// crossed returns the measures of several places, one measure a row and one place
// a column, so that places can be compared.
func (p *writer) crossed(title string, places []place) render.Table {
	t := render.Table{Title: title, Columns: []render.Column{{Name: p.say("Measure", "Mesure")}}}
	var names []string
	for _, at := range places {
		t.Columns = append(t.Columns, render.Column{Name: at.name, Numeric: true})
		for _, m := range at.measures {
			if !slices.Contains(names, m.Name) {
				names = append(names, m.Name)
			}
		}
	}
	for _, name := range names {
		row := []string{journey.Measure{Name: name}.Label(p.lang)}
		for _, at := range places {
			row = append(row, p.crossing(name, at))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// crossing writes a measure of a place, how sure it is below.
func (p *writer) crossing(name string, at place) string {
	i := slices.IndexFunc(at.measures, func(m journey.Measure) bool { return m.Name == name })
	if i < 0 {
		return ""
	}
	m := at.measures[i]
	var about []string
	if said := p.interval(m); said != "" {
		about = append(about, said)
	}
	if m.N > 0 && name != journey.MeasureReached {
		about = append(about, "n\u00a0"+p.number(m.N))
	}
	if said := p.target(m, at.targets); said != "" {
		about = append(about, said)
	}
	value := m.Format(p.lang, p.m.Currency)
	if len(about) == 0 {
		return value
	}
	return value + "\n" + strings.Join(about, " · ")
}

// interval writes the interval of an estimated measure.
func (p *writer) interval(m journey.Measure) string {
	if !m.Estimated() {
		return ""
	}
	return m.Unit.Format(m.Lo, p.lang, p.m.Currency) + p.say(" to ", " à ") + m.Unit.Format(m.Hi, p.lang, p.m.Currency)
}

// levels says at which confidence the intervals stand.
func (p *writer) levels() string {
	var said []string
	for _, m := range p.everyMeasure() {
		if level := p.lang.Percent(m.Level, 0); m.Estimated() && !slices.Contains(said, level) {
			said = append(said, level)
		}
	}
	if len(said) == 0 {
		return ""
	}
	return p.say("Intervals at a confidence level of ", "Intervalles au niveau de confiance de ") + strings.Join(said, ", ") + "."
}

// target says what a measure should be, and whether it is.
func (p *writer) target(m journey.Measure, targets []journey.Target) string {
	for _, t := range targets {
		if t.Measure != m.Name {
			continue
		}
		said := t.Format(m.Unit, p.lang, p.m.Currency)
		if t.Met(m) {
			return "✓ " + said + p.say(" met", " atteint")
		}
		return "✗ " + said + p.say(" missed", " manqué")
	}
	return ""
}
