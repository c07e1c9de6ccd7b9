package event

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// A Sessions is a log whose traces are sessions, and the way back from each to
// the customer whose session it is.
type Sessions struct {
	// Log has a trace for each session, in place of its customer. The name of
	// the third session of customer "ada" is "ada#0003"; sessions are numbered by
	// their first events.
	Log *Log

	whole *Log
	of    []uint32 // the customer of each session
}

// Sessions returns the sessions of all customers. With an attribute, a session
// is all events of a customer with one value of it, also where those of other
// values are between them; Silence and Midnight end it within these, and so
// they do among the events without a value.
//
// Renaming the customers of its Log back, by what is before the last "#", gives
// the log that was cut.
func (l *Log) Sessions(cut Cut) *Sessions {
	c := sessionCutter{Cutter: l.Cutter(cut), rows: make([]uint32, 0, l.Len())}
	for i := range l.Customers() {
		c.cut(l.Trace(i))
	}
	names := c.sorted(l.names(c.sessions))
	out := &Sessions{whole: l}
	order, from := make([]uint32, 0, l.Len()), make([]uint32, 0, len(c.sessions)+1)
	for _, s := range c.sessions {
		from = append(from, uint32(len(order)))
		order = append(order, c.rows[s.from:s.to]...)
		out.of = append(out.of, s.customer)
	}
	out.Log = newTaker(l).take(order)
	out.Log.who, out.Log.from = names, append(from, uint32(len(order)))
	return out
}

// CustomerID returns the index of the customer of session t, a trace of s.Log:
// that of their trace in the log that was cut.
func (s *Sessions) CustomerID(t Trace) int { return int(s.of[t.who]) }

// Customer returns the name of the customer of session t, a trace of s.Log.
func (s *Sessions) Customer(t Trace) string { return s.whole.who.at(s.CustomerID(t)) }

// A sessionCutter puts the rows of a log in the order of its sessions.
type sessionCutter struct {
	*Cutter
	sessions []session
	rows     []uint32
	starts   []int32
}

// A session is some of a cutter's rows.
type session struct {
	customer uint32
	number   int // among those of the customer, from 1
	from, to uint32
}

// cut adds the sessions of t, a customer.
func (c *sessionCutter) cut(t Trace) {
	first, base := len(c.sessions), len(c.rows)
	for i := range t.Len() {
		c.rows = append(c.rows, uint32(t.lo+i))
	}
	rows := c.rows[base:]
	if c.attr.col == nil {
		c.starts = c.Append(c.starts[:0], t)
	} else {
		c.byID(t, rows)
	}
	for k, from := range c.starts {
		to := len(rows)
		if k+1 < len(c.starts) {
			to = int(c.starts[k+1])
		}
		c.sessions = append(c.sessions, session{uint32(t.who), 0, uint32(base + int(from)), uint32(base + to)})
	}
	own := c.sessions[first:]
	slices.SortFunc(own, func(a, b session) int { return cmp.Compare(c.rows[a.from], c.rows[b.from]) })
	for i := range own {
		own[i].number = i + 1
	}
}

// byID puts the rows of t in the order of their ids, those of one in the order
// of the log, and finds where sessions begin.
func (c *sessionCutter) byID(t Trace, rows []uint32) {
	id := func(row uint32) int { return c.attr.col.id.at(int(row)) }
	slices.SortStableFunc(rows, func(a, b uint32) int { return cmp.Compare(id(a), id(b)) })
	c.starts = append(c.starts[:0], 0)
	for i := 1; i < len(rows); i++ {
		a, b := rows[i-1], rows[i]
		if id(a) != id(b) || c.parted(t.log.nano[a], t.log.nano[b], id(b)) {
			c.starts = append(c.starts, int32(i))
		}
	}
}

// names returns the names of sessions, in one piece of memory.
func (l *Log) names(sessions []session) words {
	var all []byte
	ends := make([]int, len(sessions))
	for i, s := range sessions {
		all = append(append(all, l.who.at(int(s.customer))...), '#')
		for least := 1000; least > s.number; least /= 10 {
			all = append(all, '0')
		}
		all = strconv.AppendInt(all, int64(s.number), 10)
		ends[i] = len(all)
	}
	return words{string(all), ends}
}

// sorted puts the sessions in the bytewise order of their names, and returns
// these. It is another order where the name of a customer begins with that of
// another, or where there are more than 9,999 sessions.
func (c *sessionCutter) sorted(names words) words {
	order := make([]int, names.len())
	for i := range order {
		order[i] = i
	}
	byName := func(a, b int) int { return strings.Compare(names.at(a), names.at(b)) }
	if slices.IsSortedFunc(order, byName) {
		return names
	}
	slices.SortFunc(order, byName)
	sessions := make([]session, len(order))
	for to, from := range order {
		sessions[to] = c.sessions[from]
	}
	c.sessions = sessions
	return gathered(len(order), func(i int) string { return names.at(order[i]) })
}
