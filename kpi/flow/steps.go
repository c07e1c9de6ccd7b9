package flow

import "math/bits"

// steps counts where paths are at each step, and how they go on from there.
type steps struct {
	at    [][]times // by step and node
	links []links   // from each step to the next
}

// links counts the transitions between two steps, and adds up what they took.
type links struct {
	edges
	took []total
}

// A total is a sum of nanoseconds, of 128 bits so that no number of paths makes
// it too large.
type total struct {
	Hi uint64 `json:"hi,omitempty"`
	Lo uint64 `json:"lo,omitempty"`
}

func (t *total) add(o total) {
	var carry uint64
	t.Lo, carry = bits.Add64(t.Lo, o.Lo, 0)
	t.Hi, _ = bits.Add64(t.Hi, o.Hi, carry)
}

// seconds returns the total in seconds.
func (t total) seconds() float64 {
	const two64 = 1 << 64
	return (float64(float64(t.Hi)*two64) + float64(t.Lo)) / 1e9
}

func newSteps(count, n int) *steps {
	s := &steps{at: make([][]times, count), links: make([]links, count-1)}
	for i := range s.at {
		s.at[i] = make([]times, n)
	}
	for i := range s.links {
		s.links[i].edges = edges{pairs: s.pairs(n), marked: true}
	}
	return s
}

func (s *steps) add(u *unit) {
	for i, a := range u.nodes[:min(len(u.nodes), len(s.at))] {
		s.at[i][a].count(u)
		if i == 0 {
			continue
		}
		l := &s.links[i-1]
		k := l.at(u.nodes[i-1], a)
		l.cells[k].count(u)
		l.took[k].add(total{Lo: elapsed(u.times[i-1], u.times[i])})
	}
}

// pairs returns empty pairs of n nodes, so that those of all links together are
// no larger than maxDense allows.
func (s *steps) pairs(n int) pairs {
	if len(s.links)*n*n > maxDense*maxDense {
		return sparsePairs()
	}
	return newPairs(n)
}

// at returns the slot of a pair, and makes room for it.
func (l *links) at(a, b int32) int {
	s := l.edges.at(a, b)
	if s == len(l.took) {
		l.took = append(l.took, total{})
	}
	return s
}

// grow makes room for n nodes.
func (s *steps) grow(n int) {
	for i := range s.at {
		for len(s.at[i]) < n {
			s.at[i] = append(s.at[i], times{})
		}
	}
	for i := range s.links {
		if l := &s.links[i]; l.index != nil && n > int(l.stride) {
			l.become(s.pairs(n))
		}
	}
}

func (s *steps) merge(other *steps, to []int32) {
	for i := range s.at {
		for a, o := range other.at[i] {
			s.at[i][to[a]].merge(o)
		}
	}
	for i := range s.links {
		l, o := &s.links[i], &other.links[i]
		for k, pair := range o.keys {
			slot := l.at(to[pair[0]], to[pair[1]])
			l.cells[slot].merge(o.cells[k])
			l.took[slot].add(o.took[k])
		}
	}
}
