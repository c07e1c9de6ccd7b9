package pattern_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/pattern"
	"github.com/parcours-go/parcours/persona/field"
)

func TestAMistakeInAPatternHasItsColumn(t *testing.T) {
	log := sequence(t, "ab")
	for _, test := range []struct {
		pattern string
		column  int
		says    string
	}{
		{"", 1, "at least one event"},
		{".*", 3, "at least one event"},
		{"(?1)x", 5, "want (?n)"},
		{"(?1) (?2)", 5, "want (?n)"},
		{"(?3)", 3, "from 1 to 2"},
		{"(?0)", 3, "from 1 to 2"},
		{"(?)", 3, "whole number"},
		{"(?1", 4, "want )"},
		{"(?99999999999999999999)", 3, "at most"},
		{"(?1)(?t=5)(?2)", 8, "one of <="},
		{"(?1)(?t<=)(?2)", 10, "whole number"},
		{"(?1)(?t<=5x)(?2)", 11, "want )"},
		{"(?1)(?t<=300000d)(?2)", 10, "584 years"},
		{"(?1)(?t<=5)", 12, "an event after a time"},
		{"(?1)(?t<=5).*", 14, "an event after a time"},
		{"(?1)(?t<=5)(?t>2)(?2)", 12, "between two times"},
		{strings.Repeat("(?1)", 101), 405, "at most 100 parts"},
	} {
		_, err := pattern.New(log, pattern.Query{Pattern: test.pattern, Conditions: letters("ab")}, nil)
		var syntax *pattern.SyntaxError
		if assert.ErrorAs(t, err, &syntax, test.pattern) {
			assert.Equal(t, test.column, syntax.Column, test.pattern)
			assert.ErrorContains(t, err, test.says)
			assert.ErrorIs(t, err, field.ErrInvalid)
		}
		var at *field.Error
		require.ErrorAs(t, err, &at)
		assert.Equal(t, "query.pattern", at.Path)
	}
}

func TestOtherMistakesHaveTheirPath(t *testing.T) {
	log := sequence(t, "ab")
	good := pattern.Query{Pattern: "(?1)", Conditions: letters("a")}
	path := func(err error) string {
		var at *field.Error
		require.ErrorAs(t, err, &at)
		return at.Path
	}
	_, err := pattern.Compute(log, pattern.Query{Pattern: "(?1)"}, nil)
	assert.Equal(t, "query.conditions", path(err))
	_, err = pattern.Compute(log, pattern.Query{Pattern: "(?1)", Conditions: [][]string{{"a"}, nil}}, nil)
	assert.Equal(t, "query.conditions[1]", path(err))
	_, err = pattern.Compute(log, pattern.Query{Pattern: "(?1)", Conditions: make([][]string, 33)}, nil)
	assert.Equal(t, "query.conditions", path(err))
	_, err = pattern.Compute(log, good, &pattern.Options{Level: 2})
	assert.Equal(t, "options.level", path(err))
	_, err = pattern.NextNode(log, pattern.NextQuery{Base: "middle"})
	assert.Equal(t, "query.base", path(err))
	_, err = pattern.NextNode(log, pattern.NextQuery{})
	assert.Equal(t, "query.chain", path(err))
	_, err = pattern.Retention(nil, letters("a"), nil)
	assert.EqualError(t, err, "pattern: want a log, got nil")
	_, err = pattern.Retention(log, nil, nil)
	assert.Equal(t, "conditions", path(err))
	_, err = pattern.Compute(&event.Log{}, good, nil)
	assert.ErrorIs(t, err, pattern.ErrNoData)
	_, err = pattern.Compute(nil, good, nil)
	assert.Error(t, err)
}

func TestAllThirtyTwoConditionsCount(t *testing.T) {
	var conditions [][]string
	for i := range 32 {
		conditions = append(conditions, []string{fmt.Sprint(i)})
	}
	log := logOf(t, []event.Event{at("c", 0, "30"), at("c", 1, "31")})
	m, err := pattern.NewMatcher(log, pattern.Query{Pattern: "(?31)(?32)", Conditions: conditions})
	require.NoError(t, err)
	assert.True(t, m.Match(log.Trace(0)))
	r, err := pattern.Retention(log, conditions[30:], nil)
	require.NoError(t, err)
	assert.Equal(t, []int{1, 1}, r.Counts)
}

func TestUnitsOfTime(t *testing.T) {
	log := logOf(t, []event.Event{at("c", 0, "a"), at("c", 7200, "b")})
	for text, want := range map[string]bool{
		"(?1)(?t<=2h)(?2)": true, "(?1)(?t<2h)(?2)": false, "(?1)(?t==120m)(?2)": true, "(?1)(?t>7199s)(?2)": true, "(?1)(?t<1d)(?2)": true,
	} {
		m, err := pattern.NewMatcher(log, pattern.Query{Pattern: text, Conditions: letters("ab")})
		require.NoError(t, err)
		assert.Equal(t, want, m.Match(log.Trace(0)), text)
	}
}

// A pattern on which trying everything would take 2^1000 steps.
func TestNothingTakesForEver(t *testing.T) {
	log := sequence(t, strings.Repeat("a", 1000))
	m, err := pattern.NewMatcher(log, pattern.Query{Pattern: strings.Repeat("(?1).*", 40) + "(?2)", Conditions: letters("ab")})
	require.NoError(t, err)
	assert.False(t, m.Match(log.Trace(0)))
	assert.Len(t, m.AppendChain(nil, log.Trace(0)), 40)
	m, err = pattern.NewMatcher(log, pattern.Query{Pattern: strings.Repeat("(?1)(?t<=900)", 40) + "(?1)(?t>900)(?1)", Conditions: letters("ab")})
	require.NoError(t, err)
	assert.True(t, m.Match(log.Trace(0)))
}

func TestNothingIsAllocatedForACustomer(t *testing.T) {
	log := sequence(t, strings.Repeat("abcab", 50))
	chains := &pattern.Options{Chains: true}
	tally, err := pattern.New(log, pattern.Query{Pattern: "(?1).*(?2)(?t<=5)(?3)", Conditions: letters("abc")}, chains)
	require.NoError(t, err)
	never, err := pattern.New(log, pattern.Query{Pattern: "(?1)(?2)(?2)", Conditions: letters("abc")}, chains)
	require.NoError(t, err)
	next, err := pattern.NewNext(log, pattern.NextQuery{Chain: letters("ab")})
	require.NoError(t, err)
	retention, err := pattern.NewRetention(log, letters("ab"), nil)
	require.NoError(t, err)
	add := func() {
		tally.Add(log.Trace(0))
		never.Add(log.Trace(0))
		next.Add(log.Trace(0))
		retention.Add(log.Trace(0))
	}
	add()
	assert.Less(t, testing.AllocsPerRun(1000, add), 0.5) // but the list of times grows
}
