package event

import "bytes"

// quoted reads a row that has quotes.
func (s *scanner) quoted(i int, cells []cell) row {
	q := quotes{s, s.data[:min(len(s.data), i+s.maxLine+2)], i}
	for fields, at := 1, i; ; fields++ {
		f, fault := q.field(at)
		if fault.err != nil {
			if fault.err != errRow {
				fault.column = fields
			}
			return fault
		}
		if fields <= len(cells) {
			cells[fields-1] = s.meant(f)
		}
		if f.end == len(q.view) || q.view[f.end] == '\n' {
			r := s.ended(i, f.end)
			r.fields, r.lines = fields, bytes.Count(s.data[i:r.next], newline)
			return r
		}
		at = f.end + 1
	}
}

// quotes reads the fields of a row that begins at start. It sees no more of
// data than the longest row takes: at the end of that, the row is too long; at
// the end of data before, the row goes on, or data is all there is.
type quotes struct {
	*scanner
	view  []byte
	start int
}

// A field is what stands at a place.
type field struct {
	from, to int  // its content
	changed  bool // what it means is not what it holds
	end      int  // the comma or line end after it, or the end of view
}

func (q *quotes) field(at int) (field, row) {
	if at < len(q.view) && q.view[at] == '"' {
		return q.within(at)
	}
	return q.bare(at)
}

// bare reads a field without quotes.
func (q *quotes) bare(at int) (field, row) {
	for p := at; p < len(q.view); p++ {
		switch q.view[p] {
		case q.comma:
			return field{from: at, to: p, end: p}, row{}
		case '\n':
			return q.lastBare(at, p), row{}
		case '"':
			return field{}, q.broken(q.start, p, p, ErrQuote)
		}
	}
	return q.lastBare(at, len(q.view)), q.atEnd()
}

// lastBare returns a field without quotes that ends its row.
func (q *quotes) lastBare(at, end int) field {
	f := field{from: at, to: end, end: end}
	if end > at && q.view[end-1] == '\r' {
		f.to--
	}
	return f
}

// within reads a field whose quote opens at a place.
func (q *quotes) within(open int) (field, row) {
	f := field{from: open + 1}
	for p := f.from; ; p += 2 {
		n := bytes.IndexByte(q.view[p:], '"')
		if n < 0 {
			return f, q.unclosed(open)
		}
		p += n
		f.to, f.end = p, p+1
		rest := q.view[p+1:]
		if len(rest) > 0 && rest[0] == '\r' {
			rest, f.end = rest[1:], p+2
		}
		switch {
		case len(rest) == 0:
			return f, q.atEnd()
		case rest[0] == '\n':
			return f, row{}
		case f.end == p+1 && rest[0] == q.comma:
			return f, row{}
		case f.end == p+1 && rest[0] == '"':
			f.changed = true
		default:
			return f, q.broken(q.start, p, p, ErrQuote)
		}
	}
}

// atEnd is about a row that is sound as far as view goes.
func (q *quotes) atEnd() row {
	switch {
	case q.isFull():
		return q.broken(q.start, q.start, len(q.view), errRow)
	case !q.final:
		return row{err: errMore}
	}
	return row{}
}

// unclosed is about a quote that does not end in view.
func (q *quotes) unclosed(open int) row {
	switch {
	case q.isFull():
		return q.broken(q.start, open, open, errOpen)
	case !q.final:
		return row{err: errMore}
	}
	return q.broken(q.start, open, open, ErrQuote)
}

func (q *quotes) isFull() bool { return len(q.view) == q.start+q.maxLine+2 }

// meant returns the cell of what a field means: without the first of two
// quotes, and without the CR of CR LF.
func (s *scanner) meant(f field) cell {
	content := s.data[f.from:f.to]
	if !f.changed && bytes.IndexByte(content, '\r') < 0 {
		return cell{uint32(f.from), uint32(f.to)}
	}
	from := len(s.data) + len(s.extra)
	for i := 0; i < len(content); i++ {
		c := content[i]
		if c == '"' {
			i++
		}
		if c == '\r' && i+1 < len(content) && content[i+1] == '\n' {
			continue
		}
		s.extra = append(s.extra, c)
	}
	return cell{uint32(from), uint32(len(s.data) + len(s.extra))}
}
