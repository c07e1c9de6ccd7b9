// Package text measures and breaks text without a browser.
//
// A drawing is laid out before anybody knows the fonts of the machine that
// will show it. The widths are those of a face that is metrically equal to
// Helvetica and Arial where it has the character, and an upper bound over the
// usual faces of a script where it has not, so that a text seldom takes more
// room than it was given.
//
// Call [Clean] on a text from outside first, then [Wrap] to break it into
// lines or [Width] to measure it in one.
package text

import (
	"github.com/parcours-go/parcours/render/scene"
)

// A Font is a size and a weight of a family.
type Font struct {
	Size scene.Px // one em
	Bold bool

	// Family is the font that the drawing carries. nil, and what it has no
	// glyph for, is measured as the package says.
	Family scene.Font
}

// Width returns how wide s is in one line, a little more rather than less.
func (f Font) Width(s string) scene.Px {
	var units int64
	for s != "" {
		n, w := f.cluster(s)
		units += int64(w)
		s = s[n:]
	}
	return f.px(units)
}

// limit returns the most thousandths of an em that have room in a width.
func (f Font) limit(width scene.Px) int64 {
	if f.Size <= 0 {
		return 0
	}
	return int64(width) * 50_000 / (int64(f.Size) * 51)
}

// px turns thousandths of an em into pixels, rounded up, with a fiftieth for
// what shaping may add.
func (f Font) px(units int64) scene.Px {
	return scene.Px((units*int64(f.Size)*51 + 49_999) / 50_000)
}

// First returns the first user-perceived character of s.
func First(s string) string {
	if s == "" {
		return ""
	}
	size, _ := Font{}.cluster(s)
	return s[:size]
}

// Cut returns the first n user-perceived characters of s, with an ellipsis if
// there are more.
func Cut(s string, n int) string {
	at := 0
	for range n {
		if at == len(s) {
			return s
		}
		size, _ := Font{}.cluster(s[at:])
		at += size
	}
	if at == len(s) {
		return s
	}
	return s[:at] + Ellipsis
}
