package event

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// text goes over what stands before the next tag. It counts for nothing, but
// has to be text; outside the root there may only be white space.
func (s *xmlScanner) text() error {
	for {
		i := s.at
		for i < len(s.data) && s.data[i] != '<' {
			if c := s.data[i]; isSpace(c) || s.depth() > 0 && ordinary(c) {
				i++
				continue
			}
			if s.advance(i); s.depth() == 0 {
				return s.fault(i, errChar)
			}
			n, err := s.char(i, true)
			if err == errMore {
				break
			}
			if err != nil {
				return err
			}
			i += n
		}
		found := i < len(s.data) && s.data[i] == '<'
		if s.advance(i); found {
			return nil
		}
		if !s.more() {
			return s.ended()
		}
	}
}

// quoted returns the end of the value that begins at i, after its quote.
func (s *xmlScanner) quoted(i int) (end int, coded bool, err error) {
	quote := s.data[i-1]
	for i < len(s.data) {
		switch c := s.data[i]; {
		case ordinary(c):
			i++
		case c == quote:
			return i, coded, nil
		case c == '<':
			return 0, false, s.fault(i, errChar)
		case c == '"' || c == '\'':
			i++
		case c == '\n' || c == '\r' || c == '\t':
			coded = true
			i++
		default:
			coded = coded || c == '&'
			n, err := s.char(i, false)
			if err != nil {
				return 0, false, err
			}
			i += n
		}
	}
	return 0, false, errMore
}

