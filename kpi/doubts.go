package kpi

import (
	"cmp"
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/bind"
)

// few is the number of observations under which a measure is called doubtful,
// the usual border of the central limit theorem's rule of thumb.
const few = 30

// doubts returns the warnings of an analysis, in the order of the map and then
// for the journey as a whole. m is the measured map.
func (c *tally) doubts(m *journey.Map, log *event.Log) []Warning {
	var list []Warning
	for i := range m.Stages {
		list = append(list, c.stageDoubts(i, &m.Stages[i])...)
	}
	list = append(list, fewObservations("", m.Measures)...)
	if strange := c.late + c.ancient; strange > 0 {
		list = append(list, Warning{Code: ClockSkew, N: strange, Of: c.events + c.late})
	}
	if c.orders.observable == 0 {
		list = append(list, Warning{Code: ShortObservation})
	}
	if c.unknown != nil {
		list = append(list, Warning{Code: UnknownNames, Measures: c.unknown})
	}
	said := c.answers.said()
	list = append(list, c.missingValues(said)...)
	if invalid, all := said.invalid(); invalid > 0 {
		list = append(list, Warning{Code: InvalidAnswers, N: invalid, Of: all})
	}
	return append(list, c.unexplainedEvents(log.Names())...)
}

func (c *tally) stageDoubts(i int, s *journey.Stage) []Warning {
	switch {
	case !c.Tied[i]:
		return []Warning{{Code: UntiedStage, Stage: s.Name}}
	case c.reach.stages[i] == 0:
		return []Warning{{Code: UnobservedStage, Stage: s.Name}}
	}
	list := fewObservations(s.Name, s.Measures)
	if next := c.reach.next(i); next != bind.None {
		p := c.reach.pair(i, next)
		if p.both >= few && 5*p.inverted >= p.both {
			list = append(list, Warning{Code: ClockSkew, Stage: s.Name, N: p.inverted, Of: p.both})
		}
	}
	return list
}

func fewObservations(stage string, measures []journey.Measure) []Warning {
	w := Warning{Code: FewObservations, Stage: stage, N: few}
	for _, m := range measures {
		if m.Source != "" && m.Estimated() && m.N < few {
			w.Measures = append(w.Measures, m.Name)
			w.N = min(w.N, m.N)
		}
	}
	if w.Measures == nil {
		return nil
	}
	return []Warning{w}
}

// missingValues warns of events that should have values and have none: of
// orders, and of the answers to each question.
func (c *tally) missingValues(said said) []Warning {
	var list []Warning
	add := func(blank, valued int, measures ...string) {
		if blank > 0 && valued == 0 {
			list = append(list, Warning{Code: MissingValues, Measures: measures, N: blank})
		}
	}
	add(c.orders.blank, c.orders.valued, journey.MeasureRevenue, journey.MeasureCLV)
	for _, r := range said.each() {
		add(r.Overall.Counts.Blank, r.Overall.Counts.N(), r.Question.Name)
	}
	return list
}

// unexplainedEvents warns of events that no touchpoint names. Answers need
// none: they are about the stage in which they are given.
func (c *tally) unexplainedEvents(names []string) []Warning {
	var ids []int
	n := 0
	for id, times := range c.reach.unexplained {
		if times > 0 && !c.isNPS[id] && !c.isCSAT[id] && !c.isCES[id] {
			ids = append(ids, id)
			n += times
		}
	}
	if 100*n < c.events || n == 0 {
		return nil
	}
	slices.SortStableFunc(ids, func(a, b int) int {
		return cmp.Compare(c.reach.unexplained[b], c.reach.unexplained[a])
	})
	w := Warning{Code: UnexplainedEvents, N: n, Of: c.events}
	for _, id := range ids[:min(3, len(ids))] {
		w.Measures = append(w.Measures, names[id])
	}
	return []Warning{w}
}
