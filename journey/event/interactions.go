package event

import (
	"iter"

	"github.com/parcours-go/parcours/persona"
)

// Interactions returns the events of those names as interactions, customer by
// customer; without names, all events. An event without a value has the value
// 0.
func (l *Log) Interactions(names ...string) iter.Seq[persona.Interaction] {
	wanted := make([]bool, l.name.words.len())
	for id := range wanted {
		wanted[id] = len(names) == 0
	}
	for _, name := range names {
		if id, ok := l.NameID(name); ok {
			wanted[id] = true
		}
	}
	return func(yield func(persona.Interaction) bool) {
		for t := range l.Traces() {
			for i := range t.Len() {
				if wanted[t.NameID(i)] && !yield(t.interaction(i)) {
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
