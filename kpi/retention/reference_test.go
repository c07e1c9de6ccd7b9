package retention

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/calendar"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// places are zones whose clocks do what clocks do: nothing, an hour at 2
// o'clock, an hour at midnight, an hour at one past midnight, a whole day.
var places = []string{"UTC", "Europe/Paris", "America/Sao_Paulo", "America/St_Johns", "Pacific/Apia", "Asia/Kolkata"}

func place(t testing.TB, name string) *time.Location {
	loc, err := time.LoadLocation(name)
	require.NoError(t, err)
	return loc
}

// epochs are times near which the clocks of places are set.
var epochs = []time.Time{
	time.Date(2024, 3, 29, 0, 0, 0, 0, time.UTC), time.Date(2024, 10, 25, 0, 0, 0, 0, time.UTC),
	time.Date(2018, 11, 1, 0, 0, 0, 0, time.UTC), time.Date(2010, 11, 5, 0, 0, 0, 0, time.UTC),
	time.Date(2011, 12, 27, 0, 0, 0, 0, time.UTC), time.Date(1969, 12, 25, 0, 0, 0, 0, time.UTC),
}

func pick[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

// randomEvents returns events of a few customers that are a few periods apart,
// many of them at full hours and at the same time.
func randomEvents(r *rand.Rand, p Period) []event.Event {
	if r.IntN(4) == 0 {
		return tightEvents(r, p)
	}
	start := pick(r, epochs...)
	hours := map[Period]int{Day: 12 * 24, Week: 70 * 24, Month: 300 * 24}[p]
	span := max(1, hours/pick(r, 1, 4, 50))
	var list []event.Event
	for who := range 1 + r.IntN(4) {
		for range r.IntN(9) {
			at := start.Add(time.Duration(r.IntN(span)) * time.Hour)
			if r.IntN(3) == 0 {
				at = at.Add(time.Duration(r.Int64N(int64(time.Hour))))
			}
			list = append(list, event.Event{Customer: strconv.Itoa(who), Time: at, Name: pick(r, "a", "b", "c"), NoValue: true})
		}
	}
	return list
}

// tightEvents returns events of one customer that are about whole windows
// apart, from the beginning of a period on that is longer than a window.
func tightEvents(r *rand.Rand, p Period) []event.Event {
	window := map[Period]time.Duration{Day: 1, Week: 7, Month: 30}[p] * day
	start := map[Period]time.Time{
		Day: time.Date(2024, 10, 26, 22, 0, 0, 0, time.UTC), Week: time.Date(2024, 10, 20, 22, 0, 0, 0, time.UTC),
		Month: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC),
	}[p]
	var list []event.Event
	for range 2 + r.IntN(4) {
		at := start.Add(time.Duration(r.IntN(3))*window + time.Duration(r.IntN(3))*30*time.Minute)
		list = append(list, event.Event{Customer: "a", Time: at, Name: pick(r, "a", "b", "c"), NoValue: true})
	}
	return list
}

func randomNames(r *rand.Rand) []string {
	return pick(r, nil, []string{"a"}, []string{"b", "a", "z"}, []string{"c"})
}

func randomOptions(t testing.TB, r *rand.Rand, p Period) *Options {
	o := &Options{
		Period: p, WeekStart: pick(r, weekdays[:]...), Window: pick(r, Calendar, Rolling),
		Births: pick(r, FirstEver, FirstInRange, EveryPeriod), AtBirth: pick(r, MayReturn, NeverReturn, AlwaysReturn),
		Return: pick(r, On, OnOrAfter, OnOrBefore, Streak), Intervals: r.IntN(15),
	}
	if name := pick(r, places...); name != "UTC" || r.IntN(2) == 0 {
		o.Location = place(t, name)
	}
	if o.Window == Rolling {
		o.Round = pick(r, Exact, ToHour, ToDay)
	}
	if r.IntN(3) == 0 {
		o.Intervals = 0
		for end := 0; end < 9 || len(o.Brackets) == 0; {
			from := end + r.IntN(3)
			end = from + 1 + r.IntN(3)
			o.Brackets = append(o.Brackets, Bracket{from, end})
		}
	}
	return o
}

// someTime returns the zero time, or one about those of the events.
func someTime(r *rand.Rand, events []event.Event) time.Time {
	if len(events) == 0 || r.IntN(2) == 0 {
		return time.Time{}
	}
	return pick(r, events...).Time.Add(time.Duration(r.IntN(97)-48) * time.Hour)
}

