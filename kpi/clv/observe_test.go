package clv

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
	"github.com/parcours-go/parcours/persona/field"
)

func at(t testing.TB, text string) time.Time {
	t.Helper()
	for _, layout := range []string{time.DateOnly, "2006-01-02 15:04", time.RFC3339Nano} {
		if v, err := time.Parse(layout, text); err == nil {
			return v
		}
	}
	t.Fatalf("no time: %q", text)
	return time.Time{}
}

func bought(t testing.TB, who, when string, amount float64) event.Event {
	return event.Event{Customer: who, Time: at(t, when), Name: "purchase", Value: amount}
}

func logOf(t testing.TB, events ...event.Event) *event.Log {
	t.Helper()
	log, err := event.Collect(slices.Values(events))
	require.NoError(t, err)
	return log
}

// sample reads the purchases of CDNOW_sample.txt: customer, place in the sample,
// day, number of units, amount.
func sample(t testing.TB) (log *event.Log, units int, spent float64) {
	t.Helper()
	var events []event.Event
	lines := bufio.NewScanner(sharedtest.Open(t, "data/stats/CDNOW_sample.txt"))
	for lines.Scan() {
		f := strings.Fields(lines.Text())
		day, err := time.Parse("20060102", f[2])
		require.NoError(t, err)
		n, err := strconv.Atoi(f[3])
		require.NoError(t, err)
		amount, err := strconv.ParseFloat(f[4], 64)
		require.NoError(t, err)
		units += n
		spent += amount
		// BTYD numbers customers by their place in the sample.
		events = append(events, event.Event{Customer: f[1], Time: day, Name: "purchase", Value: amount})
	}
	require.NoError(t, lines.Err())
	return logOf(t, events...), units, spent
}

var weeksOfDays = Calendar{Location: time.UTC, Occasion: Day, Unit: Week}

func cdnowObserved(t testing.TB) *Observed {
	t.Helper()
	log, _, _ := sample(t)
	o, err := Observe(log, weeksOfDays, &ObserveOptions{Until: at(t, "1997-09-30"), Holdout: at(t, "1998-06-30")})
	require.NoError(t, err)
	return o
}

func TestTheLogOfCDNOWGivesTheMatrixOfBTYD(t *testing.T) {
	var want struct {
		CustomerDays   int   `json:"customer_days"`
		FreqBins       []int `json:"freq_bins"`
		Customers      int
		Holdout, Lines int
		SumT           float64 `json:"sum_T"`
		SumTx          float64 `json:"sum_tx"`
		SumX           int     `json:"sum_x"`
		TotalSpend     float64 `json:"total_spend"`
		Units          int
		ZeroRepeaters  int `json:"zero_repeaters"`
	}
	sharedtest.Numbers(t, "cdnow.log2summary")[0].Read(t, &want)
	log, units, spent := sample(t)
	assert.Equal(t, want.Lines, log.Len())
	assert.Equal(t, want.Units, units)
	assert.InDelta(t, want.TotalSpend, spent, 1e-6)
	o := cdnowObserved(t)
	assert.Len(t, o.Customers, want.Customers)
	assert.Equal(t, want.Lines, o.Events)
	assert.Equal(t, want.CustomerDays, o.Occasions)
	assert.Equal(t, want.TotalSpend, o.Spent)
	assert.Equal(t, 39.0, o.HoldoutTime)
	bins := make([]int, 8)
	var sumX, holdout int
	var sumT, sumTx float64
	for _, c := range o.Customers {
		bins[min(c.Frequency, 7)]++
		sumX += c.Frequency
		holdout += c.Holdout
		sumT += c.T
		sumTx += c.Recency
	}
	assert.Equal(t, want.FreqBins, bins)
	assert.Equal(t, want.ZeroRepeaters, bins[0])
	assert.Equal(t, want.SumX, sumX)
	assert.Equal(t, want.Holdout, holdout)
	assert.InDelta(t, want.SumT, sumT, 1e-7)
	assert.InDelta(t, want.SumTx, sumTx, 1e-7)
	repeats := 0
	for _, r := range o.Repeats {
		repeats += r.N
	}
	assert.Equal(t, sumX+holdout, repeats)

	c := columns(t, "data/stats/BTYD_cdnowSummary.csv", "cust", "x", "t.x", "T.cal", "x.star", "m.x")
	for i, cust := range c[0] {
		got := o.Customers[i]
		require.Equal(t, fmt.Sprintf("%04d", int(cust)), got.ID)
		require.Equal(t, int(c[1][i]), got.Frequency)
		require.InDelta(t, c[2][i], got.Recency, 1e-13)
		require.InDelta(t, c[3][i], got.T, 1e-13)
		require.Equal(t, int(c[4][i]), got.Holdout)
		require.InDelta(t, c[5][i], got.Monetary, 1e-9)
	}
}

