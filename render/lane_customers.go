package render

import (
	"math"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	stepEdge = 10 * px // from what is said of those who go on and leave to the end of the column
	pillEdge = 8 * px  // by which the ground of a pill goes beyond
)

// A step is what is known of the customers of a stage.
type step struct {
	reached       float64
	known         bool // whether reached is
	on, off       journey.Measure
	hasOn, hasOff bool
	left          float64 // how many leave
	hasLeft       bool    // whether that is known
	worst         bool    // whether every other stage that is known loses less
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
		switch {
		case !st.hasOff:
			continue
		case st.off.Value > most:
			worst, most = i, st.off.Value
		case st.off.Value == most:
			worst = -1 // shared by several
		}
		losses++
	}
	if worst >= 0 && losses > 1 {
		steps[worst].worst = true
	}
	countLeavers(steps)
	return steps
}

// countLeavers says how many leave each stage: the share of those who reach it,
// or those who do not reach the next one where that is the same but for the
// digits of the share.
func countLeavers(steps []step) {
	for i := range steps {
		st := &steps[i]
		if st.hasLeft = st.known && st.hasOff; !st.hasLeft {
			continue
		}
		st.left = math.Round(st.reached * st.off.Value)
		if i+1 < len(steps) && steps[i+1].known && st.allGoTo(steps[i+1]) {
			st.left = st.reached - steps[i+1].reached
		}
	}
}

// allGoTo reports whether those who stay are those who reach the next stage:
// nobody comes in between.
func (st step) allGoTo(next step) bool {
	difference := st.reached - next.reached - st.reached*st.off.Value
	return math.Abs(difference) <= 0.5+st.reached/2000
}

// shareOf returns a measure of the stage that is a share.
func shareOf(stage *journey.Stage, name string) (journey.Measure, bool) {
	m, ok := stage.Measure(name)
	return m, ok && m.Value >= 0 && m.Value <= 1
}

// customers lays out the lane of customers: how many reach each stage, as
// number and as a band of that height, and how many go on and leave.
func (s *sheet) customers() layout.Block {
	steps := s.steps()
	most, flows := 0.0, false
	for _, st := range steps {
		most, flows = max(most, st.reached), flows || st.hasOn || st.hasOff
	}
	if most == 0 && !flows {
		return layout.Block{}
	}
	var band, losses layout.Block
	if most > 0 {
		band = s.band(steps, most)
	}
	if flows {
		losses = s.stepRow(func(i int, width scene.Px) layout.Block { return s.loss(steps[i], width) })
	}
	return layout.Stack(6*px, s.stays(steps), band, losses)
}

// stays lays out how many reach each stage, and at the other side of its column
// which part of them goes on: in one row, or in two where one has no room.
func (s *sheet) stays(steps []step) layout.Block {
	counts := s.cells(func(i int, _ *journey.Stage) layout.Block { return s.reachedCount(steps[i]) })
	ons := s.stepRow(func(i int, width scene.Px) layout.Block { return s.goOn(steps[i], width) })
	if ons.Empty() || !s.haveRoom(steps) {
		return layout.Stack(2*px, counts, ons)
	}
	row := layout.Block{H: max(counts.H, ons.H), Nodes: counts.Nodes}
	row.Nodes = append(row.Nodes, ons.At(0, max(0, counts.H-ons.H))...)
	return row
}

// haveRoom reports whether the numbers of each stage have room beside each
// other.
func (s *sheet) haveRoom(steps []step) bool {
	for _, st := range steps[s.from:s.to] {
		var used scene.Px
		if st.known {
			used += s.theme.head().Font().Width(s.lang.Number(st.reached, 0)) + 8*px
		}
		if st.hasOn {
			used += s.theme.strong().Font().Width(s.goOnText(st))
		}
		if used > s.stepWidth() {
			return false
		}
	}
	return true
}

// reachedCount lays out how many customers reach a stage.
func (s *sheet) reachedCount(st step) layout.Block {
	if !st.known {
		return layout.Block{}
	}
	return s.theme.head().Paragraph(s.lang.Number(st.reached, 0), s.cellWidth(), 1)
}

// stepRow lays out one text for each stage, at the end of its column.
func (s *sheet) stepRow(of func(i int, width scene.Px) layout.Block) layout.Block {
	var row layout.Block
	for i := s.from; i < s.to; i++ {
		b := of(i, s.stepWidth())
		row.H = max(row.H, b.H)
		cell := b.Wide(s.stepWidth()+pillEdge).Cell("step", b.H)
		row.Nodes = append(row.Nodes, cell.At(s.columnLeft(i)+columnInset, 0)...)
	}
	return row
}

// stepWidth is the width of what stands at the end of a column.
func (s *sheet) stepWidth() scene.Px { return s.column - columnInset - stepEdge }

func (s *sheet) goOn(st step, width scene.Px) layout.Block {
	if !st.hasOn {
		return layout.Block{}
	}
	return s.theme.strong().To(scene.Right).Paragraph(s.goOnText(st), width, 2)
}

func (s *sheet) goOnText(st step) string { return "→ " + s.value(st.on) + " " + s.word.goOn }

// loss lays out which part of the customers leaves, and how many they are.
func (s *sheet) loss(st step, width scene.Px) layout.Block {
	if !st.hasOff {
		return layout.Block{}
	}
	said := s.value(st.off) + " " + s.word.leave
	share := s.theme.small().In(s.theme.Ink).To(scene.Right).Paragraph(said, width, 2)
	if st.worst {
		share = s.pill(s.theme.smallStrong().In(s.theme.Bad.Ink).Line(said, width-pillEdge), s.theme.Bad.Tint)
		share = share.Pad(0, 0, 0, width+pillEdge-share.W)
	}
	return layout.Stack(0, share, s.theme.small().To(scene.Right).Paragraph(s.leaversText(st), width, 2))
}

// leaversText says how many customers leave.
func (s *sheet) leaversText(st step) string {
	if !st.hasLeft {
		return ""
	}
	return s.lang.Number(st.left, 0) + " " + s.plural(st.left, s.word.oneCustomer, s.word.manyCustomers)
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
		said = append(said, s.value(st.off)+" "+s.word.leave, s.leaversText(st))
	}
	return said
}
