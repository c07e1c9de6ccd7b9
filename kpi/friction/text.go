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
	said := ""
	switch f.Kind {
	case DropOff:
		said = w.say("%s went no further than %s", "%s ne sont pas allées plus loin que %s", value, place)
	case Repeat:
		said = w.say("%s came to %s three times or more and went no further", "%s sont passées trois fois ou plus par %s sans aller plus loin", value, place)
	case BackAndForth:
		said = w.say("%s went to and fro between %s and %s and not on", "%s ont fait des allers-retours entre %s et %s sans aller plus loin", value, place, f.Other)
	case ErrorSignal:
		said = w.say("%s met %s", "%s ont rencontré %s", value, f.Signal)
	case ChannelHop:
		said = w.say("%s changed the channel at %s and went no further", "%s ont changé de canal à %s sans aller plus loin", value, place)
	}
	return said + w.say(", where %s usually do", ", contre %s d’ordinaire", usual) + w.whose(f)
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
	said := w.say("%s sessions of %s customers", "%s sessions de %s clients", n(float64(f.Sessions)), n(float64(f.Customers)))
	if f.Lost >= 0.5 {
		said += w.say(", about %s sessions lost to the goal", ", environ %s sessions perdues pour l’objectif", n(f.Lost))
	}
	if f.Value > 0 {
		said += w.say(", worth %s", ", soit %s", w.lang.Money(f.Value, w.currency))
	}
	for _, s := range f.Signals {
		said += w.say("; %s in %s of them", "\u202f; %s dans %s d’entre elles", s.Name, n(float64(s.Sessions)))
	}
	return said + w.say("; p = %s", "\u202f; p = %s", w.lang.Number(f.P, 3))
}
