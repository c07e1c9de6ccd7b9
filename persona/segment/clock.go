package segment

import "time"

// A clock says on which day of a zone an instant is. It keeps the time between
// two changes of the clocks in which the last instant was.
type clock struct {
	loc      *time.Location
	from, to int64 // Unix seconds
	offset   int64
}

const secondsPerDay = 24 * 60 * 60

// day returns the number of the day of a Unix second, from that of 1 January
// 1970.
func (c *clock) day(second int64) int {
	if c.loc != time.UTC && (second < c.from || second >= c.to) {
		c.lookUp(second)
	}
	shown := second + c.offset
	day := shown / secondsPerDay
	if shown%secondsPerDay < 0 {
		day--
	}
	return int(day)
}

func (c *clock) lookUp(second int64) {
	t := time.Unix(second, 0).In(c.loc)
	_, offset := t.Zone()
	from, to := t.ZoneBounds()
	c.offset, c.from, c.to = int64(offset), -mostSeconds, mostSeconds
	if !from.IsZero() {
		c.from = from.Unix()
	}
	if !to.IsZero() {
		c.to = to.Unix()
	}
}
