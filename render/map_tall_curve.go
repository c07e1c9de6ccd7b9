package render

import (
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	tallRow   = 42 * px // least height of a stage beside the curve
	tallFaces = 26 * px // height of the faces above it
	tallScore = 52 * px // width of face and score right of it
)

// A turnedPlot is the plot of the emotions with the stages below each other:
// from frustrated at the left to delighted at the right.
type turnedPlot struct {
	left, step  scene.Px // of the emotions
	top, row, h scene.Px // of the stages
}

func (p turnedPlot) x(e journey.Emotion) scene.Px {
	return p.left + scene.Px(float64(p.step)*float64(e-journey.Frustrated))
}

func (p turnedPlot) y(i int) scene.Px { return p.top + p.row*scene.Px(i) + p.row/2 }

// tallCurve lays out the curve of the emotion turned to run down: the stages at
// the left, face and score at the right.
func (s *sheet) tallCurve() layout.Block {
	all := s.feelings()
	if !s.shows(LaneEmotion) || !slices.ContainsFunc(all, func(f feeling) bool { return f.emotion.Known() }) {
		return layout.Block{}
	}
	nameWidth := s.width * 38 / 100
	names, row := s.tallNames(all, nameWidth)
	p := turnedPlot{left: nameWidth + 20*px, top: tallFaces, row: row, h: tallFaces + row*scene.Px(len(all))}
	p.step = (s.width - tallScore - 12*px - p.left) / 4
	b := layout.Block{W: s.width, H: p.h, Nodes: s.turnedScale(p)}
	for i := range all {
		all[i].at = scene.Point{X: p.x(all[i].emotion), Y: p.y(i)}
		b.Nodes = append(b.Nodes, names[i].At(0, p.y(i)-names[i].H/2)...)
	}
	areas, lines := s.turnedCurves(all, p)
	b.Nodes = slices.Concat(areas, b.Nodes, s.turnedOthers(all, p), lines)
	for i, f := range all {
		if f.emotion.Known() {
			b.Nodes = append(b.Nodes, s.turnedPoint(i, f, p)...)
		}
	}
	head := s.theme.strong().Paragraph(s.word.emotion, s.width, 1)
	if legend := s.part(0, 1).curveLegend(); !legend.Empty() {
		head = layout.Stack(8*px, head, layout.Block{W: s.width, H: legend.H, Nodes: legend.At(-columnInset, 0)})
	}
	return s.onBand(layout.Stack(8*px, head, b.Cell("lane", b.H)).Pad(18*px, 0, 12*px, 0))
}

// tallNames lays out the names of the stages, and says how high a row must be
// for all of them.
func (s *sheet) tallNames(all []feeling, width scene.Px) ([]layout.Block, scene.Px) {
	lowest := lowestOf(all)
	names := make([]layout.Block, len(all))
	for i := range names {
		var mark layout.Block
		if i == lowest {
			mark = s.theme.smallStrong().In(s.theme.feeling(all[i].emotion).Ink).Paragraph(s.word.lowest, width, 1)
		}
		name := s.theme.body().Paragraph(s.m.Stages[i].Name, width, 2)
		names[i] = layout.Stack(0, name, mark)
		names[i] = names[i].Cell("label", names[i].H)
	}
	return names, max(layout.Tallest(names)+10*px, tallRow)
}

// turnedScale draws the five faces above the plot, and a line for each.
func (s *sheet) turnedScale(p turnedPlot) []scene.Node {
	const size = 15 * px
	var nodes []scene.Node
	for e := journey.Frustrated; e <= journey.Delighted; e++ {
		x := p.x(e)
		line := scene.Lines(scene.Point{X: x, Y: p.top - 4*px}, scene.Point{X: x, Y: p.h})
		line.Stroke = scene.Stroke{Paint: s.theme.Line, Width: px}
		if e == journey.Neutral {
			line.Stroke = scene.Stroke{Paint: s.theme.Muted, Width: px, Dash: 4 * px}
		}
		nodes = append(nodes, line)
		nodes = append(nodes, s.theme.face(e, size).Titled(s.emotionText(e)).At(x-size/2, 0)...)
	}
	return nodes
}

