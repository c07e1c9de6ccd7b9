package pattern

import (
	"encoding/json"
	"fmt"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
)

// A RetentionResult is who of those who met the first condition met others.
type RetentionResult struct {
	Conditions [][]string `json:"conditions"`
	Customers  int        `json:"customers"` // all of them

	// Counts holds the customers with an event of the first condition, and
	// then, for each further condition, those of them who also have an event of
	// it, before or after.
	Counts []int `json:"counts"`

	// Shares are Counts[1:] among Counts[0], with Wilson's intervals; empty
	// where nobody met the first condition.
	Shares []journey.Measure `json:"shares,omitempty"`
}

// MeasureRetained is the name of RetentionResult.Shares.
const MeasureRetained = "retained"

// A RetentionTally counts who met conditions, customer by customer: ClickHouse's
// retention. See the package documentation on parts of a log.
type RetentionTally struct {
	state  retentionState
	byName []int32
	codes  []int32
	hasLog bool
	err    error
}

type retentionState struct {
	Conditions [][]string `json:"conditions"`
	Level      float64    `json:"level"`
	Customers  int        `json:"customers"`
	Counts     []int      `json:"counts"`
}

// Retention counts who met conditions in a log, each a set of event names:
// NewRetention, then a fold, then Result.
func Retention(log *event.Log, conditions [][]string, opt *Options) (*RetentionResult, error) {
	first, err := NewRetention(log, conditions, opt)
	if err != nil {
		return nil, err
	}
	return event.Fold(log, first.Fresh).Result()
}

// NewRetention returns an empty tally, for traces of log. A mistake in the
// conditions or in the options is a *[field.Error] with its path.
func NewRetention(log *event.Log, conditions [][]string, opt *Options) (*RetentionTally, error) {
	if log == nil {
		return nil, errNilLog
	}
	s, err := opt.settled()
	if err == nil {
		err = checkConditions("conditions", conditions)
	}
	if err != nil {
		return nil, fmt.Errorf("pattern: %w", err)
	}
	return &RetentionTally{
		state:  retentionState{cloned(conditions), s.Level, 0, make([]int, len(conditions))},
		byName: meets(log, conditions),
		hasLog: true,
	}, nil
}

// Fresh returns an empty tally for traces of the same log that was asked the
// same.
func (t *RetentionTally) Fresh() *RetentionTally {
	return &RetentionTally{
		state:  retentionState{t.state.Conditions, t.state.Level, 0, make([]int, len(t.state.Counts))},
		byName: t.byName,
		hasLog: t.hasLog,
	}
}

// AppendMet appends to dst, for each condition, whether the trace meets the
// first one and it. A tally that was read from JSON knows no log, and says that
// it meets none.
func (t *RetentionTally) AppendMet(dst []bool, trace event.Trace) []bool {
	all := t.met(trace)
	for c := range t.state.Conditions {
		dst = append(dst, all&1 != 0 && all&(1<<c) != 0)
	}
	return dst
}

func (t *RetentionTally) met(trace event.Trace) (all int32) {
	if !t.hasLog {
		return 0
	}
	t.codes = trace.AppendCodes(t.codes[:0], t.byName)
	for _, bits := range t.codes {
		all |= bits
	}
	return all
}

// Add counts one customer, with all their events.
func (t *RetentionTally) Add(trace event.Trace) {
	if !t.hasLog {
		t.fail(errNoLog)
		return
	}
	t.state.Customers++
	all := t.met(trace)
	if all&1 == 0 {
		return
	}
	for c := range t.state.Counts {
		t.state.Counts[c] += int(all >> c & 1)
	}
}

// Merge adds what another tally counted, which must have been asked the same.
func (t *RetentionTally) Merge(other *RetentionTally) {
	switch {
	case other == nil:
		t.fail(errAsked)
	case other.err != nil:
		t.fail(other.err)
	case t.state.Level != other.state.Level || !equalConditions(t.state.Conditions, other.state.Conditions):
		t.fail(errAsked)
	default:
		t.state.Customers += other.state.Customers
		for c, n := range other.state.Counts {
			t.state.Counts[c] += n
		}
	}
}

func (t *RetentionTally) fail(err error) {
	if t.err == nil {
		t.err = err
	}
}

// Result returns what was counted. Without a customer it is [ErrNoData]; what
// went wrong in Add or Merge is an error here.
func (t *RetentionTally) Result() (*RetentionResult, error) {
	if t.err != nil {
		return nil, t.err
	}
	if t.state.Customers == 0 {
		return nil, fmt.Errorf("pattern: %w: no customer", ErrNoData)
	}
	r := &RetentionResult{Conditions: cloned(t.state.Conditions), Customers: t.state.Customers, Counts: append([]int{}, t.state.Counts...)}
	if r.Counts[0] > 0 {
		for _, n := range r.Counts[1:] {
			r.Shares = append(r.Shares, share(MeasureRetained, n, r.Counts[0], t.state.Level))
		}
	}
	return r, nil
}

// MarshalJSON writes all that the tally counted and what it was asked.
func (t *RetentionTally) MarshalJSON() ([]byte, error) {
	if t.err != nil {
		return nil, t.err
	}
	return json.Marshal(t.state)
}

// UnmarshalJSON reads what MarshalJSON wrote, in place of what the tally held.
// It checks all of it, so that a state from anywhere may be read.
func (t *RetentionTally) UnmarshalJSON(b []byte) error {
	var s retentionState
	if err := json.Unmarshal(b, &s); err != nil {
		return badState(err)
	}
	if err := checkConditions("conditions", s.Conditions); err != nil {
		return badState(err)
	}
	if _, err := (&Options{Level: s.Level}).settled(); err != nil || s.Level == 0 {
		return badState(err)
	}
	if len(s.Counts) != len(s.Conditions) || s.Counts[0] < 0 || s.Counts[0] > s.Customers || uint64(s.Customers) > maxCount {
		return badState(nil)
	}
	for _, n := range s.Counts {
		if n < 0 || n > s.Counts[0] {
			return badState(nil)
		}
	}
	*t = RetentionTally{state: s}
	return nil
}
