package funnel

import (
	"slices"
	"time"

	"github.com/parcours-go/parcours/journey"
)

// A Step is one rung of a funnel. Any of its events takes a customer up it.
type Step struct {
	// Name is what people read. "" means the name of the first event.
	Name string `json:"name,omitempty"`

	// Events are the names of the events that satisfy the step: one or more.
	// One that the log does not show satisfies nothing.
	Events []string `json:"events"`

	// Where holds conditions that an event must meet too, all of them.
	Where []Condition `json:"where,omitempty"`

	// Optional steps may be left out: they bar nobody from the steps behind
	// them. The first step cannot be optional.
	Optional bool `json:"optional,omitempty"`

	// Directly asks that no other event, of whatever name, stands between the
	// prior step and this one.
	Directly bool `json:"directly,omitempty"`

	// Within is the longest time from the prior step that the customer took to
	// this one. 0 means [Options.Within]; [AtOnce] means no time at all.
	Within time.Duration `json:"within,omitempty"`
}

// A Condition holds for the events whose attribute has one of some values.
type Condition struct {
	Key string   `json:"key"` // of an attribute, or [Channel]
	In  []string `json:"in"`  // "" stands for events that lack it
}

// Channel, as the key of a [Condition] or of a breakdown, is the channel of an
// event and no attribute.
const Channel = "channel"

// AtOnce, as a window, lets pass no time at all.
const AtOnce time.Duration = -1

// An Exclusion names events that must not happen between two steps.
type Exclusion struct {
	Events []string    `json:"events"`
	Where  []Condition `json:"where,omitempty"`

	// From and To are the numbers of the steps, counted from 1: the events are
	// barred from each step to the next, from From up to To. 0 means the first
	// and the last step. Where steps may come in any order, the events are barred
	// between the first and the last event, whatever From and To.
	From int `json:"from,omitempty"`
	To   int `json:"to,omitempty"`
}

// Steps returns a step for each stage of a map whose touchpoints name events:
// any of these takes a customer up it. A nil map has none. A funnel has 30 steps
// at most: of a longer map, take those that matter.
func Steps(m *journey.Map) []Step {
	if m == nil {
		return nil
	}
	var steps []Step
	for i := range m.Stages {
		step := Step{Name: m.Stages[i].Name}
		for _, t := range m.Stages[i].Touchpoints {
			for _, name := range t.Events {
				if !slices.Contains(step.Events, name) {
					step.Events = append(step.Events, name)
				}
			}
		}
		if len(step.Events) > 0 {
			steps = append(steps, step)
		}
	}
	return steps
}
