package event

import (
	"iter"
	"maps"
	"slices"
)

// Filter returns the log of the events that keep holds for.
func (l *Log) Filter(keep func(Event) bool) *Log {
	var all []Event
	for e := range l.All() {
		if keep(e) {
			all = append(all, e)
		}
	}
	return build(all)
}

// Rename returns the log in which each customer has the name that to gives
// them; for "", the one they had. Customers who get one name become one, their
// events in time order, and at one time in the order of the input.
func (l *Log) Rename(to func(customer string) string) *Log {
	all := make([]Event, 0, l.Len())
	for e := range l.All() {
		if name := to(e.Customer); name != "" {
			e.Customer = name
		}
		all = append(all, e)
	}
	return build(all)
}

// Split returns the log in parts, in bytewise order of their names: of says to
// which part a customer belongs.
func (l *Log) Split(of func(customer string) string) iter.Seq2[string, *Log] {
	return func(yield func(string, *Log) bool) {
		parts := map[string][]Event{}
		for e := range l.All() {
			part := of(e.Customer)
			parts[part] = append(parts[part], e)
		}
		for _, part := range slices.Sorted(maps.Keys(parts)) {
			if !yield(part, build(parts[part])) {
				return
			}
		}
	}
}
