package event

import (
	"bytes"
	"hash/maphash"
	"math"
	"slices"
	"unicode/utf8"
)

// A block is a piece of a file that begins and ends where rows do, and what
// its rows say. Reading one takes nothing from the blocks before it, so that
// several can be read at once.
type block struct {
	scanner
	clock
	start int           // where the rows begin
	stop  int           // where they end; data goes on as far as the source had to look
	lost  int           // line ends between the block before and this one
	done  chan struct{} // hears when another goroutine has read it

	// The rows that are right.
	lines  []uint32   // the line of each, from the first of the block
	cells  []cell     // as many a row as the file has columns
	nanos  []int64    // times
	whos   []cell     // customers
	hashes []uint64   // of the customers
	values []float64  // NaN where there is none
	ids    []digest   // of the events, if the file has ids; zero for none
	orders []int64    // as many a row as the options name
	texts  []spelling // a column each: see table.texts

	rows  []uint32    // memory to count in
	kinds []kindCount // of the rows: see count

	faults []fault // the rows that are wrong
	ends   int     // line ends in the block
}

// A fault is a row that is wrong.
type fault struct {
	before int // rows that are right before it
	line   int // from the first of the block
	column int // from 1; 0 means the row
	err    error
}

// read reads the rows.
func (b *block) read(t *table) {
	b.begin(b.start)
	b.ends = 0
	b.lines, b.nanos, b.hashes = b.lines[:0], b.nanos[:0], b.hashes[:0]
	b.values, b.faults = b.values[:0], b.faults[:0]
	b.whos, b.ids, b.orders = b.whos[:0], b.ids[:0], b.orders[:0]
	for i := b.start; i < b.stop; {
		if b.data[i] == '\n' {
			b.sep++
			b.ends++
			i++
			continue
		}
		cells := b.room(t.columns)
		next := b.simple(i, cells)
		if next < 0 {
			i = b.careful(t, i, cells)
			continue
		}
		if !b.add(t, cells, b.data[i:next]) {
			b.note(b.diagnose(t, cells))
		}
		b.ends++
		i = next
	}
	every := b.spell(t.every)
	b.extra = append(b.extra, make([]byte, scanMargin)...)
	b.orders = b.orders[:min(len(b.orders), len(b.lines)*len(t.order))]
	if b.texts == nil {
		b.texts = newSpellings(len(t.texts))
	}
	for k, column := range t.texts {
		if column < 0 {
			b.texts[k].repeat(every, len(b.lines))
			continue
		}
		b.texts[k].read(b, b.cells, column, t.columns)
	}
	if t.countsOnly && t.ids == nil {
		b.count()
	}
}

// spell returns a cell with a text that the file does not have.
func (b *block) spell(text []byte) cell {
	from := uint32(len(b.data) + len(b.extra))
	b.extra = append(b.extra, text...)
	return cell{from, from + uint32(len(text))}
}

// careful reads the row that begins at i, which is not simple.
func (b *block) careful(t *table, i int, cells []cell) (next int) {
	r := b.fields(i, cells)
	if blank := r.err == nil && r.end == i; !blank {
		if f := b.judge(t, i, &r, cells); f.err != nil {
			b.note(f)
		}
	}
	b.ends += r.lines
	return r.next
}

// note notes a fault of the row that is being read.
func (b *block) note(f fault) {
	f.before = len(b.lines)
	f.line += b.ends
	b.faults = append(b.faults, f)
}

// room returns the cells of the row after those that are right.
func (b *block) room(columns int) []cell {
	from := len(b.lines) * columns
	if from+columns > len(b.cells) {
		b.cells = append(b.cells, make([]cell, max(columns, len(b.cells)))...)
	}
	return b.cells[from:][:columns]
}

// text returns what a cell says.
func (b *block) text(c cell) []byte {
	if n := uint32(len(b.data)); c.from > n || c.from == n && len(b.extra) > 0 {
		return b.extra[c.from-n : c.to-n]
	}
	return b.data[c.from:c.to]
}

