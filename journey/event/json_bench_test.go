package event

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// shopLines returns the events of [shopFile] as JSON lines of about 155 bytes.
func shopLines(n int) []byte {
	l, err := ReadCSV(bytes.NewReader(shopFile(n)), nil)
	if err != nil {
		panic(err)
	}
	var b bytes.Buffer
	for e := range l.All() {
		line := map[string]any{
			"customer_id": e.Customer, "event": e.Name, "channel": e.Channel, "timestamp": e.Time.Format(time.RFC3339Nano),
			"segment": e.Attrs["segment"],
		}
		if !e.NoValue {
			line["revenue"] = e.Value
		}
		text, err := json.Marshal(line)
		if err != nil {
			panic(err)
		}
		b.Write(append(text, '\n'))
	}
	return b.Bytes()
}

// sampleLines returns a sample of an export, again and again.
func sampleLines(tb testing.TB, name string) []byte {
	tb.Helper()
	sample, err := os.ReadFile("testdata/exports/" + name + ".jsonl")
	require.NoError(tb, err)
	return bytes.Repeat(sample, 10_000)
}

func BenchmarkReadJSONL(b *testing.B) {
	for _, bench := range []struct {
		name string
		data []byte
		opt  *JSONOptions
	}{
		{"plain", shopLines(200_000), nil},
		{"ga4", sampleLines(b, "ga4"), GA4()},
		{"segment", sampleLines(b, "segment"), Segment()},
		{"posthog", sampleLines(b, "posthog"), PostHog()},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.SetBytes(int64(len(bench.data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ReadJSONL(bytes.NewReader(bench.data), bench.opt); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
