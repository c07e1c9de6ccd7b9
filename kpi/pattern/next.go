package pattern

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/bind"
)

// A NextResult is what came next.
type NextResult struct {
	Query     NextQuery `json:"query"`
	Customers int       `json:"customers"` // all of them
	Followed  int       `json:"followed"`  // customers with the chain and an event next to it
	Next      []Next    `json:"next"`      // the commonest first, then by name
}

// A Next is an event that came next, once a customer at most.
type Next struct {
	Name      string  `json:"name"`
	Customers int     `json:"customers"`
	Share     float64 `json:"share"` // of Followed, in [0, 1]
}

// A NextTally counts what came next, customer by customer: ClickHouse's
// sequenceNextNode. See the package documentation on parts of a log.
type NextTally struct {
	query     NextQuery
	byName    []int32
	can       []bool   // be the base, by name id; nil where any can
	names     []string // of the log
	hasLog    bool     // as a tally that was read from JSON has not
	byID      []int
	customers int
	merged    map[string]int // from other tallies
	codes     []int32
	err       error
}

// NextNode counts what came next in a log: NewNext, then a fold, then Result.
func NextNode(log *event.Log, q NextQuery) (*NextResult, error) {
	first, err := NewNext(log, q)
	if err != nil {
		return nil, err
	}
	return event.Fold(log, first.Fresh).Result()
}

// NewNext returns an empty tally, for traces of log. A mistake in the query is
// a *[field.Error] with its path.
func NewNext(log *event.Log, q NextQuery) (*NextTally, error) {
	if log == nil {
		return nil, errNilLog
	}
	if err := q.check(); err != nil {
		return nil, fmt.Errorf("pattern: %w", err)
	}
	t := &NextTally{query: q.clone(), names: log.Names(), hasLog: true}
	t.byName = meets(log, q.Chain)
	if t.query.Base == "" {
		t.query.Base = FirstMatch
	}
	if len(q.If) > 0 {
		t.can = bind.Names(log, q.If)
	}
	return t.Fresh(), nil
}

// Fresh returns an empty tally for traces of the same log that was asked the
// same.
func (t *NextTally) Fresh() *NextTally {
	return &NextTally{
		query: t.query, byName: t.byName, can: t.can, names: t.names, hasLog: t.hasLog,
		byID: make([]int, len(t.names)),
	}
}

// Add counts one customer, with all their events.
func (t *NextTally) Add(trace event.Trace) {
	if !t.hasLog {
		t.fail(errNoLog)
		return
	}
	t.customers++
	if i := t.Index(trace); i >= 0 {
		t.byID[trace.NameID(i)]++
	}
}

// Index returns which event of a trace came next to the chain, or -1. A tally
// that was read from JSON knows no log, and says -1.
func (t *NextTally) Index(trace event.Trace) int {
	if !t.hasLog {
		return -1
	}
	t.codes = trace.AppendCodes(t.codes[:0], t.byName)
	step := 1
	if t.query.Backward {
		step = -1
	}
	at := t.base(trace)
	if at < 0 {
		return -1
	}
	for c := range t.query.Chain {
		if at < 0 || at >= len(t.codes) || t.codes[at]&(1<<c) == 0 {
			return -1
		}
		at += step
	}
	if at >= len(t.codes) {
		return -1
	}
	return at
}

// base returns the event from which the chain starts, or -1.
func (t *NextTally) base(trace event.Trace) int {
	n := len(t.codes)
	can := func(i int) bool { return t.can == nil || t.can[trace.NameID(i)] }
	switch t.query.Base {
	case Head:
		if n > 0 && can(0) {
			return 0
		}
	case Tail:
		if n > 0 && can(n-1) {
			return n - 1
		}
	case LastMatch:
		for i := n - 1; i >= 0; i-- {
			if t.codes[i]&1 != 0 && can(i) {
				return i
			}
		}
	default:
		for i := range n {
			if t.codes[i]&1 != 0 && can(i) {
				return i
			}
		}
	}
	return -1
}

// Merge adds what another tally counted, which must have been asked the same.
func (t *NextTally) Merge(other *NextTally) {
	switch {
	case other == nil:
		t.fail(errAsked)
	case other.err != nil:
		t.fail(other.err)
	case !t.query.equal(other.query):
		t.fail(errAsked)
	default:
		t.customers += other.customers
		if t.merged == nil {
			t.merged = make(map[string]int)
		}
		for name, n := range other.all() {
			t.merged[name] += n
		}
	}
}

func (t *NextTally) fail(err error) {
	if t.err == nil {
		t.err = err
	}
}

// all returns the counts by name.
func (t *NextTally) all() map[string]int {
	all := make(map[string]int)
	for name, n := range t.merged {
		all[name] = n
	}
	for id, n := range t.byID {
		if n > 0 {
			all[t.names[id]] += n
		}
	}
	return all
}

// Result returns what was counted. Without a customer it is [ErrNoData]; what
// went wrong in Add or Merge is an error here.
func (t *NextTally) Result() (*NextResult, error) {
	if t.err != nil {
		return nil, t.err
	}
	if t.customers == 0 {
		return nil, fmt.Errorf("pattern: %w: no customer", ErrNoData)
	}
	r := &NextResult{Query: t.query.clone(), Customers: t.customers, Next: []Next{}}
	for name, n := range t.all() {
		r.Followed += n
		r.Next = append(r.Next, Next{Name: name, Customers: n})
	}
	for i := range r.Next {
		r.Next[i].Share = float64(r.Next[i].Customers) / float64(r.Followed)
	}
	slices.SortFunc(r.Next, func(a, b Next) int {
		return cmp.Or(b.Customers-a.Customers, cmp.Compare(a.Name, b.Name))
	})
	return r, nil
}

type nextState struct {
	Query     NextQuery      `json:"query"`
	Customers int            `json:"customers"`
	Next      map[string]int `json:"next"`
}

// MarshalJSON writes all that the tally counted and what it was asked.
func (t *NextTally) MarshalJSON() ([]byte, error) {
	if t.err != nil {
		return nil, t.err
	}
	return json.Marshal(nextState{t.query, t.customers, t.all()})
}

// UnmarshalJSON reads what MarshalJSON wrote, in place of what the tally held.
// It checks all of it, so that a state from anywhere may be read.
func (t *NextTally) UnmarshalJSON(b []byte) error {
	var s nextState
	if err := json.Unmarshal(b, &s); err != nil {
		return badState(err)
	}
	if err := s.Query.check(); err != nil || s.Query.Base == "" || s.Customers < 0 || uint64(s.Customers) > maxCount {
		return badState(err)
	}
	left := s.Customers
	for _, n := range s.Next {
		if n < 1 || n > left {
			return badState(nil)
		}
		left -= n
	}
	*t = NextTally{query: s.Query, customers: s.Customers, merged: s.Next}
	return nil
}
