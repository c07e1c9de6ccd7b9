package survival

import (
	"encoding/json"
	"fmt"
	"math"

	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A state is the JSON form of a tally.
type state struct {
	Groups []savedLane `json:"groups"`
}

type savedLane struct {
	Group    string    `json:"group"`
	Times    []float64 `json:"times"`
	Events   []int     `json:"events"`
	Censored []int     `json:"censored"`
}

// most bounds what a count that was saved may be, so that no sum of many is
// too large.
const most = 1 << 40

// MarshalJSON writes what was counted.
func (t *Tally) MarshalJSON() ([]byte, error) {
	if t.err != nil {
		return nil, t.err
	}
	s := state{Groups: []savedLane{}}
	for _, group := range t.groups() {
		l := t.lanes[group]
		l.settle()
		s.Groups = append(s.Groups, savedLane{group, l.times, l.events, l.censored})
	}
	return json.Marshal(s)
}

// UnmarshalJSON reads a tally that MarshalJSON wrote, in place of what t holds.
func (t *Tally) UnmarshalJSON(b []byte) error {
	var s state
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("survival: %w", err)
	}
	lanes := make(map[string]*lane, len(s.Groups))
	for _, g := range s.Groups {
		if lanes[g.Group] != nil || !g.sound() {
			return fmt.Errorf("survival: %w", stat.ErrState)
		}
		lanes[g.Group] = &lane{times: g.Times, events: g.Events, censored: g.Censored}
	}
	*t = Tally{lanes: lanes}
	return nil
}

// sound reports whether a group may be one that was counted.
func (g *savedLane) sound() bool {
	n := len(g.Times)
	if n == 0 || len(g.Events) != n || len(g.Censored) != n {
		return false
	}
	total := int64(0)
	for i, t := range g.Times {
		e, c := int64(g.Events[i]), int64(g.Censored[i])
		switch {
		case !(t >= 0 && t <= math.MaxFloat64) || math.Signbit(t):
			return false
		case i > 0 && t <= g.Times[i-1]:
			return false
		case e < 0 || c < 0 || e > most || c > most || e+c == 0:
			return false
		}
		if total += e + c; total > most {
			return false
		}
	}
	return true
}
