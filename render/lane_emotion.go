package render

import (
	"math"
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	plotLevel = 38 * px // from one emotion to the next
	plotPad   = 26 * px // above and below the scale, for the labels of its ends
	dotRadius = 550
)

// A feeling is what is known of the emotion of a stage.
type feeling struct {
	emotion  journey.Emotion // the one that is drawn
	answers  journey.Measure // the satisfaction behind it
	measured bool            // whether it is the mean of those answers
	at       scene.Point
}

// feelings reads the emotions of the stages. Where nobody has set one, a mean
// of answers on the same scale is one.
func (s *sheet) feelings() []feeling {
	all := make([]feeling, len(s.m.Stages))
	for i := range s.m.Stages {
		all[i] = s.placed(feelingOf(&s.m.Stages[i]), i)
	}
	return all
}

// feelingOf reads the emotion of a stage. One that somebody has set is measured
// only where the answers have the same mean, but for its rounding: n and interval
// of other answers say nothing of it.
func feelingOf(stage *journey.Stage) feeling {
	f := feeling{emotion: stage.Emotion}
	answers, asked := stage.Measure(journey.MeasureSatisfaction)
	mean := journey.Emotion(answers.Value)
	if !asked || answers.Unit != journey.Score || !mean.Known() {
		return f
	}
	if !f.emotion.Known() {
		f.emotion = mean
	}
	if difference := float64(f.emotion - mean); math.Abs(difference) <= 0.05 {
		f.answers, f.measured = answers, true
	}
	return f
}

// placed says where the emotion of the stage i is drawn.
func (s *sheet) placed(f feeling, i int) feeling {
	f.at = scene.Point{X: s.columnLeft(i) + s.column/2, Y: s.emotionY(f.emotion)}
	return f
}

// emotionY returns the height at which an emotion is drawn.
func (s *sheet) emotionY(e journey.Emotion) scene.Px {
	return plotPad + scene.Px(float64(s.levelStep)*float64(journey.Delighted-e))
}

// emotion lays out the lane of the emotion: whose curve is which, the moments of
// truth, and the curves.
func (s *sheet) emotion() layout.Block {
	plot := s.emotionPlot()
	if plot.Empty() {
		return plot
	}
	return layout.Stack(14*px, s.curveLegend(), s.momentRow(), plot)
}

// emotionPlot draws a curve through all emotions that are known, for the map and
// for each that is drawn beside it.
func (s *sheet) emotionPlot() layout.Block {
	all, others := s.feelings(), s.otherFeelings()
	known := s.anyKnown(all)
	for _, list := range others {
		known = known || s.anyKnown(list)
	}
	if !known {
		return layout.Block{}
	}
	b := layout.Block{H: 4*s.levelStep + 2*plotPad}
	areas, lines := s.curves(all)
	b.Nodes = slices.Concat(areas, s.scale(), s.otherCurves(others), lines)
	lowest := lowestOf(all)
	for i := s.from; i < s.to; i++ {
		marks := s.marksAt(all[i], others, i)
		if all[i].emotion.Known() {
			b.Nodes = append(b.Nodes, s.point(all, i, i == lowest, marks)...)
		}
		for _, m := range marks {
			b.Nodes = append(b.Nodes, s.otherPoint(m, i)...)
		}
	}
	return b
}

// anyKnown reports whether the emotion of any stage of the sheet is known.
func (s *sheet) anyKnown(all []feeling) bool {
	return slices.ContainsFunc(all[s.from:s.to], func(f feeling) bool { return f.emotion.Known() })
}

// lowestOf returns the index of the worst emotion, or -1 if it is not a bad
// one or shared by several.
func lowestOf(all []feeling) int {
	lowest, count := -1, 0
	for i, f := range all {
		switch {
		case !f.emotion.Known() || f.emotion >= journey.Neutral:
		case lowest < 0 || f.emotion < all[lowest].emotion:
			lowest, count = i, 1
		case f.emotion == all[lowest].emotion:
			count++
		}
	}
	if count != 1 {
		return -1
	}
	return lowest
}

// scale draws the five faces left of the columns, and a line for each.
func (s *sheet) scale() []scene.Node {
	var nodes []scene.Node
	right := s.columnLeft(s.to)
	for e := journey.Frustrated; e <= journey.Delighted; e++ {
		y := s.emotionY(e)
		line := scene.Lines(scene.Point{X: 0, Y: y}, scene.Point{X: right, Y: y})
		line.Stroke = scene.Stroke{Paint: s.theme.Line, Width: px}
		if e == journey.Neutral {
			line.Stroke = scene.Stroke{Paint: s.theme.Muted, Width: px, Dash: 4 * px}
		}
		nodes = append(nodes, line)
		face := s.theme.face(e, 18*px).Titled(s.emotionText(e))
		nodes = append(nodes, face.At(-30*px, y-9*px)...)
	}
	return nodes
}

// curves draws one curve for each run of stages whose emotion is known, and
// the area between each and the neutral line.
func (s *sheet) curves(all []feeling) (areas, lines []scene.Node) {
	for _, line := range s.runs(all) {
		areas, lines = append(areas, s.areaUnder(line)), append(lines, line)
	}
	return areas, lines
}

// runs returns one curve for each run of stages whose emotion is known.
func (s *sheet) runs(all []feeling) (lines []*scene.Path) {
	var run []scene.Point
	flush := func() {
		if len(run) > 1 {
			if line := s.within(curve(run)); len(line.Segments) > 0 {
				lines = append(lines, line)
			}
		}
		run = run[:0]
	}
	for _, f := range all {
		if f.emotion.Known() {
			run = append(run, f.at)
		} else {
			flush()
		}
	}
	flush()
	return lines
}

