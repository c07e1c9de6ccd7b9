package render

import (
	"strconv"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/comparison"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	compareLevel = 30 * px // from one emotion to the next
	compareFaces = 34 * px // room of the faces, left of the curves
)

// felt returns the emotions of the stage of that name.
func (s *compareSheet) felt(stage string) (f [2]journey.Emotion) {
	for _, e := range s.r.Emotions {
		if e.Stage == stage && e.Touchpoint == "" {
			return [2]journey.Emotion{e.Before, e.After}
		}
	}
	return f
}

// feltText says how a stage felt, before and after.
func (s *compareSheet) feltText(stage string) string {
	f := s.felt(stage)
	if !f[0].Known() && !f[1].Known() {
		return ""
	}
	return s.say("emotion ", "émotion ") + s.scoreOrDash(f[0]) + " → " + s.scoreOrDash(f[1])
}

func (s *compareSheet) scoreOrDash(e journey.Emotion) string {
	if !e.Known() {
		return "–"
	}
	return s.score(e)
}

// emotions lays out the curves of emotion of both maps on one scale, the heads of
// the stages above them.
func (s *compareSheet) emotions() layout.Block {
	felt := make([][2]journey.Emotion, len(s.r.Stages))
	known := 0
	for i, stage := range s.r.Stages {
		felt[i] = s.felt(stage.Name)
		for _, e := range felt[i] {
			if e.Known() {
				known++
			}
		}
	}
	if known == 0 {
		return layout.Block{}
	}
	title := s.theme.head().Paragraph(s.word.emotion, s.width, 1)
	return layout.Stack(10*px, title, s.emotionLegend(), s.emotionPlot(felt))
}

func (s *compareSheet) emotionLegend() layout.Block {
	keys := make([]legendKey, 2)
	for i := range keys {
		line := scene.Lines(scene.Point{Y: 6 * px}, scene.Point{X: 12 * px, Y: 6 * px})
		line.Stroke = s.sideStroke(i)
		dot := s.sideDot(i, scene.Point{X: 6 * px, Y: 6 * px}, 35*px/10)
		keys[i] = legendKey{layout.Block{W: 12 * px, H: 12 * px, Nodes: []scene.Node{line, dot}}, s.names[i]}
	}
	return s.legend(s.width, keys...)
}

func (s *compareSheet) sideStroke(side int) scene.Stroke {
	if side == 0 {
		return scene.Stroke{Paint: s.theme.Muted, Width: 2 * px, Dash: 5 * px}
	}
	return scene.Stroke{Paint: s.theme.Accent.Ink, Width: 5 * px / 2}
}

func (s *compareSheet) sideDot(side int, at scene.Point, r scene.Px) *scene.Circle {
	dot := &scene.Circle{X: at.X, Y: at.Y, R: r, Fill: s.theme.Background, Stroke: s.sideStroke(side)}
	dot.Stroke.Dash, dot.Stroke.Width = 0, 2*px
	if side == 1 {
		dot.Fill = s.theme.Accent.Ink
	}
	return dot
}

// emotionPlot draws heads, scale and curves.
func (s *compareSheet) emotionPlot(felt [][2]journey.Emotion) layout.Block {
	column := (s.width - compareFaces) / scene.Px(len(felt))
	head := s.emotionHeads(column)
	top := head.H + 14*px
	y := func(e journey.Emotion) scene.Px {
		return top + scene.Px(float64(compareLevel)*float64(journey.Delighted-e))
	}
	b := layout.Block{W: s.width, H: y(journey.Frustrated) + 14*px, Nodes: head.At(compareFaces, 0)}
	for e := journey.Frustrated; e <= journey.Delighted; e++ {
		line := s.hairline(compareFaces, s.width, y(e)).(*scene.Path)
		if e == journey.Neutral {
			line.Stroke = scene.Stroke{Paint: s.theme.Muted, Width: px, Dash: 4 * px}
		}
		face := s.theme.face(e, 18*px).Titled(s.emotionText(e))
		b.Nodes = append(append(b.Nodes, line), face.At(0, y(e)-9*px)...)
	}
	for side := range 2 {
		points := make([]scene.Point, len(felt))
		for i := range felt {
			points[i] = scene.Point{X: compareFaces + scene.Px(i)*column + column/2, Y: y(felt[i][side])}
		}
		b.Nodes = append(b.Nodes, s.emotionCurve(felt, side, points)...)
	}
	return layout.Stack(4*px, b, s.emotionNumbers(felt, column).Pad(0, 0, 0, compareFaces)).Wide(s.width)
}

