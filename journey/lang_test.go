package journey

import (
	"math"
	"strings"
	"testing"
	"testing/quick"
	"time"

	"github.com/stretchr/testify/assert"
)

// readable writes the invisible blanks of numbers as letters that a test can
// show: no-break space as _, narrow no-break space as '.
var readable = strings.NewReplacer("\u00a0", "_", "\u202f", "'")

func TestFrenchIsFrenchOfAnyRegion(t *testing.T) {
	for _, l := range []Lang{"fr", "fr-CA", "fr-BE", "FR", "Fr-ch", "fr-Latn-FR"} {
		assert.True(t, l.French(), l)
	}
	for _, l := range []Lang{"", "en", "en-GB", "fra", "frr", "fy", "de", "fr_CA"} {
		assert.False(t, l.French(), l)
	}
}

func TestNumber(t *testing.T) {
	tests := []struct {
		name     string
		v        float64
		decimals int
		en, fr   string
	}{
		{"zero", 0, 0, "0", "0"},
		{"zero with decimals", 0, 2, "0.00", "0,00"},
		{"minus zero has no sign", math.Copysign(0, -1), 1, "0.0", "0,0"},
		{"what rounds to zero has no sign", -0.04, 1, "0.0", "0,0"},
		{"what does not round to zero has one", -0.06, 1, "−0.1", "−0,1"},
		{"three digits are one group", 999, 0, "999", "999"},
		{"four digits are two groups", 1000, 0, "1,000", "1'000"},
		{"rounding makes a group", 999.9, 0, "1,000", "1'000"},
		{"seven digits and decimals", -1234567.891, 2, "−1,234,567.89", "−1'234'567,89"},
		{"a number without an exponent", 1e21, 0, "1,000,000,000,000,000,000,000", "1'000'000'000'000'000'000'000"},
		{"decimals are not grouped", 0.123456, 6, "0.123456", "0,123456"},
		{"fewer decimals than none are none", 12.7, -3, "13", "13"},
		{"no number", math.NaN(), 2, "–", "–"},
		{"no end", math.Inf(-1), 2, "–", "–"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			assert.Equal(t, test.en, English.Number(test.v, test.decimals))
			assert.Equal(t, test.fr, readable.Replace(French.Number(test.v, test.decimals)))
		})
	}
}

func TestSigned(t *testing.T) {
	tests := []struct {
		name     string
		v        float64
		decimals int
		en, fr   string
	}{
		{"a gain has a sign", 12, 0, "+12", "+12"},
		{"a loss has a sign", -3.25, 1, "−3.2", "−3,2"},
		{"zero has none", 0, 0, "0", "0"},
		{"a gain that rounds to zero has none", 0.004, 2, "0.00", "0,00"},
		{"a loss that rounds to zero has none", -0.4, 0, "0", "0"},
		{"a large gain", 12345, 0, "+12,345", "+12'345"},
		{"no end", math.Inf(1), 0, "–", "–"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			assert.Equal(t, test.en, English.Signed(test.v, test.decimals))
			assert.Equal(t, test.fr, readable.Replace(French.Signed(test.v, test.decimals)))
		})
	}
}

func TestPercent(t *testing.T) {
	tests := []struct {
		name     string
		ratio    float64
		decimals int
		en, fr   string
	}{
		{"a share", 0.375, 1, "37.5%", "37,5'%"},
		{"nothing", 0, 0, "0%", "0'%"},
		{"all", 1, 1, "100.0%", "100,0'%"},
		{"a ratio that binary cannot hold", 0.29, 0, "29%", "29'%"},
		{"a growth", 12.5, 0, "1,250%", "1'250'%"},
		{"a loss", -0.061, 1, "−6.1%", "−6,1'%"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			assert.Equal(t, test.en, English.Percent(test.ratio, test.decimals))
			assert.Equal(t, test.fr, readable.Replace(French.Percent(test.ratio, test.decimals)))
		})
	}
}

func TestMoney(t *testing.T) {
	tests := []struct {
		name     string
		v        float64
		currency string
		en, fr   string
	}{
		{"euros", 1234.5, "EUR", "€1,234.50", "1'234,50_€"},
		{"dollars", 0.5, "USD", "$0.50", "0,50_$"},
		{"a debt", -20, "GBP", "−£20.00", "−20,00_£"},
		{"a currency without a sign", 20, "CHF", "20.00_CHF", "20,00_CHF"},
		{"no currency", -20, "", "−20.00", "−20,00"},
		{"below ten thousand", 9999.99, "EUR", "€9,999.99", "9'999,99_€"},
		{"rounded to ten thousand", 9999.996, "EUR", "€10,000", "10'000_€"},
		{"from ten thousand on", -10000.4, "EUR", "−€10,000", "−10'000_€"},
		{"less than a cent", -0.001, "EUR", "€0.00", "0,00_€"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			assert.Equal(t, test.en, readable.Replace(English.Money(test.v, test.currency)))
			assert.Equal(t, test.fr, readable.Replace(French.Money(test.v, test.currency)))
		})
	}
}

