package clv

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/persona/field"
)

// ObserveOptions says which purchases make a history. The zero value, like a nil
// pointer, takes all purchases of the log, up to its end.
type ObserveOptions struct {
	// Purchases are the names of the events that are purchases. nil means those
	// of [event.Purchase].
	Purchases []string

	// From leaves out customers whose first purchase was before it. The zero
	// time means none.
	From time.Time

	// Until ends the observation with the occasion in which it lies, which counts
	// in full: any moment of 30 September ends it after that day. The zero time
	// means the last event of the log, whatever its name.
	Until time.Time

	// Holdout ends in the same way the time after Until, in which purchases are
	// counted to be compared with what a model expects. The zero time means that
	// there is none. With it Until must be set, to a time before it.
	Holdout time.Time

	// Refunds, Free and Blank say what purchases are with an amount below 0, of
	// 0, and without an amount. "" means [LeaveOut] for refunds, and [Keep] for
	// the others. How many there are is in the outcome.
	Refunds, Free, Blank Treatment
}

// A Treatment says what to make of a purchase with an unusual amount.
type Treatment string

// The treatments.
const (
	// Keep counts it as a purchase like any other. One without an amount says
	// nothing of the value of its occasion.
	Keep Treatment = "keep"

	// LeaveOut takes it for no purchase.
	LeaveOut Treatment = "leave_out"

	// NetOff, of refunds, takes it for no purchase, and its amount from the value
	// of the customer's last occasion. It is left out before the first, and after
	// Until where the last occasion was not.
	NetOff Treatment = "net_off"
)

// settled returns the options with every default filled in and times in UTC, or
// the first mistake, and nothing of the memory of o.
func (o *ObserveOptions) settled() (ObserveOptions, error) {
	var s ObserveOptions
	if o != nil {
		s = *o
	}
	if s.Purchases == nil {
		s.Purchases = event.Purchase.Names()
	}
	s.Purchases = slices.Compact(slices.Sorted(slices.Values(s.Purchases)))
	if len(s.Purchases) == 0 {
		return s, mistake("options.purchases", field.ErrMissing, "want one name at least")
	}
	for _, f := range []struct {
		path  string
		value *Treatment
		words []Treatment // the first is the default
	}{
		{"options.refunds", &s.Refunds, []Treatment{LeaveOut, Keep, NetOff}},
		{"options.free", &s.Free, []Treatment{Keep, LeaveOut}},
		{"options.blank", &s.Blank, []Treatment{Keep, LeaveOut}},
	} {
		if *f.value == "" {
			*f.value = f.words[0]
		}
		if !slices.Contains(f.words, *f.value) {
			return s, mistake(f.path, field.ErrUnknown, "want one of %q", f.words)
		}
	}
	return s, s.settleTimes()
}

func (o *ObserveOptions) settleTimes() error {
	for _, f := range []struct {
		path string
		time *time.Time
	}{{"options.from", &o.From}, {"options.until", &o.Until}, {"options.holdout", &o.Holdout}} {
		t := f.time
		switch {
		case t.IsZero():
			*t = time.Time{}
		case t.Before(time.Unix(0, math.MinInt64)) || t.After(time.Unix(0, math.MaxInt64)):
			return mistake(f.path, field.ErrRange, "want a time between the years 1678 and 2262, got year %d", t.Year())
		default:
			*t = time.Unix(0, t.UnixNano()).UTC()
		}
	}
	switch {
	case !o.Until.IsZero() && o.Until.Before(o.From):
		return mistake("options.until", field.ErrRange, "want a time not before from")
	case !o.Holdout.IsZero() && o.Until.IsZero():
		return mistake("options.until", field.ErrMissing, "want the time at which the holdout begins")
	case !o.Holdout.IsZero() && !o.Until.Before(o.Holdout):
		return mistake("options.holdout", field.ErrRange, "want a time after until")
	}
	return nil
}

// Observe returns the histories of the customers of a log who bought. Purchases
// within one occasion of the calendar are one; the first occasion of a customer
// is the purchase that the repeat purchases are counted from.
//
// A mistake in the calendar or the options is a *[field.Error], and a log in
// which nobody bought [ErrNoData].
func Observe(log *event.Log, c Calendar, opt *ObserveOptions) (*Observed, error) {
	first, err := NewTally(log, c, opt)
	if err != nil {
		return nil, err
	}
	return event.Fold(log, first.Fresh).Result()
}

// An Observed is what [Observe] found.
type Observed struct {
	// Customers are those who bought up to Until, in bytewise order of their IDs.
	Customers []Customer `json:"customers"`

	// Origin is where the first occasion of all began, Until where the last one
	// that counts does, in UTC. T is the time between them in the unit of the
	// calendar, and HoldoutTime the time from Until to the last occasion of the
	// holdout: 0 without one.
	Origin      time.Time `json:"origin"`
	Until       time.Time `json:"until"`
	T           float64   `json:"t"`
	HoldoutTime float64   `json:"holdout_time,omitempty"`

	// Repeats are all repeat purchases of the Customers up to the end of the
	// holdout, by when they were made.
	Repeats []Repeat `json:"repeats"`

	Counts
}

// Counts say what became of the purchases of a log up to the end of the
// observation, which is that of the holdout where there is one.
type Counts struct {
	Events    int     `json:"events"`    // with the name of a purchase
	Occasions int     `json:"occasions"` // that they make of the customers who count
	Refunds   int     `json:"refunds"`   // events with an amount below 0
	Free      int     `json:"free"`      // of 0
	Blank     int     `json:"blank"`     // and without one
	Spent     float64 `json:"spent"`     // in all occasions

	// Early and Late are customers who are left out because their first purchase
	// was before From, or after Until. Later are events after the end.
	Early int `json:"early"`
	Late  int `json:"late"`
	Later int `json:"later"`
}

// A Customer is a history with its place in time, and what came after it.
type Customer struct {
	History

	// First is when the customer first bought, and Birth the time from Origin to
	// that occasion, in the unit of the calendar.
	First time.Time `json:"first"`
	Birth float64   `json:"birth"`

	// Spent is the value of all occasions up to Until, the first included.
	Spent float64 `json:"spent"`

	// Holdout are the repeat purchases after Until, HoldoutSpent their value.
	Holdout      int     `json:"holdout,omitempty"`
	HoldoutSpent float64 `json:"holdout_spent,omitempty"`
}

// A Repeat is a number of repeat purchases At a time since the Origin, in the
// unit of the calendar. Where occasions are shorter than an hour, those of an
// hour are together.
type Repeat struct {
	At float64 `json:"at"`
	N  int     `json:"n"`
}

// Histories returns what [Fit] takes.
func (o *Observed) Histories() []History {
	list := make([]History, len(o.Customers))
	for i := range o.Customers {
		list[i] = o.Customers[i].History
	}
	return list
}

// firstOf wraps the first error of a settlement.
func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return fmt.Errorf("clv: %w", err)
		}
	}
	return nil
}
