package event

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
)

func read(t testing.TB, data string, o *CSVOptions) *Log {
	t.Helper()
	l, err := ReadCSV(strings.NewReader(data), o)
	require.NoError(t, err)
	return l
}

func at(s string) time.Time {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		panic(err)
	}
	return t.UTC()
}

func TestReadCSVTakesTheUsualHeaders(t *testing.T) {
	one := Event{Customer: "c", Time: at("2024-03-01T10:00:00Z"), Name: "view", NoValue: true}
	with := func(change func(*Event)) Event { e := one; change(&e); return e }
	for _, test := range []struct {
		name, file string
		want       Event
	}{
		{"our own", "customer,time,event\nc,2024-03-01T10:00:00Z,view", one},
		{"with channel and value", "customer,time,event,channel,value\nc,2024-03-01T10:00:00Z,view,web,2.5",
			with(func(e *Event) { e.Channel, e.Value, e.NoValue = journey.Web, 2.5, false })},
		{"in capitals and with spaces", "Customer_ID, Timestamp, Event_Name\nc, 2024-03-01 10:00:00,view", one},
		{"of pm4py, whose first column has no header",
			",concept:name,time:timestamp,case:concept:name,org:resource\n0,view,2024-03-01 11:00:00+01:00,c,Pete",
			with(func(e *Event) { e.Attrs = map[string]string{"org:resource": "Pete"} })},
		{"of retentioneering", "user_id,event,timestamp\nc,view,2024-03-01 10:00:00.000000", one},
		{"an event rather than a name, which may be a person's", "name,customer,time,event\nAda,c,2024-03-01T10:00:00Z,view",
			with(func(e *Event) { e.Attrs = map[string]string{"name": "Ada"} })},
		{"a customer rather than a case", "case_id,customer,time,event\n7,c,2024-03-01T10:00:00Z,view",
			with(func(e *Event) { e.Attrs = map[string]string{"case_id": "7"} })},
		{"extra columns are attributes, unless empty", "a,customer,time,event,b\n1,c,2024-03-01T10:00:00Z,view,",
			with(func(e *Event) { e.Attrs = map[string]string{"a": "1"} })},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := read(t, test.file, nil)
			require.Equal(t, []Event{test.want}, slices.Collect(l.All()))
		})
	}
}

func TestReadCSVTakesTheHeadersItIsGiven(t *testing.T) {
	file := "customer;who;time;when;event;what;channel;by;value;much\n" +
		"no;c;no;1709287200;no;view;no;web;no;3\n"
	l := read(t, file, &CSVOptions{
		Customer: "who", Time: "when", Name: "what", Channel: "by", Value: "much", Comma: ';', Layout: UnixSeconds,
	})
	require.Equal(t, []Event{{
		Customer: "c", Time: at("2024-03-01T10:00:00Z"), Name: "view", Channel: journey.Web, Value: 3,
		Attrs: map[string]string{"customer": "no", "time": "no", "event": "no", "channel": "no", "value": "no"},
	}}, slices.Collect(l.All()))

	t.Run("one column may serve twice", func(t *testing.T) {
		l := read(t, "id,time\nc,2024-03-01T10:00:00Z", &CSVOptions{Customer: "id", Name: "id"})
		require.Equal(t, []string{"c"}, l.Names())
		require.Empty(t, l.Attrs())
	})
}

func TestReadCSVRefusesHeadersThatDoNotServe(t *testing.T) {
	for _, test := range []struct {
		name, file string
		opt        CSVOptions
		want       string
	}{
		{"no file", "", CSVOptions{}, "line 1: header that does not serve: nothing there"},
		{"blank lines only", "\n\r\n\n", CSVOptions{}, "line 4: header that does not serve: nothing there"},
		{"no customer", "time,event\n", CSVOptions{}, "no column for the customer; want one of customer, customer_id,"},
		{"fields between something else", "customer;time;event\nann;2026-03-01;x\n", CSVOptions{}, "it is one field: is ',' what stands between fields?"},
		{"no time", "customer,event\n", CSVOptions{}, "no column for the time"},
		{"no name", "customer,time\n", CSVOptions{}, "no column for the name"},
		{"lines that end in carriage returns alone", "customer,time,event\rann,2026-03-01,x\r", CSVOptions{}, "a carriage return without a line feed"},
		{"a customer that is named and missing", "customer,time,event\n", CSVOptions{Customer: "id"}, `no column "id", named for the customer`},
		{"a channel that is named and missing", "customer,time,event\n", CSVOptions{Channel: "by"}, `no column "by", named for the channel`},
		{"a value that is named and missing", "customer,time,event\n", CSVOptions{Value: "much"}, `no column "much", named for the value`},
		{"two columns of one name", "\n\ncustomer,time,event,a,b,a\n", CSVOptions{}, "line 3, field 6: header that does not serve: two columns have this one"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := ReadCSV(strings.NewReader(test.file), &test.opt)
			require.ErrorIs(t, err, ErrHeader)
			require.ErrorContains(t, err, test.want)
		})
	}
}

