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
	"github.com/parcours-go/parcours/kpi/churn/renewal"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
	"github.com/parcours-go/parcours/persona/field"
)

// lines returns the log of lines "customer day-of-2024 name value interval".
func lines(t testing.TB, text ...string) *event.Log {
	var list []event.Event
	for _, line := range text {
		w := append(strings.Fields(line), "", "")
		var day, value float64
		_, err := fmt.Sscan(w[1], &day)
		require.NoError(t, err)
		e := event.Event{Customer: w[0], Name: w[2], Time: time.Date(2024, 1, 1, 0, 0, int(day*86400), 0, time.UTC), NoValue: w[3] == ""}
		if !e.NoValue {
			_, err = fmt.Sscan(w[3], &value)
			require.NoError(t, err)
			e.Value = value
		}
		if w[4] != "" {
			e.Attrs = map[string]string{"interval": w[4]}
		}
		list = append(list, e)
	}
	return collect(t, list)
}

func revenueOf(t testing.TB, o *ContractOptions, text ...string) *Revenue {
	r, err := ComputeRevenue(lines(t, text...), o)
	require.NoError(t, err)
	return r
}

func TestRevenueAtItsEdges(t *testing.T) {
	end := "z 100 visit"
	for _, test := range []struct {
		name string
		log  []string
		opt  *ContractOptions
		want Case
		grr  []float64 // of the periods that have one
	}{
		{"nobody left", []string{"a 0 subscribe 10", end}, nil, NobodyLeft, []float64{1, 1}},
		{"all left", []string{"a 0 subscribe 10", "a 40 cancel", end}, nil, AllLeft, []float64{0}},
		{"within the first period", []string{"a 0 subscribe 10", "a 9 cancel"}, nil, TooShort, nil},
		{"nobody was there when a month began", []string{"a 0 subscribe 10", "a 9 cancel", end}, nil, NoBase, nil},
		{"nobody pays", []string{"a 0 subscribe", "a 40 payment 0", "a 70 cancel", end}, nil, NoRevenue, nil},
		{"a refund changes nothing", []string{"a 0 subscribe 10", "a 40 refund 10", "a 41 payment -5", "b 50 refund 3", end}, nil, NobodyLeft, []float64{1, 1}},
		{"a refund of somebody who never subscribed is nobody", []string{"a 0 subscribe 10", "b 3 payment -5", end}, nil, NobodyLeft, []float64{1, 1}},
		{"a year paid at once", []string{"a 0 subscribe 120 year", "a 40 payment 20 2", end}, &ContractOptions{Months: "interval"}, NobodyLeft, []float64{1, 1}},
		{"a payment that does not come", []string{"a 0 subscribe 10", end}, &ContractOptions{Lapse: 45 * day}, AllLeft, []float64{0}},
		{"a year paid at once lasts a year", []string{"a 0 subscribe 120 year", "z 100 visit"}, &ContractOptions{Lapse: 45 * day, Months: "interval"}, NobodyLeft, []float64{1, 1}},
		{"a year that nobody pays again", []string{"a 0 subscribe 120 year", "z 500 visit"}, &ContractOptions{Lapse: 45 * day, Months: "interval"}, "", []float64{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0}},
		{"a payment that may come yet", []string{"a 0 subscribe 10", "z 39 visit"}, &ContractOptions{Lapse: 45 * day}, NoBase, nil},
		{"half of the plan", []string{"a 0 subscribe 10", "a 40 downgrade 5", end}, nil, NobodyLeft, []float64{0.5, 1}},
		{"a free plan is churned revenue of a customer who stays", []string{"a 0 subscribe 10", "a 40 downgrade 0", end}, nil, NobodyLeft, []float64{0}},
		{"a change of nobody's plan", []string{"b 2 upgrade 50", "a 0 subscribe 10", end}, nil, NobodyLeft, []float64{1, 1}},
	} {
		r := revenueOf(t, test.opt, test.log...)
		var grr []float64
		for _, p := range r.Periods {
			if p.GRR.Level > 0 {
				grr = append(grr, p.GRR.Value)
			}
		}
		assert.Equal(t, test.want, r.Case, test.name)
		assert.Equal(t, test.grr, grr, test.name)
		text(t, r)
	}
	r := revenueOf(t, nil, "a 0 subscribe 10", "a 40 refund 10", "a 41 payment -5", "b 50 refund 3", end)
	assert.Equal(t, []float64{18, 10}, []float64{r.Periods[1].Refunded, r.Periods[2].MRR})
	r = revenueOf(t, &ContractOptions{Months: "interval"}, "a 0 subscribe 30 fortnight", end)
	assert.Equal(t, []any{1, 30.0}, []any{r.Unread, r.Periods[1].MRR})
	for _, none := range []*event.Log{new(event.Log), lines(t, "a 0 visit"), lines(t, "a 0 cancel", "a 1 upgrade 5")} {
		_, err := ComputeRevenue(none, nil)
		assert.ErrorIs(t, err, ErrNoData)
	}
	_, err := ComputeRevenue(lines(t, "a 0 subscribe 1e300"), nil)
	assert.ErrorIs(t, err, stat.ErrTooLarge)
	_, err = ComputeRevenue(nil, nil)
	assert.Error(t, err)
}

