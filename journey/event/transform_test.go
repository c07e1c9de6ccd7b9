package event

import (
	"cmp"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestFilterKeepsWhatItIsTold(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 4))
	for _, keep := range []func(Event) bool{
		func(Event) bool { return true },
		func(Event) bool { return false },
		func(e Event) bool { return e.Name != "n2" },
		func(e Event) bool { return e.Customer > "c3" && e.Channel == "web" },
		func(e Event) bool { return e.Attrs["k1"] != "" },
		func(e Event) bool { return !e.NoValue && e.Value > 2 },
	} {
		for range 60 {
			all := placed(someEvents(r, 100))
			l := collected(t, events(all))
			var want []entry
			for _, e := range all {
				if keep(e.Event) {
					want = append(want, e)
				}
			}
			requireLog(t, want, l.Filter(keep))
			requireLog(t, all, l)
		}
	}
}

func TestRenameMergesCustomersOfOneName(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 4))
	for _, to := range []func(string) string{
		func(c string) string { return c },
		func(string) string { return "" },
		func(string) string { return "all" },
		func(c string) string { return "x" + c[len(c)-1:] },
		func(c string) string { return map[string]string{"c1": "c2", "c2": "c3", "c3": "c1"}[c] },
		func(c string) string { return strings.Repeat("z", 12-len(c)) + c },
	} {
		for range 60 {
			all := placed(someEvents(r, 100))
			l := collected(t, events(all))
			var want []entry
			for _, e := range all {
				e.Customer = cmp.Or(to(e.Customer), e.Customer)
				want = append(want, e)
			}
			got := l.Rename(to)
			requireLog(t, want, got)
			requireLog(t, all, l)
			requireLog(t, twice(want, to), got.Rename(to))
		}
	}
}

func twice(all []entry, to func(string) string) []entry {
	all = slices.Clone(all)
	for i, e := range all {
		all[i].Customer = cmp.Or(to(e.Customer), e.Customer)
	}
	return all
}

func TestSplitPutsEachCustomerInOnePart(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, of := range []func(string) string{
		func(string) string { return "" },
		func(c string) string { return c },
		func(c string) string { return c[len(c)-1:] },
		func(c string) string { return map[string]string{"c1": "b", "c2": "a", "c5": "a"}[c] },
	} {
		for range 60 {
			all := placed(someEvents(r, 100))
			want := map[string][]entry{}
			for _, e := range all {
				want[of(e.Customer)] = append(want[of(e.Customer)], e)
			}
			var names []string
			for name, part := range collected(t, events(all)).Split(of) {
				names = append(names, name)
				requireLog(t, want[name], part)
				requireLog(t, want[name], part.Filter(func(Event) bool { return true }))
			}
			require.Equal(t, slices.Sorted(maps.Keys(want)), names)
		}
	}
}

func TestSplitAsksOnceAndStopsWhenAsked(t *testing.T) {
	l := collected(t, someEvents(rand.New(rand.NewPCG(9, 9)), 300))
	asked, parts := 0, 0
	for range l.Split(func(c string) string { asked++; return c }) {
		parts++
		break
	}
	require.Equal(t, l.Customers(), asked)
	require.Equal(t, 1, parts)
}

// Merged customers keep the order of the input at one time, also after other
// changes of the log.
func TestRenameKnowsTheOrderOfTheInput(t *testing.T) {
	now := at("2024-03-01T10:00:00Z")
	var all []Event
	for _, s := range strings.Fields("b:1 a:2 c:3 a:4 b:5 c:6") {
		all = append(all, Event{Customer: s[:1], Time: now, Name: s[2:]})
	}
	one := func(string) string { return "one" }
	names := func(l *Log) (s string) {
		for e := range l.All() {
			s += e.Name
		}
		return s
	}
	l := collected(t, all)
	require.Equal(t, "241536", names(l))
	require.Equal(t, "123456", names(l.Rename(one)))
	require.Equal(t, "13456", names(l.Filter(func(e Event) bool { return e.Name != "2" }).Rename(one)))
	require.Equal(t, "241356", names(l.Rename(func(c string) string { return map[string]string{"c": "b"}[c] })))
	require.Equal(t, "123456", names(l.Rename(func(c string) string { return map[string]string{"c": "b"}[c] }).Rename(one)))
	for _, part := range l.Split(func(c string) string { return map[bool]string{true: "x"}[c != "a"] }) {
		if part.Len() == 4 {
			require.Equal(t, "1356", names(part.Rename(one)))
		}
	}
}

// events returns entries without their places.
func events(all []entry) []Event {
	var out []Event
	for _, e := range all {
		out = append(out, e.Event)
	}
	return out
}
