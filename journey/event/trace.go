package event

import (
	"slices"
	"time"

	"github.com/parcours-go/parcours/journey"
)

// A Trace is what one customer did: their events in time order. It is a small
// view on a [Log], to be passed by value; the zero Trace has no events.
//
// The methods that take an index panic, as the index of a slice does, unless
// 0 <= i < t.Len().
type Trace struct {
	log   *Log
	who   int
	lo, n int
}

// Customer returns the customer's name.
func (t Trace) Customer() string {
	if t.log == nil {
		return ""
	}
	return t.log.who.at(t.who)
}

// Len returns the number of events.
func (t Trace) Len() int { return t.n }

// First returns the trace of the first n events, or of all if they are fewer.
func (t Trace) First(n int) Trace {
	t.n = max(0, min(n, t.n))
	return t
}

// Event returns event i as a value of its own. It allocates if the log has
// attributes; a loop over many events asks for what it needs instead.
func (t Trace) Event(i int) Event {
	v, ok := t.Value(i)
	return Event{
		Customer: t.Customer(), Time: t.Time(i), Name: t.Name(i), Channel: t.Channel(i),
		Value: v, NoValue: !ok, Attrs: t.attrs(i), Order: t.order(i),
	}
}

// Time returns when event i was, in UTC.
func (t Trace) Time(i int) time.Time { return instant(t.Nano(i)) }

// Nano returns when event i was, in nanoseconds since 1970 in UTC.
func (t Trace) Nano(i int) int64 { return t.log.nano[t.row(i)] }

// Nanos returns the times of all events, as [Trace.Nano]. They are the log's
// own: the caller must not change them.
func (t Trace) Nanos() []int64 {
	if t.log == nil {
		return nil
	}
	return t.log.nano[t.lo : t.lo+t.n : t.lo+t.n]
}

// AppendCodes appends to dst, for each event in turn, what ofName says of the id
// of its name, and returns it. ofName has an entry for each of [Log.Names]. It
// is the quick way to tell an analysis what each event is to it: its step, its
// touchpoint, or that it does not count.
func (t Trace) AppendCodes(dst, ofName []int32) []int32 {
	if t.log == nil {
		return dst
	}
	ids := &t.log.name.id
	switch lo, hi := t.lo, t.lo+t.n; {
	case ids.b1 != nil:
		return appendCodes(dst, ids.b1[lo:hi], ofName)
	case ids.b2 != nil:
		return appendCodes(dst, ids.b2[lo:hi], ofName)
	case ids.b4 != nil:
		return appendCodes(dst, ids.b4[lo:hi], ofName)
	}
	for range t.n {
		dst = append(dst, ofName[0])
	}
	return dst
}

func appendCodes[T uint8 | uint16 | uint32](dst []int32, ids []T, ofName []int32) []int32 {
	n := len(dst) + len(ids)
	if n > cap(dst) {
		dst = slices.Grow(dst, len(ids))
	}
	out := dst[len(dst):n][:len(ids)]
	for i, id := range ids {
		out[i] = ofName[id]
	}
	return dst[:n]
}

// NameID returns the id of the name of event i: its index in [Log.Names].
func (t Trace) NameID(i int) int { return t.log.name.id.at(t.row(i)) }

// Name returns the name of event i.
func (t Trace) Name(i int) string { return t.log.name.text(t.row(i)) }

// ChannelID returns the id of the channel of event i: its index in
// [Log.Channels].
func (t Trace) ChannelID(i int) int { return t.log.channel.id.at(t.row(i)) }

// Channel returns the channel of event i, or "".
func (t Trace) Channel(i int) journey.Channel {
	return journey.Channel(t.log.channel.text(t.row(i)))
}

// Value returns the amount or the score of event i, and false if it has none.
func (t Trace) Value(i int) (v float64, ok bool) { return t.log.value.at(t.row(i)) }

// order returns which event i is of those at its time.
func (t Trace) order(i int) int64 {
	if t.log.order == nil {
		return 0
	}
	return t.log.order[t.row(i)]
}

// row returns where event i is in the columns.
func (t Trace) row(i int) int {
	if uint(i) >= uint(t.n) {
		panic("event: index out of the range of a trace")
	}
	return t.lo + i
}

// attrs returns what else is known of event i, or nil.
func (t Trace) attrs(i int) map[string]string {
	var out map[string]string
	for k := range t.log.attrs {
		if s := t.log.attrs[k].text(t.row(i)); s != "" {
			if out == nil {
				out = make(map[string]string)
			}
			out[t.log.keys[k]] = s
		}
	}
	return out
}
