package funnel

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/figure"
)

// A Result is a computed funnel.
type Result struct {
	Count     Count     `json:"count"`     // what is counted
	Customers int       `json:"customers"` // in the log
	Events    int       `json:"events"`
	From      time.Time `json:"from"` // of the first event, in UTC
	To        time.Time `json:"to"`   // of the last event

	// Excluded is how many were left out by excluded events: see [Drop].
	Excluded int `json:"excluded,omitempty"`

	// Cut is how many customers had so many events that not every way through
	// them was tried, and who may have come further, or again: tens of thousands,
	// or many at one moment, each of which satisfies several steps. It is 0 in
	// any sane log.
	Cut int `json:"cut,omitempty"`

	All Row `json:"all"` // the whole funnel

	// Segments are the rows of the breakdown: those that most entered first.
	// Other is of all other values together, nil if there are none.
	Segments []Row `json:"segments,omitempty"`
	Other    *Row  `json:"other,omitempty"`
}

// A Row is a funnel: the whole one, or that of a segment.
type Row struct {
	Segment   string `json:"segment,omitempty"` // a value of Options.By; "" lacks one
	Entered   int    `json:"entered"`           // took the first step
	Completed int    `json:"completed"`         // took the last one that is not optional

	// Open is how many of those who did not complete it may still do so: they
	// began so late that their window is not over at the last event of the log.
	// They are among the Entered of every share; to leave them out, set
	// Options.To. It is 0 without a Window, and with Brief.
	Open int `json:"open,omitempty"`

	// Conversion is the share of Completed in Entered, zero where nobody entered.
	Conversion journey.Measure `json:"conversion,omitzero"`

	Steps []StepResult `json:"steps"`

	// Against compares the segment with all others: nil in the whole funnel,
	// where nobody else entered, and where one customer may be in several
	// segments, which are then not independent.
	Against *Comparison `json:"against,omitempty"`
}

// A StepResult is what is known of one step. What cannot be said, such as the
// conversion of 0 in 0, is the zero Measure.
type StepResult struct {
	Name     string `json:"name"`
	Optional bool   `json:"optional,omitempty"`
	Reached  int    `json:"reached"` // took the step
	Dropped  int    `json:"dropped"` // and no further one; of the last step, 0

	OfAll        journey.Measure `json:"of_all,omitzero"`        // share of all that are counted, entered or not; only in the whole funnel
	FromFirst    journey.Measure `json:"from_first,omitzero"`    // share of those who took the first step
	FromPrevious journey.Measure `json:"from_previous,omitzero"` // share of those who took the prior step that is not optional
	DropOff      journey.Measure `json:"drop_off,omitzero"`      // share of Dropped in Reached; not of the last step

	// TimeFromPrevious and TimeFromFirst are median, mean and 90th percentile
	// of the time from the prior step taken, and from the first one, in seconds:
	// quantiles of type 7 of Hyndman and Fan 1996 with order-statistic
	// intervals, the mean with Student's. There are none of fewer than two.
	TimeFromPrevious []journey.Measure `json:"time_from_previous,omitempty"`
	TimeFromFirst    []journey.Measure `json:"time_from_first,omitempty"`

	// Value is the sum of the values of the events by which the step was taken.
	Value float64 `json:"value,omitempty"`

	// Next is what those who dropped did next: the events that most did, and
	// those who did nothing more, whose Name is "". NextOther is how many did
	// anything else.
	Next      []Next `json:"next,omitempty"`
	NextOther int    `json:"next_other,omitempty"`
}

// A Next is how many of those who dropped did one thing next.
type Next struct {
	Name  string `json:"name"` // of an event; "" stands for nothing
	Count int    `json:"count"`
}

// nextShown is how many next events a step lists.
const nextShown = 5

// Result returns what was counted so far.
func (t *Tally) Result() (*Result, error) {
	if t.err != nil {
		return nil, fmt.Errorf("funnel: %w", t.err)
	}
	if t.customers == 0 {
		return nil, fmt.Errorf("funnel: %w: no customer", ErrNoData)
	}
	o := &t.asked.Options
	r := &Result{
		Count: o.Count, Customers: t.customers, Events: t.events, Excluded: t.excluded, Cut: t.cut,
		From: time.Unix(0, t.first).UTC(), To: time.Unix(0, t.last).UTC(),
	}
	r.All = t.rowResult("", t.all)
	if whole := t.whole(); whole > 0 {
		for i := range r.All.Steps {
			r.All.Steps[i].OfAll = figure.Ratio(journey.MeasureReached, r.All.Steps[i].Reached, whole, o.Level)
		}
	}
	if o.By != "" {
		t.breakDown(r)
	}
	if !r.finite() {
		return nil, fmt.Errorf("funnel: %w", ErrTooLarge)
	}
	return r, nil
}

// finite reports whether every sum of values is a number. The whole may be one
// where a part is none.
func (r *Result) finite() bool {
	rows := append(slices.Clone(r.Segments), r.All)
	if r.Other != nil {
		rows = append(rows, *r.Other)
	}
	for _, row := range rows {
		for _, s := range row.Steps {
			if math.IsInf(s.Value, 0) {
				return false
			}
		}
	}
	return true
}

// whole returns how many there are of what is counted, entered or not; 0 where
// that means nothing.
func (t *Tally) whole() int {
	switch t.asked.Options.Count {
	case Customers:
		return t.customers
	case Scopes:
		return t.scopes
	}
	return 0
}

func (t *Tally) rowResult(segment string, r *row) Row {
	k, level := len(t.asked.Steps), t.asked.Options.Level
	out := Row{Segment: segment, Entered: r.Reached[0], Steps: make([]StepResult, k)}
	prior := 0 // the prior step that is not optional
	for i, step := range t.asked.Steps {
		s := &out.Steps[i]
		*s = StepResult{Name: step.Name, Optional: step.Optional, Reached: r.Reached[i]}
		s.FromFirst = share(journey.MeasureConversion, r.Reached[i], r.Reached[0], level)
		if i > 0 {
			s.FromPrevious = share(journey.MeasureConversion, r.Reached[i], r.Reached[prior], level)
		}
		if i < k-1 {
			s.Dropped = r.Ended[i]
			s.DropOff = share(journey.MeasureDropOff, s.Dropped, s.Reached, level)
		}
		if r.Values != nil {
			s.detail(r, i, level)
		}
		if !step.Optional {
			prior = i
		}
	}
	out.Completed = r.Reached[prior]
	out.Open = r.open(t.last, limit(t.asked.Window))
	out.Conversion = share(journey.MeasureConversion, out.Completed, out.Entered, level)
	return out
}

// share is k in n, or zero where n is 0.
func share(name string, k, n int, level float64) journey.Measure {
	if n == 0 {
		return journey.Measure{}
	}
	return figure.Ratio(name, k, n, level)
}

func (s *StepResult) detail(r *row, i int, level float64) {
	s.TimeFromPrevious = figure.Times(&r.FromPrevious[i], level)
	s.TimeFromFirst = figure.Times(&r.FromFirst[i], level)
	s.Value = r.Values[i].Float64()
	for name, n := range r.Next[i] {
		s.Next = append(s.Next, Next{name, n})
	}
	slices.SortFunc(s.Next, func(a, b Next) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name))
	})
	if len(s.Next) > nextShown {
		for _, n := range s.Next[nextShown:] {
			s.NextOther += n.Count
		}
		s.Next = slices.Clone(s.Next[:nextShown])
	}
}
