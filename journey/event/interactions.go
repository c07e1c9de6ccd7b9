package event

import (
	"iter"

	"github.com/parcours-go/parcours/persona"
)

// Interactions returns the events of those names as interactions, customer by
// customer; without names, all events. An event without a value has the value
// 0.
func (l *Log) Interactions(names ...string) iter.Seq[persona.Interaction] {
	wanted := make([]int32, l.name.words.len())
	for id := range wanted {
		if len(names) == 0 {
			wanted[id] = 1
		}
	}
	for _, name := range names {
		if id, ok := l.NameID(name); ok {
			wanted[id] = 1
		}
	}
	return func(yield func(persona.Interaction) bool) {
		var codes []int32
		for t := range l.Traces() {
			codes = t.AppendCodes(codes[:0], wanted)
			for i, is := range codes {
				if is != 0 && !yield(t.interaction(i)) {
					return
				}
			}
		}
	}
}

func (t Trace) interaction(i int) persona.Interaction {
	v, _ := t.Value(i)
	return persona.Interaction{Customer: t.Customer(), Time: t.Time(i), Value: v}
}
