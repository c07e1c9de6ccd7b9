package attribution

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// counts is what is counted of paths: whole numbers only, which add up to the
// same in any order.
type counts struct {
	channels []journey.Channel // sorted

	// steps has a row for each channel, and one for the start; in it, the steps
	// to each channel, to a conversion, and to the end of a null path.
	steps []int

	first []int // paths that converted, by their first touch

	// touches has for each length of paths that converted the touches of each
	// channel. Most paths are short: those are in a list by their length.
	short [][]int
	long  map[int][]int

	untouched int // conversions without a touch
}

// shortPath is the length from which on paths are long.
const shortPath = 64

func newCounts(channels []journey.Channel) counts {
	n := len(channels)
	return counts{
		channels: channels, steps: make([]int, (n+1)*(n+2)), first: make([]int, n),
		short: make([][]int, shortPath),
	}
}

// step returns the place in steps of the steps between two places. len(channels)
// is the start as from, and a conversion as to; the next is the end of a null
// path.
func (c *counts) step(from, to int) int { return from*(len(c.channels)+2) + to }

// add counts a path that converted and did not, each so often.
func (c *counts) add(path []int32, conversions, nulls int) {
	if len(path) == 0 {
		c.untouched += conversions
		return
	}
	n := len(c.channels)
	from := n
	for _, to := range path {
		c.steps[from*(n+2)+int(to)] += conversions + nulls
		from = int(to)
	}
	c.steps[c.step(from, n+1)] += nulls
	if conversions == 0 {
		return
	}
	c.steps[c.step(from, n)] += conversions
	c.first[path[0]] += conversions
	touches := c.touches(len(path))
	for _, at := range path {
		touches[at] += conversions
	}
}

// touches returns the touches of the paths of a length.
func (c *counts) touches(length int) []int {
	if length < shortPath {
		if c.short[length] == nil {
			c.short[length] = make([]int, len(c.channels))
		}
		return c.short[length]
	}
	if c.long == nil {
		c.long = map[int][]int{}
	}
	if c.long[length] == nil {
		c.long[length] = make([]int, len(c.channels))
	}
	return c.long[length]
}

// merge adds other counts, given where their channels are.
func (c *counts) merge(other *counts, place []int32) {
	c.untouched += other.untouched
	from, to := len(other.channels), len(c.channels)
	at := func(i int) int {
		if i < from {
			return int(place[i])
		}
		return i - from + to
	}
	for i := range from + 1 {
		for j := range from + 2 {
			c.steps[c.step(at(i), at(j))] += other.steps[other.step(i, j)]
		}
	}
	for i, n := range other.first {
		c.first[place[i]] += n
	}
	other.eachLength(func(length int, touches []int) {
		mine := c.touches(length)
		for i, n := range touches {
			mine[place[i]] += n
		}
	})
}

// eachLength calls f with the touches of each length, in no order.
func (c *counts) eachLength(f func(length int, touches []int)) {
	for length, touches := range c.short {
		if touches != nil {
			f(length, touches)
		}
	}
	for length, touches := range c.long {
		f(length, touches)
	}
}

// linear returns the credit of the linear model: the touches of each channel,
// each a part of 1 in the length of its path.
func (c *counts) linear() []float64 {
	sums := make([]stat.Sum, len(c.channels))
	c.eachLength(func(length int, touches []int) {
		for i, n := range touches {
			sums[i].Add(float64(n) / float64(length))
		}
	})
	return numbers(sums)
}