// emotionCurve draws the curve of one side, with a gap where nothing is known.
func (s *compareSheet) emotionCurve(felt [][2]journey.Emotion, side int, points []scene.Point) []scene.Node {
	var lines, dots []scene.Node
	var run []scene.Point
	flush := func() {
		if len(run) > 1 {
			line := curve(run)
			line.Stroke = s.sideStroke(side)
			lines = append(lines, line)
		}
		run = nil
	}
	for i, at := range points {
		e := felt[i][side]
		if !e.Known() {
			flush()
			continue
		}
		run = append(run, at)
		said := s.placeText(comparison.Place{Stage: s.r.Stages[i].Name}, s.names[side]) + ", " + s.emotionText(e)
		dot := layout.Block{W: px, H: px, Nodes: []scene.Node{s.sideDot(side, at, 45*px/10)}}.Titled(said)
		dots = append(dots, dot.Nodes...)
	}
	flush()
	return append(lines, dots...)
}

// emotionHeads lays out number and name of each stage, or the number alone where
// the columns are narrow; where not even these have room, some.
func (s *compareSheet) emotionHeads(column scene.Px) layout.Block {
	const forName, forNumber = 92 * px, 22 * px
	style := s.theme.smallStrong().To(scene.Middle)
	var heads []layout.Block
	every := int(max((forNumber+column-1)/max(column, 1), 1))
	for i, stage := range s.r.Stages {
		width := column - 8*px
		said := strconv.Itoa(i + 1)
		switch {
		case column >= forName:
			heads = append(heads, style.In(s.theme.stage(i).Ink).Paragraph(said+" "+stage.Name, width, 3))
			continue
		case i%every != 0:
			continue
		}
		b := style.In(s.theme.stage(i).Ink).Paragraph(said, forNumber, 1).Titled(stage.Name)
		heads = append(heads, b)
	}
	return s.overColumns(heads, column, every)
}

// overColumns puts blocks over the middles of the columns, one over each of every
// so many.
func (s *compareSheet) overColumns(blocks []layout.Block, column scene.Px, every int) layout.Block {
	out := layout.Block{W: column * scene.Px(len(s.r.Stages)), H: layout.Tallest(blocks)}
	for i, b := range blocks {
		middle := scene.Px(i*every)*column + column/2
		out.Nodes = append(out.Nodes, b.At(middle-b.W/2, out.H-b.H)...)
	}
	return out
}

// emotionNumbers lays out the scores below the curves, where they have room.
func (s *compareSheet) emotionNumbers(felt [][2]journey.Emotion, column scene.Px) layout.Block {
	const forBoth, forOne = 76 * px, 34 * px
	if column < forOne {
		return layout.Block{}
	}
	style := s.theme.small().To(scene.Middle)
	blocks := make([]layout.Block, len(felt))
	for i, f := range felt {
		before, after := s.scoreOrDash(f[0]), s.scoreOrDash(f[1])
		if column >= forBoth {
			blocks[i] = style.Paragraph(before+" → "+after, column, 1)
		} else {
			blocks[i] = layout.Stack(0, style.Paragraph(before, column, 1), s.theme.smallStrong().In(s.theme.Ink).To(scene.Middle).Paragraph(after, column, 1))
		}
	}
	return s.overColumns(blocks, column, 1)
}
