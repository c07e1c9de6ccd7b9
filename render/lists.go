package render

import (
	"strings"
	"unicode/utf8"

	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/text"
	"github.com/parcours-go/parcours/render/scene"
)

// bullets lays out a list with a dot before each entry.
func (p *page) bullets(entries []string, width scene.Px, ink scene.Paint) layout.Block {
	blocks := make([]layout.Block, len(entries))
	style := p.theme.body()
	for i, entry := range entries {
		dot := layout.Block{W: 4 * px, H: 4 * px, Nodes: []scene.Node{&scene.Circle{X: 2 * px, Y: 2 * px, R: 2 * px, Fill: ink}}}
		blocks[i] = marked(dot, 12*px, style.Paragraph(entry, width-12*px, maxLines), style.Leading, rightToLeft(entry))
	}
	return layout.Stack(5*px, blocks...)
}

// quoted puts a text in quotation marks, unless it has them.
func (p *page) quoted(thought string) string {
	thought = text.Clean(thought)
	first, _ := utf8.DecodeRuneInString(thought)
	if thought == "" || strings.ContainsRune(`"“«„‘「『'`, first) {
		return thought
	}
	return p.word.openQuote + thought + p.word.closeQuote
}
