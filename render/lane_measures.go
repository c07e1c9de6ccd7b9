package render

import (
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// plainMeasures lays out measures as lines of small text, with their targets.
func (s *sheet) plainMeasures(measures []journey.Measure, targets []journey.Target, width scene.Px) layout.Block {
	var blocks []layout.Block
	for _, m := range finite(measures) {
		parts := []string{s.named(m), s.interval(m), s.sample(m)}
		if m.Name == journey.MeasureReached && m.Unit == journey.Count {
			parts = []string{s.value(m) + " " + s.plural(m.Value, s.word.oneCustomer, s.word.manyCustomers)}
		}
		blocks = append(blocks, s.theme.small().Parts(width, 3, parts...))
		blocks = append(blocks, s.targets(m, targets, width)...)
	}
	return layout.Stack(0, append(blocks, s.openTargets(measures, targets, width)...)...)
}

// measures lays out the measures of a stage, and what is wanted of it and what
// maps in another state have that nobody has measured.
func (s *sheet) measures(i int, stage *journey.Stage) layout.Block {
	width := s.cellWidth()
	var blocks []layout.Block
	for _, m := range finite(stage.Measures) {
		beside := s.otherStates(m, i, width)
		if isAside(stage, m) || s.saidElsewhere(stage, m) && beside.Empty() {
			continue
		}
		blocks = append(blocks, layout.Stack(0, s.measure(m, stage.Targets), beside, s.asides(i, stage, m)))
	}
	for _, t := range open(stage.Measures, stage.Targets) {
		wanted := journey.Measure{Name: t.Measure, Unit: t.UnitIn(stage.Measures)}
		blocks = append(blocks, layout.Stack(0, s.openTargetLine(t, width), s.otherStates(wanted, i, width)))
	}
	for _, m := range s.onlyElsewhere(stage.Measures, stage.Targets, i) {
		name := s.theme.body().In(s.theme.Muted).Paragraph(m.Label(s.lang), width, 3)
		blocks = append(blocks, layout.Stack(0, name, s.otherStates(m, i, width)))
	}
	return layout.Stack(10*px, blocks...)
}

func (s *sheet) measureTexts(_ int, stage *journey.Stage) []string {
	var said []string
	for _, m := range finite(stage.Measures) {
		said = append(said, s.named(m))
	}
	return said
}

// saidElsewhere reports whether the lane of customers has said the number, so
// that it need not be said again: unless something is wanted of it.
func (s *sheet) saidElsewhere(stage *journey.Stage, m journey.Measure) bool {
	_, conversion := stage.Measure(journey.MeasureConversion)
	known := m.Name == journey.MeasureReached || m.Name == journey.MeasureDropOff && conversion
	return known && s.shows(LaneCustomers) && !isWanted(stage, m)
}

// isAside reports whether the measure is said in small below another one: mean
// and 90th percentile below the median time, unless something is wanted of
// them.
func isAside(stage *journey.Stage, m journey.Measure) bool {
	median, ok := stage.Measure(journey.MeasureTimeMedian)
	other := m.Name == journey.MeasureTimeMean || m.Name == journey.MeasureTimeP90
	return ok && isFinite(median.Value) && other && !isWanted(stage, m)
}

// asides lays out what is said in small below a measure.
func (s *sheet) asides(i int, stage *journey.Stage, below journey.Measure) layout.Block {
	if below.Name != journey.MeasureTimeMedian {
		return layout.Block{}
	}
	var blocks []layout.Block
	for _, m := range finite(stage.Measures) {
		if isAside(stage, m) {
			blocks = append(blocks, s.theme.small().Paragraph(s.named(m), s.cellWidth(), 2), s.otherStates(m, i, s.cellWidth()))
		}
	}
	return layout.Stack(0, blocks...)
}

// isWanted reports whether the stage has a target for the measure.
func isWanted(stage *journey.Stage, m journey.Measure) bool {
	return slices.ContainsFunc(stage.Targets, func(t journey.Target) bool { return t.Measure == m.Name })
}

// measure lays out a number of a stage: its value before its name, below them
// how far to trust it and whether it is what it should be.
func (s *sheet) measure(m journey.Measure, targets []journey.Target) layout.Block {
	width := s.cellWidth()
	value := s.theme.strong().Line(s.value(m), width*2/3)
	name := s.theme.body().In(s.theme.Muted).Paragraph(m.Label(s.lang), width-value.W-7*px, 3)
	blocks := []layout.Block{
		layout.Beside(7*px, value, name),
		s.theme.small().Parts(width, 2, s.interval(m), s.sample(m)),
	}
	return layout.Stack(1*px, append(blocks, s.targets(m, targets, width)...)...)
}

// openTargets lays out the targets for measures that nobody has taken yet.
func (s *sheet) openTargets(measures []journey.Measure, targets []journey.Target, width scene.Px) []layout.Block {
	var blocks []layout.Block
	for _, t := range open(measures, targets) {
		blocks = append(blocks, s.openTargetLine(t, width))
	}
	return blocks
}

func (s *sheet) openTargetLine(t journey.Target, width scene.Px) layout.Block {
	return s.theme.small().Paragraph(journey.Measure{Name: t.Measure}.Label(s.lang)+s.word.colon+s.openTarget(t), width, 3)
}

// open returns the targets whose measures are not there.
func open(measures []journey.Measure, targets []journey.Target) []journey.Target {
	var list []journey.Target
	there := finite(measures)
	for _, t := range targets {
		measured := slices.ContainsFunc(there, func(m journey.Measure) bool { return m.Name == t.Measure })
		if !measured && isFinite(t.Value) {
			list = append(list, t)
		}
	}
	return list
}
