package retention

import (
	"math"
	"math/bits"
	"time"
)

// A calendar holds where the periods of a span of time begin, so that the
// period of an event is found without a conversion of its time.
type calendar struct {
	zone
	first int // number of the first period
	index
}

// An index finds periods by where they begin.
type index struct {
	starts []int64 // of the periods, and the end of the last
	per    uint64  // 2^64 by about the length of one
}

// newCalendar returns the calendar of the instants from up to to, both
// included.
func newCalendar(z zone, from, to int64) *calendar {
	c := &calendar{zone: z, first: z.number(from)}
	last := z.number(to)
	c.starts = make([]int64, 0, last-c.first+2)
	var s spell
	for n := c.first; n <= last+1; n++ {
		c.starts = append(c.starts, s.midnight(z.loc, z.firstDay(n)))
	}
	const day = uint64(24 * time.Hour)
	c.per = math.MaxUint64 / map[Period]uint64{Day: day, Week: 7 * day, Month: day * 146097 / 4800}[z.period]
	return c
}

// find returns which of the periods an instant of the span is in, counted from
// 0. Their nearly equal lengths give a guess that is off by a few at most.
func (c index) find(nano int64) int {
	guess, _ := bits.Mul64(uint64(nano)-uint64(c.starts[0]), c.per)
	i := min(int(guess), len(c.starts)-2)
	for c.starts[i] > nano {
		i--
	}
	for c.starts[i+1] <= nano && i+2 < len(c.starts) {
		i++
	}
	return i
}

// holds reports whether an instant is in one of the periods.
func (c *calendar) holds(nano int64) bool {
	return nano >= c.starts[0] && nano < c.starts[len(c.starts)-1]
}
