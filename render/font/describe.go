package font

import (
	"math/bits"
	"slices"
)

// mostChars is how many characters have room in a subtable of format 4, which
// cannot be longer than 64 KiB.
const mostChars = 8000

// cmapTable maps the characters in segments of format 4: runs of characters
// whose glyphs stand in the same order.
func cmapTable(chars []char) []byte {
	var starts, ends, deltas []int
	for i, c := range chars {
		if i > 0 && c.code == chars[i-1].code+1 && c.glyph == chars[i-1].glyph+1 {
			ends[len(ends)-1] = c.code
			continue
		}
		starts, ends, deltas = append(starts, c.code), append(ends, c.code), append(deltas, c.glyph-c.code)
	}
	starts, ends, deltas = append(starts, 0xffff), append(ends, 0xffff), append(deltas, 1) // the format ends so
	n := len(starts)
	log := bits.Len(uint(n)) - 1
	cmap := appendU16(nil, 0, 1, 3, 1) // one subtable, for Windows and Unicode
	cmap = appendU32(cmap, 12)
	cmap = appendU16(cmap, 4, 16+8*n, 0, 2*n, 2<<log, log, 2*n-2<<log)
	cmap = appendU16(cmap, ends...)
	cmap = appendU16(cmap, 0)
	cmap = appendU16(cmap, starts...)
	cmap = appendU16(cmap, deltas...)
	return appendU16(cmap, make([]int, n)...)
}

const regularStyle = 0x40 // neither bold nor italic

// os2Table returns table OS/2 in its version 1, or what a plain font would say
// where the face has none.
func (f *face) os2Table(chars []char) []byte {
	os2 := make([]byte, 86)
	if copy(os2, f.os2) < 78 {
		clear(os2)
		putU16(os2, 4, 400) // weight
		putU16(os2, 6, 5)   // width
		putU16(os2, 62, regularStyle)
		putU16(os2, 68, f.hhea.i16(4)) // ascender, and once more for Windows
		putU16(os2, 74, max(0, f.hhea.i16(4)))
		putU16(os2, 70, f.hhea.i16(6)) // descender
		putU16(os2, 76, max(0, -f.hhea.i16(6)))
	}
	putU16(os2, 0, 1)
	putU16(os2, 62, table(os2).u16(62)&0x7f) // what later versions say of the style
	if len(chars) > 0 {
		putU16(os2, 64, chars[0].code)
		putU16(os2, 66, chars[len(chars)-1].code)
	}
	return os2
}

// postTable returns table post in version 3, which names no glyphs.
func (f *face) postTable() []byte {
	post := make([]byte, 32)
	copy(post, f.post)
	putU32(post, 0, 0x00030000)
	clear(post[16:]) // memory that a printer would need for the whole font
	return post
}

// kept lists the names that go with a subset: copyright, family, style, full
// and PostScript name, trade mark, where the licence stands. Licences ask for
// the first.
var kept = []int{0, 1, 2, 4, 6, 7, 14}

const longestName = 1 << 10 // bytes

// nameTable copies the names in English of the platform Windows.
func (f *face) nameTable() []byte {
	var records, texts []byte
	count, storage := 0, f.name.u16(4)
	for i := range f.name.u16(2) {
		r := f.name.part(6+12*i, 18+12*i)
		if r == nil || r.u16(0) != 3 || r.u16(2) != 1 || r.u16(4) != 0x409 || !slices.Contains(kept, r.u16(6)) {
			continue
		}
		from := storage + r.u16(10)
		text := f.name.part(from, from+r.u16(8))
		if len(text) == 0 || len(text) > longestName || count == len(kept) {
			continue
		}
		records = appendU16(records, 3, 1, 0x409, r.u16(6), len(text), len(texts))
		texts = append(texts, text...)
		count++
	}
	name := appendU16(nil, 0, count, 6+len(records))
	return append(append(name, records...), texts...)
}
