package churn

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/calendar"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

const day = 24 * time.Hour

func place(t testing.TB, name string) *time.Location {
	loc, err := time.LoadLocation(name)
	require.NoError(t, err)
	return loc
}

func pick[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

func collect(t testing.TB, events []event.Event) *event.Log {
	log, err := event.Collect(slices.Values(events))
	require.NoError(t, err)
	return log
}

// randomEvents returns events of a few customers, some of whom pause; many are
// exactly a silence apart, or on the border of two days.
func randomEvents(r *rand.Rand, silence time.Duration) []event.Event {
	start := time.Date(2024, time.Month(1+r.IntN(12)), 1, 0, 0, 0, 0, time.UTC)
	var list []event.Event
	for who := range 1 + r.IntN(6) {
		at := start.Add(time.Duration(r.IntN(100)) * 6 * time.Hour)
		for range 1 + r.IntN(8) {
			list = append(list, event.Event{Customer: fmt.Sprint(who), Time: at, Name: pick(r, "visit", "buy", "mail")})
			at = at.Add(pick(r, 0, 6*time.Hour, silence-1, silence, silence+6*time.Hour, time.Duration(r.IntN(400))*6*time.Hour))
		}
	}
	return list
}

func randomOptions(t testing.TB, r *rand.Rand) *Options {
	o := &Options{
		Silence: pick(r, 5*day, 30*day, 31*day, 90*day), Leave: pick(r, AtLastEvent, AfterSilence, ""),
		Period: pick(r, Day, Week, Month, Quarter, ""),
	}
	o.Cohorts = o.Period != Day && r.IntN(2) == 0
	if r.IntN(2) == 0 {
		o.Location = place(t, pick(r, "Europe/Paris", "America/Sao_Paulo", "Pacific/Apia"))
	}
	if r.IntN(3) == 0 {
		o.Events = []string{"visit", "buy"}
	}
	if r.IntN(3) == 0 {
		o.At = time.Date(2024, time.Month(1+r.IntN(16)), 1+r.IntN(28), r.IntN(2)*12, 0, 0, 0, time.UTC)
	}
	return o
}

// A status says whether a customer is there at some instant.
type status int

const (
	gone status = iota
	there
	unknown
)

// slow is the definition, instant by instant.
type slow struct {
	silence int64
	leave   Leave
	end     int64
}

// status is that of a customer with these events just before x.
func (s slow) status(events []int64, x int64) status {
	k, _ := slices.BinarySearch(events, x) // events[:k] are before x
	if k == 0 {
		return gone
	}
	last := events[k-1]
	if s.leave == AfterSilence {
		x = min(x, s.end)
		if x-last < s.silence {
			return there
		}
		return gone
	}
	switch {
	case k < len(events) && events[k]-last < s.silence:
		return there
	case k == len(events) && s.end-last < s.silence:
		return unknown
	}
	return gone
}

// slowCompute is Compute by the definition: for each period it asks each
// customer where they were at both of its ends.
func slowCompute(log *event.Log, o *Options) *Result {
	q, zone, err := o.asked()
	if err != nil || log.Len() == 0 {
		return nil
	}
	s := slow{int64(q.Silence), q.Leave, q.At}
	if !q.fixed() {
		_, to := log.Span()
		s.end = to.UnixNano()
	}
	var customers [][]int64
	first := 1 << 30
	for trace := range log.Traces() {
		var mine []int64
		for i, nano := range trace.Nanos() {
			if nano <= s.end && (q.Events == nil || slices.Contains(q.Events, trace.Name(i))) {
				mine = append(mine, nano)
			}
		}
		if len(mine) > 0 {
			customers = append(customers, mine)
			first = min(first, zone.Number(mine[0]))
		}
	}
	if len(customers) == 0 {
		return nil
	}
	r := &Result{Period: q.Period, Customers: len(customers)}
	observable := 0
	for _, c := range customers {
		if s.end-c[len(c)-1] >= s.silence {
			r.Gone++
		} else {
			r.Pending++
		}
		if s.end-c[0] >= s.silence {
			observable++
		}
	}
	if observable > 0 {
		r.Churn = wilson(r.Gone, observable, q.Level)
	}
	settled, lost, base := 0, 0, 0
	for p := first; p <= zone.Number(s.end); p++ {
		from, to := zone.Start(p), zone.Start(p+1)
		l := Losses{Start: calendar.In(time.UTC, q.Period.unit(), 0).Date(p)}
		for _, c := range customers {
			at, ends := s.status(c, from), s.status(c, to)
			lo, _ := slices.BinarySearch(c, from)
			hi, _ := slices.BinarySearch(c, to)
			came := lo < hi && at != there
			if at == there {
				l.AtStart++
			}
			if came && lo == 0 {
				l.New++
			} else if came {
				l.Returned++
			}
			if ends == unknown {
				l.Pending++
			}
			if ends == gone && at == there {
				l.Lost++
			}
			if ends == gone && came {
				l.Passed++
			}
		}
		l.Settled = to <= s.end && (q.Leave == AfterSilence || to <= s.end-s.silence)
		if l.Settled {
			settled, lost, base = settled+1, lost+l.Lost, base+l.AtStart
			if l.AtStart > 0 {
				l.Churn = wilson(l.Lost, l.AtStart, q.Level)
			}
		}
		r.Periods = append(r.Periods, l)
	}
	r.Case = caseOf(settled, lost, base)
	return r
}

// cohortsAlone returns the losses of each cohort: those of a log of nobody else
// that is observed for as long.
func cohortsAlone(t testing.TB, log *event.Log, o Options) []LossCohort {
	if !o.Cohorts {
		return nil
	}
	o.Cohorts = false
	q, zone, err := o.asked()
	require.NoError(t, err)
	if _, last := log.Span(); o.At.IsZero() {
		o.At = last
	}
	of := map[int][]event.Event{}
	for trace := range log.Traces() {
		born, seen := 0, false
		for i, nano := range trace.Nanos() {
			if !seen && nano <= o.At.UnixNano() && (q.Events == nil || slices.Contains(q.Events, trace.Name(i))) {
				born, seen = zone.Number(nano), true
			}
		}
		for i := range trace.Len() {
			if seen {
				of[born] = append(of[born], trace.Event(i))
			}
		}
	}
	var list []LossCohort
	for _, born := range slices.Sorted(maps.Keys(of)) {
		alone := slowCompute(collect(t, of[born]), &o)
		list = append(list, LossCohort{Start: alone.Periods[0].Start, Size: alone.Customers, Periods: alone.Periods})
	}
	return list
}

func TestChurnIsItsDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range sharedtest.Cases(700, 8000) {
		o := randomOptions(t, r)
		silence := o.Silence
		events := randomEvents(r, silence)
		log := collect(t, events)
		want := slowCompute(log, o)
		got, err := Compute(log, o)
		if want == nil {
			require.ErrorIs(t, err, ErrNoData)
			continue
		}
		require.NoError(t, err)
		want.Cohorts = cohortsAlone(t, log, *o)
		require.Equal(t, text(t, want), text(t, got), "%+v\n%v", o, events)
		for _, l := range got.Periods {
			if l.Settled {
				require.Zero(t, l.Pending)
			}
		}
	}
}

