package attribution

import (
	"time"

	"github.com/parcours-go/parcours/journey"
)

// Options says what a touch is and which models divide the credit. The zero
// value, like a nil pointer, takes every event for a touch that has a channel
// and is no conversion, however long before the conversion it was, and divides
// by First, Last, Linear and a Markov chain of first order.
type Options struct {
	// Touches names the events that are touches. nil means all.
	Touches []string

	// ConversionTouches says that the conversion is the last touch of its own
	// path, with its own channel, whether Touches names it or not.
	ConversionTouches bool

	// Lookback is how long before the conversion a touch may have been to count:
	// up to as long, the bound included. On a null path it is counted from the
	// last touch. 0 means without bound.
	Lookback time.Duration

	// Collapse takes touches of one channel that follow one another for one, at
	// the time of the last of them. Else each counts.
	Collapse bool

	// WithoutNulls leaves out the paths that did not convert.
	WithoutNulls bool

	// Values divides the values of the conversions, too: a conversion without a
	// value is worth 0, one with a negative value is [ErrValue].
	Values bool

	// Models are those to divide by. nil means First, Last, Linear and Markov.
	Models []Model

	// Order is how many touches a state of the Markov chain remembers: 1 to 4.
	// 0 means 1.
	Order int

	// FirstShare and LastShare are what the position-based model gives to the
	// first and to the last touch: ratios, together at most 1. Both 0 means 0.4
	// each.
	FirstShare, LastShare float64

	// HalfLife is how much earlier a touch has half the weight in the
	// time-decay model. 0 means 7 days.
	HalfLife time.Duration

	// HalfLifeTouches is the same in touches, in place of time: 1 says that each
	// touch has half the weight of the next. 0 means that HalfLife counts, but
	// for counted paths, which have no times: there it means 1.
	HalfLifeTouches float64

	// Direct are the channels that LastNonDirect passes over. nil means
	// "direct", "(direct)" and "(none)".
	Direct []journey.Channel
}