// Purchases at 23:30 and 00:30 of UTC are on two days there and on one in Paris.
func TestTheZoneSaysWhatADayIs(t *testing.T) {
	log := logOf(t,
		bought(t, "a", "2024-01-01 12:00", 1), bought(t, "a", "2024-06-29 22:30", 10), bought(t, "a", "2024-06-29 21:30", 5),
		bought(t, "b", "2024-01-01 23:30", 1), bought(t, "b", "2024-01-02 00:30", 1))
	opt := &ObserveOptions{Until: at(t, "2024-06-30")}
	for _, test := range []struct {
		zone       string
		a          int
		aMoney, aX float64
		b          int
		bT         float64
	}{
		{"UTC", 1, 15, 180, 1, 181},
		{"Europe/Paris", 2, 7.5, 181, 0, 180}, // 23:30 of 29 June and 00:30 of the 30th; b on 2 January alone
	} {
		zone, err := time.LoadLocation(test.zone)
		require.NoError(t, err)
		o, err := Observe(log, Calendar{zone, Day, Day}, opt)
		require.NoError(t, err)
		a, b := o.Customers[0], o.Customers[1]
		assert.Equal(t, test.a, a.Frequency, test.zone)
		assert.Equal(t, test.aMoney, a.Monetary, test.zone)
		assert.Equal(t, test.aX, a.Recency, test.zone)
		assert.Equal(t, test.b, b.Frequency, test.zone)
		assert.Equal(t, test.bT, b.T, test.zone)
	}
}

func TestOccasionsAndUnits(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	require.NoError(t, err)
	// The clocks of Paris are set back on 27 October 2024 at 01:00 UTC.
	log := logOf(t,
		bought(t, "a", "2024-10-26 21:59", 1), bought(t, "a", "2024-10-27 00:10", 1), bought(t, "a", "2024-10-27 01:10", 1),
		bought(t, "a", "2024-10-27 01:50", 1), bought(t, "a", "2024-10-28 01:10", 1), bought(t, "a", "2025-02-01 12:00", 1))
	for _, test := range []struct {
		occasion, unit Period
		x              int
		tx, end        float64
	}{
		{Instant, Hour, 5, (97*24*60 + 14*60 + 1) / 60.0, (97*24*60 + 14*60 + 1) / 60.0},
		{Hour, Hour, 4, 97*24 + 15, 97*24 + 15},
		{Hour, Day, 4, 97 + 15.0/24, 97 + 15.0/24},
		{Day, Day, 3, 98, 98},
		{Day, Week, 3, 14, 14},
		{Day, Month, 3, 98 / (365.2425 / 12), 98 / (365.2425 / 12)},
		{Day, Year, 3, 98 / 365.2425, 98 / 365.2425},
		{Week, Week, 2, 14, 14},
		{Month, Month, 1, 4, 4},
		{Month, Year, 1, 4.0 / 12, 4.0 / 12},
		{Month, Day, 1, 123, 123},
	} {
		name := fmt.Sprintf("a %s, in %ss", test.occasion, test.unit)
		o, err := Observe(log, Calendar{paris, test.occasion, test.unit}, nil)
		require.NoError(t, err, name)
		c := o.Customers[0]
		assert.Equal(t, test.x, c.Frequency, name)
		assert.InDelta(t, test.tx, c.Recency, 1e-12, name)
		assert.InDelta(t, test.end, c.T, 1e-12, name)
	}
}

