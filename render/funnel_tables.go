package render

import (
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/funnel"
	"github.com/parcours-go/parcours/render/internal/text"
)

// Tables returns the steps, what those who left did next, and the segments.
func (v Funnel) Tables(opt *Options) ([]Table, error) {
	f, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	tables := []Table{f.stepTable()}
	if t := f.nextTable(); len(t.Rows) > 0 {
		tables = append(tables, t)
	}
	if len(f.segmentRows()) > 0 {
		tables = append(tables, f.segmentTable())
	}
	return tables, nil
}

func (f *funnelSheet) stepTable() Table {
	columns := f.columns()
	t := Table{Title: f.title, Columns: []Column{{Name: f.say("Step", "Étape")}}, Notes: append([]string{f.finding(f.stepName)}, f.notes()...)}
	for _, c := range columns {
		t.Columns = append(t.Columns, Column{c.head, true})
	}
	t.Columns = append(t.Columns,
		Column{f.say("Share of the prior step", "Part de l’étape d’avant"), true},
		Column{f.say("Leave", "Abandonnent"), true}, Column{f.say("Drop-off", "Abandon"), true})
	for i, s := range f.All.Steps {
		name := f.lang.Number(float64(i+1), 0) + ". " + f.stepName(i)
		if s.Optional {
			name += f.say(" (optional)", " (facultative)")
		}
		row := []string{name}
		for _, c := range columns {
			row = append(row, c.said[i].oneLine())
		}
		t.Rows = append(t.Rows, append(row, f.share(s.FromPrevious).oneLine(), f.left(i), f.share(s.DropOff).oneLine()))
	}
	return t
}

// left writes how many left after a step; nobody leaves after the last.
func (f *funnelSheet) left(i int) string {
	if i == len(f.All.Steps)-1 {
		return ""
	}
	return f.lang.Number(float64(f.All.Steps[i].Dropped), 0)
}

// oneLine writes the figure with its interval behind it.
func (s funnelFigure) oneLine() string {
	if s.below == "" {
		return s.value
	}
	return s.value + " (" + s.below + ")"
}

// nextTable returns what those who left did next.
func (f *funnelSheet) nextTable() Table {
	t := Table{
		Title:   f.say("What those who left did next", "Ce que ceux qui abandonnent ont fait ensuite"),
		Columns: []Column{{Name: f.say("After the step", "Après l’étape")}, {Name: f.say("Next", "Ensuite")}, {Name: f.unitHead(), Numeric: true}},
	}
	add := func(step int, next string, n int) {
		t.Rows = append(t.Rows, []string{f.stepName(step), next, f.lang.Number(float64(n), 0)})
	}
	for i, s := range f.All.Steps {
		for _, n := range s.Next {
			name := n.Name
			if name == "" {
				name = f.say("(nothing more)", "(plus rien)")
			}
			add(i, name, n.Count)
		}
		if s.NextOther > 0 {
			add(i, f.say("(anything else)", "(autre chose)"), s.NextOther)
		}
	}
	return t
}

func (f *funnelSheet) segmentTable() Table {
	t := Table{Title: f.say("Segments", "Segments"), Columns: []Column{
		{Name: f.say("Segment", "Segment")}, {f.say("Entered", "Entrés"), true}, {f.say("Completed", "Arrivés au bout"), true},
		{f.say("Conversion", "Conversion"), true}, {f.say("Difference from the others", "Écart avec les autres"), true}, {f.say("Adjusted p", "p ajusté"), true},
	}}
	for i := range f.All.Steps {
		t.Columns = append(t.Columns, Column{f.lang.Number(float64(i+1), 0) + ". " + f.stepName(i), true})
	}
	for _, s := range f.segmentRows() {
		row := []string{s.name, f.lang.Number(float64(s.Entered), 0), f.lang.Number(float64(s.Completed), 0), f.share(s.Conversion).oneLine()}
		row = append(row, f.comparisonCells(s.Against)...)
		for i := range f.All.Steps {
			reached := ""
			if i < len(s.Steps) {
				reached = f.lang.Number(float64(s.Steps[i].Reached), 0)
			}
			row = append(row, reached)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (f *funnelSheet) comparisonCells(c *funnel.Comparison) []string {
	if c == nil {
		return []string{"", ""}
	}
	return []string{f.estimate(c.Difference, journey.Change).oneLine(), f.probability(c.Adjusted)}
}

// describe says in words what the funnel shows.
func (f *funnelSheet) describe() string {
	names := make([]string, len(f.All.Steps))
	for i := range names {
		names[i] = f.shortName(i) + " (" + f.lang.Number(float64(f.All.Steps[i].Reached), 0) + ")"
	}
	said := f.say("Funnel of ", "Entonnoir de ") + f.count(len(names), f.say("step", "étape"), f.say("steps", "étapes")) +
		f.word.colon + strings.Join(names, ", ") + ". " + f.finding(f.shortName)
	if s := f.describeSegments(); s != "" {
		said += " " + s
	}
	return said
}

// shortName returns the name of a step as the description has it.
func (f *funnelSheet) shortName(i int) string { return text.Cut(f.stepName(i), nameLength) }

// describeSegments names the segments of the highest and the lowest conversion.
func (f *funnelSheet) describeSegments() string {
	var low, high *funnelSegment
	for _, s := range f.segmentRows() {
		if s.other || s.Conversion.Level == 0 {
			continue
		}
		if low == nil || s.Conversion.Value < low.Conversion.Value {
			low = &s
		}
		if high == nil || s.Conversion.Value > high.Conversion.Value {
			high = &s
		}
	}
	if low == nil || low.Conversion.Value == high.Conversion.Value {
		return ""
	}
	name := func(s *funnelSegment) string {
		return text.Cut(text.Clean(s.name), nameLength) + " (" + f.share(s.Conversion).value + ")"
	}
	return f.say("Of the segments, ", "Parmi les segments, ") + name(high) +
		f.say(" converts best, ", " convertit le mieux, ") + name(low) + f.say(" least.", " le moins.")
}
