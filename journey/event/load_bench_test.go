package event

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// loading are the ways to take in a file.
var loading = []struct {
	name string
	do   func(r io.Reader) (rows int, err error)
}{
	{"load", func(r io.Reader) (int, error) { return loaded(r, nil) }},
	{"load without attributes", func(r io.Reader) (int, error) { return loaded(r, &CSVOptions{Attrs: []string{}}) }},
	{"count", func(r io.Reader) (int, error) {
		counts, err := CountCSV(r, nil)
		rows := 0
		for _, c := range counts {
			rows += c.Events
		}
		return rows, err
	}},
}

func loaded(r io.Reader, o *CSVOptions) (int, error) {
	l, err := ReadCSV(r, o)
	if err != nil {
		return 0, err
	}
	return l.Len(), nil
}

// BenchmarkLoad takes in a file of 400,000 rows, or that which the environment
// names in PARCOURS_BENCH_CSV.
func BenchmarkLoad(b *testing.B) {
	open := func() io.ReadCloser { return nil }
	if name := os.Getenv("PARCOURS_BENCH_CSV"); name != "" {
		open = func() io.ReadCloser {
			f, err := os.Open(name)
			require.NoError(b, err)
			return f
		}
	} else {
		data := shopFile(400_000)
		open = func() io.ReadCloser { return io.NopCloser(bytes.NewReader(data)) }
	}
	for _, way := range loading {
		b.Run(way.name, func(b *testing.B) {
			b.ReportAllocs()
			rows := 0
			for b.Loop() {
				f := open()
				var err error
				rows, err = way.do(f)
				require.NoError(b, err)
				require.NoError(b, f.Close())
			}
			perEvent(b, rows)
		})
	}
}

// BenchmarkLoadIDs takes in a file of which each row has an id, which is an
// attribute, or is looked at to find rows that come twice.
func BenchmarkLoadIDs(b *testing.B) {
	rows := strings.Split(string(shopFile(200_000)), "\n")
	var file strings.Builder
	for i, row := range rows[:len(rows)-1] {
		id := "event_id"
		if i > 0 {
			id = fmt.Sprintf("%032x", i*7919)
		}
		fmt.Fprintf(&file, "%s,%s\n", row, id)
	}
	for _, bench := range []struct {
		name string
		opt  CSVOptions
	}{
		{"attribute", CSVOptions{}},
		{"once", CSVOptions{ID: "event_id"}},
		{"last", CSVOptions{ID: "event_id", KeepLast: true}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			n := 0
			for b.Loop() {
				var err error
				n, err = loaded(strings.NewReader(file.String()), &bench.opt)
				require.NoError(b, err)
			}
			perEvent(b, n)
		})
	}
}

// A file takes little memory beside what is made of it, and one that is counted
// next to none.
func TestLoadingTakesLittleMemory(t *testing.T) {
	const rows = 300_000
	data := shopFile(rows)
	most := map[string]float64{"load": 120, "load without attributes": 110, "count": 30}
	for _, way := range loading {
		t.Run(way.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			n, err := way.do(bytes.NewReader(data))
			runtime.ReadMemStats(&after)
			require.NoError(t, err)
			require.Equal(t, rows, n)
			perRow := float64(after.TotalAlloc-before.TotalAlloc) / rows
			t.Logf("%.1f bytes a row are allocated", perRow)
			require.Less(t, perRow, most[way.name])
		})
	}
}
