package attribution

import (
	"cmp"
	"maps"
	"slices"

	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// grams are the transitions of a Markov chain of higher order. Its states are
// the touches that it remembers: as many as its order, or a whole path that is
// shorter. From one state to the next they slide by one touch.
//
// A step from a state to itself is not counted: wherever a path goes on to, it
// goes there after a while.
type grams struct {
	order int
	ids   map[gram]int32
	list  []gram
	from  []ending         // of each state
	edges map[[2]int32]int // how often paths went from one state to another
}

// A gram is up to four channels, the first in the highest bits: each is its
// index and 1, and 0 stands for none. Grams are in order as their channels are.
type gram uint64

const (
	gramBits = 16
	gramMask = 1<<gramBits - 1
)

// An ending is how often paths begin and end in a state.
type ending struct {
	starts, conversions, nulls int
	value                      *stat.Sum // of the conversions; nil for 0
}

// Bounds of the memory of a chain, whose states and transitions take 100 bytes or
// so while they are counted, and whose sums of values take 500.
const (
	maxStates      = 1 << 18
	maxTransitions = 1 << 20
)

func newGrams(order int) *grams {
	return &grams{order: order, ids: map[gram]int32{}, edges: map[[2]int32]int{}}
}

// id returns the number of a state.
func (g *grams) id(key gram) int32 {
	id, known := g.ids[key]
	if !known {
		id = int32(len(g.list))
		g.ids[key] = id
		g.list = append(g.list, key)
		g.from = append(g.from, ending{})
	}
	return id
}

// add counts a path. It returns ErrStates where the chain grows too large.
func (g *grams) add(w *walk) error {
	times := w.conversions + w.nulls
	whole := gram(1)<<(gramBits*g.order) - 1 // of order 4, 1<<64 is 0: all bits
	key := gram(0)
	for i := range min(g.order, len(w.at)) {
		key |= gram(w.at[i]+1) << (gramBits * (g.order - 1 - i))
	}
	at := g.id(key)
	g.from[at].starts += times
	for i := g.order; i < len(w.at); i++ {
		key = (key<<gramBits | gram(w.at[i]+1)) & whole
		if next := g.id(key); next != at {
			g.edges[[2]int32{at, next}] += times
			at = next
		}
	}
	g.from[at].conversions += w.conversions
	g.from[at].nulls += w.nulls
	if w.value != 0 {
		g.sum(at).Add(w.value)
	}
	return g.bounded()
}

// sum returns the sum of the values of a state.
func (g *grams) sum(state int32) *stat.Sum {
	e := &g.from[state]
	if e.value == nil {
		e.value = new(stat.Sum)
	}
	return e.value
}

func (g *grams) bounded() error {
	if len(g.list) > maxStates || len(g.edges) > maxTransitions {
		return ErrStates
	}
	return nil
}

// merge adds others, given where their channels are.
func (g *grams) merge(other *grams, place []int32) error {
	ids := make([]int32, len(other.list))
	for i, key := range other.list {
		moved := gram(0)
		for k := range other.order {
			if at := key.channel(other.order, k); at >= 0 {
				moved |= gram(place[at]+1) << (gramBits * (other.order - 1 - k))
			}
		}
		id := g.id(moved)
		ids[i] = id
		to, from := &g.from[id], other.from[i]
		to.starts += from.starts
		to.conversions += from.conversions
		to.nulls += from.nulls
		if from.value != nil {
			g.sum(id).Merge(from.value)
		}
	}
	for edge, times := range other.edges {
		g.edges[[2]int32{ids[edge[0]], ids[edge[1]]}] += times
	}
	return g.bounded()
}

// channel returns touch k of a gram, or -1 where it is shorter.
func (key gram) channel(order, k int) int {
	return int(key>>(gramBits*(order-1-k))&gramMask) - 1
}

// An edge is a transition that paths took.
type edge struct {
	from, to int32
	times    int
}

// sorted returns the grams with their states and transitions in order, so that
// nothing depends on which path came first.
func (g *grams) sorted() (states []gram, from []ending, edges []edge) {
	states = slices.Sorted(slices.Values(g.list))
	rank := make([]int32, len(states))
	from = make([]ending, len(states))
	for i, key := range states {
		rank[g.ids[key]] = int32(i)
		from[i] = g.from[g.ids[key]]
	}
	edges = make([]edge, 0, len(g.edges))
	for e, times := range maps.All(g.edges) {
		edges = append(edges, edge{rank[e[0]], rank[e[1]], times})
	}
	slices.SortFunc(edges, func(a, b edge) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	return states, from, edges
}
