package survey

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A Result is what the answers to a question say.
type Result struct {
	Question Question `json:"question"`

	// Overall are all answers.
	Overall Row `json:"overall"`

	// Stages are the answers by the stage in which a customer was last seen
	// before, in the order of the map, and Unplaced those of customers who were
	// at none yet. Without a map there are none.
	Stages   []Stage `json:"stages,omitempty"`
	Unplaced *Row    `json:"unplaced,omitempty"`

	// Segments are the answers by the values of [Options.By], those with most
	// answers first, and Other the rest.
	Segments []Segment `json:"segments,omitempty"`
	Other    *Row      `json:"other,omitempty"`

	// Periods are the answers by [Options.Period], those without any event left
	// out, and Trend is how the score moves over them: of three periods or more.
	Periods []Span `json:"periods,omitempty"`
	Trend   *Trend `json:"trend,omitempty"`
}

// A Row are some of the answers.
type Row struct {
	Customers int     `json:"customers"` // with an answer that counts
	Counts    Counts  `json:"counts"`
	Score     *Scored `json:"score,omitempty"` // nil where no answer counts
}

// A Stage are the answers of one stage.
type Stage struct {
	Name string `json:"name"`
	Row
}

// A Segment are the answers of one segment.
type Segment struct {
	Segment string `json:"segment"` // "" for answers without a value
	Row

	// Against is the score of the segment less that of all others together,
	// Adjusted for the number of segments.
	Against *Difference `json:"against,omitempty"`
}

// A Span are the answers of one period.
type Span struct {
	From string `json:"from"` // its first date, as "2006-01-02"
	Row

	// Change is the score less that of the last period before with an answer,
	// which begins at Since, Adjusted for the number of changes.
	Change *Difference `json:"change,omitempty"`
	Since  string      `json:"since,omitempty"`
}

// Result returns what was counted so far. It is [ErrNoData] where the question
// was never asked.
func (t *Tally) Result() (*Result, error) {
	if err := t.sound(); err != nil {
		return nil, wrap(err)
	}
	if !t.all.asked() {
		return nil, fmt.Errorf("survey: %w: no event of the question", ErrNoData)
	}
	r := &Result{Question: t.asked.Question, Overall: t.row(t.all)}
	for i, name := range t.asked.Stages {
		r.Stages = append(r.Stages, Stage{name, t.row(t.stages[i])})
	}
	if t.asked.Stages != nil {
		unplaced := t.row(t.stages[len(t.asked.Stages)])
		r.Unplaced = &unplaced
	}
	t.breakDown(r)
	t.overTime(r)
	return r, nil
}

// asked reports whether anybody was asked.
func (r *row) asked() bool { return r.n()+r.Blank+r.Invalid+r.Unweighted > 0 }

// row is a row with its score.
func (t *Tally) row(r *row) Row {
	q := t.asked.Question
	out := Row{Customers: r.Customers, Counts: r.counts(q.Scale)}
	if s := sampleOf(q.groups(out.Counts)); s.n > 0 {
		out.Score = q.scored(s, t.asked.options())
	}
	return out
}

// breakDown writes the segments: those with most answers, and the others as one.
func (t *Tally) breakDown(r *Result) {
	names := slices.SortedFunc(maps.Keys(t.segments), func(a, b string) int {
		return cmp.Or(cmp.Compare(t.segments[b].n(), t.segments[a].n()), cmp.Compare(a, b))
	})
	shown := min(len(names), t.asked.Segments)
	parts := make([]*row, 0, shown+1)
	for _, name := range names[:shown] {
		r.Segments = append(r.Segments, Segment{Segment: name, Row: t.row(t.segments[name])})
		parts = append(parts, t.segments[name])
	}
	if shown < len(names) {
		others := t.newRow()
		for _, name := range names[shown:] {
			others.merge(t.segments[name])
		}
		parts = append(parts, others)
		row := t.row(others)
		r.Other = &row
	}
	t.contrast(r.Segments, parts)
}

// contrast compares each segment with all others.
func (t *Tally) contrast(list []Segment, parts []*row) {
	var made []*Difference
	for i := range list {
		rest := t.newRow()
		for k, part := range parts {
			if k != i {
				rest.merge(part)
			}
		}
		list[i].Against = t.compare(parts[i], rest)
		made = append(made, list[i].Against)
	}
	adjust(made)
}

// compare compares two rows, if both have answers.
func (t *Tally) compare(a, b *row) *Difference {
	q := t.asked.Question
	first, second := sampleOf(q.groups(a.counts(q.Scale))), sampleOf(q.groups(b.counts(q.Scale)))
	if first.n == 0 || second.n == 0 {
		return nil
	}
	return q.difference(first, second, t.asked.options())
}

// adjust corrects the probabilities of comparisons for their number.
func adjust(list []*Difference) {
	list = slices.DeleteFunc(list, func(d *Difference) bool { return d == nil })
	p := make([]float64, len(list))
	for i, d := range list {
		p[i] = d.P
	}
	for i, adjusted := range stat.Holm(p) {
		list[i].Adjusted = stat.Tidy(adjusted)
	}
}

// overTime writes the periods.
func (t *Tally) overTime(r *Result) {
	var changes []*Difference
	var numbers []int
	dates := t.asked.Period.in(time.UTC)
	last := -1 // the last period with an answer
	for i, number := range slices.Sorted(maps.Keys(t.periods)) {
		numbers = append(numbers, number)
		span := Span{From: dates.Date(number), Row: t.row(t.periods[number])}
		if span.Score != nil {
			if last >= 0 {
				span.Change, span.Since = t.compare(t.periods[number], t.periods[numbers[last]]), r.Periods[last].From
				changes = append(changes, span.Change)
			}
			last = i
		}
		r.Periods = append(r.Periods, span)
	}
	adjust(changes)
	r.Trend = t.trend(numbers)
}
