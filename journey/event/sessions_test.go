package event

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sessionsSlowly returns the entries with the names of their sessions in place
// of those of their customers.
func sessionsSlowly(all []entry, cut Cut) []entry {
	all = inOrder(all)
	type place struct{ customer, id string }
	numbers := map[string]int{} // the last session of each customer
	running := map[place]int{}  // the session that an id is in
	last := map[place]Event{}   // the last event of an id
	for i, e := range all {
		at := place{e.Customer, ""}
		if cut.Attr != "" {
			at.id = e.Attrs[cut.Attr]
		}
		before, met := last[at]
		if !met || partedSlowly(before, e.Event, cut) {
			numbers[e.Customer]++
			running[at] = numbers[e.Customer]
		}
		last[at] = e.Event
		all[i].Customer = fmt.Sprintf("%s#%04d", e.Customer, running[at])
	}
	return all
}

func TestSessionsAreCutAsTheyShouldBe(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	ways := cuts(t)
	for range 12 {
		all := someVisits(r, r.IntN(80))
		for i := range all { // names that begin with others, and one with a number of its own
			all[i].Customer = []string{"a", "a!", "a#0001", "ab"}[r.IntN(4)]
		}
		l := collected(t, all)
		for _, cut := range ways {
			s := l.Sessions(cut)
			want := sessionsSlowly(placed(all), cut)
			requireLog(t, want, s.Log)
			for trace := range s.Log.Traces() {
				require.Equal(t, customerOf(trace.Customer()), s.Customer(trace))
				require.Equal(t, s.Customer(trace), l.Trace(s.CustomerID(trace)).Customer())
			}
			requireLog(t, placed(all), s.Log.Rename(customerOf))
		}
	}
}

// customerOf returns whose session has that name.
func customerOf(session string) string { return session[:strings.LastIndex(session, "#")] }

// Without an attribute, sessions are what Cutter finds.
func TestSessionsAndCutterAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 5))
	for _, cut := range cuts(t)[:10] {
		cut.Attr = ""
		l := collected(t, someVisits(r, 300))
		c, n := l.Cutter(cut), 0
		for trace := range l.Traces() {
			n += len(c.Append(nil, trace))
		}
		require.Equal(t, n, l.Sessions(cut).Log.Customers())
	}
}

func TestNumbersOfSessionsMayOutgrowTheirZeros(t *testing.T) {
	var all []Event
	for i := range 10_002 {
		all = append(all, Event{Customer: "c", Time: instant(int64(i) * 3_600_000_000_000), Name: "n"})
	}
	s := collected(t, all).Sessions(Cut{})
	require.Equal(t, 10_002, s.Log.Customers())
	var names []string
	for trace := range s.Log.Traces() {
		names = append(names, trace.Customer())
	}
	require.True(t, slices.IsSorted(names))
	require.Contains(t, names, "c#10002")
	requireIDs(t, s.Log)
}

// The 3,605 sessions of 600 users that retentioneering's shop log names.
func TestSessionsOfAShopAreThoseItNames(t *testing.T) {
	opt := &CSVOptions{Customer: "user_id", Time: "timestamp", Layout: "2006-01-02 15:04:05", Name: "event", Channel: "platform"}
	byUser, err := ReadCSV(shared(t, "data/logs/ecom.csv.gz"), opt)
	require.NoError(t, err)
	opt.Customer = "session_id"
	bySession, err := ReadCSV(shared(t, "data/logs/ecom.csv.gz"), opt)
	require.NoError(t, err)
	want := map[string][]string{}
	for trace := range bySession.Traces() {
		want[trace.Customer()] = namesOf(trace)
	}

	s := byUser.Sessions(Cut{Attr: "session_id"})
	got := map[string][]string{}
	id := s.Log.Attr("session_id")
	for trace := range s.Log.Traces() {
		got[id.Of(trace, 0)] = namesOf(trace)
	}
	assert.Equal(t, want, got)
	assert.Equal(t, []int{3605, 31106}, []int{s.Log.Customers(), s.Log.Len()})
}

func namesOf(t Trace) []string {
	var names []string
	for i := range t.Len() {
		names = append(names, t.Name(i))
	}
	return names
}

// The empty log has no sessions.
func TestNoSessionsOfNobody(t *testing.T) {
	s := (&Log{}).Sessions(Cut{Attr: "s"})
	assert.Zero(t, s.Log.Customers())
	assert.Zero(t, s.Log.Len())
}
