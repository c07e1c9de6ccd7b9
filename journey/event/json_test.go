package event

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	mistake "github.com/parcours-go/parcours/persona/field"
)

// jsonLog returns the log of some lines.
func jsonLog(t *testing.T, lines string, o *JSONOptions) *Log {
	t.Helper()
	l, err := ReadJSONL(strings.NewReader(lines), o)
	require.NoError(t, err)
	return l
}

// The byte that is wrong is marked with ‡; a line that is wrong as a whole has
// no mark.
func TestFaultsOfJSONHaveTheirPlace(t *testing.T) {
	const good = `{"user":"ann","time":"2024-03-01T10:00:00Z","event":"view","value":1}` + "\n"
	with := func(member string) string { return good[:len(good)-2] + "," + member + "}" }
	for _, test := range []struct {
		name, line string
		want       error
	}{
		{"no customer", `{"time":1,"event":"e"}`, ErrEmpty},
		{"a customer that is empty", `{"user":"","time":1,"event":"e"}`, ErrEmpty},
		{"a customer that is null", `{"user":null,"time":1,"event":"e"}`, ErrEmpty},
		{"a customer that is a list", `{"user":["a"],"time":1,"event":"e"}`, ErrEmpty},
		{"no name", `{"user":"a","time":1}`, ErrEmpty},
		{"no time", `{"user":"a","event":"e"}`, ErrTime},
		{"a time that is none", `{"user":"a","event":"e","time":‡"2024-02-30T10:00:00Z"}`, ErrTime},
		{"a time that is true", `{"user":"a","event":"e","time":‡true}`, ErrTime},
		{"a time after 2262", `{"user":"a","event":"e","time":‡12000000000}`, ErrTime},
		{"a value that is none", `{"user":"a","event":"e","time":1,"value": ‡"one"}`, ErrValue},
		{"a value that is true", `{"user":"a","event":"e","time":1,"value":‡true}`, ErrValue},
		{"a value that is not finite", `{"user":"a","event":"e","time":1,"value":‡1e400}`, ErrValue},
		{"a member that counts twice", `{"user":"a","event":"e","time":1,"user":‡"a"}`, ErrTwice},
		{"an attribute twice", with(`"x":1,"x":‡2`), ErrTwice},
		{"bytes that are not UTF-8", with("\"x\":\"é‡\xff\""), ErrText},
		{"a surrogate in bytes", with("\"x\":\"‡\xed\xa0\x80\""), ErrText},
		{"bytes that are not UTF-8 in a name", with("\"‡\xc3\":1"), ErrText},
		{"a number", `‡3`, ErrJSON},
		{"a text", `‡"a"`, ErrJSON},
		{"a line of text", ` ‡good morning`, ErrJSON},
		{"nothing but a brace", `{‡`, ErrJSON},
		{"no brace at the end", good[:len(good)-2] + "‡", ErrJSON},
		{"something behind", with(`"x":1`) + ` ‡{}`, ErrJSON},
		{"a comma behind", with(`"x":1`) + `‡,`, ErrJSON},
		{"a comma at the end", with(`"x":1,‡`), ErrJSON},
		{"a comma at the end of a list", with(`"x":[1,‡]`), ErrJSON},
		{"no comma", with(`"x":1‡"y":2`), ErrJSON},
		{"no colon", with(`"x"‡1`), ErrJSON},
		{"no name of a member", with(`‡1:2`), ErrJSON},
		{"a name without quotes", with(`‡x:2`), ErrJSON},
		{"no value", with(`"x":‡`), ErrJSON},
		{"a string that does not end", with(`"x":"abc`) + "‡", ErrJSON},
		{"a tab in a string", with("\"x\":\"a‡\tb\""), ErrJSON},
		{"a NUL in a string", with("\"x\":\"a‡\x00b\""), ErrJSON},
		{"a NUL", with("\"x\":‡\x00"), ErrJSON},
		{"an escape that is none", with(`"x":"a‡\x41"`), ErrJSON},
		{"an escape of three digits", with(`"x":"a‡\u041"`), ErrJSON},
		{"a backslash at the end", with(`"x":"‡\`), ErrJSON},
		{"a number with a zero first", with(`"x":0‡1`), ErrJSON},
		{"a number with a plus", with(`"x":‡+1`), ErrJSON},
		{"a number without digits behind the point", with(`"x":‡1.`), ErrJSON},
		{"a number without digits before the point", with(`"x":‡.5`), ErrJSON},
		{"a number without digits of the exponent", with(`"x":‡1e`), ErrJSON},
		{"a sign alone", with(`"x":‡-`), ErrJSON},
		{"NaN", with(`"x":‡NaN`), ErrJSON},
		{"a word", with(`"x":‡nul`), ErrJSON},
		{"a word and more", with(`"x":null‡l`), ErrJSON},
		{"single quotes", with(`‡'x':1`), ErrJSON},
		{"a comment", with(`"x":1‡/* */`), ErrJSON},
		{"65 brackets", with(`"x":` + strings.Repeat("[", 63) + "‡[" + strings.Repeat("]", 64)), ErrTooLarge},
		{"65 braces", with(strings.Repeat(`"x":{`, 63) + `"x":‡{` + strings.Repeat("}", 64)), ErrTooLarge},
	} {
		t.Run(test.name, func(t *testing.T) {
			line := strings.ReplaceAll(test.line, "‡", "")
			for _, block := range []int{blockSize, 1, 16, 50} {
				for _, around := range []struct{ before, after string }{{"", ""}, {good + "\r\n\n", "\n" + good}, {good, "\n"}} {
					_, err := readJSONL(strings.NewReader(around.before+line+around.after), nil, block)
					require.ErrorIs(t, err, test.want)
					var got *SyntaxError
					require.ErrorAs(t, err, &got)
					require.Equal(t, SyntaxError{1 + strings.Count(around.before, "\n"), strings.Index(test.line, "‡") + 1, nil},
						SyntaxError{got.Line, got.Column, nil})
				}
			}
		})
	}
}

func TestJSONOf64BracketsIsRead(t *testing.T) {
	l := jsonLog(t, `{"user":"a","time":1,"event":"e","x":`+strings.Repeat("[", 63)+strings.Repeat("]", 63)+"}", nil)
	assert.Equal(t, 1, l.Len())
}

func TestWhatEachMemberMayBe(t *testing.T) {
	l := jsonLog(t, "\uFEFF"+`
		{"user": 42, "time": 1709287200, "event": true, "value": "1.50", "channel": "web"}
		{"USER":"NA","Timestamp":"2024-03-01 10:00:01","Activity":"null","Revenue":"  ","plan":"pro","n":1.0,"on":true,"off":false,"none":null,"empty":"","list":[1],"deep":{"x":1}}
		{"user":"\ud83d\ude00\u00e9\n","time":"1709287202000","event":"a\/\"\\b","value":-0}
		{"user":"b","time":1709287203.5,"event":"e","event_name":"f","user_id":"u","":"nobody asks for it"}
	`, nil)
	assert.Equal(t, []Event{
		{Customer: "42", Time: time.Unix(1709287200, 0).UTC(), Name: "true", Channel: "web", Value: 1.5},
		{Customer: "NA", Time: time.Unix(1709287201, 0).UTC(), Name: "null", NoValue: true,
			Attrs: map[string]string{"plan": "pro", "n": "1.0", "on": "true", "off": "false"}},
		{Customer: "b", Time: time.Unix(1709287203, 5e8).UTC(), Name: "e", NoValue: true,
			Attrs: map[string]string{"event_name": "f", "user_id": "u"}},
		{Customer: "😀é\n", Time: time.Unix(1709287202, 0).UTC(), Name: `a/"\b`, Value: 0},
	}, slices.Collect(l.All()))
}

func TestPathsGoThroughObjectsListsAndTexts(t *testing.T) {
	l := jsonLog(t, `{"a.b":{"who":"ann"},"t":"{\"at\":\"1\",\"deep\":\"{\\\"v\\\":3}\"}","l":[{"key":"n","value":"e"},{"key":"p[0]","value":{"int_value":"7"}}],"s":"[{\"key\":\"k\",\"value\":1}]"}`,
		&JSONOptions{
			Customer: []string{"none", `a\.b.who`}, Time: []string{"t.at"}, Layout: UnixSeconds, Name: []string{"l[n]"}, Value: []string{"t.deep.v"},
			Attrs: map[string]string{"p": `l[p\[0\]]`, "k": "s[k]"}, Spread: []string{},
		})
	assert.Equal(t, []Event{{Customer: "ann", Time: time.Unix(1, 0).UTC(), Name: "e", Value: 3, Attrs: map[string]string{"p": "7", "k": "1"}}},
		slices.Collect(l.All()))
}

func TestOfAttributesOfOneNameTheFirstObjectCounts(t *testing.T) {
	const both = `{"user":"a","time":1,"event":"e","x":"top","y":"top","p":{"x":"in","z":"in"}}`
	for _, test := range []struct {
		spread []string
		attrs  map[string]string
		want   string
	}{
		{nil, nil, "map[x:top y:top]"},
		{[]string{}, nil, "map[]"},
		{[]string{"p"}, nil, "map[x:in z:in]"},
		{[]string{"p", ""}, nil, "map[x:in y:top z:in]"},
		{[]string{"", "p"}, nil, "map[x:top y:top z:in]"},
		{[]string{"", "p"}, map[string]string{"y": "p.x"}, "map[x:top y:in z:in]"},
		{[]string{"p"}, map[string]string{"name": "event"}, "map[name:e x:in z:in]"},
	} {
		l := jsonLog(t, both, &JSONOptions{Spread: test.spread, Attrs: test.attrs})
		assert.Equal(t, test.want, fmt.Sprint(l.Trace(0).Event(0).Attrs), "%v %v", test.spread, test.attrs)
	}
}

func TestTheUnitOfATimeIsToldByItsSize(t *testing.T) {
	for text, want := range map[string]time.Time{
		"0":                              time.Unix(0, 0),
		"-1":                             time.Unix(-1, 0),
		"1709287200":                     time.Unix(1709287200, 0),
		"1709287200.25":                  time.Unix(1709287200, 25e7),
		"1709287200000":                  time.Unix(1709287200, 0),
		`"1709287200000000"`:             time.Unix(1709287200, 0),
		"1709287200000000001":            time.Unix(1709287200, 1),
		"9000000000":                     time.Unix(9000000000, 0),
		"100000000000":                   time.Unix(100000000, 0),
		`"2024-03-01 10:00:00.5"`:        time.Unix(1709287200, 5e8).Add(-time.Hour),
		`"2024-03-01 10:00:00.5 UTC"`:    time.Unix(1709287200, 5e8),
		`"2024-03-01T10:00:00.500+0100"`: time.Unix(1709287200-3600, 5e8),
		`"2024-03-01 10:00:00.25-01"`:    time.Unix(1709287200+3600, 25e7),
		`"2024-03-01T10:00:00Z"`:         time.Unix(1709287200, 0),
		`"2024-03-01T10:00:00.1-02:00"`:  time.Unix(1709287200+7200, 1e8),
	} {
		l := jsonLog(t, `{"user":"a","event":"e","time":`+text+"}", &JSONOptions{Location: time.FixedZone("", 3600)})
		assert.Equal(t, want.UTC(), l.Trace(0).Time(0), text)
	}
}

func TestWhatWasSentTwiceCountsOnce(t *testing.T) {
	const lines = `
		{"user":"a","time":1,"event":"first","id":"1","of":"x"}
		{"user":"a","time":2,"event":"other","id":"1","of":"y"}
		{"user":"a","time":3,"event":"second","id":"1","of":"x"}
		{"user":"a","time":4,"event":"no id","of":"x"}
		{"user":"a","time":5,"event":"no id","of":"x","id":null}
		{"user":"a","time":6,"event":"alone","id":"2"}
		{"user":"a","time":7,"event":"bad","id":"3","of":"x","value":"one"}
		{"user":"a","time":8,"event":"again","id":"3","of":"x"}`
	skip := func(*SyntaxError) error { return nil }
	names := func(l *Log) (out []string) {
		for e := range l.All() {
			out = append(out, e.Name)
		}
		return out
	}
	l := jsonLog(t, lines, &JSONOptions{ID: []string{"id", "of"}, Skip: skip})
	assert.Equal(t, []string{"first", "other", "no id", "no id", "alone", "again"}, names(l))
	assert.Equal(t, 1, l.Duplicates())
	l = jsonLog(t, lines, &JSONOptions{ID: []string{"id", "of"}, Skip: skip, KeepLast: true})
	assert.Equal(t, []string{"other", "second", "no id", "no id", "alone", "again"}, names(l))
	assert.Equal(t, 1, l.Duplicates())
	l = jsonLog(t, lines, &JSONOptions{ID: []string{"id"}, Skip: skip})
	assert.Equal(t, []string{"first", "no id", "no id", "alone", "again"}, names(l))
	assert.Equal(t, 2, l.Duplicates())
	assert.NotContains(t, l.Attrs(), "id")
}

func TestEventsOfOneTimeStandByTheirNumbers(t *testing.T) {
	l := jsonLog(t, `
		{"user":"a","time":1,"event":"4","x":2,"y":"-9"}
		{"user":"a","time":1,"event":"3","x":1,"y":7}
		{"user":"a","time":1,"event":"2","x":"1"}
		{"user":"a","time":1,"event":"1","y":"9223372036854775807"}
		{"user":"a","time":0,"event":"0","x":9}`, &JSONOptions{Order: []string{"x", "y"}})
	var got []string
	for e := range l.All() {
		got = append(got, e.Name)
	}
	assert.Equal(t, []string{"0", "1", "2", "3", "4"}, got)
	_, err := ReadJSONL(strings.NewReader(`{"user":"a","time":1,"event":"e","x":1.5}`), &JSONOptions{Order: []string{"x"}})
	require.ErrorIs(t, err, ErrOrder)
	assert.Contains(t, err.Error(), "line 1, column 38: ")
}

func TestRecordsThatAreNoEventsAreHeardOf(t *testing.T) {
	const lines = `{"k":"track","user":"u","old":"a","time":1,"event":"e"}
{"k":"alias","old":"a"}
{"k":"alias","old":"b","user":"u"}
{"k":"alias","old":"u","user":"u"}
{"k":"track","user":"bad","old":"worse"}
{"user":"v","time":1,"event":"e"}
{"k":"group","n":}
`
	var heard []string
	o := JSONOptions{
		Kind: "k", Kinds: []string{"track"}, Aliases: []string{"old"},
		Other: func(kind string) { heard = append(heard, kind) },
		Alias: func(alias, customer string) { heard = append(heard, alias+"="+customer) },
		Skip:  func(e *SyntaxError) error { heard = append(heard, fmt.Sprint(e.Line)); return nil },
	}
	assert.Equal(t, 2, jsonLog(t, lines, &o).Len())
	assert.Equal(t, []string{"a=u", "alias", "b=u", "alias", "alias", "5", "7"}, heard)

	o = JSONOptions{Kind: "k", Except: []string{"alias"}, Skip: func(*SyntaxError) error { return nil }}
	assert.Equal(t, 2, jsonLog(t, lines, &o).Len())
}

func TestSkipMayEndTheReadingOfJSON(t *testing.T) {
	stop := errors.New("enough")
	_, err := ReadJSONL(strings.NewReader("x\ny\n"), &JSONOptions{Skip: func(e *SyntaxError) error {
		if e.Line == 2 {
			return stop
		}
		return nil
	}})
	assert.Equal(t, stop, err)
}

func TestMistakesInJSONOptionsHaveTheirPath(t *testing.T) {
	for _, test := range []struct {
		path string
		opt  JSONOptions
	}{
		{"options.customer", JSONOptions{Customer: []string{"a", ""}}},
		{"options.time", JSONOptions{Time: []string{"a..b"}}},
		{"options.name", JSONOptions{Name: []string{".a"}}},
		{"options.value", JSONOptions{Value: []string{"a[b"}}},
		{"options.channel", JSONOptions{Channel: []string{"a[]"}}},
		{"options.id", JSONOptions{ID: []string{"a[b]c"}}},
		{"options.order", JSONOptions{Order: []string{`a\`}}},
		{"options.aliases", JSONOptions{Aliases: []string{"[a]"}}},
		{"options.kind", JSONOptions{Kind: "a."}},
		{"options.kind", JSONOptions{Kinds: []string{"a"}}},
		{"options.except", JSONOptions{Kind: "k", Kinds: []string{"a"}, Except: []string{"b"}}},
		{"options.attrs", JSONOptions{Attrs: map[string]string{"a": "b["}}},
		{"options.attrs", JSONOptions{Attrs: map[string]string{"": "b"}}},
		{"options.absent", JSONOptions{Absent: map[string]string{"": "b"}}},
		{"options.spread", JSONOptions{Spread: []string{"[]"}}},
	} {
		_, err := ReadJSONL(strings.NewReader(""), &test.opt)
		var got *mistake.Error
		require.ErrorAs(t, err, &got, test.path)
		assert.Equal(t, test.path, got.Path)
	}
}

func TestTheFirstBytesTellWhatAJSONFileIs(t *testing.T) {
	const line = `{"user":"a","time":1,"event":"e"}`
	for _, data := range []string{line, "\uFEFF" + line + "\r\n", " \n\n" + line, string(gzipped(line)), string(gzipped("[" + line + "]"))} {
		assert.Equal(t, 1, jsonLog(t, data, nil).Len(), "%q", data)
	}
	assert.Zero(t, jsonLog(t, "", nil).Len())
	assert.Zero(t, jsonLog(t, " \r\n\n", nil).Len())
}

func TestHostileJSONEndsInBoundedMemory(t *testing.T) {
	const good = `{"user":"a","time":1,"event":"e"}` + "\n"
	after := func(s string, text string, n int64) io.Reader {
		return io.MultiReader(strings.NewReader(s), endless(text, n))
	}
	many := func(n int) string {
		var b strings.Builder
		b.WriteString(`{"user":"a","time":1,"event":"e"`)
		for i := range n {
			fmt.Fprintf(&b, `,"m%d":%d`, i, i)
		}
		return b.String() + "}\n"
	}
	var fresh strings.Builder
	for i := range 50_000 {
		fmt.Fprintf(&fresh, `{"m%d":1,"p":{"%d":2}}`+"\n", i, i)
	}
	skip := func(*SyntaxError) error { return nil }
	for _, test := range []struct {
		name string
		r    io.Reader
		opt  JSONOptions
		want string
	}{
		{"a line of 1 GB", after(good+"{\"a\":\"", "a", 1<<30), JSONOptions{}, "line 2: row larger"},
		{"a line of 200 MB that may be skipped", after(good, "[", 200<<20), JSONOptions{Skip: skip}, ""},
		{"NULs", endless("\x00", 1<<30), JSONOptions{}, "line 1: row larger"},
		{"a million brackets", strings.NewReader(`{"a":` + strings.Repeat("[", 1_000_000)), JSONOptions{}, "line 1, column 69: depth of JSON larger"},
		{"a million braces", strings.NewReader(strings.Repeat(`{"a":`, 200_000)), JSONOptions{Spread: []string{"a"}}, "line 1, column 321: depth of JSON larger"},
		{"a list of 1 GB", after("[", "[", 1<<30), JSONOptions{}, "line 1: row larger"},
		{"100,000 members", strings.NewReader(good + many(100_000)), JSONOptions{MaxLine: 4 << 20}, "line 2: number of attributes larger"},
		{"100,000 members that do not count", strings.NewReader(many(100_000)), JSONOptions{MaxLine: 4 << 20, Spread: []string{}}, ""},
		{"100,000 names in 50,000 bad lines", strings.NewReader(fresh.String()), JSONOptions{Skip: skip, Spread: []string{"", "p"}}, ""},
		{"an event too many", endless(good, 1<<30), JSONOptions{MaxEvents: 1000}, "line 1001: number of events larger"},
		{"blank lines", endless("\n", 1<<30), JSONOptions{MaxBytes: 1 << 23}, "line 8388609: file larger"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := ReadJSONL(test.r, &test.opt)
			runtime.ReadMemStats(&after)
			if test.want == "" {
				require.NoError(t, err)
			} else {
				require.ErrorContains(t, err, test.want)
			}
			require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(100<<20))
		})
	}
}

func TestErrorsTellNothingOfWhatJSONHolds(t *testing.T) {
	const secret = "Q7Zx"
	for _, line := range []string{
		`{"` + secret + `":"` + secret, `{"user":"` + secret + `","time":"` + secret + `","event":"` + secret + `"}`,
		`{"user":"` + secret + `","user":"` + secret + `"}`, secret, `{"user":"` + secret + "\xff\"}",
	} {
		_, err := ReadJSONL(bytes.NewReader([]byte(line)), nil)
		require.Error(t, err)
		assert.NotContains(t, err.Error(), secret)
	}
}

func TestNamesThatNeverCountAreForgotten(t *testing.T) {
	o := JSONOptions{MaxLine: 1 << 20, MaxAttrs: 100, Spread: []string{""}}
	b := newJSONBlock(&o, nil, newDict().seed)
	for i := range 2000 {
		b.data = fmt.Appendf(b.data[:0], `{"%s%d":1}`+"\n", strings.Repeat("x", 5000), i)
		b.read()
		require.Len(t, b.notes, 1)
		require.Less(t, b.shape.known, 2<<20)
		require.LessOrEqual(t, len(b.shape.root.members)*5000, b.shape.known)
	}
}
