package event

// pairs reads a list of pairs of a key and a value.
func (s *jsonShape) pairs(n *jsonNode, i, depth int) int {
	if depth >= maxNesting {
		return s.fail(i, errNesting)
	}
	if i = s.space(i + 1); s.text[i] == ']' {
		return i + 1
	}
	for more := true; more; {
		if s.text[i] == '{' {
			i = s.pair(n, i, depth+1)
		} else {
			i = s.skip(i, depth+1)
		}
		if i < 0 {
			return i
		}
		i, more = s.comma(i, ']')
	}
	return i
}

// A jsonPair is what an object says as a pair.
type jsonPair struct {
	key, value jsonValue // of kind 0 while there is none
}

// pair reads an object that is a pair, and what it says of the value of its
// key. Of two with one key the first counts.
func (s *jsonShape) pair(n *jsonNode, i, depth int) int {
	var p jsonPair
	next := s.each(i, depth, func(name []byte, i int) int {
		switch string(name) {
		case "key":
			return s.scalar(&p.key, i, depth+1)
		case "value":
			if s.text[i] == '{' {
				return s.typed(&p.value, i, depth+1)
			}
			return s.scalar(&p.value, i, depth+1)
		}
		return s.skip(i, depth+1)
	})
	if next < 0 || p.key.kind != '"' || p.value.kind == 0 {
		return next
	}
	key := s.textOf(p.key.cell)
	m := n.members[string(key)]
	if m == nil {
		m = s.meet(n, string(key))
	}
	if m.row == s.row {
		return next
	}
	return s.told(m, p.value, next, depth)
}

// typed reads a value that stands in an object, by its type.
func (s *jsonShape) typed(v *jsonValue, i, depth int) int {
	return s.each(i, depth, func(name []byte, i int) int {
		switch string(name) {
		case "string_value", "int_value", "float_value", "double_value":
			return s.scalar(v, i, depth+1)
		}
		return s.skip(i, depth+1)
	})
}

// scalar reads a value into v, unless v has one or it is none that counts.
func (s *jsonShape) scalar(v *jsonValue, i, depth int) int {
	next := s.skip(i, depth)
	if next < 0 || v.kind != 0 {
		return next
	}
	switch c := s.text[i]; c {
	case '{', '[', 'n':
		return next
	case '"':
		*v = s.meant(jsonValue{at: s.place(i)}, i+1, next-1)
		return next
	case 't', 'f':
		v.kind = 't'
	default:
		v.kind = '1'
	}
	v.cell, v.at = s.cell(i, next), s.place(i)
	return next
}

// each reads an object, with what reads the value of a member.
func (s *jsonShape) each(i, depth int, value func(name []byte, i int) int) int {
	if depth >= maxNesting {
		return s.fail(i, errNesting)
	}
	if i = s.space(i + 1); s.text[i] == '}' {
		return i + 1
	}
	for more := true; more; {
		if s.text[i] != '"' {
			return s.fail(i, ErrJSON)
		}
		from := i + 1
		if i = s.string(i); i < 0 {
			return i
		}
		name := s.plainName(from, i-1)
		if i = s.colon(i); i < 0 {
			return i
		}
		if i = value(name, i); i < 0 {
			return i
		}
		i, more = s.comma(i, '}')
	}
	return i
}
