package render

import (
	"math"
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/comparison"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// A change is how a figure moved since a period before.
type change struct {
	journey.Measure
	since  string // "" where there is none; a date has its article
	tested bool   // whether it is known if chance explains it
	real   bool   // whether chance hardly does
}

// changeBetween compares two values as [comparison.Compare] does. Where that
// cannot, the change is their difference without an interval.
func changeBetween(before, after journey.Measure) change {
	of := func(m journey.Measure) *journey.Map {
		return &journey.Map{Currency: "EUR", Measures: []journey.Measure{m}} // any currency, so that both are of one
	}
	result, err := comparison.Compare(of(before), of(after), nil)
	if err == nil && len(result.Differences) == 1 {
		d := result.Differences[0]
		return change{Measure: d.Change, tested: d.Tested(), real: d.Significant}
	}
	unit := after.Unit
	if unit == journey.Ratio {
		unit = journey.Change
	}
	return change{Measure: journey.Measure{Value: after.Value - before.Value, Unit: unit}}
}

// changeText says how a figure moved: "up by 4.0 pp since May 2026 (better)".
func (s *cardsSheet) changeText(c kpiCard) string { return s.changeSince(c, c.change.since) }

func (s *cardsSheet) changeSince(c kpiCard, since string) string {
	d := c.change
	if d.since == "" || !isFinite(d.Value) {
		return ""
	}
	by := strings.TrimPrefix(d.Unit.Format(math.Abs(d.Value), s.lang, s.currency), "+")
	if d.Unit == journey.Points {
		by += " " + s.plural(math.Round(math.Abs(d.Value)), "point", "points")
	}
	var said string
	switch {
	case s.hardly(d):
		said = s.say("hardly changed", "presque sans changement")
	case d.Value > 0:
		said = s.say("up by ", "en hausse de ") + by
	case d.Value < 0:
		said = s.say("down by ", "en baisse de ") + by
	default:
		said = s.say("unchanged", "sans changement")
	}
	said += s.say(" since ", " depuis ") + since
	switch s.better(c) {
	case 1:
		said += s.say(": better", "\u00a0: mieux")
	case -1:
		said += s.say(": worse", "\u00a0: moins bien")
	}
	if d.tested && !d.real {
		said += s.say(", could be chance", ", hasard possible")
	}
	return said
}

// hardly reports whether a figure moved by less than its number shows.
func (s *cardsSheet) hardly(d change) bool {
	return d.Value != 0 && d.Unit.Format(math.Abs(d.Value), s.lang, s.currency) == d.Unit.Format(0, s.lang, s.currency)
}

// better returns 1 where a figure got better, −1 where it got worse, and 0
// where nobody can say, or where chance may be the reason.
func (s *cardsSheet) better(c kpiCard) int {
	if c.change.tested && !c.change.real || c.change.Value == 0 || s.hardly(c.change) {
		return 0
	}
	up := comparison.DirectionOf(c.Measure.Name)
	for _, t := range c.Targets {
		if t.Measure == c.Measure.Name {
			up = comparison.Up
			if t.Op == journey.AtMost {
				up = comparison.Down
			}
			break
		}
	}
	switch {
	case up == comparison.Neither:
		return 0
	case (up == comparison.Up) == (c.change.Value > 0):
		return 1
	}
	return -1
}

const iconEqual icon = "M 4 9 L 20 9 M 4 15 L 20 15"

// changed lays out how a figure moved, with a sign.
func (s *cardsSheet) changed(c kpiCard, width scene.Px) layout.Block {
	const step = 15 * px
	said := s.changeText(c)
	if said == "" {
		return layout.Block{}
	}
	ink := s.theme.Ink
	switch s.better(c) {
	case 1:
		ink = s.theme.Good.Ink
	case -1:
		ink = s.theme.Bad.Ink
	}
	sign := iconEqual.block(10*px, ink)
	switch {
	case c.change.Value > 0:
		sign = markers[2].solid(10*px, ink)
	case c.change.Value < 0:
		sign = markers[4].solid(10*px, ink)
	}
	style := s.theme.smallStrong().In(ink)
	return marked(sign, step, style.Paragraph(capital([]string{said})[0], width-step, 4), style.Leading, false)
}
