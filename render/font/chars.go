package font

import "sort"

// unicodeMap returns the subtable of cmap that maps the basic plane of Unicode,
// or nil.
func unicodeMap(cmap table) table {
	for i := range cmap.u16(2) {
		entry := cmap.part(4+8*i, 12+8*i)
		if entry == nil {
			return nil
		}
		platform, encoding := entry.u16(0), entry.u16(2)
		t := cmap.from(entry.u32(4))
		if (platform == 3 && encoding == 1 || platform == 0 && encoding <= 4) && t.u16(0) == 4 {
			return t
		}
	}
	return nil
}

// glyphOf returns the glyph of a character, and 0 if the face has none or does
// not draw it.
func (f *face) glyphOf(r rune) int {
	if !standsAlone(r) {
		return 0
	}
	t, code := f.chars, int(r)
	segments := t.u16(6) / 2
	ends, starts := 14, 16+2*segments
	deltas, offsets := starts+2*segments, starts+4*segments
	i := sort.Search(segments, func(i int) bool { return t.u16(ends+2*i) >= code })
	start := t.u16(starts + 2*i)
	if i == segments || code < start {
		return 0
	}
	g := code
	if at := t.u16(offsets + 2*i); at != 0 {
		if g = t.u16(offsets + 2*i + at + 2*(code-start)); g == 0 {
			return 0
		}
	}
	if g = (g + t.u16(deltas+2*i)) & 0xffff; g < f.glyphs {
		return g
	}
	return 0
}

// A span is a range of characters.
type span struct{ from, to rune }

// alone lists the characters whose glyphs do not change with those beside
// them. The scripts that are not listed need the tables for shaping of a font,
// which a subset has not.
var alone = [...]span{
	{0x0020, 0x007e}, {0x00a0, 0x00ac}, {0x00ae, 0x05ff}, // Latin to Hebrew, without the soft hyphen
	{0x10a0, 0x10ff}, {0x13a0, 0x167f}, // Georgian, Cherokee, Canadian syllabics
	{0x1c80, 0x1cbf}, {0x1d00, 0x200a}, // Cyrillic, Georgian; phonetic, Latin and Greek extensions, spaces
	{0x2010, 0x2027}, {0x202f, 0x205f}, {0x2070, 0x2e7f}, // punctuation, symbols
	{0x2e80, 0x2fff}, {0x3000, 0xa4cf}, // ideographs, kana
	{0xa640, 0xa69f}, {0xa700, 0xa7ff}, {0xab30, 0xabbf}, {0xac00, 0xd7a3}, // Cyrillic, Latin, Cherokee; Hangul
	{0xe000, 0xf8ff}, // private
	{0xf900, 0xfb4f}, {0xfe20, 0xfe6f}, {0xff01, 0xffef}, {0xfffd, 0xfffd},
}

func standsAlone(r rune) bool {
	if r >= 0x20 && r < 0x7f {
		return true
	}
	i := sort.Search(len(alone), func(i int) bool { return alone[i].to >= r })
	return i < len(alone) && alone[i].from <= r
}