func TestReadCSVRefusesCommasThatCannotStandBetweenFields(t *testing.T) {
	for _, comma := range []rune{'"', '\n', '\r', 'é', -1} {
		_, err := ReadCSV(strings.NewReader("customer,time,event\n"), &CSVOptions{Comma: comma})
		require.ErrorContains(t, err, "can stand between fields")
	}
}

func TestReadCSVTellsIDsFromMissingCells(t *testing.T) {
	l := read(t, "customer,time,event,x\nNA,2024-03-01T10:00:00Z,null,NaN\nnull,2024-03-01T10:00:00Z,NA,\n", nil)
	require.Equal(t, []string{"NA", "null"}, l.Names())
	require.Equal(t, "NA", l.Trace(0).Customer())
	require.Equal(t, "null", l.Trace(1).Customer())
	require.Equal(t, []string{"", "NaN"}, l.Attr("x").Values())
}

func TestReadCSVTellsNoValueFromZero(t *testing.T) {
	l := read(t, "customer,time,event,value\nc,2024-03-01T10:00:00Z,a,\nc,2024-03-01T10:00:01Z,a,0\nc,2024-03-01T10:00:02Z,a,-0.0\n", nil)
	tr := l.Trace(0)
	_, ok := tr.Value(0)
	require.False(t, ok)
	for i := 1; i < 3; i++ {
		v, ok := tr.Value(i)
		require.True(t, ok)
		require.Equal(t, uint64(0), floatBits(v), "a zero has no sign")
	}
}

func TestReadCSVKeepsTiesInTheOrderOfTheFile(t *testing.T) {
	l := read(t, "customer,time,event\nc,2024-03-01T10:00:00Z,b\nd,2024-03-01T10:00:00Z,x\nc,2024-03-01T10:00:00Z,a\n"+
		"c,2024-02-01T10:00:00Z,late\nc,2024-03-01T10:00:00Z,c\n", nil)
	var names []string
	for e := range l.All() {
		names = append(names, e.Name)
	}
	require.Equal(t, []string{"late", "b", "a", "c", "x"}, names)
}

func TestReadCSVLeavesOutWhatSkipSays(t *testing.T) {
	file := "customer,time,event,value\n" +
		",2024-03-01T10:00:00Z,a,\n" + // 2
		"c,2024-03-01T10:00:00Z,a,1\n" +
		"c,soon,a,\n" + // 4
		"c,2024-03-01T10:00:00Z,a\n" + // 5
		"c,2024-03-01T10:00:00Z,\"a\n\"b,\n" + // 6, shows on 7
		"c,2024-03-01T10:00:00Z,a,2\n"
	var lines []int
	l := read(t, file, &CSVOptions{Skip: func(e *SyntaxError) error { lines = append(lines, e.Line); return nil }})
	require.Equal(t, []int{2, 4, 5, 7}, lines)
	require.Equal(t, 2, l.Len())

	stop := errors.New("enough")
	lines = nil
	_, err := ReadCSV(strings.NewReader(file), &CSVOptions{Skip: func(e *SyntaxError) error {
		if lines = append(lines, e.Line); len(lines) == 2 {
			return stop
		}
		return nil
	}})
	require.Equal(t, stop, err)
	require.Equal(t, []int{2, 4}, lines)
}

