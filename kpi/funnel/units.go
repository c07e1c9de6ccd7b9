package funnel

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/parcours-go/parcours/journey/event"
)

// split cuts a trace into the units that all steps must be part of: the events
// from one of m.cuts to the next.
func (m *matcher) split(t event.Trace) {
	m.cuts, m.index = m.cuts[:0], nil
	switch {
	case m.Same != "":
		m.splitByValue(t)
		return
	case m.Scope == History:
		m.cuts = append(m.cuts, 0)
	case m.Scope == Session:
		m.cuts = m.cutter.Append(m.cuts, t)
	default:
		m.splitByCalendar(t)
	}
	m.cuts = append(m.cuts, int32(t.Len()))
}

// splitByCalendar cuts where a day, a week or a month ends.
func (m *matcher) splitByCalendar(t event.Trace) {
	var until int64 // the first time of the next unit
	for i, at := range t.Nanos() {
		if i == 0 || at >= until && until != endOfTime {
			m.cuts = append(m.cuts, int32(i))
			until = m.nextUnit(at)
		}
	}
}

// nextUnit returns when the unit of the calendar ends that holds a time.
func (m *matcher) nextUnit(nano int64) int64 {
	t := time.Unix(0, nano).In(m.Zone)
	year, month, day := t.Date()
	switch m.Scope {
	case Week:
		day += 7 - (int(t.Weekday())+6)%7 // to Monday
	case Month:
		month, day = month+1, 1
	default:
		day++
	}
	next := time.Date(year, month, day, 0, 0, 0, 0, m.Zone)
	if next.After(time.Unix(0, endOfTime)) {
		return endOfTime
	}
	return next.UnixNano()
}

// endOfTime is the last time that a log can hold.
const endOfTime = math.MaxInt64

// splitByValue gathers the events of each value of an attribute, in the order
// in which the values first come.
func (m *matcher) splitByValue(t event.Trace) {
	m.index = m.units[:0]
	m.keys = m.keys[:0]
	for i := range t.Len() {
		if id := m.same.id(t, i); m.same.values[id] != "" {
			m.keys = append(m.keys, valueAt{int32(id), int32(i), 0})
		}
	}
	slices.SortFunc(m.keys, func(a, b valueAt) int { return cmp.Or(cmp.Compare(a.id, b.id), cmp.Compare(a.place, b.place)) })
	for i := range m.keys {
		m.keys[i].first = m.keys[i].place
		if i > 0 && m.keys[i-1].id == m.keys[i].id {
			m.keys[i].first = m.keys[i-1].first
		}
	}
	slices.SortFunc(m.keys, func(a, b valueAt) int { return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.place, b.place)) })
	for i, k := range m.keys {
		if i == 0 || k.id != m.keys[i-1].id {
			m.cuts = append(m.cuts, int32(i))
		}
		m.index = append(m.index, k.place)
	}
	m.cuts = append(m.cuts, int32(len(m.index)))
	m.units = m.index
}

// A valueAt is an event and the value it has, and the first event that has it.
type valueAt struct{ id, place, first int32 }
