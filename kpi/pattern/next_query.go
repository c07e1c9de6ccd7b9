package pattern

import (
	"fmt"
	"slices"

	"github.com/parcours-go/parcours/persona/field"
)

// A Base says from which event of a customer a chain starts.
type Base string

// The bases.
const (
	Head       Base = "head"        // the first event
	Tail       Base = "tail"        // the last event
	FirstMatch Base = "first_match" // the first event that meets the first condition of the chain
	LastMatch  Base = "last_match"  // the last one that does
)

// A NextQuery asks what came directly after a chain of events.
type NextQuery struct {
	// Base says where the chain starts. "" means FirstMatch.
	Base Base `json:"base,omitempty"`

	// If names the events that can be the base; none means that any can.
	If []string `json:"if,omitempty"`

	// Chain holds the events of the chain, from the base on and without any
	// event between them: each is a set of names, any of which will do. There
	// may be up to 32. Without any, Head and Tail give the base itself.
	Chain [][]string `json:"chain"`

	// Backward follows the chain back in time, and asks what came directly
	// before it.
	Backward bool `json:"backward,omitempty"`
}

func (q NextQuery) clone() NextQuery {
	q.If, q.Chain = slices.Clone(q.If), cloned(q.Chain)
	return q
}

func (q NextQuery) equal(other NextQuery) bool {
	return q.Base == other.Base && q.Backward == other.Backward &&
		slices.Equal(q.If, other.If) && equalConditions(q.Chain, other.Chain)
}

func (q NextQuery) check() error {
	switch q.Base {
	case "", Head, Tail, FirstMatch, LastMatch:
	default:
		return &field.Error{Path: "query.base", Err: fmt.Errorf("%w: want one of head, tail, first_match, last_match", field.ErrUnknown)}
	}
	if len(q.Chain) == 0 && (q.Base == Head || q.Base == Tail) {
		return nil
	}
	return checkConditions("query.chain", q.Chain)
}
