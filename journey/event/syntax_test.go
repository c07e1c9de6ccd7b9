package event

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
)

// The place that is wrong is marked: with ‡ before the field or the quote that
// an error names, with † where a field is missing.
func TestSyntaxErrorsHaveTheirPlace(t *testing.T) {
	const good = "c,2024-03-01T10:00:00Z,a,1\n"
	for _, test := range []struct {
		name, rows string
		want       error
	}{
		{"no customer", good + "‡,2024-03-01T10:00:00Z,a,1\n" + good, ErrEmpty},
		{"no customer between quotes", `‡"",2024-03-01T10:00:00Z,a,1`, ErrEmpty},
		{"no name", "c,2024-03-01T10:00:00Z,‡,1\n", ErrEmpty},
		{"no time", good + good + "c,‡,a,1", ErrTime},
		{"a time that is none", "c,‡2024-02-30T10:00:00Z,a,1", ErrTime},
		{"a time before 1678", "c,‡1677-01-01T00:00:00Z,a,1", ErrTime},
		{"a time after 2262", "c,‡2262-04-12T00:00:00Z,a,1", ErrTime},
		{"a value that is none", "c,2024-03-01T10:00:00Z,a,‡one", ErrValue},
		{"a value with thousands", `c,2024-03-01T10:00:00Z,a,‡"1,234.50"`, ErrValue},
		{"a value that is not finite", "c,2024-03-01T10:00:00Z,a,‡1e400\n", ErrValue},
		{"the first of two", "‡,soon,,\n", ErrEmpty},
		{"bytes that are not UTF-8", "c,2024-03-01T10:00:00Z,a,1\nc,2024-03-01T10:00:00Z,‡\xffa,1\n", ErrText},
		{"bytes that are not UTF-8 in a field with quotes", "\"c\",2024-03-01T10:00:00Z,‡\"\xc3\",1\n", ErrText},
		{"a field too few", "\n\nc,2024-03-01T10:00:00Z,a†\n", ErrFields},
		{"a field too many", "c,2024-03-01T10:00:00Z,a,1,‡2\n", ErrFields},
		{"many fields too many", "c,2024-03-01T10:00:00Z,a,1,‡2,3,4\n" + good, ErrFields},
		{"a line of text", "good morning†\n", ErrFields},
		{"a quote in a field without quotes", "c,2024-03-01T10:00:00Z,a‡\"b\",1\n", ErrQuote},
		{"text after a quote", "c,2024-03-01T10:00:00Z,\"a‡\"b,1\n", ErrQuote},
		{"text after a quote, lines below the row", "\"c\n\n\",2024-03-01T10:00:00Z,\"a\n‡\" ,1\n", ErrQuote},
		{"a CR after a quote", "c,2024-03-01T10:00:00Z,\"a‡\"\r,1\n", ErrQuote},
		{"a quote that is not closed", good + "c,2024-03-01T10:00:00Z,‡\"a,1\n" + good + good, ErrQuote},
		{"a quote that is not closed and ends in two", "c,2024-03-01T10:00:00Z,‡\"a\"\"", ErrQuote},
		{"a quote that is not closed, lines below the row", "\"c\n\",2024-03-01T10:00:00Z,‡\"a,1\n" + good, ErrQuote},
		{"below a row of two lines", "\"c\nd\",2024-03-01T10:00:00Z,a,1\r\n,,†\n", ErrFields},
	} {
		t.Run(test.name, func(t *testing.T) {
			want := placeOf(test.rows)
			for _, block := range []int{blockSize, 1, 16, 50} {
				file := "customer,time,event,value\n" + strings.NewReplacer("‡", "", "†", "").Replace(test.rows)
				_, err := readCSV(strings.NewReader(file), nil, block)
				require.ErrorIs(t, err, test.want)
				var got *SyntaxError
				require.ErrorAs(t, err, &got)
				require.Equal(t, want, SyntaxError{got.Line, got.Column, nil})
			}
		})
	}
}

