package event

import (
	"bytes"
	"hash/maphash"
	"math"
	"slices"
)

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
