package event

import "bytes"

// moment returns the time that a text or a number is, in nanoseconds since 1970
// in UTC. Of a zone it also takes what warehouses and older libraries write:
// " UTC", +0100 and +01.
func (c *clock) moment(b []byte) (nano int64, ok bool) {
	if nano, ok = c.nano(b); ok || c.layout != "" {
		return nano, ok
	}
	b = bytes.TrimSpace(b)
	if nano, ok = unixBySize(b); ok {
		return nano, true
	}
	var usual [64]byte
	if b, ok = usualZone(usual[:0], b); !ok {
		return 0, false
	}
	return c.nano(b)
}

// usualZone appends a time to dst with its zone as RFC 3339 has it, and reports
// whether that differs.
func usualZone(dst, b []byte) (usual []byte, ok bool) {
	n := len(b)
	if n <= len("2006-01-02T15:04:05") || n > 40 {
		return nil, false
	}
	isSign := func(c byte) bool { return c == '+' || c == '-' }
	switch {
	case string(b[n-4:]) == " UTC":
		return append(append(dst, b[:n-4]...), 'Z'), true
	case isSign(b[n-5]):
		return append(append(append(dst, b[:n-2]...), ':'), b[n-2:]...), true
	case isSign(b[n-3]):
		return append(append(dst, b...), ":00"...), true
	}
	return nil, false
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
