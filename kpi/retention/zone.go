package retention

import (
	"math"
	"time"
)

// A zone numbers the periods of a calendar: days and weeks from that of 1
// January 1970, months from January 1970.
type zone struct {
	period Period
	shift  int // days from Monday to the day with which weeks begin
	loc    *time.Location
}

func newZone(period Period, start Weekday, loc *time.Location) zone {
	z := zone{period: period, loc: loc}
	for i, day := range weekdays {
		if day == start {
			z.shift = i
		}
	}
	return z
}

// number returns the number of the period of an instant.
func (z zone) number(nano int64) int { return z.ofDay(z.day(nano)) }

// start returns the first instant of a period. Outside the range of Unix
// nanoseconds it is the end of that range.
func (z zone) start(number int) int64 { return z.midnight(z.firstDay(number)) }

const secondsPerDay = 24 * 60 * 60

// thursday is how many days after a Monday the first day of 1970 was.
const thursday = 3

// ofDay returns the number of the period of a day.
func (z zone) ofDay(day int) int {
	switch z.period {
	case Week:
		return floorDiv(day+thursday-z.shift, 7)
	case Month:
		y, m, _ := civil(day).Date()
		return (y-1970)*12 + int(m) - 1
	}
	return day
}

// firstDay returns the number of the first day of a period.
func (z zone) firstDay(number int) int {
	switch z.period {
	case Week:
		return number*7 - thursday + z.shift
	case Month:
		return int(time.Date(1970, time.Month(1+number), 1, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay)
	}
	return number
}

// date returns the date with which a period begins, as "2006-01-02".
func (z zone) date(number int) string { return civil(z.firstDay(number)).Format(time.DateOnly) }

// civil returns midnight of a day in UTC.
func civil(day int) time.Time { return time.Unix(int64(day)*secondsPerDay, 0).UTC() }

// day returns the number of the day of an instant.
func (z zone) day(nano int64) int {
	second := floorDiv64(nano, int64(time.Second))
	_, offset := time.Unix(second, 0).In(z.loc).Zone()
	day := int(floorDiv64(second+int64(offset), secondsPerDay))
	if next := z.midnight(day + 1); z.loc != time.UTC && next <= nano && next < math.MaxInt64 {
		day++ // the clock was set back over midnight
	}
	return day
}

// midnight returns the first instant at which the clocks of the zone show a
// day, or a later one: a day begins at 1 o'clock where clocks are set forward
// at midnight, and only once where they are set back over it.
func (z zone) midnight(day int) int64 { return new(spell).midnight(z.loc, day) }

// A spell is a time, in Unix seconds, in which the clocks of a zone are not
// set. The zero spell is to be looked up.
type spell struct {
	from, to int64
	offset   int64 // of the clocks, from UTC
}

const (
	// No clock that is ever set is further off from UTC.
	farthest = 26 * 60 * 60

	always = math.MaxInt64 / 2 // beyond all Unix seconds that are nanoseconds too
)

// midnight is that of a zone. It looks nothing up where the day is well within
// the spell, and leaves the spell of the day.
func (s *spell) midnight(loc *time.Location, day int) int64 {
	shown := int64(day) * secondsPerDay
	if loc == time.UTC {
		return nanoseconds(shown)
	}
	if shown-farthest < s.from || shown+farthest >= s.to {
		s.lookUp(loc, shown-farthest)
	}
	for max(shown-s.offset, s.from) >= s.to {
		s.lookUp(loc, s.to)
	}
	return nanoseconds(max(shown-s.offset, s.from))
}

// lookUp finds the spell of an instant.
func (s *spell) lookUp(loc *time.Location, second int64) {
	t := time.Unix(second, 0).In(loc)
	_, offset := t.Zone()
	s.offset, s.from, s.to = int64(offset), -always, always
	from, to := t.ZoneBounds()
	if !from.IsZero() {
		s.from = from.Unix()
	}
	if !to.IsZero() {
		s.to = to.Unix()
	}
	if s.to <= second {
		// That is what package time says of the last day of a leap year after
		// 2037.
		s.to = second + secondsPerDay
	}
}

// nanoseconds returns Unix seconds in nanoseconds, as far as these reach.
func nanoseconds(seconds int64) int64 {
	const most = math.MaxInt64 / int64(time.Second)
	switch {
	case seconds > most:
		return math.MaxInt64
	case seconds < -most:
		return math.MinInt64
	}
	return seconds * int64(time.Second)
}

func floorDiv(a, b int) int { return int(floorDiv64(int64(a), int64(b))) }

// floorDiv64 returns a / b rounded down, for b > 0.
func floorDiv64(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
