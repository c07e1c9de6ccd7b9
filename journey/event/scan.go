package event

import (
	"bytes"
	"errors"
)

// A scanner cuts memory into rows and rows into fields, by RFC 4180: a field
// that begins with a quote ends with one, and a quote in it is doubled. A line
// may end in CR LF, of which a field in quotes keeps the LF.
//
// What it makes of a row depends on the first maxLine + 2 bytes alone, not on
// how much more is in memory.
type scanner struct {
	data    []byte // whole and broken rows
	comma   byte
	maxLine int  // bytes of a row, without its line end
	final   bool // the last row ends where data ends

	seps  []uint32 // the commas and line ends of data, and its end: see index
	sep   int      // the first of them that is not in a row that has been read
	ascii bool     // data has no byte above 127
	quote int      // the first quote from where one was last looked for
	extra []byte   // fields that are not in data as they are meant
}

// A cell is the place of what a field says: in scanner.data, or, beyond its
// end, in scanner.extra.
type cell struct{ from, to uint32 }

// A row is what the scanner found.
type row struct {
	end    int // where it ends, without its line end
	next   int // where the next row begins
	fields int // how many, also where there was not room for all
	lines  int // line ends in it, with its own

	err    error
	at     int // of err: where in data
	column int // of err: the field, from 1; 0 means the row
}

// errMore says that the row goes on after the end of data.
var errMore = errors.New("row goes on")

// begin readies the scanner for the rows of data from i on.
func (s *scanner) begin(i int) {
	s.quote, s.extra = -1, s.extra[:0]
	s.index()
	s.pass(i)
}

// pass passes over what stands before i.
func (s *scanner) pass(i int) {
	for int(s.seps[s.sep]) < i {
		s.sep++
	}
}

// simple reads the row that begins at i if it has as many fields as there are
// cells and nothing that needs care, and returns where the next row begins;
// otherwise it returns -1, and fields does the work. Most rows are simple.
func (s *scanner) simple(i int, cells []cell) (next int) {
	if s.sep+len(cells) >= len(s.seps) {
		return -1
	}
	seps := s.seps[s.sep : s.sep+len(cells)]
	from, last := i, byte(0)
	for k, to := range seps {
		if last == '\n' {
			return -1
		}
		last = s.data[to]
		cells[k] = cell{uint32(from), to}
		from = int(to) + 1
	}
	if last != '\n' || s.quote < from || from-i > s.maxLine {
		return -1
	}
	if from-2 > i && s.data[from-2] == '\r' {
		cells[len(cells)-1].to--
	}
	s.sep += len(seps)
	return from
}

// fields reads the row that begins at i, and puts the places of its fields into
// cells, as far as they go. Rows are read in the order in which they come.
func (s *scanner) fields(i int, cells []cell) row {
	from, n := uint32(i), 0
	for _, to := range s.seps[s.sep:] {
		if n < len(cells) {
			cells[n] = cell{from, to}
		}
		n++
		from = to + 1
		if int(to) == len(s.data) || s.data[to] == '\n' {
			break
		}
	}
	end := int(from - 1)
	if s.quoteAfter(i) < end {
		r := s.quoted(i, cells)
		s.pass(r.next)
		return r
	}
	s.sep += n
	r := s.plain(i, end)
	if r.fields = n; n <= len(cells) {
		cells[n-1].to = uint32(r.end)
	}
	return r
}

// skip finds the end of the row that begins at i.
func (s *scanner) skip(i int) row {
	end := bytes.IndexByte(s.data[i:], '\n')
	if end >= 0 {
		end += i
	} else {
		end = len(s.data)
	}
	if s.quoteAfter(i) < end {
		return s.quoted(i, nil)
	}
	return s.plain(i, end)
}

// plain returns the row without quotes from i whose line end is at end, or that
// data breaks off there.
func (s *scanner) plain(i, end int) row {
	if end-i > s.maxLine+1 {
		return s.broken(i, i, end, errRow)
	}
	if end == len(s.data) && !s.final {
		return row{err: errMore}
	}
	return s.ended(i, end)
}

// ended returns the row from i whose line end is at end, without its fields.
func (s *scanner) ended(i, end int) row {
	r := row{end: end, next: min(end+1, len(s.data)), lines: 1}
	if end > i && s.data[end-1] == '\r' {
		r.end--
	}
	if r.end-i > s.maxLine {
		r.err, r.at = errRow, i
	}
	return r
}

// broken returns the row from i, which is wrong at a place, and goes on to the
// end of the line of place after.
func (s *scanner) broken(i, at, after int, err error) row {
	next := len(s.data)
	if n := bytes.IndexByte(s.data[after:], '\n'); n >= 0 {
		next = after + n + 1
	}
	return row{next: next, lines: bytes.Count(s.data[i:next], newline), err: err, at: at}
}

// quoteAfter returns the place of the first quote at or after i.
func (s *scanner) quoteAfter(i int) int {
	if s.quote < i {
		s.quote = len(s.data)
		if n := bytes.IndexByte(s.data[i:], '"'); n >= 0 {
			s.quote = i + n
		}
	}
	return s.quote
}
