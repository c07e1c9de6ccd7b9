package font

import (
	"errors"
	"fmt"
)

// A face is one file of a family.
type face struct {
	head, hhea, hmtx, maxp, loca, glyf, os2, name, post table

	chars      table // the subtable of cmap that is read: format 4
	unitsPerEm int
	glyphs     int
	metrics    int // glyphs with an advance of their own; those after them have that of the last
	latin      [256]int16
}

var errCut = errors.New("it is cut short or damaged")

func readFace(file []byte) (*face, error) {
	if err := checkFormat(file); err != nil {
		return nil, err
	}
	tables := directory(file)
	f := &face{os2: tables["OS/2"], name: tables["name"], post: tables["post"]}
	for _, need := range []struct {
		tag  string
		to   *table
		size int // that it has at least
	}{
		{"head", &f.head, 54}, {"hhea", &f.hhea, 36}, {"maxp", &f.maxp, 32}, {"hmtx", &f.hmtx, 4},
		{"loca", &f.loca, 4}, {"glyf", &f.glyf, 0}, {"cmap", nil, 4},
	} {
		t, ok := tables[need.tag]
		if !ok || len(t) < need.size {
			return nil, fmt.Errorf("table %s: %w", need.tag, errCut)
		}
		if need.to != nil {
			*need.to = t
		}
	}
	if f.chars = unicodeMap(tables["cmap"]); f.chars == nil {
		return nil, errors.New("it has no table that maps Unicode to glyphs (cmap, format 4)")
	}
	return f, f.check()
}

// checkFormat reports what a file is that is no TrueType font.
func checkFormat(file table) error {
	switch string(file.part(0, 4)) {
	case "\x00\x01\x00\x00", "true":
		return nil
	case "":
		return errors.New("no data")
	case "OTTO":
		return errors.New("it has PostScript outlines (OpenType CFF): want a font with TrueType outlines")
	case "ttcf":
		return errors.New("it is a collection of fonts: want a file with one")
	case "wOFF", "wOF2":
		return errors.New("it is a web font (WOFF): want the TrueType font it was made of")
	}
	return errors.New("it is no TrueType font")
}

// directory returns the tables of a file.
func directory(file table) map[string]table {
	tables := map[string]table{}
	for i := range file.u16(4) {
		entry := file.part(12+16*i, 28+16*i)
		if entry == nil {
			break
		}
		offset := entry.u32(8)
		if t := file.part(offset, offset+entry.u32(12)); t != nil {
			tables[string(entry[:4])] = t
		}
	}
	return tables
}

// check reads the numbers on which everything rests.
func (f *face) check() error {
	f.unitsPerEm, f.glyphs, f.metrics = f.head.u16(18), f.maxp.u16(4), f.hhea.u16(34)
	switch {
	case f.unitsPerEm < 16 || f.unitsPerEm > 16384:
		return fmt.Errorf("table head: %d units in an em: want 16 to 16384", f.unitsPerEm)
	case f.glyphs == 0 || f.metrics == 0 || f.metrics > f.glyphs:
		return fmt.Errorf("table hhea: %d metrics for %d glyphs", f.metrics, f.glyphs)
	case len(f.hmtx) < 4*f.metrics:
		return fmt.Errorf("table hmtx: %w", errCut)
	case len(f.loca) < (f.glyphs+1)*f.locaSize():
		return fmt.Errorf("table loca: %w", errCut)
	}
	if err := f.licence(); err != nil {
		return err
	}
	for r := range f.latin {
		f.latin[r] = int16(f.measure(rune(r)))
	}
	return nil
}

// Bits of fsType in table OS/2 (OpenType specification 1.9, OS/2, fsType).
const (
	restricted   = 0x0002 // not to be embedded, unless 4 or 8 is set too, which old fonts did
	previewPrint = 0x0004
	editable     = 0x0008
	noSubsetting = 0x0100
	bitmapOnly   = 0x0200
)

// licence reports what the makers of the font do not allow.
func (f *face) licence() error {
	may := f.os2.u16(8)
	if may&(restricted|previewPrint|editable) == restricted {
		return errors.New("its licence does not allow to embed it (OS/2, fsType)")
	}
	if may&(noSubsetting|bitmapOnly) != 0 {
		return errors.New("its licence does not allow to embed a part of its outlines (OS/2, fsType)")
	}
	return nil
}

// advance returns the width of a character in 1/1000 em, rounded up.
func (f *face) advance(r rune) (int, bool) {
	var w int
	if r >= 0 && int(r) < len(f.latin) {
		w = int(f.latin[r])
	} else {
		w = f.measure(r)
	}
	return max(w, 0), w >= 0
}

// measure returns the width of a character in 1/1000 em, and -1 if the face
// does not draw it. Nothing is wider than ten ems.
func (f *face) measure(r rune) int {
	g := f.glyphOf(r)
	if g == 0 {
		return -1
	}
	advance, _ := f.metric(g)
	return min((advance*1000+f.unitsPerEm-1)/f.unitsPerEm, 10_000)
}

// metric returns the advance of a glyph, and how far from the origin it begins.
func (f *face) metric(g int) (advance, bearing int) {
	if g < f.metrics {
		return f.hmtx.u16(4 * g), f.hmtx.i16(4*g + 2)
	}
	return f.hmtx.u16(4 * (f.metrics - 1)), f.hmtx.i16(4*f.metrics + 2*(g-f.metrics))
}
