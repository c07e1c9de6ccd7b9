package event

import (
	"iter"
	"sync"

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
		for found := range l.found(wanted) {
			for _, i := range found {
				if !yield(i) {
					return
				}
			}
		}
	}
}

// found looks for the interactions a shard of customers at a time, and yields
// them shard by shard. While one shard is looked at, the next is looked for.
func (l *Log) found(wanted []int32) iter.Seq[[]persona.Interaction] {
	return func(yield func([]persona.Interaction) bool) {
		shards := l.shards()
		var now, next finder
		next.find(shards[0], wanted)
		for k := range shards {
			now, next = next, now
			var ahead sync.WaitGroup
			if k+1 < len(shards) {
				ahead.Go(func() { next.find(shards[k+1], wanted) })
			}
			goOn := yield(now.found)
			ahead.Wait()
			if !goOn {
				return
			}
		}
	}
}

// A finder finds interactions, again and again in the same memory.
type finder struct {
	codes []int32
	found []persona.Interaction
}

func (f *finder) find(traces iter.Seq[Trace], wanted []int32) {
	f.found = f.found[:0]
	for t := range traces {
		f.codes = t.AppendCodes(f.codes[:0], wanted)
		for i, is := range f.codes {
			if is != 0 {
				f.found = append(f.found, t.interaction(i))
			}
		}
	}
}

func (t Trace) interaction(i int) persona.Interaction {
	v, _ := t.Value(i)
	return persona.Interaction{Customer: t.Customer(), Time: t.Time(i), Value: v}
}
