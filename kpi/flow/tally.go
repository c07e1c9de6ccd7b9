package flow

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// ErrNoData: no customer was at a node.
var ErrNoData = stat.ErrNoData

var (
	errNilLog = errors.New("flow: want a log, got nil")
	errNoLog  = errors.New("flow: want a log; a tally that was read from JSON has none, and takes in other tallies only")
	errAsked  = errors.New("flow: tallies that were asked different things do not merge")
	errMany   = errors.New("flow: want at most 4,294,967,295 paths")
)

// A Tally counts what paths customers take, customer by customer. See the
// package documentation on parts of a log.
type Tally struct {
	question question
	asked    string     // the question as JSON, to compare
	log      *event.Log // nil in a tally that was read from JSON
	coder    *coder
	cut      event.Cut
	cutter   cutter

	names []string         // of the nodes, by code
	code  map[string]int32 // of the nodes, by name; made when it is needed

	customers, events int
	paths             int
	now               unit // the path that is being counted

	nodes nodes
	edges edges

	// What only some ask for; nil where nobody did.
	duration   *stat.Sample
	eventually *eventually
	repeats    *repeats
	steps      *steps
	variants   *variants
	around     *around
	routes     []route

	counting bool // whether addCounts will do

	codes []int32
	path  func([]int32, []int64) // addUnit
	err   error
}

// A unit is one path: the nodes and when they were.
type unit struct {
	nodes    []int32
	times    []int64
	customer uint32 // a number for the customer in this tally, from 1
	id       uint32 // a number for the path in this tally, from 1
	several  bool   // whether a customer may have several paths
}

// Compute counts what paths customers take in a log: New, then a fold, then
// Result.
func Compute(log *event.Log, opt *Options) (*Result, error) {
	first, err := New(log, opt)
	if err != nil {
		return nil, err
	}
	return event.Fold(log, first.Fresh).Result()
}

// New returns an empty tally, for traces of log. A mistake in the options is a
// *[field.Error] with a path such as "options.steps"; one in their map is what
// its Validate returns.
func New(log *event.Log, opt *Options) (*Tally, error) {
	if log == nil {
		return nil, errNilLog
	}
	q, err := opt.settled()
	if err != nil {
		return nil, fmt.Errorf("flow: %w", err)
	}
	c, err := newCoder(log, &q, opt)
	if err != nil {
		return nil, fmt.Errorf("flow: %w", err)
	}
	t := &Tally{question: q, coder: c, log: log}
	if q.Sessions {
		t.cut = opt.Session
	}
	return t.Fresh(), nil
}

// Fresh returns an empty tally for traces of the same log that was asked the
// same.
func (t *Tally) Fresh() *Tally {
	f := &Tally{question: t.question, asked: t.asked, log: t.log, coder: t.coder, cut: t.cut}
	f.cutter.collapse = f.question.Collapse
	f.cutter.plain = f.coder != nil && f.coder.whole && !f.question.Collapse
	if f.question.Sessions && f.log != nil {
		f.cutter.sessions = f.log.Cutter(f.cut)
	}
	if f.asked == "" {
		b, _ := json.Marshal(f.question) // plain data, which cannot fail
		f.asked = string(b)
	}
	if f.coder != nil {
		f.names = f.coder.names
	}
	f.make(len(f.names))
	f.path = f.addUnit
	f.counting = f.cutter.plain && f.question.onlyCounts() && f.edges.counts != nil
	f.now.several = f.question.Sessions
	return f
}

// make makes what the question asks for, with room for n nodes.
func (t *Tally) make(n int) {
	q := &t.question
	t.nodes = make(nodes, n)
	t.edges = newEdges(n, q.Customers, q.Times)
	if q.Times {
		t.duration = new(stat.Sample)
	}
	if q.Eventually {
		t.eventually = newEventually(n)
	}
	if q.Repeats {
		t.repeats = newRepeats(n)
	}
	if q.Steps > 0 {
		t.steps = newSteps(q.Steps, n)
	}
	if q.Paths > 0 {
		t.variants = newVariants(q.Depth, q.MaxPaths)
	}
	if q.Around.Node != "" {
		t.around = newAround(q, t.codeOf(q.Around.Node))
	}
	t.routes = newRoutes(q.Routes, t.codeOf)
}

// Add counts one customer, with all their events.
func (t *Tally) Add(trace event.Trace) {
	if t.log == nil {
		t.fail(errNoLog)
		return
	}
	if t.now.id > math.MaxUint32-uint32(trace.Len()) {
		t.fail(errMany)
		return
	}
	if t.counting {
		t.addCounts(trace)
		return
	}
	t.codes = t.coder.appendTo(t.codes[:0], trace)
	t.now.customer++
	before := t.paths
	if !t.now.several && !t.question.Collapse && (t.coder.whole || !slices.Contains(t.codes, none)) {
		t.addUnit(t.codes, trace.Nanos())
	} else {
		t.cutter.each(t.codes, trace, t.path)
	}
	if t.paths > before {
		t.customers++
	}
}

// addCounts is Add where every event is a node, a customer one path, and
// nothing but counts are asked.
func (t *Tally) addCounts(trace event.Trace) {
	codes := trace.AppendCodes(t.codes[:0], t.coder.code)
	t.codes = codes
	if len(codes) == 0 {
		return
	}
	t.customers++
	t.paths++
	t.now.id++
	t.events += len(codes)
	t.nodes[codes[0]].entries++
	t.nodes[codes[len(codes)-1]].exits++
	t.edges.addCounts(codes)
}

// addUnit counts one path of the customer of t.now.
func (t *Tally) addUnit(codes []int32, times []int64) {
	if len(codes) == 0 {
		return
	}
	t.paths++
	t.events += len(codes)
	u := &t.now
	u.id++
	u.nodes, u.times = codes, times
	t.nodes.add(u)
	if t.question.Customers {
		t.nodes.mark(u)
	}
	t.edges.add(u)
	if t.duration != nil {
		t.duration.Add(elapsed(times[0], times[len(times)-1]))
	}
	if t.eventually != nil {
		t.eventually.add(u)
	}
	if t.repeats != nil {
		t.repeats.add(u)
	}
	if t.steps != nil {
		t.steps.add(u)
	}
	if t.variants != nil {
		t.variants.add(u.nodes, false, u)
	}
	if t.around != nil {
		t.around.add(u)
	}
	for i := range t.routes {
		t.routes[i].add(u)
	}
}

// elapsed is the time from a to b, not before it, in nanoseconds. It is right
// for any two times of a log, where a signed difference would overflow after
// 292 years.
func elapsed(a, b int64) uint64 { return uint64(b) - uint64(a) }

// fail keeps the first error.
func (t *Tally) fail(err error) {
	if t.err == nil {
		t.err = err
	}
}

// codeOf returns the code of a node, or none.
func (t *Tally) codeOf(name string) int32 {
	if t.code == nil {
		t.code = make(map[string]int32, len(t.names))
		for i, n := range t.names {
			t.code[n] = int32(i)
		}
	}
	if code, ok := t.code[name]; ok {
		return code
	}
	return none
}
