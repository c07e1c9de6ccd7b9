package cart_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/cart"
)

// sharedLog opens a log of the folder of shared data, or skips.
func sharedLog(t *testing.T, name string) *os.File {
	dir := os.Getenv("PARCOURS_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	f, err := os.Open(filepath.Join(dir, "data", "logs", name))
	if err != nil && os.Getenv("CI") != "true" {
		t.Skip("no shared data: set PARCOURS_SHARED to their folder")
	}
	require.NoError(t, err)
	t.Cleanup(func() { f.Close() })
	return f
}

// The figures that several tools agree on, by session: behaviour reference a.8.
func TestAbandonmentBySessionInTheShopOfRetentioneering(t *testing.T) {
	log, err := event.ReadCSV(sharedLog(t, "ecom.csv.gz"), &event.CSVOptions{Customer: "user_id"})
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
