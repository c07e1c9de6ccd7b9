package layout

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/parcours-go/parcours/render/internal/text"
	"github.com/parcours-go/parcours/render/scene"
)

// A Style is how a paragraph is set.
type Style struct {
	Size    scene.Px   // of the font
	Leading scene.Px   // from baseline to baseline
	Family  scene.Font // that the drawing carries; nil for none
	Bold    bool
	Italic  bool
	Fill    scene.Paint
	Anchor  scene.Anchor // the side of the block at which the lines stand
	Spacing scene.Px     // added after every character; only for fixed words
}

// Font returns what the style measures text with.
func (st Style) Font() text.Font { return text.Font{Size: st.Size, Bold: st.Bold, Family: st.Family} }

// In returns the style in that colour.
func (st Style) In(fill scene.Paint) Style {
	st.Fill = fill
	return st
}

// To returns the style with its lines at that side.
func (st Style) To(side scene.Anchor) Style {
	st.Anchor = side
	return st
}

// Paragraph sets s in lines of at most that width, maxLines of them at most.
// Where it has more, the last ends in an ellipsis and the block has the whole
// as its text equivalent. A text that runs from right to left stands at the
// right side unless it is centred. The block is as wide as it was allowed to
// be.
func (st Style) Paragraph(s string, width scene.Px, maxLines int) Block {
	s = text.Clean(s)
	p := paragraph{style: st, width: width}
	p.add(text.Wrap(s, st.Font(), width, maxLines), text.RightToLeft(s))
	return p.block(s)
}

// Line sets s in one line, shortened if it is wider than that. The block is as
// wide as the line.
func (st Style) Line(s string, width scene.Px) Block {
	b := st.Paragraph(s, width, 1)
	box := scene.Bounds(&scene.Group{Nodes: b.Nodes})
	scene.Translate(b.Nodes, -box.X, 0)
	b.W = box.W
	return b
}

const dot = " · "

// Parts sets short texts one after the other with a dot between them. Where a
// line ends between two, there is no dot. Empty parts are left out. None has
// more than that number of lines of its own.
func (st Style) Parts(width scene.Px, maxLines int, parts ...string) Block {
	p := paragraph{style: st, width: width}
	var whole []string
	for _, part := range parts {
		part = text.Clean(part)
		if part != "" {
			whole = append(whole, part)
			p.addPart(part, maxLines)
		}
	}
	return p.block(strings.Join(whole, dot))
}

// A paragraph is a number of lines.
type paragraph struct {
	style     Style
	width     scene.Px
	lines     []line
	shortened bool
}

type line struct {
	text.Line
	rtl bool
}

func (p *paragraph) add(lines text.Lines, rtl bool) {
	p.lines = slices.Grow(p.lines, len(lines.Lines))
	for _, l := range lines.Lines {
		p.lines = append(p.lines, line{l, rtl})
	}
	p.shortened = p.shortened || lines.Shortened
}

// addPart adds a part on the last line if it has room there, or if it would
// not have room on a line of its own either.
func (p *paragraph) addPart(part string, maxLines int) {
	font, rtl := p.style.Font(), text.RightToLeft(part)
	alone := text.Wrap(part, font, p.width, maxLines)
	if len(p.lines) > 0 {
		last := p.lines[len(p.lines)-1]
		both := text.Wrap(last.Text+dot+part, font, p.width, maxLines+1)
		if len(both.Lines) == 1 || len(alone.Lines) > 1 && startsIn(both, last.Text+dot) {
			p.lines = p.lines[:len(p.lines)-1]
			p.add(both, last.rtl)
			return
		}
	}
	p.add(alone, rtl)
}

// startsIn reports whether something follows on the first line after that
// beginning.
func startsIn(lines text.Lines, beginning string) bool {
	return len(lines.Lines[0].Text) > len(beginning)
}

// block returns the lines as a block; whole is what they say where they are
// shortened.
func (p *paragraph) block(whole string) Block {
	b := Block{W: p.width, H: scene.Px(len(p.lines)) * p.style.Leading, Nodes: make([]scene.Node, len(p.lines))}
	texts := make([]scene.Text, len(p.lines))
	for i, l := range p.lines {
		texts[i] = p.style.text(l, p.width)
		texts[i].Y += scene.Px(i) * p.style.Leading
		b.Nodes[i] = &texts[i]
	}
	if p.shortened {
		b = b.Titled(whole)
	}
	return b
}

// text returns one line whose box stands in the middle of the leading, its
// baseline on a whole pixel.
func (st Style) text(l line, width scene.Px) scene.Text {
	above := (st.Leading - st.Size*(scene.Ascent+scene.Descent)/100) / 2
	t := scene.Text{
		Y:    (above + st.Size*scene.Ascent/100) / scene.Pixel * scene.Pixel,
		W:    l.W + st.Spacing*scene.Px(utf8.RuneCountInString(l.Text)),
		Size: st.Size, Bold: st.Bold, Italic: st.Italic, Fill: st.Fill,
		Anchor: st.Anchor, Spacing: st.Spacing, RTL: l.rtl, Content: l.Text,
	}
	if l.rtl && st.Anchor == scene.Left {
		t.Anchor = scene.Right
	}
	switch t.Anchor {
	case scene.Middle:
		t.X = width / 2
	case scene.Right:
		t.X = width
	}
	return t
}
