package conformance

import (
	"errors"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A Tally counts, customer by customer, how what they did compares with the
// plan. Tallies of parts of the customers, each customer whole in one part,
// merge into that of all. A Tally is for one goroutine at a time.
type Tally struct {
	*setting
	err error // the first misuse; Result returns it

	customers int // with an event
	units     int // compared with the plan: customers or sessions
	absent    int // of them, without an event of the plan
	events    int // of the plan
	fit       count
	fitness   fitness
	replay    replay
	steps     []step
	inverted  inversions
	unplanned unplanned
	timing    timing
	promises  []promise
	variants  variants

	aligner *aligner
	now     now
}

// A count is how often something happened, in how many units and to how many
// customers.
type count struct {
	Events    int `json:"events"`
	Units     int `json:"units"`
	Customers int `json:"customers"`

	unit, customer int // the last that were counted
}

// see counts one event.
func (c *count) see(now *now) {
	c.Events++
	if c.unit != now.unit {
		c.unit = now.unit
		c.Units++
	}
	if c.customer != now.customer {
		c.customer = now.customer
		c.Customers++
	}
}

func (c *count) merge(other *count) {
	c.Events += other.Events
	c.Units += other.Units
	c.Customers += other.Customers
}

// now is what is known of the unit that is being counted, and memory to find
// it out.
type now struct {
	unit, customer int // numbers of their own, from 1
	parts          int // units of the customer

	codes  []int32 // the symbol of each event of the customer, or none
	starts []int32 // where the customer's units begin

	seq   []int32 // the symbols of the events of the plan
	row   []int32 // where each is in the trace
	step  []int32 // the step that each completes, or none
	extra int     // unplanned events that count

	reached []int32 // the steps that were reached, in the order of the events

	shown    []int32 // seq, and none for each unplanned event that counts
	shownRow []int32 // where each is in the trace

	merged, mergedRow []int32 // their memory where they are not seq and row
}

func newTally(s *setting) *Tally {
	return &Tally{
		setting: s, aligner: newAligner(s.symbols), steps: newSteps(s.plan), inverted: inversions{steps: len(s.steps)},
		replay: newReplay(s.plan), timing: newTiming(s), promises: newPromises(s.plan), unplanned: newUnplanned(s.names),
	}
}

// Add counts one customer.
func (t *Tally) Add(trace event.Trace) {
	if t.err != nil || trace.Len() == 0 {
		return
	}
	if t.setting == nil || t.reader == nil {
		t.err = errTraces
		return
	}
	t.open(trace)
	t.now.customer++
	t.now.parts = len(t.now.starts)
	t.customers++
	for k := range t.now.starts {
		from, to := t.unit(k)
		t.addUnit(trace, from, to)
	}
}

var errTraces = errors.New("conformance: a tally that New did not make takes in no traces")

// open reads a customer and finds their units.
func (t *Tally) open(trace event.Trace) {
	t.now.codes = t.reader.append(t.now.codes[:0], trace)
	t.now.starts = t.reader.appendStarts(t.now.starts[:0], trace)
}

// unit returns from where and up to where unit k of the customer goes.
func (t *Tally) unit(k int) (from, to int) {
	if k+1 < len(t.now.starts) {
		return int(t.now.starts[k]), int(t.now.starts[k+1])
	}
	return int(t.now.starts[k]), len(t.now.codes)
}

// addUnit counts the events of trace from one index up to another.
func (t *Tally) addUnit(trace event.Trace, from, to int) {
	n := &t.now
	n.unit++
	t.units++
	foreign := t.gather(trace, from, to)
	common := t.aligner.align(n.seq, n.step)
	t.events += len(n.seq)
	if len(n.seq) == 0 {
		t.absent++
	}
	length, planned := len(n.seq)+n.extra, len(t.plan.steps)
	cost := length + planned - 2*common
	t.fitness.add(cost, length+planned)
	if cost == 0 {
		t.fit.see(n)
	} else {
		t.variants.add(n, cost)
	}
	t.replay.add(n.seq)
	t.countSteps()
	if t.Times {
		t.timing.add(trace.Nanos(), n)
	}
	t.keep(trace.Nanos())
	if foreign {
		t.countUnplanned(trace, from, to)
	}
}

// gather finds the events of the plan, and reports whether there are others.
func (t *Tally) gather(trace event.Trace, from, to int) (foreign bool) {
	n := &t.now
	if cap(n.seq) < to-from {
		n.seq, n.row, n.step = make([]int32, 2*(to-from)), make([]int32, 2*(to-from)), make([]int32, 2*(to-from))
	}
	if t.Collapse || t.CountUnplanned {
		foreign = t.gatherSome(trace, from, to)
	} else {
		foreign = n.gatherAll(from, to)
	}
	n.step = n.step[:len(n.seq)]
	return foreign
}

// gatherAll gathers every event of the plan and nothing else.
func (n *now) gatherAll(from, to int) (foreign bool) {
	seq, row := n.seq[:to-from], n.row[:to-from]
	k := 0
	for i, c := range n.codes[from:to] {
		if c != none {
			seq[k], row[k] = c, int32(from+i)
			k++
		}
	}
	n.seq, n.row, n.extra = seq[:k], row[:k], 0
	n.shown, n.shownRow = n.seq, n.row
	return k < to-from
}

// gatherSome leaves events out that repeat the one before, and looks at
// unplanned ones, as the options say.
func (t *Tally) gatherSome(trace event.Trace, from, to int) (foreign bool) {
	n := &t.now
	n.seq, n.row, n.extra = n.seq[:0], n.row[:0], 0
	n.shown, n.shownRow = n.merged[:0], n.mergedRow[:0]
	last := int32(none) // the symbol that a run would go on with
	for i := from; i < to; i++ {
		c := n.codes[i]
		switch {
		case c == none:
			foreign = true
			if !t.CountUnplanned || t.Collapse && i > from && n.codes[i-1] == none && trace.NameID(i) == trace.NameID(i-1) {
				continue
			}
			n.extra++
			last = none
		case t.Collapse && c == last:
			continue
		default:
			n.seq, n.row = append(n.seq, c), append(n.row, int32(i))
			last = c
		}
		n.shown, n.shownRow = append(n.shown, c), append(n.shownRow, int32(i))
	}
	n.merged, n.mergedRow = n.shown, n.shownRow
	return foreign
}

// Merge counts what another tally counted of other customers.
func (t *Tally) Merge(other *Tally) {
	switch {
	case t.err != nil:
		return
	case other != nil && other.err != nil:
		t.err = other.err
		return
	case other == nil || t.setting == nil || other.setting == nil || string(t.asked) != string(other.asked):
		t.err = errors.New("conformance: only tallies of one plan and the same options can be merged")
		return
	}
	t.customers += other.customers
	t.units += other.units
	t.absent += other.absent
	t.events += other.events
	t.fit.merge(&other.fit)
	t.fitness.merge(&other.fitness)
	t.replay.merge(&other.replay)
	for i := range t.steps {
		t.steps[i].merge(&other.steps[i])
	}
	for i := range other.inverted.list {
		c := &other.inverted.list[i]
		t.inverted.of(c.A, c.B).merge(&c.count)
	}
	t.unplanned.merge(&other.unplanned)
	t.timing.merge(&other.timing)
	for i := range t.promises {
		t.promises[i].N += other.promises[i].N
		t.promises[i].Kept += other.promises[i].Kept
	}
	t.variants.merge(&other.variants)
}

// A fitness gathers how well each unit fits.
type fitness struct {
	Cost    int      `json:"cost"`   // steps left out and events too many
	Lengths int      `json:"length"` // events and steps
	Sum     stat.Sum `json:"sum"`    // of the fitness of each unit
	Squares stat.Sum `json:"squares"`
	Least   float64  `json:"least"` // fitness of a unit
	Most    float64  `json:"most"`
}

func (f *fitness) add(cost, length int) {
	fitness := 1 - float64(cost)/float64(length)
	f.bound(fitness, fitness)
	f.Cost += cost
	f.Lengths += length
	f.Sum.Add(fitness)
	f.Squares.Add(float64(fitness * fitness))
}

// bound takes in the bounds of other units.
func (f *fitness) bound(least, most float64) {
	if f.Lengths == 0 {
		f.Least, f.Most = least, most
	}
	f.Least, f.Most = min(f.Least, least), max(f.Most, most)
}

func (f *fitness) merge(other *fitness) {
	if other.Lengths > 0 {
		f.bound(other.Least, other.Most)
	}
	f.Cost += other.Cost
	f.Lengths += other.Lengths
	f.Sum.Merge(&other.Sum)
	f.Squares.Merge(&other.Squares)
}