func TestReadCSVDecompresses(t *testing.T) {
	const head, tail = "\uFEFFcustomer,time,event\nc,2024-03-01T10:00:00Z,a\n", "d,2024-03-01T10:00:00Z,b\n"
	whole := gzipped(head + tail)
	t.Run("a file", func(t *testing.T) {
		require.Equal(t, 2, read(t, string(whole), nil).Len())
	})
	t.Run("byte by byte", func(t *testing.T) {
		l, err := ReadCSV(iotest.OneByteReader(bytes.NewReader(whole)), nil)
		require.NoError(t, err)
		require.Equal(t, 2, l.Customers())
	})
	t.Run("two files, one after the other", func(t *testing.T) {
		require.Equal(t, 2, read(t, string(gzipped(head))+string(gzipped(tail)), nil).Len())
	})
	t.Run("a file that is cut short, of which all whole rows are read first", func(t *testing.T) {
		long := gzipped(head + strings.Repeat(tail, 100_000))
		_, err := ReadCSV(bytes.NewReader(long[:len(long)-20]), nil)
		var syntax *SyntaxError
		require.ErrorAs(t, err, &syntax)
		require.ErrorIs(t, err, io.ErrUnexpectedEOF)
		require.Greater(t, syntax.Line, 50_000)
	})
	t.Run("a file that is damaged", func(t *testing.T) {
		damaged := bytes.Clone(whole)
		damaged[len(damaged)-5] ^= 1
		_, err := ReadCSV(bytes.NewReader(damaged), nil)
		require.ErrorIs(t, err, gzip.ErrChecksum)
		require.ErrorContains(t, err, "line 4: ")
	})
	t.Run("a file of which there is only the beginning of a head", func(t *testing.T) {
		_, err := ReadCSV(strings.NewReader("\x1f\x8b"), nil)
		require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	})
}

func gzipped(s string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := io.WriteString(z, s)
	if err != nil || z.Close() != nil {
		panic("gzip")
	}
	return b.Bytes()
}

func TestReadCSVTellsWhereTheReaderFailed(t *testing.T) {
	broken := errors.New("cable cut")
	r := io.MultiReader(strings.NewReader("customer,time,event\nc,2024-03-01T10:00:00Z,a\nc,2024"), iotest.ErrReader(broken))
	_, err := ReadCSV(r, nil)
	require.ErrorIs(t, err, broken)
	require.EqualError(t, err, "line 3: cable cut")

	_, err = ReadCSV(lazyReader{}, nil)
	require.ErrorIs(t, err, io.ErrNoProgress)
}

type lazyReader struct{}

func (lazyReader) Read([]byte) (int, error) { return 0, nil }

func TestReadCSVKeepsToItsLimits(t *testing.T) {
	const head, row = "customer,time,event\n", "c,2024-03-01T10:00:00Z,a\n"
	n := len(row) - 1
	for _, test := range []struct {
		name, file string
		opt        CSVOptions
		want       string // of the error; "" means none
	}{
		{"a row as long as may be", head + row, CSVOptions{MaxLine: n}, ""},
		{"a row as long as may be, with CR LF", head + row[:n] + "\r\n", CSVOptions{MaxLine: n}, ""},
		{"a row as long as may be, with quotes", head + `"c",2024-03-01T10:00:00Z,a`, CSVOptions{MaxLine: n + 2}, ""},
		{"a row that is a byte too long", head + row + row, CSVOptions{MaxLine: n - 1}, "line 2: row larger than the limit"},
		{"a row with quotes that is a byte too long", head + `"c",2024-03-01T10:00:00Z,a`, CSVOptions{MaxLine: n + 1}, "line 2: row larger"},
		{"a header that is too long", "customer,time,event,note\n", CSVOptions{MaxLine: 20}, "line 1: row larger"},
		{"a quote that stays open too long", head + row + `c,2024-03-01T10:00:00Z,"` + strings.Repeat(row, 100),
			CSVOptions{MaxLine: 50}, "line 3, field 3: quote out of place or not closed, or row larger than the limit"},
		{"as many columns as may be", head + row, CSVOptions{MaxColumns: 3}, ""},
		{"a column too many", head + row, CSVOptions{MaxColumns: 2}, "line 1, field 3: number of columns larger than the limit"},
		{"as many events as may be", head + row + row + "x\n", CSVOptions{MaxEvents: 2}, "line 4, field 2: not as many fields"},
		{"an event too many", head + row + "\n" + row + row, CSVOptions{MaxEvents: 2}, "line 5: number of events larger than the limit"},
		{"as many bytes as may be", head + row, CSVOptions{MaxBytes: int64(len(head + row))}, ""},
		{"a byte too many", head + row + row, CSVOptions{MaxBytes: int64(len(head+row+row)) - 1}, "line 3: file larger than the limit"},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, block := range []int{blockSize, 1, 7, 40} {
				for _, data := range [][]byte{[]byte(test.file), gzipped(test.file)} {
					_, err := readCSV(bytes.NewReader(data), &test.opt, block)
					if test.want == "" {
						require.NoError(t, err)
						continue
					}
					require.ErrorContains(t, err, test.want)
				}
			}
		})
	}
}

