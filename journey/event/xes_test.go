package event

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/assert"
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

// sample reads testdata/sample.xes.
func sample(t *testing.T, opt *XESOptions) *Log {
	t.Helper()
	f, err := os.Open("testdata/sample.xes")
	require.NoError(t, err)
	defer f.Close()
	l, err := ReadXES(f, opt)
	require.NoError(t, err)
	return l
}

func TestReadXESReadsASample(t *testing.T) {
	l := sample(t, &XESOptions{Value: "total", Channel: "device"})
	at := func(s string) time.Time {
		at, err := time.Parse(time.RFC3339, s)
		require.NoError(t, err)
		return at
	}
	zoe := func(more ...string) map[string]string {
		m := map[string]string{"case:country": "BE", "case:orders": "2"}
		for i := 0; i < len(more); i += 2 {
			m[more[i]] = more[i+1]
		}
		return m
	}
	require.Equal(t, []Event{
		{Customer: "Zoé & fils", Time: at("2026-03-01T08:59:58.25Z"), Name: "add_to_cart", Channel: "mobile", NoValue: true,
			Attrs: zoe("lifecycle:transition", "complete")},
		{Customer: "Zoé & fils", Time: at("2026-03-01T09:00:00Z"), Name: "checkout", NoValue: true, Attrs: zoe("lifecycle:transition", "start")},
		{Customer: "Zoé & fils", Time: at("2026-03-01T09:04:00Z"), Name: "checkout", Channel: "mobile", NoValue: true,
			Attrs: zoe("lifecycle:transition", "complete")},
		{Customer: "Zoé & fils", Time: at("2026-03-01T10:05:00Z"), Name: "purchase", Value: 49.9, Attrs: zoe("gift", "true")},
		{Customer: "case 2", Time: at("2026-02-28T23:59:59.999999999Z"), Name: "visit", NoValue: true},
	}, slices.Collect(l.All()))
	require.Equal(t, 1, l.Duplicates())
}

func TestReadXESDoesAsItIsAsked(t *testing.T) {
	t.Run("times without a zone are where one says", func(t *testing.T) {
		paris, err := time.LoadLocation("Europe/Paris")
		require.NoError(t, err)
		l := sample(t, &XESOptions{Location: paris})
		require.Equal(t, "2026-03-01T09:05:00Z", l.Trace(0).Time(3).Format(time.RFC3339))
	})
	t.Run("an activity that has a start and an end counts once", func(t *testing.T) {
		l := sample(t, &XESOptions{Transitions: []string{"COMPLETE"}})
		require.Equal(t, 4, l.Len(), "the two without a transition stay")
		require.Equal(t, []string{"complete"}, l.Attr("lifecycle:transition").Values()[1:])
	})
	t.Run("a classifier names", func(t *testing.T) {
		require.Equal(t, sample(t, nil).Names(), sample(t, &XESOptions{Classifier: "Activity"}).Names())
		l := sample(t, &XESOptions{Classifier: "Activity and device"})
		require.Equal(t, []string{"add_to_cart+mobile+complete", "checkout++start", "checkout+mobile+complete", "purchase++", "visit++"}, l.Names())
		require.Contains(t, l.Attrs(), "concept:name")
	})
	t.Run("globals are what events and traces lack", func(t *testing.T) {
		l := sample(t, &XESOptions{Globals: true})
		require.Equal(t, []string{"Zoé & fils", "__INVALID__"}, []string{l.Trace(0).Customer(), l.Trace(1).Customer()})
		require.Equal(t, "unknown", l.Attr("device").Of(l.Trace(1), 0))
		require.Equal(t, "FR", l.Attr("case:country").Of(l.Trace(1), 0))
	})
	t.Run("some attributes are kept, or none", func(t *testing.T) {
		require.Equal(t, []string{"case:orders", "gift"}, sample(t, &XESOptions{Attrs: []string{"gift", "case:orders"}}).Attrs())
		require.Empty(t, sample(t, &XESOptions{Attrs: []string{}}).Attrs())
	})
	t.Run("who the customer is may stand in the event", func(t *testing.T) {
		skipped := 0
		l := sample(t, &XESOptions{Customer: "device", Skip: func(*SyntaxError) error { skipped++; return nil }})
		require.Equal(t, 1, l.Customers())
		require.Equal(t, 4, skipped)
		require.Contains(t, l.Attrs(), "case:concept:name")
	})
	t.Run("a file may be compressed", func(t *testing.T) {
		data, err := os.ReadFile("testdata/sample.xes")
		require.NoError(t, err)
		for _, data := range [][]byte{gzipped(string(data)), zipped("sample.xes", string(data))} {
			l, err := ReadXES(bytes.NewReader(data), nil)
			require.NoError(t, err)
			require.Equal(t, slices.Collect(sample(t, nil).All()), slices.Collect(l.All()))
		}
	})
}

