package calendar

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
		z := In(place(t, test.zone), Day, 0)
		got := time.Unix(0, z.Midnight(int(date.Unix()/secondsPerDay))).UTC()
		assert.Equal(t, test.begins, got.Format(time.RFC3339), "%s in %s: %s", test.day, test.zone, test.why)
	}
}

func TestCalendarsFindThePeriodOfEveryInstant(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 3000 {
		z := In(place(t, pick(r, places...)), pick(r, Day, Week, Month, Quarter), r.IntN(7))
		from := pick(r, epochs...).UnixNano()
		to := from + r.Int64N(int64(900*24*time.Hour))
		c := New(z, from, to)
		for range 20 {
			nano := pick(r, from, to, from+r.Int64N(to-from+1), c.Starts[r.IntN(len(c.Starts)-1)])
			if nano < from {
				continue
			}
			number := c.First + c.Find(nano)
			require.Equal(t, number, z.Number(nano))
			require.LessOrEqual(t, z.Start(number), nano)
			require.Greater(t, z.Start(number+1), nano)
			require.Equal(t, z.OfDay(slowDay(time.Unix(0, nano).In(z.loc))), number)
		}
	}
}

func TestCalendarsReachAsFarAsTimes(t *testing.T) {
	for _, p := range []Unit{Day, Week, Month, Quarter} {
		for _, name := range places {
			c := New(In(place(t, name), p, 6), math.MinInt64, math.MaxInt64)
			assert.Equal(t, 0, c.Find(math.MinInt64))
			assert.Equal(t, len(c.Starts)-2, c.Find(math.MaxInt64-1))
			assert.Equal(t, c.Number(0), c.First+c.Find(0))
		}
	}
}

func TestWeeksBeginOnTheirDay(t *testing.T) {
	for i := range 7 {
		z := In(time.UTC, Week, i)
		for n := -3; n <= 3; n++ {
			date, err := time.Parse(time.DateOnly, z.Date(n))
			require.NoError(t, err)
			assert.Equal(t, time.Weekday((i+1)%7), date.Weekday())
			assert.Equal(t, n, z.Number(z.Start(n)))
			assert.Equal(t, n-1, z.Number(z.Start(n)-1))
		}
	}
}

// The quarters of 1969 and 1970, which lie on both sides of number 0.
func TestQuartersBeginInJanuaryAprilJulyAndOctober(t *testing.T) {
	z := In(time.UTC, Quarter, 0)
	for number, want := range map[int]string{-1: "1969-10-01", 0: "1970-01-01", 1: "1970-04-01", 6: "1971-07-01", 219: "2024-10-01"} {
		assert.Equal(t, want, z.Date(number))
		assert.Equal(t, number, z.Number(z.Start(number)))
		assert.Equal(t, number-1, z.Number(z.Start(number)-1))
	}
}

var places = []string{"UTC", "Europe/Paris", "America/Sao_Paulo", "America/St_Johns", "Pacific/Apia", "Asia/Kolkata"}

func place(t testing.TB, name string) *time.Location {
	loc, err := time.LoadLocation(name)
	require.NoError(t, err)
	return loc
}

// epochs are times near which the clocks of places are set.
var epochs = []time.Time{
	time.Date(2024, 3, 29, 0, 0, 0, 0, time.UTC), time.Date(2024, 10, 25, 0, 0, 0, 0, time.UTC),
	time.Date(2018, 11, 1, 0, 0, 0, 0, time.UTC), time.Date(2010, 11, 5, 0, 0, 0, 0, time.UTC),
	time.Date(2011, 12, 27, 0, 0, 0, 0, time.UTC), time.Date(1969, 12, 25, 0, 0, 0, 0, time.UTC),
}

func pick[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

// slowDay returns the number of the latest day that clocks have shown up to t.
func slowDay(t time.Time) int {
	number := func(t time.Time) int {
		y, m, d := t.Date()
		return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Sub(time.Unix(0, 0)) / (24 * time.Hour))
	}
	best := number(t)
	if set, _ := t.ZoneBounds(); !set.IsZero() {
		best = max(best, number(set.Add(-1)))
	}
	return best
}
