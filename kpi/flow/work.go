package flow

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/stat"
	"github.com/parcours-go/parcours/persona/field"
)

// Lifecycle says which events are the start and the end of an activity: a call,
// a delivery, an examination.
type Lifecycle struct {
	// Attr is the attribute that says it of an event, such as
	// "lifecycle:transition" or "registration_type".
	Attr string `json:"attr"`

	// Start and Complete are its values, whatever their case. "" means "start"
	// and "complete". Other values, such as "schedule", are moments of the path
	// and no work. An event without a value is one that is complete at once.
	Start    string `json:"start"`
	Complete string `json:"complete"`

	// Instance is the attribute that ties the start of an activity to its end.
	// "" ties each end to the earliest start of the same name that has none.
	Instance string `json:"instance,omitempty"`
}

// Work is how much of the time of customers is work, as far as their events
// tell when an activity starts and ends.
type Work struct {
	Customers  int    `json:"customers"`
	Instances  int    `json:"instances"`  // activities that were completed
	Unfinished int    `json:"unfinished"` // activities that only started
	Throughput *Times `json:"throughput"` // from the first event to the last, a customer
	Processing *Times `json:"processing"` // what the completed activities took, added up, a customer
	Idle       *Times `json:"idle"`       // of the throughput, when no activity that was completed went on
}

// A WorkTally adds up work, customer by customer. See the package documentation
// on parts of a log.
type WorkTally struct {
	state      workState
	log        *event.Log // nil in a tally that was read from JSON
	lifecycle  event.Attr
	instance   event.Attr
	start, end []bool // by value of lifecycle
	keys       int    // of activities: names, or instances
	open       openActivities
	busy       []interval
	err        error
}

type workState struct {
	Asked      Lifecycle   `json:"asked"`
	Instances  int         `json:"instances"`
	Unfinished int         `json:"unfinished"`
	Throughput stat.Sample `json:"throughput"`
	Processing stat.Sample `json:"processing"`
	Idle       stat.Sample `json:"idle"`
}

// A Spell is the work of one customer, in nanoseconds.
type Spell struct {
	Throughput, Processing, Idle uint64
	Instances, Unfinished        int
}

type interval struct{ from, to int64 }

// ComputeWork adds up work in a log: NewWork, then a fold, then Result.
func ComputeWork(log *event.Log, l Lifecycle) (*Work, error) {
	first, err := NewWork(log, l)
	if err != nil {
		return nil, err
	}
	return event.Fold(log, first.Fresh).Result()
}

// NewWork returns an empty tally, for traces of log. A lifecycle without Attr is
// a *[field.Error].
func NewWork(log *event.Log, l Lifecycle) (*WorkTally, error) {
	if log == nil {
		return nil, errNilLog
	}
	if l.Attr == "" {
		return nil, fmt.Errorf("flow: %w", &field.Error{Path: "lifecycle.attr", Err: field.ErrMissing})
	}
	l.Start, l.Complete = strings.ToLower(cmp.Or(l.Start, "start")), strings.ToLower(cmp.Or(l.Complete, "complete"))
	t := &WorkTally{state: workState{Asked: l}, log: log, lifecycle: log.Attr(l.Attr)}
	for _, v := range t.lifecycle.Values() {
		t.start = append(t.start, strings.EqualFold(v, l.Start))
		t.end = append(t.end, strings.EqualFold(v, l.Complete) || v == "")
	}
	t.keys = len(log.Names())
	if l.Instance != "" {
		t.instance = log.Attr(l.Instance)
		t.keys = len(t.instance.Values())
	}
	return t.Fresh(), nil
}

// Fresh returns an empty tally for traces of the same log that was asked the
// same.
func (t *WorkTally) Fresh() *WorkTally {
	f := &WorkTally{
		state: workState{Asked: t.state.Asked}, log: t.log, lifecycle: t.lifecycle, instance: t.instance,
		start: t.start, end: t.end, keys: t.keys,
	}
	f.open.make(t.keys)
	return f
}