// Of a settled period, whoever was there or came is there at the end or left.
func TestTheTableAddsUp(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for range 300 {
		o := randomOptions(t, r)
		result, err := Compute(collect(t, randomEvents(r, o.Silence)), o)
		if err != nil {
			continue
		}
		for i, l := range result.Periods[1:] {
			if before := result.Periods[i]; before.Settled {
				require.Equal(t, before.AtStart+before.New+before.Returned-before.Lost-before.Passed, l.AtStart)
			}
		}
	}
}

func text(t testing.TB, v any) string {
	b, err := json.Marshal(v)
	require.NoError(t, err)
	return string(b)
}

// Parts of whole customers, each a log of its own, saved, restored and merged
// in any order, are the whole.
func TestPartsAreTheWhole(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for range sharedtest.Cases(400, 4000) {
		o := randomOptions(t, r)
		events := randomEvents(r, o.Silence)
		whole, err := Compute(collect(t, events), o)
		parts := make([][]event.Event, 3)
		of := map[string]int{}
		for _, e := range events {
			if _, ok := of[e.Customer]; !ok {
				of[e.Customer] = r.IntN(3)
			}
			parts[of[e.Customer]] = append(parts[of[e.Customer]], e)
		}
		merged := new(Tally)
		for i, k := range r.Perm(3) {
			log := collect(t, parts[k])
			tally, err := New(log, o)
			require.NoError(t, err)
			for trace := range log.Traces() {
				tally.Add(trace)
			}
			if r.IntN(2) == 0 {
				_, _ = tally.Result()
			}
			saved := new(Tally)
			require.NoError(t, json.Unmarshal([]byte(text(t, tally)), saved))
			if i == 0 {
				merged = saved
				continue
			}
			merged.Merge(saved)
		}
		again, wrong := merged.Result()
		if err != nil {
			require.ErrorIs(t, wrong, ErrNoData)
			continue
		}
		require.NoError(t, wrong)
		require.Equal(t, text(t, whole), text(t, again))
	}
}

func TestAFollowedStreamIsOnePass(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for range 30 {
		o := randomOptions(t, r)
		sharedtest.Follow(t, r, randomEvents(r, o.Silence), func(log *event.Log) (*Tally, error) { return New(log, o) })
	}
}

func TestAddAllocatesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	log := collect(t, randomEvents(r, 30*day))
	for _, o := range []*Options{nil, {Events: []string{"visit"}}, {Leave: AfterSilence, Period: Week}} {
		tally, err := New(log, o)
		require.NoError(t, err)
		tally.open = make([]lasting, 0, 10_000)
		tally.Add(log.Trace(0))
		assert.Zero(t, testing.AllocsPerRun(20, func() { tally.Add(log.Trace(0)) }))
	}
}
