package render

import (
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	bandHeight = 54 * px // of the band where all customers are
	bandLeast  = 3 * px
	bandSlope  = 56 * px // width of the slope before the next stage
	stepWidth  = 140 * px
)

// A step is what is known of the customers of a stage.
type step struct {
	reached       float64
	known         bool // whether reached is
	on, off       journey.Measure
	hasOn, hasOff bool
	worst         bool // whether every other stage that is known loses less
}

// steps reads the measures of the stages that the lane of customers shows. The
// last stage has no next one to go on to.
func (s *sheet) steps() []step {
	steps := make([]step, len(s.m.Stages))
	worst, most, losses := -1, 0.0, 0
	for i := range s.m.Stages {
		st, stage := &steps[i], &s.m.Stages[i]
		if m, ok := stage.Measure(journey.MeasureReached); ok && isFinite(m.Value) && m.Value >= 0 {
			st.reached, st.known = m.Value, true
		}
		if i == len(s.m.Stages)-1 {
			break
		}
		st.on, st.hasOn = shareOf(stage, journey.MeasureConversion)
		st.off, st.hasOff = shareOf(stage, journey.MeasureDropOff)
		if st.hasOn && !st.hasOff {
			st.off, st.hasOff = journey.Measure{Value: 1 - st.on.Value, Unit: journey.Ratio, N: st.on.N}, true
		}
		if st.hasOff {
			losses++
		}
		if st.hasOff && st.off.Value > most {
			worst, most = i, st.off.Value
		}
	}
	if worst >= 0 && losses > 1 {
		steps[worst].worst = true
	}
	return steps
}

// shareOf returns a measure of the stage that is a share.
func shareOf(stage *journey.Stage, name string) (journey.Measure, bool) {
	m, ok := stage.Measure(name)
	return m, ok && m.Value >= 0 && m.Value <= 1
}

// customers lays out the lane of customers: how many reach each stage, as
// number and as a band of that height, and between two stages how many go on.
func (s *sheet) customers() layout.Block {
	steps := s.steps()
	most, flows := 0.0, false
	for _, st := range steps {
		most, flows = max(most, st.reached), flows || st.hasOn || st.hasOff
	}
	if most == 0 && !flows {
		return layout.Block{}
	}
	counts := s.cells(func(i int, _ *journey.Stage) layout.Block { return s.reachedCount(steps[i]) })
	var band, shares layout.Block
	if most > 0 {
		band = s.band(steps, most)
	}
	if flows {
		shares = s.shares(steps)
	}
	return layout.Stack(6*px, counts, band, shares)
}

// reachedCount lays out how many customers reach a stage.
func (s *sheet) reachedCount(st step) layout.Block {
	if !st.known {
		return layout.Block{}
	}
	return s.theme.head().Paragraph(s.lang.Number(st.reached, 0), s.cellWidth(), 1)
}

// band draws the customers as a band that grows thinner as they leave.
func (s *sheet) band(steps []step, most float64) layout.Block {
	b := layout.Block{H: bandHeight}
	for i, st := range steps {
		if !st.known || i < s.from || i >= s.to {
			continue
		}
		left, right := s.columnLeft(i), s.columnLeft(i+1)
		h := bandHeightOf(st.reached, most)
		next := h
		if i+1 < len(steps) && steps[i+1].known {
			next = bandHeightOf(steps[i+1].reached, most)
		} else {
			right -= chevronDepth
		}
		b.Nodes = append(b.Nodes, s.bandPart(i, left, right, bandHeight-h, bandHeight-next)...)
	}
	return b
}

func bandHeightOf(n, most float64) scene.Px {
	return max(scene.Px(n/most*float64(bandHeight)), bandLeast)
}

// bandPart draws the part of the band that belongs to the stage i, from the
// height y to the height next, and its upper side as a line.
func (s *sheet) bandPart(i int, left, right, y, next scene.Px) []scene.Node {
	tone := s.theme.stage(i)
	slope := right - bandSlope
	edge := scene.Lines(scene.Point{X: left, Y: y}, scene.Point{X: slope, Y: y})
	edge.CurveTo(slope+bandSlope/2, y, right-bandSlope/2, next, right, next)
	area := &scene.Path{Segments: slices.Clone(edge.Segments), Fill: tone.Tint}
	area.LineTo(right, bandHeight)
	area.LineTo(left, bandHeight)
	area.Close()
	edge.Stroke = scene.Stroke{Paint: tone.Ink, Width: px * 3 / 2}
	return []scene.Node{area, edge}
}

// shares lays out, on the border between two stages, which part of the
// customers goes on and which leaves.
func (s *sheet) shares(steps []step) layout.Block {
	var row layout.Block
	for i := s.from; i < s.to; i++ {
		x, width := s.columnLeft(i+1)-stepWidth/2, scene.Px(stepWidth)
		if i == s.to-1 { // the border at which the page ends
			width = min(width, s.column-stepWidth/2-4*px)
			x = s.columnLeft(i+1) - width
		}
		b := s.share(steps[i], width)
		row.H = max(row.H, b.H)
		row.Nodes = append(row.Nodes, b.Wide(width).Cell("step", b.H).At(x, 0)...)
	}
	return row
}

func (s *sheet) share(st step, width scene.Px) layout.Block {
	var goOn, leave layout.Block
	if st.hasOn {
		goOn = s.theme.strong().To(scene.Middle).Paragraph("→ "+s.value(st.on)+" "+s.word.goOn, width, 2)
	}
	if st.hasOff {
		said := s.value(st.off) + " " + s.word.leave
		leave = s.theme.small().To(scene.Middle).Paragraph(said, width, 2)
		if st.worst {
			leave = s.pill(s.theme.smallStrong().In(s.theme.Bad.Ink).Line(said, width-16*px), s.theme.Bad.Tint)
			leave = leave.Pad(px, 0, 0, (width-leave.W)/2)
		}
	}
	return layout.Stack(0, goOn, leave)
}

func (s *sheet) customerTexts(i int, _ *journey.Stage) []string {
	st := s.steps()[i]
	var said []string
	if st.known {
		said = append(said, s.lang.Number(st.reached, 0))
	}
	if st.hasOn {
		said = append(said, s.value(st.on)+" "+s.word.goOn)
	}
	if st.hasOff {
		said = append(said, s.value(st.off)+" "+s.word.leave)
	}
	return said
}
