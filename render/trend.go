package render

import (
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/survey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/text"
	"github.com/parcours-go/parcours/render/scene"
)

// A Trend draws one measure over periods: a point and its interval for each, a
// line through them that never leaves their range, the targets, and below each
// period on how many observations it rests.
//
// Where the value reaches all targets the point is a disc, elsewhere a diamond.
// A period without a value is a gap in the line. The axis begins at 0 for
// shares and counts; other measures have the range that fits, and the drawing
// says so where it leaves out the 0.
type Trend struct {
	Periods []Period // oldest first, each as long as the next; at most 500

	// Targets for the measure: the first of each [journey.Op] is drawn. Those
	// for other measures are left out.
	Targets []journey.Target

	// Slope is by how much the measure changes from one period to the next,
	// such as that of a [survey.Trend]. The zero Measure says nothing.
	Slope journey.Measure

	Title    string // "" means the name of the measure
	Currency string // of money, by its ISO 4217 code; "" draws amounts without a sign
}

// TrendOf returns the trend of a survey over its periods, to which a title and
// targets may be added.
func TrendOf(r *survey.Result) Trend {
	v := Trend{Periods: PeriodsOf(r)}
	if r != nil && r.Trend != nil {
		v.Slope = r.Trend.Measure
	}
	return v
}

// Scene lays the trend out. It is an error without a value, and where the
// periods are of several measures.
func (v Trend) Scene(opt *Options) (*scene.Scene, error) {
	s, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	return s.drawing(s.title, s.describe(),
		s.heading(s.say("TREND", "ÉVOLUTION"), s.title, s.over(s.fullName)),
		s.signs(),
		s.chart(),
		s.footnote(nil, s.method()...),
	), nil
}

// Tables returns the periods, one a row.
func (v Trend) Tables(opt *Options) ([]Table, error) {
	s, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	t := Table{Title: s.title, Notes: s.method(), Columns: []Column{
		{Name: s.say("Period", "Période")}, {Name: s.of.Label(s.lang), Numeric: true},
		{Name: s.say("Interval", "Intervalle"), Numeric: true}, {Name: "n", Numeric: true},
	}}
	if len(s.targets) > 0 {
		t.Columns = append(t.Columns, Column{Name: s.word.target + s.word.colon + s.wanted()})
	}
	for i, d := range s.periods {
		row := []string{s.labels[i], "", "", ""}
		if d.known() {
			cells := s.measureCells(d.Measure)
			row = append(row[:1], cells[1:]...)
		}
		if len(s.targets) > 0 {
			row = append(row, s.verdict(d))
		}
		t.Rows = append(t.Rows, row)
	}
	return []Table{t}, nil
}

// A trendSheet is a trend while it is laid out.
type trendSheet struct {
	*page
	periods []Period
	labels  []string         // of the periods, in full
	short   []string         // and short
	targets []journey.Target // that are drawn
	slope   journey.Measure
	of      journey.Measure // one of the values
	title   string
}

// sheet checks the view and begins it.
func (v Trend) sheet(opt *Options) (*trendSheet, error) {
	if err := checkPeriods(v.Periods); err != nil {
		return nil, err
	}
	p, err := newPage(opt, "", 860, chartLeast)
	if err != nil {
		return nil, err
	}
	p.currency = v.Currency
	s := &trendSheet{page: p, periods: v.Periods, slope: v.Slope}
	s.labels, s.short = p.periodLabels(v.Periods)
	known := measuresOf(v.Periods)
	s.of = known[0]
	s.noteLevels(known...)
	s.targets = targetsOf(s.of, v.Targets)
	if s.title = text.Clean(v.Title); s.title == "" {
		s.title = s.of.Label(p.lang)
	}
	return s, nil
}

// targetsOf returns the first target of each kind for the measure.
func targetsOf(m journey.Measure, all []journey.Target) []journey.Target {
	var list []journey.Target
	for _, t := range all {
		again := slices.ContainsFunc(list, func(other journey.Target) bool { return (other.Op == journey.AtMost) == (t.Op == journey.AtMost) })
		if t.Measure == m.Name && isFinite(t.Value) && !again {
			list = append(list, t)
		}
	}
	return list
}

// met reports whether a value reaches all targets.
func (s *trendSheet) met(m journey.Measure) bool {
	return !slices.ContainsFunc(s.targets, func(t journey.Target) bool { return !t.Met(m) })
}

// verdict says whether a value reaches all targets, "" where there is none.
func (s *trendSheet) verdict(d Period) string {
	if !d.known() || len(s.targets) == 0 {
		return ""
	}
	said := s.word.met
	for _, t := range s.targets {
		if !t.Met(d.Measure) && said != s.word.missed { // the plainest of them
			said = s.outcome(t, d.Measure)
		}
	}
	return said
}

// signs lays out what the marks mean.
func (s *trendSheet) signs() layout.Block {
	var keys []legendKey
	met, missed, intervals := false, false, false
	for _, d := range s.periods {
		if d.known() {
			_, _, ok := bounds(d.Measure)
			intervals = intervals || ok
			met, missed = met || s.met(d.Measure), missed || !s.met(d.Measure)
		}
	}
	if len(s.targets) > 0 && met {
		keys = append(keys, legendKey{s.mark(true, 10*px), s.word.target + " " + s.word.met})
	}
	if missed {
		keys = append(keys, legendKey{s.mark(false, 10*px), s.word.target + " " + s.word.missed})
	}
	if intervals {
		said := s.say("Interval", "Intervalle")
		if len(s.levels) == 1 {
			said = s.say(s.lang.Level(s.levels[0])+" interval", "Intervalle à "+s.lang.Level(s.levels[0]))
		}
		keys = append(keys, legendKey{layout.Block{W: 12 * px, H: 12 * px, Nodes: s.bar(6*px, 0, 12*px, 10*px)}, said})
	}
	return s.legend(s.width, keys...)
}
