package kpi

import (
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/survey"
)

// answers counts what customers said, by the stage in which they said it: to
// each question that the log shows.
type answers struct {
	nps, csat, ces *survey.Tally // nil for a question that nobody was asked
}

// questions returns empty tallies of the questions.
func questions(m *journey.Map, log *event.Log, opt Options) (a answers, err error) {
	var taken []string
	for _, ask := range []struct {
		to     **survey.Tally
		of     survey.Question
		events []string
	}{{&a.nps, survey.Recommend(), opt.NPS}, {&a.csat, survey.Satisfaction(), opt.CSAT}, {&a.ces, survey.Effort(), opt.CES}} {
		ask.of.Events = slices.DeleteFunc(slices.Clone(ask.events), func(name string) bool {
			_, shown := log.NameID(name)
			return !shown || slices.Contains(taken, name) // an event answers the first question that names it
		})
		taken = append(taken, ask.of.Events...)
		if len(ask.of.Events) == 0 {
			continue
		}
		if *ask.to, err = survey.New(m, log, ask.of, &survey.Options{Level: opt.Level, At: opt.At}); err != nil {
			return a, err
		}
	}
	return a, nil
}

// fresh returns empty tallies for another part of the log.
func (a answers) fresh() answers {
	for _, t := range []**survey.Tally{&a.nps, &a.csat, &a.ces} {
		if *t != nil {
			*t = (*t).Fresh()
		}
	}
	return a
}

func (a answers) each() []*survey.Tally { return []*survey.Tally{a.nps, a.csat, a.ces} }

func (a answers) add(t event.Trace) {
	for _, tally := range a.each() {
		if tally != nil {
			tally.Add(t)
		}
	}
}

func (a answers) merge(other answers) {
	theirs := other.each()
	for i, tally := range a.each() {
		if tally != nil {
			tally.Merge(theirs[i])
		}
	}
}

// said is what customers said, in the end. What nobody was asked is empty.
type said struct{ nps, csat, ces survey.Result }

func (a answers) said() said {
	of := func(t *survey.Tally) survey.Result {
		if t != nil {
			if r, err := t.Result(); err == nil {
				return *r
			}
		}
		return survey.Result{}
	}
	return said{of(a.nps), of(a.csat), of(a.ces)}
}

func (s said) each() []survey.Result { return []survey.Result{s.nps, s.csat, s.ces} }

// ofStage returns what customers said in stage i. The mean of their satisfaction
// is the emotion of the stage.
func (s said) ofStage(i int, level float64) []journey.Measure {
	var m []journey.Measure
	if s.csat.Stages != nil {
		felt := s.csat.Question
		felt.Name, felt.Kind = journey.MeasureSatisfaction, survey.Mean
		if mean, err := felt.Score(s.csat.Stages[i].Counts, &survey.ScoreOptions{Level: level}); err == nil {
			m = append(m, mean.Measure)
		}
		m = append(m, scored(s.csat.Stages[i].Row)...)
	}
	if s.nps.Stages != nil {
		m = append(m, scored(s.nps.Stages[i].Row)...)
	}
	return m
}

// overall returns what customers said anywhere.
func (s said) overall() []journey.Measure {
	var m []journey.Measure
	for _, r := range s.each() {
		m = append(m, scored(r.Overall)...)
	}
	return m
}

// invalid returns how many answers are off their scale, and of how many.
func (s said) invalid() (invalid, all int) {
	for _, r := range s.each() {
		invalid += r.Overall.Counts.Invalid
		all += r.Overall.Counts.Invalid + r.Overall.Counts.N()
	}
	return invalid, all
}

// scored returns the score of a row, if anybody answered.
func scored(r survey.Row) []journey.Measure {
	if r.Score == nil {
		return nil
	}
	return []journey.Measure{r.Score.Measure}
}