// The two treatments, where one customer of two returns.
func TestReactivationIsApartOrExpansion(t *testing.T) {
	log := []string{"a 0 subscribe 100", "b 0 subscribe 50", "b 40 cancel", "b 70 subscribe 60", "c 70 subscribe 7", "z 100 visit"}
	for how, want := range map[Reactivation]float64{Apart: 1, AsExpansion: 1.6} {
		march := revenueOf(t, &ContractOptions{Reactivation: how}, log...).Periods[2]
		assert.Equal(t, []float64{100, 60, 7}, []float64{march.MRR, march.Reactivated, march.Won})
		assert.InDelta(t, want, march.NRR.Value, 1e-12)
		assert.Equal(t, 1.0, march.GRR.Value)
	}
}

func TestMistakesInContractsHaveTheirPlace(t *testing.T) {
	for path, o := range map[string]*ContractOptions{
		"options.period": {Period: Day}, "options.reactivation": {Reactivation: "r"}, "options.lapse": {Lapse: -1},
		"options.window": {Window: -1}, "options.level": {Level: 2}, "options.cancel[0]": {Start: []string{"x"}, Cancel: []string{"x"}},
		"options.at": {At: time.Date(2300, 1, 1, 0, 0, 0, 0, time.UTC)},
	} {
		_, err := ComputeRevenue(lines(t, "a 0 subscribe 10"), o)
		var mistake *field.Error
		require.ErrorAs(t, err, &mistake, path)
		assert.Equal(t, path, mistake.Path)
	}
	for _, bad := range []float64{-0.1, 1.1, math.NaN()} {
		_, err := Annual(bad, 12)
		assert.Error(t, err)
	}
	_, err := Annual(0.1, 0)
	assert.Error(t, err)
	whole, err := Annual(1, 12)
	require.NoError(t, err)
	assert.Equal(t, 1.0, whole)
	_, ok := RevenuePeriod{Won: 1}.QuickRatio()
	assert.False(t, ok)
}

func revenueTally(t testing.TB, o *ContractOptions, text ...string) *RevenueTally {
	log := lines(t, text...)
	tally, err := NewRevenue(log, o)
	require.NoError(t, err)
	for trace := range log.Traces() {
		tally.Add(trace)
	}
	return tally
}

func TestTalliesOfDifferentContractsDoNotMerge(t *testing.T) {
	for name, o := range map[string]*ContractOptions{
		"another period": {Period: Week}, "another lapse": {Lapse: day}, "another treatment": {Reactivation: AsExpansion},
		"another window": {Window: 3}, "other names": {Start: []string{"begin"}}, "another zone": {Location: place(t, "Europe/Paris")},
	} {
		tally := revenueTally(t, nil, "a 0 subscribe 10")
		tally.Merge(revenueTally(t, o, "b 0 subscribe 10"))
		_, err := tally.Result()
		assert.ErrorIs(t, err, figure.ErrOtherQuestion, name)
		_, err = json.Marshal(tally)
		assert.ErrorIs(t, err, figure.ErrOtherQuestion, name)
	}
	saved := new(RevenueTally)
	require.NoError(t, json.Unmarshal([]byte(text(t, revenueTally(t, nil, "a 0 subscribe 10"))), saved))
	saved.Add(lines(t, "a 0 subscribe 10").Trace(0))
	_, err := saved.Result()
	assert.ErrorIs(t, err, figure.ErrNoLog)
	saved.Merge(nil)
}

