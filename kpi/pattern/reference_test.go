package pattern_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/pattern"
)

// slow matches by trying everything in turn, straight from the definition: a
// pattern is a list of parts, and events are those that meet a condition.
type slow struct {
	parts  []string
	bits   []int // conditions of each visible event
	second []int
}

// match returns the events of the first match from event i on, nil if there is
// none, and the longest chain of named events that was seen.
func (s *slow) match(from int) (match, chain []int) {
	var try func(p, i, base int, events, named []int) []int
	try = func(p, i, base int, events, named []int) []int {
		if len(named) > len(chain) {
			chain = append([]int{}, named...)
		}
		if p == len(s.parts) {
			return events
		}
		part := s.parts[p]
		if part == ".*" {
			for j := i; j <= len(s.bits); j++ {
				if m := try(p+1, j, j, events, named); m != nil {
					return m
				}
			}
			return nil
		}
		if i == len(s.bits) {
			return nil
		}
		if part == "." {
			return try(p+1, i+1, i, append(events, i), named)
		}
		if !strings.HasPrefix(part, "(?t") {
			if c, _ := strconv.Atoi(part[2 : len(part)-1]); s.bits[i]>>(c-1)&1 == 0 {
				return nil
			}
			return try(p+1, i+1, i, append(events, i), append(named, i))
		}
		for j := i; j < len(s.bits); j++ {
			if holds(part, s.second[j]-s.second[base]) {
				if m := try(p+1, j, j, events, named); m != nil {
					return m
				}
			}
		}
		return nil
	}
	for start := from; start < len(s.bits); start++ {
		if m := try(0, start, start, []int{}, nil); m != nil {
			return m, chain
		}
	}
	return nil, chain
}

func holds(part string, elapsed int) bool {
	digits := strings.IndexAny(part, "0123456789")
	limit, _ := strconv.Atoi(part[digits : len(part)-1])
	switch part[3:digits] {
	case "<=":
		return elapsed <= limit
	case "<":
		return elapsed < limit
	case ">=":
		return elapsed >= limit
	case ">":
		return elapsed > limit
	}
	return elapsed == limit
}

func (s *slow) count() (n int) {
	for start := 0; ; n++ {
		m, _ := s.match(start)
		if m == nil {
			return n
		}
		start = m[len(m)-1] + 1
	}
}

// randomParts is a pattern that is well formed.
func randomParts(r *rand.Rand, conditions int) (parts []string) {
	event := func() string {
		if r.IntN(6) == 0 {
			return "."
		}
		return fmt.Sprintf("(?%d)", 1+r.IntN(conditions))
	}
	for range r.IntN(4) {
		parts = append(parts, event())
		switch r.IntN(4) {
		case 0:
			parts = append(parts, ".*")
		case 1, 2:
			parts = append(parts, fmt.Sprintf("(?t%s%d)", []string{"<=", "<", ">=", ">", "=="}[r.IntN(5)], r.IntN(6)))
			if r.IntN(4) == 0 {
				parts = append(parts, ".*")
			}
		}
	}
	parts = append(parts, event())
	if r.IntN(6) == 0 {
		parts = append([]string{".*", fmt.Sprintf("(?t>%d)", r.IntN(4))}, parts...)
	}
	if r.IntN(6) == 0 {
		parts = append(parts, ".*")
	}
	return parts
}

// A hundred thousand customers, with and without events at one time.
func TestTheMatcherSaysWhatTryingEverythingSays(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	matched := 0
	for range 500 {
		conditions := [][]string{{"a"}, {"b"}, {"c", "a"}}[:1+r.IntN(3)]
		parts := randomParts(r, len(conditions))
		text := strings.Join(parts, "")
		log := logOf(t, randomEvents(r, 200))
		m, err := pattern.NewMatcher(log, pattern.Query{Pattern: text, Conditions: conditions})
		require.NoError(t, err, text)
		for trace := range log.Traces() {
			s, visible := slowly(trace, parts, conditions)
			match, longest := s.match(0)
			chain := m.AppendChain(nil, trace)
			require.Equal(t, match != nil, m.Match(trace), "%s on %v", text, s.bits)
			require.Equal(t, s.count(), m.Count(trace), "%s on %v", text, s.bits)
			if match == nil {
				require.Len(t, chain, len(longest), "%s on %v at %v", text, s.bits, s.second)
				continue
			}
			matched++
			require.Equal(t, s.named(match, visible), chain, "%s on %v at %v", text, s.bits, s.second)
		}
	}
	require.Greater(t, matched, 10_000)
}

func randomEvents(r *rand.Rand, customers int) (events []event.Event) {
	for c := range customers {
		second := 0
		for range r.IntN(10) {
			second += r.IntN(3)
			events = append(events, at(fmt.Sprintf("c%03d", c), float64(second), string("abcd"[r.IntN(4)])))
		}
	}
	return events
}

// slowly returns the visible events of a trace, and where they are in it.
func slowly(trace event.Trace, parts []string, conditions [][]string) (*slow, []int) {
	s, visible := &slow{parts: parts}, []int{}
	for i := range trace.Len() {
		bits := 0
		for c, names := range conditions {
			if slices.Contains(names, trace.Name(i)) {
				bits |= 1 << c
			}
		}
		if bits != 0 {
			s.bits, s.second = append(s.bits, bits), append(s.second, int(trace.Time(i).Unix()))
			visible = append(visible, i)
		}
	}
	return s, visible
}

// named returns the events of a match that the pattern names by a condition.
func (s *slow) named(match, visible []int) (list []int) {
	for _, part := range s.parts {
		single := part == "." || part[0] == '(' && part[2] != 't'
		if single && part != "." {
			list = append(list, visible[match[0]])
		}
		if single {
			match = match[1:]
		}
	}
	return list
}
