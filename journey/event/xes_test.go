package event

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
)

func TestReadXESReadsWhatReadCSVReads(t *testing.T) {
	table, err := ReadCSV(shared(t, "data/logs/running-example.csv"), &CSVOptions{Name: "concept:name"})
	require.NoError(t, err)
	l, err := ReadXES(shared(t, "data/logs/running-example.xes"), nil)
	require.NoError(t, err)
	require.Equal(t, 42, l.Len())
	require.Equal(t, table.Names(), l.Names())
	for c := range table.Customers() {
		want, got := table.Trace(c), l.Trace(c)
		require.Equal(t, want.Customer(), got.Customer())
		require.Equal(t, want.Nanos(), got.Nanos())
		for i := range want.Len() {
			require.Equal(t, want.Name(i), got.Name(i))
			for _, key := range l.Attrs() {
				require.Equal(t, table.Attr(key).Of(want, i), l.Attr(key).Of(got, i), key)
			}
		}
	}
	require.Equal(t, []string{"Activity", "Costs", "Resource", "case:creator", "org:resource"}, l.Attrs())
}

func BenchmarkReadXES(b *testing.B) {
	f, err := os.ReadFile("../../../shared/data/logs/running-example.xes")
	if err != nil {
		f, err = os.ReadFile("/work/shared/data/logs/running-example.xes")
	}
	require.NoError(b, err)
	s := string(f)
	i, j := strings.Index(s, "<trace>"), strings.LastIndex(s, "</log>")
	b.SetBytes(int64(len(s)) + 999*int64(j-i))
	b.ReportAllocs()
	for b.Loop() {
		l, err := ReadXES(io.MultiReader(strings.NewReader(s[:i]), endless(s[i:j], 1000*int64(j-i)), strings.NewReader(s[j:])), nil)
		require.NoError(b, err)
		require.Equal(b, 42000, l.Len())
	}
}

// requireXESAsSlow fails unless a file is read as encoding/xml reads it. The
// fast reader refuses more: names that are not ASCII, surrogates, what is not
// text outside of the root, and what is too large.
func requireXESAsSlow(t testing.TB, data []byte, o XESOptions) {
	t.Helper()
	events, slowBad, slowErr := readXESSlowly(data, o)
	var bad []error
	o.Skip = func(e *SyntaxError) error {
		bad = append(bad, e.Err.(inLine).error)
		return nil
	}
	l, err := ReadXES(bytes.NewReader(data), &o)
	if slowErr != nil {
		require.Error(t, err, "%v", slowErr)
		return
	}
	if err != nil {
		stricter := errors.Is(err, ErrTooLarge) || errors.Is(err, errName) || errors.Is(err, errEntity) ||
			errors.Is(err, errChar) && bytes.Contains(data, []byte("<![CDATA["))
		require.True(t, stricter, "%v", err)
		return
	}
	if bytes.Contains(data, []byte("&#")) && l.has("\n\t\r") {
		return // encoding/xml does not tell such a reference from white space
	}
	require.Equal(t, slowBad, bad)
	requireLog(t, placed(events), l)
}

// has reports whether a text of the log holds one of those characters.
func (l *Log) has(chars string) bool {
	for e := range l.All() {
		if strings.ContainsAny(fmt.Sprint(e.Customer, e.Name, e.Channel, e.Attrs), chars) {
			return true
		}
	}
	return false
}

// xesSeeds are files, and pieces of files.
var xesSeeds = []string{
	"", "<log/>", "<log></log>", "\uFEFF<?xml version='1.0' encoding='utf-8'?><log/>", "<log><trace/><event/></log>",
	`<log><trace><string key="concept:name" value="a&amp;b&#233;"/><event><string key="concept:name" value="x"/>` +
		`<date key="time:timestamp" value="2024-03-01T10:00:00+01:00"/><int key="n" value="1"/></event></trace></log>`,
	`<log><global scope="event"><string key="u" value="g"/></global><global scope="trace"><string key="u" value="h"/></global>` +
		`<classifier name="c" keys="concept:name 'a b'"/><trace><event><string key="a b" value="y"/><list key="l"><values>` +
		`<string key="concept:name" value="no"/></values></list><date key="time:timestamp" value="2024-03-01 10:00:00.5"/>` +
		"</event>\n<string key='z' value=''/></trace></log>",
	`<log><event><string key="concept:name" value="x"/></event><!-- a -->  <![CDATA[ > ]]> ]] </log><?p q?> `,
	`<!DOCTYPE log [<!ENTITY a "b">]><log>&a;</log>`, `<log a="<"/>`, "<log>]]></log>", `<log a='"' b="'>"/>`, "<log>&lt;\x00</log>",
	"<x:log xmlns:x='u'><x:trace></x:trace></x:log>", "<log></log", "<log></lob>", "<log>\xff</log>", "<log>\n\r\n\té€</log>\n",
	`<log><trace><event><string value="x" key="concept:name"/><string key="time:timestamp" value="1677-01-01T00:00:00Z"/></event></trace></log>`,
	`<string key="identity:id" value="1"/>`, `<string key="lifecycle:transition" value="START"/>`, `<float key="cost" value="1e3"/>`,
	`<event>`, `</event>`, `<trace>`, `</trace>`, `<string key="concept:name" value="z">`, `</string>`, `<date key="time:timestamp" value="2024-03-01T10:00:00Z"/>`,
}

var xesOptions = []XESOptions{
	{}, {Globals: true, Value: "cost", Channel: "u"}, {Classifier: "c"}, {Customer: "case:u", Globals: true, Name: "lifecycle:transition"},
	{Customer: "concept:name", Transitions: []string{"start"}, Attrs: []string{"u", "case:concept:name"}, ID: "u"},
}

func TestReadXESReadsWhatEncodingXMLReads(t *testing.T) {
	for _, s := range xesSeeds {
		for _, o := range xesOptions {
			requireXESAsSlow(t, []byte(s), o)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 4_000 {
		var s strings.Builder
		pick := func() string { return xesSeeds[random.IntN(len(xesSeeds))] }
		s.WriteString("<log>")
		for range random.IntN(4) {
			s.WriteString("<trace>")
			for range random.IntN(3) {
				s.WriteString("<event>")
				for range random.IntN(5) {
					if piece := pick(); strings.HasSuffix(piece, "/>") && !strings.Contains(piece, "<log") {
						s.WriteString(piece)
					}
				}
				s.WriteString("</event>")
			}
			s.WriteString("</trace>")
		}
		s.WriteString("</log>")
		data := []byte(s.String())
		if random.IntN(2) == 0 {
			data[random.IntN(len(data))] = `<>/"' &a=:`[random.IntN(10)]
		}
		requireXESAsSlow(t, data, xesOptions[random.IntN(len(xesOptions))])
	}
}

func FuzzReadXES(f *testing.F) {
	for _, s := range xesSeeds {
		f.Add([]byte(s), uint8(len(s)))
	}
	f.Fuzz(func(t *testing.T, data []byte, option uint8) {
		o := xesOptions[int(option)%len(xesOptions)]
		requireXESAsSlow(t, data, o)
		l, err := ReadXES(bytes.NewReader(data), &o)
		again, err2 := ReadXES(iotest.OneByteReader(bytes.NewReader(data)), &o)
		require.Equal(t, err, err2)
		if err == nil {
			require.Equal(t, slices.Collect(l.All()), slices.Collect(again.All()))
		}
	})
}