func TestReadXESTellsWhereAFileIsWrong(t *testing.T) {
	const good = `<event><string key="concept:name" value="a"/><date key="time:timestamp" value="2024-03-01T10:00:00Z"/></event>`
	in := func(s string) string { return "<log>\n<trace>\n" + s + "</trace>\n</log>\n" }
	for _, test := range []struct {
		name, file, want string
		is               error
	}{
		{"nothing", "", "line 1, column 1: not well-formed XML in UTF-8: the file ends too early", ErrXML},
		{"white space", " \n ", "line 2, column 2: not well-formed", ErrXML},
		{"a table", "customer,time\n", "line 1, column 1: not well-formed", ErrXML},
		{"another root", "<?xml version='1.0'?>\n <pnml/>", "line 2, column 2: header that does not serve: want an element log", ErrHeader},
		{"an event without a time", in(good + "\n <event><string key='concept:name' value='a'/></event>"), "line 4, column 2: not a time", ErrTime},
		{"a time that is none", in("<event><string key='concept:name' value='a'/><date key='time:timestamp' value='1'/></event>"), "line 3, column 1: not a time", ErrTime},
		{"an event without a name", in("<event>\n<date key='time:timestamp' value='2024-03-01T10:00:00Z'/></event>"), "line 3, column 1: no customer", ErrEmpty},
		{"an event of no trace", "<log>" + good + "</log>", "line 1, column 6: no customer", ErrEmpty},
		{"an attribute without a key", in("<string value='a'/>"), "line 3, column 1: attribute without a key", errNoKey},
		{"an attribute of a trace that comes late", in(good + "<string key='a' value='b'/>"), "line 3, column 111: attribute of a trace after", errLate},
		{"a document type", "<?xml version='1.0'?>\n<!DOCTYPE log SYSTEM 'http://example.com/x.dtd'>\n<log/>", "line 2, column 1: document type, which is not read", ErrDTD},
		{"an entity in an attribute", in("<string key='a' value='b&lol;'/>"), "line 3, column 25: not well-formed XML in UTF-8: an entity", ErrXML},
		{"an entity in text", in("a &lol;"), "line 3, column 3: not well-formed XML in UTF-8: an entity", ErrXML},
		{"a character that is none", in("<string key='a' value='&#0;'/>"), "line 3, column 24: ", ErrXML},
		{"a file that ends in a tag", "<log>\n<trace", "line 2, column 1: not well-formed XML in UTF-8: the file ends", ErrXML},
		{"a file that ends between tags", in(good)[:60], "the file ends too early", ErrXML},
		{"elements that cross", "<log>\n<trace><event></trace></event></log>", "line 2, column 15: not well-formed XML in UTF-8: the end of an element that is not open", ErrXML},
		{"two roots", "<log/>\n<log/>", "line 2, column 1: not well-formed", ErrXML},
		{"text after the root", "<log/>\nx", "line 2, column 1: not well-formed", ErrXML},
		{"a value without quotes", "<log a=b/>", "line 1, column 8: not well-formed", ErrXML},
		{"a tag in a value", "<log a='\n<'/>", "line 2, column 1: not well-formed", ErrXML},
		{"bytes that are no text", "<log a='é\xff'/>", "line 1, column 11: not well-formed", ErrXML},
		{"another encoding", "<?xml version='1.0' encoding='ISO-8859-1'?><log/>", "line 1, column 1: not well-formed XML in UTF-8: another encoding", ErrXML},
		{"UTF-16", "\xff\xfe<\x00l\x00", "line 1, column 1: not well-formed", ErrXML},
		{"64 elements in one another", "<log>" + strings.Repeat("<a>", 63) + strings.Repeat("</a>", 63) + "</log>", "", nil},
		{"65 elements in one another", "<log>" + strings.Repeat("<a>", 64) + strings.Repeat("</a>", 64) + "</log>", "line 1, column 195: depth of elements larger", ErrTooLarge},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, r := range []io.Reader{strings.NewReader(test.file), iotest.OneByteReader(strings.NewReader(test.file))} {
				_, err := ReadXES(r, nil)
				if test.want == "" {
					require.NoError(t, err)
					continue
				}
				require.ErrorIs(t, err, test.is)
				require.ErrorContains(t, err, test.want)
				require.ErrorAs(t, err, new(*SyntaxError))
			}
		})
	}
	t.Run("a classifier that is not there", func(t *testing.T) {
		_, err := ReadXES(strings.NewReader(in(good)), &XESOptions{Classifier: "Zoé"})
		require.EqualError(t, err, "line 2, column 1: header that does not serve: no classifier of events has the name asked for")
	})
	t.Run("a value that is no number", func(t *testing.T) {
		_, err := ReadXES(strings.NewReader(in(good)), &XESOptions{Value: "concept:name", Classifier: ""})
		require.ErrorIs(t, err, ErrValue)
	})
	t.Run("a reader that fails", func(t *testing.T) {
		broken := errors.New("cable cut")
		_, err := ReadXES(io.MultiReader(strings.NewReader("<log>\n<tr"), iotest.ErrReader(broken)), nil)
		require.EqualError(t, err, "line 2, column 1: cable cut")
		require.ErrorIs(t, err, broken)
	})
	t.Run("a reader that gives nothing", func(t *testing.T) {
		_, err := ReadXES(lazyReader{}, nil)
		require.ErrorIs(t, err, io.ErrNoProgress)
	})
}

