package attribution

import (
	"iter"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
)

// A Path is the channels that a customer met on the way to one conversion, or
// to none.
type Path struct {
	Channels  []journey.Channel
	Converted bool
}

// Paths returns the paths of a log, customer by customer, as [Compute] counts
// them. Each has memory of its own.
func Paths(log *event.Log, conversion []string, opt *Options) iter.Seq[Path] {
	q := newQuestion(conversion, opt)
	return func(yield func(Path) bool) {
		if log == nil {
			return
		}
		for trace := range log.Traces() {
			var path []journey.Channel
			for i := range trace.Len() {
				kind, channel := q.kind(trace.Name(i)), trace.Channel(i)
				if kind&isTouch != 0 && channel != "" {
					path = append(path, channel)
				}
				if kind&isConversion != 0 {
					if len(path) > 0 && !yield(Path{path, true}) {
						return
					}
					path = nil
				}
			}
			if len(path) > 0 && !yield(Path{path, false}) {
				return
			}
		}
	}
}
