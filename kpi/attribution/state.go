package attribution

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A state is the JSON form of a tally.
type state struct {
	Question question          `json:"question"`
	Channels []journey.Channel `json:"channels"`
	Steps    []int             `json:"steps"`
	First    []int             `json:"first"`
	Lengths  []savedLength     `json:"lengths,omitempty"`
}

type savedLength struct {
	Length  int   `json:"length"`
	Touches []int `json:"touches"`
}

// MarshalJSON writes the tally: what it was asked and what it has gathered.
func (t *Tally) MarshalJSON() ([]byte, error) {
	if t.err != nil {
		return nil, fmt.Errorf("attribution: %w", t.err)
	}
	s := state{Question: t.question, Channels: t.channels, Steps: t.steps, First: t.first}
	t.eachLength(func(length int, touches []int) {
		s.Lengths = append(s.Lengths, savedLength{length, touches})
	})
	slices.SortFunc(s.Lengths, func(a, b savedLength) int { return a.Length - b.Length })
	return json.Marshal(s)
}

// UnmarshalJSON reads a tally that MarshalJSON wrote, in place of what t holds.
func (t *Tally) UnmarshalJSON(b []byte) error {
	out, err := readState(b)
	if err != nil {
		return fmt.Errorf("attribution: %w", err)
	}
	*t = *out
	return nil
}

func readState(b []byte) (*Tally, error) {
	var s state
	if err := json.Unmarshal(b, &s); err != nil {
		return nil, err
	}
	n := len(s.Channels)
	if n > maxChannels || len(s.Steps) != (n+1)*(n+2) || len(s.First) != n ||
		!ascending(s.Channels) || !ascending(s.Question.Conversion) || !ascending(s.Question.Touches) {
		return nil, stat.ErrState
	}
	t := &Tally{question: s.Question, counts: newCounts(s.Channels)}
	t.steps, t.first = s.Steps, s.First
	before := 0
	for _, l := range s.Lengths {
		if l.Length <= before || len(l.Touches) != n {
			return nil, stat.ErrState
		}
		before = l.Length
		copy(t.touches(l.Length), l.Touches)
	}
	if !t.sound() {
		return nil, stat.ErrState
	}
	return t, nil
}

func ascending[T ~string](list []T) bool {
	for i := 1; i < len(list); i++ {
		if list[i-1] >= list[i] {
			return false
		}
	}
	return true
}

// sound reports whether counts may be those of paths: whoever comes to a
// channel goes on, and each path that converts has a first touch and as many
// touches as it is long.
func (c *counts) sound() bool {
	const most = 1 << 40
	n := len(c.channels)
	for _, k := range slices.Concat(c.steps, c.first) {
		if k < 0 || int64(k) > most {
			return false
		}
	}
	conversions, firsts := 0, 0
	for i := range n {
		in, out := c.steps[c.step(n, i)], c.steps[c.step(i, n)]+c.steps[c.step(i, n+1)]
		for j := range n {
			in += c.steps[c.step(j, i)]
			out += c.steps[c.step(i, j)]
		}
		if in != out || c.first[i] > c.steps[c.step(n, i)] {
			return false
		}
		conversions += c.steps[c.step(i, n)]
		firsts += c.first[i]
	}
	sound := conversions == firsts && c.steps[c.step(n, n)] == 0 && c.steps[c.step(n, n+1)] == 0
	paths := 0
	c.eachLength(func(length int, touches []int) {
		all := 0
		for _, k := range touches {
			sound = sound && k >= 0 && int64(k) <= most
			all += k
		}
		sound = sound && all%length == 0
		paths += all / length
	})
	return sound && paths == conversions
}
