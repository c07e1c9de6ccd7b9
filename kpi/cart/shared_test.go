package cart_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/cart"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// The figures that several tools agree on, by session: behaviour reference a.8.
func TestAbandonmentBySessionInTheShopOfRetentioneering(t *testing.T) {
	log, err := event.ReadCSV(sharedtest.Open(t, "data/logs/ecom.csv.gz"), &event.CSVOptions{Customer: "user_id"})
	require.NoError(t, err)
	got, err := cart.Compute(log, &cart.Options{Unit: cart.BySession, Session: event.Cut{Attr: "session_id"}, By: "platform"})
	require.NoError(t, err)
	assert.Equal(t, 1213, got.Carts)
	assert.Equal(t, 743, got.Abandoned+got.Pending)
	for i, want := range []struct {
		name string
		rate float64
	}{{"desktop", 0.5784}, {"mobile", 0.6881}, {"tablet", 0.5592}} {
		assert.Equal(t, want.name, got.Segments[i].Name)
		assert.InDelta(t, want.rate, got.Segments[i].Rate.Value, 5e-5)
	}
}
