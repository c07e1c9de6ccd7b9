package funnel

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A question is what an analysis was asked, with every default filled in.
type question struct {
	Steps []Step
	Options
}

// goal returns the step with which the funnel is complete: the last one that is
// not optional.
func (q *question) goal() int {
	i := len(q.Steps)
	for q.Steps[i-1].Optional {
		i--
	}
	return i
}

// MarshalJSON writes the question, time zones by their names.
func (q question) MarshalJSON() ([]byte, error) {
	s := savedQuestion{Steps: q.Steps, Options: q.Options}
	if q.Options.Zone != nil {
		s.Zone = q.Options.Zone.String()
	}
	c := q.Options.Session
	s.Silence, s.Attr = c.Silence, c.Attr
	if c.Midnight != nil {
		s.Midnight = c.Midnight.String()
	}
	return json.Marshal(s)
}

type savedQuestion struct {
	Steps    []Step        `json:"steps"`
	Options  Options       `json:"options"`
	Zone     string        `json:"zone"`
	Silence  time.Duration `json:"session_silence,omitempty"`
	Midnight string        `json:"session_midnight,omitempty"`
	Attr     string        `json:"session_attr,omitempty"`
}

// A named is a time zone that is known by its name alone: that of a saved
// question, which compares it and never computes with it.
func named(zone string) *time.Location { return time.FixedZone(zone, 0) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (q *question) UnmarshalJSON(b []byte) error {
	var s savedQuestion
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	s.Options.Zone = named(s.Zone)
	s.Options.Session.Silence, s.Options.Session.Attr = s.Silence, s.Attr
	if s.Midnight != "" {
		s.Options.Session.Midnight = named(s.Midnight)
	}
	steps, o, err := settled(s.Steps, &s.Options)
	if err != nil {
		return err
	}
	*q = question{steps, o}
	return nil
}

// A state is a saved tally.
type state struct {
	Asked     *question       `json:"asked"`
	Customers int             `json:"customers"`
	Events    int             `json:"events"`
	Scopes    int             `json:"scopes,omitempty"`
	Excluded  int             `json:"excluded,omitempty"`
	Cut       int             `json:"cut,omitempty"`
	First     int64           `json:"first"`
	Last      int64           `json:"last"`
	All       *row            `json:"all"`
	Rows      map[string]*row `json:"rows,omitempty"`
}

// MarshalJSON saves the tally: what it was asked and what it counted.
func (t *Tally) MarshalJSON() ([]byte, error) {
	if t.err != nil {
		return nil, fmt.Errorf("funnel: %w", t.err)
	}
	if t.all == nil {
		return nil, fmt.Errorf("funnel: %w", stat.ErrState)
	}
	return json.Marshal(state{
		Asked: &t.asked, Customers: t.customers, Events: t.events, Scopes: t.scopes, Excluded: t.excluded, Cut: t.cut,
		First: t.first, Last: t.last, All: t.all, Rows: t.rows,
	})
}

// UnmarshalJSON restores a tally that was saved. It has no log: it may be merged
// and asked for its result, but be given no traces.
func (t *Tally) UnmarshalJSON(b []byte) error {
	var s state
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("funnel: %w", err)
	}
	if s.Asked == nil || !s.sound() {
		return fmt.Errorf("funnel: %w", stat.ErrState)
	}
	*t = Tally{
		asked: *s.Asked, customers: s.Customers, events: s.Events, scopes: s.Scopes, excluded: s.Excluded, cut: s.Cut,
		first: s.First, last: s.Last, all: s.All, rows: s.Rows,
	}
	if t.rows == nil {
		t.rows = map[string]*row{}
	}
	return nil
}

// sound reports whether a state can be one that was saved.
func (s *state) sound() bool {
	for _, n := range []int{s.Customers, s.Events, s.Scopes, s.Excluded, s.Cut} {
		if n < 0 || uint64(n) > mostCounted {
			return false
		}
	}
	if s.First > s.Last || s.Customers > s.Events || !s.All.sound(s.Asked) {
		return false
	}
	for _, r := range s.Rows {
		if !r.sound(s.Asked) {
			return false
		}
	}
	whole := s.Customers
	switch s.Asked.Options.Count {
	case Scopes:
		whole = s.Scopes
	case Tries:
		whole = s.Events
	}
	return len(s.All.Reached) > 0 && s.All.Reached[0] <= whole
}

// mostCounted bounds counts, so that those of many parts can be added.
const mostCounted = 1 << 53

func (r *row) sound(asked *question) bool {
	k := len(asked.Steps)
	if r == nil || len(r.Reached) != k || len(r.Ended) != k {
		return false
	}
	ended := 0
	for i := range k {
		if r.Reached[i] < 0 || r.Ended[i] < 0 || r.Reached[i] > r.Reached[0] || r.Ended[i] > r.Reached[i] || uint64(r.Reached[0]) > mostCounted {
			return false
		}
		ended += r.Ended[i]
	}
	if ended != r.Reached[0] {
		return false
	}
	if asked.Options.Brief {
		return r.FromPrevious == nil && r.FromFirst == nil && r.Values == nil && r.Next == nil && r.Begun == nil
	}
	incomplete := 0
	for _, n := range r.Ended[:asked.goal()-1] {
		incomplete += n
	}
	if (r.Begun != nil) != (asked.Window != 0) || r.Begun != nil && r.Begun.N() != incomplete {
		return false
	}
	return r.soundDetail(k)
}

func (r *row) soundDetail(k int) bool {
	if len(r.FromPrevious) != k || len(r.FromFirst) != k || len(r.Values) != k || len(r.Next) != k {
		return false
	}
	for i := range k {
		if i > 0 && (r.FromPrevious[i].N() != r.Reached[i] || r.FromFirst[i].N() != r.Reached[i]) {
			return false
		}
		next := 0
		for _, n := range r.Next[i] {
			if n < 0 || uint64(n) > mostCounted {
				return false
			}
			next += n
		}
		if i < k-1 && next != r.Ended[i] || r.Next[i] == nil {
			return false
		}
	}
	return true
}
