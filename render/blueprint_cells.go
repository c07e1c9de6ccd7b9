package render

import (
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	blueprintInset = 10 * px // from the side of a card to its text
	blueprintGap   = 7 * px  // between two cards
)

// A blueprintPaints is how a card is painted.
type blueprintPaints struct{ fill, line scene.Paint }

// blueprintPaint returns the colours of the cards of a row: those of the stage
// for what customers do and what is done before their eyes, and none for the
// rest.
func blueprintPaint(t Theme, row Lane, stage int) blueprintPaints {
	switch row {
	case rowCustomer:
		return blueprintPaints{fill: t.stage(stage).Tint}
	case LaneFrontstage:
		return blueprintPaints{fill: t.Background, line: t.stage(stage).Ink}
	}
	return blueprintPaints{fill: t.Background, line: t.Line}
}

// blueprintCard puts a text on a card.
func (s *sheet) blueprintCard(said layout.Block, paint blueprintPaints) layout.Block {
	if said.Empty() {
		return said
	}
	card := said.Wide(s.cellWidth()-2*blueprintInset).Pad(7*px, blueprintInset, 7*px, blueprintInset)
	ground := &scene.Rect{Box: scene.Box{W: card.W, H: card.H}, Radius: 6 * px, Fill: paint.fill}
	if paint.line.Drawn() {
		ground.Stroke = scene.Stroke{Paint: paint.line, Width: px}
	}
	card.Nodes = append([]scene.Node{ground}, card.Nodes...)
	return card
}

// blueprintActions lays out what the customers do in a stage, and then at its
// touchpoints, each with the icon of its channel.
func (s *sheet) blueprintActions(i int, stage *journey.Stage) layout.Block {
	width := s.cellWidth() - 2*blueprintInset
	paint := blueprintPaint(s.theme, rowCustomer, i)
	var cards []layout.Block
	for _, action := range stage.Actions {
		cards = append(cards, s.blueprintCard(s.theme.body().Paragraph(action, width, maxLines), paint))
	}
	for j := range stage.Touchpoints {
		cards = append(cards, s.blueprintCard(s.blueprintTouchpoint(&stage.Touchpoints[j], s.theme.stage(i).Ink, width), paint))
	}
	return layout.Stack(blueprintGap, cards...)
}

// blueprintTouchpoint lays out what customers do at a touchpoint, or else its
// name, with its channel.
func (s *sheet) blueprintTouchpoint(t *journey.Touchpoint, ink scene.Paint, width scene.Px) layout.Block {
	const step = 22 * px
	side, parts := sideOf(t.Name), []string{s.channelLabel(t), t.Owner}
	said := s.theme.strong().To(side).Paragraph(t.Name, width-step, 4)
	if t.Action != "" {
		said = layout.Stack(px, said, s.theme.body().To(side).Paragraph(t.Action, width-step, maxLines))
	}
	// The second line has the colour of the text: the muted one is for the page.
	about := layout.Stack(px, said, s.theme.small().In(s.theme.Ink).To(side).Parts(width-step, 3, parts...))
	return marked(iconOf(t.Channel).block(15*px, ink), step, about, s.theme.strong().Leading, side == scene.Right)
}

func (s *sheet) blueprintActionTexts(_ int, stage *journey.Stage) []string {
	said := stage.Actions[:len(stage.Actions):len(stage.Actions)]
	for i := range stage.Touchpoints {
		t := &stage.Touchpoints[i]
		entry := t.Name
		if t.Action != "" {
			entry += s.word.colon + t.Action
		}
		if about := append(nonEmpty(s.channelLabel(t)), nonEmpty(t.Owner)...); len(about) > 0 {
			entry += " (" + strings.Join(about, ", ") + ")"
		}
		said = append(said, entry)
	}
	return said
}

// blueprintTimeOf returns how long a stage takes: half of the customers at most
// the median, or else the mean.
func blueprintTimeOf(stage *journey.Stage) (journey.Measure, bool) {
	for _, name := range []string{journey.MeasureTimeMedian, journey.MeasureTimeMean} {
		m, ok := stage.Measure(name)
		if ok && m.Unit == journey.Seconds && isFinite(m.Value) && isFinite(m.Lo) && isFinite(m.Hi) {
			return m, true
		}
	}
	return journey.Measure{}, false
}

// blueprintTime lays out how long a stage takes.
func (s *sheet) blueprintTime(_ int, stage *journey.Stage) layout.Block {
	m, ok := blueprintTimeOf(stage)
	if !ok {
		return layout.Block{}
	}
	return s.measure(m, nil)
}

func (s *sheet) blueprintTimeTexts(_ int, stage *journey.Stage) []string {
	m, ok := blueprintTimeOf(stage)
	if !ok {
		return nil
	}
	said := s.named(m)
	if interval := s.interval(m); interval != "" {
		said += ", " + interval
	}
	if sample := s.sample(m); sample != "" {
		said += ", " + sample
	}
	return []string{said}
}

// longestStage returns the stage that takes longest and its time, or -1 where
// fewer than two are known.
func (s *sheet) longestStage() (int, journey.Measure) {
	longest, known := -1, 0
	var time journey.Measure
	for i := range s.m.Stages {
		if m, ok := blueprintTimeOf(&s.m.Stages[i]); ok {
			known++
			if longest < 0 || m.Value > time.Value {
				longest, time = i, m
			}
		}
	}
	if known < 2 {
		return -1, time
	}
	return longest, time
}

// blueprintFooter lays out what the times rest on.
func (s *sheet) blueprintFooter() layout.Block {
	var times []journey.Measure
	for i := range s.m.Stages {
		if m, ok := blueprintTimeOf(&s.m.Stages[i]); ok {
			times = append(times, m)
		}
	}
	return s.footnote(s.evidence(), s.basis(times...)...)
}
