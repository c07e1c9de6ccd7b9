package render

import (
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/plot"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	flowNodeLeast  = 96 * px // width of a node
	flowNodeMost   = 150 * px
	flowWayLeast   = 58 * px // between two columns
	flowWayUsual   = 90 * px
	flowWayMost    = 190 * px
	flowHigh       = 380 * px // of the fullest column
	flowHighSmall  = 260 * px // where two columns have room
	flowPanelLeast = 560 * px // width below which nodes that stand once are a list
	flowBefore     = 14 * px  // left of a node, for those who begin there
	flowAfter      = 18 * px  // right of it, for those who end there
)

// flowColumns is where the columns stand, all of them or as many as have room.
type flowColumns struct {
	perPanel, panelCount int
	before, node, way    scene.Px // before the first column, width of a node, and between two columns
	scale                plot.Scale
}

// panels lays out the columns, in as many rows as they need. The last column of
// a row is the first of the next.
func (f *flowSheet) panels() []layout.Block {
	if f.listed() {
		return []layout.Block{f.list()}
	}
	f.measure()
	f.settle()
	var blocks []layout.Block
	for first := 0; ; first += f.perPanel - 1 {
		last := min(first+f.perPanel, len(f.columns)) - 1
		blocks = append(blocks, f.panel(first, last))
		if last == len(f.columns)-1 {
			return blocks
		}
	}
}

// measure decides how wide everything is, and how high each node.
func (f *flowSheet) measure() {
	n := len(f.columns)
	if !f.steps {
		f.before = flowBefore
	}
	width := f.width - f.before - flowAfter
	most := max(2, int((width+flowWayLeast)/(flowNodeLeast+flowWayLeast)))
	f.perPanel = min(max(n, 2), most)
	f.panelCount = max(1, (n-2)/(f.perPanel-1)+1)
	if f.panelCount > 1 {
		f.perPanel = (n-2)/f.panelCount + 2 // rows of like length
	}
	ways := scene.Px(f.perPanel - 1)
	f.node = max(flowNodeLeast, min((width-ways*flowWayUsual)/scene.Px(f.perPanel), flowNodeMost))
	f.way = max(0, min((width-f.node*scene.Px(f.perPanel))/ways, flowWayMost))
	f.scale = plot.Scale{Hi: f.fullest(), To: flowHigh}
	if f.perPanel == 2 && n > 2 {
		f.scale.To = flowHighSmall
	}
	for i := range f.nodes {
		f.fit(&f.nodes[i])
	}
}

// fullest returns the count of the column with the most.
func (f *flowSheet) fullest() float64 {
	fullest := 1.0
	for _, column := range f.columns {
		sum := 0.0
		for _, n := range column {
			sum += float64(f.nodes[n].count)
		}
		fullest = max(fullest, sum)
	}
	return fullest
}

// fit gives a node its height, and the room that it takes with its label.
func (f *flowSheet) fit(n *flowNode) {
	n.h = max(f.scale.At(float64(n.count)), 2*px)
	n.room = n.h
	if !n.pass {
		n.room = max(n.h, f.placedLabel(n).H)
	}
}

// placedLabel lays out the label of a node from its upper left corner: in it,
// or below where it has no room.
func (f *flowSheet) placedLabel(n *flowNode) layout.Block {
	const inset, beside = 5 * px, 8 * px
	inside := f.nodeLabel(n, f.node-2*beside).Pad(inset, beside, inset, beside)
	if inside.H <= n.h {
		return inside
	}
	return f.nodeLabel(n, f.node).Pad(n.h+2*px, 0, 0, 0)
}

// nodeLabel lays out the name of a node and its numbers.
func (f *flowSheet) nodeLabel(n *flowNode, width scene.Px) layout.Block {
	small := f.theme.small().In(f.theme.Ink)
	count := f.lang.Number(float64(n.count), 0)
	share := ""
	if f.steps {
		share = f.share(n.count, f.Paths)
	}
	blocks := []layout.Block{
		f.theme.strong().Paragraph(f.label(n), width, 2),
		small.Parts(width, 2, count, share),
	}
	for _, said := range f.nodeFacts(n) {
		blocks = append(blocks, f.theme.small().Paragraph(said, width, 2))
	}
	return layout.Stack(0, blocks...)
}

// left returns where a column begins in the panel of that first column.
func (f *flowSheet) left(column, first int) scene.Px {
	return f.before + scene.Px(column-first)*(f.node+f.way)
}

// panel lays out the columns from first to last.
func (f *flowSheet) panel(first, last int) layout.Block {
	top, bottom := f.extent(first, last)
	b := layout.Block{W: f.width, H: bottom - top}
	b.Nodes = append(b.Nodes, f.ribbons(first, last)...)
	for c := first; c <= last; c++ {
		for _, n := range f.columns[c] {
			if !f.nodes[n].pass {
				b.Nodes = append(b.Nodes, f.drawNode(n, f.left(c, first))...)
			}
		}
	}
	b.Nodes = append(b.Nodes, f.ribbonNumbers(first, last)...)
	b.Nodes = b.At(0, -top)
	return layout.Stack(14*px, f.panelHead(first, last), b).Wide(f.width)
}

