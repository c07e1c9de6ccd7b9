package funnel

import (
	"strings"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/figure"
)

// What a tally can not be used for. Its Result returns it.
var (
	ErrOtherQuestion = figure.ErrOtherQuestion
	ErrNoLog         = figure.ErrNoLog
)

// A Tally counts how far customers come, each of whom must be in one tally with
// all their events. It is an [event.Accumulator].
//
// A Tally keeps its first mistake, which Result returns: it was given traces
// after it was restored from JSON, which knows no log; or it was merged with
// one that was asked something else.
type Tally struct {
	asked question
	query *query // nil in a tally that was restored
	match *matcher
	err   error

	customers, events int
	scopes            int // units of the scope
	excluded          int // whose passages exclusions dropped
	cut               int // customers of whom a search was cut short
	first, last       int64

	all  *row
	rows map[string]*row // by segment, "" for what has no value
	byID []*row          // those of the log's values
}

// New returns an empty tally for traces of log. Errors are those of [Compute],
// but for ErrNoData.
func New(log *event.Log, steps []Step, opt *Options) (*Tally, error) {
	asked, err := ask(log, steps, opt)
	if err != nil {
		return nil, err
	}
	t := &Tally{asked: asked, query: newQuery(log, asked)}
	return t.Fresh(), nil
}

// Fresh returns an empty tally for traces of the same log that was asked the
// same.
func (t *Tally) Fresh() *Tally {
	out := &Tally{asked: t.asked, query: t.query, rows: map[string]*row{}}
	out.all = out.newRow()
	if t.query != nil {
		out.match = newMatcher(t.query)
		out.byID = make([]*row, len(t.query.by.values))
	}
	return out
}

func (t *Tally) newRow() *row { return newRow(&t.asked) }

// Add counts one customer.
func (t *Tally) Add(trace event.Trace) {
	if t.query == nil {
		t.fail(ErrNoLog)
		return
	}
	n := trace.Len()
	if n == 0 {
		return
	}
	nanos := trace.Nanos()
	t.span(nanos[0], nanos[n-1])
	t.customers++
	t.events += n
	m := t.match
	if m.depthOnly {
		t.addDepth(trace)
		return
	}
	counted := m.counted(trace)
	if m.Count == Scopes {
		t.scopes += len(m.cuts) - 1
	}
	for _, p := range counted {
		t.all.add(trace, p, m.goal)
	}
	if m.cut {
		t.cut++
	}
	if len(m.found) == 0 {
		return
	}
	if m.Effect == Drop {
		t.countExcluded(trace)
	}
	if m.By != "" {
		t.addSegments(trace)
	}
}

// addDepth counts one customer of whom nothing is asked but how far they came.
func (t *Tally) addDepth(trace event.Trace) {
	reached := t.match.depth(trace)
	if reached == 0 {
		return
	}
	t.all.addDepth(reached)
	if t.query.By != "" {
		t.row(t.match.touch(trace, 0, trace.Len(), 1)).addDepth(reached)
	}
}

// countExcluded counts what no passage is counted of, since it was dropped.
func (t *Tally) countExcluded(trace event.Trace) {
	m := t.match
	for lo, hi := range m.shares {
		if m.chosen(m.found[lo:hi], trace, -1) == nil {
			t.excluded++
		}
	}
}

// addSegments counts in each segment the passages that count there.
func (t *Tally) addSegments(trace event.Trace) {
	m := t.match
	for lo, hi := range m.shares {
		list := m.found[lo:hi]
		if len(list) == 1 {
			if !list[0].dropped {
				for _, id := range m.segmentsOf(trace, &list[0]) {
					t.row(id).add(trace, &list[0], m.goal)
				}
			}
			continue
		}
		m.known = m.known[:0]
		for i := range list {
			for _, id := range m.segmentsOf(trace, &list[i]) {
				m.known = appendNew(m.known, id)
			}
		}
		for _, id := range m.known {
			if p := m.chosen(list, trace, id); p != nil {
				t.row(id).add(trace, p, m.goal)
			}
		}
	}
}

func appendNew(list []int, id int) []int {
	for _, known := range list {
		if known == id {
			return list
		}
	}
	return append(list, id)
}

// row returns the row of a value of the log.
func (t *Tally) row(id int) *row {
	if t.byID[id] == nil {
		t.byID[id] = t.rowOf(t.query.by.values[id])
	}
	return t.byID[id]
}

// rowOf returns the row of a segment.
func (t *Tally) rowOf(segment string) *row {
	r, ok := t.rows[segment]
	if !ok {
		r = t.newRow()
		t.rows[strings.Clone(segment)] = r
	}
	return r
}

// span takes in the times from first to last.
func (t *Tally) span(first, last int64) {
	if t.customers == 0 {
		t.first, t.last = first, last
	}
	t.first, t.last = min(t.first, first), max(t.last, last)
}

// Merge adds what another tally counted of other customers.
func (t *Tally) Merge(other *Tally) {
	if t.fail(other.err); other.all == nil || t.all == nil || figure.Asked(t.asked) != figure.Asked(other.asked) {
		t.fail(ErrOtherQuestion)
		return
	}
	if other.customers > 0 {
		t.span(other.first, other.last)
	}
	t.customers += other.customers
	t.events += other.events
	t.scopes += other.scopes
	t.excluded += other.excluded
	t.cut += other.cut
	t.all.merge(other.all)
	for segment, r := range other.rows {
		t.rowOf(segment).merge(r)
	}
}

func (t *Tally) fail(err error) {
	if t.err == nil {
		t.err = err
	}
}
