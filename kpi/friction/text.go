package friction

import (
	"fmt"
	"strings"

	"github.com/parcours-go/parcours/journey"
)

// A writer writes sentences in the language of a map.
type writer struct {
	lang     journey.Lang
	currency string
}

func (w writer) say(en, fr string, args ...any) string {
	if w.lang.French() {
		return fmt.Sprintf(fr, args...)
	}
	return fmt.Sprintf(en, args...)
}

// sentence says what was found.
func (w writer) sentence(f *Found) string {
	place := f.Touchpoint
	if place == "" {
		place = f.Stage
	}
	value, usual := f.Measure.Format(w.lang, w.currency), f.Baseline.Format(w.lang, w.currency)
	than := w.say(", where %s usually do", ", contre %s d’ordinaire", usual)
	said := ""
	switch f.Kind {
	case DropOff:
		said = w.say("%s went no further than %s", "%s ne sont pas allées plus loin que %s", value, place)
	case Decline:
		said = w.say("%s went no further than %s", "%s ne sont pas allées plus loin que %s", value, place)
		than = w.say(", where %s did before", ", contre %s auparavant", usual)
	case SegmentGap:
		said = w.say("%s went no further than %s", "%s ne sont pas allées plus loin que %s", value, place)
		than = w.say(", where %s of comparable others do", ", contre %s d’autres comparables", usual)
	case Repeat:
		said = w.say("%s came to %s three times or more and went no further", "%s sont passées trois fois ou plus par %s sans aller plus loin", value, place)
	case BackAndForth:
		said = w.say("%s went to and fro between %s and %s and not on", "%s ont fait des allers-retours entre %s et %s sans aller plus loin", value, place, f.Other)
	case ErrorSignal:
		if f.Measure.Name == journey.MeasureDropOff {
			return w.say("%s of those that met %s went no further, where %s of comparable others do", "%s de celles qui ont rencontré %s ne sont pas allées plus loin, contre %s d’autres comparables", value, f.Signal, usual)
		}
		said = w.say("%s met %s", "%s ont rencontré %s", value, f.Signal)
	case ChannelHop:
		if f.Measure.Name == journey.MeasureDropOff {
			return w.say("%s of those that changed the channel at %s went no further, where %s of comparable others do", "%s de celles qui ont changé de canal à %s ne sont pas allées plus loin, contre %s d’autres comparables", value, place, usual)
		}
		said = w.say("%s changed the channel at %s and went no further", "%s ont changé de canal à %s sans aller plus loin", value, place)
	case LongStay:
		said = w.say("%s stayed long at %s", "%s sont restées longtemps à %s", value, place)
	case GrowingStay:
		return w.say("The time at %s grew from %s to %s", "Le temps passé à %s est monté de %s à %s", place, usual, value)
	case UnmetExpectation:
		return w.say("%s: %s %s, where %s was expected", "%s\u00a0: %s %s, pour %s attendu", place, f.Measure.Label(w.lang), value, usual)
	}
	return said + than + w.whose(f)
}

// moment says what a moment does.
func (w writer) moment(m *Moment) string {
	return w.say("Those that come to %s reach the goal more often: %s, others %s", "Celles qui passent par %s atteignent plus souvent l’objectif\u00a0: %s, les autres %s",
		m.Touchpoint, m.With.Format(w.lang, w.currency), m.Without.Format(w.lang, w.currency))
}

// change says what a change is.
func (w writer) change(c *Change) string {
	return w.say("From %s on, %s went on from %s to %s, before %s", "À partir du %s, %s sont passées de %s à %s, auparavant %s",
		w.lang.Date(c.At), c.After.Format(w.lang, w.currency), c.Stage, c.Toward, c.Before.Format(w.lang, w.currency))
}

// momentEvidence says what a moment rests on.
func (w writer) momentEvidence(m *Moment) string {
	return w.say("%s sessions; %s points more than comparable ones; p\u00a0%s", "%s sessions\u202f; %s points de plus que des sessions comparables\u202f; p\u00a0%s",
		w.lang.Number(float64(m.Sessions), 0), w.lang.Number(100*m.Adjusted.Value, 1), w.probability(m.P))
}

// probability writes one with three decimals, and says so where it is less.
func (w writer) probability(p float64) string {
	if p < 0.001 {
		return "<\u00a0" + w.lang.Number(0.001, 3)
	}
	return "=\u00a0" + w.lang.Number(p, 3)
}

// whose says of whom and when, in brackets.
func (w writer) whose(f *Found) string {
	var parts []string
	if f.Segment != (Segment{}) {
		parts = append(parts, f.Segment.Attribute+" = "+f.Segment.Value)
	}
	if f.Period != (Period{}) {
		parts = append(parts, w.lang.Period(f.Period.From, f.Period.To))
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

// evidence says what a finding rests on.
func (w writer) evidence(f *Found) string {
	n := func(v float64) string { return w.lang.Number(v, 0) }
	what := "sessions"
	if f.Kind == UnmetExpectation {
		what = w.say("answers", "réponses")
	}
	said := w.say("%s %s of %s customers", "%s %s de %s clients", n(float64(f.Sessions)), what, n(float64(f.Customers)))
	if f.Lost >= 0.5 {
		said += w.say(", about %s sessions lost to the goal", ", environ %s sessions perdues pour l’objectif", n(f.Lost))
	}
	if f.Value > 0 {
		said += w.say(", worth %s", ", soit %s", w.lang.Money(f.Value, w.currency))
	}
	for _, s := range f.Signals {
		said += w.say("; %s in %s of them", "\u202f; %s dans %s d’entre elles", s.Name, n(float64(s.Sessions)))
	}
	return said + w.say("; p\u00a0%s", "\u202f; p\u00a0%s", w.probability(f.P))
}