// endless gives n bytes of a text without end.
func endless(text string, n int64) io.Reader {
	return io.LimitReader(&repeat{text: bytes.Repeat([]byte(text), 1+4096/len(text))}, n)
}

type repeat struct {
	text []byte
	at   int
}

func (r *repeat) Read(p []byte) (n int, err error) {
	for n < len(p) {
		k := copy(p[n:], r.text[r.at:])
		n += k
		r.at = (r.at + k) % len(r.text)
	}
	return n, nil
}

func TestHostileFilesEndInBoundedMemory(t *testing.T) {
	const head, row = "customer,time,event\n", "c,2024-03-01T10:00:00Z,a\n"
	after := func(s string, r func() io.Reader) func() io.Reader {
		return func() io.Reader { return io.MultiReader(strings.NewReader(s), r()) }
	}
	long := func(text string, n int64) func() io.Reader { return func() io.Reader { return endless(text, n) } }
	bomb := func(text string, n int64) func() io.Reader {
		return func() io.Reader {
			r, w := io.Pipe()
			go func() {
				z, _ := gzip.NewWriterLevel(w, gzip.BestSpeed)
				_, err := io.Copy(z, endless(text, n))
				z.Close()
				w.CloseWithError(err)
			}()
			return r
		}
	}
	skip := func(*SyntaxError) error { return nil }
	for _, test := range []struct {
		name string
		r    func() io.Reader
		opt  CSVOptions
		want string
	}{
		{"a line of 1 GB", after(head+row, long("a", 1<<30)), CSVOptions{}, "line 3: row larger"},
		{"a line of 200 MB that may be skipped", after(head+row, long("a", 200<<20)), CSVOptions{Skip: skip}, ""},
		{"a header of 1 GB", long("a", 1<<30), CSVOptions{}, "line 1: row larger"},
		{"NULs", long("\x00", 1<<30), CSVOptions{}, "line 1: row larger"},
		{"a quote of 1 GB", after(head+`c,"`, long("a", 1<<30)), CSVOptions{}, "line 2, field 2: quote"},
		{"quotes of 100 MB", after(head, long(`""`, 100<<20)), CSVOptions{}, "line 2: row larger"},
		{"100,000 columns", after(strings.Repeat("a,", 100_000)+"b\n", long("a,", 1<<30)), CSVOptions{}, "line 1, field 1025: number of columns"},
		{"100,000 fields", after(head, long("a,", 200_000)), CSVOptions{}, "line 2, field 4: not as many fields"},
		{"a bomb of blank lines", bomb("\n", 1<<28), CSVOptions{MaxBytes: 1 << 23}, "line 8388609: file larger"},
		{"a bomb of small rows", after("", bomb(head+strings.Repeat("c,1,a\n", 5_000), 1<<26)), CSVOptions{
			Layout: UnixSeconds, Skip: skip, MaxEvents: 200_000}, "number of events larger"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := ReadCSV(test.r(), &test.opt)
			runtime.ReadMemStats(&after)
			if test.want == "" {
				require.NoError(t, err)
			} else {
				require.ErrorContains(t, err, test.want)
			}
			assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(32<<20), "bytes")

			runtime.ReadMemStats(&before)
			_, counting := CountCSV(test.r(), &test.opt)
			runtime.ReadMemStats(&after)
			if test.want == "" {
				require.NoError(t, counting)
			} else {
				require.ErrorContains(t, counting, test.want)
			}
			assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(32<<20), "bytes")
		})
	}
}
