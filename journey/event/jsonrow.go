package event

import (
	"bytes"
)

// line reads the object that is the line from i to end, and what it says into
// the slots and attributes, or returns -1.
func (s *jsonShape) line(i, end int) int {
	s.row++
	s.high, s.lines, s.host = 0, false, -1
	if s.text[i] != '{' {
		return s.fail(i, errNoObject)
	}
	if i = s.members(s.root, i, 0); i < 0 {
		return i
	}
	if i = s.space(i); i != end {
		return s.fail(i, ErrJSON)
	}
	return i
}

// members reads an object of which something may count.
func (s *jsonShape) members(n *jsonNode, i, depth int) int {
	if depth >= maxNesting {
		return s.fail(i, errNesting)
	}
	if i = s.space(i + 1); s.text[i] == '}' {
		return i + 1
	}
	for k := 0; ; k++ {
		var m *jsonMember
		if m, i = s.name(n, i, k); i < 0 {
			return i
		}
		if s.text[i] == ':' && s.text[i+1] > ' ' {
			i++
		} else if i = s.colon(i); i < 0 {
			return i
		}
		if i = s.counts(m, i, depth+1); i < 0 {
			return i
		}
		if s.text[i] == ',' && s.text[i+1] > ' ' {
			i++
			continue
		}
		var more bool
		if i, more = s.comma(i, '}'); !more {
			return i
		}
	}
}

// name reads the name of member k of an object: most often that which member k
// of the last had.
func (s *jsonShape) name(n *jsonNode, i, k int) (*jsonMember, int) {
	if k < len(n.order) {
		m := n.order[k]
		if end := i + len(m.raw); end <= len(s.text) && string(s.text[i:end]) == m.raw {
			return m, end
		}
	}
	if s.text[i] != '"' {
		return nil, s.fail(i, ErrJSON)
	}
	from := i + 1
	if i = s.string(i); i < 0 {
		return nil, i
	}
	name := s.plainName(from, i-1)
	m := n.members[string(name)]
	if m == nil {
		m = s.meet(n, string(name))
	}
	if m.raw != "" {
		if k < len(n.order) {
			n.order[k] = m
		} else if k == len(n.order) && k < 256 {
			n.order = append(n.order, m)
		}
	}
	return m, i
}

// plainName returns what the inside of a string means, until the next call.
func (s *jsonShape) plainName(from, to int) []byte {
	if !s.escape {
		return s.text[from:to]
	}
	s.key = unescaped(s.key[:0], s.text[from:to])
	return s.key
}

// counts reads the value of a member.
func (s *jsonShape) counts(m *jsonMember, i, depth int) int {
	if m.node == nil && !m.tells() {
		return s.skip(i, depth)
	}
	v := jsonValue{at: s.place(i)}
	switch c := s.text[i]; {
	case c == '"':
		next := s.string(i)
		if next < 0 {
			return next
		}
		return s.told(m, s.meant(v, i+1, next-1), next, depth)
	case c == '{' && m.node != nil:
		return s.members(m.node, i, depth)
	case c == '[' && m.node != nil && m.node.list != nil:
		return s.pairs(m.node.list, i, depth)
	case c == '{' || c == '[' || c == 'n':
		return s.skip(i, depth)
	case c == 't' || c == 'f':
		v.kind = 't'
	default:
		v.kind = '1'
	}
	next := s.plain(i)
	if next < 0 {
		return next
	}
	v.cell = s.cell(i, next)
	return s.told(m, v, next, depth)
}

// place returns where i is in the block: within a text, where that begins.
func (s *jsonShape) place(i int) int {
	if s.host >= 0 {
		return s.host
	}
	return i
}

// cell returns the cell of what stands in the text.
func (s *jsonShape) cell(from, to int) cell { return cell{uint32(s.base + from), uint32(s.base + to)} }

// meant returns v as the text that the inside of a string means.
func (s *jsonShape) meant(v jsonValue, from, to int) jsonValue {
	v.kind = '"'
	if !s.escape {
		v.cell = s.cell(from, to)
		return v
	}
	start := s.data + len(s.extra)
	s.extra = unescaped(s.extra, s.text[from:to])
	v.cell = cell{uint32(start), uint32(s.data + len(s.extra))}
	return v
}

// padding is what must stand behind a text for a scanner to read it.
var padding [scanMargin]byte

// told notes the value of a member, which ends at next.
func (s *jsonShape) told(m *jsonMember, v jsonValue, next, depth int) int {
	if m.node != nil && v.kind == '"' {
		return s.within(m.node, v, next, depth)
	}
	if !m.tells() || m.absent != "" && string(s.textOf(v.cell)) == m.absent {
		return next
	}
	if m.row == s.row {
		return s.fail(v.at, ErrTwice)
	}
	m.row = s.row
	for _, k := range m.slots {
		slot := &s.slots[k]
		slot.jsonValue, slot.row = v, s.row
	}
	if m.attr < 0 && m.rank > 0 && m.slots == nil {
		m.attr = s.attr(m.name)
	}
	if m.attr >= 0 {
		s.addAttr(m, v.cell)
	}
	return next
}

// addAttr notes an attribute of the row.
func (s *jsonShape) addAttr(m *jsonMember, c cell) {
	if c.from == c.to {
		return
	}
	a := &s.attrs[m.attr]
	if a.row == s.row {
		if m.rank < a.rank {
			s.found[a.at].cell, a.rank = c, m.rank
		}
		return
	}
	a.row, a.at, a.rank = s.row, len(s.found), m.rank
	s.found = append(s.found, attrCell{uint32(m.attr), c})
}

// textOf returns what a cell says.
func (s *jsonShape) textOf(c cell) []byte {
	if int(c.from) < s.data {
		return s.block[c.from:c.to]
	}
	return s.extra[int(c.from)-s.data : int(c.to)-s.data]
}

// within reads the JSON that a text is, if it begins like some.
func (s *jsonShape) within(n *jsonNode, v jsonValue, next, depth int) int {
	inner := bytes.TrimLeft(s.textOf(v.cell), " \t\r\n")
	isList := len(inner) > 0 && inner[0] == '[' && n.list != nil
	if !isList && (len(inner) == 0 || inner[0] != '{') {
		return next
	}
	outer, base, lines, host := s.text, s.base, s.lines, s.host
	s.host = v.at
	if int(v.from) < s.data || int(v.to) < s.data+len(s.extra) {
		s.extra = append(s.extra, inner...)
	}
	s.base = s.data + len(s.extra) - len(inner)
	s.extra = append(s.extra, padding[:]...)
	s.text, s.lines = s.extra[s.base-s.data:], true
	i := 0
	if isList {
		i = s.pairs(n.list, 0, depth)
	} else {
		i = s.members(n, 0, depth)
	}
	if i >= 0 {
		if i = s.space(i); i != len(inner) {
			i = s.fail(i, ErrJSON)
		}
	}
	s.text, s.base, s.lines, s.host = outer, base, lines, host
	if i < 0 {
		return s.fail(v.at, s.err)
	}
	return next
}