func TestUnusualAmountsAreTreatedAsSaid(t *testing.T) {
	refund := func(when string, amount float64) event.Event { return bought(t, "a", when, amount) }
	log := logOf(t,
		refund("2024-01-01", -1), bought(t, "a", "2024-01-05", 100), bought(t, "a", "2024-01-10", 30), refund("2024-01-12", -10),
		bought(t, "a", "2024-01-20", 0),
		event.Event{Customer: "a", Time: at(t, "2024-01-25"), Name: "purchase", NoValue: true}, refund("2024-02-02", -5),
		bought(t, "a", "2024-02-03", 7), refund("2024-02-04", -2))
	days := Calendar{time.UTC, Day, Day}
	for _, test := range []struct {
		name                 string
		refunds, free, blank Treatment
		first                string
		x                    int
		money                float64
		spent, after         float64
	}{
		{"as usual", "", "", "", "2024-01-05", 3, 15, 130, 7},
		{"net", NetOff, "", "", "2024-01-05", 3, 10, 120, 5},
		{"all kept", Keep, Keep, Keep, "2024-01-01", 5, 30, 119, 0},
		{"without free ones", LeaveOut, LeaveOut, Keep, "2024-01-05", 2, 30, 130, 7},
		{"without blank ones", LeaveOut, Keep, LeaveOut, "2024-01-05", 2, 15, 130, 7},
	} {
		o, err := Observe(log, days, &ObserveOptions{
			Until: at(t, "2024-01-31"), Holdout: at(t, "2024-02-28"), Refunds: test.refunds, Free: test.free, Blank: test.blank,
		})
		require.NoError(t, err)
		c := o.Customers[0]
		assert.Equal(t, at(t, test.first), c.First, test.name)
		assert.Equal(t, test.x, c.Frequency, test.name)
		assert.Equal(t, test.money, c.Monetary, test.name)
		assert.Equal(t, test.spent, c.Spent, test.name)
		assert.Equal(t, test.after, c.HoldoutSpent, test.name)
		assert.Equal(t, []int{9, 4, 1, 1}, []int{o.Events, o.Refunds, o.Free, o.Blank})
	}
}

func TestCustomersOutsideOfTheObservationAreCounted(t *testing.T) {
	log := logOf(t,
		bought(t, "early", "2024-01-01", 1), bought(t, "early", "2024-03-01", 1),
		bought(t, "kept", "2024-02-01", 1), bought(t, "kept", "2024-03-15", 1), bought(t, "kept", "2024-05-01", 1),
		bought(t, "late", "2024-04-15", 1),
		event.Event{Customer: "looks", Time: at(t, "2024-02-01"), Name: "visit"})
	o, err := Observe(log, Calendar{time.UTC, Day, Day}, &ObserveOptions{
		From: at(t, "2024-01-15"), Until: at(t, "2024-03-31 18:00"), Holdout: at(t, "2024-04-30"),
	})
	require.NoError(t, err)
	assert.Equal(t, []Customer{{
		History: History{ID: "kept", Frequency: 1, Recency: 43, T: 59, Monetary: 1}, First: at(t, "2024-02-01"), Spent: 2,
	}}, o.Customers)
	assert.Equal(t, Counts{Events: 5, Occasions: 2, Spent: 2, Early: 1, Late: 1, Later: 1}, o.Counts)
	assert.Equal(t, []Repeat{{43, 1}}, o.Repeats)
	assert.Equal(t, 30.0, o.HoldoutTime)
}

