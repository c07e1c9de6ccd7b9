package event

import "slices"

// A taker makes logs of some rows of a log. A log that it makes holds the texts
// that its own rows have and no others, as if it had been read by itself; what
// that costs depends on those rows and not on the log that they are from.
type taker struct {
	log           *Log
	name, channel thinner
	attrs         []thinner
}

func newTaker(l *Log) *taker {
	t := &taker{log: l, name: newThinner(&l.name, false), channel: newThinner(&l.channel, false)}
	for k := range l.attrs {
		t.attrs = append(t.attrs, newThinner(&l.attrs[k], true))
	}
	return t
}

// customers returns the log of some customers, whose indices are ascending.
func (t *taker) customers(some []int) *Log {
	var from, order []uint32
	for _, c := range some {
		from = append(from, uint32(len(order)))
		for row := t.log.from[c]; row < t.log.from[c+1]; row++ {
			order = append(order, row)
		}
	}
	out := t.take(order)
	out.who, out.from = t.log.who.some(some), append(from, uint32(len(order)))
	return out
}

// take returns the log of those rows, but for its customers.
func (t *taker) take(order []uint32) *Log {
	l := t.log
	out := &Log{nano: make([]int64, len(order)), seq: make([]uint32, len(order))}
	gatherNanos(out.nano, whole(l.nano), order)
	for i, row := range order {
		out.seq[i] = l.seq[row]
	}
	if l.order != nil {
		out.order = make([]int64, len(order))
		gatherNanos(out.order, whole(l.order), order)
	}
	out.name, out.channel = t.name.take(order), t.channel.take(order)
	out.value = gatherAmounts(whole(l.value), order)
	for k := range t.attrs {
		if col := t.attrs[k].take(order); col.words.len() > 1 {
			out.keys, out.attrs = append(out.keys, l.keys[k]), append(out.attrs, col)
		}
	}
	return out
}

// A thinner takes rows of a column, with those of its texts that they have.
type thinner struct {
	col    *column
	absent bool     // text 0 stays even where no row has it
	to     []uint32 // new id + 1 of each text; 0 between calls
}

func newThinner(col *column, absent bool) thinner {
	return thinner{col, absent, make([]uint32, col.words.len())}
}

func (t *thinner) take(order []uint32) column {
	seen := t.seen(order)
	for id, old := range seen {
		t.to[old] = uint32(id)
	}
	out := column{
		gatherIDs(whole(t.col.id), order, t.to, len(seen)),
		t.col.words.some(seen),
	}
	for _, old := range seen {
		t.to[old] = 0
	}
	return out
}

// seen returns the ids that the rows have, in order.
func (t *thinner) seen(order []uint32) []int {
	var seen []int
	mark := func(id int) {
		if t.to[id] == 0 {
			t.to[id] = 1
			seen = append(seen, id)
		}
	}
	if t.absent {
		mark(0)
	}
	for _, row := range order {
		mark(t.col.id.at(int(row)))
	}
	slices.Sort(seen)
	return seen
}
