package font_test

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	own "github.com/parcours-go/parcours/render/font"
)

// The fonts of these tests are the Go fonts (Bigelow & Holmes, 2016; licence
// of Go), which golang.org/x/image carries.
func family(t testing.TB) *own.Font {
	f, err := own.Parse(goregular.TTF, gobold.TTF)
	require.NoError(t, err)
	return f
}

const latin = "Où ça ? Ærøskøbing, Łódź; 12 480\u00a0€ – “fi” (ž) ½ Ω Журнал"

// A reference reads the same font: package sfnt of golang.org/x/image.
type reference struct {
	*sfnt.Font
	buf sfnt.Buffer
}

func parseReference(t testing.TB, file []byte) *reference {
	f, err := sfnt.Parse(file)
	require.NoError(t, err)
	return &reference{Font: f}
}

// outline returns how a character is drawn, in units of the font, and its
// advance.
func (f *reference) outline(t testing.TB, r rune) (sfnt.Segments, fixed.Int26_6) {
	g, err := f.GlyphIndex(&f.buf, r)
	require.NoError(t, err)
	require.NotZero(t, g, "%q", r)
	em := fixed.Int26_6(f.UnitsPerEm())
	segments, err := f.LoadGlyph(&f.buf, g, em, nil)
	require.NoError(t, err)
	advance, err := f.GlyphAdvance(&f.buf, g, em, font.HintingNone)
	require.NoError(t, err)
	return slices.Clone(segments), advance
}

func TestASubsetDrawsItsCharactersAsTheFontDoes(t *testing.T) {
	for name, bold := range map[string]bool{"regular": false, "bold": true} {
		file, any := family(t).Subset(latin, bold)
		require.True(t, any)
		whole, part := parseReference(t, goregular.TTF), parseReference(t, file)
		if bold {
			whole = parseReference(t, gobold.TTF)
		}
		for _, r := range latin {
			want, wide := whole.outline(t, r)
			got, advance := part.outline(t, r)
			assert.Equal(t, want, got, "%s %q", name, r)
			assert.Equal(t, wide, advance, "%s %q", name, r)
		}
		assert.Less(t, len(file), 20_000)
		assert.Less(t, part.NumGlyphs(), 80)
	}
}

func TestAnAdvanceIsThatOfTheFont(t *testing.T) {
	f, ref := family(t), parseReference(t, gobold.TTF)
	for _, r := range latin {
		_, advance := ref.outline(t, r)
		got, ok := f.Advance(r, true)
		assert.True(t, ok)
		assert.InDelta(t, float64(advance)*1000/float64(ref.UnitsPerEm()), got, 1, "%q", r)
	}
}

func TestWhatAFontDoesNotDrawIsLeftToOthers(t *testing.T) {
	for name, r := range map[string]rune{
		"it has no such glyph": '配', "an emoji": '🛒', "a letter of Arabic, which changes": 'ع', "a vowel of Thai, which moves": '\u0e31',
		"a soft hyphen": '\u00ad', "a joiner": '\u200d', "a control": '\t', "no character": -1, "far beyond": 1 << 30,
	} {
		w, ok := family(t).Advance(r, false)
		assert.False(t, ok, name)
		assert.Zero(t, w, name)
	}
	file, any := family(t).Subset("配🛒", false)
	assert.False(t, any)
	assert.NotEmpty(t, file)
}

func TestAFamilyWithoutABoldFaceIsThickened(t *testing.T) {
	f, err := own.Parse(gomono.TTF, nil)
	require.NoError(t, err)
	assert.False(t, f.HasBold())
	regular, _ := f.Advance('a', false)
	bold, _ := f.Advance('a', true)
	assert.Equal(t, 601, regular, "1229 of 2048 units")
	assert.Greater(t, bold, regular)
	one, _ := f.Subset("a", false)
	other, _ := f.Subset("a", true)
	assert.Equal(t, one, other)
}

