package event

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"
)

// A csvMaker makes files of every shape that the standard library reads: quotes
// where none are needed, both line ends, blank lines, blank cells, ties, late
// rows, columns in any order, and rows that are bad in all ways but their
// quotes.
type csvMaker struct {
	*rand.Rand
	b     strings.Builder
	comma string
	bad   bool
}

func (m *csvMaker) file() []byte {
	m.b.Reset()
	if m.IntN(4) == 0 {
		m.b.WriteString("\uFEFF")
	}
	header := []string{"customer", "time", "name", "channel", "value", "segment", "", "note"}[:3+m.IntN(6)]
	m.Shuffle(len(header), func(i, j int) { header[i], header[j] = header[j], header[i] })
	m.row(header)
	now := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for range m.IntN(60) {
		now = now.Add(time.Duration(m.IntN(3)) * 7 * time.Hour / 3)
		var cells []string
		for _, h := range header {
			cells = append(cells, m.cell(h, now))
		}
		if m.bad && m.IntN(15) == 0 {
			cells = append(cells, "more")[m.IntN(3):]
		}
		m.row(cells)
	}
	data := []byte(m.b.String())
	if m.IntN(4) == 0 {
		data = bytes.TrimRight(data, "\r\n")
	}
	return data
}

func (m *csvMaker) cell(header string, now time.Time) string {
	if m.bad && m.IntN(40) == 0 {
		return m.one("", "x", "\xff", "2024-02-30T10:00:00Z", "é\x80", "1e999", "0x10", "NaN", "1,5", "1262-01-01T00:00:00Z")
	}
	switch header {
	case "customer":
		return m.one("a", "b", "NA", "null", "c,d", "e\"f", "g\nh", "ß", "a ", "long-long-long-customer-0123456789", "long-long-long-customer-0123456780")
	case "name":
		return m.one("view", "buy", "add\r\nto", "search", "view_product_list_page")
	case "time":
		return m.time(now)
	case "value":
		return m.one("", "", "  ", "0", "1", "-0", "12.50", " 3.25", "1e3", "-2.5E-3", "0.1", "123456789.123456789", "9007199254740993", ".5", "5.", "+7")
	}
	return m.one("", "", "web", "app", "\"", "\"\"", "a\rb", "two\nlines", "é", "semi;colon", "tab\t", "comma,")
}

func (m *csvMaker) time(now time.Time) string {
	switch m.IntN(12) {
	case 0:
		now = now.Add(-time.Duration(m.IntN(100)) * time.Hour) // late
	case 1:
		now = now.Add(time.Duration(m.IntN(1e9)))
	}
	return now.Format(m.one(time.RFC3339, time.RFC3339, time.RFC3339Nano, "2006-01-02 15:04:05", "2006-01-02T15:04:05.000Z07:00",
		"2006-01-02 15:04:05,000000", "2006-01-02T15:04:05+02:00", " 2006-01-02t15:04:05.1z"))
}

func (m *csvMaker) one(of ...string) string { return of[m.IntN(len(of))] }

func (m *csvMaker) row(cells []string) {
	for i, c := range cells {
		if i > 0 {
			m.b.WriteString(m.comma)
		}
		if strings.ContainsAny(c, "\"\r\n"+m.comma) || m.IntN(6) == 0 || len(cells) == 1 && c == "" {
			c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
		}
		m.b.WriteString(c)
	}
	m.b.WriteString(m.one("\n", "\n", "\n", "\r\n", "\n\n", "\r\n\r\n\n"))
}

func TestReadCSVEqualsTheStandardLibrary(t *testing.T) {
	for seed := range uint64(1200) {
		m := csvMaker{Rand: rand.New(rand.NewPCG(seed, 1)), comma: []string{",", ";", "\t", "|"}[seed%4], bad: seed%2 == 0}
		data := m.file()
		o := CSVOptions{Comma: rune(m.comma[0])}
		if seed%3 == 0 {
			o.Location = time.FixedZone("", -3*3600-1800)
		}
		events, bad, err := readSlowly(data, o)
		require.NoError(t, err)
		var got []SyntaxError
		o.Skip = func(e *SyntaxError) error { got = append(got, *e); return nil }
		for _, way := range []struct {
			name  string
			r     io.Reader
			block int
			procs int
		}{
			{"at once", bytes.NewReader(data), blockSize, 2},
			{"byte by byte", iotest.OneByteReader(bytes.NewReader(data)), blockSize, 1},
			{"in small blocks", bytes.NewReader(data), 1 + m.IntN(100), 1},
			{"in small blocks on two cores", iotest.HalfReader(bytes.NewReader(data)), 1 + m.IntN(300), 2},
		} {
			got = nil
			var l *Log
			onCores(way.procs, func() { l, err = readCSV(way.r, &o, way.block) })
			require.NoError(t, err, "seed %d %s\n%q", seed, way.name, data)
			require.Equal(t, bad, got, "seed %d %s\n%q", seed, way.name, data)
			if way.name == "at once" || seed%8 == 0 {
				requireLog(t, placed(events), l)
			} else {
				require.Equal(t, len(events), l.Len())
			}
		}
	}
}

// onCores calls do while GOMAXPROCS is n.
func onCores(n int, do func()) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(n))
	do()
}

func TestTheOrderOfRowsMattersOnlyForTies(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range 50 {
		var events []Event
		for i := range 200 {
			events = append(events, Event{
				Customer: fmt.Sprint("c", r.IntN(20)), Time: time.Unix(int64(i), 0).UTC(), Name: fmt.Sprint("n", r.IntN(9)),
				Value: float64(i % 3), Attrs: map[string]string{fmt.Sprint("k", i%4): fmt.Sprint(i % 5)},
			})
		}
		want, err := Collect(slices.Values(events))
		require.NoError(t, err)
		r.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
		got, err := Collect(slices.Values(events))
		require.NoError(t, err)
		want.seq, got.seq = nil, nil
		require.Equal(t, want, got)
	}
}
