// Package event is the observed side of journeys: what customers really did.
//
// An [Event] says that one customer did one thing at one time. A [Log] holds the
// events of many customers, customer by customer and in time order, in columns;
// a [Trace] is what one of them did. All that is measured of a journey is
// measured on traces.
//
// # Order of calls
//
//  1. [ReadCSV], [ReadJSONL] or [ReadXES] a file, or [Collect] events that a
//     program has: each gives a Log, whatever the order of its input. The
//     exports of many tools have options of their own, such as [GA4]; [Read]
//     takes their names. See the examples of ReadCSV and of Read. To know what
//     is in a large file before, [CountCSV] it.
//  2. Bring it into shape, if need be: [Log.Rename] customers who turned out to
//     be one person, [Log.Filter] events, [Log.Split] it by segments. Each gives
//     new logs and leaves the old one as it is.
//  3. Look at it: kpi.Analyze measures a journey, [Log.Interactions] feeds what
//     knows customers and no journeys, and [Fold] runs an analysis of one's own
//     over all traces, on all cores. See the example of Fold.
//
// Events that are still arriving go into a [Stream], whose log is at any moment
// that of a batch; [Follow] keeps an analysis of it up to date. [Log.WriteTo]
// and [ReadLog] keep a log in a file, and [Merge] joins logs that were read in
// parts.
//
// # Columns and ids
//
// A log keeps each text once. An event has the number of its name, of its
// channel and of each of its attributes: in [Log.Names], [Log.Channels] and
// [Attr.Values]. A loop over many events compares these numbers, by
// [Trace.NameID], [Trace.ChannelID] and [Attr.ID], and no texts; it makes no
// [Event], and allocates nothing.
//
// # Names of events
//
// What customers do has a name in each tool. An [Act] is what lies behind the
// names: [Act.Names] lists those that shops, Google Analytics 4 and Segment use
// for it. Among them are the [FrictionSignals] that tools which watch pages send.
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

	// Order says which of several events of a customer at one time came first:
	// the smaller. Those of the same Order keep the order of the input.
	Order int64
}
