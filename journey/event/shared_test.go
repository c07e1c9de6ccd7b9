package event

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
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

// Logs that other tools write and read. The counts are those of the rows, the
// distinct cells and the columns that hold any, taken without this package.
func TestReadCSVReadsTheLogsOfOtherTools(t *testing.T) {
	const seconds = "2006-01-02 15:04:05"
	for _, test := range []struct {
		name, file                     string
		opt                            CSVOptions
		events, customers, names, keys int
	}{
		{"retentioneering's shop, by user", "data/logs/ecom.csv.gz",
			CSVOptions{Customer: "user_id", Time: "timestamp", Layout: seconds, Name: "event", Channel: "platform"}, 31106, 600, 19, 4},
		{"retentioneering's shop, by session", "data/logs/ecom.csv.gz",
			CSVOptions{Customer: "session_id", Time: "timestamp", Layout: seconds, Name: "event", Channel: "platform"}, 31106, 3605, 19, 4},
		{"PM4Py's running example", "data/logs/running-example.csv", CSVOptions{}, 42, 6, 8, 5},
		{"PM4Py's receipts", "data/logs/receipt.csv.gz", CSVOptions{}, 8577, 1434, 27, 12},
		{"bupaR's patients, all in quotes", "data/logs/patients.csv.gz", CSVOptions{Customer: "patient", Name: "handling"}, 5442, 500, 7, 4},
		{"actors of the ClickHouse cases", "data/clickhouse/tiefree_events.csv.gz", CSVOptions{Layout: UnixSeconds}, 29944, 4000, 6, 0},
		{"a Mixpanel export", "data/exports/mixpanel_event.csv", CSVOptions{}, 5, 3, 4, 8},
		{"an Amplitude export", "data/exports/amplitude_event_data.csv", CSVOptions{}, 10, 7, 5, 24},
		{"Segment's pages", "data/exports/example_segment_pages.csv", CSVOptions{Name: "path"}, 1, 1, 1, 15},
	} {
		t.Run(test.name, func(t *testing.T) {
			l, err := ReadCSV(shared(t, test.file), &test.opt)
			require.NoError(t, err)
			require.Equal(t, []int{test.events, test.customers, test.names, test.keys},
				[]int{l.Len(), l.Customers(), len(l.Names()), len(l.Attrs())})
		})
	}
}

// 1,213 sessions put something into the cart, 743 of them bought nothing.
func TestReadCSVKeepsWhatAShopLogTells(t *testing.T) {
	l, err := ReadCSV(shared(t, "data/logs/ecom.csv.gz"), &CSVOptions{
		Customer: "session_id", Time: "timestamp", Layout: "2006-01-02 15:04:05", Name: "event", Channel: "platform",
	})
	require.NoError(t, err)
	cart, _ := l.NameID("add_to_cart")
	purchase, _ := l.NameID("purchase")
	carts, abandoned := 0, 0
	for tr := range l.Traces() {
		has := map[int]bool{}
		for i := range tr.Len() {
			has[tr.NameID(i)] = true
		}
		if has[cart] {
			carts++
			if !has[purchase] {
				abandoned++
			}
		}
	}
	require.Equal(t, []int{1213, 743}, []int{carts, abandoned})
}
