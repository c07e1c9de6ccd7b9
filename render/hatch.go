package render

import "github.com/parcours-go/parcours/render/scene"

// hatch draws a box with a border and slanted lines, which is told apart from a
// filled one without colours.
func hatch(box scene.Box, ink scene.Paint) []scene.Node {
	if box.W <= 0 || box.H <= 0 {
		return nil
	}
	const most = 90 // lines, so that a wide box is no long text
	gap := max(6*px, (box.W+box.H)/most)
	lines := &scene.Path{Stroke: scene.Stroke{Paint: ink, Width: px * 3 / 4}}
	for at := gap; at < box.W+box.H; at += gap {
		lines.MoveTo(box.X+min(at, box.W), box.Y+max(0, at-box.W))
		lines.LineTo(box.X+max(0, at-box.H), box.Y+min(at, box.H))
	}
	border := scene.Lines(
		scene.Point{X: box.X, Y: box.Y}, scene.Point{X: box.Right(), Y: box.Y},
		scene.Point{X: box.Right(), Y: box.Bottom()}, scene.Point{X: box.X, Y: box.Bottom()},
	)
	border.Close()
	border.Stroke = scene.Stroke{Paint: ink, Width: px}
	return []scene.Node{lines, border}
}
