package retention

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
)

// Several births of one month, each with windows of its own: what random logs
// hardly ever show, since a month and its window are nearly of one length. The
// year 2024 has a 29 February.
func TestBirthsOfOneMonthAndTheirWindows(t *testing.T) {
	for _, test := range []struct {
		name   string
		events string // "b" is a birth, "r" a return, "x" both; then when
		opt    Options
		want   []int // the distances of returns in the cohort of January
	}{
		{"a hole between the windows of births that are 30 and a half days apart",
			"b 01-01T00, b 01-31T12, r 03-01T06", Options{}, []int{0, 2}},
		{"no hole between those of births that are 30 days apart",
			"b 01-01T00, b 01-31T00, r 03-01T00", Options{}, []int{1, 2}},
		{"a birth that is a return of itself, and of the one 30 days before",
			"b 01-01T00, x 01-31T00", Options{}, []int{0, 1}},
		{"the same where a birth never is one of itself",
			"b 01-01T00, x 01-31T00", Options{AtBirth: NeverReturn}, []int{1}},
		{"a return that comes just before a birth at its time, and one after it",
			"b 01-01T00, r 01-31T00, b 01-31T00, r 02-01T00", Options{Intervals: 1}, []int{0}},
		{"the same with more columns",
			"b 01-01T00, r 01-31T00, b 01-31T00, r 02-01T00", Options{}, []int{0, 1}},
		{"a return before all births", "r 01-01T00, b 01-02T00", Options{}, nil},
		{"on or after: from the first of the births", "b 01-01T00, b 01-31T12, r 03-01T06", Options{Return: OnOrAfter}, []int{0, 1, 2}},
		{"on or before: from the last one", "b 01-01T00, b 01-31T12, r 03-01T06", Options{Return: OnOrBefore, Intervals: 3}, []int{0, 1, 2}},
		{"a streak that ends at the hole", "b 01-01T00, b 01-31T12, r 03-01T06", Options{Return: Streak}, []int{0}},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := test.opt
			o.Period, o.Window, o.Births = Month, Rolling, EveryPeriod
			o.At = time.Date(2025, 12, 31, 0, 0, 0, 0, time.UTC)
			r, err := Compute(inYear(t, test.events), []string{"b", "x"}, []string{"r", "x"}, &o)
			require.NoError(t, err)
			var got []int
			for k, cell := range r.Cohorts[0].Cells {
				if cell.Count > 0 {
					got = append(got, k)
				}
			}
			assert.Equal(t, test.want, got)
		})
	}
}

// inYear returns the log of one customer's events in 2024, in that order.
func inYear(t testing.TB, events string) *event.Log {
	var list []event.Event
	for len(events) > 0 {
		at, err := time.Parse("2006-01-02T15", "2024-"+events[2:10])
		require.NoError(t, err)
		list = append(list, event.Event{Customer: "a", Name: events[:1], Time: at})
		events = events[min(12, len(events)):]
	}
	return collect(t, list)
}
