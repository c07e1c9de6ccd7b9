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
		{"as many customers as rows", 3*pageRows + 77, 3 * pageRows, false},
		{"a few rows a customer", 4 * pageRows, 9000, true},
		{"a customer for a part", 5*pageRows + 1, 3, false},
		{"one customer", 2*pageRows + 9, 1, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			events := manyEvents(r, test.n, test.customers, test.orders)
			for _, procs := range []int{1, 2} {
				var l *Log
				onCores(procs, func() {
					var err error
					l, err = Collect(slices.Values(events))
					require.NoError(t, err)
				})
				want := placed(events)
				slices.SortStableFunc(want, func(a, b entry) int { return compareEntries(a, b) })
				row := 0
				for e := range l.All() {
					w := want[row]
					if w.Customer != e.Customer || !w.Time.Equal(e.Time) || w.Name != e.Name || w.Channel != e.Channel ||
						w.Value != e.Value || w.NoValue != e.NoValue || w.Order != e.Order || w.Attrs["few"] != e.Attrs["few"] || w.Attrs["many"] != e.Attrs["many"] {
						require.Equal(t, w.Event, e, "row %d", row)
					}
					require.Equal(t, uint32(w.place), l.seq[row])
					row++
				}
				require.Equal(t, len(want), row)
			}
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