func TestStatesOfRevenueAreChecked(t *testing.T) {
	good := text(t, revenueTally(t, nil, "a 0 subscribe 10", "b 3 subscribe 5", "a 40 cancel"))
	require.NoError(t, json.Unmarshal([]byte(good), new(RevenueTally)))
	for _, change := range [][2]string{
		{`"customers":2`, `"customers":1`}, {`"customers":2`, `"customers":-2`}, {`"new":2`, `"new":-2`}, {`"there":2`, `"there":-2`},
		{`"kept":2`, `"kept":3`}, {`"paying":2`, `"paying":7`}, {`"size":2`, `"size":-1`}, {`"first":648`, `"first":648000`},
		{`"window":12`, `"window":0`}, {`"reactivation":"apart"`, `"reactivation":""`}, {`"period":"month"`, `"period":"day"`},
		{`"refund":[`, `"refund":["subscribe",`}, {`"end"`, `"e"`}, {`"period":648`, `"period":900`}, {`"loyal":2`, `"loyal":3`},
	} {
		bad := strings.Replace(good, change[0], change[1], 1)
		require.NotEqual(t, good, bad, "%v in %s", change, good)
		assert.Error(t, json.Unmarshal([]byte(bad), new(RevenueTally)), "%v", change)
	}
	assert.Error(t, new(RevenueTally).UnmarshalJSON([]byte("[")))
}

// Whatever is read as a state can be merged, asked and written.
func FuzzUnmarshalRevenue(f *testing.F) {
	f.Add(text(f, revenueTally(f, nil, "a 0 subscribe 10", "b 3 subscribe 5", "a 40 cancel", "b 99 upgrade 9")))
	f.Fuzz(func(t *testing.T, saved string) {
		if tally := new(RevenueTally); json.Unmarshal([]byte(saved), tally) == nil {
			tally.Merge(tally)
			if r, err := tally.Result(); err == nil {
				text(t, r)
			}
			text(t, tally)
		}
	})
}

// What is left of a cohort is what package renewal projects.
func TestCohortsCanBeProjected(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 1))
	var list []event.Event
	for who := range 3000 {
		leaves := math.Pow(r.Float64(), 1/0.8) // of a beta distribution, of 0.8 and 1
		for month := 0; month < 10; month++ {
			at := time.Date(2024, time.Month(1+month), 5, 0, 0, 0, 0, time.UTC)
			if month > 0 && r.Float64() < leaves {
				list = append(list, event.Event{Customer: fmt.Sprint(who), Name: "cancel", Time: at})
				break
			}
			list = append(list, event.Event{Customer: fmt.Sprint(who), Name: "payment", Value: 10, Time: at})
		}
	}
	revenue, err := ComputeRevenue(collect(t, list), nil)
	require.NoError(t, err)
	require.Len(t, revenue.Cohorts, 1)
	fit, err := renewal.Fit([]renewal.Cohort{revenue.Cohorts[0].Renewals()}, nil)
	require.NoError(t, err)
	assert.True(t, fit.Estimates[0].Lo <= 0.8 && 0.8 <= fit.Estimates[0].Hi, "%+v", fit.Estimates)
	assert.True(t, fit.Estimates[1].Lo <= 1 && 1 <= fit.Estimates[1].Hi, "%+v", fit.Estimates)
}

// Customers of very different size who leave, shrink and grow with planted
// probabilities: the planted rates are in their intervals about as often as the
// level says. The intervals are approximate, so 600 of them at 90% may hold a
// few percent more or less.
func TestIntervalsHoldThePlantedRetention(t *testing.T) {
	r := rand.New(rand.NewPCG(22, 1))
	const leave, shrink, grow = 0.1, 0.15, 0.2
	grr, nrr, all := 0, 0, 600
	for range all {
		var list []event.Event
		add := func(who, month int, name string, value float64) {
			list = append(list, event.Event{Customer: fmt.Sprint(who), Name: name, Value: value, Time: time.Date(2024, time.Month(month), 9, 0, 0, 0, 0, time.UTC)})
		}
		for who := range 120 {
			pays := math.Round(100 * math.Exp(0.5*r.NormFloat64()))
			add(who, 1, "subscribe", pays)
			switch u := r.Float64(); {
			case u < leave:
				add(who, 2, "cancel", 0)
			case u < leave+shrink:
				add(who, 2, "downgrade", pays/2)
			case u < leave+shrink+grow:
				add(who, 2, "upgrade", pays*1.5)
			}
		}
		add(999, 3, "visit", 0)
		result, err := ComputeRevenue(collect(t, list), &ContractOptions{Level: 0.9})
		require.NoError(t, err)
		february := result.Periods[1]
		if truth := 1 - leave - shrink/2; february.GRR.Lo <= truth && truth <= february.GRR.Hi {
			grr++
		}
		if truth := 1 - leave - shrink/2 + grow/2; february.NRR.Lo <= truth && truth <= february.NRR.Hi {
			nrr++
		}
	}
	assert.InDelta(t, 0.9, float64(grr)/float64(all), 0.04, "GRR")
	assert.InDelta(t, 0.9, float64(nrr)/float64(all), 0.04, "NRR")
}
