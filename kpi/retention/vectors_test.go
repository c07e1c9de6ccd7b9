package retention_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/retention"
)

// logOf returns the log of events that are all called "e", by customer.
func logOf(t testing.TB, times map[string][]string) *event.Log {
	t.Helper()
	var list []event.Event
	for who, all := range times {
		for _, text := range all {
			at, err := time.Parse(time.RFC3339, text)
			require.NoError(t, err)
			list = append(list, event.Event{Customer: who, Time: at, Name: "e", NoValue: true})
		}
	}
	log, err := event.Collect(slices.Values(list))
	require.NoError(t, err)
	return log
}

func on(dates ...string) []string {
	var out []string
	for _, d := range dates {
		if len(d) == len(time.DateOnly) {
			d += "T05:00:00Z"
		}
		out = append(out, d)
	}
	return out
}

func at(text string) time.Time {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return t
}

// counts are the counts of a table.
func counts(r *retention.Result) [][]int {
	var out [][]int
	for _, c := range r.Cohorts {
		row := []int{}
		for _, cell := range c.Cells {
			row = append(row, cell.Count)
		}
		out = append(out, row)
	}
	return out
}

// What other tools' own tests and documentation say. The ids are those of the
// shared collection of such cases.
func checkTablesOfOtherTools(t *testing.T) {
	days := map[string][]string{
		"1": on("2020-06-10", "2020-06-11", "2020-06-12", "2020-06-15", "2020-06-15T09:00:00Z", "2020-06-16"),
		"2": on("2020-06-11", "2020-06-12", "2020-06-13", "2020-06-16"),
	}
	months := map[string][]string{
		"1": on("2020-01-10", "2020-02-10", "2020-03-10", "2020-05-10", "2020-06-10", "2020-09-10"),
		"2": on("2020-01-10", "2020-02-10", "2020-03-10", "2020-06-10", "2020-07-10", "2020-11-10"),
	}
	numbers := map[string][]string{}
	for i := range 15 {
		who := fmt.Sprint(i)
		for day, n := range map[string]int{"2020-01-01": 5, "2020-01-02": 10, "2020-01-03": 15} {
			if i < n {
				numbers[who] = append(numbers[who], on(day)...)
			}
		}
	}
	for _, test := range []struct {
		id, name string
		events   map[string][]string
		opt      *retention.Options
		from, at string
		want     [][]int
	}{
		{"PH-RT-01", "PostHog by day, up to a day that is not over", days, retention.PostHog(retention.Day), "", "2020-06-20T06:00:00Z", [][]int{
			{1, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0}, {2, 2, 1, 0, 1, 2, 0, 0, 0, 0}, {2, 1, 0, 1, 2, 0, 0, 0, 0},
			{1, 0, 0, 1, 0, 0, 0, 0}, {}, {1, 1, 0, 0, 0, 0}, {2, 0, 0, 0, 0}, {}, {}, {}, {},
		}},
		{"PH-RT-02", "PostHog by month", months, retention.PostHog(retention.Month), "", "2020-11-25T00:00:00Z", [][]int{
			{2, 2, 2, 0, 1, 2, 1, 0, 1, 0, 1}, {2, 2, 0, 1, 2, 1, 0, 1, 0, 1}, {2, 0, 1, 2, 1, 0, 1, 0, 1}, {},
			{1, 1, 0, 0, 1, 0, 0}, {2, 1, 0, 1, 0, 1}, {1, 0, 0, 0, 1}, {}, {1, 0, 0}, {}, {1},
		}},
		{"CH-RT-01", "ClickHouse's retention: of those of the first day, who is there on the others", numbers,
			&retention.Options{Births: retention.FirstInRange}, "", "2020-01-03T23:59:59Z",
			[][]int{{5, 5, 5}, {5, 5}, {5}}},
	} {
		t.Run(test.id+" "+test.name, func(t *testing.T) {
			opt := *test.opt
			opt.At = at(test.at)
			r, err := retention.Compute(logOf(t, test.events), nil, nil, &opt)
			require.NoError(t, err)
			assert.Equal(t, test.want, counts(r))
		})
	}
}