func TestNothingIsImplied(t *testing.T) {
	log := logOf(t, bought(t, "a", "2024-01-01", 1))
	may, june := at(t, "2024-05-01"), at(t, "2024-06-01")
	for path, ask := range map[string]func() error{
		"calendar.location": func() error { _, err := Observe(log, Calendar{nil, Day, Day}, nil); return err },
		"calendar.occasion": func() error { _, err := Observe(log, Calendar{time.UTC, "", Day}, nil); return err },
		"calendar.unit":     func() error { _, err := Observe(log, Calendar{time.UTC, Day, Instant}, nil); return err },
		"options.purchases": func() error { _, err := Observe(log, weeksOfDays, &ObserveOptions{Purchases: []string{}}); return err },
		"options.refunds":   func() error { _, err := Observe(log, weeksOfDays, &ObserveOptions{Refunds: "drop"}); return err },
		"options.free":      func() error { _, err := Observe(log, weeksOfDays, &ObserveOptions{Free: NetOff}); return err },
		"options.blank":     func() error { _, err := Observe(log, weeksOfDays, &ObserveOptions{Blank: NetOff}); return err },
		"options.from": func() error {
			_, err := Observe(log, weeksOfDays, &ObserveOptions{From: may.AddDate(900, 0, 0)})
			return err
		},
		"options.until": func() error { _, err := Observe(log, weeksOfDays, &ObserveOptions{From: june, Until: may}); return err },
		"options.holdout": func() error {
			_, err := Observe(log, weeksOfDays, &ObserveOptions{Until: may, Holdout: may})
			return err
		},
	} {
		var e *field.Error
		require.ErrorAs(t, ask(), &e, path)
		assert.Equal(t, path, e.Path)
	}
	_, err := Observe(log, weeksOfDays, &ObserveOptions{Holdout: june})
	assert.ErrorIs(t, err, field.ErrMissing)
	_, err = Observe(log, weeksOfDays, &ObserveOptions{Purchases: []string{"sale"}})
	assert.ErrorIs(t, err, ErrNoData)
	_, err = Observe(new(event.Log), weeksOfDays, nil)
	assert.ErrorIs(t, err, ErrNoData)
	_, err = Observe(nil, weeksOfDays, nil)
	assert.Error(t, err)
}

// Parts of a log, saved and read again, say together what the whole does.
func TestPartsOfALogSayWhatTheWholeDoes(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	paris, err := time.LoadLocation("Europe/Paris")
	require.NoError(t, err)
	for i := range sharedtest.Cases(60, 600) {
		c := Calendar{
			[]*time.Location{time.UTC, paris}[r.IntN(2)],
			[]Period{Instant, Hour, Day, Week, Month}[r.IntN(5)], []Period{Hour, Day, Week, Month, Year}[r.IntN(5)],
		}
		start := at(t, "2024-01-01")
		opt := &ObserveOptions{Refunds: []Treatment{LeaveOut, Keep, NetOff}[r.IntN(3)]}
		if r.IntN(2) == 0 {
			opt.From, opt.Until = start.AddDate(0, 0, 10), start.AddDate(0, 2, 0)
			if r.IntN(2) == 0 {
				opt.Holdout = start.AddDate(0, 3, 0)
			}
		}
		parts := make([][]event.Event, 1+r.IntN(4))
		var all []event.Event
		for who := range 1 + r.IntN(12) {
			k := r.IntN(len(parts))
			for range r.IntN(9) {
				e := event.Event{
					Customer: fmt.Sprint("customer ", who), Time: start.Add(time.Duration(r.Int64N(int64(120 * 24 * time.Hour)))),
					Name: []string{"purchase", "visit", "order"}[r.IntN(3)], Value: math.Round(100*(r.NormFloat64()+1)) / 7, NoValue: r.IntN(5) == 0,
				}
				parts[k] = append(parts[k], e)
				all = append(all, e)
			}
		}
		want, err := Observe(logOf(t, all...), c, opt)
		said := saidOf(t, want, err)
		var merged Tally
		for n, k := range r.Perm(len(parts)) {
			log := logOf(t, parts[k]...)
			tally, err := NewTally(log, c, opt)
			require.NoError(t, err)
			for trace := range log.Traces() {
				tally.Add(trace)
			}
			text, err := json.Marshal(tally)
			require.NoError(t, err)
			var read Tally
			require.NoError(t, json.Unmarshal(text, &read))
			again, err := json.Marshal(&read)
			require.NoError(t, err)
			require.Equal(t, string(text), string(again))
			if n == 0 {
				merged = read
				continue
			}
			merged.Merge(&read)
		}
		got, err := merged.Result()
		require.Equal(t, said, saidOf(t, got, err), "case %d", i)
	}
}

func saidOf(t *testing.T, o *Observed, err error) string {
	t.Helper()
	if err != nil {
		return err.Error()
	}
	text, err := json.Marshal(o)
	require.NoError(t, err)
	return string(text)
}

