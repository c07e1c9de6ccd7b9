package render

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// footer lays out what the numbers rest on, and what the signs mean.
func (s *sheet) footer() layout.Block { return s.footerOf(s.evidence(), s.m.Measures) }

// footerOf lays out a footer with that evidence, of a drawing with those figures.
func (s *sheet) footerOf(evidence []string, figures []journey.Measure) layout.Block {
	width := s.headWidth()
	inside := layout.Stack(12*px,
		layout.Stack(0,
			s.theme.small().Parts(width, 3, evidence...),
			s.theme.small().Paragraph(s.method(figures), width, 12),
		),
		s.legend(width),
	)
	if inside.Empty() {
		return inside
	}
	inside = inside.Pad(14*px, 0, 0, 0)
	inside.Nodes = append(inside.Nodes, s.hairline(0, s.width, 0))
	return inside.Wide(s.width).Cell("footer", inside.H)
}

// evidence says what the measures were computed from.
func (s *sheet) evidence() []string {
	o := s.m.Observed
	if o == nil {
		return nil
	}
	var customers, events, period, source string
	if o.Customers > 0 {
		customers = s.count(o.Customers, s.word.oneCustomer, s.word.manyCustomers)
	}
	if o.Events > 0 {
		events = s.count(o.Events, s.word.oneEvent, s.word.manyEvents)
	}
	if !o.From.IsZero() && !o.To.IsZero() {
		period = s.lang.Period(o.From, o.To)
	}
	if o.Source != "" {
		source = s.word.source + o.Source
	}
	return []string{customers, events, period, source}
}

// legend lays out the signs that the map has.
func (s *sheet) legend(width scene.Px) layout.Block {
	const size = 11 * px
	var items []layout.Block
	add := func(used bool, sign layout.Block, said string) {
		if used {
			item := s.theme.small().Line(said, width-size-8*px)
			items = append(items, marked(sign, size+8*px, item, s.theme.small().Leading, false))
		}
	}
	u := s.signs()
	add(u.measured, s.dot(journey.Delighted, true), s.word.emotionMeasured)
	add(u.supposed, s.dot(journey.Delighted, false), s.word.emotionSupposed)
	add(u.moment, iconStar.solid(size, s.theme.Accent.Ink), s.word.momentOfTruth)
	add(u.found, iconTriangle.solid(size, s.theme.Bad.Ink), s.word.frictionFound)
	add(u.told, iconTriangle.block(size, s.theme.Bad.Ink), s.word.frictionTold)
	return layout.Flow(width, 24*px, 4*px, items...)
}

// dot draws a point of the curve by itself.
func (s *sheet) dot(e journey.Emotion, measured bool) layout.Block {
	c := s.pointDot(feeling{emotion: e, measured: measured, at: scene.Point{X: dotRadius, Y: dotRadius}})
	return layout.Block{W: 2 * dotRadius, H: 2 * dotRadius, Nodes: []scene.Node{c}}
}

// A signs says which signs a map has.
type signs struct{ measured, supposed, moment, found, told bool }

func (s *sheet) signs() signs {
	var u signs
	for _, f := range s.feelings() {
		shown := f.emotion.Known() && s.shows(LaneEmotion)
		u.measured = u.measured || shown && f.measured
		u.supposed = u.supposed || shown && !f.measured
	}
	note := func(frictions []journey.Friction) {
		for _, f := range frictions {
			shown := s.shows(LaneFrictions)
			u.found = u.found || shown && f.Because != nil
			u.told = u.told || shown && f.Because == nil
		}
	}
	for i := range s.m.Stages {
		note(s.m.Stages[i].Frictions)
	}
	for _, t := range s.m.Touchpoints() {
		u.moment = u.moment || t.MomentOfTruth && s.showsMoments()
		note(t.Frictions)
	}
	return u
}

// showsMoments reports whether moments of truth are drawn.
func (s *sheet) showsMoments() bool {
	return s.shows(LaneTouchpoints) || s.shows(LaneEmotion) && !s.bareCurve
}