// extent returns where the nodes of a panel begin and end.
func (f *flowSheet) extent(first, last int) (top, bottom scene.Px) {
	top, bottom = f.nodes[f.columns[first][0]].y, 0
	for c := first; c <= last; c++ {
		top = min(top, f.nodes[f.columns[c][0]].y)
		bottom = max(bottom, f.bottom(f.columns[c]))
	}
	return top, bottom
}

// panelHead says which steps the columns are, or which part of the whole the
// panel is.
func (f *flowSheet) panelHead(first, last int) layout.Block {
	row := layout.Block{W: f.width}
	add := func(b layout.Block, x scene.Px) {
		row.H = max(row.H, b.H)
		row.Nodes = append(row.Nodes, b.At(x, 0)...)
	}
	if !f.steps {
		if f.panelCount > 1 {
			said := f.say("Part ", "Partie ") + f.lang.Number(float64(first/(f.perPanel-1)+1), 0) + f.say(" of ", " sur ") + f.lang.Number(float64(f.panelCount), 0)
			add(f.theme.smallStrong().Paragraph(said, f.width, 1), 0)
		}
		return row
	}
	for c := first; c <= last; c++ {
		total := 0
		for _, n := range f.columns[c] {
			total += f.nodes[n].count
		}
		said := f.say("Step ", "Étape ") + f.lang.Number(float64(c+1), 0)
		add(layout.Stack(0, f.theme.head().Paragraph(said, f.node+flowAfter, 1), f.theme.small().Paragraph(f.paths(total), f.node+flowAfter, 2)), f.left(c, first))
	}
	return row
}

// flowTone returns the colours of a node.
func (f *flowSheet) flowTone(n *flowNode) Tone {
	if n.tone < 0 {
		return Tone{Ink: f.theme.Muted, Tint: f.theme.Band}
	}
	return f.theme.stage(n.tone)
}

// drawNode draws a node at x: who is there, who begins and who ends there.
func (f *flowSheet) drawNode(i int, x scene.Px) []scene.Node {
	n, tone := &f.nodes[i], f.flowTone(&f.nodes[i])
	const side = 4 * px
	var mark layout.Block
	if n.entries > 0 && !f.steps {
		h := f.slice(n, n.entries)
		mark.Nodes = append(mark.Nodes, &scene.Rect{Box: scene.Box{X: x - flowBefore, Y: n.y, W: flowBefore - 4*px, H: h}, Fill: tone.Ink})
	}
	if n.h <= 2*side {
		mark.Nodes = append(mark.Nodes, &scene.Rect{Box: scene.Box{X: x, Y: n.y, W: f.node, H: n.h}, Fill: tone.Ink})
	} else {
		mark.Nodes = append(mark.Nodes,
			&scene.Rect{Box: scene.Box{X: x, Y: n.y, W: f.node, H: n.h}, Fill: tone.Tint},
			&scene.Rect{Box: scene.Box{X: x, Y: n.y, W: side, H: n.h}, Fill: tone.Ink},
			&scene.Rect{Box: scene.Box{X: x + f.node - side, Y: n.y, W: side, H: n.h}, Fill: tone.Ink})
	}
	if n.exits > 0 {
		h := f.slice(n, n.exits)
		mark.Nodes = append(mark.Nodes, hatch(scene.Box{X: x + f.node + 3*px, Y: n.y + n.h - h, W: flowAfter - 4*px, H: h}, tone.Ink)...)
	}
	nodes := mark.Titled(f.nodeSaid(n)).Nodes
	label := f.placedLabel(n)
	return append(nodes, label.Cell("node", label.H).At(x, n.y)...)
}

// slice returns how high a part of a node is.
func (f *flowSheet) slice(n *flowNode, count int) scene.Px {
	return min(max(f.scale.At(float64(count)), px), n.h)
}

// nodeSaid says what is known of a node.
func (f *flowSheet) nodeSaid(n *flowNode) string {
	said := f.place(n, f.label) + f.word.colon + f.lang.Number(float64(n.count), 0)
	if share := f.share(n.count, f.Paths); share != "" && f.steps {
		said += ", " + share
	}
	for _, fact := range f.nodeFacts(n) {
		said += f.word.semicolon + fact
	}
	return said
}

// nodeFacts says how many begin and end at a node, and how many come again at
// once. Of steps, it goes without saying that the first is where paths begin.
func (f *flowSheet) nodeFacts(n *flowNode) []string {
	var facts []string
	if n.entries > 0 && !f.steps {
		facts = append(facts, f.count(n.entries, f.say("begins here", "commence ici"), f.say("begin here", "commencent ici")))
	}
	if n.exits > 0 {
		facts = append(facts, f.count(n.exits, f.say("ends here", "finit ici"), f.say("end here", "finissent ici")))
	}
	if n.again > 0 {
		facts = append(facts, "↻\u00a0"+f.number(n.again)+f.say(" again", " encore"))
	}
	return facts
}
