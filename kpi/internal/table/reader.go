package table

import (
	"bytes"
	"fmt"
	"io"

	"github.com/parcours-go/parcours/journey/event"
)

// A reader cuts a file into rows and fields.
type reader struct {
	from  io.Reader
	line  int // of what comes next
	began int // the line where the last row began

	buffer []byte
	start  int // of what is unread
	ended  bool
	fields [][]byte
}

// row returns the fields of the next row, which are good until the one after
// it, or nil at the end.
func (r *reader) row() ([][]byte, error) {
	if r.line > 1 && r.plain() {
		return r.fields, nil
	}
	text, quoted, err := r.next()
	if err != nil || text == nil {
		return nil, err
	}
	r.fields = r.fields[:0]
	if quoted {
		return r.fields, r.unquote(text)
	}
	for {
		end := bytes.IndexByte(text, comma)
		if end < 0 {
			r.fields = append(r.fields, text)
			return r.fields, nil
		}
		r.fields = append(r.fields, text[:end])
		text = text[end+1:]
	}
}

// plain cuts a row that is in the buffer with its end and has no quotes, which
// is every row but few, in one pass.
func (r *reader) plain() bool {
	r.fields = r.fields[:0]
	rest := r.buffer[r.start:]
	from := 0
	for i, c := range rest {
		switch c {
		case comma:
			r.fields = append(r.fields, rest[from:i])
			from = i + 1
		case '\n':
			r.fields = append(r.fields, bytes.TrimSuffix(rest[from:i], []byte{'\r'}))
			r.began = r.line
			r.line++
			r.start += i + 1
			return true
		case '"':
			return false
		}
	}
	return false
}

const comma = ','

// byteOrderMark may stand before the header.
const byteOrderMark = "\ufeff"

// next returns the text of the next row without its end of line, and whether
// there are quotes in it.
func (r *reader) next() (text []byte, quoted bool, err error) {
	r.began = r.line
	end := 0 // of what was looked at
	quotes := 0
	for {
		rest := r.buffer[r.start:]
		if r.line == 1 && r.start == 0 && bytes.HasPrefix(rest, []byte(byteOrderMark)) {
			r.start = len(byteOrderMark)
			continue
		}
		at := bytes.IndexByte(rest[end:], '\n')
		if at < 0 && !r.ended {
			if len(rest) > maxRow {
				return nil, false, &event.SyntaxError{Line: r.began, Err: fmt.Errorf("row %w", event.ErrTooLarge)}
			}
			if err = r.fill(); err != nil {
				return nil, false, &event.SyntaxError{Line: r.line, Err: err}
			}
			continue
		}
		if at < 0 {
			at = len(rest) - end
		}
		quotes += bytes.Count(rest[end:end+at], []byte{'"'})
		end += at
		last := end == len(rest)
		if last && end == 0 {
			return nil, false, nil
		}
		r.line++
		if quotes%2 == 0 {
			r.start += min(end+1, len(rest))
			return bytes.TrimSuffix(rest[:end], []byte{'\r'}), quotes > 0, nil
		}
		if last {
			return nil, false, &event.SyntaxError{Line: r.began, Err: event.ErrQuote}
		}
		end++ // the end of the line is inside quotes
	}
}

// fill reads more behind what is unread.
func (r *reader) fill() error {
	if r.start > 0 {
		r.buffer = append(r.buffer[:0], r.buffer[r.start:]...)
		r.start = 0
	}
	if len(r.buffer) == cap(r.buffer) {
		r.buffer = append(make([]byte, 0, max(1<<18, 2*cap(r.buffer))), r.buffer...)
	}
	n, err := r.from.Read(r.buffer[len(r.buffer):cap(r.buffer)])
	r.buffer = r.buffer[:len(r.buffer)+n]
	if err == io.EOF {
		r.ended = true
		return nil
	}
	return err
}

// unquote cuts a row with quotes into its fields.
func (r *reader) unquote(text []byte) error {
	for {
		field, rest, ok := r.field(text)
		if !ok {
			return &event.SyntaxError{Line: r.began, Column: len(r.fields) + 1, Err: event.ErrQuote}
		}
		r.fields = append(r.fields, field)
		if rest == nil {
			return nil
		}
		text = rest[1:]
	}
}

// field returns the first field of a text, and the rest from the comma behind
// it on, or nil.
func (r *reader) field(text []byte) (field, rest []byte, ok bool) {
	if len(text) == 0 || text[0] != '"' {
		end := bytes.IndexByte(text, comma)
		if end < 0 {
			return text, nil, bytes.IndexByte(text, '"') < 0
		}
		return text[:end], text[end:], bytes.IndexByte(text[:end], '"') < 0
	}
	text = text[1:]
	for {
		end := bytes.IndexByte(text, '"')
		if end < 0 {
			return nil, nil, false
		}
		field = append(field, text[:end]...)
		text = text[end+1:]
		switch {
		case len(text) == 0:
			return field, nil, true
		case text[0] == comma:
			return field, text, true
		case text[0] != '"':
			return nil, nil, false
		}
		field = append(field, '"')
		text = text[1:]
	}
}
