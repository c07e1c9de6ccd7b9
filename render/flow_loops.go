package render

import (
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	loopHead = 9 * px   // of an arrow
	loopWide = 330 * px // of an arrow with its words where they stand in a list
)

// loops lays out what goes back or sideways: a dashed arrow from column to
// column, as wide as it is frequent, below its name and number. Where the
// columns have no room beside each other, it is a list.
func (f *flowSheet) loops() layout.Block {
	if len(f.back) == 0 || f.listed() {
		return layout.Block{}
	}
	head := f.theme.head().Paragraph(f.say("Back and sideways", "Retours et détours"), f.width, 1)
	if f.panelCount > 1 {
		return layout.Stack(10*px, head, f.loopList())
	}
	said := f.say("Each arrow runs from the column of its first node to that of the second.", "Chaque flèche va de la colonne de son premier nœud à celle du second.")
	return layout.Stack(10*px, layout.Stack(2*px, head, f.theme.small().Paragraph(said, f.width, 2)), f.loopLanes())
}

// loopList lays out the loops below each other, in columns.
func (f *flowSheet) loopList() layout.Block {
	const arrow = 44 * px
	width := min(loopWide, f.width)
	style := f.theme.small().In(f.theme.Ink)
	items := make([]layout.Block, len(f.back))
	for i, l := range f.back {
		said := style.Paragraph(f.linkSaid(l), width-arrow-20*px, 3)
		sign := layout.Block{W: arrow, H: 2 * loopHead, Nodes: f.loopArrow(l, 0, arrow, loopHead)}
		items[i] = marked(sign, arrow+8*px, said, style.Leading, false).Wide(width)
	}
	return layout.Flow(f.width, 0, 8*px, items...)
}

// loopLanes lays out the loops below the columns, several in a lane where they
// have room beside each other.
func (f *flowSheet) loopLanes() layout.Block {
	var lanes []layout.Block // each as wide as it is used
	for _, l := range f.back {
		left, loop := f.loop(l)
		lane := 0
		for lane < len(lanes) && !roomAt(lanes[lane], left) {
			lane++
		}
		if lane == len(lanes) {
			lanes = append(lanes, layout.Block{})
		}
		lanes[lane].H = max(lanes[lane].H, loop.H)
		lanes[lane].W = max(lanes[lane].W, left+loop.W)
		lanes[lane].Nodes = append(lanes[lane].Nodes, loop.Cell("loop", loop.H).At(left, 0)...)
	}
	return layout.Stack(8*px, lanes...).Wide(f.width)
}

func roomAt(lane layout.Block, left scene.Px) bool { return lane.W+24*px <= left }

// loop lays out an arrow with its words above, and returns where it begins.
func (f *flowSheet) loop(l flowLink) (scene.Px, layout.Block) {
	from, to := f.source(l).column, f.target(l).column
	left, right := f.left(to, 0)+f.node/3, f.left(from, 0)+f.node*2/3
	label := f.theme.small().In(f.theme.Ink).Line(f.linkSaid(l), f.width)
	begin := max(0, min(left, f.width-label.W)) // words that are too long begin before their arrow
	y := label.H + 7*px
	b := layout.Block{W: max(label.W, right-begin), H: y + 7*px, Nodes: label.Nodes}
	b.Nodes = append(b.Nodes, f.loopArrow(l, left-begin, right-begin, y)...)
	return begin, b
}

// loopArrow draws a dashed arrow from right to left, as wide as its link is
// frequent.
func (f *flowSheet) loopArrow(l flowLink, left, right, y scene.Px) []scene.Node {
	ink := f.flowTone(f.source(l)).Ink
	width := max(min(f.scale.At(float64(l.count))/4, 4*px), px*5/4)
	line := scene.Lines(scene.Point{X: right - width/2, Y: y}, scene.Point{X: left + loopHead + width, Y: y})
	line.Stroke = scene.Stroke{Paint: ink, Width: width, Dash: max(5*px, width*2)}
	head := scene.Lines(scene.Point{X: left, Y: y}, scene.Point{X: left + loopHead, Y: y - loopHead/2}, scene.Point{X: left + loopHead, Y: y + loopHead/2})
	head.Close()
	head.Fill = ink
	return []scene.Node{line, head}
}
