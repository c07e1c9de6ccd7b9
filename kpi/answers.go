package kpi

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/bind"
)

// answers counts what customers said, by the stage in which they said it.
type answers struct {
	*setting
	nps, csat, ces replies
	invalid        int // answers off their scale
}

// replies counts the answers to one question: a row for each stage, and one
// for customers who were at no stage yet.
type replies struct {
	scale
	rows  [][]int
	blank int // events without a value: asked, not answered
}

func newAnswers(s *setting) answers {
	return answers{
		setting: s,
		nps:     newReplies(npsScale, s.stages),
		csat:    newReplies(csatScale, s.stages),
		ces:     newReplies(cesScale, s.stages),
	}
}

func newReplies(on scale, stages int) replies {
	r := replies{scale: on, rows: make([][]int, stages+1)}
	for i := range r.rows {
		r.rows[i] = make([]int, on.hi+1)
	}
	return r
}

func (a *answers) add(t event.Trace, n int) {
	row := a.stages // no stage yet
	for i := range n {
		if stage := a.Stage(t, i); stage != bind.None {
			row = stage
		}
		if to := a.question(t.NameID(i)); to != nil {
			if v, ok := t.Value(i); ok {
				a.count(to, row, v)
			} else {
				to.blank++
			}
		}
	}
}

func (a *answers) question(name int) *replies {
	switch {
	case a.isNPS[name]:
		return &a.nps
	case a.isCSAT[name]:
		return &a.csat
	case a.isCES[name]:
		return &a.ces
	}
	return nil
}

func (a *answers) count(to *replies, row int, v float64) {
	if !to.holds(v) {
		a.invalid++
		return
	}
	to.rows[row][int(v)]++
}

func (a *answers) merge(other *answers) {
	for _, r := range []struct{ to, from *replies }{
		{&a.nps, &other.nps}, {&a.csat, &other.csat}, {&a.ces, &other.ces},
	} {
		r.to.blank += r.from.blank
		for i := range r.from.rows {
			addCounts(r.to.rows[i], r.from.rows[i])
		}
	}
	a.invalid += other.invalid
}

// ofStage returns what customers said in stage i.
func (a *answers) ofStage(i int) []journey.Measure {
	m := a.csat.measure(a.csat.rows[i], satisfactionMeasure, a.Level)
	m = append(m, a.csat.measure(a.csat.rows[i], csatMeasure, a.Level)...)
	return append(m, a.nps.measure(a.nps.rows[i], npsMeasure, a.Level)...)
}

// overall returns what customers said anywhere.
func (a *answers) overall() []journey.Measure {
	m := a.nps.measure(a.nps.sum(), npsMeasure, a.Level)
	m = append(m, a.csat.measure(a.csat.sum(), csatMeasure, a.Level)...)
	return append(m, a.ces.measure(a.ces.sum(), cesMeasure, a.Level)...)
}

func (r *replies) sum() []int {
	total := make([]int, r.hi+1)
	for _, row := range r.rows {
		addCounts(total, row)
	}
	return total
}

// measure applies a survey measure to counted answers, if there are any.
func (r *replies) measure(row []int, of func([]int, float64) journey.Measure, level float64) []journey.Measure {
	var list []int
	for answer, times := range row {
		for range times {
			list = append(list, answer)
		}
	}
	if len(list) == 0 {
		return nil
	}
	return []journey.Measure{of(list, level)}
}
