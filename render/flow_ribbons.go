package render

import (
	"cmp"
	"slices"

	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	ribbonThin  = 2 * px  // below which a ribbon is a line
	ribbonTall  = 15 * px // from which its number stands on it
	ribbonInset = 8 * px
)

// A ribbonEnd is where a ribbon meets a node: how far below its upper side, and
// how high it is there.
type ribbonEnd struct{ out, in, h scene.Px }

// ribbonEnds returns where the ribbons meet their nodes, in the order of the
// links: side by side, in the order of the nodes at their other ends.
func (f *flowSheet) ribbonEnds() []ribbonEnd {
	ends := make([]ribbonEnd, len(f.links))
	out, in := make([][]int, len(f.nodes)), make([][]int, len(f.nodes))
	for i, l := range f.links {
		ends[i].h = min(max(f.scale.At(float64(l.count)), px), f.source(l).h, f.target(l).h)
		from, to := l.stops[0], l.stops[len(l.stops)-1]
		out[from], in[to] = append(out[from], i), append(in[to], i)
	}
	middle := func(n int) scene.Px { return f.nodes[n].y + f.nodes[n].h/2 }
	place := func(links []int, at scene.Px, neighbour func(flowLink) int, set func(*ribbonEnd, scene.Px)) {
		slices.SortStableFunc(links, func(a, b int) int {
			return cmp.Compare(middle(neighbour(f.links[a])), middle(neighbour(f.links[b])))
		})
		for _, i := range links {
			set(&ends[i], at)
			at += ends[i].h
		}
	}
	for n := range f.nodes {
		begins := scene.Px(0)
		if !f.steps && f.nodes[n].entries > 0 {
			begins = f.slice(&f.nodes[n], f.nodes[n].entries)
		}
		place(out[n], 0, func(l flowLink) int { return l.stops[1] }, func(e *ribbonEnd, at scene.Px) { e.out = at })
		place(in[n], begins, func(l flowLink) int { return l.stops[len(l.stops)-2] }, func(e *ribbonEnd, at scene.Px) { e.in = at })
	}
	for i, l := range f.links { // rounding takes none out of its node
		ends[i].out = max(0, min(ends[i].out, f.source(l).h-ends[i].h))
		ends[i].in = max(0, min(ends[i].in, f.target(l).h-ends[i].h))
	}
	return ends
}

// ribbons draws the links between the columns from first to last, the widest
// first, so that narrow ones stay visible.
func (f *flowSheet) ribbons(first, last int) []scene.Node {
	var nodes []scene.Node
	for i, end := range f.ribbonEnds() {
		l := f.links[i]
		upper := f.ribbonWay(l, end, first, last)
		if len(upper) < 2 {
			continue
		}
		b := layout.Block{Nodes: []scene.Node{f.ribbon(l, upper, end.h)}}
		nodes = append(nodes, b.Titled(f.linkSaid(l)).Nodes...)
	}
	return nodes
}

// ribbonWay returns the points of the upper side of a ribbon in a panel: where
// it leaves its source, where it enters and leaves the columns that it passes,
// and where it comes to its target.
func (f *flowSheet) ribbonWay(l flowLink, end ribbonEnd, first, last int) []scene.Point {
	var way []scene.Point
	for i, stop := range l.stops {
		n := &f.nodes[stop]
		if n.column < first || n.column > last {
			continue
		}
		x := f.left(n.column, first)
		switch {
		case i == 0:
			way = append(way, scene.Point{X: x + f.node, Y: n.y + end.out})
		case i == len(l.stops)-1:
			way = append(way, scene.Point{X: x, Y: n.y + end.in})
		default:
			way = append(way, scene.Point{X: x, Y: n.y}, scene.Point{X: x + f.node, Y: n.y})
		}
	}
	return way
}

// ribbon draws a ribbon below a line of points.
func (f *flowSheet) ribbon(l flowLink, upper []scene.Point, high scene.Px) *scene.Path {
	tone := f.flowTone(f.source(l))
	p := &scene.Path{}
	if high < ribbonThin {
		ribbonLine(p, upper, high/2, false)
		p.Stroke = scene.Stroke{Paint: tone.Ink, Width: min(high, px)}
		return p
	}
	ribbonLine(p, upper, 0, false)
	lower := slices.Clone(upper)
	slices.Reverse(lower)
	ribbonLine(p, lower, high, true)
	p.Close()
	p.Fill, p.Stroke = tone.Tint, scene.Stroke{Paint: tone.Ink, Width: px * 3 / 4}
	return p
}

// ribbonLine adds a smooth line through points, moved down.
func ribbonLine(p *scene.Path, points []scene.Point, down scene.Px, goOn bool) {
	for i, q := range points {
		y := q.Y + down
		switch {
		case i == 0 && goOn:
			p.LineTo(q.X, y)
		case i == 0:
			p.MoveTo(q.X, y)
		default:
			before := points[i-1]
			middle := (before.X + q.X) / 2
			p.CurveTo(middle, before.Y+down, middle, y, q.X, y)
		}
	}
}

// ribbonNumbers writes on the wide ribbons how many take them.
func (f *flowSheet) ribbonNumbers(first, last int) []scene.Node {
	style := f.theme.small().In(f.theme.Ink)
	var nodes []scene.Node
	for i, end := range f.ribbonEnds() {
		l := f.links[i]
		from := f.source(l)
		if end.h < ribbonTall || from.column < first || from.column >= last {
			continue
		}
		said := f.lang.Number(float64(l.count), 0)
		if style.Font().Width(said) > f.way/2 {
			continue
		}
		label := style.Line(said, f.way/2)
		nodes = append(nodes, label.At(f.left(from.column, first)+f.node+ribbonInset, from.y+end.out+(end.h-label.H)/2)...)
	}
	return nodes
}

// linkSaid says how many take a link.
func (f *flowSheet) linkSaid(l flowLink) string {
	said := wayText(f.label(f.source(l)), f.label(f.target(l)), true) + f.word.colon
	if f.steps {
		said += f.paths(l.count)
	} else {
		said += f.count(l.count, f.say("time", "fois"), f.say("times", "fois"))
	}
	if share := f.share(l.count, f.source(l).count); share != "" {
		said += ", " + share + f.say(" of those there", " de ceux qui y sont")
	}
	return said
}
