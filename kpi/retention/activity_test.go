package retention

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// slowActivity is the definition: for each period it asks of each customer in
// which of all periods they were active.
func slowActivity(customers [][]event.Event, names []string, o Options) *Activity {
	s := slow{Options: o, returns: names, zone: zoneOf(o.Period, o.WeekStart, o.Location)}
	end, first := o.At, 1<<30
	var active []map[int]bool
	for _, events := range customers {
		if !o.At.IsZero() {
			events = events[:len(events)-len(after(events, o.At))]
		}
		if len(events) == 0 {
			continue
		}
		if t := events[len(events)-1].Time; o.At.IsZero() && (end.IsZero() || t.After(end)) {
			end = t
		}
		mine := map[int]bool{}
		for _, e := range events {
			if names == nil || contains(names, e.Name) {
				mine[s.period(e.Time)] = true
				first = min(first, s.period(e.Time))
			}
		}
		active = append(active, mine)
	}
	if first == 1<<30 {
		return nil
	}
	out := &Activity{Period: o.Period, Stickiness: []int{}}
	begin, last := first, s.period(end)
	if !o.From.IsZero() {
		begin = max(begin, s.period(o.From))
	}
	within := func(mine map[int]bool, from, to int) (n int) {
		for p := from; p <= to; p++ {
			if mine[p] {
				n++
			}
		}
		return n
	}
	count := func(is func(map[int]bool) bool) (n int) {
		for _, mine := range active {
			if is(mine) {
				n++
			}
		}
		return n
	}
	var weeks, months ratio
	for p := begin; p <= last; p++ {
		a := ActivePeriod{Start: s.zone.Date(p), Over: p < last}
		a.Active = count(func(m map[int]bool) bool { return m[p] })
		a.New = count(func(m map[int]bool) bool { return m[p] && within(m, first, p-1) == 0 })
		a.Returning = count(func(m map[int]bool) bool { return m[p] && m[p-1] })
		a.Resurrected = count(func(m map[int]bool) bool { return m[p] && !m[p-1] && within(m, first, p-1) > 0 })
		a.Dormant = count(func(m map[int]bool) bool { return !m[p] && m[p-1] })
		if before := count(func(m map[int]bool) bool { return m[p-1] }); before > 0 && a.Over {
			a.Churn = share(journey.MeasureChurn, a.Dormant, before, o.Level)
		}
		if o.Period == Day {
			a.Week = count(func(m map[int]bool) bool { return within(m, p-6, p) > 0 })
			a.Month = count(func(m map[int]bool) bool { return within(m, p-29, p) > 0 })
			weeks.add(a.Active, a.Week, a.Over && p-6 >= first)
			months.add(a.Active, a.Month, a.Over && p-29 >= first)
		}
		out.Periods = append(out.Periods, a)
	}
	for _, mine := range active {
		if k := within(mine, begin, last); k > 0 {
			for len(out.Stickiness) < k {
				out.Stickiness = append(out.Stickiness, 0)
			}
			out.Stickiness[k-1]++
		}
	}
	out.Weekly, out.Monthly = weeks.measure(MeasureDailyOverWeekly), months.measure(MeasureDailyOverMonthly)
	return out
}

func contains(list []string, name string) bool {
	for _, n := range list {
		if n == name {
			return true
		}
	}
	return false
}

func TestActivityIsThatOfTheDefinition(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(7, 8))
	found, logs := 0, 0
	for done := 0; done < sharedtest.Cases(4_000, 100_000); logs++ {
		p := pick(r, Day, Week, Month)
		events := randomEvents(r, p)
		random := randomOptions(t, r, p)
		o := &ActivityOptions{
			Period: p, WeekStart: random.WeekStart, Location: random.Location,
			From: someTime(r, events), At: someTime(r, events),
		}
		names := randomNames(r)
		log := collect(t, events)
		done += log.Customers()
		settled, err := (&Options{Period: p, WeekStart: o.WeekStart, Location: o.Location, From: o.From, At: o.At}).settled()
		require.NoError(t, err)

		want := slowActivity(customersOf(log), names, settled)
		got, err := ComputeActivity(log, names, o)
		if want == nil {
			require.ErrorIs(t, err, ErrNoData)
			continue
		}
		found++
		require.NoError(t, err)
		require.Equal(t, want, got, "%+v\n%v\n%v", *o, names, events)
		require.Equal(t, text(t, want), text(t, activityInParts(t, r, parts(t, r, events), names, o)))
	}
	require.Greater(t, found, logs/2)
}

// activityInParts tallies logs one by one, saves some, and merges them in any
// order.
func activityInParts(t testing.TB, r *rand.Rand, logs []*event.Log, names []string, o *ActivityOptions) *Activity {
	var tallies []*ActivityTally
	for _, log := range logs {
		tally, err := NewActivity(log, names, o)
		require.NoError(t, err)
		for trace := range log.Traces() {
			tally.Add(trace)
		}
		if r.IntN(3) > 0 {
			saved := text(t, tally)
			tally = new(ActivityTally)
			require.NoError(t, json.Unmarshal([]byte(saved), tally))
			require.Equal(t, saved, text(t, tally))
		}
		tallies = append(tallies, tally)
	}
	r.Shuffle(len(tallies), func(i, j int) { tallies[i], tallies[j] = tallies[j], tallies[i] })
	for _, other := range tallies[1:] {
		before := text(t, other)
		tallies[0].Merge(other)
		require.Equal(t, before, text(t, other))
	}
	result, err := tallies[0].Result()
	require.NoError(t, err)
	return result
}
