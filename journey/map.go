package journey

import (
	"iter"
	"slices"
	"time"

	"github.com/parcours-go/parcours/persona"
)

// A Map is a customer journey map: one persona, one scenario, a row of stages.
//
// The zero Map is an empty map, ready to be filled.
type Map struct {
	Title string `json:"title,omitempty"`
	Kind  Kind   `json:"kind,omitempty" validate:"omitempty,oneof=customer buyer user experience"`
	State State  `json:"state,omitempty" validate:"omitempty,oneof=current future"`

	// Scenario is the situation in which the journey begins, in a sentence.
	Scenario string `json:"scenario,omitempty"`

	// Lang is the language of the texts in the map. It chooses the language
	// of the labels and numbers that a drawing adds.
	Lang Lang `json:"lang,omitempty" validate:"omitempty,bcp47_strict_language_tag"`

	// Currency is the ISO 4217 code of the Money measures, such as "EUR".
	// "" draws amounts without a sign.
	Currency string `json:"currency,omitempty" validate:"omitempty,iso4217"`

	Persona persona.Persona `json:"persona,omitzero" validate:"omitzero"`
	Stages  []Stage         `json:"stages" validate:"dive"` // their names are unique

	Measures []Measure `json:"measures,omitempty" validate:"dive"` // of the journey as a whole
	Targets  []Target  `json:"targets,omitempty" validate:"dive"`  // for Measures

	// Observed says what the measures were computed from. It is nil on a map
	// that nobody has measured.
	Observed *Observation `json:"observed,omitempty"`
}

// A Kind is what a map is a map of. The zero Kind is a customer journey.
type Kind string

// The kinds of maps.
const (
	CustomerJourney Kind = "customer"   // all that a customer meets, from first hearing to recommending
	BuyerJourney    Kind = "buyer"      // up to the purchase
	UserJourney     Kind = "user"       // the use of one product
	ExperienceMap   Kind = "experience" // a person's activity across several providers, tied to no brand
)

// A State says whether a map shows what is or what should be. The zero State
// is the current one.
type State string

// The states of a map.
const (
	Current State = "current"
	Future  State = "future"
)

// An Observation is the evidence behind the measures of a map.
type Observation struct {
	// Source names the data, such as "shop events, web and app".
	Source string `json:"source,omitempty"`

	From      time.Time `json:"from,omitzero"` // the first event
	To        time.Time `json:"to,omitzero"`   // the last event
	Customers int       `json:"customers" validate:"gte=0"`
	Events    int       `json:"events" validate:"gte=0"`

	// What the definitions of some measures rest on, in seconds; 0 means that it
	// is not known. Silence is how long customers are without an event when they
	// count as gone, and Horizon how far ahead their lifetime value looks.
	Silence float64 `json:"silence,omitempty" validate:"gte=0,lte=1e10"`
	Horizon float64 `json:"horizon,omitempty" validate:"gte=0,lte=1e10"`
}

// Stage returns the stage of that name, or nil.
func (m *Map) Stage(name string) *Stage {
	for i := range m.Stages {
		if m.Stages[i].Name == name {
			return &m.Stages[i]
		}
	}
	return nil
}

// Touchpoints returns an iterator over the touchpoints of the map, in order,
// each with the stage that it belongs to.
func (m *Map) Touchpoints() iter.Seq2[*Stage, *Touchpoint] {
	return func(yield func(*Stage, *Touchpoint) bool) {
		for i := range m.Stages {
			stage := &m.Stages[i]
			for j := range stage.Touchpoints {
				if !yield(stage, &stage.Touchpoints[j]) {
					return
				}
			}
		}
	}
}

// Measure returns the measure of that name on the journey as a whole, and
// whether there is one.
func (m *Map) Measure(name string) (Measure, bool) { return find(m.Measures, name) }

func find(measures []Measure, name string) (Measure, bool) {
	i := slices.IndexFunc(measures, func(m Measure) bool { return m.Name == name })
	if i < 0 {
		return Measure{}, false
	}
	return measures[i], true
}
