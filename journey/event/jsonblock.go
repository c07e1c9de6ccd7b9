package event

import (
	"bytes"
	"hash/maphash"
	"slices"
	"unicode/utf8"
)

// A jsonBlock is a piece of a file of whole lines, and what they say. Reading
// one takes nothing from the blocks before it, so that several can be read at
// once.
type jsonBlock struct {
	opt   *JSONOptions
	ids   *dedupe // nil where events have none
	seed  maphash.Seed
	shape *jsonShape
	clock
	data []byte
	lost int // line ends between the block before and this one

	// The rows that are right.
	rows    []jsonRow
	who     []cell   // the customers
	hashes  []uint64 // of them
	digests []digest // of the ids; all zero where there is none
	orders  []int64  // len(opt.Order) a row

	notes []jsonNote // what else the lines say
	ends  int        // line ends in the block

	global []int  // the builder's number of each attribute of shape, or -1
	id     []byte // scratch
}

// A jsonRow is what a row says, but for its customer.
type jsonRow struct {
	line          uint32 // from the first of the block
	attrs         uint32 // where its attributes end in shape.found
	nano          int64
	value         float64 // NaN where there is none
	what, channel cell
}

// A jsonNote is a line that is wrong or no event, or another name of a customer.
type jsonNote struct {
	fault
	other bool // a record of a kind that is no event
	alias bool
	a, b  cell // the kind; the alias and the customer
}

func newJSONBlock(o *JSONOptions, ids *dedupe, seed maphash.Seed) *jsonBlock {
	return &jsonBlock{opt: o, ids: ids, seed: seed, clock: newClock(o.Layout, o.Location)}
}

// text returns what a cell says.
func (b *jsonBlock) text(c cell) []byte { return b.shape.textOf(c) }

// attrs returns the attributes of a row.
func (b *jsonBlock) attrs(row int) []attrCell {
	from := uint32(0)
	if row > 0 {
		from = b.rows[row-1].attrs
	}
	return b.shape.found[from:b.rows[row].attrs]
}

// read reads the lines.
func (b *jsonBlock) read() {
	b.begin()
	s := b.shape
	for i := 0; i < len(b.data); {
		end, next := len(b.data), len(b.data)
		if n := bytes.IndexByte(b.data[i:], '\n'); n >= 0 {
			end, next = i+n, i+n+1
		}
		rows, attrs, notes := len(b.rows), len(s.found), len(b.notes)
		if f := b.line(i, end); f.err != nil {
			f.line, b.notes = b.ends, b.notes[:notes]
			b.note(jsonNote{fault: f})
		}
		if len(b.rows) == rows {
			s.found = s.found[:attrs]
		} else {
			b.rows[rows].attrs = uint32(len(s.found))
		}
		if next > end {
			b.ends++
		}
		i = next
	}
}

// begin readies the block for the lines of data. A shape that has met many
// members gives way to a new one: what never counts is not kept.
func (b *jsonBlock) begin() {
	if b.shape == nil || b.shape.known > 1<<20+2*memberBytes*b.opt.MaxAttrs {
		b.shape, b.global = newJSONShape(b.opt), nil
	}
	n := len(b.data)
	b.data = slices.Grow(b.data, scanMargin)
	text := b.data[:n+scanMargin]
	clear(text[n:])
	s := b.shape
	s.text, s.block, s.data, s.base = text, text, n, 0
	s.found, s.extra = s.found[:0], s.extra[:0]
	b.ends = 0
	b.rows, b.who, b.hashes = b.rows[:0], b.who[:0], b.hashes[:0]
	b.digests, b.orders, b.notes = b.digests[:0], b.orders[:0], b.notes[:0]
}

// line reads the line from i to end, and adds the row that it is, or says what
// is wrong with it.
func (b *jsonBlock) line(i, end int) fault {
	size := end - i
	if size > 0 && b.data[end-1] == '\r' {
		size--
	}
	if size > b.opt.MaxLine {
		return fault{err: errRow}
	}
	s := b.shape
	from := s.space(i)
	if from == end {
		return fault{}
	}
	if s.line(from, end) < 0 {
		return fault{column: s.at - i + 1, err: inLine{s.err}}
	}
	if s.high&(ones<<7) != 0 {
		if n := validPrefix(b.data[i:end]); n < size {
			return fault{column: n + 1, err: inLine{ErrText}}
		}
	}
	if at, err := b.row(); err != nil {
		if at < 0 {
			return fault{err: err}
		}
		return fault{column: at - i + 1, err: inLine{err}}
	}
	return fault{}
}

// validPrefix returns how many bytes of b are UTF-8 before one is not.
func validPrefix(b []byte) int {
	n := 0
	for n < len(b) {
		r, size := utf8.DecodeRune(b[n:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		n += size
	}
	return n
}

// note notes what comes before the next row.
func (b *jsonBlock) note(n jsonNote) {
	n.before = len(b.rows)
	b.notes = append(b.notes, n)
}
