package event

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"io"
	"maps"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
)

// An entry is an event with its place in the input: the slow and obvious log
// that the fast one is compared with is a slice of them.
type entry struct {
	Event
	place int
}

// inOrder returns the entries as a log keeps them.
func inOrder(all []entry) []entry {
	all = slices.Clone(all)
	sort.SliceStable(all, func(i, j int) bool {
		a, b := all[i], all[j]
		if a.Customer != b.Customer {
			return a.Customer < b.Customer
		}
		if !a.Time.Equal(b.Time) {
			return a.Time.Before(b.Time)
		}
		return a.place < b.place
	})
	return all
}

// placed gives events their places.
func placed(events []Event) []entry {
	var all []entry
	for i, e := range events {
		all = append(all, entry{e, i})
	}
	return all
}

// requireLog fails unless l is the log of those entries, by every method that
// tells of a log.
func requireLog(t testing.TB, all []entry, l *Log) {
	t.Helper()
	all = inOrder(all)
	var want []Event
	names, channels := map[string]bool{}, map[journey.Channel]bool{}
	attrs, customers := map[string]map[string]bool{}, map[string]bool{}
	var from, to time.Time
	for i, e := range all {
		want = append(want, e.Event)
		names[e.Name], channels[e.Channel], customers[e.Customer] = true, true, true
		for k, v := range e.Attrs {
			if attrs[k] == nil {
				attrs[k] = map[string]bool{"": true}
			}
			attrs[k][v] = true
		}
		if i == 0 || e.Time.Before(from) {
			from = e.Time
		}
		if i == 0 || e.Time.After(to) {
			to = e.Time
		}
	}
	require.Equal(t, want, slices.Collect(l.All()))
	require.Equal(t, len(want), l.Len())
	require.Equal(t, len(customers), l.Customers())
	require.Equal(t, slices.Sorted(maps.Keys(names)), orNil(l.Names()))
	require.Equal(t, slices.Sorted(maps.Keys(channels)), orNil(l.Channels()))
	require.Equal(t, slices.Sorted(maps.Keys(attrs)), orNil(l.Attrs()))
	gotFrom, gotTo := l.Span()
	require.Equal(t, []time.Time{from, to}, []time.Time{gotFrom, gotTo})
	for k, values := range attrs {
		require.Equal(t, slices.Sorted(maps.Keys(values)), l.Attr(k).Values())
	}
	requireIDs(t, l)
}

func orNil[T any](a []T) []T {
	if len(a) == 0 {
		return nil
	}
	return a
}

// requireIDs fails unless ids and texts agree.
func requireIDs(t testing.TB, l *Log) {
	t.Helper()
	names, channels := l.Names(), l.Channels()
	row := 0
	for tr := range l.Traces() {
		require.Equal(t, tr.Customer(), l.Trace(tr.who).Customer())
		for i := range tr.Len() {
			id, ok := l.NameID(tr.Name(i))
			require.True(t, ok)
			require.Equal(t, id, tr.NameID(i))
			require.Equal(t, tr.Name(i), names[id])
			require.Equal(t, tr.Channel(i), channels[tr.ChannelID(i)])
			require.Equal(t, tr.Time(i).UnixNano(), tr.Nano(i))
			for _, key := range l.Attrs() {
				a := l.Attr(key)
				require.Equal(t, a.Of(tr, i), a.Values()[a.ID(tr, i)])
			}
			row++
		}
	}
	require.Equal(t, l.Len(), row)
}

// readSlowly is ReadCSV by way of the standard library, for files whose quotes
// are right. It returns the events and the bad rows.
func readSlowly(data []byte, o CSVOptions) ([]Event, []SyntaxError, error) {
	rows := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\uFEFF"))))
	rows.FieldsPerRecord = -1
	rows.Comma = cmp.Or(o.Comma, ',')
	header, err := rows.Read()
	if err != nil {
		return nil, nil, err
	}
	column := func(name string) int { return slices.Index(header, name) }
	var events []Event
	var bad []SyntaxError
	for {
		row, err := rows.Read()
		if err == io.EOF {
			return events, bad, nil
		}
		if err != nil {
			return nil, nil, err
		}
		line, _ := rows.FieldPos(0)
		if len(row) != len(header) {
			bad = append(bad, SyntaxError{line, min(len(row), len(header)) + 1, ErrFields})
			continue
		}
		e := Event{NoValue: true}
		fault := SyntaxError{}
		note := func(column int, err error) {
			if err != nil && (fault.Err == nil || column+1 < fault.Column) {
				fault = SyntaxError{line, column + 1, err}
			}
		}
		for c, s := range row {
			switch {
			case !utf8.ValidString(s):
				note(c, ErrText)
			case c == column("customer"):
				e.Customer = s
				if s == "" {
					note(c, ErrEmpty)
				}
			case c == column("name"):
				e.Name = s
				if s == "" {
					note(c, ErrEmpty)
				}
			case c == column("channel"):
				e.Channel = journey.Channel(s)
			case c == column("time"):
				e.Time, err = timeSlowly(s, o)
				note(c, err)
			case c == column("value"):
				if s = strings.TrimSpace(s); s != "" {
					e.NoValue = false
					e.Value, err = valueSlowly(s)
					note(c, err)
				}
			case s != "" && header[c] != "":
				if e.Attrs == nil {
					e.Attrs = map[string]string{}
				}
				e.Attrs[header[c]] = s
			}
		}
		if fault.Err != nil {
			bad = append(bad, fault)
			continue
		}
		events = append(events, e)
	}
}

func valueSlowly(s string) (float64, error) {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) || strings.ContainsAny(s, "xXpP_") {
		return 0, ErrValue
	}
	return v, nil
}

// timeSlowly reads a time by way of the standard library.
func timeSlowly(s string, o CSVOptions) (time.Time, error) {
	loc := o.Location
	if loc == nil {
		loc = time.UTC
	}
	s = strings.TrimSpace(s)
	var t time.Time
	var err error
	if o.Layout != "" {
		t, err = time.ParseInLocation(o.Layout, s, loc)
	} else {
		if len(s) > 10 && (s[10] == ' ' || s[10] == 't') {
			s = s[:10] + "T" + s[11:]
		}
		s = strings.Replace(s, "z", "Z", 1)
		t, err = time.Parse(time.RFC3339, s)
		if err != nil {
			t, err = time.ParseInLocation("2006-01-02T15:04:05", s, loc)
		}
		if err != nil {
			t, err = time.ParseInLocation(time.DateOnly, s, loc)
		}
	}
	if err != nil || !time.Unix(0, t.UnixNano()).Equal(t) {
		return time.Time{}, ErrTime
	}
	return t.UTC(), nil
}

func floatBits(v float64) uint64 { return math.Float64bits(v) }