func TestFollowingAStreamSaysWhatItsLogDoes(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 3))
	var events []event.Event
	for i := range 200 {
		events = append(events, event.Event{
			Customer: fmt.Sprint(r.IntN(20)), Time: at(t, "2024-01-01").Add(time.Duration(r.IntN(90*24)) * time.Hour),
			Name: []string{"purchase", "visit"}[i%2], Value: float64(r.IntN(50)),
		})
	}
	sharedtest.Follow(t, r, events, func(log *event.Log) (*Tally, error) { return NewTally(log, weeksOfDays, nil) })
}

func TestTalliesOfOtherQuestionsDoNotMerge(t *testing.T) {
	log := logOf(t, bought(t, "a", "2024-01-01", 1))
	tally := func(c Calendar, opt *ObserveOptions) *Tally {
		t.Helper()
		v, err := NewTally(log, c, opt)
		require.NoError(t, err)
		v.Add(log.Trace(0))
		return v
	}
	one := tally(weeksOfDays, nil)
	one.Merge(tally(Calendar{time.UTC, Day, Day}, nil))
	_, err := one.Result()
	assert.ErrorIs(t, err, ErrOtherQuestion)

	one = tally(weeksOfDays, nil)
	one.Merge(tally(weeksOfDays, nil))
	_, err = one.Result()
	assert.ErrorIs(t, err, ErrSplit)

	text, err := json.Marshal(tally(weeksOfDays, nil))
	require.NoError(t, err)
	var read Tally
	require.NoError(t, json.Unmarshal(text, &read))
	read.Add(log.Trace(0))
	_, err = read.Result()
	assert.ErrorIs(t, err, ErrNoLog)

	_, err = new(Tally).Result()
	assert.ErrorIs(t, err, ErrOtherQuestion)
	_, err = json.Marshal(new(Tally))
	assert.Error(t, err)
}

func FuzzAStateOfAStrangerIsAnErrorOrATally(f *testing.F) {
	log := logOf(f, bought(f, "a", "2024-01-01", 1), bought(f, "a", "2024-02-01", 3), bought(f, "b", "2024-01-05", 2))
	for _, opt := range []*ObserveOptions{nil, {Until: at(f, "2024-01-20"), Holdout: at(f, "2024-02-20")}} {
		tally, err := NewTally(log, weeksOfDays, opt)
		require.NoError(f, err)
		for trace := range log.Traces() {
			tally.Add(trace)
		}
		text, err := json.Marshal(tally)
		require.NoError(f, err)
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var tally Tally
		if json.Unmarshal(text, &tally) != nil {
			return
		}
		tally.Merge(&tally)
		if o, err := tally.Result(); err == nil {
			_, err = json.Marshal(o)
			require.NoError(t, err)
		}
		_, err := json.Marshal(&tally)
		require.NoError(t, err)
	})
}

func TestAddingATraceAllocatesNothing(t *testing.T) {
	var events []event.Event
	for i := range 500 {
		events = append(events, bought(t, "a", "2024-01-01", 1))
		events[i].Time = events[i].Time.Add(time.Duration(i) * time.Hour)
	}
	log := logOf(t, events...)
	tally, err := NewTally(log, weeksOfDays, nil)
	require.NoError(t, err)
	tally.Add(log.Trace(0))
	tally.buyers = slices.Grow(tally.buyers, 1000)
	tally.ids = slices.Grow(tally.ids, 1000)
	assert.Zero(t, testing.AllocsPerRun(100, func() { tally.Add(log.Trace(0)) }))
}

func BenchmarkObserve(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	paris, err := time.LoadLocation("Europe/Paris")
	require.NoError(b, err)
	var events []event.Event
	start := at(b, "2024-01-01")
	for i := range 500_000 {
		events = append(events, event.Event{
			Customer: strconv.Itoa(i / 5), Time: start.Add(time.Duration(r.Int64N(int64(400 * 24 * time.Hour)))),
			Name: []string{"purchase", "visit"}[i%2], Value: float64(r.IntN(100)),
		})
	}
	log := logOf(b, events...)
	for b.Loop() {
		_, err := Observe(log, Calendar{paris, Day, Week}, nil)
		require.NoError(b, err)
	}
	b.ReportMetric(float64(log.Len())*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mevents/s")
}