// turnedCurves draws a curve for each run of stages whose emotion is known, and
// the area between each and the neutral line.
func (s *sheet) turnedCurves(all []feeling, p turnedPlot) (areas, lines []scene.Node) {
	for _, line := range turnedRuns(all) {
		first, last := line.Segments[0].P[0], line.Segments[len(line.Segments)-1].P[2]
		line.Stroke = scene.Stroke{Paint: s.theme.Accent.Ink, Width: 5 * px / 2}
		area := &scene.Path{Segments: slices.Clone(line.Segments), Fill: s.theme.Accent.Tint}
		area.LineTo(p.x(journey.Neutral), last.Y)
		area.LineTo(p.x(journey.Neutral), first.Y)
		area.Close()
		areas, lines = append(areas, area), append(lines, line)
	}
	return areas, lines
}

// turnedRuns returns a curve for each run of stages whose emotion is known.
func turnedRuns(all []feeling) []*scene.Path {
	var lines []*scene.Path
	for i := 0; i < len(all); i++ {
		var run []scene.Point
		for ; i < len(all) && all[i].emotion.Known(); i++ {
			run = append(run, turned(all[i].at))
		}
		if len(run) < 2 {
			continue
		}
		line := curve(run)
		for k := range line.Segments {
			for j := range line.Segments[k].P {
				line.Segments[k].P[j] = turned(line.Segments[k].P[j])
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// turnedOthers draws the curves of other maps with their markers. One that
// would stand on another stands above or below it.
func (s *sheet) turnedOthers(own []feeling, p turnedPlot) []scene.Node {
	lists := s.otherFeelings()
	var nodes []scene.Node
	for k, all := range lists {
		for i := range all {
			all[i].at = scene.Point{X: p.x(all[i].emotion), Y: p.y(i)}
		}
		for _, line := range turnedRuns(all) {
			line.Stroke = s.otherStroke(s.others[k])
			nodes = append(nodes, line)
		}
	}
	for i := range own {
		taken := []feeling{own[i]}
		for k, all := range lists {
			f := all[i]
			if !f.emotion.Known() {
				continue
			}
			same := 0
			for _, t := range taken {
				if t.emotion.Known() && near(turned(t.at), turned(f.at)) {
					same++
				}
			}
			at := f.at
			at.Y += [...]scene.Px{0, -11 * px, 11 * px, -20 * px, 20 * px}[min(same, 4)]
			taken = append(taken, f)
			nodes = append(nodes, s.otherPoint(otherMark{s.others[k], f, at}, i)...)
		}
	}
	return nodes
}

// turned exchanges right and down.
func turned(p scene.Point) scene.Point { return scene.Point{X: p.Y, Y: p.X} }

// turnedPoint draws one point with its interval, and face and score at the
// right of the plot.
func (s *sheet) turnedPoint(i int, f feeling, p turnedPlot) []scene.Node {
	var nodes []scene.Node
	lo, hi := journey.Emotion(f.answers.Lo), journey.Emotion(f.answers.Hi)
	ink := s.theme.feeling(f.emotion).Ink
	if f.measured && f.answers.Estimated() && lo.Known() && hi.Known() {
		whisker := scene.Lines(scene.Point{X: p.x(lo), Y: f.at.Y}, scene.Point{X: p.x(hi), Y: f.at.Y})
		whisker.Stroke = scene.Stroke{Paint: ink, Width: px * 3 / 2}
		nodes = append(nodes, whisker)
	}
	said := layout.Beside(5*px,
		s.theme.face(f.emotion, 18*px),
		s.theme.head().In(ink).Line(s.score(f.emotion), tallScore-23*px),
	).Titled(s.stageName(i) + ", " + s.emotionText(f.emotion))
	return append(append(nodes, s.pointDot(f)), said.At(s.width-said.W, f.at.Y-9*px)...)
}
