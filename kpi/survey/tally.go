package survey

import (
	"sort"
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/bind"
	"github.com/parcours-go/parcours/kpi/internal/figure"
)

// What a tally can not be used for. Its Result returns it.
var (
	ErrOtherQuestion = figure.ErrOtherQuestion
	ErrNoLog         = figure.ErrNoLog
)

// Compute scores the answers to a question in log: overall, by the stages of m,
// which may be nil, and by whatever else the options say.
//
// A map, a question or an option that is not valid is a *[field.Error] with its
// path, or several, joined. A log without an event of the question is
// [ErrNoData]. Where nobody answered, but somebody was asked, there is a result
// without a score.
//
// [field.Error]: https://pkg.go.dev/github.com/parcours-go/parcours/persona/field#Error
func Compute(m *journey.Map, log *event.Log, question Question, opt *Options) (*Result, error) {
	empty, err := New(m, log, question, opt)
	if err != nil {
		return nil, err
	}
	return event.Fold(log, empty.Fresh).Result()
}

// A Tally counts the answers of customers, each of whom must be in one tally
// with all their events. It is an [event.Accumulator].
//
// A Tally keeps its first mistake, which Result returns: it was given traces
// after it was restored from JSON, which knows no log; or it was merged with
// one that was asked something else.
type Tally struct {
	asked inquiry
	query *query // nil in a tally that was restored
	err   error

	all      *row
	stages   []*row // of the map, and one for customers who were at none yet
	segments map[string]*row
	periods  map[int]*row

	byID      []*row // those of the log's segments
	customers int    // who were added

	// Of the trace that is being added.
	codes        []int32
	stage, since int // the stage of the events from that one to the answer looked at
}

// New returns an empty tally for traces of log. Errors are those of [Compute],
// but for ErrNoData.
func New(m *journey.Map, log *event.Log, question Question, opt *Options) (*Tally, error) {
	q, err := newQuery(m, log, question, opt)
	if err != nil {
		return nil, wrap(err)
	}
	return (&Tally{asked: q.inquiry, query: q}).Fresh(), nil
}

// Fresh returns an empty tally for traces of the same log that was asked the
// same.
func (t *Tally) Fresh() *Tally {
	out := &Tally{asked: t.asked, query: t.query, segments: map[string]*row{}, periods: map[int]*row{}}
	out.all = out.newRow()
	if t.asked.Stages != nil {
		for range len(t.asked.Stages) + 1 {
			out.stages = append(out.stages, out.newRow())
		}
	}
	if t.query != nil {
		out.byID = make([]*row, len(t.query.segments))
	}
	return out
}

func (t *Tally) newRow() *row { return newRow(t.asked.Question.Scale, t.asked.Weight != "") }

// Add counts the answers of one customer.
func (t *Tally) Add(trace event.Trace) {
	q := t.query
	if q == nil {
		t.fail(ErrNoLog)
		return
	}
	if !q.asked {
		return
	}
	nanos := trace.Nanos()
	n := len(nanos)
	if n > 0 && nanos[n-1] > q.At {
		n = sort.Search(n, func(i int) bool { return nanos[i] > q.At })
	}
	t.codes = trace.AppendCodes(t.codes[:0], q.isAnswer)
	t.customers++
	t.stage, t.since = 0, n
	for i := n - 1; i >= 0; i-- { // the last answer first: it may be the one that counts
		if t.codes[i] != 0 {
			t.answer(trace, i)
		}
	}
}

// place returns the stage in which the customer was last seen at event i, or the
// number of stages for none yet. It is asked of one event after the other, the
// last first: where an earlier search came by event i, it knows.
func (t *Tally) place(trace event.Trace, i int) int {
	if i >= t.since {
		return t.stage
	}
	for t.since = i; t.since >= 0; t.since-- {
		if stage := t.query.binding.Stage(trace, t.since); stage != bind.None {
			t.stage = stage
			return stage
		}
	}
	t.stage = len(t.asked.Stages)
	return t.stage
}

// answer counts one answer wherever it belongs.
func (t *Tally) answer(trace event.Trace, i int) {
	q := t.query
	v, answered := trace.Value(i)
	weight := q.weight(trace, i)
	t.count(t.all, v, answered, weight)
	if q.binding != nil {
		t.count(t.stages[t.place(trace, i)], v, answered, weight)
	}
	if q.By != "" {
		t.count(t.segment(q.segment(trace, i)), v, answered, weight)
	}
	if q.Period != "" {
		t.count(t.period(q.calendar.Number(trace.Nano(i))), v, answered, weight)
	}
}

// count counts one answer in a row, in which each customer counts once.
func (t *Tally) count(r *row, v float64, answered bool, weight float64) {
	if !answered || !t.asked.Question.Scale.Holds(v) || weight == 0 {
		r.add(t.asked.Question.Scale, v, answered, weight)
		return
	}
	if r.seen == t.customers {
		if t.asked.Which == LastAnswer {
			return
		}
	} else {
		r.seen = t.customers
		r.Customers++
	}
	r.add(t.asked.Question.Scale, v, answered, weight)
}

// segment returns the row of a segment of the log.
func (t *Tally) segment(id int) *row {
	if t.byID[id] == nil {
		t.byID[id] = t.segmentOf(t.query.segments[id])
	}
	return t.byID[id]
}

func (t *Tally) segmentOf(name string) *row {
	r, ok := t.segments[name]
	if !ok {
		r = t.newRow()
		t.segments[strings.Clone(name)] = r
	}
	return r
}

// period returns the row of a period.
func (t *Tally) period(number int) *row {
	r, ok := t.periods[number]
	if !ok {
		r = t.newRow()
		t.periods[number] = r
	}
	return r
}

// Merge adds what another tally counted of other customers.
func (t *Tally) Merge(other *Tally) {
	if other == nil || t.all == nil || other.all == nil || figure.Asked(t.asked) != figure.Asked(other.asked) {
		t.fail(ErrOtherQuestion)
		return
	}
	t.fail(other.err)
	t.all.merge(other.all)
	for i, r := range other.stages {
		t.stages[i].merge(r)
	}
	for name, r := range other.segments {
		t.segmentOf(name).merge(r)
	}
	for number, r := range other.periods {
		t.period(number).merge(r)
	}
}

func (t *Tally) fail(err error) {
	if t.err == nil {
		t.err = err
	}
}
