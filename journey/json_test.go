package journey

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/parcours-go/parcours/persona/field"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the files that the tests compare with")

// compareFile compares got with a file, or writes it there.
func compareFile(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(name, got, 0o666))
	}
	want, err := os.ReadFile(name)
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got), "go test -update writes %s anew", name)
}

func written(t *testing.T, m *Map) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, m.Write(&b))
	return b.Bytes()
}

func TestWriteSample(t *testing.T) {
	data := written(t, sample())
	compareFile(t, "testdata/sample.json", data)
	m, err := Read(bytes.NewReader(data))
	require.NoError(t, err)
	assert.Equal(t, sample(), m)
}

func TestReadReturnsWhatWriteWrote(t *testing.T) {
	for seed := range uint64(150) {
		m := newDice(seed).Map()
		data := written(t, m)
		back, err := Read(bytes.NewReader(data))
		require.NoError(t, err, "seed %d", seed)
		require.Equal(t, m, back, "seed %d", seed)
		require.Equal(t, string(data), string(written(t, back)), "seed %d", seed)
		require.True(t, json.Valid(data))
		require.NotContains(t, string(data), "null\n")
	}
}

func TestReadTakesJSONInAnyLayout(t *testing.T) {
	indented := written(t, sample())
	var compact bytes.Buffer
	require.NoError(t, json.Compact(&compact, indented))
	var html bytes.Buffer
	json.HTMLEscape(&html, indented)
	tests := []struct {
		name string
		text string
	}{
		{"on one line", compact.String()},
		{"with letters escaped", html.String()},
		{"with a byte order mark", "\ufeff" + compact.String()},
		{"with blanks around", " \t\r\n" + compact.String() + "\n\n"},
		{"with line ends of Windows", strings.ReplaceAll(string(indented), "\n", "\r\n")},
		{"with tabs", strings.ReplaceAll(string(indented), "  ", "\t")},
		{"with keys escaped", strings.Replace(compact.String(), `"title"`, `"\u0074itle"`, 1)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m, err := Read(strings.NewReader(test.text))
			require.NoError(t, err)
			assert.Equal(t, sample(), m)
		})
	}
}

func TestReadTakesZeroValues(t *testing.T) {
	const text = `{"title": "", "kind": "", "state": "", "lang": "", "currency": "", "measures": [], "stages": [
		{"name": "a", "emotion": 0, "phase": "", "touchpoints": [], "frictions": [{"text": "x", "severity": ""}]}
	], "observed": {"source": "", "customers": 0, "events": 0}}`
	m, err := Read(strings.NewReader(text))
	require.NoError(t, err)
	want := &Map{Stages: []Stage{{Name: "a", Frictions: []Friction{{Text: "x"}}}}, Observed: &Observation{}}
	assert.Equal(t, string(written(t, want)), string(written(t, m)))
}

func TestReadPairsSurrogates(t *testing.T) {
	m, err := Read(strings.NewReader(`{"stages": [], "title": "\ud83d\ude00 \\ud800 \u00e9"}`))
	require.NoError(t, err)
	assert.Equal(t, "😀 \\ud800 é", m.Title)
}

