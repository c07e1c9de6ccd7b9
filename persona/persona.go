// Package persona describes customers: who makes a journey.
//
// A [Persona] is the portrait of a typical customer: what they want, what
// stands in their way, and, in its [Empathy], what they say, think, do and
// feel. An [Interaction] is the least that can be known of a real one: who,
// when, how much. Portraits are written by hand, or read from JSON as a part
// of a journey map; [Persona.Validate] says what is wrong with one.
//
// The package is plain data at the bottom of the module: it knows no journey,
// no event log and no drawing.
package persona

import (
	"time"

	"github.com/parcours-go/parcours/persona/field"
)

// A Persona is a typical customer.
//
// The zero Persona is nobody in particular: a map that has it is drawn without
// a portrait.
type Persona struct {
	// Name is what the team calls the persona, such as "Camille".
	Name string `json:"name" validate:"required"`

	// Role is one line of who they are: "young parent, lives in a city".
	Role string `json:"role,omitempty"`

	// Quote is a sentence in the persona's own words.
	Quote string `json:"quote,omitempty"`

	Goals        []string `json:"goals,omitempty" validate:"dive,required"`        // what they want to reach
	Needs        []string `json:"needs,omitempty" validate:"dive,required"`        // what they need on the way
	Frustrations []string `json:"frustrations,omitempty" validate:"dive,required"` // what annoys them today
	Behaviours   []string `json:"behaviours,omitempty" validate:"dive,required"`   // what they habitually do

	// Channels are the preferred ones, best first, by the names that package
	// journey gives them ("web", "store") or by any other.
	Channels []string `json:"channels,omitempty" validate:"dive,required"`

	Traits  []Trait `json:"traits,omitempty" validate:"dive"`
	Empathy Empathy `json:"empathy,omitzero"`

	// Share is the part of all customers that this persona stands for, a
	// ratio in [0, 1]. 0 means that nobody has counted.
	Share float64 `json:"share,omitempty" validate:"gte=0,lte=1"`
}

// A Trait is one fact of a portrait, such as {"Age", "34"}.
type Trait struct {
	Name  string `json:"name" validate:"required"`
	Value string `json:"value" validate:"required"`
}

// An Empathy is the content of an empathy map: four quadrants, two further
// areas of the seven-area canvas (Dave Gray, Empathy Map Canvas, 2017), and
// what comes out of them as pains and gains.
type Empathy struct {
	Says   []string `json:"says,omitempty" validate:"dive,required"`
	Thinks []string `json:"thinks,omitempty" validate:"dive,required"`
	Does   []string `json:"does,omitempty" validate:"dive,required"`
	Feels  []string `json:"feels,omitempty" validate:"dive,required"`
	Sees   []string `json:"sees,omitempty" validate:"dive,required"`
	Hears  []string `json:"hears,omitempty" validate:"dive,required"`
	Pains  []string `json:"pains,omitempty" validate:"dive,required"`
	Gains  []string `json:"gains,omitempty" validate:"dive,required"`
}

// An Interaction is one thing that one customer did: the least that a
// customer table or an order table tells.
type Interaction struct {
	Customer string    `json:"customer" validate:"required"`
	Time     time.Time `json:"time" validate:"required"`
	Value    float64   `json:"value,omitempty"` // an amount in the currency of the log, or 0
}

// IsZero reports whether p is the zero Persona.
func (p Persona) IsZero() bool {
	return p.Name == "" && p.Role == "" && p.Quote == "" && p.Share == 0 &&
		len(p.Goals)+len(p.Needs)+len(p.Frustrations)+len(p.Behaviours)+
			len(p.Channels)+len(p.Traits) == 0 && p.Empathy.IsZero()
}

// IsZero reports whether nothing is known.
func (e Empathy) IsZero() bool {
	return len(e.Says)+len(e.Thinks)+len(e.Does)+len(e.Feels)+
		len(e.Sees)+len(e.Hears)+len(e.Pains)+len(e.Gains) == 0
}

// Validate reports everything that is wrong with the persona, each mistake as
// a *[field.Error], joined.
func (p Persona) Validate() error { return field.Check(p) }

// Validate reports what is wrong with the interaction, each mistake as a
// *[field.Error], joined. A value that is not finite is one.
func (i Interaction) Validate() error { return field.Check(i) }
