package cart

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// What a tally can not be used for. Its Result returns it.
var (
	ErrOtherQuestion = figure.ErrOtherQuestion
	ErrNoLog         = figure.ErrNoLog
)

// A Tally counts the carts of customers, each of whom must be in one tally with
// all their events. It is an [event.Accumulator].
//
// A Tally keeps its first mistake, which Result returns: it was given traces
// after it was restored from JSON, which knows no log; or it was merged with
// one that was asked something else.
type Tally struct {
	walker  *walker // nil in a tally that was restored
	asked   question
	by      event.Attr
	names   []string // of the segments of the log, by id
	ofID    []*count // of the segments, by id
	byName  map[string]*count
	last    int64 // when anybody was last seen
	waiting []unsettled
	err     error
}

// A count is what was counted of one segment. Lost carts may turn out pending.
type count struct {
	Carts  int      `json:"carts"`
	Lost   int      `json:"lost"`
	Valued int      `json:"valued"`
	Value  stat.Sum `json:"value"`
	Missed stat.Sum `json:"missed"` // the value of those lost
}

// An unsettled cart was lost, unless the observation ended before its deadline.
type unsettled struct {
	Deadline int64   `json:"deadline"`
	Segment  string  `json:"segment"`
	Value    float64 `json:"value"`
}

// New returns an empty tally for traces of log. Errors are those of [Compute].
func New(log *event.Log, opt *Options) (*Tally, error) {
	if log == nil {
		return nil, errors.New("cart: want a log, got nil")
	}
	settled, at, err := opt.settled()
	if err != nil {
		return nil, fmt.Errorf("cart: %w", err)
	}
	t := &Tally{asked: asking(&settled, at), by: log.Attr(settled.By), walker: newWalker(log, settled, at)}
	if settled.By != "" {
		t.names = t.by.Values()
	} else {
		for _, c := range log.Channels() {
			t.names = append(t.names, string(c))
		}
	}
	return t.freshOf(t.walker), nil
}

// Fresh returns an empty tally for traces of the same log that was asked the
// same.
func (t *Tally) Fresh() *Tally {
	if t.walker == nil {
		return t.freshOf(nil)
	}
	w := *t.walker
	w.codes, w.starts, w.open = nil, nil, nil
	if w.opt.Unit == ByID {
		w.open = make(map[int]*cart)
	}
	return t.freshOf(&w)
}

func (t *Tally) freshOf(w *walker) *Tally {
	f := &Tally{
		walker: w, asked: t.asked, by: t.by, names: t.names,
		ofID: make([]*count, len(t.names)), byName: map[string]*count{}, last: math.MinInt64,
	}
	if w != nil {
		w.found = f.count
	}
	return f
}

// Add counts the carts of one customer.
func (t *Tally) Add(trace event.Trace) {
	if t.walker == nil {
		t.fail(ErrNoLog)
		return
	}
	if last, any := t.walker.walk(trace); any {
		t.last = max(t.last, last)
	}
}

func (t *Tally) count(trace event.Trace, c cart) {
	id := trace.ChannelID(c.last)
	if t.asked.By != "" {
		id = t.by.ID(trace, c.last)
	}
	if t.ofID[id] == nil {
		t.ofID[id] = t.segment(t.names[id])
	}
	s := t.ofID[id]
	value := max(0, c.value)
	s.Carts++
	if c.valued {
		s.Valued++
		s.Value.Add(value)
	}
	if c.bought {
		return
	}
	s.Lost++
	s.Missed.Add(value)
	if c.deadline > t.end() {
		t.waiting = append(t.waiting, unsettled{c.deadline, t.names[id], value})
	}
}

func (t *Tally) segment(name string) *count {
	c := t.byName[name]
	if c == nil {
		c = &count{}
		t.byName[name] = c
	}
	return c
}

// end returns the end of the observation, as far as it is known.
func (t *Tally) end() int64 {
	if t.asked.At != math.MaxInt64 {
		return t.asked.At
	}
	return t.last
}

// Merge adds what another tally counted of other customers.
func (t *Tally) Merge(other *Tally) {
	if other == nil || figure.Asked(t.asked) != figure.Asked(other.asked) {
		t.fail(ErrOtherQuestion)
		return
	}
	t.fail(other.err)
	for name, c := range other.byName {
		t.segment(name).merge(c)
	}
	t.last = max(t.last, other.last)
	t.waiting = append(t.waiting, other.waiting...)
	t.settle()
}

func (c *count) merge(other *count) {
	c.Carts += other.Carts
	c.Lost += other.Lost
	c.Valued += other.Valued
	c.Value.Merge(&other.Value)
	c.Missed.Merge(&other.Missed)
}

// settle forgets the carts whose deadline is over.
func (t *Tally) settle() {
	end := t.end()
	t.waiting = slices.DeleteFunc(t.waiting, func(u unsettled) bool { return u.Deadline <= end })
}

func (t *Tally) fail(err error) {
	if t.err == nil {
		t.err = err
	}
}

// Result returns what was counted so far.
func (t *Tally) Result() (*Result, error) {
	if t.err != nil {
		return nil, fmt.Errorf("cart: %w", t.err)
	}
	if len(t.byName) == 0 {
		return nil, fmt.Errorf("cart: %w: no cart event", ErrNoData)
	}
	t.settle()
	pending := map[string]*count{}
	for _, u := range t.waiting {
		if pending[u.Segment] == nil {
			pending[u.Segment] = &count{}
		}
		pending[u.Segment].Lost++
		pending[u.Segment].Missed.Add(-u.Value)
	}
	r := &Result{}
	var all, waiting count
	for _, name := range slices.Sorted(maps.Keys(t.byName)) {
		late := pending[name]
		if late == nil {
			late = &count{}
		}
		r.Segments = append(r.Segments, Segment{name, t.outcome(t.byName[name], late)})
		all.merge(t.byName[name])
		waiting.merge(late)
	}
	r.Outcome = t.outcome(&all, &waiting)
	return r, r.finite()
}

// outcome returns what became of carts, of which those late are pending.
func (t *Tally) outcome(c, late *count) Outcome {
	lost := c.Missed
	lost.Merge(&late.Missed)
	o := Outcome{
		Carts: c.Carts, Abandoned: c.Lost - late.Lost, Pending: late.Lost,
		Valued: c.Valued, Value: stat.Tidy(c.Value.Float64()), ValueLost: stat.Tidy(lost.Float64()),
	}
	if settled := o.Carts - o.Pending; settled > 0 {
		o.Rate = figure.Ratio(journey.MeasureAbandonment, o.Abandoned, settled, t.asked.Level)
	}
	return o
}

// finite reports values whose sum is no number any more.
func (r *Result) finite() error {
	if math.IsInf(r.Value, 0) || math.IsInf(r.ValueLost, 0) {
		return fmt.Errorf("cart: %w", stat.ErrTooLarge)
	}
	return nil
}
