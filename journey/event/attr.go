package event

import "slices"

// An Attr is a handle on one attribute of the events of a log: see [Log.Attr].
// With the zero Attr, every event lacks the attribute.
type Attr struct{ col *column }

// Attrs returns the keys of the attributes that events have, in bytewise
// order.
func (l *Log) Attrs() []string { return slices.Clone(l.keys) }

// Attr returns the attribute of that key, and the zero Attr if no event has
// one.
func (l *Log) Attr(key string) Attr {
	k, ok := slices.BinarySearch(l.keys, key)
	if !ok {
		return Attr{}
	}
	return Attr{&l.attrs[k]}
}

// Of returns the attribute of event i of t, a trace of the same log, or "" if
// it has none.
func (a Attr) Of(t Trace, i int) string {
	row := t.row(i)
	if a.col == nil {
		return ""
	}
	return a.col.text(row)
}

// ID returns the id of the attribute of event i of t, a trace of the same log:
// its index in [Attr.Values]. It is 0 if the event lacks the attribute.
func (a Attr) ID(t Trace, i int) int {
	row := t.row(i)
	if a.col == nil {
		return 0
	}
	return a.col.id.at(row)
}

// Values returns what the attribute may be: "" first, which stands for events
// that lack it, whether there are any or not; then the values that events have,
// in bytewise order.
func (a Attr) Values() []string {
	if a.col == nil {
		return []string{""}
	}
	return slices.Collect(a.col.words.each())
}
