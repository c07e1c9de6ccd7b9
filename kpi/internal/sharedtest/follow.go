package sharedtest

import (
	"encoding/json"
	"math/rand/v2"
	"slices"

	"github.com/parcours-go/parcours/journey/event"
)

// A Tally is what the tallies of packages in kpi can do, of results R.
type Tally[A, R any] interface {
	event.Accumulator[A]
	Result() (R, error)
}

// Follow appends events in any order to a stream, and fails the test where a
// tally that follows it says anything else than one pass over its log: while it
// is empty, now and then, and in the end. The tallies come of fresh, which gets
// logs of few customers, with names and numbers of their own, and empty ones.
func Follow[A Tally[A, R], R any](t T, r *rand.Rand, events []event.Event, fresh func(*event.Log) (A, error)) {
	t.Helper()
	stream := event.NewStream(nil)
	follow := event.Follow(stream, fresh)
	compare := func() {
		t.Helper()
		whole, err := fresh(stream.Log())
		if err != nil {
			t.Fatalf("of the whole log: %v", err)
		}
		for trace := range stream.Log().Traces() {
			whole.Add(trace)
		}
		now, err := follow.Now()
		if err != nil {
			t.Fatalf("of the stream: %v", err)
		}
		if want, got := said(t, whole), said(t, now); want != got {
			t.Fatalf("after %d of %d events\none pass says   %s\nfollowing says  %s", stream.Len(), len(events), want, got)
		}
	}
	compare()
	events = slices.Clone(events)
	r.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
	for _, e := range events {
		if err := stream.Append(e); err != nil {
			t.Fatalf("append: %v", err)
		}
		if r.IntN(20) == 0 {
			compare()
		}
	}
	compare()
}

// said returns the result of a tally as JSON, or its error.
func said[A Tally[A, R], R any](t T, tally A) string {
	t.Helper()
	result, err := tally.Result()
	if err != nil {
		return err.Error()
	}
	b, err := json.Marshal(result)
	if err != nil {
		t.Fatalf("result: %v", err)
	}
	return string(b)
}
