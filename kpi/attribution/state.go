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
	Question  question          `json:"question"`
	Channels  []journey.Channel `json:"channels"`
	Steps     []int             `json:"steps"`
	First     []int             `json:"first"`
	Untouched int               `json:"untouched,omitempty"`
	Lengths   []savedLength     `json:"lengths,omitempty"`
	Value     *stat.Sum         `json:"value,omitempty"`
	Ledgers   []ledger          `json:"ledgers,omitempty"`
	Grams     *savedGrams       `json:"grams,omitempty"`
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
	s := state{Question: t.question, Channels: t.channels, Steps: t.steps, First: t.first, Untouched: t.untouched, Ledgers: t.ledgers}
	t.eachLength(func(length int, touches []int) {
		s.Lengths = append(s.Lengths, savedLength{length, touches})
	})
	slices.SortFunc(s.Lengths, func(a, b savedLength) int { return a.Length - b.Length })
	if t.Values {
		s.Value = &t.value
	}
	if t.grams != nil {
		s.Grams = t.grams.save()
	}
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
	if n > maxChannels || len(s.Steps) != (n+1)*(n+2) || len(s.First) != n || !ascending(s.Channels) || !s.Question.sound() {
		return nil, stat.ErrState
	}
	t, err := newTally(s.Question, s.Channels)
	if err != nil {
		return nil, err
	}
	t.steps, t.first, t.untouched = s.Steps, s.First, s.Untouched
	before := 0
	for _, l := range s.Lengths {
		if l.Length <= before || len(l.Touches) != n {
			return nil, stat.ErrState
		}
		before = l.Length
		copy(t.touches(l.Length), l.Touches)
	}
	if !t.counts.sound() || !t.readLedgers(&s) || !t.readGrams(s.Grams) {
		return nil, stat.ErrState
	}
	return t, nil
}

// readLedgers takes in saved ledgers, and reports whether they are those that
// the question needs.
func (t *Tally) readLedgers(s *state) bool {
	if (s.Value != nil) != t.Values || len(s.Ledgers) != len(t.ledgers) {
		return false
	}
	if t.Values {
		t.value = *s.Value
	}
	all := []stat.Sum{t.value}
	for i, l := range s.Ledgers {
		mine := &t.ledgers[i]
		if l.Model != mine.Model || len(l.Conversions) != len(mine.Conversions) || len(l.Values) != len(mine.Values) {
			return false
		}
		*mine = l
		all = slices.Concat(all, l.Conversions, l.Values)
	}
	return !slices.ContainsFunc(all, func(sum stat.Sum) bool { return !fair(&sum) })
}

// fair reports whether a sum may be one of credit or of values.
func fair(sum *stat.Sum) bool {
	v := sum.Float64()
	return v >= 0 && v <= maxValue*float64(maxCount)
}

// sound reports whether a question may be one that New made.
func (q *question) sound() bool {
	return q.mistakes() == nil && ascending(q.Conversion) && ascending(q.Touches) && ascending(q.Direct) &&
		slices.Equal(q.Models, inOrder(q.Models)) && q.FirstShare+q.LastShare > 0 && q.HalfLife > 0 &&
		(len(q.Conversion) > 0) != q.Counted && (q.HalfLifeTouches > 0 || !q.Counted)
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
	n := len(c.channels)
	for _, k := range append(slices.Concat(c.steps, c.first), c.untouched) {
		if !countable(k) {
			return false
		}
	}
	conversions, firsts := 0, 0
	for i := range n {
		in, out := c.steps[c.step(n, i)], c.conversions(i)+c.nulls(i)
		for j := range n {
			in += c.steps[c.step(j, i)]
			out += c.steps[c.step(i, j)]
		}
		if in != out || c.first[i] > c.steps[c.step(n, i)] {
			return false
		}
		conversions += c.conversions(i)
		firsts += c.first[i]
	}
	sound := conversions == firsts && c.steps[c.step(n, n)] == 0 && c.steps[c.step(n, n+1)] == 0
	paths := 0
	c.eachLength(func(length int, touches []int) {
		all := 0
		for _, k := range touches {
			sound = sound && countable(k)
			all += k
		}
		sound = sound && all%length == 0
		paths += all / length
	})
	return sound && paths == conversions
}