// The place of the mistake is where § stands in the text.
func TestReadRefuses(t *testing.T) {
	const stage = `{"stages": [{"name": "a", `
	tests := []struct {
		name string
		text string
		want string // behind the line and the column
	}{
		{"nothing", `§`, "unexpected EOF"},
		{"blanks", "  \n §", "unexpected EOF"},
		{"a text that ends in an object", `{"stages": []§`, "unexpected EOF"},
		{"a text that ends in a literal", `tru§`, "unexpected EOF"},
		{"a text that ends in a string", `{"titl§`, "unexpected EOF"},
		{"a comma too much", `{"stages": [],§}`, "invalid character '}' looking for beginning of object key string"},
		{"a comma too little", `{"stages": [] §"title": ""}`, `invalid character '"' after object key:value pair`},
		{"a comment", "{\n\t\"stages\": [] §// none\n}", "invalid character '/' after object key:value pair"},
		{"single quotes", `{§'stages': []}`, `invalid character '\'' looking for beginning of object key string`},
		{"NaN", `{"stages": [], "measures": [{"value": §NaN}]}`, "invalid character 'N' looking for beginning of value"},
		{"Infinity", `{"stages": [], "measures": [{"value": -§Infinity}]}`, "invalid character 'I' in numeric literal"},
		{"a line feed in a string", "{\"title\": \"a§\nb\"}", `invalid character '\n' in string literal`},
		{"a map behind the map", `{"stages": []} §{}`, "invalid character '{' after top-level value"},
		{"text behind the map", "{\"stages\": []}\n§x", "invalid character 'x' after top-level value"},
		{"a byte order mark behind the beginning", "{\"stages\": []}§\ufeff", "invalid character 'ï' after top-level value"},
		{"bytes that are not UTF-8", "{\"stages\": [],\n \"title\": \"é§\xff\"}", "want UTF-8"},
		{"an overlong encoding", "{\"title\": \"§\xc0\xaf\"}", "want UTF-8"},
		{"UTF-16", "§\xff\xfe{\x00}\x00", "want UTF-8"},
		{"a surrogate in UTF-8", "{\"title\": \"§\xed\xa0\x80\"}", "want UTF-8"},
		{"a high surrogate alone", `{"title": "a§\ud800"}`, "title: not valid UTF-8: want both halves of a surrogate pair"},
		{"a low surrogate alone", `{"title": "a\\§\udc00b"}`, "title: not valid UTF-8: want both halves of a surrogate pair"},
		{"two high surrogates", `{"title": "§\ud800\ud800"}`, "title: not valid UTF-8: want both halves of a surrogate pair"},
		{"two low surrogates", `{"title": "§\udc00\udc00"}`, "title: not valid UTF-8: want both halves of a surrogate pair"},
		{"a high surrogate before another escape", `{"title": "§\ud800\u0041"}`, "title: not valid UTF-8: want both halves of a surrogate pair"},
		{"a half pair in a list", stage + `"actions": ["x", "§\uDFFF"]}]}`, "stages[0].actions[1]: not valid UTF-8: want both halves of a surrogate pair"},
		{"a list for the map", `§[]`, "want an object, found a list"},
		{"null for the map", `§null`, "want an object, found null"},
		{"an empty object", ` §{}`, "stages: missing"},
		{"a key of another format", `{"stages": [], §"steps": []}`,
			"unknown key: want one of title, kind, state, scenario, lang, currency, persona, stages, measures, targets, observed"},
		{"a key in capitals", `{§"Stages": []}`,
			"unknown key: want one of title, kind, state, scenario, lang, currency, persona, stages, measures, targets, observed"},
		{"a key that folds to a good one", stage + `"targetſ": []}]}`, "stages[0]: unknown key"},
		{"an unknown key deep inside", stage + `"touchpoints": [{"name": "b", "measures": [{§"colour": 1}]}]}]}`,
			"stages[0].touchpoints[0].measures[0]: unknown key: want one of name, value, unit, n, lo, hi, level, source"},
		{"a key twice", `{"stages": [], "title": "a",` + "\n" + ` §"title": "a"}`, "title: used twice"},
		{"a key twice, once escaped", `{"stages": [], §"st\u0061ges": []}`, "stages: used twice"},
		{"a key twice in a stage", stage + `"goal": "g", §"name": "a"}]}`, "stages[0].name: used twice"},
		{"a stage without a name", `{"stages": [{"name": "a"}, §{"goal": "g"}]}`, "stages[1].name: missing"},
		{"a measure without a value", `{"stages": [], "measures": [§{"name": "a", "unit": "ratio"}]}`, "measures[0].value: missing"},
		{"a persona with nothing in it", `{"stages": [], "persona": §{}}`, "persona.name: missing"},
		{"a number for a text", `{"title": §1}`, "title: want a text, found a number"},
		{"a text for a number", `{"stages": [], "measures": [{"value": §"1"}]}`, "measures[0].value: want a number, found a text"},
		{"a text for a list", stage + `"actions": §"go"}]}`, "stages[0].actions: want a list, found a text"},
		{"an object for a list", `{"stages": §{}}`, "stages: want a list, found an object"},
		{"a list for an object", `{"stages": [§[]]}`, "stages[0]: want an object, found a list"},
		{"a number for a boolean", stage + `"touchpoints": [{"name": "b", "moment_of_truth": §1}]}]}`,
			"stages[0].touchpoints[0].moment_of_truth: want true or false, found a number"},
		{"null for a text", `{"title": §null}`, "title: want a text, found null"},
		{"null for a list", `{"stages": §null}`, "stages: want a list, found null"},
		{"null in a list", `{"stages": [§null]}`, "stages[0]: want an object, found null"},
		{"null for evidence that may be left out", `{"stages": [], "observed": §null}`, "observed: want an object, found null"},
		{"a number too large", `{"stages": [], "measures": [{"value": §1e400}]}`, "measures[0].value: out of range: want a number of 64 bits"},
		{"a count that is not whole", `{"stages": [], "measures": [{"n": §1.5}]}`, "measures[0].n: out of range: want a whole number of 64 bits"},
		{"a count too large", `{"stages": [], "observed": {"events": §9223372036854775808}}`,
			"observed.events: out of range: want a whole number of 64 bits"},
		{"a severity that there is not", stage + `"frictions": [{"severity": §"PERSONAL"}]}]}`,
			"stages[0].frictions[0].severity: unknown severity: want one of minor, major, critical"},
		{"a severity by its number", stage + `"frictions": [{"severity": §2}]}]}`,
			"stages[0].frictions[0].severity: want a text, found a number"},
		{"a time in words", `{"stages": [], "observed": {"from": §"PERSONAL"}}`, "observed.from: invalid: want a time such as 2026-03-13T09:30:00Z"},
		{"a time as a number", `{"stages": [], "observed": {"from": §0}}`, "observed.from: want a text, found a number"},
		{"the first mistake of several", `{"title": §1, "kind": 2, "x": 3}`, "title: want a text, found a number"},
		{"64 levels and one", "\n" + strings.Repeat("[", 64) + "§" + strings.Repeat("[", 1_000_000), "want at most 64 levels"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			before, after, marked := strings.Cut(test.text, "§")
			m, err := Read(strings.NewReader(before + after))
			assert.Nil(t, m)
			bad, ok := errors.AsType[*SyntaxError](err)
			require.True(t, ok, "%v", err)
			lines := strings.Split(before, "\n")
			if marked {
				assert.Equal(t, len(lines), bad.Line)
				assert.Equal(t, 1+len([]rune(lines[len(lines)-1])), bad.Column)
			}
			assert.Contains(t, err.Error(), fmt.Sprintf("line %d, column %d: ", bad.Line, bad.Column))
			assert.Contains(t, err.Error(), test.want)
			assert.NotContains(t, err.Error(), "PERSONAL")
			if bad.Path != "" {
				assert.True(t, strings.HasPrefix(test.want, bad.Path))
			}
		})
	}
}

