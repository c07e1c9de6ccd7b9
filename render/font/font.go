// Package font reads TrueType fonts, so that a drawing looks the same on every
// machine: it is measured with the advances of the font, and carries the
// glyphs that it uses.
//
//	family, err := font.Parse(regular, bold)
//	err = render.SVG(w, view, &render.Options{Font: family})
//
// A drawing holds no kerning, no ligatures and no hints: its characters stand
// at their advances, as they were measured. Scripts whose letters change with
// what stands beside them (Arabic, those of India, Thai and others), emoji and
// what else lies outside of the basic plane of Unicode are left to the fonts of
// the reader, and so is what the font has no glyph for.
package font

import (
	"fmt"

	"github.com/parcours-go/parcours/render/scene"
)

var _ scene.Font = (*Font)(nil)

// A Font is a family of two faces. nil and the zero Font draw nothing. It is not
// changed after [Parse], and can be used by several goroutines.
type Font struct {
	regular *face
	bold    *face // nil: readers thicken the regular one
}

// Parse reads the files of a family in TrueType format (most files that end in
// ".ttf"). bold may be nil: bold text is then drawn with the regular face, and
// programs that show the drawing thicken it. The font keeps the bytes, which
// must not be changed.
//
// It is an error where a file is of another format (OpenType with PostScript
// outlines, collections, WOFF), where it is damaged, and where the font itself
// says that its licence does not allow to embed it, or a part of it.
//
// A glyph that is damaged is drawn as a blank. Of a variable font the default
// instance is used.
func Parse(regular, bold []byte) (*Font, error) {
	var f Font
	var err error
	if f.regular, err = readFace(regular); err != nil {
		return nil, fmt.Errorf("font: regular face: %w", err)
	}
	if bold == nil {
		return &f, nil
	}
	if f.bold, err = readFace(bold); err != nil {
		return nil, fmt.Errorf("font: bold face: %w", err)
	}
	return &f, nil
}

// thickened is what a browser may add to the advance of a character when it
// makes a bold face of a regular one, in 1/1000 em.
const thickened = 42

// Advance returns the width of a character in thousandths of an em, rounded
// up. ok is false where the font does not draw it in a drawing. See
// [scene.Font].
func (f *Font) Advance(r rune, bold bool) (thousandths int, ok bool) {
	if f.none() {
		return 0, false
	}
	face, more := f.face(bold)
	if thousandths, ok = face.advance(r); !ok {
		return 0, false
	}
	return thousandths + more, true
}

// Subset returns a TrueType file with the glyphs of those characters of the
// text that the font draws in a drawing, and reports whether there are any. The
// same characters give the same bytes, in whichever order and however often
// they stand in the text.
func (f *Font) Subset(text string, bold bool) (file []byte, any bool) {
	if f.none() {
		return nil, false
	}
	face, _ := f.face(bold)
	return face.subset(text)
}

// HasBold reports whether bold text has a face of its own.
func (f *Font) HasBold() bool { return f != nil && f.bold != nil }

// none reports whether the font has no face.
func (f *Font) none() bool { return f == nil || f.regular == nil }

func (f *Font) face(bold bool) (face *face, more int) {
	switch {
	case !bold:
		return f.regular, 0
	case f.bold == nil:
		return f.regular, thickened
	}
	return f.bold, 0
}
