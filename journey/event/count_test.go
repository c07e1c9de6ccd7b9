package event

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
)

// countSlowly counts what a log holds.
func countSlowly(l *Log) []Count {
	n := map[string]map[journey.Channel]int{}
	for e := range l.All() {
		if n[e.Name] == nil {
			n[e.Name] = map[journey.Channel]int{}
		}
		n[e.Name][e.Channel]++
	}
	var out []Count
	for _, name := range l.Names() {
		for _, channel := range l.Channels() {
			if k := n[name][channel]; k > 0 {
				out = append(out, Count{name, channel, k})
			}
		}
	}
	return out
}

func TestCountCSVCountsWhatReadCSVReads(t *testing.T) {
	compared := 0
	for seed := range uint64(600) {
		m := csvMaker{Rand: rand.New(rand.NewPCG(seed, 2)), comma: []string{",", ";", "\t", "|"}[seed%4]}
		data := m.file()
		o := CSVOptions{Comma: rune(m.comma[0])}
		l, err := ReadCSV(bytes.NewReader(data), &o)
		if err != nil {
			require.ErrorIs(t, err, ErrTime, "at which counting does not look")
			continue
		}
		compared++
		for _, way := range []struct {
			r     io.Reader
			block int
			procs int
		}{
			{bytes.NewReader(data), countBlock, 2},
			{iotest.OneByteReader(bytes.NewReader(data)), countBlock, 1},
			{bytes.NewReader(data), 1 + m.IntN(100), 1},
			{iotest.HalfReader(bytes.NewReader(data)), 1 + m.IntN(300), 2},
		} {
			var got []Count
			onCores(way.procs, func() { got, err = countCSV(way.r, &o, way.block) })
			require.NoError(t, err)
			require.Equal(t, countSlowly(l), orNil(got), "seed %d\n%q", seed, data)
		}
	}
	require.Greater(t, compared, 400)
}

func TestCountCSVFindsTheSameFaultsAndDuplicates(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 3))
		var file strings.Builder
		file.WriteString("id,customer,time,event,channel,anon\n")
		for range r.IntN(100) {
			one := func(of ...string) string { return of[r.IntN(len(of))] }
			fmt.Fprintf(&file, "%s,%s,2024-03-01T10:00:00Z,%s,%s,%s%s", one("", fmt.Sprint(r.IntN(50))), one("a", ""),
				one("x", "y", "y\xff", "", `"q""q"`, `"`+"\n"+`"x`, fmt.Sprint(r.IntN(9))), one("web", "", "app"), one("b", ""), one("\n", "\n", "\r\n", ",\n", "\n\n"))
		}
		var faults [2][]SyntaxError
		options := func(k int) *CSVOptions {
			return &CSVOptions{ID: "id", Anonymous: "anon", MaxLine: 60, Skip: func(e *SyntaxError) error {
				faults[k] = append(faults[k], *e)
				return nil
			}}
		}
		l, err := ReadCSV(strings.NewReader(file.String()), options(0))
		require.NoError(t, err)
		got, err := countCSV(strings.NewReader(file.String()), options(1), 1+r.IntN(300))
		require.NoError(t, err)
		require.Equal(t, faults[0], faults[1])
		require.Equal(t, countSlowly(l), orNil(got), "seed %d", seed)

		_, err = ReadCSV(strings.NewReader(file.String()), &CSVOptions{MaxEvents: 5})
		_, counting := CountCSV(strings.NewReader(file.String()), &CSVOptions{MaxEvents: 5})
		require.Equal(t, err, counting)
	}
}

func TestCountCSVCountsNamesThatAreMany(t *testing.T) {
	var file strings.Builder
	file.WriteString("customer,time,event,channel\n")
	for i := range 30_000 {
		fmt.Fprintf(&file, "c,,name %d,channel %d\n", i%7000, i%90)
	}
	got, err := CountCSV(strings.NewReader(file.String()), nil)
	require.NoError(t, err)
	all := 0
	for _, c := range got {
		all += c.Events
	}
	require.Equal(t, 30_000, all)
	require.Len(t, got, 30_000, "7,000 and 90 have 10 in common: kinds come again after 63,000 rows")
	require.Equal(t, Count{"name 0", "channel 0", 1}, got[0])
}

func TestCountCSVRefusesWhatItCannotTell(t *testing.T) {
	_, err := CountCSV(strings.NewReader("customer,time,event,id\n"), &CSVOptions{ID: "id", KeepLast: true})
	require.ErrorContains(t, err, "cannot keep the last")
	_, err = CountCSV(strings.NewReader("customer,time\n"), nil)
	require.ErrorIs(t, err, ErrHeader)
	got, err := CountCSV(strings.NewReader("customer,time,event\n"), nil)
	require.NoError(t, err)
	require.Empty(t, got)
}
