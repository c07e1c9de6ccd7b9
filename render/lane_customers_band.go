package render

import (
	"slices"

	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	bandHeight = 52 * px // of the band where all customers are
	bandLeast  = 3 * px  // of one where anybody is
	bandSlope  = 48 * px // width of a slope from one height to another
	branchTurn = 8 * px  // radius of the inner side of a branch
	branchTail = 20 * px // from the foot of the highest band to the tips
	branchTip  = 6 * px  // depth of a tip
)

// A stretch is the band within the column of one stage: as high as the
// customers are many who reach it, with a branch for those who leave.
type stretch struct {
	begin, height, end scene.Px // at the left side of the column, in it, at its right side
	branch             scene.Px // width of the branch; 0 without one
	slope              bool     // whether it goes from height to end along a slope
	last               bool     // whether nothing follows
}

// band draws the customers as a band. Those who leave branch off downwards.
func (s *sheet) band(steps []step, most float64) layout.Block {
	b := layout.Block{H: bandHeight + branchTail}
	for i, st := range stretches(steps, most) {
		if st.height > 0 && i >= s.from && i < s.to {
			b.Nodes = append(b.Nodes, s.stretch(st, i, steps[i].worst)...)
		}
	}
	return b
}

// stretches returns the band within each column, where most customers make it
// as high as it may be.
func stretches(steps []step, most float64) []stretch {
	all := make([]stretch, len(steps))
	for i, st := range steps {
		here := &all[i]
		here.height = bandHeightOf(st, most)
		here.begin, here.end = here.height, here.height
		if i > 0 && all[i-1].height > 0 {
			here.begin = all[i-1].end
		}
		here.last = i+1 == len(steps) || !steps[i+1].known
		if st.hasLeft && st.left > 0 {
			here.branch = max(scene.Px(st.off.Value*float64(here.height)), 2*px)
			here.end = max(here.height-here.branch, 0)
		}
		if here.last {
			continue
		}
		if next := bandHeightOf(steps[i+1], most); !st.hasOff || st.allGoTo(steps[i+1]) {
			here.end, here.slope = next, !st.hasOff
		}
	}
	return all
}

func bandHeightOf(st step, most float64) scene.Px {
	if !st.known || st.reached == 0 {
		return 0
	}
	return max(scene.Px(st.reached/most*float64(bandHeight)), bandLeast)
}

// stretch draws the band of the stage i: the branch behind it, the band, and its
// lower side as a line.
func (s *sheet) stretch(st stretch, i int, worst bool) []scene.Node {
	left, right := s.columnLeft(i), s.columnLeft(i+1)
	if st.last {
		right -= chevronDepth
	}
	tone := s.theme.stage(i)
	edge := scene.Lines(scene.Point{X: left, Y: st.begin})
	if st.begin != st.height {
		slopeTo(edge, left, st.begin, left+bandSlope, st.height)
	}
	turn := right - stepEdge - st.branch - branchTurn
	if st.last {
		turn += chevronDepth
	}
	area := &scene.Path{}
	switch {
	case st.slope:
		edge.LineTo(right-bandSlope, st.height)
		slopeTo(edge, right-bandSlope, st.height, right, st.end)
		area.Segments = slices.Clone(edge.Segments)
	case st.branch > 0:
		edge.LineTo(turn, st.height)
		area.Segments = slices.Clone(edge.Segments)
		area.LineTo(turn, st.end)
		area.LineTo(right, st.end)
		edge.MoveTo(turn, st.end)
		edge.LineTo(right, st.end)
	default:
		edge.LineTo(right, st.height)
		area.Segments = slices.Clone(edge.Segments)
	}
	area.LineTo(right, 0)
	area.LineTo(left, 0)
	area.Close()
	area.Fill, edge.Stroke = tone.Tint, scene.Stroke{Paint: tone.Ink, Width: px * 3 / 2}
	return append(s.branch(st, turn, worst), area, edge)
}

// slopeTo adds a curve that begins and ends level.
func slopeTo(p *scene.Path, x, y, toX, toY scene.Px) {
	middle := (x + toX) / 2
	p.CurveTo(middle, y, middle, toY, toX, toY)
}

// branch draws those who leave as a part of the band that turns down at x and
// ends in a tip.
func (s *sheet) branch(st stretch, x scene.Px, worst bool) []scene.Node {
	if st.branch == 0 {
		return nil
	}
	const foot = bandHeight + branchTail
	top, in, out := st.height-st.branch, x+branchTurn, x+branchTurn+st.branch
	level := st.height + branchTurn
	tip := min(st.branch/2, branchTip)
	p := scene.Lines(scene.Point{X: x, Y: top})
	quarter(p, x, top, out, level)
	p.LineTo(out, foot-tip)
	p.LineTo((in+out)/2, foot)
	p.LineTo(in, foot-tip)
	p.LineTo(in, level)
	p.CurveTo(in, level-branchTurn*arc/1000, x+branchTurn*arc/1000, st.height, x, st.height) // open where it leaves the band
	p.Fill, p.Stroke = s.theme.Line, scene.Stroke{Paint: s.theme.Muted, Width: px}
	if worst {
		p.Fill, p.Stroke.Paint = s.theme.Bad.Tint, s.theme.Bad.Ink
	}
	if st.branch < 4*px {
		p.Fill, p.Stroke = p.Stroke.Paint, scene.Stroke{}
	}
	return []scene.Node{p}
}

// quarter adds a quarter of an ellipse that begins level and ends upright.
func quarter(p *scene.Path, x, y, toX, toY scene.Px) {
	p.CurveTo(x+(toX-x)*arc/1000, y, toX, toY-(toY-y)*arc/1000, toX, toY)
}
