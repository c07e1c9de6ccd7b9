package kpi

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/bind"
	"github.com/parcours-go/parcours/kpi/survey"
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
	survey.Question
	rows  [][]int
	blank int // events without a value: asked, not answered
}

func newAnswers(s *setting) answers {
	return answers{
		setting: s,
		nps:     newReplies(survey.Recommend(), s.stages),
		csat:    newReplies(survey.Satisfaction(), s.stages),
		ces:     newReplies(survey.Effort(), s.stages),
	}
}

func newReplies(to survey.Question, stages int) replies {
	r := replies{Question: to, rows: make([][]int, stages+1)}
	for i := range r.rows {
		r.rows[i] = make([]int, to.Scale.Hi-to.Scale.Lo+1)
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
	if !to.Scale.Holds(v) {
		a.invalid++
		return
	}
	to.rows[row][int(v)-to.Scale.Lo]++
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

// ofStage returns what customers said in stage i. The mean of the satisfaction
// is the emotion of the stage.
func (a *answers) ofStage(i int) []journey.Measure {
	felt := survey.Satisfaction()
	felt.Name, felt.Kind = journey.MeasureSatisfaction, survey.Mean
	m := a.measure(felt, a.csat.rows[i])
	m = append(m, a.measure(a.csat.Question, a.csat.rows[i])...)
	return append(m, a.measure(a.nps.Question, a.nps.rows[i])...)
}

// overall returns what customers said anywhere.
func (a *answers) overall() []journey.Measure {
	var m []journey.Measure
	for _, r := range []*replies{&a.nps, &a.csat, &a.ces} {
		m = append(m, a.measure(r.Question, r.sum())...)
	}
	return m
}

func (r *replies) sum() []int {
	total := make([]int, len(r.rows[0]))
	for _, row := range r.rows {
		addCounts(total, row)
	}
	return total
}

// measure scores counted answers, if there are any.
func (a *answers) measure(q survey.Question, counts []int) []journey.Measure {
	scored, err := q.Score(survey.Counts{Scale: q.Scale, Answers: counts}, &survey.ScoreOptions{Level: a.Level})
	if err != nil {
		return nil // there are none
	}
	return []journey.Measure{scored.Measure}
}
