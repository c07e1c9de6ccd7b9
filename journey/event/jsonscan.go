package event

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
)

// What may be wrong with JSON: see [SyntaxError].
var (
	ErrJSON  = errors.New("not a JSON object")
	ErrTwice = errors.New("member that counts and is there twice")
)

var (
	errNesting  = fmt.Errorf("depth of JSON %w", ErrTooLarge)
	errMembers  = fmt.Errorf("number of attributes %w", ErrTooLarge)
	errNoObject = fmt.Errorf("%w: want one a line, or one list of them with its end", ErrJSON)
)

// maxNesting bounds how deep objects and arrays may be nested.
const maxNesting = 64

// A jsonScanner reads JSON as RFC 8259 has it. The methods that read something
// are given where it begins and return where it ends, or -1 when they have
// noted what is wrong.
//
// Behind its text stand scanMargin zeros: no JSON holds one, so that nothing is
// read beyond them and no step has to ask where the text ends.
type jsonScanner struct {
	text   []byte
	lines  bool   // line ends are white space: the text is not a line
	high   uint64 // all bytes of strings or'ed together, and some others
	escape bool   // the last string has an escape

	err error
	at  int // of err
}

func (s *jsonScanner) fail(at int, err error) int {
	s.err, s.at = err, at
	return -1
}

// space skips white space.
func (s *jsonScanner) space(i int) int {
	if s.text[i] > ' ' {
		return i
	}
	for c := s.text[i]; c == ' ' || c == '\t' || c == '\r' || c == '\n' && s.lines; c = s.text[i] {
		i++
	}
	return i
}

// skip reads a value that counts for nothing, at a depth.
func (s *jsonScanner) skip(i, depth int) int {
	switch c := s.text[i]; {
	case c == '"':
		return s.string(i)
	case c == '{':
		return s.object(i, depth)
	case c == '[':
		return s.array(i, depth)
	}
	return s.plain(i)
}

// plain reads a number, true, false or null.
func (s *jsonScanner) plain(i int) int {
	switch s.text[i] {
	case 't':
		return s.word(i, "true")
	case 'f':
		return s.word(i, "false")
	case 'n':
		return s.word(i, "null")
	}
	return s.number(i)
}

func (s *jsonScanner) word(i int, word string) int {
	if string(s.text[i:i+len(word)]) != word {
		return s.fail(i, ErrJSON)
	}
	return i + len(word)
}

func (s *jsonScanner) object(i, depth int) int {
	if depth >= maxNesting {
		return s.fail(i, errNesting)
	}
	if i = s.space(i + 1); s.text[i] == '}' {
		return i + 1
	}
	for {
		if s.text[i] != '"' {
			return s.fail(i, ErrJSON)
		}
		if i = s.string(i); i < 0 {
			return i
		}
		if i = s.colon(i); i < 0 {
			return i
		}
		if i = s.skip(i, depth+1); i < 0 {
			return i
		}
		var more bool
		if i, more = s.comma(i, '}'); !more {
			return i
		}
	}
}

func (s *jsonScanner) array(i, depth int) int {
	if depth >= maxNesting {
		return s.fail(i, errNesting)
	}
	if i = s.space(i + 1); s.text[i] == ']' {
		return i + 1
	}
	for {
		if i = s.skip(i, depth+1); i < 0 {
			return i
		}
		var more bool
		if i, more = s.comma(i, ']'); !more {
			return i
		}
	}
}

// colon reads what stands between the name of a member and its value.
func (s *jsonScanner) colon(i int) int {
	if i = s.space(i); s.text[i] != ':' {
		return s.fail(i, ErrJSON)
	}
	return s.space(i + 1)
}

// comma reads what stands behind an element: a comma, and there is more, or the
// end.
func (s *jsonScanner) comma(i int, end byte) (next int, more bool) {
	i = s.space(i)
	switch s.text[i] {
	case ',':
		return s.space(i + 1), true
	case end:
		return i + 1, false
	}
	return s.fail(i, ErrJSON), false
}

// string reads a string, whose quote is at i.
func (s *jsonScanner) string(i int) int {
	s.escape = false
	for i++; ; {
		w := binary.LittleEndian.Uint64(s.text[i:])
		s.high |= w
		m := special(w)
		if m == 0 {
			i += 8
			continue
		}
		i += bits.TrailingZeros64(m) >> 3
		switch s.text[i] {
		case '"':
			return i + 1
		case '\\':
			s.escape = true
			n := escaped(s.text[i:])
			if n == 0 {
				return s.fail(i, ErrJSON)
			}
			i += n
		default:
			return s.fail(i, ErrJSON)
		}
	}
}

// special returns a number whose lowest set bit is in the first byte of w that
// is a quote, a backslash or a control character, and 0 if there is none.
func special(w uint64) uint64 {
	const high = ones << 7
	quote, backslash := w^ones*'"', w^ones*'\\'
	return ((w - ones*' ') | (quote - ones) | (backslash - ones)) &^ w & high
}

// escaped returns the length of the escape that b begins with, 0 if it is none.
func escaped(b []byte) int {
	switch b[1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2
	case 'u':
		if _, ok := hex4(b[2:]); ok {
			return 6
		}
	}
	return 0
}

// number reads a number.
func (s *jsonScanner) number(i int) int {
	from := i
	if s.text[i] == '-' {
		i++
	}
	switch {
	case s.text[i] == '0':
		i++
	case s.text[i]-'1' <= 8:
		i = s.digits(i)
	default:
		return s.fail(from, ErrJSON)
	}
	if s.text[i] == '.' {
		if i++; s.text[i]-'0' > 9 {
			return s.fail(from, ErrJSON)
		}
		i = s.digits(i)
	}
	if s.text[i]|0x20 == 'e' {
		if i++; s.text[i] == '+' || s.text[i] == '-' {
			i++
		}
		if s.text[i]-'0' > 9 {
			return s.fail(from, ErrJSON)
		}
		i = s.digits(i)
	}
	return i
}

// digits skips digits.
func (s *jsonScanner) digits(i int) int {
	for s.text[i]-'0' <= 9 {
		i++
	}
	return i
}
