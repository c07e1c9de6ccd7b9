package kpi

import "github.com/parcours-go/parcours/journey"

// A Report is the outcome of an analysis, as data: it can be written as JSON,
// and everything that is drawn can be computed from it.
type Report struct {
	// Map is a copy of the analysed map, with measures on its touchpoints,
	// on its stages and on the journey. A measure that the map had under the
	// same name is replaced, any other is kept.
	Map *journey.Map `json:"map"`

	// Channels splits the journey by channel, in order of the channels' names:
	// at most 100 of them, those with most customers.
	// A customer belongs to the channel of their last cart event, and without
	// one to that of their first event.
	Channels []Segment `json:"channels,omitempty"`

	// Warnings say what makes numbers doubtful, in the order of the map.
	Warnings []Warning `json:"warnings,omitempty"`
}

// A Segment is a part of the customers with its own measures: reached,
// conversion and cart_abandonment.
type Segment struct {
	Name     string            `json:"name"`
	Measures []journey.Measure `json:"measures"`
}

// Measure returns the measure of that name, and whether there is one.
func (s Segment) Measure(name string) (journey.Measure, bool) {
	for _, m := range s.Measures {
		if m.Name == name {
			return m, true
		}
	}
	return journey.Measure{}, false
}
