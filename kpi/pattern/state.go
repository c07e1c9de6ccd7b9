package pattern

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/parcours-go/parcours/kpi/internal/stat"
)

var (
	errNilLog = errors.New("pattern: want a log, got nil")
	errNoLog  = errors.New("pattern: want a log; a tally that was read from JSON has none, and takes in other tallies only")
	errAsked  = errors.New("pattern: tallies that were asked different things do not merge")
)

func (q question) equal(other question) bool {
	return q.Query.Pattern == other.Query.Pattern && q.Query.Path == other.Query.Path && q.Level == other.Level && q.Chains == other.Chains &&
		equalConditions(q.Query.Conditions, other.Query.Conditions)
}

func equalConditions(a, b [][]string) bool { return slices.EqualFunc(a, b, slices.Equal[[]string]) }

func cloned(conditions [][]string) [][]string {
	out := slices.Clone(conditions)
	for i, names := range out {
		out[i] = slices.Clone(names)
	}
	return out
}

// state is a tally as JSON.
type state struct {
	question
	*counts
}

// MarshalJSON writes all that the tally counted and what it was asked.
func (t *Tally) MarshalJSON() ([]byte, error) {
	if t.err != nil {
		return nil, t.err
	}
	return json.Marshal(state{t.question, &t.seen})
}

// UnmarshalJSON reads what MarshalJSON wrote, in place of what the tally held.
// It checks all of it, so that a state from anywhere may be read.
func (t *Tally) UnmarshalJSON(b []byte) error {
	s := state{counts: &counts{}}
	if err := json.Unmarshal(b, &s); err != nil {
		return badState(err)
	}
	query, err := s.Query.check()
	if err != nil {
		return badState(err)
	}
	if _, err := (&Options{Level: s.Level}).settled(); err != nil || s.Level == 0 {
		return badState(err)
	}
	if !s.consistent(s.Chains, query) {
		return badState(nil)
	}
	*t = Tally{question: s.question, seen: *s.counts}
	return nil
}

// maxCount bounds the counts of a state, so that no sum of some overflows.
const maxCount = 1 << 48

func (c *counts) consistent(chains bool, query *compiled) bool {
	ok := 0 <= c.Matched && c.Matched <= c.Customers && uint64(c.Customers) <= maxCount &&
		c.Matched <= c.Occurrences && uint64(c.Occurrences) <= maxCount && c.Nanoseconds.N() == c.Matched
	if !chains {
		return ok && len(c.Reached) == 0
	}
	before := c.Customers
	for _, n := range c.Reached {
		ok = ok && 0 <= n && n <= before
		before = n
	}
	// before is how many reached the last event, behind which only the end may
	// be missing.
	return ok && len(c.Reached) == events(query.parts) && (before == c.Matched || query.toEnd && before > c.Matched)
}

func badState(err error) error {
	if err == nil {
		err = stat.ErrState
	}
	return fmt.Errorf("pattern: the state of a tally: %w", err)
}
