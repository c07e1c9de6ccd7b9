package scene

// A Font is a family of faces that a drawing can carry with it. Package
// render/font makes one of TrueType files.
type Font interface {
	// Advance returns the width of a character in thousandths of an em, rounded
	// up. ok is false where the font does not draw it in a drawing.
	Advance(r rune, bold bool) (thousandths int, ok bool)

	// Subset returns a TrueType file with the glyphs of those characters of the
	// text that the font draws in a drawing, and reports whether there are any.
	// The same characters give the same bytes, in whichever order and however
	// often they stand in the text.
	Subset(text string, bold bool) (file []byte, any bool)

	// HasBold reports whether bold text has a face of its own.
	HasBold() bool
}