func TestReadXESAsksAboutBadEvents(t *testing.T) {
	const file = "<log><trace>\n<event/>\n<event><string key='concept:name' value='a'/><date key='time:timestamp' value='2024-03-01T10:00:00Z'/></event>\n  <event/></trace></log>"
	var places [][2]int
	l, err := ReadXES(strings.NewReader(file), &XESOptions{Skip: func(e *SyntaxError) error {
		places = append(places, [2]int{e.Line, e.Column})
		return nil
	}})
	require.NoError(t, err)
	require.Equal(t, [][2]int{{2, 1}, {4, 3}}, places)
	require.Equal(t, 1, l.Len())
	enough := errors.New("enough")
	_, err = ReadXES(strings.NewReader(file), &XESOptions{Skip: func(*SyntaxError) error { return enough }})
	require.Equal(t, enough, err)
}

func TestReadXESKeepsToItsLimits(t *testing.T) {
	const event = "<event><string key='concept:name' value='a'/><date key='time:timestamp' value='2024-03-01T10:00:00Z'/></event>\n"
	file := "<log>\n<trace>\n" + event + event + "</trace></log>"
	for _, test := range []struct {
		name string
		opt  XESOptions
		want string
	}{
		{"tags as long as may be", XESOptions{MaxTag: 57}, ""},
		{"a tag that is a byte too long", XESOptions{MaxTag: 56}, "line 3, column 46: tag larger than the limit"},
		{"as many keys as may be", XESOptions{MaxColumns: 3}, ""},
		{"as many events as may be", XESOptions{MaxEvents: 2}, ""},
		{"an event too many", XESOptions{MaxEvents: 1}, "line 4, column 1: number of events larger than the limit"},
		{"as many bytes as may be", XESOptions{MaxBytes: int64(len(file))}, ""},
		{"a byte too many", XESOptions{MaxBytes: int64(len(file)) - 1}, "file larger than the limit"},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, r := range []io.Reader{strings.NewReader(file), bytes.NewReader(gzipped(file)), iotest.OneByteReader(strings.NewReader(file))} {
				test.opt.Skip = func(*SyntaxError) error { return nil }
				_, err := ReadXES(r, &test.opt)
				if test.want == "" {
					require.NoError(t, err)
					continue
				}
				require.ErrorContains(t, err, test.want)
				require.ErrorIs(t, err, ErrTooLarge)
			}
		})
	}
}

