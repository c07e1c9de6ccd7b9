package event

import (
	"bytes"
	"io"
)

// A listReader gives the elements of a JSON list, a line each, and a line that
// is no JSON for each fault in the list itself. It looks at brackets, commas
// and quotes only: what is wrong with an element is for the reader of lines.
type listReader struct {
	r   io.Reader
	in  [16 << 10]byte
	out []byte // still to be given
	all []byte // the memory of out
	err error

	depth  int  // of brackets; 1 is between elements, 0 before the list and after it
	text   bool // within a string
	escape bool // behind a backslash in it
	some   bool // an element has begun since the last comma
	comma  bool // there was one
	ended  bool // the list has
	over   bool // something stood behind it
}

// unlisted returns the elements of the list that what r gives is, or r itself
// if it is none. What r gives first is in rest.
func (s *source) unlisted() {
	s.rest = s.read(s.rest, 512)
	if text := bytes.TrimLeft(s.rest, " \t\r\n"); len(text) == 0 || text[0] != '[' {
		return
	}
	rest := bytes.NewReader(bytes.Clone(s.rest))
	s.left += int64(len(s.rest))
	list := &listReader{r: io.MultiReader(rest, s.r)}
	if s.err != nil {
		list.r = io.MultiReader(rest, failing{s.err})
	}
	s.r, s.rest, s.err = list, nil, nil
}

// A failing fails.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// Read gives what comes next of the lines.
func (l *listReader) Read(p []byte) (int, error) {
	for len(l.out) == 0 {
		if l.err != nil {
			return 0, l.err
		}
		var n int
		n, l.err = l.r.Read(l.in[:])
		l.all = l.all[:0]
		for _, c := range l.in[:n] {
			l.take(c)
		}
		if l.err == io.EOF && !l.ended {
			l.say("\n[\n")
		}
		if l.out = l.all; n == 0 && len(l.out) == 0 {
			return 0, l.err
		}
	}
	n := copy(p, l.out)
	l.out = l.out[n:]
	return n, nil
}

func (l *listReader) say(s string) { l.all = append(l.all, s...) }

// take takes the next byte.
func (l *listReader) take(c byte) {
	switch {
	case l.over:
	case l.text:
		l.within(c)
	case c == ' ' || c == '\t' || c == '\r' || c == '\n':
		if l.depth > 1 {
			l.all = append(l.all, ' ')
		}
	case l.depth == 0:
		l.outside(c)
	case l.depth == 1:
		l.between(c)
	default:
		l.element(c)
	}
}

// within takes a byte of a string. A line end has no place there, and must not
// end the line.
func (l *listReader) within(c byte) {
	if c == '\n' {
		c = 0
	}
	l.all = append(l.all, c)
	if l.escape || c == '\\' {
		l.escape = !l.escape
		return
	}
	l.text = c != '"'
}

// outside takes a byte before the list or after it, where only the bracket that
// begins the list is right.
func (l *listReader) outside(c byte) {
	if l.ended {
		l.say("]\n")
		l.over = true
		return
	}
	l.depth = 1
}

// between takes a byte between elements.
func (l *listReader) between(c byte) {
	switch {
	case c == ',' && l.some:
		l.say("\n")
		l.some, l.comma = false, true
	case c == ',':
		l.say(",\n")
		l.comma = true
	case c == ']':
		if l.comma && !l.some {
			l.say(",")
		}
		l.say("\n")
		l.depth, l.ended = 0, true
	default:
		l.some = true
		l.element(c)
	}
}

// element takes a byte of an element outside of strings.
func (l *listReader) element(c byte) {
	l.all = append(l.all, c)
	switch c {
	case '"':
		l.text = true
	case '{', '[':
		l.depth++
	case '}', ']':
		if l.depth > 1 {
			l.depth--
		}
	}
}
