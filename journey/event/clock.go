package event

import (
	"bytes"
	"encoding/binary"
	"math"
	"time"
)

// Layouts of times that are numbers: how much time has passed since 1970 in
// UTC, such as 1717243200 or 1717243200.25.
const (
	UnixSeconds = "unix seconds"
	UnixMilli   = "unix milliseconds"
	UnixMicro   = "unix microseconds"
)

// A clock reads times of one layout. It remembers the last day and the last
// zone that it met, since most files go from one day to the next.
type clock struct {
	layout  string
	places  int // decimal places of a nanosecond in the unit of a Unix time; 0 for other layouts
	pattern pattern
	loc     *time.Location // nil means UTC

	day  [10]byte // the last date read
	secs int64    // when it began, in seconds since 1970 as if in UTC
	near bool     // and all of it fits in nanoseconds

	// Local seconds in [from, to) are offset seconds ahead of UTC.
	from, to, offset int64
}

func newClock(layout string, loc *time.Location) clock {
	c := clock{layout: layout, loc: loc}
	if loc == time.UTC {
		c.loc = nil
	}
	switch layout {
	case "":
	case UnixSeconds:
		c.places = 9
	case UnixMilli:
		c.places = 6
	case UnixMicro:
		c.places = 3
	default:
		c.pattern = patternOf(layout)
	}
	return c
}

// nano returns the time that b is, in nanoseconds since 1970 in UTC.
func (c *clock) nano(b []byte) (nano int64, ok bool) {
	if nano, ok = c.sameDay(b); ok {
		return nano, true
	}
	nano, ok = c.read(b)
	if !ok {
		if trimmed := bytes.TrimSpace(b); len(trimmed) < len(b) {
			return c.read(trimmed)
		}
	}
	return nano, ok
}

// sameDay reads what most files have most of: 2006-01-02T15:04:05Z or
// 2006-01-02T15:04:05.000Z, on the day that was read last.
func (c *clock) sameDay(b []byte) (nano int64, ok bool) {
	long := len(b) == len("2006-01-02T15:04:05.000Z")
	if !long && len(b) != len("2006-01-02T15:04:05Z") {
		return 0, false
	}
	if [10]byte(b) != c.day || b[10] != 'T' || b[len(b)-1] != 'Z' || c.layout != "" {
		return 0, false
	}
	sec, ok := timeOfDay(binary.LittleEndian.Uint64(b[11:]))
	if !ok || !long {
		return (c.secs + sec) * 1e9, ok && c.near
	}
	x, y, z := b[20]-'0', b[21]-'0', b[22]-'0'
	milli := int64(x)*100 + int64(y)*10 + int64(z)
	return (c.secs+sec)*1e9 + milli*1e6, c.near && b[19] == '.' && x <= 9 && y <= 9 && z <= 9
}

func (c *clock) read(b []byte) (nano int64, ok bool) {
	switch {
	case c.layout == "":
		return c.rfc3339(b)
	case c.places > 0:
		return unix(b, c.places)
	}
	if sec, frac, ok := c.pattern.read(b); ok {
		return join(c.universal(sec), frac)
	}
	return c.slow(b)
}

// slow reads a time in a layout of package time.
func (c *clock) slow(b []byte) (nano int64, ok bool) {
	loc := c.loc
	if loc == nil {
		loc = time.UTC
	}
	t, err := time.ParseInLocation(c.layout, string(b), loc)
	if err != nil {
		return 0, false
	}
	nano = t.UnixNano()
	return nano, time.Unix(0, nano).Equal(t)
}

// rfc3339 reads a time as RFC 3339 writes it, but for the zone, which may be
// missing, and the T, which may be a space. A date alone is its first moment.
func (c *clock) rfc3339(b []byte) (nano int64, ok bool) {
	if len(b) == len("2006-01-02") {
		sec, ok := c.date(b)
		if !ok {
			return 0, false
		}
		return join(c.universal(sec), 0)
	}
	if len(b) < len("2006-01-02T15:04:05") || b[10]|0x20 != 't' && b[10] != ' ' {
		return 0, false
	}
	sec, ok := c.date(b[:10])
	if !ok {
		return 0, false
	}
	ofDay, ok := timeOfDay(binary.LittleEndian.Uint64(b[11:]))
	if !ok {
		return 0, false
	}
	sec += ofDay
	frac, rest, ok := fraction(b[19:])
	if !ok {
		return 0, false
	}
	if len(rest) == 0 {
		return join(c.universal(sec), frac)
	}
	offset, ok := zone(rest)
	if !ok {
		return 0, false
	}
	return join(sec-offset, frac)
}

// date returns when the date 2006-01-02 began, in seconds.
func (c *clock) date(b []byte) (sec int64, ok bool) {
	if [10]byte(b) == c.day && c.day[0] != 0 { // which is no day yet
		return c.secs, true
	}
	y, ok1 := digits(b[:4])
	m, ok2 := digits(b[5:7])
	d, ok3 := digits(b[8:10])
	if !ok1 || !ok2 || !ok3 || b[4] != '-' || b[7] != '-' {
		return 0, false
	}
	sec, ok = midnight(y, m, d)
	if ok {
		c.day, c.secs = [10]byte(b), sec
		_, first := join(sec, 0)
		_, last := join(sec+86400, 0)
		c.near = first && last
	}
	return sec, ok
}

