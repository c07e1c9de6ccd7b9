package render

import (
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// onBand puts a block on a ground of its own. The ground goes halfway into the
// margins, so that its text begins where all other text does.
func (p *page) onBand(b layout.Block) layout.Block {
	bleed := p.side / 2
	box := scene.Box{X: -bleed, W: b.W + 2*bleed, H: b.H}
	ground := &scene.Rect{Box: box, Radius: 10 * px, Fill: p.theme.Band}
	b.Nodes = append([]scene.Node{ground}, b.Nodes...)
	return b
}

// hairline draws a line that orders the page and means nothing.
func (p *page) hairline(from, to, y scene.Px) scene.Node {
	line := scene.Lines(scene.Point{X: from, Y: y}, scene.Point{X: to, Y: y})
	line.Stroke = scene.Stroke{Paint: p.theme.Line, Width: px}
	return line
}

// pill puts a line on a ground with round ends.
func (p *page) pill(line layout.Block, tint scene.Paint) layout.Block {
	b := line.Pad(px, 8*px, px, 8*px)
	ground := &scene.Rect{Box: scene.Box{W: b.W, H: b.H}, Radius: b.H / 2, Fill: tint}
	b.Nodes = append([]scene.Node{ground}, b.Nodes...)
	return b
}
