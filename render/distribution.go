package render

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/dwell"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/text"
	"github.com/parcours-go/parcours/render/scene"
)

// A Distribution draws how long customers stay in each stage, one stage a row.
//
// A point is the median of the visits, from which a line leads to the 90th
// percentile, which one visit in ten exceeds. Brackets below them are their
// intervals, and the diamond is the mean. The axis begins at 0, unless the times
// lie so far apart that short ones could not be seen: then it is logarithmic, and
// says so.
type Distribution struct {
	Result *dwell.Result
	Title  string // "" means "Time per stage"
}

const (
	mostTimedStages = 500

	timesUsual  = 940      // pixels
	timesColumn = 620 * px // of width, from which name, plot and numbers stand beside each other
)

var errNoTimes = errors.New("render: a distribution without the times of a stage")

// A timesSheet is what the parts of a distribution have in common.
type timesSheet struct {
	*page
	stages []timedStage
	title  string
	axis   timeAxis
	plotX  scene.Px
	plot   scene.Px // width of the plot
}

// A timedStage is a stage with its times by name.
type timedStage struct {
	dwell.Stage
	median, mean, p90          journey.Measure
	hasMedian, hasMean, hasP90 bool
}

// Scene lays the distribution out. Without a stage of which times are known, or
// with more stages than can be drawn, it is an error.
func (v Distribution) Scene(opt *Options) (*scene.Scene, error) {
	s, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	return s.drawing(shortName(s.title), s.describe(),
		s.heading(s.say("TIME", "TEMPS"), s.title, s.say(
			"How long a visit to each stage lasts, until the next one begins.",
			"Combien dure le passage dans chaque étape, jusqu’au début du suivant.")),
		s.key(), s.chart(), s.footnote(nil, s.method()...)), nil
}

func (v Distribution) sheet(opt *Options) (*timesSheet, error) {
	if v.Result == nil {
		return nil, errNoTimes
	}
	if n := len(v.Result.Stages); n > mostTimedStages {
		return nil, fmt.Errorf("render: %d stages: at most %d can be drawn", n, mostTimedStages)
	}
	p, err := newPage(opt, "", timesUsual, chartLeast)
	if err != nil {
		return nil, err
	}
	s := &timesSheet{page: p, title: cmp.Or(v.Title, p.say("Time per stage", "Temps par étape"))}
	known := false
	for _, stage := range v.Result.Stages {
		t := timedStageOf(stage)
		s.stages, known = append(s.stages, t), known || t.known()
	}
	if !known {
		return nil, errNoTimes
	}
	s.levels = s.levelsOfTimes()
	s.plot = s.width
	if s.width >= timesColumn {
		s.plotX = s.width*21/100 + compareGap
		s.plot = s.width*47/100 - 2*compareGap
	}
	s.axis = s.timeAxis()
	return s, nil
}

func timedStageOf(stage dwell.Stage) timedStage {
	t := timedStage{Stage: stage}
	for _, m := range stage.Measures {
		if m.Unit != journey.Seconds || !isFinite(m.Value) || m.Value < 0 {
			continue
		}
		if !isFinite(m.Lo) || !isFinite(m.Hi) || !(m.Lo <= m.Value && m.Value <= m.Hi) {
			m.Lo, m.Hi, m.Level = 0, 0, 0
		}
		switch m.Name {
		case journey.MeasureTimeMedian:
			t.median, t.hasMedian = m, true
		case journey.MeasureTimeMean:
			t.mean, t.hasMean = m, true
		case journey.MeasureTimeP90:
			t.p90, t.hasP90 = m, true
		}
	}
	return t
}

func (t timedStage) known() bool { return t.hasMedian || t.hasMean || t.hasP90 }

// each returns the times that are known.
func (t timedStage) each() (list []journey.Measure) {
	for _, m := range []journey.Measure{t.median, t.mean, t.p90} {
		if m.Name != "" {
			list = append(list, m)
		}
	}
	return list
}

// levelsOfTimes returns the levels of the intervals, each once.
func (s *timesSheet) levelsOfTimes() []float64 {
	var m journey.Map
	for _, t := range s.stages {
		m.Measures = append(m.Measures, t.each()...)
	}
	return levelsOf(&m)
}

