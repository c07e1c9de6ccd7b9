package churn

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A revenueState is the JSON form of a [RevenueTally].
type revenueState struct {
	Asked     contract         `json:"asked"`
	End       *moment          `json:"end,omitempty"`
	Customers int              `json:"customers"`
	Unread    int              `json:"unread"`
	Periods   saved[*movement] `json:"periods"`
	Last      saved[*window]   `json:"last"`
	Trailing  saved[*window]   `json:"trailing"`
	Cohorts   []savedCohort    `json:"cohorts"`
}

// A saved is the JSON form of a timeline.
type saved[T any] struct {
	First int `json:"first"`
	List  []T `json:"list"`
}

type savedCohort struct {
	Period int `json:"period"`
	saved[*joint]
}

// MarshalJSON writes the tally: what it was asked and what it has counted.
func (t *RevenueTally) MarshalJSON() ([]byte, error) {
	if t.err != nil {
		return nil, fmt.Errorf("churn: %w", t.err)
	}
	s := revenueState{
		Asked: t.contract, Customers: t.customers, Unread: t.unread,
		Periods: save(t.periods), Last: save(t.last), Trailing: save(t.trailing),
	}
	if t.end.known() {
		s.End = &t.end
	}
	for _, period := range slices.Sorted(maps.Keys(t.cohorts)) {
		s.Cohorts = append(s.Cohorts, savedCohort{period, save(*t.cohorts[period])})
	}
	return json.Marshal(s)
}

func save[T any](t timeline[*T]) saved[*T] {
	trimmed := t.trimmed(func(p **T) bool { return *p == nil })
	return saved[*T]{trimmed.first, trimmed.list}
}

// UnmarshalJSON reads a tally that MarshalJSON wrote, in place of what t holds.
// It has no log: it merges and gives its result, but takes no traces.
func (t *RevenueTally) UnmarshalJSON(b []byte) error {
	var s revenueState
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

func (s *revenueState) tally() (*RevenueTally, error) {
	if err := s.Asked.sound(); err != nil {
		return nil, err
	}
	t := &RevenueTally{contract: s.Asked, customers: s.Customers, unread: s.Unread, end: never, cohorts: map[int]*timeline[*joint]{}}
	if s.End != nil {
		t.end = *s.End
	}
	if !t.end.sound(s.Asked.when) || min(s.Customers, s.Unread) < 0 || excessive(s.Customers, s.Unread) || s.Customers > 0 && s.End == nil {
		return nil, stat.ErrState
	}
	var errs [3]error
	t.periods, errs[0] = restore(s.Periods, (*movement).sound)
	t.last, errs[1] = restore(s.Last, (*window).sound)
	t.trailing, errs[2] = restore(s.Trailing, (*window).sound)
	for _, c := range s.Cohorts {
		line, err := restore(c.saved, (*joint).sound)
		if err != nil || !plausible(c.Period) || t.cohorts[c.Period] != nil || len(line.list) > 0 && line.first <= c.Period {
			return nil, stat.ErrState
		}
		t.cohorts[c.Period] = &line
	}
	return t, first(errors.Join(append(errs[:], t.consistent())...))
}

func restore[T any](s saved[*T], sound func(*T) bool) (timeline[*T], error) {
	if !plausible(s.First) || !plausible(s.First+len(s.List)) {
		return timeline[*T]{}, stat.ErrState
	}
	for _, v := range s.List {
		if v != nil && !sound(v) {
			return timeline[*T]{}, stat.ErrState
		}
	}
	return timeline[*T]{s.First, s.List}, nil
}

// sound reports whether movements may be those that were counted.
func (m *movement) sound() bool {
	if min(m.New, m.Returned, m.Lost, m.Passed) < 0 || excessive(m.New, m.Returned, m.Lost, m.Passed) {
		return false
	}
	for _, s := range []*stat.Sum{&m.Won, &m.Reactivated, &m.Expansion, &m.Contraction, &m.Churned, &m.Refunded} {
		if s.Float64() < 0 {
			return false
		}
	}
	return true
}

func (j *joint) sound() bool {
	return !excessive(j.Size, j.Loyal) && j.window.sound()
}

// consistent reports numbers that no customers can have left: at each border
// some of those who were there are there.
func (t *RevenueTally) consistent() error {
	came := 0
	for _, m := range t.periods.list {
		if m != nil {
			came += m.New
		}
	}
	ok := came == t.customers && consistent(&t.last) && consistent(&t.trailing)
	for _, c := range t.cohorts {
		var now joint
		for _, j := range c.list {
			if j != nil {
				now.merge(j)
			}
			ok = ok && now.possible() && now.Loyal >= 0 && now.Loyal <= now.Size && now.Kept <= now.Size
		}
	}
	if !ok {
		return stat.ErrState
	}
	return nil
}

func consistent(t *timeline[*window]) bool {
	var now window
	for _, w := range t.list {
		now.merge(w)
		if !now.possible() {
			return false
		}
	}
	return true
}

// possible reports whether a window may be that of customers.
func (w *window) possible() bool {
	return w.Kept >= 0 && w.Kept <= w.There && w.Paying >= 0 && w.Paying <= w.There
}

// sound refuses what [ContractOptions.asked] can not have made.
func (c contract) sound() error {
	settled := c
	for _, list := range []*[]string{&settled.Start, &settled.Renew, &settled.Change, &settled.Cancel, &settled.Refund} {
		*list = append([]string{}, names(*list)...)
	}
	err := errors.Join(settled.when.sound(), settled.settle())
	if err != nil || figure.Asked(settled) != figure.Asked(c) {
		return stat.ErrState
	}
	return nil
}
