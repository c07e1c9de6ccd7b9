package friction

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
)

// shared returns a file of the folder that stands beside the repository.
func shared(t testing.TB, name string) *os.File {
	t.Helper()
	root := os.Getenv("PARCOURS_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	f, err := os.Open(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		require.NotEqual(t, "true", os.Getenv("CI"), "%v: set PARCOURS_SHARED", err)
		t.Skipf("no shared data here (%v): set PARCOURS_SHARED", err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// shopLog returns retentioneering's shop.
func shopLog(t testing.TB) *event.Log {
	t.Helper()
	log, err := event.ReadCSV(shared(t, "data/logs/ecom.csv.gz"), &event.CSVOptions{
		Customer: "user_id", Time: "timestamp", Layout: "2006-01-02 15:04:05", Name: "event",
	})
	require.NoError(t, err)
	return log
}
