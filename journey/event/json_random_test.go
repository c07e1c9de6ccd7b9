package event

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
)

// named are options that name all roles, as the slow reader wants.
func named() JSONOptions {
	return JSONOptions{
		Customer: []string{"user", "p.anon"}, Time: []string{"at", "p.at"}, Name: []string{"e"},
		Channel: []string{"c"}, Value: []string{"p.v", "l[v]"}, Order: []string{"n"},
		Kind: "k", Kinds: []string{"track", ""},
		Attrs: map[string]string{"x": "deep.er.x", "lx": "l[x]"}, Spread: []string{"", "p", "l[]"},
		Absent: map[string]string{"p.s": "-1"},
	}
}

// A jsonMaker makes JSON lines of every shape, most of which are right.
type jsonMaker struct {
	*rand.Rand
	b    bytes.Buffer
	odds int // one in so many things is wrong; 0 for none
}

func (m *jsonMaker) one(of ...string) string { return of[m.IntN(len(of))] }

func (m *jsonMaker) wrong() bool { return m.odds > 0 && m.IntN(m.odds) == 0 }

func (m *jsonMaker) space() {
	if m.IntN(6) == 0 {
		m.b.WriteString(m.one(" ", "\t", "  ", "\r"))
	}
	if m.wrong() {
		m.b.WriteString(m.one(",", "}", "]", "x", "\x00", "\n", "\xa0", "\"", "\\", "{", ":"))
	}
}

// text writes a text with escapes where it feels like some.
func (m *jsonMaker) text(s string) {
	m.b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			m.b.WriteByte('\\')
			m.b.WriteRune(r)
		case r < ' ' || m.IntN(30) == 0 && r < 0x10000:
			fmt.Fprintf(&m.b, m.one(`\u%04x`, `\u%04X`), r)
		default:
			m.b.WriteRune(r)
		}
	}
	if m.IntN(20) == 0 {
		m.b.WriteString(m.one(`\n`, `\/`, `\b`, `\f`, `\t`, `\r`, `\ud83d\ude00`, `\ud83d`, `\ude00x`, `\ud83d\u0041`, "é", "\u2028", "😀", "\x7f"))
	}
	if m.wrong() {
		m.b.WriteString(m.one("\x01", "\xff", "\xc3", `\x`, `\u12`, `\u12g4`, "\n", `\`, "\xed\xa0\x80"))
	}
	m.b.WriteByte('"')
}

func (m *jsonMaker) scalar() {
	switch m.IntN(6) {
	case 0:
		m.b.WriteString(m.one("true", "false", "null"))
	case 1:
		m.b.WriteString(m.one("0", "-0", "12", "-1", "1.50", "1e3", "-2.5E-3", "0.1", "1E+2", "123456789012345678901234567890", "1e999"))
	default:
		m.text(m.one("a", "b", "NA", "null", "", "1", "-1", "12.5", " 7 ", "long text of more than sixteen bytes", "ß", `q"q`, `back\slash`, "{", "[]"))
	}
	if m.wrong() {
		m.b.WriteString(m.one("1", "e", ".", "01", "-", "+1", "tru", "nul", "."))
	}
}

func (m *jsonMaker) value(depth int) {
	switch {
	case depth > 3 || m.IntN(3) > 0:
		m.scalar()
	case m.IntN(2) == 0:
		m.object(depth, m.one("a", "b", "x", "v", "é", `q"`), m.one("a", "b", "er", "s"))
	default:
		m.list(depth)
	}
}

func (m *jsonMaker) list(depth int) {
	m.b.WriteByte('[')
	for i := range m.IntN(4) {
		if i > 0 {
			m.b.WriteByte(',')
		}
		m.space()
		m.value(depth + 1)
		m.space()
	}
	m.b.WriteByte(']')
}

func (m *jsonMaker) member(first bool, name string, value func()) {
	if !first {
		m.b.WriteByte(',')
	}
	m.space()
	m.text(name)
	m.space()
	m.b.WriteByte(':')
	m.space()
	value()
	m.space()
}

func (m *jsonMaker) object(depth int, names ...string) {
	m.b.WriteByte('{')
	for i, name := range names {
		m.member(i == 0, name, func() { m.value(depth + 1) })
	}
	m.b.WriteByte('}')
}

// quoted writes what do writes as a text.
func (m *jsonMaker) quoted(do func()) {
	outer := m.b
	m.b = bytes.Buffer{}
	do()
	inner := m.b.String()
	m.b = outer
	m.b.WriteByte('"')
	m.b.WriteString(strings.NewReplacer(`"`, `\"`, `\`, `\\`, "\x00", `\u0000`, "\n", `\n`, "\t", `\t`, "\r", `\r`, "\x01", `\u0001`).Replace(inner))
	m.b.WriteByte('"')
}

func (m *jsonMaker) line() {
	m.space()
	members := []func(first bool){
		func(f bool) { m.member(f, "user", func() { m.text(m.one("ann", "bob", "NA", "null", "ü")) }) },
		func(f bool) { m.member(f, "at", m.time) },
		func(f bool) { m.member(f, "e", func() { m.text(m.one("view", "buy", "add to cart")) }) },
	}
	for range m.IntN(6) {
		members = append(members, func(f bool) {
			switch m.IntN(9) {
			case 0:
				m.member(f, "c", func() { m.text(m.one("web", "app", "")) })
			case 1:
				m.member(f, "n", func() { m.b.WriteString(m.one("1", "-2", `"3"`, "null", "1.5", "9223372036854775807")) })
			case 2:
				m.member(f, "k", func() { m.text(m.one("track", "track", "track", "identify")) })
			case 3:
				m.member(f, "deep", func() { m.object(0, "er", "x") })
			case 4:
				m.member(f, "p", func() { m.object(0, m.one("anon", "a", "at"), m.one("v", "s", "b")) })
			case 5:
				m.member(f, "p", func() { m.quoted(func() { m.object(0, m.one("v", "a"), m.one("s", "b")) }) })
			case 6:
				m.member(f, "l", m.pairs)
			default:
				m.member(f, m.one("a", "b", "other", "é", `odd"name`, "user ", ""), func() { m.value(0) })
			}
		})
	}
	m.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
	m.b.WriteByte('{')
	for i, member := range members {
		member(i == 0)
	}
	m.b.WriteByte('}')
	m.space()
	m.b.WriteString(m.one("\n", "\n", "\n", "\r\n", "\n\n", " \r\n"))
}

