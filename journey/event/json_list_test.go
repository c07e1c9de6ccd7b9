package event

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAListOfObjectsReadsLikeItsLines(t *testing.T) {
	for seed := range uint64(300) {
		m := jsonMaker{Rand: rand.New(rand.NewPCG(seed, 4))}
		var lines [][]byte
		for _, line := range bytes.Split(m.file(), newline) {
			if line = bytes.TrimSpace(line); len(line) > 0 && json.Valid(line) {
				lines = append(lines, bytes.Clone(line))
			}
		}
		plain := bytes.Join(lines, newline)
		list := []byte("[" + string(bytes.Join(lines, []byte(m.one(",", " ,\n", "\r\n,\t")))) + "]\n")
		if m.IntN(2) == 0 {
			var out bytes.Buffer
			require.NoError(t, json.Indent(&out, list, "", m.one(" ", "\t", "")))
			list = out.Bytes()
		}
		var logs [2]*Log
		var said [2][]string
		for i, data := range [][]byte{plain, list} {
			o := named()
			o.Skip = func(e *SyntaxError) error { said[i] = append(said[i], fmt.Sprint(e.Line, e.Err)); return nil }
			var err error
			logs[i], err = readJSONL(iotest.HalfReader(bytes.NewReader(data)), &o, 1+m.IntN(200))
			require.NoError(t, err)
		}
		require.Equal(t, said[0], said[1], "%q", list)
		require.Equal(t, logs[0], logs[1], "%q", list)
	}
}

func TestFaultsOfAListHaveTheirPlace(t *testing.T) {
	const good = `{"user":"a","time":1,"event":"e"}`
	for _, test := range []struct{ name, list, want string }{
		{"nothing in it", "[]", ""},
		{"nothing in it but space", " \n [ \n ] \n", ""},
		{"one", "[" + good + "]", ""},
		{"brackets and commas in texts", `[{"user":"]},[{\"\\","time":1,"event":"e"}]`, ""},
		{"a comma before the first", "[," + good + "]", "line 1, column 1: not a JSON object"},
		{"a comma behind the last", "[" + good + ",]", "line 2, column 1: not a JSON object"},
		{"two commas", "[" + good + ",," + good + "]", "line 2, column 1: not a JSON object"},
		{"no comma", "[" + good + good + "]", "line 1, column 34: not a JSON object"},
		{"a number", "[" + good + ", 12 ]", "line 2, column 1: not a JSON object"},
		{"a list", "[" + good + ",[" + good + "]]", "line 2, column 1: not a JSON object"},
		{"broken off behind an object", "[" + good, "line 2, column 1: not a JSON object"},
		{"broken off in an object", "[" + good[:20], "line 1, column 21: not a JSON object"},
		{"broken off in a text", "[" + good[:9], "line 1, column 10: not a JSON object"},
		{"broken off at once", "[", "line 2, column 1: not a JSON object"},
		{"more behind it", "[" + good + "]" + good + good, "line 2, column 1: not a JSON object"},
		{"a bracket of the wrong kind", "[" + good[:32] + "],[" + good, "line 1, column 33: not a JSON object"},
		{"a line end in a text", "[{\"user\":\"a\n\"}]", "line 1, column 11: not a JSON object"},
	} {
		t.Run(test.name, func(t *testing.T) {
			l, err := ReadJSONL(iotest.OneByteReader(strings.NewReader(test.list)), nil)
			if test.want == "" {
				require.NoError(t, err)
				assert.Equal(t, strings.Count(test.list, "time"), l.Len())
				return
			}
			require.ErrorIs(t, err, ErrJSON)
			assert.Contains(t, err.Error(), test.want)
		})
	}
}
