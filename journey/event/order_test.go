package event_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
)

func namesOf(t event.Trace) []string {
	var out []string
	for i := range t.Len() {
		out = append(out, t.Name(i))
	}
	return out
}

func TestEventsAtOneTimeStandByTheirOrder(t *testing.T) {
	at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	log, err := event.Collect(slices.Values([]event.Event{
		{Customer: "ada", Time: at, Name: "third", Order: 3},
		{Customer: "ada", Time: at, Name: "first", Order: -1},
		{Customer: "ada", Time: at, Name: "second"},
		{Customer: "ada", Time: at, Name: "second again"},
		{Customer: "ada", Time: at.Add(-time.Second), Name: "before", Order: 9},
		{Customer: "bo", Time: at, Name: "zeroth", Order: -2},
	}))
	require.NoError(t, err)
	assert.Equal(t, []string{"before", "first", "second", "second again", "third"}, namesOf(log.Trace(0)))

	one := log.Rename(func(string) string { return "eve" })
	assert.Equal(t, []string{"before", "zeroth", "first", "second", "second again", "third"}, namesOf(one.Trace(0)))

	again, err := event.Collect(one.All())
	require.NoError(t, err)
	assert.Equal(t, namesOf(one.Trace(0)), namesOf(again.Trace(0)), "the order goes with the events")
}

// With an order of their own, events may come in any order.
func TestAnyOrderOfTheInputGivesOneLog(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 200 {
		events := make([]event.Event, 1+r.IntN(20))
		for i := range events {
			events[i] = event.Event{
				Customer: string(rune('a' + r.IntN(3))), Time: time.Unix(int64(r.IntN(3)), 0).UTC(),
				Name: string(rune('p' + r.IntN(4))), Order: int64(i),
			}
		}
		want, err := event.Collect(slices.Values(events))
		require.NoError(t, err)
		r.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
		got, err := event.Collect(slices.Values(events))
		require.NoError(t, err)
		assert.Equal(t, slices.Collect(want.All()), slices.Collect(got.All()))
	}
}

func TestCodesAndTimesOfATrace(t *testing.T) {
	for _, vocabulary := range []int{1, 2, 300, 70_000} {
		var events []event.Event
		for i := range vocabulary {
			events = append(events, event.Event{Customer: "ada", Time: time.Unix(int64(i), 0), Name: string(rune(0x10000 + i))})
		}
		log, err := event.Collect(slices.Values(events))
		require.NoError(t, err)
		codes := make([]int32, vocabulary)
		for id := range codes {
			codes[id] = int32(id) * 3
		}
		trace := log.Trace(0)
		got := trace.AppendCodes([]int32{-1}, codes)
		require.Len(t, got, 1+vocabulary)
		for i := range vocabulary {
			require.Equal(t, int32(trace.NameID(i))*3, got[i+1])
			require.Equal(t, trace.Nano(i), trace.Nanos()[i])
		}
	}
	assert.Empty(t, event.Trace{}.Nanos())
	assert.Empty(t, event.Trace{}.AppendCodes(nil, nil))
}