// One customer's return: at which distances it counts.
func checkReturnsOfOneCustomer(t *testing.T) {
	monday := retention.Options{Period: retention.Week}
	for _, test := range []struct {
		id, name string
		events   []string
		opt      *retention.Options
		want     []int // the distances, that of the birth left out
	}{
		{"AM-RT-01", "17:59, and 17:00 on the next day, in windows of full hours: day 1",
			on("2021-12-01T17:59:00Z", "2021-12-02T17:00:00Z"), retention.Amplitude(retention.Day), []int{1}},
		{"", "the same to the nanosecond: still day 0",
			on("2021-12-01T17:59:00Z", "2021-12-02T17:00:00Z"), &retention.Options{Window: retention.Rolling}, nil},
		{"AM-RT-02", "1 and 6 December in windows of seven days: week 0",
			on("2021-12-01T12:00:00Z", "2021-12-06T12:00:00Z"), retention.Amplitude(retention.Week), nil},
		{"AM-RT-02", "6 and 12 December in windows of thirty days: month 0",
			on("2021-12-06T12:00:00Z", "2021-12-12T12:00:00Z"), retention.Amplitude(retention.Month), nil},
		{"AM-RT-03", "1 and 6 December by calendar weeks: week 1",
			on("2021-12-01T12:00:00Z", "2021-12-06T12:00:00Z"), &monday, []int{1}},
		{"AM-RT-03", "6 and 12 December by calendar months: month 0",
			on("2021-12-06T12:00:00Z", "2021-12-12T12:00:00Z"), &retention.Options{Period: retention.Month}, nil},
	} {
		t.Run(test.id+" "+test.name, func(t *testing.T) {
			opt := *test.opt
			opt.Births, opt.Return = retention.FirstEver, retention.On
			opt.At = at("2022-06-01T00:00:00Z")
			r, err := retention.Compute(logOf(t, map[string][]string{"a": test.events}), nil, nil, &opt)
			require.NoError(t, err)
			var got []int
			for k, cell := range r.Cohorts[0].Cells {
				if cell.Count > 0 && k > 0 {
					got = append(got, k)
				}
			}
			assert.Equal(t, test.want, got)
		})
	}
}

// active are the numbers of one kind of all periods.
func active(a *retention.Activity, of func(retention.ActivePeriod) int) []int {
	var out []int
	for _, p := range a.Periods {
		out = append(out, of(p))
	}
	return out
}

func checkLifecycleOfPostHog(t *testing.T) {
	log := logOf(t, map[string][]string{
		"p1": on("2020-01-11", "2020-01-12", "2020-01-13", "2020-01-15", "2020-01-17", "2020-01-19"),
		"p2": on("2020-01-09", "2020-01-12"), "p3": on("2020-01-12"), "p4": on("2020-01-15"),
	})
	a, err := retention.ComputeActivity(log, nil, &retention.ActivityOptions{
		From: at("2020-01-12T00:00:00Z"), At: at("2020-01-19T23:59:59Z"),
	})
	require.NoError(t, err)
	// PH-LC-01, where PostHog draws dormant customers below zero.
	assert.Equal(t, []int{1, 0, 0, 1, 0, 0, 0, 0}, active(a, func(p retention.ActivePeriod) int { return p.New }))
	assert.Equal(t, []int{1, 1, 0, 0, 0, 0, 0, 0}, active(a, func(p retention.ActivePeriod) int { return p.Returning }))
	assert.Equal(t, []int{1, 0, 0, 1, 0, 1, 0, 1}, active(a, func(p retention.ActivePeriod) int { return p.Resurrected }))
	assert.Equal(t, []int{0, 2, 1, 0, 2, 0, 1, 0}, active(a, func(p retention.ActivePeriod) int { return p.Dormant }))
}

func checkStickinessOfPostHog(t *testing.T) {
	days := func(step int) (list []string) {
		for d := 11; d <= 19; d += step {
			list = append(list, fmt.Sprintf("2020-01-%02d", d))
		}
		return on(list...)
	}
	log := logOf(t, map[string][]string{"p1": days(1), "p2": days(2)})
	for _, test := range []struct {
		id   string
		opt  retention.ActivityOptions
		want []int
	}{
		{"PH-ST-01", retention.ActivityOptions{}, []int{0, 0, 0, 0, 1, 0, 0, 0, 1}},
		{"PH-ST-02", retention.ActivityOptions{Period: retention.Week, WeekStart: retention.Sunday}, []int{0, 0, 2}},
	} {
		a, err := retention.ComputeActivity(log, nil, &test.opt)
		require.NoError(t, err)
		assert.Equal(t, test.want, a.Stickiness, test.id)
	}
}

// Mixpanel's documentation: day 1 is 24 to 48 hours after the birth, and who
// returns on a later day counts on every day before it too.
func TestMixpanelCountsReturnsOnADayOrLater(t *testing.T) {
	log := logOf(t, map[string][]string{
		"after 25 hours": on("2021-12-01T12:00:00Z", "2021-12-02T13:00:00Z"),
		"after 73 hours": on("2021-12-01T12:00:00Z", "2021-12-04T13:00:00Z"),
		"never":          on("2021-12-01T12:00:00Z"),
	})
	opt := retention.Mixpanel(retention.Day)
	opt.At, opt.Intervals = at("2022-06-01T00:00:00Z"), 5
	r, err := retention.Compute(log, nil, nil, opt)
	require.NoError(t, err)
	var got []int
	for _, cell := range r.Cohorts[0].Cells[:5] {
		got = append(got, cell.Count)
	}
	assert.Equal(t, 3, r.Cohorts[0].Size)
	assert.Equal(t, []int{2, 2, 1, 1, 0}, got)
}