// areaUnder gives a curve its colour, and returns the area between it and the
// neutral line.
func (s *sheet) areaUnder(line *scene.Path) *scene.Path {
	first, last := line.Segments[0].P[0], line.Segments[len(line.Segments)-1].P[2]
	line.Stroke = scene.Stroke{Paint: s.theme.Accent.Ink, Width: 5 * px / 2}
	area := &scene.Path{Segments: slices.Clone(line.Segments), Fill: s.theme.Accent.Tint}
	area.LineTo(last.X, s.emotionY(journey.Neutral))
	area.LineTo(first.X, s.emotionY(journey.Neutral))
	area.Close()
	return area
}

// point draws one point of the curve with its label. It is filled where
// customers were asked, and hollow where the emotion is supposed.
func (s *sheet) point(all []feeling, i int, lowest bool, marks []otherMark) []scene.Node {
	f := all[i]
	return slices.Concat(s.pointLabel(all, i, lowest, marks), s.whisker(f), []scene.Node{s.pointDot(f)})
}

func (s *sheet) pointDot(f feeling) *scene.Circle {
	ink := s.theme.feeling(f.emotion).Ink
	dot := &scene.Circle{X: f.at.X, Y: f.at.Y, R: dotRadius, Fill: s.theme.Background, Stroke: scene.Stroke{Paint: ink, Width: 2 * px}}
	if f.measured {
		dot.Fill = ink
	}
	return dot
}

// whisker draws the interval of a measured emotion.
func (s *sheet) whisker(f feeling) []scene.Node {
	lo, hi := journey.Emotion(f.answers.Lo), journey.Emotion(f.answers.Hi)
	if !f.measured || !f.answers.Estimated() || !lo.Known() || !hi.Known() {
		return nil
	}
	line := scene.Lines(scene.Point{X: f.at.X, Y: s.emotionY(lo)}, scene.Point{X: f.at.X, Y: s.emotionY(hi)})
	line.Stroke = scene.Stroke{Paint: s.theme.feeling(f.emotion).Ink, Width: px * 3 / 2}
	return []scene.Node{line}
}

// pointLabel lays out face and number of a point, and what stands behind it.
func (s *sheet) pointLabel(all []feeling, i int, lowest bool, marks []otherMark) []scene.Node {
	f := all[i]
	ink := s.theme.feeling(f.emotion).Ink
	var asked, word layout.Block
	if f.measured && s.column >= columnForSample {
		asked = s.theme.small().Line(s.sample(f.answers), 60*px)
	}
	if lowest {
		word = s.theme.smallStrong().In(ink).Line(s.word.lowest, 90*px).Pad(0, 0, 0, 22*px)
	}
	label := layout.Stack(0, layout.Beside(4*px,
		s.theme.face(f.emotion, 18*px),
		s.theme.head().In(ink).Line(s.score(f.emotion), 60*px),
		asked.Pad(2*px, 0, 0, 2*px),
	), word).Titled(s.stageName(i) + ", " + s.emotionText(f.emotion))
	x, y := labelPlace(all, i, label)
	x, y = clear(x, y, label, f.at, marks)
	x = max(min(x, s.columnLeft(s.to)-label.W-2*px), s.columnLeft(s.from)+2*px)
	if len(s.others) > 0 || y < f.at.Y == (f.at.Y <= s.emotionY(journey.Neutral)) {
		label = s.onPlate(label)
	}
	return label.At(x, y)
}

// columnForSample is the width of a column in which a label has room for the
// number of answers, whatever stands in the next one.
const columnForSample = 214 * px

// labelPlace returns where the label of a point stands so that the curve does
// not run through it: above a point in the upper half of the scale and below
// one in the lower, unless the curve goes there on both sides, and beside the
// middle where it goes there on one.
func labelPlace(all []feeling, i int, label layout.Block) (x, y scene.Px) {
	const gap = 10 * px
	f := all[i]
	above := f.emotion >= journey.Neutral
	left, right := goesThere(f, all, i-1, above), goesThere(f, all, i+1, above)
	if left && right {
		above, left, right = !above, false, false
	}
	x, y = f.at.X-label.W/2, f.at.Y+gap
	if above {
		y = f.at.Y - gap - label.H
	}
	if left {
		x = f.at.X + gap/2
	} else if right {
		x = f.at.X - gap/2 - label.W
	}
	return x, y
}

// goesThere reports whether the curve goes up, or down, from f to a neighbour
// so much that it would meet a label.
func goesThere(f feeling, all []feeling, neighbour int, up bool) bool {
	const much = 0.6
	if neighbour < 0 || neighbour >= len(all) || !all[neighbour].emotion.Known() {
		return false
	}
	if up {
		return all[neighbour].emotion-f.emotion > much
	}
	return f.emotion-all[neighbour].emotion > much
}

// onPlate puts a label on the ground of the lane, so that no line runs through
// it.
func (s *sheet) onPlate(label layout.Block) layout.Block {
	plate := &scene.Rect{Box: scene.Box{X: -2 * px, W: label.W + 4*px, H: label.H}, Fill: s.theme.Band}
	label.Nodes = append([]scene.Node{plate}, label.Nodes...)
	return label
}

func (s *sheet) emotionTexts(i int, stage *journey.Stage) []string {
	said := s.feelingTexts(feelingOf(stage))
	if len(said) > 0 && i == lowestOf(s.feelings()) {
		said = append(said, s.word.lowest)
	}
	return said
}

// feelingTexts says how a stage feels, and how many were asked.
func (s *sheet) feelingTexts(f feeling) []string {
	if !f.emotion.Known() {
		return nil
	}
	said := []string{s.scoreText(f.emotion)}
	if f.measured {
		said = append(said, s.interval(f.answers), s.sample(f.answers))
	}
	return said
}
