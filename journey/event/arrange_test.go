package event

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
)

// manyEvents returns n events of many pages: late ones, ties, values here and
// there, and attributes of few values and of many.
func manyEvents(r *rand.Rand, n, customers int, orders bool) []Event {
	events := make([]Event, n)
	for i := range events {
		e := &events[i]
		*e = Event{
			Customer: fmt.Sprint("c", r.IntN(customers)), Time: time.Unix(int64(i/3), 0).UTC(), NoValue: true,
			Name: fmt.Sprint("n", r.IntN(300)), Channel: journey.Channel([]string{"", "web", "app"}[r.IntN(3)]),
		}
		if r.IntN(50) == 0 {
			e.Time = e.Time.Add(-time.Duration(r.IntN(n)) * time.Second)
		}
		if r.IntN(4) == 0 || i > n/2 && i < n/2+9000 {
			e.Value, e.NoValue = float64(i), false
		}
		if r.IntN(5) > 0 {
			e.Attrs = map[string]string{"few": fmt.Sprint(r.IntN(5)), "many": fmt.Sprint(r.IntN(100_000))}
		}
		if orders {
			e.Order = int64(r.IntN(4) - 1)
		}
	}
	return events
}

func TestRowsOfManyPagesStandAsSortingWouldPutThem(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	for _, test := range []struct {
		name         string
		n, customers int
		orders       bool
	}{
		{"as many customers as rows", 2*pageRows + 77, 2 * pageRows, false},
		{"a few rows a customer", 3 * pageRows, 9000, true},
		{"a customer for a part", 2*pageRows + 1, 3, false},
		{"one customer", 2*pageRows + 9, 1, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			events := manyEvents(r, test.n, test.customers, test.orders)
			var l *Log
			onCores(2, func() {
				var err error
				l, err = Collect(slices.Values(events))
				require.NoError(t, err)
			})
			want := placed(events)
			slices.SortStableFunc(want, compareEntries)
			few, many := l.Attr("few"), l.Attr("many")
			for tr := range l.Traces() {
				for i := range tr.Len() {
					w := want[0]
					v, ok := tr.Value(i)
					if w.Customer != tr.Customer() || w.Time.UnixNano() != tr.Nano(i) || w.Name != tr.Name(i) || w.Channel != tr.Channel(i) ||
						w.Value != v || w.NoValue == ok || w.Order != tr.order(i) || w.Attrs["few"] != few.Of(tr, i) || w.Attrs["many"] != many.Of(tr, i) ||
						uint32(w.place) != l.seq[tr.row(i)] {
						require.Equal(t, w, entry{tr.Event(i), int(l.seq[tr.row(i)])})
					}
					want = want[1:]
				}
			}
			require.Empty(t, want)
		})
	}
}

func compareEntries(a, b entry) int {
	switch {
	case a.Customer != b.Customer:
		if a.Customer < b.Customer {
			return -1
		}
		return 1
	case !a.Time.Equal(b.Time):
		return a.Time.Compare(b.Time)
	}
	return int(a.Order - b.Order)
}
