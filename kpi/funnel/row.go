package funnel

import (
	"strings"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A row is what is counted of a segment, or of the whole.
type row struct {
	Reached []int `json:"reached"` // passages that took each step
	Ended   []int `json:"ended"`   // and that went no further

	// And without Brief:
	FromPrevious []stat.Sample    `json:"from_previous,omitempty"` // nanoseconds, of each step
	FromFirst    []stat.Sample    `json:"from_first,omitempty"`
	Values       []stat.Sum       `json:"values,omitempty"` // of the events of each step
	Next         []map[string]int `json:"next,omitempty"`   // the events that came next, "" if none did

	// Begun is when those began who did not complete the funnel, where it has a
	// window: nanoseconds since the earliest time there is.
	Begun *stat.Sample `json:"begun,omitempty"`
}

// newRow returns an empty row for a question.
func newRow(asked *question) *row {
	k := len(asked.Steps)
	r := &row{Reached: make([]int, k), Ended: make([]int, k)}
	if asked.Brief {
		return r
	}
	if asked.Window != 0 {
		r.Begun = new(stat.Sample)
	}
	r.FromPrevious, r.FromFirst = make([]stat.Sample, k), make([]stat.Sample, k)
	r.Values, r.Next = make([]stat.Sum, k), make([]map[string]int, k)
	for i := range r.Next {
		r.Next[i] = map[string]int{}
	}
	return r
}

// add counts a passage of a funnel that is complete with the step goal.
func (r *row) add(t event.Trace, p *passage, goal int) {
	r.Ended[p.reached-1]++
	if r.Values == nil {
		for i, place := range p.at {
			if place != none {
				r.Reached[i]++
			}
		}
		return
	}
	var first, before int64
	for i, place := range p.at {
		if place == none {
			continue
		}
		at := t.Nano(int(place))
		if r.Reached[i]++; i == 0 {
			first, before = at, at
		} else {
			r.FromPrevious[i].Add(elapsed(before, at))
			r.FromFirst[i].Add(elapsed(first, at))
		}
		before = at
		if v, ok := t.Value(int(place)); ok {
			r.Values[i].Add(v)
		}
	}
	next := ""
	if p.next != none {
		next = t.Name(int(p.next))
	}
	if p.reached < len(p.at) {
		increase(r.Next[p.reached-1], next, 1)
	}
	if r.Begun != nil && p.reached < goal {
		r.Begun.Add(sinceEver(first))
	}
}

// sinceEver returns a time as a number that is not negative.
func sinceEver(nano int64) uint64 { return uint64(nano) ^ 1<<63 }

// open returns how many began so late that their window is not over at the end
// of the log.
func (r *row) open(end int64, window uint64) int {
	if r.Begun == nil {
		return 0
	}
	if last := sinceEver(end); last >= window {
		return r.Begun.Above(last - window)
	}
	return r.Begun.N()
}

// addDepth counts a passage that took all steps up to one.
func (r *row) addDepth(reached int) {
	r.Ended[reached-1]++
	for i := range r.Reached[:reached] {
		r.Reached[i]++
	}
}

// increase adds to a count whose key may be memory of somebody else.
func increase(counts map[string]int, key string, by int) {
	if n, ok := counts[key]; ok {
		counts[key] = n + by
		return
	}
	counts[strings.Clone(key)] = by
}

// merge adds what another row counted.
func (r *row) merge(other *row) {
	for i := range r.Reached {
		r.Reached[i] += other.Reached[i]
		r.Ended[i] += other.Ended[i]
	}
	if r.Begun != nil {
		r.Begun.Merge(other.Begun)
	}
	for i := range r.Values {
		r.FromPrevious[i].Merge(&other.FromPrevious[i])
		r.FromFirst[i].Merge(&other.FromFirst[i])
		r.Values[i].Merge(&other.Values[i])
		for name, n := range other.Next[i] {
			increase(r.Next[i], name, n)
		}
	}
}
