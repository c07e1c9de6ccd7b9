package friction

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// shopLog returns retentioneering's shop.
func shopLog(t testing.TB) *event.Log {
	t.Helper()
	log, err := event.ReadCSV(sharedtest.Open(t, "data/logs/ecom.csv.gz"), &event.CSVOptions{
		Customer: "user_id", Time: "timestamp", Layout: "2006-01-02 15:04:05", Name: "event",
	})
	require.NoError(t, err)
	return log
}
