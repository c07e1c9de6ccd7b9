package event_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
)

// randomEvents come in any order, with ties, with and without what is optional.
func randomEvents(r *rand.Rand, n int) []event.Event {
	events := make([]event.Event, n)
	for i := range events {
		e := event.Event{
			Customer: fmt.Sprint("c", r.IntN(6)), Time: time.Unix(int64(r.IntN(8)), int64(r.IntN(2))).UTC(),
			Name: fmt.Sprint("n", r.IntN(4)), Channel: journey.Channel([]string{"", "web", "shop"}[r.IntN(3)]),
		}
		if e.NoValue = r.IntN(2) == 0; !e.NoValue {
			e.Value = float64(r.IntN(7)) - 2
		}
		if r.IntN(3) == 0 {
			e.Order = int64(r.IntN(5)) - 2
		}
		if r.IntN(3) == 0 {
			e.Attrs = map[string]string{fmt.Sprint("k", r.IntN(3)): fmt.Sprint("v", r.IntN(3))}
		}
		events[i] = e
	}
	return events
}

// requireSame requires that logs cannot be told apart, not even after customers
// were merged, which shows in which order ties came.
func requireSame(t *testing.T, want, got *event.Log) {
	t.Helper()
	require.Equal(t, slices.Collect(want.All()), slices.Collect(got.All()))
	require.Equal(t, want.Names(), got.Names())
	require.Equal(t, want.Channels(), got.Channels())
	require.Equal(t, want.Attrs(), got.Attrs())
	for _, key := range want.Attrs() {
		require.Equal(t, want.Attr(key).Values(), got.Attr(key).Values())
	}
	one := func(string) string { return "one" }
	require.Equal(t, slices.Collect(want.Rename(one).All()), slices.Collect(got.Rename(one).All()))
}

func collect(t *testing.T, events []event.Event) *event.Log {
	t.Helper()
	log, err := event.Collect(slices.Values(events))
	require.NoError(t, err)
	return log
}

func saved(t *testing.T, log *event.Log) *event.Log {
	t.Helper()
	var file bytes.Buffer
	n, err := log.WriteTo(&file)
	require.NoError(t, err)
	require.EqualValues(t, file.Len(), n)
	again, err := event.ReadLog(&file)
	require.NoError(t, err)
	return again
}

func TestAStreamHoldsAtAnyMomentWhatABatchWouldHold(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for range 300 {
		events := randomEvents(r, r.IntN(40))
		s := event.NewStream(nil)
		for done := 0; done < len(events); {
			n := min(1+r.IntN(12), len(events)-done)
			require.NoError(t, s.Append(events[done:done+n]...))
			done += n
			require.Equal(t, done, s.Len())
			switch r.IntN(3) {
			case 0:
				requireSame(t, collect(t, events[:done]), s.Log())
			case 1:
				s = event.NewStream(saved(t, s.Log()))
			}
		}
		requireSame(t, collect(t, events), s.Log())
	}
}

func TestMergedLogsHoldAllEvents(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	for range 300 {
		events := randomEvents(r, r.IntN(40))
		cut := [3]int{0, r.IntN(len(events) + 1), len(events)}
		var parts []*event.Log
		for k := range 2 {
			parts = append(parts, collect(t, events[cut[k]:cut[k+1]]))
		}
		requireSame(t, collect(t, events), event.Merge(parts...))
	}
	assert.Zero(t, event.Merge().Len())
	assert.Zero(t, event.Merge(&event.Log{}, &event.Log{}).Customers())
	assert.Equal(t, 1, event.Merge(nil, collect(t, []event.Event{{Customer: "a", Name: "x", Time: time.Unix(0, 0)}}), nil).Len(), "a log that is nil is empty")
}

func TestAnEventThatIsNoneLeavesThoseBeforeItInTheStream(t *testing.T) {
	var s event.Stream
	good := event.Event{Customer: "ada", Name: "a", Time: time.Unix(1, 0)}
	err := s.Append(good, event.Event{Name: "nobody"}, good)
	require.ErrorIs(t, err, event.ErrEmpty)
	assert.ErrorContains(t, err, "event 2")
	assert.Equal(t, 1, s.Len())
	assert.Equal(t, 1, s.Log().Len())
}

func TestALogThatAStreamGaveDoesNotChange(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	events := randomEvents(r, 60)
	var s event.Stream
	require.NoError(t, s.Append(events[:30]...))
	before := s.Log()
	require.NoError(t, s.Append(events[30:]...))
	s.Log()
	requireSame(t, collect(t, events[:30]), before)
}

// A census counts events by name, whatever the log they are from.
type census map[string]int

func (c census) Add(t event.Trace) {
	for i := range t.Len() {
		c[t.Name(i)]++
	}
}

func (c census) Merge(other census) {
	for name, n := range other {
		c[name] += n
	}
}

func TestAnAnalysisFollowsAStream(t *testing.T) {
	r := rand.New(rand.NewPCG(17, 18))
	passes := 0
	s := event.NewStream(nil)
	f := event.Follow(s, func(*event.Log) (census, error) { passes++; return census{}, nil })
	want := census{}
	for range 40 {
		for _, e := range randomEvents(r, r.IntN(5)) {
			want[e.Name]++
			require.NoError(t, s.Append(e))
		}
		got, err := f.Now()
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
	for range 100 {
		require.NoError(t, s.Append(event.Event{Customer: fmt.Sprint("d", r.IntN(1000)), Name: "d", Time: time.Unix(1, 0)}))
	}
	_, err := f.Now()
	require.NoError(t, err)
	passes = 0
	_, err = f.Now()
	require.NoError(t, err)
	require.NoError(t, s.Append(event.Event{Customer: "c0", Name: "a", Time: time.Unix(1, 0)}))
	_, err = f.Now()
	require.NoError(t, err)
	assert.Equal(t, 3, passes, "one part changed, and each answer begins with an empty accumulator")

	broken := errors.New("broken")
	_, err = event.Follow(s, func(*event.Log) (census, error) { return nil, broken }).Now()
	assert.ErrorIs(t, err, broken)
}

func TestASavedLogThatIsDamagedIsAnError(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 20))
	var file bytes.Buffer
	_, err := collect(t, randomEvents(r, 50)).WriteTo(&file)
	require.NoError(t, err)
	whole := file.Bytes()
	for n := range whole {
		_, err := event.ReadLog(bytes.NewReader(whole[:n]))
		require.ErrorIs(t, err, event.ErrSaved, "cut at %d", n)
		other := slices.Clone(whole)
		other[n] ^= byte(1 + r.IntN(255))
		_, err = event.ReadLog(bytes.NewReader(other))
		require.ErrorIs(t, err, event.ErrSaved, "changed at %d", n)
	}
	_, err = event.ReadLog(bytes.NewReader(append(slices.Clone(whole), 'x')))
	require.ErrorIs(t, err, event.ErrSaved)
	assert.ErrorContains(t, err, fmt.Sprint("byte ", len(whole)))

	_, err = event.ReadLog(io.MultiReader(bytes.NewReader(whole[:40]), iotest.ErrReader(io.ErrClosedPipe)))
	assert.ErrorIs(t, err, io.ErrClosedPipe)
}

func FuzzReadLog(f *testing.F) {
	var file bytes.Buffer
	_, err := (&event.Log{}).WriteTo(&file)
	require.NoError(f, err)
	f.Add(file.Bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		if log, err := event.ReadLog(bytes.NewReader(b)); err == nil {
			requireSame(t, log, saved(t, log))
		}
	})
}