func TestDuration(t *testing.T) {
	tests := []struct {
		name    string
		seconds float64
		en, fr  string
	}{
		{"nothing", 0, "0_s", "0_s"},
		{"less than half a millisecond", -0.0004, "0_s", "0_s"},
		{"a millisecond", 0.0006, "1_ms", "1_ms"},
		{"just below a second", 0.9994, "999_ms", "999_ms"},
		{"rounded to a second", 0.9996, "1_s", "1_s"},
		{"just below a minute", 59.49, "59_s", "59_s"},
		{"rounded to a minute", 59.5, "1_min", "1_min"},
		{"a minute and more", 130, "2_min 10_s", "2_min 10_s"},
		{"just below an hour", 3599.4, "59_min 59_s", "59_min 59_s"},
		{"rounded to an hour", 3599.6, "1_h", "1_h"},
		{"an hour and less than half a minute", 3629, "1_h", "1_h"},
		{"an hour and more", 3630, "1_h 1_min", "1_h 1_min"},
		{"just below a day", 86369, "23_h 59_min", "23_h 59_min"},
		{"rounded to a day", 86399, "1_d", "1_j"},
		{"days and hours", 3*86400 + 4*3600 + 60, "3_d 4_h", "3_j 4_h"},
		{"days and almost one more", 4*86400 - 1, "4_d", "4_j"},
		{"years", 1000 * 86400, "1,000_d", "1'000_j"},
		{"a time back", -130, "−2_min 10_s", "−2_min 10_s"},
		{"back by milliseconds", -0.02, "−20_ms", "−20_ms"},
		{"no number", math.NaN(), "–", "–"},
		{"no end", math.Inf(1), "–", "–"},
		{"no beginning", math.Inf(-1), "–", "–"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			assert.Equal(t, test.en, readable.Replace(English.Duration(test.seconds)))
			assert.Equal(t, test.fr, readable.Replace(French.Duration(test.seconds)))
		})
	}
}

// slowDuration counts whole units off, one by one, for whole seconds of less
// than a minute, whole minutes of less than a day, and whole hours.
func slowDuration(seconds int) string {
	units := []struct {
		size int
		name string
	}{{86400, "d"}, {3600, "h"}, {60, "min"}, {1, "s"}}
	var parts []string
	for _, u := range units {
		n := 0
		for seconds >= u.size {
			seconds -= u.size
			n++
		}
		if n > 0 {
			parts = append(parts, English.Number(float64(n), 0)+"_"+u.name)
		}
	}
	return strings.Join(parts, " ")
}

func TestDurationCountsUnits(t *testing.T) {
	for s := 1; s < 3600; s += 7 {
		assert.Equal(t, slowDuration(s), readable.Replace(English.Duration(float64(s))))
	}
	for s := 3600; s < 86400; s += 60 * 11 {
		assert.Equal(t, slowDuration(s), readable.Replace(English.Duration(float64(s))))
	}
	for s := 86400; s < 40*86400; s += 3600 * 5 {
		assert.Equal(t, slowDuration(s), readable.Replace(English.Duration(float64(s))))
	}
}

func TestDurationOfAnyNumberHasTwoUnitsAtMost(t *testing.T) {
	assert.NoError(t, quick.Check(func(seconds float64) bool {
		s := readable.Replace(English.Duration(seconds))
		return s == "–" || strings.Count(s, "_") <= 2 && strings.Count(s, " ") <= 1 && !strings.Contains(s, "NaN") &&
			strings.HasPrefix(s, minus) == (seconds < 0)
	}, nil))
}

func TestDate(t *testing.T) {
	tests := []struct {
		at     time.Time
		en, fr string
	}{
		{time.Date(2024, 3, 13, 23, 59, 0, 0, time.UTC), "13 March 2024", "13 mars 2024"},
		{time.Date(2024, 8, 1, 0, 0, 0, 0, time.UTC), "1 August 2024", "1er août 2024"},
		{time.Date(2024, 12, 31, 23, 0, 0, 0, time.UTC).In(time.FixedZone("", 7200)), "1 January 2025", "1er janvier 2025"},
	}
	for _, test := range tests {
		assert.Equal(t, test.en, English.Date(test.at))
		assert.Equal(t, test.fr, Lang("fr-CA").Date(test.at))
	}
	for i, month := range frenchMonths {
		assert.Equal(t, "2 "+month+" 2025", French.Date(time.Date(2025, time.Month(i+1), 2, 0, 0, 0, 0, time.UTC)))
	}
}

func TestPeriod(t *testing.T) {
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 12, 0, 0, 0, time.UTC) }
	tests := []struct {
		name   string
		a, b   time.Time
		en, fr string
	}{
		{"one day", day(2024, 3, 13), day(2024, 3, 13).Add(time.Hour), "13 March 2024", "13 mars 2024"},
		{"one year is said once", day(2024, 3, 1), day(2024, 9, 2), "1 March – 2 September 2024", "1er mars – 2 septembre 2024"},
		{"two years are said both", day(2023, 12, 31), day(2024, 1, 1), "31 December 2023 – 1 January 2024", "31 décembre 2023 – 1er janvier 2024"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			assert.Equal(t, test.en, English.Period(test.a, test.b))
			assert.Equal(t, test.fr, French.Period(test.a, test.b))
		})
	}
}

func TestAShareIsNotRoundedToNoneOrAll(t *testing.T) {
	for share, want := range map[float64][2]string{
		0: {"0%", "0.0%"}, 1e-12: {"0%", "0.0%"}, 0.0004: {"<1%", "<0.1%"}, 0.004: {"<1%", "0.4%"}, 0.5: {"50%", "50.0%"},
		0.996: {">99%", "99.6%"}, 0.9999: {">99%", ">99.9%"}, 1 - 1e-12: {"100%", "100.0%"}, 1: {"100%", "100.0%"},
	} {
		assert.Equal(t, want, [2]string{English.Share(share, 0), English.Share(share, 1)}, "%v", share)
	}
	assert.Equal(t, "<0,1\u202f%", French.Share(0.0004, 1))
}

func TestALevelIsNotSaidToBeCertainty(t *testing.T) {
	for level, want := range map[float64]string{
		0.5: "50%", 0.9: "90%", 0.95: "95%", 0.975: "97.5%", 0.999: "99.9%", 0.9999: "99.99%", 0.999999: "99.9999%", 1: "100%",
	} {
		assert.Equal(t, want, English.Level(level), "%v", level)
	}
}
