package churn

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/journeytest"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/persona/field"
)

// on returns a log with an event of each customer on each of these days after 1
// January 2024, at noon.
func on(t testing.TB, customers ...[]int) *event.Log {
	var list []event.Event
	for who, days := range customers {
		for _, d := range days {
			list = append(list, event.Event{Customer: fmt.Sprint(who), Name: "e", Time: time.Date(2024, 1, 1+d, 12, 0, 0, 0, time.UTC)})
		}
	}
	return collect(t, list)
}

func TestSilencesAtTheEdge(t *testing.T) {
	for _, test := range []struct {
		name                string
		log                 *event.Log
		leave               Leave
		gone, pending, cust int
		which               Case
	}{
		{"a log shorter than the silence", on(t, []int{0, 20}, []int{3}), AtLastEvent, 0, 2, 2, TooShort},
		{"one event", on(t, []int{0}), AtLastEvent, 0, 1, 1, TooShort},
		{"silent for exactly as long", on(t, []int{0}, []int{30}), AtLastEvent, 1, 1, 2, TooShort},
		{"silent for a day less", on(t, []int{0}, []int{29}), AtLastEvent, 0, 2, 2, TooShort},
		{"nobody left", on(t, []int{0, 29, 58, 87, 116}, []int{5, 30, 59, 88, 117}), AtLastEvent, 0, 2, 2, NobodyLeft},
		{"all left who were there", on(t, []int{0, 29}, []int{5, 34}, []int{150}), AtLastEvent, 2, 1, 3, AllLeft},
		{"nobody was ever there at the start of a month", on(t, []int{0}, []int{40}, []int{100}), AtLastEvent, 2, 1, 3, NoBase},
		{"the same, but whoever is silent is there for 30 days", on(t, []int{3}, []int{40}, []int{100}), AfterSilence, 2, 1, 3, AllLeft},
	} {
		r, err := Compute(test.log, &Options{Leave: test.leave})
		require.NoError(t, err, test.name)
		assert.Equal(t, []any{test.cust, test.gone, test.pending, test.which}, []any{r.Customers, r.Gone, r.Pending, r.Case}, "%s: %s", test.name, text(t, r))
	}
	_, err := Compute(new(event.Log), nil)
	assert.ErrorIs(t, err, ErrNoData)
	_, err = Compute(on(t, []int{0}), &Options{Events: []string{"other"}})
	assert.ErrorIs(t, err, ErrNoData)
	_, err = Compute(nil, nil)
	assert.Error(t, err)
}

func TestMistakesInOptionsHaveTheirPlace(t *testing.T) {
	for path, o := range map[string]*Options{
		"options.silence": {Silence: -1}, "options.leave": {Leave: "l"}, "options.period": {Period: "fortnight"},
		"options.level": {Level: 2}, "options.at": {At: time.Date(2300, 1, 1, 0, 0, 0, 0, time.UTC)},
	} {
		_, err := New(on(t, []int{0}), o)
		var mistake *field.Error
		require.ErrorAs(t, err, &mistake, path)
		assert.Equal(t, path, mistake.Path)
	}
}

func tallyOf(t testing.TB, log *event.Log, o *Options) *Tally {
	tally, err := New(log, o)
	require.NoError(t, err)
	for trace := range log.Traces() {
		tally.Add(trace)
	}
	return tally
}

func TestTalliesOfDifferentQuestionsDoNotMerge(t *testing.T) {
	log := on(t, []int{0, 50})
	for name, o := range map[string]*Options{
		"another period": {Period: Week}, "another silence": {Silence: day}, "another departure": {Leave: AfterSilence},
		"another zone": {Location: place(t, "Europe/Paris")}, "other events": {Events: []string{"e"}}, "another end": {At: time.Unix(2e9, 0)},
	} {
		tally := tallyOf(t, log, nil)
		tally.Merge(tallyOf(t, log, o))
		tally.Merge(tallyOf(t, log, nil))
		_, err := tally.Result()
		assert.ErrorIs(t, err, figure.ErrOtherQuestion, name)
		_, err = json.Marshal(tally)
		assert.ErrorIs(t, err, figure.ErrOtherQuestion, name)
	}
	one := tallyOf(t, log, &Options{Location: time.FixedZone("here", 3600)})
	one.Merge(tallyOf(t, log, &Options{Location: time.FixedZone("here", 7200)}))
	_, err := one.Result()
	assert.ErrorIs(t, err, figure.ErrOtherQuestion, "zones of one name with different clocks")

	saved := new(Tally)
	require.NoError(t, json.Unmarshal([]byte(text(t, tallyOf(t, log, nil))), saved))
	saved.Add(log.Trace(0))
	_, err = saved.Result()
	assert.ErrorIs(t, err, figure.ErrNoLog, "a saved tally has no log")
	saved.Merge(nil)
}

