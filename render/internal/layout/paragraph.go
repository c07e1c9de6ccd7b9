package layout

import (
	"github.com/parcours-go/parcours/render/internal/text"
	"github.com/parcours-go/parcours/render/scene"
)

// A Style is how a paragraph is set.
type Style struct {
	Size    scene.Px // of the font
	Leading scene.Px // from baseline to baseline
	Bold    bool
	Italic  bool
	Fill    scene.Paint
	Anchor  scene.Anchor // the side of the block at which the lines stand
	Spacing scene.Px     // added after every character; only for fixed words
}

// Font returns what the style measures text with.
func (s Style) Font() text.Font { return text.Font{Size: s.Size, Bold: s.Bold} }

// Paragraph sets s in lines of at most that width, maxLines of them at most.
// Where it has more, the last ends in an ellipsis and the block has the whole
// as its text equivalent. A text that runs from right to left stands at the
// right side unless it is centred. The block is as wide as it was allowed to
// be.
func (st Style) Paragraph(s string, width scene.Px, maxLines int) Block {
	s = text.Clean(s)
	rtl := text.RightToLeft(s)
	if rtl && st.Anchor == scene.Left {
		st.Anchor = scene.Right
	}
	lines := text.Wrap(s, st.Font(), width, maxLines)
	b := Block{W: width, H: scene.Px(len(lines.Lines)) * st.Leading}
	for i, line := range lines.Lines {
		t := st.line(line.Text, line.W, rtl)
		t.X = [...]scene.Px{scene.Left: 0, scene.Middle: width / 2, scene.Right: width}[st.Anchor]
		t.Y += scene.Px(i) * st.Leading
		b.Nodes = append(b.Nodes, t)
	}
	if lines.Shortened {
		b = b.Titled(s)
	}
	return b
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

// Parts sets short texts one after the other with a dot between them. Where a
// line ends between two, there is no dot. Empty parts are left out.
func (st Style) Parts(width scene.Px, maxLines int, parts ...string) Block {
	const dot = " · "
	var blocks []Block
	line := ""
	for _, part := range parts {
		part = text.Clean(part)
		switch {
		case part == "":
		case line == "":
			line = part
		case st.Font().Width(line+dot+part) <= width:
			line += dot + part
		default:
			blocks = append(blocks, st.Paragraph(line, width, maxLines))
			line = part
		}
	}
	return Stack(0, append(blocks, st.Paragraph(line, width, maxLines))...)
}

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

// line returns one line whose box stands in the middle of the leading, its
// baseline on a whole pixel.
func (st Style) line(s string, w scene.Px, rtl bool) *scene.Text {
	above := (st.Leading - st.Size*(scene.Ascent+scene.Descent)/100) / 2
	return &scene.Text{
		Y: (above + st.Size*scene.Ascent/100) / scene.Pixel * scene.Pixel, W: w + st.Spacing*scene.Px(len([]rune(s))),
		Size: st.Size, Bold: st.Bold, Italic: st.Italic, Fill: st.Fill,
		Anchor: st.Anchor, Spacing: st.Spacing, RTL: rtl, Content: s,
	}
}
