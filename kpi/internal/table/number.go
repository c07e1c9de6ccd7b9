package table

import (
	"math"
	"strconv"
)

var nan = math.NaN()

// exact are the powers of ten that, with a whole number of 15 digits, make a
// quotient that is the nearest float64.
var exact = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// number reads a finite decimal number.
func number(cell []byte) (float64, bool) {
	if len(cell) == 0 {
		return 0, false
	}
	digits, point, whole := 0, -1, uint64(0)
	for i, c := range cell {
		switch {
		case c-'0' <= 9:
			whole = whole*10 + uint64(c-'0')
			digits++
		case c == '.' && point < 0:
			point = i
		default:
			return slow(cell)
		}
	}
	if digits == 0 || digits > 15 {
		return slow(cell)
	}
	if point < 0 {
		return float64(whole), true
	}
	return float64(whole) / exact[len(cell)-1-point], true
}

// slow is number for signs, exponents and many digits.
func slow(cell []byte) (float64, bool) {
	for _, c := range cell {
		switch c {
		case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '-', '.', 'e', 'E':
		default:
			return 0, false // no words, no hexadecimal digits
		}
	}
	v, err := strconv.ParseFloat(string(cell), 64)
	return v, err == nil
}
