package svg

import (
	"encoding/xml"
	"strings"
	"unicode/utf8"

	"github.com/parcours-go/parcours/render/scene"
)

// text writes a line of text. Most of a drawing is text, and svgo would take
// two thirds of the time that all of it takes to format it.
func (c *canvas) text(t *scene.Text) {
	if t.Content == "" {
		return
	}
	c.length("x", t.X)
	c.length("y", t.Y)
	c.textStyle(t)
	c.raw("<text ")
	c.out.buf = append(c.out.buf, c.attrs...)
	c.attrs = c.attrs[:0]
	c.raw(">")
	c.escaped(t.Content)
	c.raw("</text>\n")
}

// textStyle adds the attributes in which a text is not like most.
func (c *canvas) textStyle(t *scene.Text) {
	c.lookOf(t)
	if anchor := textAnchor(t); anchor != "start" {
		c.attr("text-anchor", anchor)
	}
	if t.RTL {
		c.attr("direction", "rtl")
	}
	if t.Spacing != 0 {
		c.length("letter-spacing", t.Spacing)
	}
}

// lookOf adds those of its attributes that texts inherit.
func (c *canvas) lookOf(t *scene.Text) {
	if t.Size != c.usual.text.size {
		c.length("font-size", t.Size)
	}
	if t.Fill != c.usual.text.fill {
		c.attr("fill", t.Fill.String())
	}
	if t.Bold && !c.inherits {
		c.attr("font-weight", "bold")
	}
	if t.Italic && !c.inherits {
		c.attr("font-style", "italic")
	}
}

// alike writes texts at the beginning of nodes that look alike, and not like most,
// with how they look once around them. It returns how many they are: 0 where that
// would be longer.
func (c *canvas) alike(nodes []scene.Node) int {
	first, ok := nodes[0].(*scene.Text)
	if !ok || first.Content == "" {
		return 0
	}
	n := 1
	for n < len(nodes) {
		t, ok := nodes[n].(*scene.Text)
		if !ok || t.Size != first.Size || t.Fill != first.Fill || t.Bold != first.Bold || t.Italic != first.Italic {
			break
		}
		n++
	}
	const group = len("<g ></g>")
	c.lookOf(first)
	look := c.take()
	if n < 2 || (n-1)*len(look) <= group {
		return 0
	}
	c.raw("<g ", look, ">")
	outside := c.usual.text
	c.usual.text, c.inherits = textStyle{first.Size, first.Fill}, true
	for _, t := range nodes[:n] {
		c.text(t.(*scene.Text))
	}
	c.usual.text, c.inherits = outside, false
	c.raw("</g>")
	return n
}

// textAnchor names the side as SVG does, where the start of a text is the side
// on which it begins.
func textAnchor(t *scene.Text) string {
	switch {
	case t.Anchor == scene.Middle:
		return "middle"
	case (t.Anchor == scene.Right) != t.RTL:
		return "end"
	}
	return "start"
}

// escaped writes a text of a user.
func (c *canvas) escaped(s string) {
	if s = clean(s); !strings.ContainsAny(s, "\"'&<>\t\n\r") {
		c.raw(s)
		return
	}
	// The error is that of the output, which has none.
	_ = xml.EscapeText(c.out, []byte(s))
}

// clean replaces what XML 1.0 forbids, and what is no character at all, with
// U+FFFD.
func clean(s string) string {
	if valid(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if allowed(r) {
			return r
		}
		return utf8.RuneError
	}, s)
}

func valid(s string) bool {
	for _, r := range s {
		if !allowed(r) {
			return false
		}
	}
	return utf8.ValidString(s)
}

// allowed reports whether r is a Char of XML 1.0 (fifth edition, production 2)
// and none of the noncharacters and controls that it discourages.
func allowed(r rune) bool {
	switch {
	case r < 0x20:
		return r == '\t' || r == '\n' || r == '\r'
	case 0x7f <= r && r <= 0x9f, 0xd800 <= r && r <= 0xdfff, 0xfdd0 <= r && r <= 0xfdef:
		return false
	}
	return r&0xfffe != 0xfffe && r <= utf8.MaxRune
}

// language returns the tag if it has the form of one (BCP 47: letters and
// digits in parts of at most eight, joined by hyphens), and "" if not.
func language(tag string) string {
	if tag == "" || len(tag) > 64 {
		return ""
	}
	for part := range strings.SplitSeq(tag, "-") {
		if len(part) < 1 || len(part) > 8 || strings.Trim(part, alphanumeric) != "" {
			return ""
		}
	}
	return tag
}

const alphanumeric = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
