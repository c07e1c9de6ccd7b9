package event

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/persona"
)

// someEvents returns events of few customers, names and times, so that ties,
// late events and gaps are common.
func someEvents(r *rand.Rand, n int) []Event {
	var events []Event
	for range r.IntN(n + 1) {
		e := Event{
			Customer: fmt.Sprint("c", r.IntN(12)),
			Time:     time.Unix(0, int64(r.IntN(40))*1e9).UTC(),
			Name:     fmt.Sprint("n", r.IntN(5)),
			Channel:  journey.Channel([]string{"", "web", "app"}[r.IntN(3)]),
		}
		if e.NoValue = r.IntN(2) == 0; !e.NoValue {
			e.Value = float64(r.IntN(5))
		}
		for k := range r.IntN(3) {
			if e.Attrs == nil {
				e.Attrs = map[string]string{}
			}
			e.Attrs[fmt.Sprint("k", k+r.IntN(2))] = fmt.Sprint("v", r.IntN(300))
		}
		events = append(events, e)
	}
	return events
}

func collected(t testing.TB, events []Event) *Log {
	t.Helper()
	l, err := Collect(slices.Values(events))
	require.NoError(t, err)
	return l
}

func TestCollectEqualsSorting(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 500 {
		events := someEvents(r, 100)
		requireLog(t, placed(events), collected(t, events))
	}
}

func TestCollectFillsManyPages(t *testing.T) {
	events := make([]Event, 3*pageRows+5)
	for i := range events {
		k := i * 7919 % len(events)
		events[i] = Event{
			Customer: fmt.Sprint(k % 1000), Time: time.Unix(int64(k), 0).UTC(),
			Name: fmt.Sprint(k % 300), Channel: journey.Channel(fmt.Sprint(k)), Value: float64(k),
		}
		if i > 2*pageRows && i%2 == 0 {
			events[i].Attrs = map[string]string{"late": "yes"}
		}
	}
	l := collected(t, events)
	want := inOrder(placed(events))
	i := 0
	for e := range l.All() {
		if i%97 == 0 || e.Attrs != nil {
			require.Equal(t, want[i].Event, e)
		}
		i++
	}
	require.Equal(t, len(events), i)
	require.Len(t, l.Channels(), len(events))
}

func TestCollectRefusesEventsThatAreNone(t *testing.T) {
	good := Event{Customer: "c", Time: at("2024-03-01T10:00:00Z"), Name: "n"}
	for _, test := range []struct {
		name   string
		change func(*Event)
		want   error
	}{
		{"without a customer", func(e *Event) { e.Customer = "" }, ErrEmpty},
		{"without a name", func(e *Event) { e.Name = "" }, ErrEmpty},
		{"without a time", func(e *Event) { e.Time = time.Time{} }, ErrTime},
		{"before 1678", func(e *Event) { e.Time = at("1677-09-21T00:12:43Z") }, ErrTime},
		{"after 2262", func(e *Event) { e.Time = at("2262-04-11T23:47:17Z") }, ErrTime},
		{"with a value that is no number", func(e *Event) { e.Value = math.NaN() }, ErrValue},
		{"with a value without end", func(e *Event) { e.Value = math.Inf(-1) }, ErrValue},
		{"with a customer that is not text", func(e *Event) { e.Customer = "\xff" }, ErrText},
		{"with a channel that is not text", func(e *Event) { e.Channel = "\xff" }, ErrText},
		{"with an attribute that is not text", func(e *Event) { e.Attrs = map[string]string{"k": "\xff"} }, ErrText},
		{"with a key that is not text", func(e *Event) { e.Attrs = map[string]string{"\xff": "v"} }, ErrText},
	} {
		t.Run(test.name, func(t *testing.T) {
			bad := good
			test.change(&bad)
			_, err := Collect(slices.Values([]Event{good, bad, good}))
			require.ErrorIs(t, err, test.want)
			require.ErrorContains(t, err, "event 2: ")
		})
	}
	t.Run("but for a value that is none anyway", func(t *testing.T) {
		l := collected(t, []Event{{Customer: "c", Time: good.Time, Name: "n", Value: math.NaN(), NoValue: true}})
		require.Equal(t, 0.0, l.Trace(0).Event(0).Value)
	})
}

