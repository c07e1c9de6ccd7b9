package pattern_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/pattern"
	"github.com/parcours-go/parcours/persona/field"
)

// slowPath matches a path by trying everything in turn, on names that are
// letters. It returns the named events and the single events of the first match
// from an event on, or nil.
func slowPath(tokens []string, names string, from int) (named, singles []int) {
	fromStart, toEnd := tokens[0] == pattern.PathStart, tokens[len(tokens)-1] == pattern.PathEnd
	if fromStart {
		tokens = tokens[1:]
	}
	if toEnd {
		tokens = tokens[:len(tokens)-1]
	}
	var try func(k, i int, named, singles []int) bool
	try = func(k, i int, chain, events []int) bool {
		if k == len(tokens) {
			if toEnd && i < len(names) {
				return false
			}
			named, singles = slices.Clone(chain), slices.Clone(events)
			return true
		}
		token := tokens[k]
		if set, isGap := strings.CutSuffix(token, "*"); isGap {
			for j := i; ; j++ {
				if try(k+1, j, chain, events) {
					return true
				}
				if j == len(names) || !accepts(set, names[j]) {
					return false
				}
			}
		}
		if i == len(names) || !accepts(token, names[i]) {
			return false
		}
		if token != "." {
			chain = append(slices.Clone(chain), i)
		}
		return try(k+1, i+1, chain, append(slices.Clone(events), i))
	}
	for start := from; start < len(names); start++ {
		if start > 0 && fromStart {
			break
		}
		if try(0, start, []int{}, nil) {
			return named, singles
		}
	}
	return nil, nil
}

func accepts(set string, name byte) bool {
	if strings.HasPrefix(set, "[^") {
		return !strings.Contains(set, string(name))
	}
	return set == "." || strings.Contains(set, string(name))
}

func TestPathsSayWhatTryingEverythingSays(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	single := []string{"a", "b", "c", "[a|b]", "[^a]", "[^b|c]", ".", "a", "b"}
	gaps := []string{".*", "[a]*", "[^b]*", "[b|c]*", "[^a|c]*"}
	matched := 0
	for range 250 {
		var tokens []string
		if r.IntN(4) == 0 {
			tokens = append(tokens, pattern.PathStart)
		}
		for range 1 + r.IntN(3) {
			if r.IntN(2) == 0 {
				tokens = append(tokens, gaps[r.IntN(len(gaps))])
			}
			tokens = append(tokens, single[r.IntN(len(single))])
		}
		if r.IntN(3) == 0 {
			tokens = append(tokens, gaps[r.IntN(len(gaps))])
		}
		if r.IntN(4) == 0 {
			tokens = append(tokens, pattern.PathEnd)
		}
		log := logOf(t, randomEvents(r, 200))
		text := strings.Join(tokens, " -> ")
		m, err := pattern.NewMatcher(log, pattern.Query{Path: text})
		require.NoError(t, err, text)
		anchored := tokens[0] == pattern.PathStart || tokens[len(tokens)-1] == pattern.PathEnd
		for trace := range log.Traces() {
			names := namesOf(trace)
			count := 0
			for start := 0; start < len(names); count++ {
				_, singles := slowPath(tokens, names, start)
				if singles == nil {
					break
				}
				start = singles[len(singles)-1] + 1
				if anchored {
					start = len(names)
				}
			}
			require.Equal(t, count, m.Count(trace), "%s on %s", text, names)
			require.Equal(t, count > 0, m.Match(trace), "%s on %s", text, names)
			if named, _ := slowPath(tokens, names, 0); count > 0 && !strings.HasSuffix(text, "* -> path_end") {
				matched++
				require.Equal(t, named, m.AppendChain([]int{}, trace), "%s on %s", text, names)
			}
		}
	}
	require.Greater(t, matched, 5000)
}

func namesOf(trace event.Trace) string {
	var b strings.Builder
	for i := range trace.Len() {
		b.WriteString(trace.Name(i))
	}
	return b.String()
}

func TestNamesInQuotes(t *testing.T) {
	log := logOf(t, []event.Event{at("u", 0, "a -> b"), at("u", 1, "path_end"), at("u", 2, "check ticket"), at("u", 3, "[x]|y")})
	for path, want := range map[string]bool{
		`"a -> b"->"path_end"`: true, `path_start -> . -> "path_end" -> check ticket -> ["[x]|y" | z] -> path_end`: true,
		`"path_end" -> "[x]|y"`: false, `[^ check ticket ] -> path_end`: true,
	} {
		m, err := pattern.NewMatcher(log, pattern.Query{Path: path})
		require.NoError(t, err, path)
		assert.Equal(t, want, m.Match(log.Trace(0)), path)
	}
}

func TestAMistakeInAPathHasItsColumn(t *testing.T) {
	log := sequence(t, "ab")
	for _, test := range []struct {
		path   string
		column int
		says   string
	}{
		{" ", 2, "want an event"},
		{"a -> ", 6, "want an event"},
		{"a ->-> b", 5, "want an event"},
		{".*", 1, "at least one event"},
		{"path_start", 1, "at least one event"},
		{"path_start -> path_end", 15, "at least one event"},
		{"a -> path_start", 6, "at the beginning; in quotes"},
		{"path_end -> a", 1, "at the end; in quotes"},
		{"a -> [b|c", 10, "want ]"},
		{"a -> [b||c]", 9, "want an event"},
		{"a -> []", 7, "want an event"},
		{"a -> b*", 7, "in quotes"},
		{`a -> "b`, 6, "in quotes"},
		{strings.Repeat("a -> ", 100) + "a", 501, "at most 100 parts"},
	} {
		_, err := pattern.New(log, pattern.Query{Path: test.path}, nil)
		var syntax *pattern.SyntaxError
		if assert.ErrorAs(t, err, &syntax, test.path) {
			assert.Equal(t, test.column, syntax.Column, test.path)
			assert.ErrorContains(t, err, test.says)
			assert.ErrorContains(t, err, "query.path")
			assert.ErrorIs(t, err, field.ErrInvalid)
		}
	}
	_, err := pattern.New(log, pattern.Query{Path: "a", Conditions: letters("a")}, nil)
	assert.ErrorContains(t, err, "either a path or a pattern")
	var many []string
	for i := range 32 {
		many = append(many, "n"+strings.Repeat("x", i))
	}
	_, err = pattern.New(log, pattern.Query{Path: strings.Join(many, "->")}, nil)
	assert.ErrorContains(t, err, "at most 31")
}
