package event

import (
	"bytes"
	"hash/maphash"
	"math"
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

// row adds the row that the shape has read, or tells what is wrong with it and
// where, -1 for nowhere.
func (b *jsonBlock) row() (at int, err error) {
	s := b.shape
	who := s.first(s.who)
	b.aliases(who)
	if kind := s.first(s.kind); kind != nil && !b.opt.isEvent(s.textOf(kind.cell)) {
		b.note(jsonNote{other: true, a: kind.cell})
		return 0, nil
	}
	when, what := s.first(s.when), s.first(s.what)
	channel, value := s.first(s.channel), s.first(s.value)
	switch {
	case who == nil || what == nil:
		return -1, ErrEmpty
	case when == nil:
		return -1, ErrTime
	}
	nano, ok := b.moment(s.textOf(when.cell))
	if !ok {
		return when.at, ErrTime
	}
	v := math.NaN()
	if value != nil {
		if v, ok = b.number(value); !ok {
			return value.at, ErrValue
		}
	}
	if at, err := b.places(); err != nil {
		return at, err
	}
	row := jsonRow{line: uint32(b.ends), nano: nano, value: v, what: what.cell}
	if channel != nil {
		row.channel = channel.cell
	}
	b.rows, b.who = append(b.rows, row), append(b.who, who.cell)
	b.hashes = append(b.hashes, maphash.Bytes(b.seed, s.textOf(who.cell)))
	if b.ids != nil {
		b.digests = append(b.digests, b.digest())
	}
	for _, role := range [][]int{s.who, s.when, s.what, s.channel, s.value} {
		s.losers(role)
	}
	return 0, nil
}

// isEvent reports whether records of a kind are events.
func (o *JSONOptions) isEvent(kind []byte) bool {
	isIt := func(of string) bool { return of == string(kind) }
	if len(o.Kinds) > 0 {
		return slices.ContainsFunc(o.Kinds, isIt)
	}
	return !slices.ContainsFunc(o.Except, isIt)
}

// first returns the value of the first slot of a role that has one.
func (s *jsonShape) first(role []int) *jsonSlot {
	for _, k := range role {
		if slot := &s.slots[k]; slot.row == s.row && slot.from < slot.to {
			return slot
		}
	}
	return nil
}

// losers makes attributes of what could have a role, but for others that count
// before it.
func (s *jsonShape) losers(role []int) {
	if len(role) < 2 {
		return
	}
	won := false
	for _, k := range role {
		slot := &s.slots[k]
		if slot.row != s.row || slot.from == slot.to {
			continue
		}
		m := slot.member
		if won && m.rank > 0 && m.attr < 0 && len(m.slots) == 1 {
			if m.lost < 0 {
				m.lost = s.attr(m.name)
			}
			s.addLost(m, slot.cell)
		}
		won = true
	}
}

// addLost is addAttr for one that lost.
func (s *jsonShape) addLost(m *jsonMember, c cell) {
	as := *m
	as.attr = m.lost
	s.addAttr(&as, c)
}

// number returns the number that a value says, NaN for white space.
func (b *jsonBlock) number(v *jsonSlot) (float64, bool) {
	text := b.text(v.cell)
	if v.kind == '"' {
		if text = bytes.TrimSpace(text); len(text) == 0 {
			return math.NaN(), true
		}
	}
	return number(text)
}

// places notes the numbers by which rows at one time stand.
func (b *jsonBlock) places() (at int, err error) {
	start := len(b.orders)
	for _, k := range b.shape.order {
		n := int64(0)
		if slot := &b.shape.slots[k]; slot.row == b.shape.row && slot.from < slot.to {
			var ok bool
			if n, ok = integer(b.text(slot.cell)); !ok {
				b.orders = b.orders[:start]
				return slot.at, ErrOrder
			}
		}
		b.orders = append(b.orders, n)
	}
	return 0, nil
}

// digest returns that of the row's id, all zero if it has none.
func (b *jsonBlock) digest() digest {
	s := b.shape
	b.id = b.id[:0]
	for i, k := range s.id {
		slot := &s.slots[k]
		has := slot.row == s.row && slot.from < slot.to
		if i == 0 && !has {
			return digest{}
		}
		var part []byte
		if has {
			part = s.textOf(slot.cell)
		}
		b.id = appendPart(b.id, part)
	}
	return b.ids.digest(b.id)
}

// aliases notes what else the customer of the row is called.
func (b *jsonBlock) aliases(who *jsonSlot) {
	s := b.shape
	if who == nil || b.opt.Alias == nil {
		return
	}
	for _, k := range s.jsonRoles.aliases {
		slot := &s.slots[k]
		if slot.row == s.row && slot.from < slot.to && !bytes.Equal(s.textOf(slot.cell), s.textOf(who.cell)) {
			b.note(jsonNote{alias: true, a: slot.cell, b: who.cell})
		}
	}
}

// note notes what comes before the next row.
func (b *jsonBlock) note(n jsonNote) {
	n.before = len(b.rows)
	b.notes = append(b.notes, n)
}