// ordinary reports whether a byte is a character that means itself wherever it
// stands.
func ordinary(c byte) bool {
	const not = 1<<0x20 - 1 | 1<<'"' | 1<<'&' | 1<<'\'' | 1<<'<'
	if c < 64 {
		return uint64(not)>>c&1 == 0
	}
	return c < utf8.RuneSelf && c != ']'
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// char returns the length of the character, or of the reference to one, that
// begins at i. In text, ]]> is out of place.
func (s *xmlScanner) char(i int, inText bool) (n int, err error) {
	d := s.data[i:]
	switch c := d[0]; {
	case c == '&':
		_, n, err = reference(d)
		if err != nil && err != errMore {
			err = s.fault(i, err)
		}
		return n, err
	case c == ']' && inText:
		if len(d) < 3 {
			return 0, errMore
		}
		if d[1] == ']' && d[2] == '>' {
			return 0, s.fault(i, errChar)
		}
		return 1, nil
	case c >= utf8.RuneSelf:
		if !utf8.FullRune(d) {
			return 0, errMore
		}
		r, n := utf8.DecodeRune(d)
		if r == utf8.RuneError && n == 1 || !isChar(r) {
			return 0, s.fault(i, errChar)
		}
		return n, nil
	case !isChar(rune(c)):
		return 0, s.fault(i, errChar)
	}
	return 1, nil
}

// isChar reports whether r is a Char of XML 1.0 (fifth edition, section 2.2).
func isChar(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xD7FF ||
		r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= utf8.MaxRune
}

// reference reads the reference that b begins with, such as &amp; or &#233;.
func reference(b []byte) (r rune, n int, err error) {
	n = 1
	for n < len(b) && (isNameByte(b[n]) || b[n] == '#') {
		n++
	}
	if n == len(b) {
		return 0, 0, errMore
	}
	if b[n] != ';' {
		return 0, 0, errEntity
	}
	if b[1] == '#' {
		r, ok := charNumber(b[2:n])
		if !ok {
			return 0, 0, errEntity
		}
		return r, n + 1, nil
	}
	switch string(b[1:n]) {
	case "amp":
		r = '&'
	case "lt":
		r = '<'
	case "gt":
		r = '>'
	case "quot":
		r = '"'
	case "apos":
		r = '\''
	default:
		return 0, 0, errEntity
	}
	return r, n + 1, nil
}

// charNumber returns the character that decimal digits, or hexadecimal ones
// after an x, are the number of.
func charNumber(b []byte) (r rune, ok bool) {
	base := rune(10)
	if len(b) > 0 && b[0] == 'x' {
		base, b = 16, b[1:]
	}
	for _, c := range b {
		d := rune(c - '0')
		if c > '9' {
			d = rune(c|0x20-'a') + 10
		}
		if d < 0 || d >= base {
			return 0, false
		}
		if r = r*base + d; r > utf8.MaxRune {
			return 0, false
		}
	}
	return r, len(b) > 0 && isChar(r)
}

// value returns what a value says, until the next is asked for: references are
// what they stand for, and white space is a space (XML 1.0, section 3.3.3).
func (s *xmlScanner) value(p *pair) []byte {
	if !p.coded {
		return p.value
	}
	out := s.decoded[:0]
	for b := p.value; len(b) > 0; {
		switch c := b[0]; {
		case c == '&':
			r, n, _ := reference(b)
			out, b = utf8.AppendRune(out, r), b[n:]
			continue
		case c == '\r' && len(b) > 1 && b[1] == '\n':
			b = b[1:]
			continue
		case c == '\r' || c == '\n' || c == '\t':
			c = ' '
			fallthrough
		default:
			out = append(out, c)
		}
		b = b[1:]
	}
	s.decoded = out
	return out
}

// space returns the first place from i on without white space.
func (s *xmlScanner) space(i int) int {
	for i < len(s.data) && isSpace(s.data[i]) {
		i++
	}
	return i
}

// name reads the name that begins at i.
func (s *xmlScanner) name(i int) (name []byte, end int, err error) {
	end = i
	colons := 0
	for end < len(s.data) && isNameByte(s.data[end]) {
		if s.data[end] == ':' {
			colons++
		}
		end++
	}
	if end == len(s.data) {
		return nil, 0, errMore
	}
	name = s.data[i:end]
	if end == i || s.data[end] >= utf8.RuneSelf || colons > 1 || strings.IndexByte("-.0123456789", name[0]) >= 0 {
		return nil, 0, s.fault(i, errName)
	}
	return name, end, nil
}

func isNameByte(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= ':' || c == '_' || c == '-' || c == '.'
}

// aside reads what begins with <! and is no tag: a comment, or text in which
// nothing has a meaning.
func (s *xmlScanner) aside(d []byte) (end int, err error) {
	const comment, cdata = "<!--", "<![CDATA["
	if bytes.HasPrefix(d, []byte(comment)) {
		n := bytes.Index(d[len(comment):], []byte("--"))
		if n += len(comment) + len("--"); n < len(comment)+len("--") || n >= len(d) {
			return 0, errMore
		}
		if d[n] != '>' {
			return 0, s.fault(s.at+n, errChar)
		}
		return s.at + n + 1, nil
	}
	if n := min(len(d), len(cdata)); string(d[:n]) != cdata[:n] {
		return 0, s.fault(s.at, ErrDTD)
	}
	n := bytes.Index(d, []byte("]]>"))
	switch {
	case n < 0:
		return 0, errMore
	case s.depth() == 0:
		return 0, s.fault(s.at, errChar)
	}
	for i := s.at + len(cdata); i < s.at+n; {
		n := 1
		if c := s.data[i]; !ordinary(c) && c != '&' {
			if n, err = s.char(i, false); err != nil {
				return 0, err
			}
		}
		i += n
	}
	return s.at + n + len("]]>"), nil
}

// instruction reads what begins with <? and tells a program something. Of that
// which comes first in most files the encoding counts.
func (s *xmlScanner) instruction() (end int, err error) {
	i := s.at + len("<?")
	target, after, err := s.name(i)
	if err != nil {
		return 0, err
	}
	n := bytes.Index(s.data[after:], []byte("?>"))
	if n < 0 {
		return 0, errMore
	}
	if string(target) == "xml" {
		what := string(s.data[after : after+n])
		if v := declared(what, "version"); v != "" && v != "1.0" {
			return 0, s.fault(s.at, fmt.Errorf("%w: another version than 1.0", ErrXML))
		}
		if e := declared(what, "encoding"); e != "" && !strings.EqualFold(e, "utf-8") && !strings.EqualFold(e, "us-ascii") {
			return 0, s.fault(s.at, fmt.Errorf("%w: another encoding", ErrXML))
		}
	}
	return after + n + len("?>"), nil
}

// declared returns what an XML declaration says of something, or "".
func declared(what, of string) string {
	for {
		i := strings.Index(what, of)
		if i < 0 {
			return ""
		}
		before := i == 0 || isSpace(what[i-1])
		what = strings.TrimLeft(what[i+len(of):], " \t\r\n")
		if !before || !strings.HasPrefix(what, "=") {
			continue
		}
		what = strings.TrimLeft(what[1:], " \t\r\n")
		if what == "" || what[0] != '"' && what[0] != '\'' {
			return ""
		}
		if end := strings.IndexByte(what[1:], what[0]); end >= 0 {
			return what[1 : 1+end]
		}
		return ""
	}
}
