package event

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // so that no machine lacks a zone

	"github.com/stretchr/testify/require"
)

func TestAClockThatHasReadNothingRefusesNULs(t *testing.T) {
	log, err := ReadCSV(strings.NewReader("customer,time,event\na,"+strings.Repeat("\x00", 10)+"T01:02:03Z,x\n"), nil)
	require.Nil(t, log)
	require.ErrorIs(t, err, ErrTime)
}

func TestClockReadsRFC3339(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"in UTC", "2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z"},
		{"in small letters", "2024-02-29t23:59:59z", "2024-02-29T23:59:59Z"},
		{"with a space", "2024-02-29 23:59:59Z", "2024-02-29T23:59:59Z"},
		{"without a zone", "2024-02-29T23:59:59", "2024-02-29T23:59:59Z"},
		{"with a zone ahead", "2024-03-01T00:59:59+01:00", "2024-02-29T23:59:59Z"},
		{"with a zone behind", "2024-02-29T18:29:59-05:30", "2024-02-29T23:59:59Z"},
		{"with a zone on a fraction", "2019-11-01 17:59:13.273932+00:00", "2019-11-01T17:59:13.273932Z"},
		{"with a fraction of a digit", "2024-02-29T23:59:59.5Z", "2024-02-29T23:59:59.5Z"},
		{"with a fraction after a comma", "2024-02-29T23:59:59,25Z", "2024-02-29T23:59:59.25Z"},
		{"with nanoseconds", "2024-02-29T23:59:59.123456789Z", "2024-02-29T23:59:59.123456789Z"},
		{"with more than nanoseconds, which do not count", "2024-02-29T23:59:59.1234567899Z", "2024-02-29T23:59:59.123456789Z"},
		{"with spaces around it", " 2024-02-29T23:59:59Z ", "2024-02-29T23:59:59Z"},
		{"at the first nanosecond", "1677-09-21T00:12:43.145224192Z", "1677-09-21T00:12:43.145224192Z"},
		{"at the last nanosecond", "2262-04-11T23:47:16.854775807Z", "2262-04-11T23:47:16.854775807Z"},
		{"before the first nanosecond", "1677-09-21T00:12:43.145224191Z", ""},
		{"after the last nanosecond", "2262-04-11T23:47:16.854775808Z", ""},
		{"in the year 0", "0000-01-01T00:00:00Z", ""},
		{"in the year 9999", "9999-12-31T23:59:59Z", ""},
		{"on a day that is not", "2023-02-29T00:00:00Z", ""},
		{"on a day that is not, at the end of a century", "1900-02-29T00:00:00Z", ""},
		{"on the leap day of 2000", "2000-02-29T00:00:00Z", "2000-02-29T00:00:00Z"},
		{"in month 13", "2024-13-01T00:00:00Z", ""},
		{"in month 0", "2024-00-01T00:00:00Z", ""},
		{"at hour 24", "2024-01-01T24:00:00Z", ""},
		{"at minute 60", "2024-01-01T00:60:00Z", ""},
		{"at a leap second", "2016-12-31T23:59:60Z", ""},
		{"with a letter for a digit", "2024-01-0lT00:00:00Z", ""},
		{"with a zone of 24 hours", "2024-01-01T00:00:00+24:00", ""},
		{"with a zone without minutes", "2024-01-01T00:00:00+01", ""},
		{"with a name of a zone", "2024-01-01 00:00:00 UTC", ""},
		{"with a point without a fraction", "2024-01-01T00:00:00.Z", ""},
		{"without seconds", "2024-01-01T00:00Z", ""},
		{"without a time of day", "2024-01-01", "2024-01-01T00:00:00Z"},
		{"without a time of day, on a day that is not", "2023-02-29", ""},
		{"with an underscore for the T", "2024-01-01_00:00:00", ""},
		{"with a dash for a colon", "2024-01-01T00-00:00", ""},
		{"nothing", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := newClock("", time.UTC)
			for range 2 { // the second time the clock remembers
				nano, ok := c.nano([]byte(test.text))
				require.Equal(t, test.want != "", ok)
				if ok {
					require.Equal(t, test.want, instant(nano).Format(time.RFC3339Nano))
				}
			}
		})
	}
}