// slowDay returns the number of the latest day that clocks have shown up to t.
func slowDay(t time.Time) int {
	number := func(t time.Time) int {
		y, m, d := t.Date()
		return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Sub(time.Unix(0, 0)) / day)
	}
	best := number(t)
	if set, _ := t.ZoneBounds(); !set.IsZero() {
		best = max(best, number(set.Add(-1)))
	}
	return best
}

// slow is the definition, word for word: for each customer, cohort and bracket
// it looks at every birth and every return.
type slow struct {
	Options
	target, returns []string
	zone            calendar.Zone
}

func (s slow) period(t time.Time) int { return s.zone.OfDay(slowDay(t.In(s.Location))) }

func (s slow) distance(from, to time.Time) int {
	if s.Window == Calendar {
		return s.period(to) - s.period(from)
	}
	days := map[Period]int{Day: 1, Week: 7, Month: 30}[s.Period]
	switch s.Round {
	case ToDay:
		return (slowDay(to.In(s.Location)) - slowDay(from.In(s.Location))) / days
	case ToHour:
		from, to = from.Truncate(time.Hour), to.Truncate(time.Hour)
	}
	return int(to.Sub(from) / (time.Duration(days) * day))
}

func (s slow) births(events []event.Event) (list []int) {
	for i, e := range events {
		is := s.target == nil || slices.Contains(s.target, e.Name)
		late := s.From.IsZero() || !e.Time.Before(s.From)
		switch {
		case !is || s.Births != FirstEver && !late:
		case late:
			list = append(list, i)
			fallthrough
		default:
			if s.Births != EveryPeriod {
				return list
			}
		}
	}
	return list
}

// distances returns those of the returns to the births in a period, and
// whether there is such a birth.
func (s slow) distances(events []event.Event, cohort int) (list []int, born bool) {
	for _, b := range s.births(events) {
		if s.period(events[b].Time) != cohort {
			continue
		}
		born = true
		if s.AtBirth == AlwaysReturn {
			list = append(list, 0)
		}
		for r := b; r < len(events); r++ {
			if (r > b || s.AtBirth != NeverReturn) && (s.returns == nil || slices.Contains(s.returns, events[r].Name)) {
				list = append(list, s.distance(events[b].Time, events[r].Time))
			}
		}
	}
	return list, born
}

func (s slow) retained(distances []int, bracket int) bool {
	b := s.Brackets[bracket]
	switch s.Return {
	case OnOrAfter:
		return slices.ContainsFunc(distances, func(d int) bool { return d >= b.From })
	case OnOrBefore:
		return slices.ContainsFunc(distances, func(d int) bool { return d < b.To })
	case Streak:
		if bracket > 0 && !s.retained(distances, bracket-1) {
			return false
		}
	}
	return slices.ContainsFunc(distances, func(d int) bool { return b.From <= d && d < b.To })
}

// passed reports whether the end of the observation is a distance away from
// the first or from the last instant of a cohort.
func (s slow) passed(cohort, distance int, last bool, end time.Time) bool {
	if s.Window == Calendar {
		return s.period(end) >= cohort+distance
	}
	from := time.Unix(0, s.zone.Start(cohort))
	if last {
		from = time.Unix(0, s.zone.Start(cohort+1)-1)
	}
	return !end.Before(from) && s.distance(from, end) >= distance ||
		s.Round == ToHour && s.distance(from.Truncate(time.Hour), end) >= distance
}

