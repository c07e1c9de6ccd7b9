package render

import (
	"cmp"
	"slices"

	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/plot"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	flowListBar    = 10 * px // height of the bar of a node
	flowListLink   = 6 * px  // of that of a link
	flowListIndent = 16 * px
	flowListArrow  = 18 * px
	flowListNumber = 60 * px // for the numbers behind the bars
)

// listed reports whether the drawing is a list.
func (f *flowSheet) listed() bool { return !f.steps && f.width < flowPanelLeast }

// list lays out the nodes below each other where columns have no room: each
// with a bar of those who come to it, and below it where they go on to.
func (f *flowSheet) list() layout.Block {
	most := 1.0
	for _, n := range f.nodes {
		if !n.pass {
			most = max(most, float64(n.count))
		}
	}
	scale := plot.Scale{Hi: most, To: f.width - flowListNumber}
	links := f.outgoing()
	var blocks []layout.Block
	for _, column := range f.columns {
		for _, n := range column {
			if !f.nodes[n].pass {
				blocks = append(blocks, f.listedNode(n, links[n], scale))
			}
		}
	}
	return layout.Stack(18*px, blocks...)
}

// outgoing returns the links from each node, the most frequent first.
func (f *flowSheet) outgoing() [][]flowLink {
	out := make([][]flowLink, len(f.nodes))
	for _, l := range slices.Concat(f.links, f.back) {
		out[l.stops[0]] = append(out[l.stops[0]], l)
	}
	for _, links := range out {
		slices.SortStableFunc(links, func(a, b flowLink) int { return cmp.Compare(b.count, a.count) })
	}
	return out
}

// listedNode lays out a node with its links.
func (f *flowSheet) listedNode(i int, links []flowLink, scale plot.Scale) layout.Block {
	n, tone := &f.nodes[i], f.flowTone(&f.nodes[i])
	bar := layout.Block{W: f.width, H: flowListBar + 4*px}
	long := max(scale.At(float64(n.count)), px)
	ends := min(scale.At(float64(n.exits)), long)
	bar.Nodes = append(bar.Nodes, &scene.Rect{Box: scene.Box{Y: 2 * px, W: long - ends, H: flowListBar}, Fill: tone.Ink})
	bar.Nodes = append(bar.Nodes, hatch(scene.Box{X: long - ends, Y: 2 * px, W: ends, H: flowListBar}, tone.Ink)...)
	bar = bar.Titled(f.nodeSaid(n))
	number := f.theme.smallStrong().In(f.theme.Ink).Line(f.number(n.count), flowListNumber-6*px)
	bar.Nodes = append(bar.Nodes, number.At(long+6*px, (bar.H-number.H)/2)...)
	blocks := []layout.Block{
		f.theme.head().Paragraph(f.label(n), f.width, 3),
		f.theme.small().Parts(f.width, 2, f.nodeFacts(n)...), bar,
	}
	for _, l := range links {
		blocks = append(blocks, f.listedLink(l, scale))
	}
	b := layout.Stack(3*px, blocks...).Wide(f.width)
	return b.Cell("node", b.H)
}

// listedLink lays out where some go on to: forward with a filled bar, back or
// sideways with a dashed line.
func (f *flowSheet) listedLink(l flowLink, scale plot.Scale) layout.Block {
	tone := f.flowTone(f.target(l))
	back := f.target(l).column <= f.source(l).column
	arrow := "→"
	if back {
		arrow = "↩"
	}
	style := f.theme.small().In(f.theme.Ink)
	name := style.Paragraph(f.label(f.target(l)), f.width-flowListIndent-flowListArrow, 2)
	name = marked(style.Line(arrow, flowListArrow), flowListArrow, name, style.Leading, false)
	long := min(max(scale.At(float64(l.count)), 2*px), f.width-flowListIndent-flowListNumber)
	bar := layout.Block{W: f.width, H: 15 * px}
	y := (bar.H - flowListLink) / 2
	if back {
		line := scene.Lines(scene.Point{X: 0, Y: bar.H / 2}, scene.Point{X: long, Y: bar.H / 2})
		line.Stroke = scene.Stroke{Paint: tone.Ink, Width: 2 * px, Dash: 4 * px}
		bar.Nodes = []scene.Node{line}
	} else {
		bar.Nodes = []scene.Node{&scene.Rect{Box: scene.Box{Y: y, W: long, H: flowListLink}, Fill: tone.Ink}}
	}
	bar = bar.Titled(f.linkSaid(l))
	number := f.theme.small().Line(f.number(l.count), flowListNumber-6*px)
	bar.Nodes = append(bar.Nodes, number.At(long+6*px, 0)...)
	return layout.Stack(0, name, bar).Pad(0, 0, 0, flowListIndent)
}
