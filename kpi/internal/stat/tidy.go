package stat

import (
	"math"
	"strconv"
)

// Tidy rounds to 12 significant digits, so that a last bit that another
// processor computes otherwise reaches no output.
func Tidy(x float64) float64 {
	a := math.Abs(x)
	if !(a >= 1e-11 && a < 1e12) {
		return tidyText(x)
	}
	// 10^scale brings a to 12 digits before the point. A power of two is at most
	// one power of ten from what 1233/4096, a little less than log 2, makes of it.
	scale := 11 - (int(math.Float64bits(a)>>52)-1023)*1233>>12
	if a >= tens[23-scale] {
		scale--
	}
	scaled := float64(a * tens[11+scale])
	digits := math.Floor(scaled)
	rest := scaled - digits
	if math.Abs(rest-0.5) < 1e-3 {
		return tidyText(x) // too near the middle for a product that was rounded
	}
	if rest > 0.5 {
		digits++
	}
	// Both are whole and exact, so that the quotient is the float64 nearest to
	// the decimal.
	return math.Copysign(digits/tens[11+scale], x)
}

// tidyText is Tidy of any number, by way of its digits.
func tidyText(x float64) float64 {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'e', 11, 64), 64)
	return rounded
}

// tens are the powers of ten from 10^-11 on.
var tens = [...]float64{
	1e-11, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1,
	1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12,
	1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22, 1e23,
}