func TestClockReadsUnixTimes(t *testing.T) {
	for _, test := range []struct {
		name, layout, text string
		want               int64
		ok                 bool
	}{
		{"seconds", UnixSeconds, "1602611311", 1602611311e9, true},
		{"seconds with a fraction", UnixSeconds, "1602611311.25", 1602611311_250000000, true},
		{"seconds with nanoseconds", UnixSeconds, "1602611311.123456789", 1602611311_123456789, true},
		{"seconds with more than nanoseconds", UnixSeconds, "1.0123456789", 1_012345678, true},
		{"seconds before 1970", UnixSeconds, "-1.5", -1_500000000, true},
		{"milliseconds", UnixMilli, "1618716477000", 1618716477e9, true},
		{"microseconds", UnixMicro, "1617691790431476", 1617691790431476e3, true},
		{"0", UnixMicro, "0", 0, true},
		{"the last second", UnixSeconds, "9223372036", 9223372036e9, true},
		{"too many seconds", UnixSeconds, "9223372037", 0, false},
		{"milliseconds for microseconds too large", UnixMilli, "9223372036855", 0, false},
		{"more digits than a number holds", UnixSeconds, "18446744073709551617", 0, false},
		{"a decimal fraction of zeros without end", UnixSeconds, "1.00000000000000000000", 0, false},
		{"an exponent", UnixSeconds, "1e9", 0, false},
		{"a date", UnixSeconds, "2024-01-01", 0, false},
		{"nothing", UnixSeconds, "", 0, false},
		{"a sign", UnixSeconds, "-", 0, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := newClock(test.layout, nil)
			nano, ok := c.nano([]byte(test.text))
			require.Equal(t, test.ok, ok)
			if ok {
				require.Equal(t, test.want, nano)
			}
		})
	}
}

// Paris and New York put their clocks forward and back, Kathmandu is ahead by
// quarters of an hour, Apia left out a day.
func TestClockReadsTimesOfAPlaceAsPackageTimeDoes(t *testing.T) {
	for _, name := range []string{"Europe/Paris", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe", "Africa/Casablanca"} {
		loc, err := time.LoadLocation(name)
		require.NoError(t, err)
		r := rand.New(rand.NewPCG(1, 2))
		c, p := newClock("", loc), newClock("2006-01-02 15:04", loc)
		now := time.Date(1890, 1, 1, 0, 0, 0, 0, time.UTC)
		for range 20_000 {
			now = now.Add(time.Duration(r.Int64N(int64(100 * time.Hour))))
			now := now.Add(-time.Duration(r.Int64N(int64(72 * time.Hour)))) // late rows go back in time
			text := now.Format("2006-01-02T15:04:05")
			want, _ := time.ParseInLocation("2006-01-02T15:04:05", text, loc)
			got, ok := c.nano([]byte(text))
			require.True(t, ok)
			require.Equal(t, want.UnixNano(), got, "%s %s", name, text)
			text = now.Format("2006-01-02 15:04")
			want, _ = time.ParseInLocation("2006-01-02 15:04", text, loc)
			got, ok = p.nano([]byte(text))
			require.True(t, ok)
			require.Equal(t, want.UnixNano(), got, "%s %s", name, text)
		}
	}
}

// FuzzClock compares the clock with package time, for every layout.
func FuzzClock(f *testing.F) {
	for _, layout := range []string{
		"", "2006-01-02 15:04:05", "02/01/2006 15:04", "2006.01.02 15:04:05.000", "20060102150405", "01/02/2006",
		"2006/01/02 15:04:05,000000", "15:04:05.02.01.2006", "2006-01-02-07", "Jan _2, 2006 at 3:04pm (MST)", time.RFC1123Z,
		"2006-01-02T15:04:05Z07:00", "2006-002", "02.01.06", "2006-01-02 15:04:05.999", "2006-01-02 15h04m05", "2006 2006 01 02",
		"05.2006-01-02", "2006-01-02 .000", "2006-01-02 15:04:05.000 x",
	} {
		for _, tm := range []time.Time{at("2024-02-29T13:04:05.060708Z"), at("1970-01-01T00:00:00Z"), at("2262-04-11T23:47:16.9Z")} {
			f.Add(layout, tm.Format(layout))
		}
	}
	f.Add("", "2024-02-29T13:04:05+24:00")
	f.Fuzz(func(t *testing.T, layout, text string) {
		if layout == UnixSeconds || layout == UnixMilli || layout == UnixMicro {
			return
		}
		c := newClock(layout, nil)
		got, ok := c.nano([]byte(text))
		want, err := timeSlowly(text, CSVOptions{Layout: layout})
		if layout == "" && ok != (err == nil) {
			requireStricter(t, text, ok)
			return
		}
		require.Equal(t, err == nil, ok, "%q %q", layout, text)
		if ok {
			require.Equal(t, want.UnixNano(), got, "%q %q", layout, text)
		}
	})
}

