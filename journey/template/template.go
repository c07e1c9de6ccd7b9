// Package template holds journey maps to start from.
//
// A template is an ordinary map: stages, touchpoints, and what is usually
// supposed of each, in English or French. Its touchpoints name the events by
// which the usual tools record them (package event lists the names), so that a
// log from such a tool is measured without drawing a map first:
//
//	m := template.Ecommerce(journey.French)
//	report, err := kpi.Analyze(m, log, nil)
//
// Change whatever is different in your shop; each call returns a map of its
// own. The persona is left to you.
package template

import (
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
)

// words chooses between the two languages, so that a template has both on one
// line.
type words journey.Lang

func (w words) in(en, fr string) string {
	if journey.Lang(w).French() {
		return frenchSpaces.Replace(fr)
	}
	return en
}

// frenchSpaces sets the spaces that French puts before high punctuation as
// narrow no-break ones, so that no line begins with a question mark.
var frenchSpaces = strings.NewReplacer(" ?", "\u202f?", " !", "\u202f!", " ;", "\u202f;", " :", "\u202f:")

// events returns the names of several acts.
func events(acts ...event.Act) []string {
	var names []string
	for _, act := range acts {
		names = append(names, act.Names()...)
	}
	return names
}
