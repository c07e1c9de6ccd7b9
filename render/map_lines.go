package render

import (
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// depths has how far behind the eyes of customers a lane is: the lines of a
// service blueprint stand where one is a step deeper than the lane above it.
var depths = map[Lane]int{LaneFrontstage: 1, LaneBackstage: 2, LaneSupport: 3}

// serviceLines has the names of the lines, by the depth below them.
var serviceLines = [...][2]string{
	1: {"Line of interaction", "Ligne d’interaction"},
	2: {"Line of visibility", "Ligne de visibilité"},
	3: {"Line of internal interaction", "Ligne d’interaction interne"},
}

// serviceLine lays out the line between two lanes, and nothing where there is
// none.
func (s *sheet) serviceLine(above, below Lane) layout.Block {
	depth := depths[below]
	if above == "" || depth != depths[above]+1 {
		return layout.Block{}
	}
	name := s.say(serviceLines[depth][0], serviceLines[depth][1])
	return s.namedLine(name, s.width)
}

// namedLine lays out a dashed line of that width with its name at the left.
func (p *page) namedLine(name string, width scene.Px) layout.Block {
	const gap = 10 * px
	style := p.theme.smallStrong()
	b := style.Line(name, width/2)
	line := scene.Lines(scene.Point{X: b.W + gap, Y: b.H / 2}, scene.Point{X: width, Y: b.H / 2})
	line.Stroke = scene.Stroke{Paint: p.theme.Muted, Width: px * 3 / 2, Dash: 6 * px}
	b.Nodes = append(b.Nodes, line)
	return b.Wide(width).Cell("line", b.H)
}