func TestHostileXESEndsInBoundedMemory(t *testing.T) {
	after := func(s string, text string) io.Reader {
		return io.MultiReader(strings.NewReader(s), endless(text, 1<<30))
	}
	keys := func() string {
		var b strings.Builder
		b.WriteString("<log><trace><event>")
		for i := range 100_000 {
			fmt.Fprintf(&b, "<string key='k%d' value='v'/>", i)
		}
		return b.String()
	}
	for _, test := range []struct {
		name string
		r    io.Reader
		want string
	}{
		{"NULs", endless("\x00", 1<<30), "line 1, column 1: not well-formed"},
		{"an attribute of 1 GB", after("<log>\n<string key='", "a"), "line 2, column 1: tag larger"},
		{"a tag of 1 GB", after("<log>\n<", "a"), "line 2, column 1: tag larger"},
		{"attributes of a tag, 1 GB of them", after("<log>\n<string ", "a='b' "), "line 2, column 1545: number of attributes of a tag larger"},
		{"a comment of 1 GB", after("<log>\n<!--", "a"), "line 2, column 1: tag larger"},
		{"an instruction of 1 GB", after("<log>\n<?a ", "a"), "line 2, column 1: tag larger"},
		{"text of 1 GB", io.MultiReader(strings.NewReader("<log>"), endless("text\n", 1<<28)), "the file ends too early"},
		{"elements in one another, 1 GB of them", after("", "<log>"), "line 1, column 321: depth of elements larger"},
		{"100,000 attributes of an event", strings.NewReader(keys()), "number of keys larger"},
		{"one attribute of globals, 1 GB of it", io.MultiReader(strings.NewReader("<log><global>"), endless("<string key='k' value='vvvvvvvvvvvvvvvvvvvv'/>", 1<<26)), "the file ends too early"},
		{"one attribute of an event, 1 GB of it", after("<log><trace><event>", "<string key='k' value='vvvvvvvvvvvvvvvvvvvv'/>"), "attributes of an element larger"},
		{"empty attributes of a trace, for long", io.MultiReader(strings.NewReader("<log><trace>"), endless("<string key='k' value=''/>", 1<<26)), "the file ends too early"},
		{"a bomb", bytes.NewReader(gzipped("<log>" + strings.Repeat(" ", 64<<20))), "decompressed file larger than the limit for what is compressed"},
		{"a billion laughs", strings.NewReader("<!DOCTYPE l [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;'>]><log>&b;</log>"), "line 1, column 1: document type"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := ReadXES(test.r, &XESOptions{Globals: true})
			runtime.ReadMemStats(&after)
			require.ErrorContains(t, err, test.want)
			assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(16<<20), "bytes")
		})
	}
}

func TestClassifierKeysMayHoldSpaces(t *testing.T) {
	for list, want := range map[string][]string{
		"": nil, " ": nil, "a": {"a"}, " a  b ": {"a", "b"}, "'a b' c": {"a b", "c"}, "a 'b c'": {"a", "b c"}, "'a": {"a"}, "''": {""}, "a'b c": {"a'b", "c"},
	} {
		require.Equal(t, want, classifierKeys(list), list)
	}
}

func BenchmarkReadXES(b *testing.B) {
	f, err := io.ReadAll(shared(b, "data/logs/running-example.xes"))
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
