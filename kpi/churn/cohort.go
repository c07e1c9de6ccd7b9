package churn

import (
	"maps"
	"slices"

	"github.com/parcours-go/parcours/kpi/internal/calendar"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A LossCohort is the customers who were first seen in one period, and who of
// them was lost when.
type LossCohort struct {
	Start string `json:"start"` // the date on which the period begins, as "2006-01-02"
	Size  int    `json:"size"`  // customers

	// Periods are those from that period to the end of the observation: at index
	// k the cohort is k periods old.
	Periods []Losses `json:"periods"`
}

// cohort returns the tally of those who were first seen in a period: one that is
// asked the same, but for cohorts.
func (t *Tally) cohort(born int) *Tally {
	c := t.cohorts[born]
	if c == nil {
		c = &Tally{question: t.question, walk: t.walk, end: t.end}
		c.Cohorts = false
		t.cohorts[born] = c
	}
	return c
}

// byCohort returns the losses of each cohort.
func (t *Tally) byCohort() []LossCohort {
	var list []LossCohort
	zone := calendar.In(nil, t.Period.unit(), 0)
	for _, born := range slices.Sorted(maps.Keys(t.cohorts)) {
		var r Result
		c := t.cohorts[born]
		c.table(&r)
		list = append(list, LossCohort{Start: zone.Date(born), Size: c.settled + len(c.open), Periods: r.Periods})
	}
	return list
}

// A cohortState is the JSON form of the tally of a cohort, without what is that
// of the whole.
type cohortState struct {
	Born int `json:"born"`
	tallied
}

// states returns the JSON forms of the cohorts.
func (t *Tally) states() []cohortState {
	var list []cohortState
	for _, born := range slices.Sorted(maps.Keys(t.cohorts)) {
		list = append(list, cohortState{born, t.cohorts[born].tallied()})
	}
	return list
}

// restore takes in the cohorts of a state, which have all customers of t between
// them.
func (t *Tally) restore(list []cohortState) error {
	if !t.Cohorts {
		if len(list) > 0 {
			return stat.ErrState
		}
		return nil
	}
	t.cohorts = map[int]*Tally{}
	customers := 0
	for i, s := range list {
		if i > 0 && s.Born <= list[i-1].Born {
			return stat.ErrState
		}
		c := t.cohort(s.Born)
		if err := c.take(s.tallied); err != nil {
			return err
		}
		for k, f := range c.periods.list {
			if f.New > 0 && c.periods.first+k != s.Born {
				return stat.ErrState
			}
		}
		customers += c.settled + len(c.open)
	}
	if customers != t.settled+len(t.open) {
		return stat.ErrState
	}
	return nil
}
