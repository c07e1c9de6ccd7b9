package journey

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// A Lang is a BCP 47 language tag. The zero Lang is English. The module writes
// its own labels and numbers in French where the language is French in any
// region ("fr", "fr-CA"), and in English everywhere else.
type Lang string

// The languages in which the module writes its own labels.
const (
	English Lang = "en"
	French  Lang = "fr"
)

// French reports whether l is French of any region.
func (l Lang) French() bool {
	tag := strings.ToLower(string(l))
	return tag == "fr" || strings.HasPrefix(tag, "fr-")
}

const (
	noBreak     = "\u00a0" // between a number and its unit
	thinNoBreak = "\u202f" // between groups of digits in French, and before %
	minus       = "−"
	unknown     = "–" // for what is no number
)

// Number writes v with that many decimals: "1,234.5", "1 234,5". What is not
// finite is a dash.
func (l Lang) Number(v float64, decimals int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return unknown
	}
	digits := strconv.FormatFloat(math.Abs(v), 'f', max(decimals, 0), 64)
	whole, fraction, _ := strings.Cut(digits, ".")
	group, point := ",", "."
	if l.French() {
		group, point = thinNoBreak, ","
	}
	s := grouped(whole, group)
	if fraction != "" {
		s += point + fraction
	}
	if v < 0 && strings.Trim(digits, "0.") != "" {
		s = minus + s
	}
	return s
}

// grouped puts sep between groups of three digits, from the right.
func grouped(digits, sep string) string {
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(sep)
		}
		b.WriteRune(d)
	}
	return b.String()
}

// Signed writes v with that many decimals and its sign, zero without one:
// "+12", "−3".
func (l Lang) Signed(v float64, decimals int) string {
	s := l.Number(v, decimals)
	if v > 0 && s != unknown && strings.Trim(s, "0.,") != "" {
		return "+" + s
	}
	return s
}

// Percent writes a ratio in per cent with that many decimals: "37.5%",
// "37,5 %".
func (l Lang) Percent(ratio float64, decimals int) string {
	if l.French() {
		return l.Number(ratio*100, decimals) + thinNoBreak + "%"
	}
	return l.Number(ratio*100, decimals) + "%"
}

// Share writes a part of a whole in per cent with that many decimals. What is
// more than none is not rounded to 0%, and what is less than all not to 100%:
// "<1%", ">99.9%". What is as near to them as rounding in a computation is both.
func (l Lang) Share(ratio float64, decimals int) string {
	const rounding = 1e-9
	said, least := l.Percent(ratio, decimals), math.Pow10(-2-decimals)
	switch {
	case ratio > rounding && said == l.Percent(0, decimals):
		return "<" + l.Percent(least, decimals)
	case ratio < 1-rounding && said == l.Percent(1, decimals):
		return ">" + l.Percent(1-least, decimals)
	}
	return said
}

// Level writes a confidence level in per cent, "95%", with so many decimals that
// it is not said to be certainty: "99.99%".
func (l Lang) Level(level float64) string {
	decimals := 0
	if math.Mod(math.Round(level*1000), 10) != 0 {
		decimals = 1
	}
	for level < 1 && decimals < 4 && l.Percent(level, decimals) == l.Percent(1, decimals) {
		decimals++
	}
	return l.Percent(level, decimals)
}

// Money writes an amount with two decimals in the currency of that ISO 4217
// code: "€1,234.50", "1 234,50 €". Amounts from 10,000 on have no decimals. A
// currency that has no sign here is written as its code.
func (l Lang) Money(v float64, currency string) string {
	decimals := 2
	if math.Round(math.Abs(v)*100) >= 10_000_00 { // when rounded
		decimals = 0
	}
	amount := l.Number(v, decimals)
	sign, known := currencySigns[currency]
	switch {
	case currency == "":
		return amount
	case !known:
		return amount + noBreak + currency
	case l.French():
		return amount + noBreak + sign
	}
	if rest, negative := strings.CutPrefix(amount, minus); negative {
		return minus + sign + rest
	}
	return sign + amount
}

var currencySigns = map[string]string{"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}

// Duration writes a time in seconds in its two largest units: "2 min 10 s",
// "3 d 4 h", "3 j 4 h". Below one second it is in milliseconds, and nothing is
// "0 s".
func (l Lang) Duration(seconds float64) string {
	ms := math.Round(seconds * 1000)
	switch {
	case math.IsNaN(ms) || math.IsInf(ms, 0):
		return unknown
	case ms < 0:
		return minus + l.Duration(-seconds)
	case ms == 0:
		return "0" + noBreak + "s"
	case ms < 1000:
		return l.Number(ms, 0) + noBreak + "ms"
	}
	day := "d"
	if l.French() {
		day = "j"
	}
	switch {
	case math.Round(seconds) < 60:
		return l.Number(seconds, 0) + noBreak + "s"
	case math.Round(seconds) < 3600:
		return l.pair(seconds, 60, "min", 1, "s")
	case math.Round(seconds/60) < 24*60:
		return l.pair(seconds, 60, "h", 60, "min")
	}
	return l.pair(seconds, 24, day, 3600, "h")
}

// pair writes a time in two units: the smaller one lasts that many seconds,
// and per of it make the larger one.
func (l Lang) pair(seconds, per float64, large string, small float64, smallName string) string {
	n := math.Round(seconds / small)
	rest := math.Mod(n, per)
	s := l.Number((n-rest)/per, 0) + noBreak + large
	if rest > 0 {
		s += " " + l.Number(rest, 0) + noBreak + smallName
	}
	return s
}

// Date writes the day of t in its own location: "13 March 2024", "13 mars
// 2024".
func (l Lang) Date(t time.Time) string {
	day := strconv.Itoa(t.Day())
	if l.French() && t.Day() == 1 {
		day = "1er"
	}
	return fmt.Sprintf("%s %s %d", day, l.month(t.Month()), t.Year())
}

// Period writes the days from a to b: "13 March – 2 September 2024".
func (l Lang) Period(a, b time.Time) string {
	last := l.Date(b)
	if first := l.Date(a); first == last {
		return last
	} else if a.Year() != b.Year() {
		return first + " – " + last
	}
	first := strings.TrimSuffix(l.Date(a), " "+strconv.Itoa(a.Year()))
	return first + " – " + last
}

func (l Lang) month(m time.Month) string {
	if l.French() {
		return frenchMonths[m-1]
	}
	return m.String()
}

var frenchMonths = [...]string{
	"janvier", "février", "mars", "avril", "mai", "juin", "juillet",
	"août", "septembre", "octobre", "novembre", "décembre",
}
