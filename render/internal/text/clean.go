package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxMarks bounds how many marks may pile up on one character. Living languages
// need three; more would leave the line upwards.
const maxMarks = 4

// Clean makes a text from outside fit for one paragraph: line breaks, tabs and
// runs of blanks become one space, control characters and the characters that
// override the direction of the text around them go, and what is not Unicode
// becomes U+FFFD.
func Clean(s string) string {
	if isClean(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	blank, marks := false, 0
	for _, r := range s {
		switch {
		case isBlank(r):
			blank = true
			continue
		case isDropped(r):
			continue
		case r == utf8.RuneError || isNoncharacter(r):
			r = utf8.RuneError
		}
		if isMark(r) || isIgnorable(r) {
			if marks++; marks > maxMarks {
				continue
			}
		} else {
			marks = 0
		}
		if blank && b.Len() > 0 {
			b.WriteByte(' ')
		}
		blank = false
		b.WriteRune(r)
	}
	return b.String()
}

// isClean reports whether s has nothing to take out, as most of what is drawn:
// it may say no where it has nothing either.
func isClean(s string) bool {
	last := ' '
	for _, r := range s {
		if r == ' ' && last == ' ' || !isPlain(r) {
			return false
		}
		last = r
	}
	return s == "" || last != ' '
}

// isPlain reports whether r is a printable character that nothing can be wrong
// with. The ranges hold Latin, Greek and Cyrillic, their punctuation, and
// ideographs.
func isPlain(r rune) bool {
	return r >= ' ' && r < 0x7f || r >= 0xa0 && r < 0x300 && r != 0xad || r >= 0x370 && r < 0x483 ||
		r >= 0x2010 && r <= 0x2027 || r == 0x202f || r >= 0x30a0 && r < 0xa66f
}

// isBlank reports whether r separates words. The spaces that do not, U+00A0,
// U+2007 and U+202F, are none.
func isBlank(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\v', '\f', '\r', 0x85, 0x1680, 0x2028, 0x2029, 0x205f, 0x3000:
		return true
	}
	return r >= 0x2000 && r <= 0x200a && r != 0x2007
}

// isDropped reports whether r has no place in a line of text.
func isDropped(r rune) bool {
	switch {
	case r < 0x20, r >= 0x7f && r < 0xa0: // controls
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x206f: // direction
	case r >= 0xfff9 && r <= 0xfffb, r == 0xfeff, r == 0xe0001: // annotation, byte order mark, language tag
	default:
		return false
	}
	return true
}

func isNoncharacter(r rune) bool {
	return r&0xfffe == 0xfffe || r >= 0xfdd0 && r <= 0xfdef
}

// RightToLeft reports whether a paragraph runs from right to left: whether the
// first character that has a direction of its own has that one (Unicode
// Standard Annex 9, rules P2 and P3).
func RightToLeft(s string) bool {
	for _, r := range s {
		switch {
		case r < 'A':
		case r < 0x590 && unicode.IsLetter(r):
			return false
		case r >= 0x590 && r <= 0x8ff, r >= 0xfb1d && r <= 0xfdff, r >= 0xfe70 && r <= 0xfefc,
			r >= 0x10800 && r <= 0x10fff, r >= 0x1e800 && r <= 0x1efff:
			if unicode.IsLetter(r) {
				return true
			}
		case unicode.IsLetter(r):
			return false
		}
	}
	return false
}
