package event

import (
	"math"
	"time"
)

// A Cut says where a session of a customer ends and the next one begins: at an
// event that comes after a long silence, on another day, or with another session
// id. The zero Cut is the session of Google Analytics 4 and of Snowplow's
// trackers: 30 minutes of silence end it and midnight does not. That of
// Universal Analytics ended at midnight too, in the time zone of the shop.
type Cut struct {
	// Silence ends a session: an event that comes later than this after the one
	// before begins the next, one that comes exactly so late does not. 0 means 30
	// minutes, but with Attr, only between events without the attribute. A
	// negative Silence ends none.
	Silence time.Duration

	// Midnight ends a session in this time zone: no session then has events of
	// two days. nil means that it does not.
	Midnight *time.Location

	// Attr is the key of the attribute that is the id of a session, such as
	// "ga_session_id" or "domain_sessionid": events of two values are of two
	// sessions, and those without a value, of none of these. "" means that there
	// is no such attribute.
	Attr string
}

// usualSilence is what nearly every tool takes for the end of a session.
const usualSilence = 30 * time.Minute

// A Cutter finds the sessions in the traces of one log. It remembers the last
// day that it met: goroutines need a Cutter each.
type Cutter struct {
	attr       Attr
	after      uint64 // the silence that ends a session, in nanoseconds
	afterNamed uint64 // and that of a session with an id
	day        *days  // nil where midnight ends no session
}

// Cutter returns what finds sessions in traces of l. An attribute that no event
// has is one that every event lacks.
func (l *Log) Cutter(cut Cut) *Cutter {
	c := &Cutter{attr: l.Attr(cut.Attr), after: nanoseconds(cut.Silence)}
	c.afterNamed = c.after
	if cut.Silence == 0 {
		c.after, c.afterNamed = uint64(usualSilence), math.MaxUint64
	}
	if cut.Midnight != nil {
		c.day = &days{loc: cut.Midnight}
	}
	return c
}

// nanoseconds returns a silence, where none ends a session the longest there is.
func nanoseconds(silence time.Duration) uint64 {
	if silence < 0 {
		return math.MaxUint64
	}
	return uint64(silence)
}

// Append appends to dst the index of each event of t that begins a session, the
// first event's 0 first, and returns it. The events of one session are
// neighbours here: where those of several ids alternate, each turn begins a
// session. [Log.Sessions] puts them together.
func (c *Cutter) Append(dst []int32, t Trace) []int32 {
	nanos := t.Nanos()
	if len(nanos) == 0 {
		return dst
	}
	dst = append(dst, 0)
	if c.attr.col == nil && c.day == nil {
		for i := 1; i < len(nanos); i++ {
			if uint64(nanos[i])-uint64(nanos[i-1]) > c.after {
				dst = append(dst, int32(i))
			}
		}
		return dst
	}
	id := c.attr.ID(t, 0)
	for i := 1; i < len(nanos); i++ {
		last := id
		id = c.attr.ID(t, i)
		if id != last || c.parted(nanos[i-1], nanos[i], id) {
			dst = append(dst, int32(i))
		}
	}
	return dst
}

// parted reports whether two events of one id, one after the other and at those
// times, are of two sessions. id 0 stands for none.
func (c *Cutter) parted(before, at int64, id int) bool {
	after := c.after
	if id != 0 {
		after = c.afterNamed
	}
	// Unsigned, since a difference of more than 292 years overflows.
	return uint64(at)-uint64(before) > after || c.day != nil && c.day.of(before) != c.day.of(at)
}

// A days tells which day a time is on in a time zone. It remembers the last
// day, or the part of it before or after its clocks were changed.
type days struct {
	loc      *time.Location
	from, to int64 // seconds since 1970
	day      int64 // the day of the times in [from, to), in days since 1970
}

// of returns the day of a time in nanoseconds.
func (d *days) of(nano int64) int64 {
	const second, day = 1_000_000_000, 86_400
	at := nano / second
	if nano%second < 0 {
		at--
	}
	if d.from <= at && at < d.to {
		return d.day
	}
	t := time.Unix(at, 0).In(d.loc)
	_, offset := t.Zone()
	local := at + int64(offset)
	d.day = local / day
	if local%day < 0 {
		d.day--
	}
	d.from = d.day*day - int64(offset)
	d.to = d.from + day
	start, end := t.ZoneBounds()
	if !start.IsZero() {
		d.from = max(d.from, start.Unix())
	}
	if !end.IsZero() {
		d.to = min(d.to, end.Unix())
	}
	return d.day
}
