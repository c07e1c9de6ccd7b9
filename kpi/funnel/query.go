package funnel

import (
	"math"
	"math/bits"
	"slices"
	"time"

	"github.com/parcours-go/parcours/journey/event"
)

// A query is a question made ready for the traces of one log: names and values
// have become bits. Tallies share it and none changes it.
type query struct {
	question
	k    int // steps
	goal int // the step with which the funnel is complete

	codes   []int32 // the class of each name id
	classes []class // class 0 is of events that count for nothing
	stepOf  []int32 // what the names satisfy where each satisfies one step: its number, or 0
	entry   uint32  // the steps that begin a try

	window      uint64   // nanoseconds, noLimit without one
	within      []uint64 // of each step, from the prior one
	bars        []uint32 // of each step, the exclusions that bar the way to the next
	directly    uint32   // the steps that follow directly
	optional    uint32   // the steps that may be left out
	from, until int64    // when the first step may be taken, both inclusive
	grace       int64
	byPlace     bool // events follow each other by their place, not by their time
	all         bool // events that count for nothing matter too
	plain       bool // the quick way is exact: see matcher.run
	depthOnly   bool // and nothing is asked but how far each customer came

	by, same reader
	log      *event.Log
}

const noLimit = math.MaxUint64

// A class is what an event name is to the funnel.
type class struct {
	steps, bars uint32  // bits of the steps it satisfies and of the exclusions it is one of
	checks      []check // and those that depend on more than the name
	starts      bool    // may begin a try
}

// A check is a step or an exclusion with conditions.
type check struct {
	steps, bars uint32
	where       []condition
}

type condition struct {
	of reader
	in []bool // by value id
}

// A reader reads one attribute, or the channel.
type reader struct {
	channel bool
	attr    event.Attr
	values  []string // by id
}

func readerOf(log *event.Log, key string) reader {
	if key != Channel {
		a := log.Attr(key)
		return reader{attr: a, values: a.Values()}
	}
	r := reader{channel: true}
	for _, c := range log.Channels() {
		r.values = append(r.values, string(c))
	}
	return r
}

func (r *reader) id(t event.Trace, i int) int {
	if r.channel {
		return t.ChannelID(i)
	}
	return r.attr.ID(t, i)
}

func newQuery(log *event.Log, asked question) *query {
	q := &query{question: asked, k: len(asked.Steps), goal: asked.goal(), log: log}
	o := &q.Options
	q.window, q.grace = limit(o.Window), int64(o.Grace)
	q.from, q.until, _ = o.bounds()
	if !o.To.IsZero() {
		q.until--
	}
	q.entry = 1
	if o.Order == Unordered {
		q.entry = 1<<q.k - 1
	}
	q.byPlace = o.Ties == InputOrder && o.Order != Unordered
	q.by, q.same = readerOf(log, o.By), readerOf(log, o.Same)
	q.by.values = append(q.by.values, "") // of what lacks a value
	q.settleSteps()
	q.settleNames(log)
	q.plain = q.isPlain()
	q.depthOnly = q.plain && q.Brief && (q.By == "" || q.Attribution == FirstTouch)
	return q
}

// limit is a longest time in nanoseconds.
func limit(d time.Duration) uint64 {
	switch d {
	case 0:
		return noLimit
	case AtOnce:
		return 0
	}
	return uint64(d)
}

func (q *query) settleSteps() {
	q.within, q.bars = make([]uint64, q.k), make([]uint32, q.k)
	for i, s := range q.Steps {
		d := s.Within
		if d == 0 {
			d = q.Options.Within
		}
		q.within[i] = limit(d)
		if s.Optional {
			q.optional |= 1 << i
		}
		if s.Directly || q.Order == Strict {
			q.directly |= 1 << i
		}
	}
	q.within[0] = noLimit
	q.directly &^= 1
	for e, x := range q.Exclude {
		for i := x.From; i < x.To; i++ {
			q.bars[i-1] |= 1 << e
		}
	}
	q.all = q.directly != 0 || q.StopOnForeign
}

// settleNames gives each event name its class.
func (q *query) settleNames(log *event.Log) {
	ofName := make([]class, len(log.Names()))
	for i, s := range q.Steps {
		q.mark(log, ofName, s.Events, s.Where, class{steps: 1 << i})
	}
	for e, x := range q.Exclude {
		q.mark(log, ofName, x.Events, x.Where, class{bars: 1 << e})
	}
	q.classes = []class{{}}
	q.codes, q.stepOf = make([]int32, len(ofName)), make([]int32, len(ofName))
	for id, c := range ofName {
		if c.steps|c.bars == 0 && len(c.checks) == 0 {
			continue
		}
		c.starts = c.steps&q.entry != 0
		for _, x := range c.checks {
			c.starts = c.starts || x.steps&q.entry != 0
		}
		q.codes[id] = int32(len(q.classes))
		q.classes = append(q.classes, c)
		q.stepOf[id] = int32(bits.TrailingZeros32(c.steps) + 1)
	}
}

// mark notes what the events of those names satisfy.
func (q *query) mark(log *event.Log, ofName []class, names []string, where []Condition, as class) {
	list := make([]condition, len(where))
	for i, c := range where {
		of := readerOf(log, c.Key)
		list[i] = condition{of, make([]bool, len(of.values))}
		for id, v := range of.values {
			list[i].in[id] = slices.Contains(c.In, v)
		}
	}
	for _, name := range names {
		id, ok := log.NameID(name)
		if !ok {
			continue
		}
		c := &ofName[id]
		if len(where) > 0 {
			c.checks = append(c.checks, check{as.steps, as.bars, list})
			continue
		}
		c.steps |= as.steps
		c.bars |= as.bars
	}
}

// isPlain reports whether the funnel is of the sort that one pass over the
// events settles, a few states at a time: see matcher.run.
func (q *query) isPlain() bool {
	o := &q.Options
	for i := range q.within {
		if q.within[i] != noLimit {
			return false
		}
	}
	for _, c := range q.classes {
		if bits.OnesCount32(c.steps) > 1 || len(c.checks) > 0 {
			return false
		}
	}
	return o.Order == Ordered && o.Anchor == Best && o.Count == Customers && o.Scope == History && o.Same == "" &&
		o.Grace == 0 && !o.StopOnForeign && !o.StopOnRepeat && !o.FirstEver && o.From.IsZero() && o.To.IsZero() &&
		len(o.Exclude) == 0 && q.directly == 0 && q.optional == 0
}

// of returns what event i of t, of that class, satisfies.
func (q *query) of(t event.Trace, i int, code int32) (steps, bars uint32) {
	c := &q.classes[code]
	steps, bars = c.steps, c.bars
	for k := range c.checks {
		if x := &c.checks[k]; x.holds(t, i) {
			steps |= x.steps
			bars |= x.bars
		}
	}
	return steps, bars
}

func (x *check) holds(t event.Trace, i int) bool {
	for k := range x.where {
		if c := &x.where[k]; !c.in[c.of.id(t, i)] {
			return false
		}
	}
	return true
}

// elapsed is the time from a to b, and 0 where b is earlier. A signed difference
// would overflow after 292 years.
func elapsed(a, b int64) uint64 {
	if b <= a {
		return 0
	}
	return uint64(b) - uint64(a)
}
