// Package cart measures abandoned carts: how many, of whom, and what was in
// them.
//
// # Order of calls
//
// [Compute] from a log. To count parts of the customers on their own, make a
// [Tally] of each with [New], add the traces, and merge the tallies.
//
// # Definitions
//
// What a cart is, [Options.Unit] says:
//
//   - [ByCustomer]: a customer with a cart event. It is abandoned without any
//     purchase of theirs, or with [Options.Within], without one that comes so
//     soon after a cart event.
//   - [BySession]: a session with a cart event. It is abandoned without a
//     purchase in the same session, or with Within, one so soon after a cart
//     event.
//   - [ByCart]: a run of cart events, each at most Within after the one before,
//     up to a purchase. It is abandoned unless the purchase comes within Within
//     of the last of them. A purchase ends the run however late it comes.
//   - [ByID]: the cart events that have one value of an attribute. It is
//     abandoned without a purchase event that has it too, or with Within, one
//     so soon after a cart event of it.
//
// A cart is pending if nobody bought it, and whoever did so right after the end
// of the observation would still have been in time. The rate leaves pending
// carts out.
//
// The value of a cart is the sum of the values of its cart events, less those of
// the events that take something out, and at least 0.
package cart

import (
	"fmt"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
	"github.com/parcours-go/parcours/persona/field"
)

// ErrNoData: the log has no cart.
var ErrNoData = stat.ErrNoData

// A Unit says what one cart is.
type Unit string

// The units: see the package.
const (
	ByCustomer Unit = "customer"
	BySession  Unit = "session"
	ByCart     Unit = "cart"
	ByID       Unit = "id"
)

// Options says what to count. The zero value, like a nil pointer, counts
// customers who put something into a cart and never bought.
type Options struct {
	// Level is the confidence level of the intervals, from 0.5 to 0.999999. 0
	// means 0.95.
	Level float64

	// Unit says what one cart is. "" means ByCustomer.
	Unit Unit

	// Within is how long after a cart event a purchase still counts. 0 means
	// that any does, however late; but 24 hours with ByCart.
	Within time.Duration

	// Session says what sessions are, for BySession.
	Session event.Cut

	// ID is the key of the attribute that names the cart, for ByID.
	ID string

	// The names of events. nil means the names of the act in brackets.
	Cart     []string // something is put into a cart [event.AddToCart]
	Remove   []string // something is taken out [event.RemoveFromCart]
	Purchase []string // the cart is bought [event.Purchase]

	// By is the key of the attribute by which carts are told apart: that of
	// their last cart event. "" means the channel.
	By string

	// At is the end of the observation: later events are left out. The zero
	// time means the last event of the log.
	At time.Time
}

// A Result says how many carts were abandoned.
type Result struct {
	Outcome
	Segments []Segment `json:"segments"` // by channel or attribute, in bytewise order
}

// A Segment is the outcome of some of the carts.
type Segment struct {
	Name string `json:"name"` // "" for carts without the channel or attribute
	Outcome
}

// An Outcome says what became of carts.
type Outcome struct {
	Carts     int `json:"carts"`
	Abandoned int `json:"abandoned"`
	Pending   int `json:"pending"` // neither bought nor abandoned

	// Rate is cart_abandonment: abandoned carts among those that are not
	// pending, with Wilson's interval. It is the zero Measure where there are
	// none.
	Rate journey.Measure `json:"rate,omitzero"`

	// What was in the carts, in the log's currency.
	Valued    int     `json:"valued"`     // carts that have a value
	Value     float64 `json:"value"`      // of all carts
	ValueLost float64 `json:"value_lost"` // of the abandoned ones
}

// Compute counts the carts of log. Options that are not valid are a
// *[field.Error] with its path; a log without a cart is [ErrNoData].
func Compute(log *event.Log, opt *Options) (*Result, error) {
	empty, err := New(log, opt)
	if err != nil {
		return nil, err
	}
	return event.Fold(log, empty.Fresh).Result()
}

// settled returns the options with every default filled in, and the end of the
// observation.
func (o *Options) settled() (s Options, at int64, err error) {
	if o != nil {
		s = *o
	}
	if s.Level, err = figure.Level(s.Level); err != nil {
		return s, 0, err
	}
	if at, err = figure.End(s.At); err != nil {
		return s, 0, err
	}
	if s.Within < 0 {
		return s, 0, figure.OutOfRange("options.within", "want a positive time, got %v", s.Within)
	}
	for names, act := range map[*[]string]event.Act{
		&s.Cart: event.AddToCart, &s.Remove: event.RemoveFromCart, &s.Purchase: event.Purchase,
	} {
		if *names == nil {
			*names = act.Names()
		}
	}
	switch s.Unit {
	case "":
		s.Unit = ByCustomer
	case ByCart:
		if s.Within == 0 {
			s.Within = 24 * time.Hour
		}
	case ByID:
		if s.ID == "" {
			return s, 0, &field.Error{Path: "options.id", Err: field.ErrMissing}
		}
	case ByCustomer, BySession:
	default:
		err := fmt.Errorf("%w unit: want %s, %s, %s or %s", field.ErrUnknown, ByCustomer, BySession, ByCart, ByID)
		return s, 0, &field.Error{Path: "options.unit", Err: err}
	}
	return s, at, nil
}