// timeOfDay returns the seconds of 15:04:05, whose bytes w holds, the first of
// them lowest.
func timeOfDay(w uint64) (sec int64, ok bool) {
	const zeros, over = 0x30303a30303a3030, 0x76767f76767f7676
	x := w ^ zeros // digits become 0 to 9, colons 0
	if (x|(x+over))&0x8080808080808080 != 0 {
		return 0, false
	}
	h := int64(x&15*10 + x>>8&15)
	m := int64(x>>24&15*10 + x>>32&15)
	s := int64(x>>48&15*10 + x>>56&15)
	return h*3600 + m*60 + s, h < 24 && m < 60 && s < 60
}

// fraction reads the fraction of a second that b may begin with, in
// nanoseconds; digits after the ninth do not count.
func fraction(b []byte) (nano int64, rest []byte, ok bool) {
	if len(b) == 0 || b[0] != '.' && b[0] != ',' {
		return 0, b, true
	}
	i := 1
	for ; i < len(b) && b[i]-'0' <= 9; i++ {
		if i <= 9 {
			nano = nano*10 + int64(b[i]-'0')
		}
	}
	return nano * nanosPer[min(i-1, 9)], b[i:], i > 1
}

// nanosPer are the nanoseconds of the last digit of a fraction of so many
// digits.
var nanosPer = [10]int64{1e9, 1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 1e2, 1e1, 1e0}

// zone reads Z or ±15:04 and returns how many seconds it is ahead of UTC.
func zone(b []byte) (offset int64, ok bool) {
	if len(b) == 1 {
		return 0, b[0]|0x20 == 'z'
	}
	if len(b) != len("+15:04") || b[3] != ':' || b[0] != '+' && b[0] != '-' {
		return 0, false
	}
	h, ok1 := digits(b[1:3])
	m, ok2 := digits(b[4:6])
	offset = h*3600 + m*60
	if b[0] == '-' {
		offset = -offset
	}
	return offset, ok1 && ok2 && h < 24 && m < 60
}

// digits returns the number that the digits b are.
func digits(b []byte) (n int64, ok bool) {
	for _, c := range b {
		if c-'0' > 9 {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	return n, true
}

// midnight returns when a day began, in seconds since 1970, and whether there
// is such a day. The count of days is that of a year that begins in March, so
// that the leap day is the last; 719,468 of them lie between 0000-03-01 and
// 1970-01-01.
func midnight(y, m, d int64) (sec int64, ok bool) {
	if m < 1 || m > 12 || d < 1 || d > 31 || d > daysIn(y, m) {
		return 0, false
	}
	if m < 3 {
		y, m = y-1, m+12
	}
	days := 365*y + floor(y, 4) - floor(y, 100) + floor(y, 400) + (153*(m-3)+2)/5 + d - 1
	return (days - 719468) * 86400, true
}

func daysIn(y, m int64) int64 {
	switch {
	case m == 4 || m == 6 || m == 9 || m == 11:
		return 30
	case m != 2:
		return 31
	case y%4 == 0 && (y%100 != 0 || y%400 == 0):
		return 29
	}
	return 28
}

// floor returns a/b, rounded down also where a is -1.
func floor(a, b int64) int64 {
	if a < 0 {
		return -1
	}
	return a / b
}

// universal returns the seconds in UTC of seconds in the clock's location.
func (c *clock) universal(sec int64) int64 {
	if c.loc == nil {
		return sec
	}
	if sec < c.from || sec >= c.to {
		return c.find(sec)
	}
	return sec - c.offset
}

// find is universal for seconds in a zone other than the last. It remembers
// the zone, but for a day at either end, where clocks are put forward or back
// and a local time may be none or two.
func (c *clock) find(sec int64) int64 {
	const day = 86400
	t := time.Date(1970, 1, 1+int(sec/day), 0, 0, int(sec%day), 0, c.loc)
	_, offset := t.Zone()
	c.from, c.to, c.offset = math.MinInt64, math.MaxInt64, int64(offset)
	start, end := t.ZoneBounds()
	if !start.IsZero() {
		c.from = start.Unix() + c.offset + day
	}
	if !end.IsZero() {
		c.to = end.Unix() + c.offset - day
	}
	return t.Unix()
}

// join returns seconds and nanoseconds as nanoseconds, and whether they fit.
func join(sec, nano int64) (int64, bool) {
	const most = math.MaxInt64/1_000_000_000 - 1
	if -most <= sec && sec <= most {
		return sec*1_000_000_000 + nano, true
	}
	t := time.Unix(sec, nano)
	nano = t.UnixNano()
	return nano, time.Unix(0, nano).Equal(t)
}

// unix reads a number of units of 10^places nanoseconds since 1970.
func unix(b []byte, places int) (nano int64, ok bool) {
	d, rest, ok := decimal(b)
	if !ok || len(rest) > 0 || d.digits > 19 {
		return 0, false
	}
	n := d.mantissa
	for ; d.places > places; d.places-- {
		n /= 10
	}
	for ; d.places < places; d.places++ {
		if n > math.MaxInt64/10 {
			return 0, false
		}
		n *= 10
	}
	if d.negative {
		return -int64(n), n <= math.MaxInt64
	}
	return int64(n), n <= math.MaxInt64
}
