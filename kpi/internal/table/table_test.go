package table_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/table"
)

var columns = []table.Column{
	{Names: []string{"time", "t"}},
	{Names: []string{"group"}, Text: true},
	{Names: []string{"weight"}, Optional: true, Gaps: true},
}

func TestColumnsAreFoundByTheirNames(t *testing.T) {
	read, err := table.Read(strings.NewReader("\ufeff\"Group\",x, T \r\na,1,2.5\r\n\r\n\"b, \"\"c\"\"\nd\",2,-1e3\na,,0"), columns...)
	require.NoError(t, err)
	assert.Equal(t, 3, read.Rows)
	assert.Equal(t, []float64{2.5, -1000, 0}, read.Columns[0].Numbers)
	assert.Equal(t, []int32{0, 1, 0}, read.Columns[1].IDs)
	assert.Equal(t, []string{"a", "b, \"c\"\nd"}, read.Columns[1].Words)
	assert.True(t, read.Columns[0].Found() && read.Columns[1].Found())
	assert.False(t, read.Columns[2].Found())
}

func TestGapsAreWhereTheyMayBe(t *testing.T) {
	read, err := table.Read(strings.NewReader("t,group,weight\n1,a,NA\n2,a,\n3,a,4\n"), columns...)
	require.NoError(t, err)
	w := read.Columns[2].Numbers
	assert.True(t, math.IsNaN(w[0]) && math.IsNaN(w[1]))
	assert.Equal(t, 4.0, w[2])
}

func TestRowsKnowTheirLines(t *testing.T) {
	read, err := table.Read(strings.NewReader("t,group\n1,a\n2,a\n\n3,\"b\nc\"\n4,a\n\n\n5,a"), columns...)
	require.NoError(t, err)
	var lines []int
	for row := range read.Rows {
		lines = append(lines, read.Line(row))
	}
	assert.Equal(t, []int{2, 3, 5, 7, 10}, lines)
	assert.Zero(t, new(table.Table).Line(0))
}

func TestMistakesHaveTheirPlace(t *testing.T) {
	for text, want := range map[string]struct {
		line, column int
		err          error
	}{
		"":                           {1, 0, event.ErrHeader},
		"a,b\n1,2\n":                 {1, 0, event.ErrHeader},
		"t,group\n1,a\n2\n":          {3, 0, event.ErrFields},
		"t,group\n1,\"a\nb\"\nx,c\n": {4, 1, event.ErrValue},
		"t,group\nNaN,a\n":           {2, 1, event.ErrValue},
		"t,group\n0x1,a\n":           {2, 1, event.ErrValue},
		"t,group\n1e999,a\n":         {2, 1, event.ErrValue},
		"t,group\n,a\n":              {2, 1, event.ErrValue},
		"t,group\n1,\"a\n":           {2, 0, event.ErrQuote},
		"t,group\n1,\"a\"b\"\"\n":    {2, 2, event.ErrQuote},
		"t,group\n1,a\"b\"\n":        {2, 2, event.ErrQuote},
		"t,group\n1," + strings.Repeat("x", 3<<20) + "\n": {2, 0, event.ErrTooLarge},
	} {
		_, err := table.Read(strings.NewReader(text), columns...)
		var syntax *event.SyntaxError
		require.ErrorAs(t, err, &syntax, "%.40q", text)
		assert.ErrorIs(t, err, want.err, "%.40q", text)
		assert.Equal(t, []int{want.line, want.column}, []int{syntax.Line, syntax.Column}, "%.40q", text)
	}
	_, err := table.Read(iotest.ErrReader(fmt.Errorf("broken")), columns...)
	assert.ErrorContains(t, err, "broken")
}

func TestRandomTablesAreReadAsTheStandardLibraryReadsThem(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	pieces := []string{"a", "b", ",", "\"", "\n", " ", "é"}
	for range 300 {
		var text bytes.Buffer
		w := csv.NewWriter(&text)
		require.NoError(t, w.Write([]string{"t", "group"}))
		var numbers []float64
		var words []string
		for range r.IntN(20) {
			word := "w"
			for range r.IntN(4) {
				word += pieces[r.IntN(len(pieces))]
			}
			number := strconv.FormatFloat(r.NormFloat64()*math.Pow(10, float64(r.IntN(30)-15)), 'g', r.IntN(18)+1, 64)
			v, _ := strconv.ParseFloat(number, 64)
			numbers, words = append(numbers, v), append(words, word)
			require.NoError(t, w.Write([]string{number, word}))
		}
		w.Flush()
		read, err := table.Read(iotest.OneByteReader(&text), columns...)
		require.NoError(t, err)
		require.Equal(t, len(numbers), read.Rows)
		for i := range numbers {
			assert.Equal(t, numbers[i], read.Columns[0].Numbers[i])
			assert.Equal(t, words[i], read.Columns[1].Words[read.Columns[1].IDs[i]])
		}
	}
}

func BenchmarkRead(b *testing.B) {
	var text bytes.Buffer
	text.WriteString("frequency,recency,t,group\n")
	for i := range 1_000_000 {
		fmt.Fprintf(&text, "%d,%d.%02d,%d.86,g%d\n", i%9, i%38, i%100, 38+i%20, i%3)
	}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		read, err := table.Read(bytes.NewReader(text.Bytes()), columns...)
		if err != nil || read.Rows != 1_000_000 {
			b.Fatal(err)
		}
	}
}
