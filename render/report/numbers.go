package report

import (
	"slices"
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi"
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
	p.table(p.compared(p.say("Each stage", "Chaque étape"), p.say("Stage", "Étape"), stages))
	channels := make([]place, len(p.r.Channels))
	for i, c := range p.r.Channels {
		channels[i] = place{journey.Channel(c.Name).Label(p.lang), c.Measures, nil}
	}
	p.table(p.compared(p.say("Each channel", "Chaque canal"), p.say("Channel", "Canal"), channels))
	p.element("p class=\"note\"", p.levelsSaid())
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

// mostBeside is how many places stand beside each other: as many as paper has
// room for.
const mostBeside = 8

// compared returns the measures of several places, so that the places can be
// compared: one a column, or one a row where they are many.
func (p *writer) compared(title, each string, places []place) render.Table {
	var names []string
	for _, at := range places {
		for _, m := range at.measures {
			if !slices.Contains(names, m.Name) {
				names = append(names, m.Name)
			}
		}
	}
	if len(names) == 0 {
		return render.Table{}
	}
	if len(places) > mostBeside {
		return p.below(title, each, names, places)
	}
	return p.beside(title, names, places)
}

// beside returns one measure a row and one place a column.
func (p *writer) beside(title string, names []string, places []place) render.Table {
	t := render.Table{Title: title, Columns: []render.Column{{Name: p.say("Measure", "Mesure")}}}
	for _, at := range places {
		t.Columns = append(t.Columns, render.Column{Name: at.name, Numeric: true})
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

// below returns one place a row and one measure a column.
func (p *writer) below(title, each string, names []string, places []place) render.Table {
	t := render.Table{Title: title, Columns: []render.Column{{Name: each}}}
	for _, name := range names {
		t.Columns = append(t.Columns, render.Column{Name: journey.Measure{Name: name}.Label(p.lang), Numeric: true})
	}
	for _, at := range places {
		row := []string{at.name}
		for _, name := range names {
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

// interval writes the interval of an estimated measure, with its level where that
// is not the usual one.
func (p *writer) interval(m journey.Measure) string {
	if !m.Estimated() {
		return ""
	}
	said := m.Unit.Format(m.Lo, p.lang, p.m.Currency) + p.say(" to ", " à ") + m.Unit.Format(m.Hi, p.lang, p.m.Currency)
	if m.Level != p.usual {
		said += " (" + p.lang.Level(m.Level) + ")"
	}
	return said
}

// levelsOf returns the confidence level that most intervals of a page have, 0
// where there are none, and whether others have another.
func levelsOf(r *kpi.Report) (usual float64, others bool) {
	list := slices.Clone(r.Map.Measures)
	for i := range r.Map.Stages {
		list = append(list, r.Map.Stages[i].Measures...)
	}
	for _, c := range r.Channels {
		list = append(list, c.Measures...)
	}
	counts := map[float64]int{}
	for _, m := range list {
		if m.Estimated() {
			counts[m.Level]++
		}
	}
	for level, n := range counts {
		if n > counts[usual] || n == counts[usual] && level > usual {
			usual = level
		}
	}
	return usual, len(counts) > 1
}

// levelsSaid says at which confidence the intervals stand.
func (p *writer) levelsSaid() string {
	if p.usual == 0 {
		return ""
	}
	said := p.say("Intervals at a confidence level of ", "Intervalles au niveau de confiance de ") + p.lang.Level(p.usual)
	if p.others {
		said += p.say(", where they name no other", ", sauf mention d’un autre")
	}
	return said + "."
}

// target says what a measure should be, and whether it is.
func (p *writer) target(m journey.Measure, targets []journey.Target) string {
	var said []string
	for _, t := range targets {
		if t.Measure != m.Name {
			continue
		}
		wanted := t.Format(m.Unit, p.lang, p.m.Currency)
		switch {
		case t.Met(m):
			said = append(said, "✓ "+wanted+p.say(" met", " atteint"))
		case m.Format(p.lang, p.m.Currency) == m.Unit.Format(t.Value, p.lang, p.m.Currency):
			said = append(said, "✗ "+wanted+p.say(" just missed", " manqué de peu"))
		default:
			said = append(said, "✗ "+wanted+p.say(" missed", " manqué"))
		}
	}
	return strings.Join(said, " · ")
}
