package event

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/bits"
)

// A scanner cuts memory into rows and rows into fields, by RFC 4180: a field
// that begins with a quote ends with one, and a quote in it is doubled. A line
// may end in CR LF, of which a field in quotes keeps the LF.
//
// What it makes of a row depends on the first maxLine + 2 bytes alone, not on
// how much more is in memory.
type scanner struct {
	data    []byte // whole and broken rows; its capacity is scanMargin more
	comma   byte
	maxLine int  // bytes of a row, without its line end
	final   bool // the last row ends where data ends

	quote int    // the place of the first quote after the rows that have been read
	extra []byte // fields that are not in data as they are meant
}

// scanMargin is how far the scanner may look beyond the end of a field.
const scanMargin = 8

// A cell is the place of what a field says: in scanner.data, or, beyond its
// end, in scanner.extra.
type cell struct{ from, to uint32 }

// A row is what the scanner found.
type row struct {
	end    int  // where it ends, without its line end
	next   int  // where the next row begins
	fields int  // how many, also where there was not room for all
	lines  int  // line ends in it, with its own
	ascii  bool // known to have no byte above 127

	err    error
	at     int // of err: where in data
	column int // of err: the field, from 1; 0 means the row
}

// errMore says that the row goes on after the end of data.
var errMore = errors.New("row goes on")

// row reads the row that begins at i, and puts the places of its fields into
// cells, as far as they go.
func (s *scanner) row(i int, cells []cell) row {
	end := bytes.IndexByte(s.data[i:], '\n')
	if end >= 0 {
		end += i
	} else {
		end = len(s.data)
	}
	if s.quoteAfter(i) < end {
		return s.quoted(i, cells)
	}
	if end-i > s.maxLine+1 {
		return s.broken(i, i, end, errRow)
	}
	if end == len(s.data) && !s.final {
		return row{err: errMore}
	}
	r := s.ended(i, end)
	if r.err == nil {
		r.fields, r.ascii = s.split(i, r.end, cells)
	}
	return r
}

// ended returns the row from i whose line end is at end, without its fields.
func (s *scanner) ended(i, end int) row {
	next := min(end+1, len(s.data))
	lines := next - end
	if end > i && s.data[end-1] == '\r' {
		end--
	}
	if end-i > s.maxLine {
		return row{next: next, lines: lines, err: errRow, at: i}
	}
	return row{end: end, next: next, lines: lines}
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

// split finds the commas of a row without quotes, 8 bytes at a time.
func (s *scanner) split(i, end int, cells []cell) (fields int, ascii bool) {
	const low, high = 0x7f7f7f7f7f7f7f7f, 0x8080808080808080
	data := s.data[:len(s.data)+scanMargin]
	comma := uint64(s.comma) * 0x0101010101010101
	from, all := i, uint64(0)
	for p := i; p < end; p += 8 {
		w := binary.LittleEndian.Uint64(data[p:])
		if end-p < 8 {
			w &= 1<<(8*(end-p)) - 1
		}
		all |= w
		w ^= comma // a byte is 0 where there is a comma
		for m := ^(w&low + low | w) & high; m != 0; m &= m - 1 {
			at := p + bits.TrailingZeros64(m)>>3
			if fields < len(cells) {
				cells[fields] = cell{uint32(from), uint32(at)}
			}
			fields++
			from = at + 1
		}
	}
	if fields < len(cells) {
		cells[fields] = cell{uint32(from), uint32(end)}
	}
	return fields + 1, all&high == 0
}