func TestNoFontDrawsNothing(t *testing.T) {
	for _, f := range []*own.Font{nil, {}} {
		_, ok := f.Advance('a', true)
		assert.False(t, ok)
		_, any := f.Subset("a", false)
		assert.False(t, any)
		assert.False(t, f.HasBold())
	}
}

func TestTheSameCharactersGiveTheSameBytes(t *testing.T) {
	f := family(t)
	runes := []rune(latin)
	want, _ := f.Subset(latin, false)
	for seed := range uint64(50) {
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(runes), func(i, j int) { runes[i], runes[j] = runes[j], runes[i] })
		got, _ := family(t).Subset(string(runes)+"ça", false)
		require.Equal(t, want, got)
	}
}

func TestASubsetIsAFontOfItsOwn(t *testing.T) {
	file, _ := family(t).Subset(latin, false)
	again, err := own.Parse(file, nil)
	require.NoError(t, err)
	twice, _ := again.Subset(latin, false)
	assert.Equal(t, file, twice, "and the subset of a subset is the same")
}

// The checksum of a whole font is a number that OpenType fixes (specification
// 1.9, head, checksumAdjustment).
func TestTheChecksumsAreRight(t *testing.T) {
	file, _ := family(t).Subset(latin, false)
	require.Zero(t, len(file)%4)
	assert.Equal(t, uint32(0xb1b0afba), sum(file))
	for i := range int(binary.BigEndian.Uint16(file[4:])) {
		entry := file[12+16*i:]
		offset, size := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
		if tag := string(entry[:4]); tag != "head" {
			assert.Equal(t, binary.BigEndian.Uint32(entry[4:]), sum(file[offset:offset+(size+3)&^3]), tag)
		}
		assert.Zero(t, offset%4)
	}
}

func sum(b []byte) (s uint32) {
	for ; len(b) > 0; b = b[4:] {
		s += binary.BigEndian.Uint32(b)
	}
	return s
}

