package scene

// A Text is one line of text.
type Text struct {
	X, Y   Px // Y is that of the baseline, X that of the side which Anchor names
	W      Px // measured width, a little more than the text needs
	Size   Px // font size: one em
	Bold   bool
	Italic bool
	Anchor Anchor
	Fill   Paint

	// RTL says that the text runs from right to left. It changes the order in
	// which the characters stand, not the side which Anchor names.
	RTL bool

	// Spacing is added after every character. W includes it.
	Spacing Px

	Content string
}

// An Anchor says where X stands in a line of text.
type Anchor byte

// The anchors are sides of the box of the text, whichever way it runs.
const (
	Left Anchor = iota
	Middle
	Right
)

// Ascent and Descent are how far the characters of a font that is metrically
// equal to Helvetica stand above and below the baseline, in hundredths of the
// font size.
const (
	Ascent  = 91
	Descent = 22
)

// Box returns the box of the line.
func (t *Text) Box() Box {
	b := Box{X: t.X, Y: t.Y - t.Size*Ascent/100, W: t.W, H: t.Size * (Ascent + Descent) / 100}
	switch t.Anchor {
	case Middle:
		b.X -= t.W / 2
	case Right:
		b.X -= t.W
	}
	return b
}
