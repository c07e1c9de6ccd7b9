package survey

import (
	"encoding/json"
	"errors"
	"slices"

	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A state is a saved tally.
type state struct {
	Asked    inquiry         `json:"asked"`
	All      *row            `json:"all"`
	Stages   []*row          `json:"stages,omitempty"`
	Segments map[string]*row `json:"segments,omitempty"`
	Periods  map[int]*row    `json:"periods,omitempty"`
}

// MarshalJSON saves the tally: what it was asked and what it counted.
func (t *Tally) MarshalJSON() ([]byte, error) {
	if err := t.sound(); err != nil {
		return nil, wrap(err)
	}
	return json.Marshal(state{t.asked, t.all, t.stages, t.segments, t.periods})
}

// sound returns the first mistake in the use of the tally. The zero Tally is one
// until something is restored into it.
func (t *Tally) sound() error {
	if t.err == nil && t.all == nil {
		return stat.ErrState
	}
	return t.err
}

// UnmarshalJSON restores a tally that was saved. It has no log: it may be merged
// and asked for its result, but be given no traces.
func (t *Tally) UnmarshalJSON(b []byte) error {
	var s state
	if err := json.Unmarshal(b, &s); err != nil {
		return wrap(err)
	}
	if err := s.Asked.check(); err != nil {
		return wrap(errors.Join(stat.ErrState, err))
	}
	if !s.sound() {
		return wrap(stat.ErrState)
	}
	out := (&Tally{asked: s.Asked}).Fresh()
	out.all, out.stages = s.All, s.Stages
	if s.Segments != nil {
		out.segments = s.Segments
	}
	if s.Periods != nil {
		out.periods = s.Periods
	}
	*t = *out
	return nil
}

// check reports what a saved inquiry can not be.
func (a *inquiry) check() error {
	q, err := a.Question.settled()
	if err != nil {
		return err
	}
	o, _, err := (&Options{
		Level: a.Level, Method: a.Method, Which: a.Which, Segments: a.Segments, Period: a.Period,
	}).settled()
	if err != nil {
		return err
	}
	if q.Name != a.Question.Name || q.Scale != a.Question.Scale || !slices.Equal(q.Events, a.Question.Events) ||
		o.Level != a.Level || o.Method != a.Method || o.Which != a.Which || o.Segments != a.Segments {
		return errors.New("not what is asked")
	}
	return nil
}

// farthest bounds the numbers of periods: those of the years 1678 to 2262 are
// nearer to 0.
const farthest = 1 << 18

// sound reports whether a state can be one that was saved.
func (s *state) sound() bool {
	if !s.fits(s.All) || (s.Asked.By == "" && len(s.Segments) > 0) || (s.Asked.Period == "" && len(s.Periods) > 0) {
		return false
	}
	stages := 0
	if s.Asked.Stages != nil {
		stages = len(s.Asked.Stages) + 1
	}
	if len(s.Stages) != stages {
		return false
	}
	for _, r := range s.Stages {
		if !s.fits(r) {
			return false
		}
	}
	for _, r := range s.Segments {
		if !s.fits(r) {
			return false
		}
	}
	for number, r := range s.Periods {
		if number < -farthest || number > farthest || !s.fits(r) {
			return false
		}
	}
	return true
}

// fits reports whether a row can be one of the analysis.
func (s *state) fits(r *row) bool {
	on := s.Asked.Question.Scale
	if r == nil || len(r.Answers) != on.answers() || len(r.Weights) != len(r.Squares) ||
		(len(r.Weights) > 0) != (s.Asked.Weight != "") {
		return false
	}
	for _, n := range []int{r.Customers, r.Blank, r.Invalid, r.Unweighted} {
		if n < 0 || uint64(n) > mostCounted {
			return false
		}
	}
	c := r.counts(on)
	n := c.N()
	return c.check("", on) == nil && r.Customers <= n && (r.Customers > 0) == (n > 0) &&
		(s.Asked.Which != LastAnswer || r.Customers == n)
}
