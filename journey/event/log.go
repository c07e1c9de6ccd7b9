package event

import (
	"iter"
	"slices"
	"sync"
	"time"

	"github.com/parcours-go/parcours/journey"
)

// A Log is what many customers did: their events, customer by customer, and of
// each customer in time order. Events of one customer at one time stand by their
// [Event.Order], and then in the order in which they were read.
//
// Apart from such ties a Log does not depend on the order of its input. It
// never changes, so any number of goroutines may read it at once. The zero Log
// is empty and ready for use.
//
// Texts are kept once, as small numbers: see [Trace.NameID], [Trace.ChannelID]
// and [Attr.ID]. These numbers belong to one Log: another log, also one made
// by [Log.Filter], [Log.Rename] or [Log.Split], has its own.
type Log struct {
	who  words    // the customers
	from []uint32 // where the events of each customer begin; then where the last one's end

	// The columns: one row an event.
	nano    []int64
	name    column
	channel column
	value   amounts
	keys    []string // of attrs, sorted
	attrs   []column // text 0 is "": absent
	order   []int64  // Event.Order; nil where all are 0
	seq     []uint32 // place in the input, for the ties of customers that Rename merges

	doubles int // events that were left out: see Duplicates

	span struct { // what Span found
		once     sync.Once
		from, to int64
	}
}

// A column is one text an event.
type column struct {
	id    ids
	words words
}

// text returns the text of row i.
func (c *column) text(i int) string { return c.words.at(c.id.at(i)) }

// Len returns the number of events.
func (l *Log) Len() int { return len(l.nano) }

// Customers returns the number of customers, which is the number of traces.
func (l *Log) Customers() int { return l.who.len() }

// Span returns the times of the earliest and of the latest event, in UTC: zero
// times for an empty log.
func (l *Log) Span() (from, to time.Time) {
	if l.Len() == 0 {
		return time.Time{}, time.Time{}
	}
	l.span.once.Do(func() { l.span.from, l.span.to = l.searchSpan() })
	return instant(l.span.from), instant(l.span.to)
}

func (l *Log) searchSpan() (from, to int64) {
	from, to = l.nano[0], l.nano[0]
	for c := range l.Customers() {
		from = min(from, l.nano[l.from[c]])
		to = max(to, l.nano[l.from[c+1]-1])
	}
	return from, to
}

// Names returns the names that events have, in bytewise order: the index of a
// name is its id.
func (l *Log) Names() []string { return slices.Collect(l.name.words.each()) }

// NameID returns the id of an event name, and whether an event has it.
func (l *Log) NameID(name string) (id int, ok bool) {
	id, ok = l.name.words.find(name)
	if !ok {
		return 0, false
	}
	return id, true
}

// Channels returns the channels that events have, in bytewise order: the index
// of a channel is its id. Where events have no channel, the first is "".
func (l *Log) Channels() []journey.Channel {
	out := make([]journey.Channel, 0, l.channel.words.len())
	for c := range l.channel.words.each() {
		out = append(out, journey.Channel(c))
	}
	return out
}

// Traces returns what each customer did, customers in bytewise order of their
// names.
func (l *Log) Traces() iter.Seq[Trace] {
	return l.traces(0, l.Customers())
}

// traces returns those of the customers from up to to.
func (l *Log) traces(from, to int) iter.Seq[Trace] {
	return func(yield func(Trace) bool) {
		for i := from; i < to; i++ {
			if !yield(l.Trace(i)) {
				return
			}
		}
	}
}

// Trace returns what customer i did, in the order of [Log.Traces]. It panics,
// as the index of a slice does, unless 0 <= i < l.Customers().
func (l *Log) Trace(i int) Trace {
	lo, hi := l.from[i], l.from[i+1]
	return Trace{log: l, who: i, lo: int(lo), n: int(hi - lo)}
}

// All returns every event, customer by customer.
func (l *Log) All() iter.Seq[Event] {
	return func(yield func(Event) bool) {
		for t := range l.Traces() {
			for i := range t.Len() {
				if !yield(t.Event(i)) {
					return
				}
			}
		}
	}
}

// instant returns a time of the log as the rest of the module writes it.
func instant(nano int64) time.Time { return time.Unix(0, nano).UTC() }
