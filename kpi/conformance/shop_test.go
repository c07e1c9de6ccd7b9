package conformance_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/template"
	"github.com/parcours-go/parcours/kpi/conformance"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// retentioneering's shop: 600 users, 3,605 sessions that the log names.
func shop(t testing.TB) *event.Log {
	l, err := event.ReadCSV(sharedtest.Open(t, "data/logs/ecom.csv.gz"), &event.CSVOptions{
		Customer: "user_id", Time: "timestamp", Layout: "2006-01-02 15:04:05", Name: "event", Channel: "platform",
	})
	require.NoError(t, err)
	return l
}

// Sessions found in the traces and a log of sessions give the same numbers.
func TestSessionsInPlaceAndALogOfSessionsAgree(t *testing.T) {
	l := shop(t)
	m := template.Ecommerce(journey.English)
	for _, by := range []conformance.By{conformance.Touchpoints, conformance.Stages} {
		opt := conformance.Options{By: by, Times: true, Top: 100, Recorded: l.Names()}
		apart, err := conformance.Compute(m, l.Sessions(event.Cut{Attr: "session_id"}).Log, &opt)
		require.NoError(t, err)
		opt.Per, opt.Cut = conformance.Sessions, event.Cut{Attr: "session_id"}
		inPlace, err := conformance.Compute(m, l, &opt)
		require.NoError(t, err)

		assert.Equal(t, []int{3605, 600}, []int{inPlace.Units, inPlace.Customers})
		assert.Equal(t, []int{3605, 3605}, []int{apart.Units, apart.Customers})
		assert.Equal(t, apart.Fitness, inPlace.Fitness)
		assert.Equal(t, apart.Replay, inPlace.Replay)
		assert.Equal(t, apart.Steps, inPlace.Steps)
		assert.Equal(t, apart.Timing, inPlace.Timing)
		assert.Equal(t, []int{apart.Longer, apart.UnplannedEvents}, []int{inPlace.Longer, inPlace.UnplannedEvents})
		for i, v := range inPlace.Variants {
			assert.Equal(t, []any{apart.Variants[i].Steps, apart.Variants[i].Units}, []any{v.Steps, v.Units})
			assert.LessOrEqual(t, v.Customers, v.Units)
		}
		for i, d := range inPlace.Deviations {
			other := apart.Deviations[i]
			assert.Equal(t, []any{other.Kind, other.Step, other.Other, other.Events, other.Units}, []any{d.Kind, d.Step, d.Other, d.Events, d.Units})
		}
	}
}

// Steps that nobody records are no steps: of the template's 18 touchpoints the
// shop shows 13. 1,213 sessions put something into the cart, 470 bought.
func TestOnlyWhatIsRecordedIsPlanned(t *testing.T) {
	l := shop(t)
	r, err := conformance.Compute(template.Ecommerce(journey.English), l, &conformance.Options{
		Per: conformance.Sessions, Cut: event.Cut{Attr: "session_id"}, Recorded: l.Names(),
	})
	require.NoError(t, err)
	reached := map[string]int{}
	for _, s := range r.Steps {
		assert.Positive(t, s.Reached, s.Name)
		reached[s.Name] = s.Reached
		total := s.Completed.Value + s.OutOfOrder.Value + s.Missing.Value
		assert.InDelta(t, 1, total, 1e-11, s.Name)
	}
	assert.Len(t, r.Steps, 13)
	assert.Equal(t, []int{1213, 470}, []int{reached["Add to cart"], reached["Order confirmation"]})
}