// placeOf returns the line and the field of the mark, below a header of one
// line.
func placeOf(rows string) SyntaxError {
	place, quoted := SyntaxError{Line: 2, Column: 1}, false
	for _, c := range rows {
		switch {
		case c == '‡':
			return place
		case c == '†':
			place.Column++
			return place
		case c == '"':
			quoted = !quoted
		case c == '\n':
			place.Line++
			if !quoted {
				place.Column = 1
			}
		case c == ',' && !quoted:
			place.Column++
		}
	}
	panic("no mark")
}

// anyFile returns a file that may be wrong in any way.
func anyFile(r *rand.Rand) []byte {
	b := []byte("customer,time,event,value,note\n")
	for range r.IntN(200) {
		b = append(b, []string{
			"c", ",", ",", "\n", "\r\n", "\r", `"`, `"`, `""`, "1", "", "\xff", "é", "2024-03-01T10:00:00Z",
			"c,2024-03-01T10:00:00Z,a,1,\n", `"c","2024-03-01T10:00:00Z","a","1",""` + "\n", "\ufeff", " ", "\x00",
		}[r.IntN(19)]...)
	}
	return b
}

func TestWhatAFileSaysDoesNotDependOnHowItIsCut(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for range 1200 {
		requireSameHoweverCut(t, anyFile(r), CSVOptions{MaxLine: 20 + r.IntN(100)}, 1+r.IntN(60))
	}
}

// requireSameHoweverCut fails unless a file reads the same in blocks of any
// size, on one core and on two.
func requireSameHoweverCut(t testing.TB, data []byte, o CSVOptions, block int) {
	t.Helper()
	var bad []SyntaxError
	o.Skip = func(e *SyntaxError) error { bad = append(bad, *e); return nil }
	want, wantErr := readCSV(bytes.NewReader(data), &o, blockSize)
	wantBad := bad
	for _, procs := range []int{1, 2} {
		bad = nil
		var got *Log
		var err error
		onCores(procs, func() { got, err = readCSV(iotest.HalfReader(bytes.NewReader(data)), &o, block) })
		require.Equal(t, wantErr, err, "%q", data)
		require.Equal(t, wantBad, bad, "%q", data)
		require.Equal(t, want, got, "%q", data)
	}
	for _, e := range wantBad {
		require.True(t, e.Line <= 1+bytes.Count(data, newline) || data[0] == '\x1f', "%q", data)
	}
}

func TestQuotesAreWrongWhereTheStandardLibrarySaysSo(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for range 1200 {
		data := anyFile(r)
		slow := csv.NewReader(bytes.NewReader(data))
		slow.FieldsPerRecord = -1
		rows, err := 0, error(nil)
		for ; err == nil; rows++ {
			_, err = slow.Read()
		}
		var bad []SyntaxError
		_, fast := ReadCSV(bytes.NewReader(data), &CSVOptions{Skip: func(e *SyntaxError) error {
			if bad = append(bad, *e); errors.Is(e, ErrQuote) {
				return e
			}
			return nil
		}})
		if errors.Is(err, io.EOF) {
			require.NoError(t, fast, "%q", data)
			continue
		}
		var theirs *csv.ParseError
		require.ErrorAs(t, err, &theirs)
		require.ErrorIs(t, fast, ErrQuote, "%q", data)
		require.GreaterOrEqual(t, bad[len(bad)-1].Line, theirs.StartLine, "%q", data)
		require.LessOrEqual(t, bad[len(bad)-1].Line, theirs.Line, "%q", data)
	}
}

func TestErrorsTellNothingOfWhatAFileHolds(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	const secret = "Q7Zx"
	for range 500 {
		data := bytes.ReplaceAll(anyFile(r), []byte("c"), []byte(secret))
		for _, o := range []CSVOptions{{}, {Customer: secret + "ustomer", Name: "event"}} {
			if _, err := ReadCSV(bytes.NewReader(data), &o); err != nil {
				require.NotContains(t, err.Error(), secret)
			}
		}
	}
}