func (m *jsonMaker) pairs() {
	m.b.WriteByte('[')
	for i := range m.IntN(4) {
		if i > 0 {
			m.b.WriteByte(',')
		}
		m.space()
		parts := []func(first bool){
			func(f bool) { m.member(f, "key", func() { m.text(m.one("v", "x", "a", "v2")) }) },
			func(f bool) { m.member(f, "value", m.typed) },
		}
		if m.IntN(3) == 0 {
			parts[0], parts[1] = parts[1], parts[0]
		}
		m.b.WriteByte('{')
		parts[0](true)
		parts[1](false)
		m.b.WriteByte('}')
	}
	m.b.WriteByte(']')
}

func (m *jsonMaker) typed() {
	switch m.IntN(4) {
	case 0:
		m.scalar()
	case 1:
		m.object(1, "string_value", "int_value", "float_value", "double_value")
	default:
		m.b.WriteString(m.one(
			`{"string_value":null,"int_value":"12","float_value":null,"double_value":null}`,
			`{"int_value":7}`, `{"string_value":"s","set_timestamp_micros":"9"}`, `{"double_value":1.5}`, `{}`))
	}
}

func (m *jsonMaker) time() {
	m.b.WriteString(m.one(`"2024-03-01T10:00:00Z"`, `"2024-03-01 10:00:00.25"`, `"2024-03-01T10:00:00+02:00"`, "1709287200",
		"1709287200123", `"1709287200123456"`, "1709287200123456789", "-5", `"0"`, `"2024-03-01 10:00:00 UTC"`,
		`"2024-03-01 10:00:00.1+0130"`, `"2024-03-01T10:00:00-09"`, `"2024-03-01T10:00:00-+09"`, `"2024-03-01T10:00:00+9999"`, `"2024-03-01 UTC"`))
	if m.wrong() {
		m.b.WriteString("1")
	}
}

func (m *jsonMaker) file() []byte {
	m.b.Reset()
	for range m.IntN(12) {
		m.line()
	}
	if m.IntN(4) == 0 {
		return bytes.TrimRight(m.b.Bytes(), "\r\n")
	}
	return m.b.Bytes()
}

func TestReadJSONLEqualsTheStandardLibrary(t *testing.T) {
	good := 0
	for seed := range uint64(900) {
		m := jsonMaker{Rand: rand.New(rand.NewPCG(seed, 2)), odds: []int{0, 300, 60}[seed%3]}
		data := bytes.Clone(m.file())
		o := named()
		events, _ := readJSONSlowly(data, o)
		good += len(events)
		requireJSONAsSlow(t, data, o)
	}
	require.Greater(t, good, 1_500, "the files must hold something")
}

func TestWhatJSONSaysDoesNotDependOnHowItIsCut(t *testing.T) {
	for seed := range uint64(250) {
		m := jsonMaker{Rand: rand.New(rand.NewPCG(seed, 3)), odds: 200}
		data := bytes.Clone(m.file())
		o := named()
		o.MaxLine = 60 + m.IntN(400)
		requireSameJSONHoweverCut(t, data, o, 1+m.IntN(100))
	}
}

// requireSameJSONHoweverCut fails unless a file reads the same in blocks of any
// size, on one core and on two.
func requireSameJSONHoweverCut(t testing.TB, data []byte, o JSONOptions, block int) {
	t.Helper()
	var said []string
	o.Skip = func(e *SyntaxError) error { said = append(said, e.Error()); return nil }
	o.Other = func(kind string) { said = append(said, "other "+kind) }
	o.Alias = func(alias, customer string) { said = append(said, alias+" is "+customer) }
	want, wantErr := readJSONL(bytes.NewReader(data), &o, blockSize)
	wantSaid := said
	for _, procs := range []int{1, 2} {
		said = nil
		var got *Log
		var err error
		onCores(procs, func() { got, err = readJSONL(iotest.HalfReader(bytes.NewReader(data)), &o, block) })
		require.Equal(t, wantErr, err, "%q", data)
		require.Equal(t, wantSaid, said, "%q", data)
		require.Equal(t, want, got, "%q", data)
	}
}
