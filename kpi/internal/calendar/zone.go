// Package calendar numbers the days, weeks, months and quarters of a time zone,
// and says when they begin, whatever its clocks do.
package calendar

import (
	"math"
	"time"
)

// A Unit is a length of the periods of a calendar.
type Unit int

// The units.
const (
	Day Unit = iota
	Week
	Month
	Quarter
)

// A Zone numbers the periods of a calendar: days and weeks from that of 1
// January 1970, months and quarters from January 1970.
type Zone struct {
	unit  Unit
	shift int // days from Monday to the day with which weeks begin
	loc   *time.Location
}

// In returns the zone of a place. Weeks begin so many days after Monday.
func In(loc *time.Location, unit Unit, afterMonday int) Zone { return Zone{unit, afterMonday, loc} }

// Number returns the number of the period of an instant.
func (z Zone) Number(nano int64) int { return z.OfDay(z.day(nano)) }

// Start returns the first instant of a period. Outside the range of Unix
// nanoseconds it is the end of that range.
func (z Zone) Start(number int) int64 { return z.Midnight(z.FirstDay(number)) }

const secondsPerDay = 24 * 60 * 60

// thursday is how many days after a Monday the first day of 1970 was.
const thursday = 3

// OfDay returns the number of the period of a day.
func (z Zone) OfDay(day int) int {
	switch z.unit {
	case Week:
		return floorDiv(day+thursday-z.shift, 7)
	case Month:
		return months(day)
	case Quarter:
		return floorDiv(months(day), 3)
	}
	return day
}

// FirstDay returns the number of the first day of a period.
func (z Zone) FirstDay(number int) int {
	switch z.unit {
	case Week:
		return number*7 - thursday + z.shift
	case Month:
		return ofMonth(number)
	case Quarter:
		return ofMonth(3 * number)
	}
	return number
}

// months returns the number of the month of a day.
func months(day int) int {
	y, m, _ := civil(day).Date()
	return (y-1970)*12 + int(m) - 1
}

// ofMonth returns the number of the first day of a month.
func ofMonth(number int) int {
	return int(time.Date(1970, time.Month(1+number), 1, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay)
}

// Date returns the date with which a period begins, as "2006-01-02".
func (z Zone) Date(number int) string { return civil(z.FirstDay(number)).Format(time.DateOnly) }

// civil returns midnight of a day in UTC.
func civil(day int) time.Time { return time.Unix(int64(day)*secondsPerDay, 0).UTC() }

// day returns the number of the day of an instant.
func (z Zone) day(nano int64) int {
	second := FloorDiv(nano, int64(time.Second))
	_, offset := time.Unix(second, 0).In(z.loc).Zone()
	day := int(FloorDiv(second+int64(offset), secondsPerDay))
	if next := z.Midnight(day + 1); z.loc != time.UTC && next <= nano && next < math.MaxInt64 {
		day++ // the clock was set back over midnight
	}
	return day
}

// Midnight returns the first instant at which the clocks of the zone show a
// day, or a later one: a day begins at 1 o'clock where clocks are set forward
// at midnight, and only once where they are set back over it.
func (z Zone) Midnight(day int) int64 { return new(spell).midnight(z.loc, day) }

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

func floorDiv(a, b int) int { return int(FloorDiv(int64(a), int64(b))) }

// FloorDiv returns a / b rounded down, for b > 0.
func FloorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
