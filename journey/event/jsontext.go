package event

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"
)

// unescaped appends to dst what the inside of a JSON string, whose escapes are
// right, means. Half of a surrogate pair means U+FFFD, as encoding/json has it.
func unescaped(dst, raw []byte) []byte {
	for {
		n := bytes.IndexByte(raw, '\\')
		if n < 0 {
			return append(dst, raw...)
		}
		dst, raw = append(dst, raw[:n]...), raw[n+1:]
		c := raw[0]
		if raw = raw[1:]; c == 'u' {
			var r rune
			r, raw = unicodeEscape(raw)
			dst = utf8.AppendRune(dst, r)
			continue
		}
		dst = append(dst, meaning(c))
	}
}

// meaning returns what a backslash and c mean.
func meaning(c byte) byte {
	switch c {
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	}
	return c
}

// unicodeEscape returns the character whose digits b begins with, also where it
// takes two escapes, and what follows it.
func unicodeEscape(b []byte) (r rune, rest []byte) {
	r, _ = hex4(b)
	b = b[4:]
	if utf16.IsSurrogate(r) {
		if len(b) >= 6 && b[0] == '\\' && b[1] == 'u' {
			low, _ := hex4(b[2:])
			if pair := utf16.DecodeRune(r, low); pair != utf8.RuneError {
				return pair, b[6:]
			}
		}
		return utf8.RuneError, b
	}
	return r, b
}

// hex4 returns the number of 4 hexadecimal digits that b begins with.
func hex4(b []byte) (n rune, ok bool) {
	for _, c := range b[:4] {
		switch {
		case c-'0' <= 9:
			n = n<<4 | rune(c-'0')
		case c|0x20-'a' <= 5:
			n = n<<4 | rune(c|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	return n, true
}
