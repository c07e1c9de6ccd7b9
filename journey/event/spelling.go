package event

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"slices"
)

// A spelling is a column of texts in a block: each row has the number of one of
// a few places in the block where its text stands. Most columns have few texts,
// so that what gathers the blocks looks few of them up. A text may have more
// than one number.
type spelling struct {
	ids   []uint32 // a number a row
	cells []cell   // where the text of each number stands
	near  []nearText
	shift uint

	hashes []uint64 // of the texts of the numbers
	all    []uint32 // what each number is in all blocks: see learn
}

// A nearText is a text told apart by its length and its first and its last 8
// bytes, and its number + 1.
type nearText struct {
	first, last uint64
	n, id       uint32
}

// nearTexts are as many as a block remembers at a time, in all of its columns.
const nearTexts = 8192

func newSpellings(columns int) []spelling {
	s := make([]spelling, columns)
	size := 1 << (bits.Len(uint(min(256, max(1, nearTexts/max(1, columns))))) - 1)
	for k := range s {
		s[k].near, s[k].shift = make([]nearText, size), uint(65-bits.Len(uint(size)))
	}
	return s
}

// read reads a column of the cells of b.
func (s *spelling) read(b *block, cells []cell, column, stride int) {
	clear(s.near)
	s.cells = s.cells[:0]
	rows := len(b.lines)
	s.ids = slices.Grow(s.ids[:0], rows)[:rows]
	for row := range s.ids {
		c := cells[column]
		column += stride
		text := b.text(c)
		first, last := outline(text)
		e := &s.near[(first^last*3)*0x9E3779B97F4A7C15>>s.shift]
		if e.first != first || e.last != last || e.n != uint32(len(text)) || e.id == 0 ||
			e.n > 16 && !bytes.Equal(b.text(s.cells[e.id-1]), text) {
			s.cells = append(s.cells, c)
			*e = nearText{first, last, uint32(len(text)), uint32(len(s.cells))}
		}
		s.ids[row] = e.id - 1
	}
}

// repeat gives all rows the text of one cell.
func (s *spelling) repeat(c cell, rows int) {
	s.cells, s.ids = s.cells[:0], slices.Grow(s.ids[:0], rows)[:rows]
	if rows > 0 {
		s.cells = append(s.cells, c)
	}
	clear(s.ids)
}

// outline returns the first and the last 8 bytes of b; where there are fewer
// than 8, all of them, twice. Up to 16 bytes it is all of b.
func outline(b []byte) (first, last uint64) {
	n := len(b)
	if n > 16 {
		return binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[n-8:])
	}
	if cap(b) < 16 {
		var short [16]byte
		copy(short[:], b)
		return bounds(&short, n)
	}
	return bounds((*[16]byte)(b[:16]), n)
}

// bounds is outline for the first n bytes of b, up to 16 of them. It does so
// without a branch, which the processor could not foresee.
func bounds(b *[16]byte, n int) (first, last uint64) {
	mask := uint64(1)<<(8*uint(n)) - 1 // all bits from 8 bytes on
	at := int64(n) - 8
	at &^= at >> 63 // not below 0
	return binary.LittleEndian.Uint64(b[:]) & mask, binary.LittleEndian.Uint64(b[at:]) & mask
}

// append appends to ids what rows of the column are in all blocks.
func (s *spelling) append(ids []uint32, from, to int) []uint32 {
	n := len(ids)
	ids = slices.Grow(ids, to-from)[:n+to-from]
	out := ids[n:]
	for k, id := range s.ids[from:to] {
		out[k] = s.all[id]
	}
	return ids
}

// truncate keeps the first n rows, and the texts that they have.
func (s *spelling) truncate(n int) {
	s.ids = s.ids[:n]
	s.all = append(s.all[:0], make([]uint32, len(s.cells))...) // new number + 1
	var cells []cell
	for row, id := range s.ids {
		if s.all[id] == 0 {
			cells = append(cells, s.cells[id])
			s.all[id] = uint32(len(cells))
		}
		s.ids[row] = s.all[id] - 1
	}
	s.cells = append(s.cells[:0], cells...)
}

// learn finds what each number of the column is in d, which is of all blocks.
func (s *spelling) learn(b *block, d *dict) {
	s.hashes = s.hashes[:0]
	for _, c := range s.cells {
		s.hashes = append(s.hashes, d.hash(b.text(c)))
	}
	s.all = d.findAll(s.all[:0], b, s.cells, s.hashes)
}