func (s slow) table(customers [][]event.Event) *Result {
	first, last, end := 1<<30, -1<<30, s.At
	sizes, kept := map[int]int{}, map[int][]int{}
	for _, events := range customers {
		if !s.At.IsZero() {
			events = events[:len(events)-len(after(events, s.At))]
		}
		if len(events) == 0 {
			continue
		}
		if t := events[len(events)-1].Time; s.At.IsZero() && (end.IsZero() || t.After(end)) {
			end = t
		}
		for cohort := s.period(events[0].Time); cohort <= s.period(events[len(events)-1].Time); cohort++ {
			distances, born := s.distances(events, cohort)
			if !born {
				continue
			}
			first, last = min(first, cohort), max(last, cohort)
			sizes[cohort]++
			if kept[cohort] == nil {
				kept[cohort] = make([]int, len(s.Brackets))
			}
			for b := range s.Brackets {
				if s.retained(distances, b) {
					kept[cohort][b]++
				}
			}
		}
	}
	if len(sizes) == 0 {
		return nil
	}
	if !s.From.IsZero() {
		first = s.period(s.From)
	}
	out := &Result{Period: s.Period, Brackets: s.Brackets}
	overall, over := make([]int, len(s.Brackets)), make([]int, len(s.Brackets))
	for cohort := first; cohort <= max(last, s.period(end)); cohort++ {
		c := Cohort{Start: s.zone.Date(cohort), Size: sizes[cohort]}
		out.Overall.Size += c.Size
		for b, bracket := range s.Brackets {
			if c.Size == 0 || !s.passed(cohort, bracket.From, false, end) {
				break
			}
			cell := Cell{kept[cohort][b], share(MeasureRetention, kept[cohort][b], c.Size, s.Level), s.passed(cohort, bracket.To, true, end)}
			c.Cells = append(c.Cells, cell)
			if cell.Over {
				overall[b] += cell.Count
				over[b] += c.Size
			}
		}
		out.Cohorts = append(out.Cohorts, c)
	}
	for b, n := range over {
		if n > 0 {
			out.Overall.Cells = append(out.Overall.Cells, Cell{overall[b], share(MeasureRetention, overall[b], n, s.Level), true})
		}
	}
	return out
}

// after returns the events later than at.
func after(events []event.Event, at time.Time) []event.Event {
	for i, e := range events {
		if e.Time.After(at) {
			return events[i:]
		}
	}
	return nil
}

// customersOf returns the events of each customer, in the order of the log.
func customersOf(log *event.Log) (customers [][]event.Event) {
	for trace := range log.Traces() {
		var list []event.Event
		for i := range trace.Len() {
			list = append(list, trace.Event(i))
		}
		customers = append(customers, list)
	}
	return customers
}

func collect(t testing.TB, events []event.Event) *event.Log {
	log, err := event.Collect(slices.Values(events))
	require.NoError(t, err)
	return log
}

// parts splits the events into logs of whole customers.
func parts(t testing.TB, r *rand.Rand, events []event.Event) []*event.Log {
	lists := make([][]event.Event, 1+r.IntN(4))
	of := map[string]int{}
	for _, e := range events {
		if _, ok := of[e.Customer]; !ok {
			of[e.Customer] = r.IntN(len(lists))
		}
		lists[of[e.Customer]] = append(lists[of[e.Customer]], e)
	}
	logs := make([]*event.Log, len(lists))
	for i, list := range lists {
		logs[i] = collect(t, list)
	}
	return logs
}

// Whatever is asked of whatever small log, the table is that of the
// definition, and so is the one that is made in parts, through JSON: of 100,000
// customers where CI asks for them.
func TestTablesAreThoseOfTheDefinition(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(5, 6))
	born, logs := 0, 0
	for done := 0; done < sharedtest.Cases(4_000, 100_000); logs++ {
		p := pick(r, Day, Week, Month)
		events := randomEvents(r, p)
		o := randomOptions(t, r, p)
		o.From, o.At = someTime(r, events), someTime(r, events)
		target, returns := randomNames(r), randomNames(r)
		log := collect(t, events)
		done += log.Customers()

		settled, err := o.settled()
		require.NoError(t, err)
		s := slow{settled, target, returns, zoneOf(settled.Period, settled.WeekStart, settled.Location)}
		want := s.table(customersOf(log))
		got, err := Compute(log, target, returns, o)
		if want == nil {
			require.ErrorIs(t, err, ErrNoData)
			require.ErrorContains(t, err, "no customer with a target event")
			continue
		}
		born++
		require.NoError(t, err)
		require.Equal(t, want, got, "%+v\n%v %v\n%v", *o, target, returns, events)

		merged := inParts(t, r, parts(t, r, events), target, returns, o)
		require.Equal(t, text(t, want), text(t, merged))
	}
	require.Greater(t, born, logs/2)
}

func text(t testing.TB, v any) string {
	b, err := json.Marshal(v)
	require.NoError(t, err)
	return string(b)
}

// inParts tallies logs one by one, saves some, and merges them in any order.
func inParts(t testing.TB, r *rand.Rand, logs []*event.Log, target, returns []string, o *Options) *Result {
	var tallies []*Tally
	for _, log := range logs {
		tally, err := New(log, target, returns, o)
		require.NoError(t, err)
		for trace := range log.Traces() {
			tally.Add(trace)
		}
		if r.IntN(3) > 0 {
			saved := text(t, tally)
			tally = new(Tally)
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