// judge adds a row, or says what is wrong with it.
func (b *block) judge(t *table, i int, r *row, cells []cell) fault {
	if r.err != nil {
		return fault{line: bytes.Count(b.data[i:r.at], newline), column: r.column, err: r.err}
	}
	if r.fields != t.columns {
		return fault{column: min(r.fields, t.columns) + 1, err: ErrFields}
	}
	if b.add(t, cells, b.data[i:r.end]) {
		return fault{}
	}
	return b.diagnose(t, cells)
}

// add adds a row, whose bytes are raw, unless something is wrong with it.
func (b *block) add(t *table, cells []cell, raw []byte) bool {
	who := t.customer(cells)
	if who.from == who.to || t.what >= 0 && cells[t.what].from == cells[t.what].to || !b.ascii && !utf8.Valid(raw) {
		return false
	}
	if t.countsOnly {
		b.keep(t, cells)
		return true
	}
	nano, ok := b.nano(b.text(cells[t.when]))
	if !ok {
		return false
	}
	if len(t.order) > 0 && !b.order(t, cells) {
		return false
	}
	if t.value >= 0 {
		v, c := math.NaN(), cells[t.value]
		if c.from < c.to {
			if v, ok = b.value(b.text(c)); !ok {
				return false
			}
		}
		b.values = append(b.values, v)
	}
	b.whos = append(b.whos, who)
	b.keep(t, cells)
	b.nanos = append(b.nanos, nano)
	b.hashes = append(b.hashes, maphash.Bytes(t.seed, b.text(who)))
	return true
}

// keep notes that a row is right.
func (b *block) keep(t *table, cells []cell) {
	if t.id >= 0 {
		b.ids = append(b.ids, t.digest(b.text(cells[t.id])))
	}
	b.lines = append(b.lines, uint32(b.ends))
}

// customer returns the cell that says who it was.
func (t *table) customer(cells []cell) cell {
	if who := cells[t.who]; who.from < who.to || t.anonymous < 0 {
		return who
	}
	return cells[t.anonymous]
}

// order adds the order of a row, unless something is wrong with it, in place of
// what a row that was wrong has left.
func (b *block) order(t *table, cells []cell) bool {
	b.orders = b.orders[:len(b.lines)*len(t.order)]
	for _, column := range t.order {
		n, ok := order(b.text(cells[column]))
		if !ok {
			return false
		}
		b.orders = append(b.orders, n)
	}
	return true
}

// value returns the value that s says, which is NaN for none.
func (b *block) value(s []byte) (v float64, ok bool) {
	if len(s) == 0 {
		return math.NaN(), true
	}
	if v, ok = number(s); ok {
		return v, true
	}
	if s = bytes.TrimSpace(s); len(s) == 0 {
		return math.NaN(), true
	}
	return number(s)
}

// diagnose returns the first fault in a row that has one.
func (b *block) diagnose(t *table, cells []cell) fault {
	for c := range cells {
		if err := b.check(t, c, cells); err != nil {
			return fault{column: c + 1, err: err}
		}
	}
	return fault{}
}

func (b *block) check(t *table, column int, cells []cell) error {
	s := b.text(cells[column])
	if !utf8.Valid(s) {
		return ErrText
	}
	if column == t.what && len(s) == 0 {
		return ErrEmpty
	}
	if who := t.customer(cells); column == t.who && who.from == who.to {
		return ErrEmpty
	}
	if t.countsOnly {
		return nil
	}
	if column == t.when {
		if _, ok := b.nano(s); !ok {
			return ErrTime
		}
	}
	if column == t.value {
		if _, ok := b.value(s); !ok {
			return ErrValue
		}
	}
	if slices.Contains(t.order, column) {
		if _, ok := order(s); !ok {
			return ErrOrder
		}
	}
	return nil
}

var newline = []byte{'\n'}