// requireStricter fails unless the clock is right to refuse what package time
// takes: hours of a zone beyond 23, and hours of one digit.
func requireStricter(t *testing.T, text string, ok bool) {
	t.Helper()
	require.False(t, ok, text)
	zone := text[max(0, len(text)-6):]
	odd := strings.ContainsAny(zone[:1], "+-") && (zone[1:3] >= "24" || zone[4:] >= "60")
	require.True(t, odd || len(text) < 10 || text[10] != ' ' && text[10]|0x20 != 't' || text[12] == ':', text)
}

func TestPatternsReadWhatLayoutsSay(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	parts := []string{"2006", "01", "02", "15", "04", "05", "-", "/", " ", ".", ":", "T", ",", "", "", "", "h", ".000", "Z", "Jan", "3"}
	fast := 0
	for range 20_000 {
		r.Shuffle(6, func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		var layout strings.Builder
		for _, p := range parts[:6] {
			layout.WriteString(p + parts[6+r.IntN(8+r.IntN(8))])
		}
		p := patternOf(layout.String())
		text := []byte(time.Unix(r.Int64N(4e9), r.Int64N(1e9)).UTC().Format(layout.String()))
		if r.IntN(3) == 0 && len(text) > 0 {
			text[r.IntN(len(text))] = "0123456789:- .x"[r.IntN(15)]
		}
		sec, nano, ok := p.read(text)
		if !ok {
			continue
		}
		fast++
		want, err := time.Parse(layout.String(), string(text))
		require.NoError(t, err, "%q %q", layout.String(), text)
		require.Equal(t, want, time.Unix(sec, nano).UTC(), "%q %q", layout.String(), text)
	}
	require.Greater(t, fast, 1000)
}

func TestNumbersAreThoseOfTheStandardLibrary(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	texts := strings.Fields("0 -0 +0 00 1. .1 . + - e 1e 1e+ 1e5 1E-5 1e400 -1e400 1e-400 0x1 1_000 1,5 inf NaN infinity 9007199254740992 " +
		"9007199254740993 9007199254740991.5 123456789012345678 1234567890123456789 12345678901234567890 0.000000000000000001 " +
		"0.1234567890123456789 1.7976931348623157e308 1.7976931348623159e308 4.9e-324 1..2 1.2.3 --1 1-")
	for range 20_000 {
		switch r.IntN(3) {
		case 0:
			texts = append(texts, fmt.Sprintf("%.*f", r.IntN(6), (r.Float64()-0.5)*math.Pow(10, float64(r.IntN(18)))))
		case 1:
			texts = append(texts, fmt.Sprint(math.Float64frombits(r.Uint64())))
		case 2:
			b := make([]byte, r.IntN(8))
			for i := range b {
				b[i] = "0123456789.-+eE "[r.IntN(16)]
			}
			texts = append(texts, string(b))
		}
	}
	for _, s := range texts {
		want, err := valueSlowly(s)
		got, ok := number([]byte(s))
		require.Equal(t, err == nil, ok, "%q", s)
		if ok {
			require.Equal(t, math.Float64bits(want), math.Float64bits(got), "%q", s)
		}
	}
}

func TestAClockReadsADayItKnowsAsOneItDoesNot(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	digits := func(s string) string {
		b := []byte(s)
		for i, c := range b {
			if c == '#' {
				b[i] = byte('0' + r.IntN(10))
			}
		}
		return string(b)
	}
	days := []string{"2024-02-29", "1677-09-21", "1677-09-20", "1677-09-22", "2262-04-11", "2262-04-12", "1970-01-01", "0000-01-01", "9999-12-31"}
	read := 0
	for range 20_000 {
		day := days[r.IntN(len(days))]
		text := day + digits([]string{
			"T##:##:##Z", "T##:##:##.###Z", "T1#:#2:3#.###Z", "T1#:2#:#1Z", "T23:47:16.8##Z", "T00:12:43.1##Z", "T00:12:44Z", " 1#:1#:1#.###Z",
			"t11:11:11Z", "T11:11:11z", "T11:11:11,###Z", "T11:11:11x###Z", "T11:11:11.#x#Z", "T11:11:11.##/Z", "T11-11:11Z", "T11:11:11.####", "T11:11:110Z",
		}[r.IntN(17)])
		known, fresh := newClock("", nil), newClock("", nil)
		known.nano([]byte(day + "T12:00:00Z"))
		got, ok := known.nano([]byte(text))
		want, wantOK := fresh.nano([]byte(text))
		require.Equal(t, wantOK, ok, text)
		if ok {
			require.Equal(t, want, got, text)
			read++
		}
		other := newClock("2006-01-02T15:04:05.000Z", nil)
		other.date([]byte(day))
		_, ok = other.nano([]byte(text))
		_, err := time.Parse(other.layout, text)
		require.Equal(t, err == nil && wantOK, ok, text)
	}
	require.Greater(t, read, 3000)
}