// A state that is changed by hand is refused.
func TestStatesOfStrangersAreChecked(t *testing.T) {
	good := text(t, tallyOf(t, on(t, []int{0, 20, 100}, []int{3}), nil))
	require.NoError(t, json.Unmarshal([]byte(good), new(Tally)))
	for _, change := range [][2]string{
		{`"settled":1`, `"settled":-1`}, {`"settled":1`, `"settled":2`}, {`[2,0,0,2]`, `[2,0,0,3]`}, {`[2,0,0,2]`, `[-2,0,0,2]`},
		{`"first":648`, `"first":-200000`}, {`"period":"month"`, `"period":""`}, {`"silence":2592000000000000`, `"silence":0`},
		{`"level":0.95`, `"level":7`}, {`"number":651`, `"number":-500000`}, {`"before":650`, `"before":700`}, {`"open":[[`, `"open":[[9000000000000000000,0,0,7],[`},
		{`"end"`, `"e"`}, {`"asked"`, `"a"`},
	} {
		bad := strings.Replace(good, change[0], change[1], 1)
		require.NotEqual(t, good, bad, "%v in %s", change, good)
		assert.Error(t, json.Unmarshal([]byte(bad), new(Tally)), "%v", change)
	}
	assert.Error(t, new(Tally).UnmarshalJSON([]byte("[")))

	good = text(t, tallyOf(t, on(t, []int{0, 20, 100}, []int{3}, []int{40}), &Options{Cohorts: true}))
	require.NoError(t, json.Unmarshal([]byte(good), new(Tally)))
	for _, change := range [][2]string{
		{`"born":648`, `"born":647`}, {`"born":649`, `"born":648`}, {`"cohorts":[{"born":648`, `"cohorts":[{"born":640`},
		{`"cohorts":true,`, ``}, {`{"born":649`, `{"born":649},{"born":650`},
	} {
		bad := strings.Replace(good, change[0], change[1], 1)
		require.NotEqual(t, good, bad, "%v in %s", change, good)
		assert.Error(t, json.Unmarshal([]byte(bad), new(Tally)), "%v", change)
	}
}

// Whatever is read as a state can be merged, asked and written.
func FuzzUnmarshalTally(f *testing.F) {
	f.Add(text(f, tallyOf(f, on(f, []int{0, 20, 100}, []int{3}), nil)))
	f.Add(text(f, tallyOf(f, on(f, []int{0, 20, 100}, []int{3}), &Options{Leave: AfterSilence, Period: Week})))
	f.Add(text(f, tallyOf(f, on(f, []int{0, 20, 100}, []int{3}, []int{40}), &Options{Cohorts: true})))
	f.Fuzz(func(t *testing.T, saved string) {
		if tally := new(Tally); json.Unmarshal([]byte(saved), tally) == nil {
			tally.Merge(tally)
			if r, err := tally.Result(); err == nil {
				text(t, r)
			}
			text(t, tally)
		}
	})
}

// A shop plants how many of its customers are never seen again. Of 100
// intervals at 90%, 82 to 97 hold with a probability of 99%.
func TestIntervalsHoldThePlantedChurn(t *testing.T) {
	held := 0
	for seed := range uint64(100) {
		shop := journeytest.Shop{Customers: 300, Seed: seed}
		log, err := event.Collect(shop.Events())
		require.NoError(t, err)
		r, err := Compute(log, &Options{At: time.Date(2026, 5, 5, 0, 0, 0, 0, time.UTC), Level: 0.9})
		require.NoError(t, err)
		require.Equal(t, 300, r.Churn.N)
		if truth := shop.Planted().Churn; r.Churn.Lo <= truth && truth <= r.Churn.Hi {
			held++
		}
	}
	assert.GreaterOrEqual(t, held, 82)
	assert.LessOrEqual(t, held, 97)
}

// Customers who leave each month with a planted probability: the monthly rates
// are in their intervals as often as the level says. Of some 1,100 intervals at
// 90%, 86.5% to 93% hold with a probability of 99.9%.
func TestMonthlyRatesHoldThePlantedHazard(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	const hazard = 0.08
	held, all := 0, 0
	for range 100 {
		var list []event.Event
		for who := range 200 {
			for month := r.IntN(3); month < 14; month++ {
				list = append(list, event.Event{Customer: fmt.Sprint(who), Name: "e", Time: time.Date(2024, time.Month(1+month), 10, 0, 0, 0, 0, time.UTC)})
				if r.Float64() < hazard {
					break
				}
			}
		}
		result, err := Compute(collect(t, list), &Options{Silence: 40 * day, Level: 0.9})
		require.NoError(t, err)
		for _, p := range result.Periods {
			if p.Churn.Level > 0 && p.AtStart > 50 {
				all++
				if p.Churn.Lo <= hazard && hazard <= p.Churn.Hi {
					held++
				}
			}
		}
	}
	assert.Greater(t, all, 900)
	share := float64(held) / float64(all)
	assert.Less(t, math.Abs(share-0.9), 0.035, "%d of %d", held, all)
}
