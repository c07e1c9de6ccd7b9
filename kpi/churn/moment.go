package churn

import (
	"math"
	"sort"
	"time"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/calendar"
)

// A moment is the end of an observation, with the number of its period and of
// the period that it was in a silence ago.
type moment struct {
	Nano   int64 `json:"nano"`
	Number int   `json:"number"`
	Before int   `json:"before"`
}

// never is the moment of no event at all.
var never = moment{Nano: math.MinInt64}

func (m moment) known() bool { return m != never }

// later returns the later of two moments; never is before all others.
func (m moment) later(other moment) moment {
	if other.known() && (!m.known() || other.Nano > m.Nano) {
		return other
	}
	return m
}

// observe returns the times up to the end of the observation, which moves with
// the last of them where it was not given.
func (w *when) observe(nanos []int64, c *clock, end *moment) []int64 {
	nanos = until(nanos, w.At)
	if n := len(nanos); n > 0 && !w.fixed() && (!end.known() || nanos[n-1] > end.Nano) {
		*end = c.moment(nanos[n-1])
	}
	return nanos
}

// until returns the times up to an end.
func until(nanos []int64, at int64) []int64 {
	if n := len(nanos); n > 0 && nanos[n-1] > at {
		return nanos[:sort.Search(n, func(i int) bool { return nanos[i] > at })]
	}
	return nanos
}

// A clock numbers the periods of a log, and of a silence after it.
type clock struct {
	zone    calendar.Zone
	all     *calendar.Calendar // nil where the log is empty
	silence time.Duration
}

func newClock(log *event.Log, zone calendar.Zone, silence time.Duration) clock {
	c := clock{zone: zone, silence: silence}
	if log.Len() > 0 {
		from, to := log.Span()
		c.all = calendar.New(zone, from.UnixNano(), after(to.UnixNano(), silence))
	}
	return c
}

// number returns the number of the period of an instant.
func (c *clock) number(nano int64) int {
	if c.all == nil || !c.all.Holds(nano) {
		return c.zone.Number(nano)
	}
	return c.all.First + c.all.Find(nano)
}

func (c *clock) moment(nano int64) moment {
	return moment{nano, c.number(nano), c.number(after(nano, -c.silence))}
}

// after returns the time that is d after another, or the end of all times.
func after(nano int64, d time.Duration) int64 {
	switch sum := nano + int64(d); {
	case d > 0 && sum < nano:
		return math.MaxInt64
	case d < 0 && sum > nano:
		return math.MinInt64
	default:
		return sum
	}
}

// plausible reports whether a period may have that number: more days than this
// there are not between the years 1677 and 2262.
func plausible(number int) bool { return number > -110_000 && number < 110_000 }

// most bounds what a count that was saved may be, so that no sum of many is too
// large.
const most = 1 << 40

// excessive reports whether a count is further from 0 than that.
func excessive(counts ...int) bool {
	for _, n := range counts {
		if int64(n) > most || int64(n) < -most {
			return true
		}
	}
	return false
}

// sound reports whether a moment may be the end of an observation. In no zone
// are clocks off by more than a little over a day.
func (m moment) sound(w when) bool {
	if !m.known() {
		return true
	}
	number := calendar.In(time.UTC, w.Period.unit(), 0).Number(m.Nano)
	return m.Nano <= w.At && m.Number >= number-2 && m.Number <= number+2 && plausible(m.Before) && m.Before <= m.Number
}
