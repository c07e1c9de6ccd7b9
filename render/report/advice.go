package report

import (
	"slices"
	"strconv"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
)

// advice returns what is worth doing: the opportunities of the map, those of
// the greatest impact first, and among equals those where most customers leave.
func (p *writer) advice() render.Table {
	list := placedOn(p.m, func(s *journey.Stage) []journey.Opportunity { return s.Opportunities },
		func(t *journey.Touchpoint) []journey.Opportunity { return t.Opportunities })
	slices.SortStableFunc(list, func(a, b placed[journey.Opportunity]) int {
		if a.what.Impact != b.what.Impact {
			return int(b.what.Impact) - int(a.what.Impact)
		}
		return leaving(b.stage) - leaving(a.stage)
	})
	t := render.Table{Columns: []render.Column{
		{Name: p.say("Rank", "Rang"), Numeric: true}, {Name: p.say("What to do", "Que faire")}, {Name: p.say("Where", "Où")},
		{Name: p.say("Impact", "Impact")}, {Name: p.say("Customers who leave there", "Clients qui partent à cette étape"), Numeric: true},
		{Name: p.say("Because of", "En raison de")}, {Name: p.say("Release", "Version")},
	}}
	for i, o := range list {
		left := ""
		if n := leaving(o.stage); n > 0 {
			left = p.number(n)
		}
		t.Rows = append(t.Rows, []string{
			strconv.Itoa(i + 1), o.what.Text, where(o.stage.Name, o.point), o.what.Impact.Label(p.lang), left,
			p.because(o.what.Because, o.what.Evidence), o.what.Release,
		})
	}
	return t
}

// leaving returns how many customers go no further than the stage, and 0 where
// nobody counted.
func leaving(s *journey.Stage) int {
	off, ok := s.Measure(journey.MeasureDropOff)
	if !ok || off.N <= 0 || !(off.Value >= 0 && off.Value <= 1) {
		return 0
	}
	return int(off.Value*float64(off.N) + 0.5)
}