func TestReadValidates(t *testing.T) {
	m, err := Read(strings.NewReader(`{"stages": [{"name": "a", "emotion": 7}, {"name": "a"}, {"name": ""}]}`))
	assert.Nil(t, m)
	require.Error(t, err)
	assert.Equal(t, "stages[0].emotion: out of range: want a value from 1 to 5, got 7\n"+
		"stages[1].name: used twice: first in stages[0].name\nstages[2].name: missing", err.Error())
}

func TestReadErrorsAreTyped(t *testing.T) {
	for text, want := range map[string]error{
		`{"stages": [], "stages": []}`: field.ErrDuplicate,
		`{}`:                           field.ErrMissing,
		`{"x": 1}`:                     field.ErrUnknown,
		`{"title": "\ud800"}`:          field.ErrEncoding,
		`{"stages": [`:                 io.ErrUnexpectedEOF,
		`{"stages": [{"name": ""}]}`:   field.ErrMissing,
		`{"stages": [], "measures": [{"value": 1e999}]}`: field.ErrRange,
	} {
		_, err := Read(strings.NewReader(text))
		assert.ErrorIs(t, err, want, text)
	}
}

func TestReadBoundsTheSize(t *testing.T) {
	const head, tail = `{"stages": [], "title": "`, `"}`
	for extra, want := range map[int]string{0: "", 1: "line 1, column 8388609: want at most 8 MiB"} {
		_, err := Read(strings.NewReader(head + strings.Repeat("x", maxSize-len(head)-len(tail)+extra) + tail))
		if want == "" {
			assert.NoError(t, err)
		} else {
			assert.EqualError(t, err, want)
		}
	}
	endless := io.MultiReader(strings.NewReader(head), iotest.DataErrReader(repeat('x')))
	_, err := Read(endless)
	assert.ErrorContains(t, err, "want at most 8 MiB")
}

