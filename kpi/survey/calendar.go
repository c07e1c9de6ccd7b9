package survey

import "time"

const secondsPerDay = 24 * 60 * 60

// thursday is how many days after a Monday the first day of 1970 was.
const thursday = 3

func (p Period) known() bool { return p == Day || p == Week || p == Month || p == Quarter }

// number returns the number of the period of an instant: those that follow one
// another have numbers that do.
func (p Period) number(nano int64, zone *time.Location) int {
	year, month, day := time.Unix(0, nano).In(zone).Date()
	switch p {
	case Month:
		return year*12 + int(month) - 1
	case Quarter:
		return year*4 + (int(month)-1)/3
	}
	days := int(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay)
	if p == Week {
		return floorDiv(days+thursday, 7)
	}
	return days
}

// from returns the first date of a period, as "2006-01-02".
func (p Period) from(number int) string {
	first := time.Unix(int64(number)*secondsPerDay, 0)
	switch p {
	case Month:
		first = time.Date(0, time.Month(1+number), 1, 0, 0, 0, 0, time.UTC)
	case Quarter:
		first = time.Date(0, time.Month(1+3*number), 1, 0, 0, 0, 0, time.UTC)
	case Week:
		first = time.Unix(int64(number*7-thursday)*secondsPerDay, 0)
	}
	return first.UTC().Format(time.DateOnly)
}

// floorDiv returns a / b rounded down, for b > 0.
func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// farthest bounds the numbers of periods: those of the years 1678 to 2262 are
// nearer to 0.
const farthest = 1 << 20
