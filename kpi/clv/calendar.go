package clv

import (
	"fmt"
	"slices"
	"time"

	"github.com/parcours-go/parcours/kpi/internal/calendar"
	"github.com/parcours-go/parcours/persona/field"
)

// A Calendar says how times of purchases become the numbers of a [History].
// Nothing of it is implied: each field must be set. The same purchases at 23:30
// and 00:30 of UTC are those of two days there and of one in Paris, and a model
// in weeks has other parameters than one in days.
type Calendar struct {
	// Location is whose clock and calendar it is.
	Location *time.Location

	// Occasion is within what several purchases count as one: [Instant], [Hour],
	// [Day], [Week] or [Month]. Times are counted between the beginnings of
	// occasions: those between days are whole days, whatever the clock showed
	// and wherever it was set.
	Occasion Period

	// Unit is the unit of the times: [Hour], [Day], [Week], [Month] or [Year].
	// Nothing is rounded: ten days are 10/7 weeks.
	Unit Period
}

// A Period is a stretch of time.
type Period string

// The periods. As a unit a day has 24 hours, a year 365.2425 days, the mean of
// the Gregorian calendar, and a month the twelfth part of a year; but where the
// occasion is a month, months are counted, and 12 of them are a year.
const (
	Instant Period = "instant" // purchases at one moment
	Hour    Period = "hour"    // of the clock
	Day     Period = "day"     // from midnight to midnight
	Week    Period = "week"    // from Monday to Sunday
	Month   Period = "month"   // of the calendar
	Year    Period = "year"
)

func (c Calendar) check() error {
	if c.Location == nil {
		return mistake("calendar.location", field.ErrMissing, "want the time zone of the purchases, such as time.UTC")
	}
	for _, f := range []struct {
		path  string
		value Period
		words []Period
	}{
		{"calendar.occasion", c.Occasion, []Period{Instant, Hour, Day, Week, Month}},
		{"calendar.unit", c.Unit, []Period{Hour, Day, Week, Month, Year}},
	} {
		switch {
		case f.value == "":
			return mistake(f.path, field.ErrMissing, "want one of %q", f.words)
		case !slices.Contains(f.words, f.value):
			return mistake(f.path, field.ErrUnknown, "want one of %q", f.words)
		}
	}
	return nil
}

func mistake(path string, sort error, format string, args ...any) error {
	return &field.Error{Path: path, Err: fmt.Errorf("%w: %s", sort, fmt.Sprintf(format, args...))}
}

// A ruler says where occasions begin, as places: nanoseconds, days or months.
type ruler struct {
	Calendar
	zone calendar.Zone
	span *calendar.Calendar // of a log, for its days and longer; nil without
}

// newRuler returns the ruler of the instants from up to to. It has all others
// too, but is slower there.
func newRuler(c Calendar, from, to int64) ruler {
	r := ruler{Calendar: c}
	unit, civil := map[Period]calendar.Unit{Day: calendar.Day, Week: calendar.Week, Month: calendar.Month}[c.Occasion]
	if civil {
		r.zone = calendar.In(c.Location, unit, 0)
		if from <= to {
			r.span = calendar.New(r.zone, from, to)
		}
	}
	return r
}

// place returns where the occasion of an instant begins.
func (r ruler) place(nano int64) int64 {
	switch r.Occasion {
	case Instant:
		return nano
	case Hour:
		return r.hour(nano)
	}
	var number int
	if r.span != nil && r.span.Holds(nano) {
		number = r.span.First + r.span.Find(nano)
	} else {
		number = r.zone.Number(nano)
	}
	if r.months() {
		return int64(number)
	}
	return int64(r.zone.FirstDay(number))
}

// hour returns when the hour of the clock begins: it is one hour of two where
// the clock is set back.
func (r ruler) hour(nano int64) int64 {
	_, offset := time.Unix(0, nano).In(r.Location).Zone()
	shift := int64(offset) * int64(time.Second)
	return calendar.FloorDiv(nano+shift, int64(time.Hour))*int64(time.Hour) - shift
}

// months reports whether places are months.
func (c Calendar) months() bool {
	return c.Occasion == Month && (c.Unit == Month || c.Unit == Year)
}

// clock reports whether places are nanoseconds.
func (c Calendar) clock() bool { return c.Occasion == Instant || c.Occasion == Hour }

// between returns the time from one place to a later one, in units, and 0 where
// it is none.
func (c Calendar) between(from, to int64) float64 {
	distance := float64(uint64(to) - uint64(from)) // a signed one overflows after 292 years
	switch {
	case to <= from:
		return 0
	case c.months() && c.Unit == Month:
		return distance
	case c.months():
		return distance / 12
	case c.clock():
		return distance / (c.days() * float64(24*time.Hour))
	}
	return distance / c.days()
}

// days returns the length of the unit.
func (c Calendar) days() float64 {
	const year = 365.2425
	switch c.Unit {
	case Hour:
		return 1.0 / 24
	case Week:
		return 7
	case Month:
		return year / 12
	case Year:
		return year
	}
	return 1
}

// mark returns the key under which repeat purchases of a place are counted:
// the place, or the hour of an instant.
func (r ruler) mark(place int64) int64 {
	if r.Occasion == Instant {
		return r.hour(place)
	}
	return place
}