// repeat is a reader of one byte without end.
type repeat byte

func (r repeat) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(r)
	}
	return len(p), nil
}

func TestReadBoundsTheValues(t *testing.T) {
	mapOf := func(n int) string { // of n values: the map, the list of actions in its stage, and so on
		items := strings.TrimSuffix(strings.Repeat(`"",`, n-5), ",")
		return `{"stages": [{"name": "a", "actions": [` + items + `]}]}`
	}
	_, err := Read(strings.NewReader(mapOf(maxValues)))
	assert.ErrorIs(t, err, field.ErrMissing, "it is small enough to be validated")
	_, err = Read(strings.NewReader(mapOf(maxValues + 1)))
	assert.ErrorContains(t, err, "want at most 100000 values")
}

// The types bound the depth of what is read long before maxDepth does.
func TestNoMapIsAsDeepAsTheLimit(t *testing.T) {
	var depth func(t reflect.Type) int
	depth = func(t reflect.Type) int {
		switch sortOf(t) {
		case aList:
			return 1 + depth(t.Elem())
		case anObject:
			deepest := 0
			if t.Kind() == reflect.Pointer {
				t = t.Elem()
			}
			for f := range t.Fields() {
				deepest = max(deepest, depth(f.Type))
			}
			return 1 + deepest
		}
		return 0
	}
	assert.Equal(t, 7, depth(reflect.TypeFor[Map]()))
}

func TestReadReportsTheErrorOfItsReader(t *testing.T) {
	broken := errors.New("broken pipe")
	_, err := Read(io.MultiReader(strings.NewReader(`{"stages"`), iotest.ErrReader(broken)))
	assert.Equal(t, broken, err)
	m, err := Read(iotest.OneByteReader(bytes.NewReader(written(t, sample()))))
	require.NoError(t, err)
	assert.Equal(t, sample(), m)
}

func TestWriteRefuses(t *testing.T) {
	tests := []struct {
		name string
		m    *Map
		want string
	}{
		{"no map", nil, "journey: want a map, got nil"},
		{"what Validate refuses", &Map{Stages: []Stage{{}}}, "stages[0].name: missing"},
		{"what is too large to be read", &Map{Title: strings.Repeat("\u2028", maxSize/6)}, "journey: the map is too large to be read again"},
		{"what has too many values to be read", &Map{Persona: sample().Persona, Stages: manyStages(maxValues / 2)},
			"journey: the map is too large to be read again"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var b bytes.Buffer
			assert.ErrorContains(t, test.m.Write(&b), test.want)
			assert.Zero(t, b.Len(), "nothing is written")
		})
	}
}

func manyStages(n int) []Stage {
	stages := make([]Stage, n)
	for i := range stages {
		stages[i].Name = fmt.Sprint(i)
	}
	return stages
}

// A writer fails after each number of bytes in turn, as a full disk does.
func TestWriteReportsTheErrorOfItsWriter(t *testing.T) {
	size := len(written(t, sample()))
	for _, n := range []int{0, 1, size / 2, size - 1} {
		assert.ErrorIs(t, sample().Write(&fullDisk{n}), errDiskFull)
	}
	assert.NoError(t, sample().Write(&fullDisk{size}))
}

