package churn

import (
	"fmt"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/calendar"
	"github.com/parcours-go/parcours/kpi/internal/figure"
)

// A Result is who was lost, by period and in all.
type Result struct {
	Period Period `json:"period"`

	// Periods are those from the first in which a customer is seen to the end
	// of the observation.
	Periods []Losses `json:"periods"`

	Customers int `json:"customers"` // all who were ever seen
	Gone      int `json:"gone"`      // silent for long enough at the end of the observation
	Pending   int `json:"pending"`   // silent for less than that: nobody knows yet

	// Churn is Gone as a ratio of the customers who could be gone: those first
	// seen longer ago than the silence. It has Wilson's interval, and is zero
	// where there are none.
	Churn journey.Measure `json:"churn,omitzero"`

	// Case names what the periods can not tell, or only at its edge.
	Case Case `json:"case,omitempty"`

	// Cohorts are the losses of those who were first seen in the same period, in
	// the order of the periods, where [Options.Cohorts] asks for them.
	Cohorts []LossCohort `json:"cohorts,omitempty"`
}

// Losses are who was there in one period, who came and who went. Where it is
// Settled, those there at its end are Start + New + Returned − Lost − Passed.
type Losses struct {
	Start string `json:"start"` // the date on which the period begins, as "2006-01-02"

	AtStart  int `json:"at_start"` // customers who were there when it began
	New      int `json:"new"`      // seen for the first time
	Returned int `json:"returned"` // seen again, and not there at the start
	Lost     int `json:"lost"`     // of those AtStart, not there at the end
	Passed   int `json:"passed"`   // new or returned, and not there at the end

	// Pending are the customers of this and of earlier periods of whom nobody
	// knows yet whether they were there at the end of this one. They are
	// neither lost nor kept.
	Pending int `json:"pending"`

	// Settled says that the period was over early enough for everybody's silence
	// to be judged: longer before the end of the observation than
	// [Options.Silence], or with AfterSilence at that end. Nobody is pending
	// then. Where it is not, nobody need be pending either: it is a matter of
	// time alone, so that no lucky month has a rate earlier than others.
	Settled bool `json:"settled"`

	// Churn is Lost as a ratio of AtStart: logo churn. It has Wilson's interval,
	// and is zero where the period is not settled or nobody was there.
	Churn journey.Measure `json:"churn,omitzero"`
}

// Result returns what was counted so far. The tally may go on after it.
func (t *Tally) Result() (*Result, error) {
	if t.err != nil {
		return nil, fmt.Errorf("churn: %w", t.err)
	}
	t.settle()
	r := &Result{Period: t.Period, Customers: t.settled + len(t.open), Gone: t.settled, Pending: len(t.open)}
	if r.Customers == 0 {
		return nil, fmt.Errorf("churn: %w: no event that shows a customer", ErrNoData)
	}
	observable := t.settled
	for _, o := range t.open {
		if t.over(o.First) {
			observable++
		}
	}
	if observable > 0 {
		r.Churn = figure.Ratio(journey.MeasureChurn, r.Gone, observable, t.Level)
	}
	t.table(r)
	r.Cohorts = t.byCohort()
	return r, nil
}

// table fills in the periods, and the case of them.
func (t *Tally) table(r *Result) {
	pending := t.pending()
	zone := calendar.In(nil, t.Period.unit(), 0)
	there, waiting, lost, base, settled := 0, 0, 0, 0, 0
	for number := t.begins(); number <= t.end.Number; number++ {
		f, p := t.periods.of(number), pending.of(number)
		waiting += p.New + p.Lost
		l := Losses{
			Start: zone.Date(number), AtStart: there, New: f.New, Returned: f.Returned, Lost: f.Lost, Passed: f.Passed,
			Pending: waiting, Settled: t.isSettled(number),
		}
		there += f.New + f.Returned - f.Lost - f.Passed - p.New - p.Lost
		if l.Settled {
			settled, lost, base = settled+1, lost+l.Lost, base+l.AtStart
			if l.AtStart > 0 {
				l.Churn = figure.Ratio(journey.MeasureChurn, l.Lost, l.AtStart, t.Level)
			}
		}
		r.Periods = append(r.Periods, l)
	}
	r.Case = caseOf(settled, lost, base)
}

func caseOf(settled, lost, base int) Case {
	switch {
	case settled == 0:
		return TooShort
	case base == 0:
		return NoBase
	case lost == 0:
		return NobodyLeft
	case lost == base:
		return AllLeft
	}
	return ""
}

// pending returns how many customers left in each period if their silence
// lasts: as New, if they came in it, as Lost if they were there. With
// [AfterSilence] there are none.
func (t *Tally) pending() timeline[flow] {
	var out timeline[flow]
	if t.Leave == AfterSilence {
		return out
	}
	for _, o := range t.open {
		if o.There {
			out.at(o.Period).Lost++
		} else {
			out.at(o.Period).New++
		}
	}
	return out
}

// begins returns the first period in which somebody is seen.
func (t *Tally) begins() int {
	for i, f := range t.periods.list {
		if f.New > 0 {
			return t.periods.first + i
		}
	}
	return t.end.Number
}

// isSettled reports whether a period is over for everybody.
func (t *Tally) isSettled(number int) bool {
	if t.Leave == AfterSilence {
		return number < t.end.Number
	}
	return number < t.end.Before
}
