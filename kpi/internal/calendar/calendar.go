package calendar

import (
	"math"
	"math/bits"
	"time"
)

// A Calendar holds where the periods of a span of time begin, so that the
// period of an event is found without a conversion of its time.
type Calendar struct {
	Zone
	First int // number of the first period
	Index
}

// An Index finds periods by where they begin.
type Index struct {
	Starts []int64 // of the periods, and the end of the last
	per    uint64  // 2^64 by about the length of one
}

// New returns the calendar of the instants from up to to, both
// included.
func New(z Zone, from, to int64) *Calendar {
	c := &Calendar{Zone: z, First: z.Number(from)}
	last := z.Number(to)
	c.Starts = make([]int64, 0, last-c.First+2)
	var s spell
	for n := c.First; n <= last+1; n++ {
		c.Starts = append(c.Starts, s.midnight(z.loc, z.FirstDay(n)))
	}
	const day = uint64(24 * time.Hour)
	c.per = math.MaxUint64 / map[Unit]uint64{Day: day, Week: 7 * day, Month: day * 146097 / 4800, Quarter: day * 146097 / 1600}[z.unit]
	return c
}

// Find returns which of the periods an instant of the span is in, counted from
// 0. Their nearly equal lengths give a guess that is off by a few at most.
func (c Index) Find(nano int64) int {
	guess, _ := bits.Mul64(uint64(nano)-uint64(c.Starts[0]), c.per)
	i := min(int(guess), len(c.Starts)-2)
	for c.Starts[i] > nano {
		i--
	}
	for c.Starts[i+1] <= nano && i+2 < len(c.Starts) {
		i++
	}
	return i
}

// Holds reports whether an instant is in one of the periods.
func (c *Calendar) Holds(nano int64) bool {
	return nano >= c.Starts[0] && nano < c.Starts[len(c.Starts)-1]
}