// Add counts one customer, with all their events.
func (t *WorkTally) Add(trace event.Trace) {
	if t.log == nil {
		t.fail(errNoLog)
		return
	}
	s := t.Of(trace)
	t.state.Instances += s.Instances
	t.state.Unfinished += s.Unfinished
	t.state.Throughput.Add(s.Throughput)
	t.state.Processing.Add(s.Processing)
	t.state.Idle.Add(s.Idle)
}

// Of returns the work of one customer. A tally that was read from JSON knows no
// log, and says that there is none.
func (t *WorkTally) Of(trace event.Trace) (s Spell) {
	n := trace.Len()
	if t.log == nil || n == 0 {
		return s
	}
	t.open.forget()
	t.busy = t.busy[:0]
	for i := range n {
		key := trace.NameID(i)
		if t.state.Asked.Instance != "" {
			key = t.instance.ID(trace, i)
		}
		switch id := t.lifecycle.ID(trace, i); {
		case t.start[id]:
			t.open.push(key, trace.Nano(i))
		case t.end[id]:
			from, ok := t.open.pop(key)
			if !ok {
				from = trace.Nano(i)
			}
			t.busy = append(t.busy, interval{from, trace.Nano(i)})
		}
	}
	s.Throughput = elapsed(trace.Nano(0), trace.Nano(n-1))
	s.Instances, s.Unfinished = len(t.busy), t.open.n
	for _, b := range t.busy {
		took := elapsed(b.from, b.to)
		s.Processing += min(took, math.MaxUint64-s.Processing)
	}
	s.Idle = s.Throughput - covered(t.busy)
	return s
}

// covered returns how much time intervals cover. It sorts them.
func covered(list []interval) (sum uint64) {
	slices.SortFunc(list, func(a, b interval) int { return cmp.Compare(a.from, b.from) })
	for i, b := range list {
		if i > 0 {
			b.from = max(b.from, list[i-1].to)
			b.to = max(b.to, b.from)
			list[i].to = b.to
		}
		sum += elapsed(b.from, b.to)
	}
	return sum
}

// Merge adds what another tally counted, which must have been asked the same.
func (t *WorkTally) Merge(other *WorkTally) {
	switch {
	case other == nil:
		t.fail(errAsked)
	case other.err != nil:
		t.fail(other.err)
	case t.state.Asked != other.state.Asked:
		t.fail(errAsked)
	default:
		t.state.Instances += other.state.Instances
		t.state.Unfinished += other.state.Unfinished
		t.state.Throughput.Merge(&other.state.Throughput)
		t.state.Processing.Merge(&other.state.Processing)
		t.state.Idle.Merge(&other.state.Idle)
	}
}

func (t *WorkTally) fail(err error) {
	if t.err == nil {
		t.err = err
	}
}

// Result returns what was added up. Without a customer it is [ErrNoData]; what
// went wrong in Add or Merge is an error here.
func (t *WorkTally) Result() (*Work, error) {
	if t.err != nil {
		return nil, t.err
	}
	s := &t.state
	if s.Throughput.N() == 0 {
		return nil, fmt.Errorf("flow: %w: no customer", ErrNoData)
	}
	return &Work{
		Customers: s.Throughput.N(), Instances: s.Instances, Unfinished: s.Unfinished,
		Throughput: timesOf(&s.Throughput), Processing: timesOf(&s.Processing), Idle: timesOf(&s.Idle),
	}, nil
}

// MarshalJSON writes all that the tally added up and what it was asked.
func (t *WorkTally) MarshalJSON() ([]byte, error) {
	if t.err != nil {
		return nil, t.err
	}
	return json.Marshal(&t.state)
}

// UnmarshalJSON reads what MarshalJSON wrote, in place of what the tally held.
// It checks all of it, so that a state from anywhere may be read.
func (t *WorkTally) UnmarshalJSON(b []byte) error {
	var s workState
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("flow: the state of a tally: %w", err)
	}
	n := s.Throughput.N()
	if s.Asked.Attr == "" || s.Processing.N() != n || s.Idle.N() != n ||
		s.Instances < 0 || uint64(s.Instances) > maxCount || s.Unfinished < 0 || uint64(s.Unfinished) > maxCount {
		return fmt.Errorf("flow: the state of a tally: %w", stat.ErrState)
	}
	*t = WorkTally{state: s}
	return nil
}
