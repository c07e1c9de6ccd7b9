package event

import "strconv"

// number reads a decimal number, such as -12, 12.5, .5 or 1e-3, and reports
// whether it is one and finite. It takes no thousands separators, no
// hexadecimal digits and no words.
func number(b []byte) (float64, bool) {
	d, rest, ok := decimal(b)
	if !ok || len(rest) > 0 || d.digits > 18 || d.mantissa > 1<<53 {
		return slowNumber(b)
	}
	// Both are exact, so that the quotient is the nearest float64.
	v := float64(d.mantissa) / powersOf10[d.places]
	if d.negative {
		v = -v
	}
	return v, true
}

// A scaled is the number mantissa × 10^-places.
type scaled struct {
	negative bool
	mantissa uint64 // wrong for more than 19 digits
	digits   int
	places   int
}

// decimal reads the number without an exponent that b begins with.
func decimal(b []byte) (d scaled, rest []byte, ok bool) {
	i := 0
	if len(b) > 0 && (b[0] == '-' || b[0] == '+') {
		d.negative = b[0] == '-'
		i++
	}
	start := i
	for ; i < len(b) && b[i]-'0' <= 9; i++ {
		d.mantissa = d.mantissa*10 + uint64(b[i]-'0')
	}
	d.digits = i - start
	if i < len(b) && b[i] == '.' {
		i++
		start = i
		for ; i < len(b) && b[i]-'0' <= 9; i++ {
			d.mantissa = d.mantissa*10 + uint64(b[i]-'0')
		}
		d.places = i - start
		d.digits += d.places
	}
	return d, b[i:], d.digits > 0
}

// powersOf10 are those that a float64 holds exactly and that 18 digits need.
var powersOf10 = [...]float64{
	1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9,
	1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
}

// slowNumber is number for what has many digits or an exponent, or is none.
func slowNumber(b []byte) (float64, bool) {
	_, rest, ok := decimal(b)
	if !ok || !exponent(rest) {
		return 0, false
	}
	v, err := strconv.ParseFloat(string(b), 64)
	return v, err == nil
}

// exponent reports whether b is nothing or an exponent.
func exponent(b []byte) bool {
	if len(b) == 0 {
		return true
	}
	if b[0] != 'e' && b[0] != 'E' {
		return false
	}
	b = b[1:]
	if len(b) > 0 && (b[0] == '-' || b[0] == '+') {
		b = b[1:]
	}
	for _, c := range b {
		if c-'0' > 9 {
			return false
		}
	}
	return len(b) > 0
}
