package funnel

import (
	"slices"

	"github.com/parcours-go/parcours/journey/event"
)

// counted returns the passages of a trace that count in the whole: one of the
// customer, of each unit, or all.
func (m *matcher) counted(t event.Trace) []*passage {
	m.match(t)
	m.whole = m.whole[:0]
	for lo, hi := range m.shares {
		if p := m.chosen(m.found[lo:hi], t, -1); p != nil {
			m.whole = append(m.whole, p)
		}
	}
	return m.whole
}

// shares returns from where to where the passages stand among which one counts.
func (m *matcher) shares(yield func(lo, hi int) bool) {
	for lo := 0; lo < len(m.found); {
		hi := lo + 1
		for hi < len(m.found) && (m.Count == Customers || m.Count == Scopes && m.found[hi].unit == m.found[lo].unit) {
			hi++
		}
		if !yield(lo, hi) {
			return
		}
		lo = hi
	}
}

// chosen returns the passage that counts among several, of those in a segment
// if one is given, or nil if it was dropped.
func (m *matcher) chosen(list []passage, t event.Trace, segment int) *passage {
	var best *passage
	for i := range list {
		p := &list[i]
		if segment >= 0 && len(list) > 1 && !slices.Contains(m.segmentsOf(t, p), segment) {
			continue
		}
		switch m.Anchor {
		case FirstEntry:
			if best == nil {
				best = p
			}
		case LastEntry:
			best = p
		default:
			if best == nil || p.better(best, t) {
				best = p
			}
		}
	}
	if best == nil || best.dropped {
		return nil
	}
	return best
}

// better reports whether p counts rather than q, which comes before it.
func (p *passage) better(q *passage, t event.Trace) bool {
	switch {
	case p.dropped != q.dropped:
		return q.dropped
	case p.reached != q.reached:
		return p.reached > q.reached
	case p.steps() != q.steps():
		return p.steps() > q.steps()
	}
	return t.Nano(int(p.last)) < t.Nano(int(q.last))
}

// steps returns how many steps were taken.
func (p *passage) steps() int {
	n := 0
	for _, place := range p.at {
		if place != none {
			n++
		}
	}
	return n
}

// segmentsOf returns the ids of the values that a passage is broken down by,
// each once.
func (m *matcher) segmentsOf(t event.Trace, p *passage) []int {
	m.segments = m.segments[:0]
	switch m.Attribution {
	case FirstTouch:
		m.segments = append(m.segments, m.touch(t, 0, t.Len(), 1))
	case LastTouch:
		m.segments = append(m.segments, m.touch(t, int(p.last), -1, -1))
	case AtStep:
		id := none
		if place := p.at[m.Step-1]; place != none {
			id = m.by.id(t, int(place))
		}
		m.segments = append(m.segments, m.named(id))
	default:
		for _, place := range p.at {
			if place == none {
				continue
			}
			if id := m.named(m.by.id(t, int(place))); !slices.Contains(m.segments, id) {
				m.segments = append(m.segments, id)
			}
		}
	}
	return m.segments
}

// touch returns the first value that an event has from place i on, in steps of
// by until end.
func (m *matcher) touch(t event.Trace, i, end, by int) int {
	for ; i != end; i += by {
		if id := m.by.id(t, i); m.by.values[id] != "" {
			return id
		}
	}
	return m.named(none)
}

// named returns an id that stands for a value, where none is one without. What
// lacks a value has the id behind all others.
func (m *matcher) named(id int) int {
	if id == none || m.by.values[id] == "" {
		return len(m.by.values) - 1
	}
	return id
}