func TestAnEmptyLogServes(t *testing.T) {
	empty := func(l *Log) {
		t.Helper()
		require.Zero(t, l.Len())
		require.Zero(t, l.Customers())
		from, to := l.Span()
		require.True(t, from.IsZero() && to.IsZero())
		require.Empty(t, l.Names())
		require.Empty(t, l.Channels())
		require.Empty(t, l.Attrs())
		require.Equal(t, []string{""}, l.Attr("k").Values())
		_, ok := l.NameID("n")
		require.False(t, ok)
		for range l.All() {
			t.Fatal("an event")
		}
		for range l.Traces() {
			t.Fatal("a trace")
		}
		for range l.Interactions() {
			t.Fatal("an interaction")
		}
		for range l.Split(func(string) string { return "" }) {
			t.Fatal("a part")
		}
		require.Zero(t, *Fold(l, newTally))
	}
	for _, l := range []*Log{{}, collected(t, nil), read(t, "customer,time,event,channel,value,x\n", nil)} {
		empty(l)
		empty(l.Filter(func(Event) bool { return true }))
		empty(l.Rename(func(string) string { return "x" }))
	}
	one := collected(t, []Event{{Customer: "c", Time: at("2024-03-01T10:00:00Z"), Name: "n"}})
	empty(one.Filter(func(Event) bool { return false }))
}

func TestTheZeroTraceHasNoEvents(t *testing.T) {
	require.Zero(t, Trace{}.Len())
	require.Equal(t, "", Trace{}.Customer())
}

func TestAnIndexOutsideATracePanics(t *testing.T) {
	l := collected(t, []Event{
		{Customer: "a", Time: at("2024-03-01T10:00:00Z"), Name: "n"},
		{Customer: "b", Time: at("2024-03-01T10:00:00Z"), Name: "n"},
	})
	for _, i := range []int{-1, 1} {
		require.Panics(t, func() { l.Trace(0).Name(i) })
		require.Panics(t, func() { l.Trace(1).Nano(i) })
		require.Panics(t, func() { Attr{}.ID(l.Trace(0), i) })
	}
	require.Panics(t, func() { l.Trace(2) })
}

func TestAnAttributeThatNoEventHasIsEmpty(t *testing.T) {
	l := collected(t, []Event{{Customer: "c", Time: at("2024-03-01T10:00:00Z"), Name: "n", Attrs: map[string]string{"empty": ""}}})
	require.Empty(t, l.Attrs())
	require.Equal(t, "", l.Attr("empty").Of(l.Trace(0), 0))
	require.Equal(t, 0, l.Attr("empty").ID(l.Trace(0), 0))
	require.Nil(t, l.Trace(0).Event(0).Attrs)
}

func TestListsAreCopies(t *testing.T) {
	events := []Event{{Customer: "c", Time: at("2024-03-01T10:00:00Z"), Name: "n", Channel: "web", Attrs: map[string]string{"k": "v"}}}
	l := collected(t, events)
	l.Names()[0], l.Channels()[0], l.Attrs()[0], l.Attr("k").Values()[1] = "x", "x", "x", "x"
	events[0].Attrs["k"] = "x"
	for e := range l.All() {
		e.Attrs["k"] = "x"
	}
	events[0].Attrs["k"] = "v"
	requireLog(t, placed(events), l)
}

func TestManyReadersAtOnce(t *testing.T) {
	events := someEvents(rand.New(rand.NewPCG(2, 2)), 1000)
	l := collected(t, events)
	var wait sync.WaitGroup
	for k := range 8 {
		wait.Go(func() {
			for range 20 {
				requireIDs(t, l)
				l.Filter(func(e Event) bool { return len(e.Attrs) > k%3 })
				l.Rename(func(c string) string { return c[:1] })
				Fold(l, newTally)
			}
		})
	}
	wait.Wait()
	requireLog(t, placed(events), l)
}

func TestSequencesStopWhenAsked(t *testing.T) {
	l := collected(t, someEvents(rand.New(rand.NewPCG(2, 2)), 1000))
	n := 0
	for range l.All() {
		n++
		break
	}
	for range l.Traces() {
		n++
		break
	}
	for range l.Interactions() {
		n++
		break
	}
	require.Equal(t, 3, n)
}

func TestInteractionsAreTheEventsOfThoseNames(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for range 100 {
		events := someEvents(r, 60)
		l := collected(t, events)
		for _, names := range [][]string{nil, {"n1"}, {"n1", "n3", "n1"}, {"none"}} {
			var want []persona.Interaction
			for _, e := range inOrder(placed(events)) {
				if names == nil || slices.Contains(names, e.Name) {
					want = append(want, persona.Interaction{Customer: e.Customer, Time: e.Time, Value: e.Value})
				}
			}
			require.Equal(t, want, slices.Collect(l.Interactions(names...)))
		}
	}
}
