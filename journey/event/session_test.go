package event

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// cutSlowly is Cutter.Append by way of package time.
func cutSlowly(t Trace, cut Cut) []int32 {
	var starts []int32
	for i := range t.Len() {
		if i == 0 || partedSlowly(t.Event(i-1), t.Event(i), cut) {
			starts = append(starts, int32(i))
		}
	}
	return starts
}

func partedSlowly(a, b Event, cut Cut) bool {
	silence := cut.Silence
	if silence == 0 && (cut.Attr == "" || a.Attrs[cut.Attr] == "") {
		silence = 30 * time.Minute
	}
	if cut.Midnight != nil && a.Time.In(cut.Midnight).Format(time.DateOnly) != b.Time.In(cut.Midnight).Format(time.DateOnly) {
		return true
	}
	if cut.Attr != "" && a.Attrs[cut.Attr] != b.Attrs[cut.Attr] {
		return true
	}
	return silence > 0 && b.Time.After(a.Time.Add(silence))
}

// cuts are the ways to cut that the tests try, in zones whose midnight is
// skipped, comes twice, or has gone by at 23:59.
func cuts(t testing.TB) []Cut {
	list := []Cut{{}, {Silence: time.Second}, {Silence: -1}, {Silence: time.Hour}}
	for _, zone := range []string{"UTC", "Europe/Paris", "America/Sao_Paulo", "America/Havana", "Pacific/Apia", "Asia/Kolkata"} {
		loc, err := time.LoadLocation(zone)
		require.NoError(t, err)
		list = append(list, Cut{Midnight: loc}, Cut{Silence: -1, Midnight: loc}, Cut{Silence: 6 * time.Hour, Midnight: loc, Attr: "s"})
	}
	return append(list, Cut{Attr: "s"}, Cut{Attr: "s", Silence: time.Hour}, Cut{Attr: "s", Silence: -1}, Cut{Attr: "nobody's"})
}

// someVisits returns events of a few customers with steps from nothing to days,
// some by the half hour, from a year in which Samoa left a day out.
func someVisits(r *rand.Rand, n int) []Event {
	clock := time.Date([]int{1969, 2011, 2017}[r.IntN(3)], time.Month(9+r.IntN(4)), 1+r.IntN(31), r.IntN(24), 0, 0, 0, time.UTC)
	steps := []time.Duration{0, 1, time.Second, time.Second + 1, 10 * time.Minute, 30 * time.Minute, 30*time.Minute + 1, time.Hour, 5 * time.Hour, 26 * time.Hour}
	var all []Event
	for range n {
		clock = clock.Add(steps[r.IntN(len(steps))])
		e := Event{Customer: string("abc"[r.IntN(3)]), Time: clock, Name: "n", NoValue: true}
		if s := r.IntN(4); s > 0 {
			e.Attrs = map[string]string{"s": string("xyz"[s-1])}
		}
		all = append(all, e)
	}
	return all
}

func TestCutterFindsWhereSessionsBegin(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 5))
	all := cuts(t)
	for range 60 {
		l := collected(t, someVisits(r, r.IntN(60)))
		for _, cut := range all {
			c := l.Cutter(cut)
			for tr := range l.Traces() {
				require.Equal(t, cutSlowly(tr, cut), c.Append(nil, tr), "%+v", cut)
			}
		}
	}
}

func TestCutterKnowsItsBounds(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	require.NoError(t, err)
	for _, test := range []struct {
		name  string
		cut   Cut
		times []string
		want  []int32
	}{
		{"half an hour is no silence yet", Cut{}, []string{"2024-03-01T10:00:00Z", "2024-03-01T10:30:00Z", "2024-03-01T11:00:00.000000001Z"}, []int32{0, 2}},
		{"midnight is no end by itself", Cut{}, []string{"2024-03-01T23:59:00Z", "2024-03-02T00:01:00Z"}, []int32{0}},
		{"midnight in UTC", Cut{Midnight: time.UTC}, []string{"2024-03-01T23:59:00Z", "2024-03-02T00:00:00Z"}, []int32{0, 1}},
		{"midnight in Paris", Cut{Midnight: paris}, []string{"2024-03-01T22:59:00Z", "2024-03-01T23:00:00Z"}, []int32{0, 1}},
		{"times 400 years apart", Cut{}, []string{"1700-01-01T00:00:00Z", "2200-01-01T00:00:00Z"}, []int32{0, 1}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var all []Event
			for _, s := range test.times {
				all = append(all, Event{Customer: "c", Time: at(s), Name: "n"})
			}
			l := collected(t, all)
			assert.Equal(t, test.want, l.Cutter(test.cut).Append(nil, l.Trace(0)))
		})
	}
	assert.Empty(t, (&Log{}).Cutter(Cut{Midnight: paris}).Append(nil, Trace{}))
}

func TestCutterAllocatesNothing(t *testing.T) {
	l := collected(t, someVisits(rand.New(rand.NewPCG(2, 5)), 500))
	paris, err := time.LoadLocation("Europe/Paris")
	require.NoError(t, err)
	c := l.Cutter(Cut{Midnight: paris, Attr: "s"})
	starts := slices.Grow([]int32(nil), l.Len())
	assert.Zero(t, testing.AllocsPerRun(10, func() {
		for tr := range l.Traces() {
			starts = c.Append(starts[:0], tr)
		}
	}))
}
