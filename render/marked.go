package render

import (
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/text"
	"github.com/parcours-go/parcours/render/scene"
)

// marked puts a small sign before a text, on the side on which it begins, in
// the middle of its first line.
func marked(sign layout.Block, indent scene.Px, text layout.Block, leading scene.Px, rtl bool) layout.Block {
	if text.Empty() {
		return text
	}
	width := text.W + indent
	x, textX := scene.Px(0), indent
	if rtl {
		x, textX = width-sign.W, 0
	}
	nodes := sign.At(x, (leading-sign.H)/2)
	return layout.Block{W: width, H: text.H, Nodes: append(nodes, text.At(textX, 0)...)}
}

func rightToLeft(s string) bool { return text.RightToLeft(text.Clean(s)) }

// sideOf returns the side at which a text begins.
func sideOf(s string) scene.Anchor {
	if rightToLeft(s) {
		return scene.Right
	}
	return scene.Left
}