var errDiskFull = errors.New("disk full")

type fullDisk struct{ left int }

func (d *fullDisk) Write(p []byte) (int, error) {
	if n := min(d.left, len(p)); n < len(p) {
		return n, errDiskFull
	}
	d.left -= len(p)
	return len(p), nil
}

func TestWriteLeavesTheMapAlone(t *testing.T) {
	m := &Map{}
	assert.Equal(t, "{\n  \"stages\": []\n}\n", string(written(t, m)))
	assert.Nil(t, m.Stages)
}

// FuzzRead looks for a text that makes Read panic, or that Read takes though
// it cannot be written and read again, or that encoding/json reads as another
// map.
func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	_ = sample().Write(&b)
	f.Add(b.Bytes())
	for seed := range uint64(3) {
		b.Reset()
		_ = newDice(seed).Map().Write(&b)
		f.Add(b.Bytes())
	}
	for _, text := range []string{
		``, `{}`, `{"stages":[]}`, "\ufeff{\"stages\":[]}", `{"stages":[],"stages":[]}`, `{"stages":[{"name":"\ud83d\ude00"}]}`,
		`{"stages":[],"title":"\ud800"}`, `{"stages":[],"Title":""}`, `[[[[`, `{"stages":[]} x`, `{"stages":[],"measures":[{"name":"a","value":-0,"unit":"x"}]}`,
		`{"stages":[],"measures":[{"name":"a","value":1e-400,"unit":"s"}],"lang":"fr","currency":"EUR"}`,
		`{"stages":[],"observed":{"from":"2024-01-01T00:00:00+01:00","customers":1,"events":2}}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := Read(bytes.NewReader(data))
		if err != nil {
			assert.Nil(t, m)
			assert.NotContains(t, err.Error(), "index out of range")
			return
		}
		var plain Map
		require.NoError(t, json.Unmarshal(bytes.TrimPrefix(data, byteOrderMark), &plain))
		require.Equal(t, &plain, m)
		var first, second bytes.Buffer
		if err := m.Write(&first); err != nil {
			require.ErrorContains(t, err, "too large")
			return
		}
		back, err := Read(bytes.NewReader(first.Bytes()))
		require.NoError(t, err)
		require.NoError(t, back.Write(&second))
		require.Equal(t, first.String(), second.String())
		require.Equal(t, dump(withoutEmptyLists(m)), dump(withoutEmptyLists(back)))
	})
}

// withoutEmptyLists returns m with nil for each list without items, and times
// in UTC: JSON does not tell them apart.
func withoutEmptyLists(m *Map) *Map {
	m = m.Clone()
	eachField(reflect.ValueOf(m), "", func(_ string, v reflect.Value) {
		if v.Kind() == reflect.Slice && v.Len() == 0 {
			v.SetZero()
		}
		if at, ok := v.Interface().(time.Time); ok {
			v.Set(reflect.ValueOf(at.UTC()))
		}
	})
	return m
}

func BenchmarkRead(b *testing.B) {
	var text bytes.Buffer
	_ = newDice(4).Map().Write(&text)
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		_, _ = Read(bytes.NewReader(text.Bytes()))
	}
}

func TestABoundOfZeroIsWritten(t *testing.T) {
	for _, test := range []struct {
		measure Measure
		want    string
	}{
		{Measure{Name: "a<b", Value: 1, Unit: Count}, `{"name":"a<b","value":1,"unit":"count"}`},
		{Measure{Name: "a", Value: 0, Unit: Ratio, N: 9, Hi: 0.3, Level: 0.95, Source: FromLog},
			`{"name":"a","value":0,"unit":"ratio","n":9,"lo":0,"hi":0.3,"level":0.95,"source":"log"}`},
	} {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		require.NoError(t, e.Encode(test.measure))
		assert.JSONEq(t, test.want, b.String())
		assert.Equal(t, test.want+"\n", b.String())
	}
}
