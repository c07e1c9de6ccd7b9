package render

import (
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// tallExperience lays out the map for a phone: how all stages feel, and below it
// the stages as cards, each with the person's rows and, on a ground of their
// own, those of the providers that it has.
func (s *sheet) tallExperience(cycle bool) layout.Block {
	var cards []layout.Block
	for i := range s.m.Stages {
		cards = append(cards, s.tallCardOf(i, s.tallExperienceRows(i)))
	}
	if cycle && len(s.m.Stages) > 1 {
		cards = append(cards, s.tallCycle())
	}
	return layout.Stack(28*px, s.tallCurve(), layout.Stack(14*px, cards...))
}

func (s *sheet) tallExperienceRows(i int) layout.Block {
	one := s.part(i, i+1)
	var own, offered []layout.Block
	for _, kind := range s.lanes {
		switch {
		case kind.lane == LaneEmotion: // stands in the head
		case kind.lane == rowMeeting || kind.lane == rowProvider:
			offered = append(offered, s.tallSection(i, kind, one.tallCell(kind)))
		default:
			own = append(own, s.tallSection(i, kind, one.tallCell(kind)))
		}
	}
	return layout.Stack(tallGap, layout.Stack(tallGap, own...), s.tallGround(layout.Stack(tallGap, offered...)))
}

// tallCycle draws the way from the last stage back to the first: an arrow that
// turns up.
func (s *sheet) tallCycle() layout.Block {
	const h, turn, wing = 24 * px, 16 * px, 4 * px
	said := s.theme.smallStrong().In(s.theme.Accent.Ink).Line(s.again(), s.width/2)
	x := (s.width - said.W - turn - 10*px) / 2
	way := scene.Lines(scene.Point{X: x + turn, Y: 2 * px}, scene.Point{X: x + turn, Y: h - 4*px},
		scene.Point{X: x + wing, Y: h - 4*px}, scene.Point{X: x + wing, Y: 4 * px})
	way.MoveTo(x, 4*px+wing)
	way.LineTo(x+wing, 4*px)
	way.LineTo(x+2*wing, 4*px+wing)
	way.Stroke = scene.Stroke{Paint: s.theme.Accent.Ink, Width: px * 3 / 2}
	b := layout.Block{W: s.width, H: h, Nodes: []scene.Node{way}}
	b.Nodes = append(b.Nodes, said.At(x+turn+10*px, (h-said.H)/2)...)
	return b.Titled(s.cycleText())
}
