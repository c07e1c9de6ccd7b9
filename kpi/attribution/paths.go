package attribution

import (
	"iter"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
)

// A Path is the channels that customers met on the way to a conversion, or to
// none, and how many of them did.
type Path struct {
	Channels    []journey.Channel
	Conversions int     // of those who met them
	Value       float64 // of all these conversions together
	Nulls       int     // how many met them and did not convert
}

// Paths returns the paths of a log, customer by customer, as [Compute] counts
// them: each is one conversion with its value, or one null path. Each has
// memory of its own. Of options that are mistakes there are none.
func Paths(log *event.Log, conversion []string, opt *Options) iter.Seq[Path] {
	return func(yield func(Path) bool) {
		t, err := New(log, conversion, opt)
		if err != nil {
			return
		}
		for trace := range log.Traces() {
			if !t.eachPath(trace, func(w *walk) bool {
				leftOut := len(w.at) == 0 || t.WithoutNulls && w.nulls > 0
				return leftOut || yield(Path{t.named(w.at), w.conversions, w.value, w.nulls})
			}) {
				return
			}
		}
	}
}

func (t *Tally) named(at []int32) []journey.Channel {
	out := make([]journey.Channel, len(at))
	for i, c := range at {
		out[i] = t.channels[c]
	}
	return out
}

// eachPath calls yield with the paths of one customer, and reports whether it
// was willing to the end. A path is good until the next.
func (t *Tally) eachPath(trace event.Trace, yield func(*walk) bool) bool {
	w := &t.walk
	t.codes = trace.AppendCodes(t.codes[:0], t.ofName)
	times := trace.Nanos()
	w.at, w.times = w.at[:0], w.times[:0]
	for i, kind := range t.codes {
		if kind&isTouch != 0 {
			if at := t.place[trace.ChannelID(i)]; at != nowhere {
				w.at, w.times = append(w.at, at), append(w.times, times[i])
			}
		}
		if kind&isConversion != 0 {
			w.conversions, w.nulls = 1, 0
			w.value, _ = trace.Value(i)
			if !t.cut(w, times[i], yield) {
				return false
			}
		}
	}
	if len(w.at) == 0 {
		return true
	}
	w.conversions, w.nulls, w.value = 0, 1, 0
	return t.cut(w, w.times[len(w.times)-1], yield)
}

// cut ends a path, and leaves out of it what the question leaves out. The next
// begins behind it.
func (t *Tally) cut(w *walk, end int64, yield func(*walk) bool) bool {
	if t.Lookback > 0 {
		late := 0
		for late < len(w.at) && uint64(end-w.times[late]) > uint64(t.Lookback) {
			late++
		}
		w.at, w.times = append(w.at[:0], w.at[late:]...), append(w.times[:0], w.times[late:]...)
	}
	if t.Collapse {
		w.collapse()
	}
	more := yield(w)
	w.at, w.times = w.at[:0], w.times[:0]
	return more
}

// collapse leaves the last of touches of one channel that follow one another.
func (w *walk) collapse() {
	kept := 0
	for i, at := range w.at {
		if kept > 0 && w.at[kept-1] == at {
			kept--
		}
		w.at[kept] = at
		if w.times != nil {
			w.times[kept] = w.times[i]
		}
		kept++
	}
	w.at = w.at[:kept]
	if w.times != nil {
		w.times = w.times[:kept]
	}
}
