// Package table reads columns of numbers and words from CSV files of statistics:
// customers' summaries, durations, counted paths. Event logs are read by
// journey/event, whose errors it shares.
package table

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/parcours-go/parcours/journey/event"
)

// A Column says which column of a file is wanted, and as what.
type Column struct {
	// Names are the headings that it may have; the first that the file has
	// counts. They are told apart neither by case nor by space around them.
	Names []string

	Text     bool // words in place of numbers
	Optional bool // the file may be without it
	Gaps     bool // cells may be empty or NA; numbers are NaN there
}

// A Table is the columns that were asked for, in the order of the question.
type Table struct {
	Rows    int
	Columns []Cells
	shifts  []shift
}

// A shift is a row from which on lines and rows differ by another number, as
// they do behind empty lines and cells of many lines.
type shift struct{ row, by int }

// Line returns the line where a row, counted from 0, begins.
func (t *Table) Line(row int) int {
	behind, found := slices.BinarySearchFunc(t.shifts, row, func(s shift, row int) int { return cmp.Compare(s.row, row) })
	if !found {
		behind--
	}
	if behind < 0 {
		return 0
	}
	return row + t.shifts[behind].by
}

// at notes the line of the next row.
func (t *Table) at(line int) {
	by := line - t.Rows
	if last := len(t.shifts) - 1; last < 0 || t.shifts[last].by != by {
		t.shifts = append(t.shifts, shift{t.Rows, by})
	}
}

// Cells are a column: Numbers, or Words with their IDs. A column that the file
// is without has neither.
type Cells struct {
	Numbers []float64
	IDs     []int32  // of the words of each row
	Words   []string // in the order in which they came
	seen    map[string]int32
}

// Found reports whether the file has the column.
func (c *Cells) Found() bool { return c.Numbers != nil || c.seen != nil }

// maxRow bounds a row in bytes.
const maxRow = 1 << 20

// Read reads a file: a header, and rows of as many fields separated by commas.
// A mistake is an [*event.SyntaxError]; no row is a table of none.
func Read(from io.Reader, columns ...Column) (*Table, error) {
	r := &reader{from: from, line: 1}
	header, err := r.row()
	if err != nil {
		return nil, err
	}
	if header == nil {
		return nil, &event.SyntaxError{Line: 1, Err: fmt.Errorf("%w: the file is empty", event.ErrHeader)}
	}
	t := &Table{Columns: make([]Cells, len(columns))}
	wanted, fields, err := t.find(header, columns)
	if err != nil {
		return nil, err
	}
	for {
		row, err := r.row()
		if err != nil {
			return nil, err
		}
		if row == nil {
			return t, nil
		}
		if len(row) == 1 && len(row[0]) == 0 {
			continue // an empty line
		}
		if len(row) != fields {
			return nil, &event.SyntaxError{Line: r.began, Err: event.ErrFields}
		}
		t.at(r.began)
		for i, at := range wanted {
			if at < 0 {
				continue
			}
			if !t.Columns[i].add(row[at], columns[i]) {
				return nil, &event.SyntaxError{Line: r.began, Column: at + 1, Err: event.ErrValue}
			}
		}
		t.Rows++
	}
}

// find returns where the wanted columns are, or −1, and how many fields rows have.
func (t *Table) find(header [][]byte, columns []Column) (wanted []int, fields int, err error) {
	at := map[string]int{}
	for i, name := range header {
		key := strings.ToLower(string(bytes.TrimSpace(name)))
		if _, twice := at[key]; !twice {
			at[key] = i
		}
	}
	for i, c := range columns {
		place := -1
		for _, name := range c.Names {
			if found, ok := at[strings.ToLower(name)]; ok {
				place = found
				break
			}
		}
		switch {
		case place < 0 && !c.Optional:
			return nil, 0, &event.SyntaxError{Line: 1, Err: fmt.Errorf("%w: no column %s", event.ErrHeader, strings.Join(c.Names, " or "))}
		case place >= 0 && c.Text:
			t.Columns[i].seen = map[string]int32{}
		case place >= 0:
			t.Columns[i].Numbers = []float64{}
		}
		wanted = append(wanted, place)
	}
	return wanted, len(header), nil
}

// add takes in a cell, and reports whether it is one.
func (c *Cells) add(cell []byte, as Column) bool {
	if as.Text {
		c.IDs = append(roomy(c.IDs), c.word(cell))
		return true
	}
	v, ok := number(cell)
	if !ok && as.Gaps && missing(cell) {
		v, ok = nan, true
	}
	c.Numbers = append(roomy(c.Numbers), v)
	return ok
}

// roomy doubles what is full, which copies less often than append does.
func roomy[T any](list []T) []T {
	if len(list) == cap(list) {
		return slices.Grow(list, max(1024, len(list)))
	}
	return list
}

// few is the number of words among which looking is quicker than hashing.
const few = 8

// word returns the id of a word, which is a new one where it was not seen before.
func (c *Cells) word(cell []byte) int32 {
	if len(c.Words) <= few {
		for id, word := range c.Words {
			if word == string(cell) {
				return int32(id)
			}
		}
	}
	id, known := c.seen[string(cell)]
	if !known {
		id = int32(len(c.Words))
		word := string(cell)
		c.seen[word] = id
		c.Words = append(c.Words, word)
	}
	return id
}

func missing(cell []byte) bool {
	cell = bytes.TrimSpace(cell)
	return len(cell) == 0 || string(cell) == "NA"
}
