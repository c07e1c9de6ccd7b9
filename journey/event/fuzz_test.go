package event

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// FuzzReadCSV wants that no file makes the reader panic, that one reads the same
// however it is cut, and that what is read is what the standard library reads
// where that can.
func FuzzReadCSV(f *testing.F) {
	const head = "customer,time,name,value\n"
	for _, s := range []string{
		"", "\n", "\xff\xfe", "\uFEFF" + head, head + "a,2024-03-01T10:00:00Z,b,1\n",
		head + "\"a\nb\",\"2024-03-01 10:00:00\",\"b\"\"\",\r\n\r\n", head + "a,2024-03-01T10:00:00Z,b,1\",\n",
		head + ",,,\n\"", "name,time,customer\nb,2024-03-01T10:00:00Z,a\nb,2023-03-01T10:00:00Z,a",
		string(gzipped(head + "a,2024-03-01T10:00:00Z,b,1\n")), "\x1f\x8b", head + "é,2024-03-01T10:00:00Z,\x80,1\n",
		head + "a,2024-03-01T10:00:00.123+01:00,b,1e3\na,2024-03-01T10:00:00,b,\nA,1,2,3,4\n",
	} {
		f.Add([]byte(s), uint8(7), uint8(60))
	}
	// A file that breaks off within a row that is too long already.
	broken := gzipped(head + strings.Repeat("a,2024-03-01T10:00:00Z,b,1\n", 40) + strings.Repeat("0", 4000))
	f.Add(broken[:len(broken)-9], uint8(140), uint8(132))
	f.Add(broken[:len(broken)-9], uint8(255), uint8(20))
	f.Fuzz(func(t *testing.T, data []byte, block, maxLine uint8) {
		o := CSVOptions{MaxLine: int(maxLine), MaxEvents: 1000, MaxBytes: 1 << 20}
		requireSameHoweverCut(t, data, o, 1+int(block))
		if z, err := gzip.NewReader(bytes.NewReader(data)); err == nil {
			if data, err = io.ReadAll(io.LimitReader(z, 1<<20)); err != nil {
				return
			}
		}
		requireAsSlow(t, data)
	})
}

// FuzzCountCSV wants that what can be read is counted as it is read, however the
// file is cut, and that nothing makes counting panic.
func FuzzCountCSV(f *testing.F) {
	const head = "customer,time,name,channel\n"
	for _, s := range []string{
		"", head, head + "a,2024-03-01T10:00:00Z,b,web\na,2024-03-01T10:00:00Z,b,\n", head + "a,,,\n", head + "\"a\nb\",\"2024-03-01 10:00:00\",\"b\"\"\",\r\n\r\n",
		"name,time,customer\nb,2024-03-01T10:00:00Z,a\nc,2023-03-01T10:00:00Z,NA", string(gzipped(head + "a,2024-03-01T10:00:00Z,b,1\n")),
	} {
		f.Add([]byte(s), uint8(7), uint8(60))
	}
	f.Fuzz(func(t *testing.T, data []byte, block, maxLine uint8) {
		o := CSVOptions{MaxLine: int(maxLine), MaxEvents: 1000, MaxBytes: 1 << 20, ID: "id"}
		if !bytes.Contains(data, []byte("id")) {
			o.ID = ""
		}
		counts, counting := countCSV(bytes.NewReader(data), &o, 1+int(block))
		l, err := ReadCSV(bytes.NewReader(data), &o)
		if err == nil {
			require.NoError(t, counting)
			require.Equal(t, countSlowly(l), orNil(counts))
		}
	})
}

// requireAsSlow fails unless a file is read as the standard library reads it,
// where it can be.
func requireAsSlow(t *testing.T, data []byte) {
	t.Helper()
	var bad []SyntaxError
	l, err := ReadCSV(bytes.NewReader(data), &CSVOptions{Skip: func(e *SyntaxError) error {
		bad = append(bad, *e)
		return nil
	}, Customer: "customer", Time: "time", Name: "name"})
	if err != nil {
		return
	}
	for _, role := range []string{"channel", "value"} {
		if bytes.Contains(bytes.ToLower(data), []byte(role)) && !bytes.Contains(data, []byte(role)) {
			return // a header in capitals, which the slow reader does not know
		}
	}
	events, slowBad, err := readSlowly(data, CSVOptions{})
	if err != nil || len(slowBad) != len(bad) {
		require.NotEmpty(t, bad)
		return
	}
	requireLog(t, placed(events), l)
}
