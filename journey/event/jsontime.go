package event

import "bytes"

// moment returns the time that a text or a number is, in nanoseconds since 1970
// in UTC.
func (c *clock) moment(b []byte) (nano int64, ok bool) {
	if c.layout != "" {
		return c.nano(b)
	}
	if nano, ok = c.nano(b); ok {
		return nano, true
	}
	return unixBySize(bytes.TrimSpace(b))
}

// unixBySize reads a number of seconds, milliseconds, microseconds or
// nanoseconds since 1970: which, its size tells. From 1973 to 5138 the four do
// not overlap.
func unixBySize(b []byte) (nano int64, ok bool) {
	d, rest, ok := decimal(b)
	if !ok || len(rest) > 0 || d.digits > 19 {
		return 0, false
	}
	whole := d.mantissa
	for range d.places {
		whole /= 10
	}
	switch {
	case whole < 1e11:
		return unix(b, 9)
	case whole < 1e14:
		return unix(b, 6)
	case whole < 1e17:
		return unix(b, 3)
	}
	return unix(b, 0)
}
