package render

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/text"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	otherWidth = 2 * px // of the curve of another map
	otherDash  = 7 * px // of that of another state
	otherSize  = 9 * px // of its markers
)

// otherFeelings returns the emotions of the other maps at the stages of the
// sheet.
func (s *sheet) otherFeelings() [][]feeling {
	lists := make([][]feeling, len(s.others))
	for i, o := range s.others {
		lists[i] = make([]feeling, len(o.stages))
		for j, stage := range o.stages {
			if stage != nil {
				lists[i][j] = s.placed(feelingOf(stage), j)
			}
		}
	}
	return lists
}

// otherCurves draws the curves of the other maps.
func (s *sheet) otherCurves(lists [][]feeling) []scene.Node {
	var nodes []scene.Node
	for i, all := range lists {
		for _, line := range s.runs(all) {
			line.Stroke = s.otherStroke(s.others[i])
			nodes = append(nodes, line)
		}
	}
	return nodes
}

func (s *sheet) otherStroke(o other) scene.Stroke {
	stroke := scene.Stroke{Paint: s.theme.series(o.series), Width: otherWidth}
	if o.state {
		stroke.Dash = otherDash
	}
	return stroke
}

// An otherMark is the marker of another map at a stage.
type otherMark struct {
	of other
	f  feeling
	at scene.Point // its middle
}

// marksAt returns the markers of the other maps at a stage. One that would stand
// on another, or on the point of the map itself, stands left of it.
func (s *sheet) marksAt(own feeling, lists [][]feeling, stage int) []otherMark {
	var marks []otherMark
	for i, all := range lists {
		f := all[stage]
		if !f.emotion.Known() {
			continue
		}
		at := f.at
		if own.emotion.Known() && near(own.at, f.at) {
			at.X -= otherSize + 2*px
		}
		for _, m := range marks {
			if near(m.at, f.at) {
				at.X = min(at.X, m.at.X-otherSize-2*px)
			}
		}
		marks = append(marks, otherMark{s.others[i], f, at})
	}
	return marks
}

// near reports whether two markers would touch were they at one stage.
func near(a, b scene.Point) bool { return max(a.Y-b.Y, b.Y-a.Y) < otherSize+2*px }

// otherPoint draws a marker with its text equivalent.
func (s *sheet) otherPoint(m otherMark, stage int) []scene.Node {
	said := text.Cut(m.of.name, nameLength) + ", " + s.stageName(stage) + ", " + s.emotionText(m.f.emotion)
	mark := s.theme.marker(m.of.series, otherSize).Titled(said)
	return mark.At(m.at.X-otherSize/2, m.at.Y-otherSize/2)
}

// clear moves a label that would hide a marker of another map to the other side
// of its point, or else beside it, where none can be.
func clear(x, y scene.Px, label layout.Block, at scene.Point, marks []otherMark) (scene.Px, scene.Px) {
	for _, place := range [][2]scene.Px{{x, y}, {x, 2*at.Y - y - label.H}} {
		box := scene.Box{X: place[0] - 2*px, Y: place[1], W: label.W + 4*px, H: label.H}
		if !hides(box, marks) {
			return place[0], place[1]
		}
	}
	return at.X + 10*px, at.Y - label.H/2
}

// hides reports whether a box covers a part of a marker.
func hides(box scene.Box, marks []otherMark) bool {
	for _, m := range marks {
		if box.Overlaps(scene.Box{X: m.at.X - otherSize/2, Y: m.at.Y - otherSize/2, W: otherSize, H: otherSize}) {
			return true
		}
	}
	return false
}

// curveLegend lays out which curve is whose, where there are several.
func (s *sheet) curveLegend() layout.Block {
	if len(s.others) == 0 {
		return layout.Block{}
	}
	own := scene.Stroke{Paint: s.theme.Accent.Ink, Width: 5 * px / 2}
	items := []layout.Block{s.curveKey(own, s.dot(journey.Delighted, true), s.curveName)}
	for _, o := range s.others {
		items = append(items, s.curveKey(s.otherStroke(o), s.theme.marker(o.series, otherSize), o.name))
	}
	width := s.columnLeft(s.to) - columnInset
	return layout.Flow(width, 24*px, 4*px, items...).Pad(0, 0, 0, columnInset)
}

// curveKey lays out a piece of a curve with its mark, and whose it is.
func (s *sheet) curveKey(stroke scene.Stroke, mark layout.Block, name string) layout.Block {
	const length = 34 * px
	style := s.theme.body()
	line := scene.Lines(scene.Point{X: 0, Y: style.Leading / 2}, scene.Point{X: length, Y: style.Leading / 2})
	line.Stroke = stroke
	sign := layout.Block{W: length, H: style.Leading, Nodes: []scene.Node{line}}
	sign.Nodes = append(sign.Nodes, mark.At((length-mark.W)/2, (style.Leading-mark.H)/2)...)
	room := s.columnLeft(s.to) - columnInset - length - 8*px
	return marked(sign, length+8*px, style.Line(name, room), style.Leading, false)
}

func (s *sheet) otherTexts(o other, stage int) []string {
	if o.stages[stage] == nil {
		return nil
	}
	return s.feelingTexts(feelingOf(o.stages[stage]))
}
