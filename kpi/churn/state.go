package churn

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A state is the JSON form of a [Tally].
type state struct {
	Asked question `json:"asked"`
	End   *moment  `json:"end,omitempty"`
	tallied
	Cohorts []cohortState `json:"cohorts,omitempty"`
}

// A tallied is what was counted.
type tallied struct {
	First   int        `json:"first"`
	Periods [][4]int   `json:"periods"` // as flow
	Settled int        `json:"settled"`
	Open    [][4]int64 `json:"open"` // as lasting
}

// MarshalJSON writes the tally: what it was asked and what it has counted.
func (t *Tally) MarshalJSON() ([]byte, error) {
	if t.err != nil {
		return nil, fmt.Errorf("churn: %w", t.err)
	}
	t.settle()
	s := state{Asked: t.question, tallied: t.tallied(), Cohorts: t.states()}
	if t.end.known() {
		s.End = &t.end
	}
	return json.Marshal(s)
}

// tallied returns what was counted, without the periods at the ends in which
// nothing was.
func (t *Tally) tallied() tallied {
	periods := t.periods.trimmed(func(f *flow) bool { return *f == flow{} })
	out := tallied{First: periods.first, Settled: t.settled}
	for _, f := range periods.list {
		out.Periods = append(out.Periods, [4]int{f.New, f.Returned, f.Lost, f.Passed})
	}
	for _, o := range t.open {
		there := int64(0)
		if o.There {
			there = 1
		}
		out.Open = append(out.Open, [4]int64{o.First, o.Last, int64(o.Period), there})
	}
	return out
}

// UnmarshalJSON reads a tally that MarshalJSON wrote, in place of what t holds.
// It has no log: it merges and gives its result, but takes no traces.
func (t *Tally) UnmarshalJSON(b []byte) error {
	var s state
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("churn: %w", err)
	}
	out, err := s.tally()
	if err != nil {
		return fmt.Errorf("churn: %w", err)
	}
	*t = *out
	return nil
}

func (s *state) tally() (*Tally, error) {
	if err := s.Asked.sound(); err != nil {
		return nil, err
	}
	t := &Tally{question: s.Asked, end: never}
	if s.End != nil {
		t.end = *s.End
	}
	if !t.end.sound(s.Asked.when) || len(s.Periods) > 0 && s.End == nil {
		return nil, stat.ErrState
	}
	if err := t.take(s.tallied); err != nil {
		return nil, err
	}
	return t, t.restore(s.Cohorts)
}

// take makes t what was counted, if it can have been.
func (t *Tally) take(s tallied) error {
	t.settled, t.periods = s.Settled, timeline[flow]{first: s.First}
	if s.Settled < 0 || excessive(s.Settled) || !plausible(s.First) || !plausible(s.First+len(s.Periods)) {
		return stat.ErrState
	}
	came := 0
	for _, p := range s.Periods {
		f := flow{p[0], p[1], p[2], p[3]}
		if min(f.New, f.Returned, f.Lost, f.Passed) < 0 || excessive(f.New, f.Returned, f.Lost, f.Passed) {
			return stat.ErrState
		}
		came += f.New
		t.periods.list = append(t.periods.list, f)
	}
	for _, o := range s.Open {
		if o[0] > o[1] || o[1] > t.end.Nano || !plausible(int(o[2])) || o[3]&1 != o[3] {
			return stat.ErrState
		}
		t.open = append(t.open, lasting{o[0], o[1], int(o[2]), o[3] == 1})
	}
	if came != t.settled+len(t.open) {
		return stat.ErrState
	}
	return t.balanced()
}

// balanced reports a table in which more customers leave than came.
func (t *Tally) balanced() error {
	pending := t.pending()
	there := 0
	for i, f := range t.periods.list {
		p := pending.of(t.periods.first + i)
		there += f.New + f.Returned - f.Lost - f.Passed - p.New - p.Lost
		if there < 0 {
			return stat.ErrState
		}
	}
	return nil
}

// sound refuses what [Options.asked] can not have made.
func (q question) sound() error {
	settled := q
	err := errors.Join(settled.settle(), settled.when.sound(), settled.checkCohorts())
	if err != nil || figure.Asked(settled) != figure.Asked(q) {
		return stat.ErrState
	}
	return nil
}

func (w when) sound() error {
	settled := w
	err := settled.settle(w.Period, time.Time{}, w.Level)
	if err != nil || settled.Period != w.Period || settled.Level != w.Level {
		return stat.ErrState
	}
	return nil
}
