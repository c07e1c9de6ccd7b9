// Package event holds what customers did: event logs, and how to read them.
package event

import (
	"time"

	"github.com/parcours-go/parcours/journey"
)

// An Event is one thing that one customer did, or that was done to them.
type Event struct {
	Customer string          // who
	Time     time.Time       // when
	Name     string          // what, such as "add_to_cart"
	Channel  journey.Channel // by which means of contact; may be empty
	Value    float64         // an amount of money or a score, as the name says

	// NoValue marks an event whose source left the value empty. Its Value is
	// 0 and is neither an amount nor an answer.
	NoValue bool

	Attrs map[string]string // everything else that the source says of it
}
