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
}

func newRow(k int, brief bool) *row {
	r := &row{Reached: make([]int, k), Ended: make([]int, k)}
	if brief {
		return r
	}
	r.FromPrevious, r.FromFirst = make([]stat.Sample, k), make([]stat.Sample, k)
	r.Values, r.Next = make([]stat.Sum, k), make([]map[string]int, k)
	for i := range r.Next {
		r.Next[i] = map[string]int{}
	}
	return r
}

// add counts a passage.
func (r *row) add(t event.Trace, p *passage) {
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
	for i := range r.Values {
		r.FromPrevious[i].Merge(&other.FromPrevious[i])
		r.FromFirst[i].Merge(&other.FromFirst[i])
		r.Values[i].Merge(&other.Values[i])
		for name, n := range other.Next[i] {
			increase(r.Next[i], name, n)
		}
	}
}
