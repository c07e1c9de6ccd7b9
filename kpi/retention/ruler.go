package retention

import (
	"math"
	"time"

	"github.com/parcours-go/parcours/kpi/internal/calendar"
)

const (
	minNano = math.MinInt64
	maxNano = math.MaxInt64
)

// A ruler gives instants their places on a line on which every [Rolling]
// window has the same length: nanoseconds, full hours or days of the calendar.
type ruler struct {
	round  Rounding
	window uint64 // the length of one
	days   *calendar.Calendar
}

// newRuler returns the ruler for the instants from up to to.
func newRuler(q question, from, to int64) ruler {
	r := ruler{round: q.Round, window: q.window()}
	if r.round == ToDay {
		r.days = calendar.New(calendar.In(q.Location, calendar.Day, 0), from, to)
	}
	return r
}

// place returns the place of an instant. One out of the range of the ruler
// takes longer.
func (r *ruler) place(nano int64) int64 {
	switch r.round {
	case ToHour:
		return calendar.FloorDiv(nano, int64(time.Hour))
	case ToDay:
		if !r.days.Holds(nano) {
			return int64(r.days.Number(nano))
		}
		return int64(r.days.First + r.days.Find(nano))
	}
	return nano
}

// distance returns how many windows lie between two places, from before to.
func (r *ruler) distance(from, to int64) int {
	return int((uint64(to) - uint64(from)) / r.window)
}

// moment returns a time with the number of its period and its place.
func (c *counting) moment(q question, nano int64) moment {
	if c.calendar == nil || !c.calendar.Holds(nano) {
		r := newRuler(q, nano, nano)
		return moment{nano, q.zone().Number(nano), r.place(nano), true}
	}
	return moment{nano, c.calendar.First + c.calendar.Find(nano), c.ruler.place(nano), true}
}