func TestTheCopyrightGoesWithASubset(t *testing.T) {
	file, _ := family(t).Subset("a", false)
	part := parseReference(t, file)
	for _, id := range []sfnt.NameID{sfnt.NameIDCopyright, sfnt.NameIDFamily} {
		want, err := parseReference(t, goregular.TTF).Name(nil, id)
		require.NoError(t, err)
		got, err := part.Name(nil, id)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
}

// tableOf returns where a table stands in a file.
func tableOf(t testing.TB, file []byte, tag string) (offset, size int) {
	for i := range int(binary.BigEndian.Uint16(file[4:])) {
		if entry := file[12+16*i:]; string(entry[:4]) == tag {
			return int(binary.BigEndian.Uint32(entry[8:])), int(binary.BigEndian.Uint32(entry[12:]))
		}
	}
	require.Fail(t, "no table", tag)
	return 0, 0
}

// changed returns the Go font with other bytes in one table.
func changed(t testing.TB, tag string, at int, bytes ...byte) []byte {
	file := slices.Clone(goregular.TTF)
	offset, _ := tableOf(t, file, tag)
	copy(file[offset+at:], bytes)
	return file
}

func TestAFileThatIsNoFontToEmbedIsAnError(t *testing.T) {
	for want, file := range map[string][]byte{
		"no data":                {},
		"it is no TrueType font": []byte("<svg onload=alert(1)>"),
		"it has PostScript outlines (OpenType CFF)": []byte("OTTO and more"),
		"it is a collection of fonts":               []byte("ttcf and more"),
		"it is a web font (WOFF)":                   []byte("wOF2 and more"),
		"table head: it is cut short or damaged":    goregular.TTF[:40],
		"table loca: it is cut short or damaged":    changed(t, "maxp", 4, 0xff, 0),
		"table head: 3 units in an em":              changed(t, "head", 18, 0, 3),
		"table hhea: 65535 metrics for":             changed(t, "hhea", 34, 0xff, 0xff),
		"it has no table that maps Unicode":         changed(t, "cmap", 0, 0, 0, 0, 0),
		"does not allow to embed it":                changed(t, "OS/2", 8, 0, 2),
		"does not allow to embed a part":            changed(t, "OS/2", 8, 1, 0),
	} {
		_, err := own.Parse(file, gobold.TTF)
		assert.ErrorContains(t, err, "font: regular face: ")
		assert.ErrorContains(t, err, want)
		_, err = own.Parse(goregular.TTF, file)
		assert.ErrorContains(t, err, "font: bold face: ")
	}
}

func TestAnOldFontThatMayBeEmbeddedForPrintIsRead(t *testing.T) {
	_, err := own.Parse(changed(t, "OS/2", 8, 0, 6), nil)
	assert.NoError(t, err)
}

func TestADamagedGlyphIsABlank(t *testing.T) {
	offset, size := tableOf(t, goregular.TTF, "glyf")
	noise := rand.New(rand.NewPCG(1, 2))
	file := slices.Clone(goregular.TTF)
	for i := range size {
		file[offset+i] = byte(noise.Uint32())
	}
	f, err := own.Parse(file, nil)
	require.NoError(t, err)
	part, any := f.Subset(latin, false)
	assert.True(t, any)
	ref := parseReference(t, part)
	for _, r := range latin {
		_, advance := ref.outline(t, r)
		assert.NotZero(t, advance)
	}
}

func TestAGlyphThatIsMadeOfItselfIsABlank(t *testing.T) {
	file := slices.Clone(goregular.TTF)
	glyf, _ := tableOf(t, file, "glyf")
	loca, _ := tableOf(t, file, "loca")
	ref := parseReference(t, goregular.TTF)
	g, err := ref.GlyphIndex(nil, 'a')
	require.NoError(t, err)
	head, _ := tableOf(t, file, "head")
	require.Zero(t, file[head+51], "the offsets are short")
	at := glyf + 2*int(binary.BigEndian.Uint16(file[loca+2*int(g):]))
	binary.BigEndian.PutUint16(file[at:], 0xffff)       // made of others
	binary.BigEndian.PutUint16(file[at+10:], 0)         // of one
	binary.BigEndian.PutUint16(file[at+12:], uint16(g)) // itself
	f, err := own.Parse(file, nil)
	require.NoError(t, err)
	part, _ := f.Subset("ab", false)
	segments, _ := parseReference(t, part).outline(t, 'a')
	assert.Empty(t, segments)
	segments, _ = parseReference(t, part).outline(t, 'b')
	assert.NotEmpty(t, segments)
}

func TestAnyDamageLeavesAFontOrAnError(t *testing.T) {
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 3))
		file := slices.Clone(goregular.TTF)
		for range 1 + r.IntN(20) {
			tag := strings.Fields("head hhea maxp hmtx loca glyf cmap OS/2 name post")[r.IntN(10)]
			offset, size := tableOf(t, goregular.TTF, tag)
			file[offset+r.IntN(min(size, 400))] = byte(r.Uint32())
		}
		check(t, file[:len(file)-r.IntN(2)*r.IntN(len(file))])
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{"", "aé", latin} {
		small, _ := family(f).Subset(text, false) // the fuzzer is slow on large files
		f.Add(small)
	}
	f.Fuzz(check[*testing.T])
}

// check reads a file of whatever kind, and if it is a font, its subset.
func check[T testing.TB](t T, file []byte) {
	font, err := own.Parse(file, nil)
	if err != nil {
		return
	}
	part, any := font.Subset(latin, false)
	if !any {
		return
	}
	again, err := own.Parse(part, nil)
	require.NoError(t, err)
	for _, r := range latin {
		want, drawn := font.Advance(r, false)
		got, ok := again.Advance(r, false)
		require.Equal(t, fmt.Sprint(drawn, want), fmt.Sprint(ok, got), "%q", r)
	}
}