// describe says in words where customers stay longest and shortest.
func (s *timesSheet) describe() string {
	longest, shortest, tail := -1, -1, -1
	stretch := func(t timedStage) float64 { return t.p90.Value / max(t.median.Value, 1e-9) }
	for i, t := range s.stages {
		if !t.hasMedian {
			continue
		}
		if longest < 0 || t.median.Value > s.stages[longest].median.Value {
			longest = i
		}
		if shortest < 0 || t.median.Value < s.stages[shortest].median.Value {
			shortest = i
		}
		if t.hasP90 && (tail < 0 || stretch(t) > stretch(s.stages[tail])) {
			tail = i
		}
	}
	sentences := []string{shortName(s.title) + s.word.colon + s.count(len(s.stages), s.word.oneStage, s.word.manyStages) + "."}
	if longest >= 0 {
		said := s.say("Longest median: ", "Médiane la plus longue\u00a0: ") + s.timeOf(longest)
		if shortest != longest {
			said += s.say("; shortest: ", "\u00a0; la plus courte\u00a0: ") + s.timeOf(shortest)
		}
		sentences = append(sentences, said+".")
	}
	if tail >= 0 {
		t := s.stages[tail]
		sentences = append(sentences, s.say("Longest tail: ", "Traîne la plus longue\u00a0: ")+s.timesName(tail)+", "+
			s.say("one visit in ten lasts more than ", "un passage sur dix dure plus de ")+s.value(t.p90)+".")
	}
	return strings.Join(sentences, " ")
}

// timesName returns the name of a stage as the description has it.
func (s *timesSheet) timesName(i int) string { return shortName(s.stages[i].Name) }

func (s *timesSheet) timeOf(i int) string {
	return strings.TrimSpace(s.timesName(i) + " (" + s.value(s.stages[i].median) + ")")
}

// method says what is left out, and what the bands mean.
func (s *timesSheet) method() []string {
	var said []string
	if len(s.levels) == 1 { // several are said beside each interval
		said = append(said, s.word.intervals+s.lang.Level(s.levels[0])+".")
	}
	if s.axis.log {
		said = append(said, s.say("The axis is logarithmic: the same distance is the same multiple.", "L’axe est logarithmique\u00a0: une même distance est un même rapport."))
	}
	return append(said, s.say(
		"n is the number of visits that another visit ended; open ones, which none ended, are counted and left out of the times.",
		"n est le nombre de passages qu’un autre a terminés\u00a0; les passages ouverts, qu’aucun n’a terminés, sont comptés et absents des temps."))
}

// samplesOf says how many visits there were.
func (s *timesSheet) samplesOf(t timedStage) []string {
	var parts []string
	if t.Visits > 0 {
		parts = append(parts, s.sample(journey.Measure{N: t.Visits}))
	} else if m := t.each(); len(m) > 0 {
		parts = nonEmpty(s.sample(m[0]))
	}
	if t.Open > 0 {
		parts = append(parts, s.lang.Number(float64(t.Open), 0)+" "+s.plural(float64(t.Open), s.say("open", "ouvert"), s.say("open", "ouverts")))
	}
	return parts
}

// silence says why a stage has no times.
func (s *timesSheet) silence(t timedStage) string {
	if t.Visits+t.Open == 0 {
		return s.say("No visit", "Aucun passage")
	}
	return s.say("Too few visits that ended", "Trop peu de passages terminés")
}

// Tables returns the times of each stage.
func (v Distribution) Tables(opt *Options) ([]Table, error) {
	s, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	t := Table{Title: s.title, Columns: []Column{{Name: s.say("Stage", "Étape")}}, Notes: s.method()}
	for _, name := range []string{journey.MeasureTimeMedian, journey.MeasureTimeMean, journey.MeasureTimeP90} {
		label := journey.Measure{Name: name}.Label(s.lang)
		t.Columns = append(t.Columns, Column{label, true}, Column{s.say("Interval", "Intervalle"), true})
	}
	t.Columns = append(t.Columns, Column{s.say("Visits that ended", "Passages terminés"), true}, Column{s.say("Open", "Ouverts"), true})
	for _, stage := range s.stages {
		row := []string{text.Clean(stage.Name)}
		for _, m := range []struct {
			journey.Measure
			known bool
		}{{stage.median, stage.hasMedian}, {stage.mean, stage.hasMean}, {stage.p90, stage.hasP90}} {
			if m.known {
				row = append(row, s.value(m.Measure), s.interval(m.Measure))
			} else {
				row = append(row, "–", "")
			}
		}
		t.Rows = append(t.Rows, append(row, s.lang.Number(float64(stage.Visits), 0), s.lang.Number(float64(stage.Open), 0)))
	}
	return []Table{t}, nil
}

// key says what the marks mean.
func (s *timesSheet) key() layout.Block {
	const w = 12 * px
	sign := func(nodes ...scene.Node) layout.Block { return layout.Block{W: w, H: w, Nodes: nodes} }
	return s.legend(s.width,
		legendKey{sign(s.medianDot(w/2, w/2)), s.say("median", "médiane")},
		legendKey{sign(s.meanMark(w/2, w/2)), s.say("mean", "moyenne")},
		legendKey{sign(s.tailLine(0, w-px, w/2)...), s.say("up to the 90th percentile: one visit in ten lasts longer", "jusqu’au 90e centile\u00a0: un passage sur dix dure plus")},
		legendKey{sign(s.bracket(px, w-px, w/2+2*px, s.theme.Muted)), s.say("interval", "intervalle")},
	)
}
