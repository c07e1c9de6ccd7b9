package text

import (
	"unicode"
	"unicode/utf8"
)

// A widthBlock holds the widths of a range of characters in 1/1000 em.
type widthBlock struct {
	from          rune
	regular, bold []uint16
}

// Widths in 1/1000 em of what the measured face has not.
const (
	emojiWidth  = 1300 // the widest of the usual emoji fonts have 1.275 em
	markWidth   = 700  // a mark without a base stands on a dotted circle
	wideWidth   = 1020 // ideographs, kana, Hangul, fullwidth forms; bold by the browser is a little wider
	otherWidth  = 1250 // scripts without a bound of their own
	spacingMark = 750  // vowel signs that stand beside their base
)

// advance returns the width of one character in 1/1000 em.
func (f Font) advance(r rune) int {
	for i := range widths {
		b := &widths[i]
		if r < b.from {
			break
		}
		if at := int(r - b.from); at < len(b.regular) {
			if w := b.width(at, f.Bold); w > 0 {
				return w
			}
			break
		}
	}
	return bound(r)
}

func (b *widthBlock) width(at int, bold bool) int {
	if bold {
		return int(b.bold[at])
	}
	return int(b.regular[at])
}

// bound returns an upper bound of the width of a character that the measured
// face has not.
func bound(r rune) int {
	switch {
	case isIgnorable(r):
		return 0
	case isMark(r):
		if unicode.Is(unicode.Mc, r) {
			return spacingMark
		}
		return 0
	case isPictograph(r):
		return emojiWidth
	}
	for _, s := range bounds {
		if r >= s.from && r <= s.to {
			return s.width
		}
	}
	return otherWidth
}

// cluster returns the length in bytes of the first user-perceived character of
// s, and its width in 1/1000 em. s is not empty.
func (f Font) cluster(s string) (size, width int) {
	if c := s[0]; c >= ' ' && c < 0x7f && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		return 1, f.ascii(c)
	}
	r, n := utf8.DecodeRuneInString(s)
	size = n + clusterTail(r, s[n:])
	if width, ok := f.carried(s[:size]); ok {
		return size, width
	}
	if size == n {
		if isMark(r) && !isIgnorable(r) {
			return size, max(markWidth, f.advance(r))
		}
		return size, f.advance(r)
	}
	return size, f.clusterWidth(r, s[n:size])
}

// ascii returns the width of a printable character of ASCII.
func (f Font) ascii(c byte) int {
	if f.Family != nil {
		if w, ok := f.Family.Advance(rune(c), f.Bold); ok {
			return w
		}
	}
	return widths[0].width(int(c-' '), f.Bold)
}

// carried returns the width of a cluster that the drawing carries the glyphs
// of: browsers take all of a cluster from one font.
func (f Font) carried(cluster string) (width int, ok bool) {
	if f.Family == nil {
		return 0, false
	}
	for _, r := range cluster {
		w, ok := f.Family.Advance(r, f.Bold)
		if !ok {
			return 0, false
		}
		width += w
	}
	return width, true
}

// clusterWidth returns the width of a character that is made of several.
func (f Font) clusterWidth(first rune, tail string) int {
	width := f.advance(first)
	if isMark(first) {
		width = max(width, markWidth)
	}
	if isRegional(first) {
		width = emojiWidth
	}
	joined := false // by a zero-width joiner: drawn as one with what stands before
	for _, r := range tail {
		switch {
		case r == emojiStyle || r == keycap:
			width = max(width, emojiWidth)
		case isSkinTone(r) || isRegional(r) || joined && isPictograph(r):
		case r == joiner:
		default:
			width += f.advance(r)
		}
		joined = r == joiner
	}
	return width
}
