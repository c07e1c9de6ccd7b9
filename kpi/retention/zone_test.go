package retention

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A day begins at the first instant whose clocks show it or a later day.
func TestMidnightIsTheFirstInstantOfADay(t *testing.T) {
	for _, test := range []struct{ zone, day, begins, why string }{
		{"UTC", "2024-03-31", "2024-03-31T00:00:00Z", "as everywhere"},
		{"Europe/Paris", "2024-03-31", "2024-03-30T23:00:00Z", "the day has 23 hours"},
		{"Europe/Paris", "2024-04-01", "2024-03-31T22:00:00Z", "and is over after them"},
		{"Europe/Paris", "2024-10-28", "2024-10-27T23:00:00Z", "the day before has 25 hours"},
		{"America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z", "0 o'clock is 1 o'clock"},
		{"America/St_Johns", "2010-11-07", "2010-11-07T02:30:00Z", "clocks go back at 0:01, but the day began"},
		{"Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z", "a day that was left out is empty"},
		{"Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z", "so the next one begins when it does"},
		{"Asia/Kolkata", "2024-01-01", "2023-12-31T18:30:00Z", "half an hour off"},
	} {
		date, err := time.Parse(time.DateOnly, test.day)
		require.NoError(t, err)
		z := newZone(Day, Monday, place(t, test.zone))
		got := time.Unix(0, z.midnight(int(date.Unix()/secondsPerDay))).UTC()
		assert.Equal(t, test.begins, got.Format(time.RFC3339), "%s in %s: %s", test.day, test.zone, test.why)
	}
}

func TestCalendarsFindThePeriodOfEveryInstant(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 3000 {
		z := newZone(pick(r, Day, Week, Month), pick(r, weekdays[:]...), place(t, pick(r, places...)))
		from := pick(r, epochs...).UnixNano()
		to := from + r.Int64N(int64(900*day))
		c := newCalendar(z, from, to)
		for range 20 {
			nano := pick(r, from, to, from+r.Int64N(to-from+1), c.starts[r.IntN(len(c.starts)-1)])
			if nano < from {
				continue
			}
			number := c.first + c.find(nano)
			require.Equal(t, number, z.number(nano))
			require.LessOrEqual(t, z.start(number), nano)
			require.Greater(t, z.start(number+1), nano)
			require.Equal(t, z.ofDay(slowDay(time.Unix(0, nano).In(z.loc))), number)
		}
	}
}

func TestCalendarsReachAsFarAsTimes(t *testing.T) {
	for _, p := range []Period{Day, Week, Month} {
		for _, name := range places {
			c := newCalendar(newZone(p, Sunday, place(t, name)), math.MinInt64, math.MaxInt64)
			assert.Equal(t, 0, c.find(math.MinInt64))
			assert.Equal(t, len(c.starts)-2, c.find(math.MaxInt64-1))
			assert.Equal(t, c.number(0), c.first+c.find(0))
		}
	}
}

func TestWeeksBeginOnTheirDay(t *testing.T) {
	for i, start := range weekdays {
		z := newZone(Week, start, time.UTC)
		for n := -3; n <= 3; n++ {
			date, err := time.Parse(time.DateOnly, z.date(n))
			require.NoError(t, err)
			assert.Equal(t, time.Weekday((i+1)%7), date.Weekday())
			assert.Equal(t, n, z.number(z.start(n)))
			assert.Equal(t, n-1, z.number(z.start(n)-1))
		}
	}
}
