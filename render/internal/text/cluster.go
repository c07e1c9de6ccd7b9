package text

import (
	"unicode"
	"unicode/utf8"
)

const (
	joiner     = '\u200d'
	emojiStyle = '\ufe0f'
	keycap     = '\u20e3'
)

// clusterTail returns how many bytes at the beginning of s belong to the same
// user-perceived character as first, which stands before them. It follows the
// rules of extended grapheme clusters (Unicode Standard Annex 29) with the
// properties that package unicode knows.
func clusterTail(first rune, s string) int {
	size, last := 0, first
	regional := isRegional(first)
	for {
		r, n := utf8.DecodeRuneInString(s[size:])
		switch {
		case n == 0 || r < 0x300:
			return size
		case isMark(r) || r == joiner || isSkinTone(r) || isTag(r) || r == 0xe33 || r == 0xeb3: // the vowels am of Thai and Lao
		case last == joiner && isPictograph(r):
		case regional && isRegional(r):
			regional = false
		case isVirama(last) && unicode.Is(unicode.Lo, r):
		case isTrailing(r) && (isLeading(last) || isTrailing(last) || isSyllable(last)):
		case isLeading(last) && (isLeading(r) || isSyllable(r)):
		default:
			return size
		}
		if !isRegional(r) {
			regional = false
		}
		size, last = size+n, r
	}
}

// isMark reports whether r stands on the character before it. The ranges that
// it leaves out at once have no marks, and most of what is written.
func isMark(r rune) bool {
	switch {
	case r < 0x300, r >= 0x370 && r < 0x483, r >= 0x1e00 && r < 0x20d0, r >= 0x30a0 && r < 0xa66f,
		r >= 0xac00 && r < 0xfb1e, r >= 0x1f000 && r < 0xe0100:
		return false
	}
	return unicode.Is(unicode.M, r)
}

func isRegional(r rune) bool { return r >= 0x1f1e6 && r <= 0x1f1ff }
func isSkinTone(r rune) bool { return r >= 0x1f3fb && r <= 0x1f3ff }
func isTag(r rune) bool      { return r >= 0xe0020 && r <= 0xe007f }

// isIgnorable reports whether r is drawn as nothing (property
// Default_Ignorable_Code_Point).
func isIgnorable(r rune) bool {
	switch {
	case r < 0xad:
		return false
	case r == 0xad, r == 0x34f, r == 0x61c, r == 0xfeff, r >= 0x180b && r <= 0x180f,
		r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f,
		r >= 0xfe00 && r <= 0xfe0f, r >= 0xfff0 && r <= 0xfffb, r >= 0x1d173 && r <= 0x1d17a,
		r >= 0xe0000 && r <= 0xe0fff:
		return true
	}
	return false
}

// isPictograph reports whether r may be drawn as an emoji.
func isPictograph(r rune) bool {
	switch {
	case r < 0x203c:
		return false
	case r >= 0x1f000 && r <= 0x1fbff:
		return true
	}
	return r >= 0x2300 && r <= 0x23ff || r >= 0x2600 && r <= 0x27bf || r >= 0x2b00 && r <= 0x2bff
}

// isVirama reports whether r joins the consonant before it with the one after.
func isVirama(r rune) bool {
	switch r {
	case 0x94d, 0x9cd, 0xa4d, 0xacd, 0xb4d, 0xbcd, 0xc4d, 0xccd, 0xd4d, 0xdca, 0x1039, 0x17d2:
		return true
	}
	return false
}

// isLeading reports whether r begins a Hangul syllable.
func isLeading(r rune) bool {
	return r >= 0x1100 && r <= 0x115f || r >= 0xa960 && r <= 0xa97c
}

// isTrailing reports whether r goes on with a Hangul syllable.
func isTrailing(r rune) bool {
	return r >= 0x1160 && r <= 0x11ff || r >= 0xd7b0 && r <= 0xd7fb
}

// isSyllable reports whether r is a whole Hangul syllable.
func isSyllable(r rune) bool { return r >= 0xac00 && r <= 0xd7a3 }
