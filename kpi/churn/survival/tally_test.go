package survival_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/churn/survival"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
	"github.com/parcours-go/parcours/persona/field"
)

// said is everything that a tally says, as JSON.
func said(t testing.TB, tally *survival.Tally) string {
	curves, err := tally.KaplanMeier(&survival.Options{Transform: survival.LogLog})
	require.NoError(t, err)
	hazards, err := tally.NelsonAalen(nil)
	require.NoError(t, err)
	all := []any{curves, hazards}
	for i := range curves {
		all = append(all, curves[i].Median(), curves[i].Mean())
	}
	if c, err := tally.LogRank(&survival.LogRankOptions{Pairs: true}); err == nil {
		all = append(all, c)
	} else {
		all = append(all, err.Error())
	}
	b, err := json.Marshal(all)
	require.NoError(t, err)
	return string(b)
}

func TestPartsInAnyOrderSayWhatTheWholeSays(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for k := range sharedtest.Cases(200, 2000) {
		list := planted(r, 1+r.IntN(100), k%2 == 0)
		whole, err := survival.Count(survival.Collect(list))
		require.NoError(t, err)
		want := said(t, whole)
		r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		parts := make([]survival.Tally, 1+r.IntN(4))
		for _, o := range list {
			parts[r.IntN(len(parts))].Add(o)
		}
		var merged survival.Tally
		for _, i := range r.Perm(len(parts)) {
			state, err := json.Marshal(&parts[i])
			require.NoError(t, err)
			var restored survival.Tally
			require.NoError(t, json.Unmarshal(state, &restored))
			merged.Merge(&restored)
			again, err := json.Marshal(&restored)
			require.NoError(t, err)
			require.Equal(t, string(state), string(again), "a merge changes what it takes from")
		}
		require.Equal(t, want, said(t, &merged))
	}
}

// Many observations take other ways: counters for whole times, sorting by
// digits for others, and counting in between while they are added.
func TestManyObservationsAreCountedAsFewAre(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	for _, whole := range []bool{true, false} {
		list := planted(r, 50_000, whole)
		if whole {
			list[0].Time = 1e12 // too large for counters
		}
		var added survival.Tally
		counts := map[string]int{}
		for _, o := range list {
			added.Add(o)
			counts[fmt.Sprint(o)]++
		}
		counted, err := survival.Count(survival.Collect(list))
		require.NoError(t, err)
		require.Equal(t, said(t, &added), said(t, counted))
		curves, err := counted.KaplanMeier(nil)
		require.NoError(t, err)
		for _, c := range curves {
			for _, s := range c.Steps {
				require.Equal(t, counts[fmt.Sprint(survival.Observation{Time: s.Time, Event: true, Group: c.Group})], s.Events)
				require.Equal(t, counts[fmt.Sprint(survival.Observation{Time: s.Time, Group: c.Group})], s.Censored)
			}
		}
		if whole {
			list[0].Time = 3
			fast, err := survival.Count(survival.Collect(list))
			require.NoError(t, err)
			var slow survival.Tally
			for _, o := range list {
				slow.Add(o)
			}
			require.Equal(t, said(t, &slow), said(t, fast))
		}
	}
}

func TestGroupsOfOneNameAreOneGroup(t *testing.T) {
	tally, err := survival.Count(&survival.Data{
		Times: []float64{1, 2, math.Copysign(0, -1)}, Events: []bool{true, false, true},
		Groups: []int32{0, 2, 2}, Names: []string{"a", "nobody", "a"},
	})
	require.NoError(t, err)
	var zero survival.Tally
	zero.Add(survival.Observation{Time: math.Copysign(0, -1), Group: "a"})
	zero.Merge(new(survival.Tally))
	tally.Merge(&zero)
	state, err := json.Marshal(tally)
	require.NoError(t, err)
	assert.JSONEq(t, `{"groups":[{"group":"a","times":[0,1,2],"events":[1,1,0],"censored":[1,0,1]}]}`, string(state))
}

func TestStatesOfStrangersAreRefused(t *testing.T) {
	for _, state := range []string{
		`[]`, `{"groups":[{}]}`,
		`{"groups":[{"group":"a","times":[1],"events":[1,1],"censored":[0]}]}`,
		`{"groups":[{"group":"a","times":[2,1],"events":[1,1],"censored":[0,0]}]}`,
		`{"groups":[{"group":"a","times":[1,1],"events":[1,1],"censored":[0,0]}]}`,
		`{"groups":[{"group":"a","times":[-1],"events":[1],"censored":[0]}]}`,
		`{"groups":[{"group":"a","times":[-0.0],"events":[1],"censored":[0]}]}`,
		`{"groups":[{"group":"a","times":[1e400],"events":[1],"censored":[0]}]}`,
		`{"groups":[{"group":"a","times":[1],"events":[-1],"censored":[2]}]}`,
		`{"groups":[{"group":"a","times":[1],"events":[0],"censored":[0]}]}`,
		`{"groups":[{"group":"a","times":[1],"events":[9000000000000000000],"censored":[9000000000000000000]}]}`,
		`{"groups":[{"group":"a","times":[1],"events":[1],"censored":[0]},{"group":"a","times":[1],"events":[1],"censored":[0]}]}`,
	} {
		tally := new(survival.Tally)
		assert.Error(t, json.Unmarshal([]byte(state), tally), state)
		_, err := tally.KaplanMeier(nil)
		assert.ErrorIs(t, err, survival.ErrNoData, "what was refused leaves nothing")
	}
	huge := new(survival.Tally)
	require.NoError(t, json.Unmarshal([]byte(`{"groups":[{"group":"a","times":[1],"events":[1099511627],"censored":[0]}]}`), huge))
	_, err := huge.NelsonAalen(&survival.HazardOptions{Ties: survival.FlemingHarrington})
	assert.ErrorIs(t, err, field.ErrRange)
}

func TestATallyKeepsItsFirstMistake(t *testing.T) {
	for _, time := range []float64{-1, math.NaN(), math.Inf(1)} {
		var tally, other survival.Tally
		tally.Add(survival.Observation{Time: time})
		tally.Add(survival.Observation{Time: 1})
		other.Add(survival.Observation{Time: 2})
		other.Merge(&tally)
		for _, broken := range []*survival.Tally{&tally, &other} {
			_, err := broken.KaplanMeier(nil)
			assert.ErrorIs(t, err, field.ErrRange)
			_, err = broken.LogRank(nil)
			assert.ErrorIs(t, err, field.ErrRange)
			_, err = json.Marshal(broken)
			assert.Error(t, err)
		}
	}
}

func TestMistakesInDataSayWhere(t *testing.T) {
	for want, data := range map[string]*survival.Data{
		"data.events: invalid":            {Times: []float64{1}},
		"data.groups: invalid":            {Times: []float64{1}, Events: []bool{true}, Groups: []int32{0, 0}, Names: []string{"a"}},
		"data.strata: invalid":            {Times: []float64{1}, Events: []bool{true}, Strata: []int32{0, 0}},
		"data.times[1]: out of range":     {Times: []float64{1, math.NaN()}, Events: []bool{true, true}},
		"data.groups[0]: out of range":    {Times: []float64{1}, Events: []bool{true}, Groups: []int32{1}, Names: []string{"a"}},
		"data.groups[1]: out of range":    {Times: []float64{1, 1}, Events: []bool{true, true}, Groups: []int32{0, -1}, Names: []string{"a"}},
		"data.times[0]: out of range":     {Times: []float64{-1e-300}, Events: []bool{true}},
		survival.ErrNoData.Error():        {},
		survival.ErrNoData.Error() + "\t": nil,
	} {
		_, err := survival.Count(data)
		assert.ErrorContains(t, err, strings.TrimSpace(want))
		_, err = survival.LogRank(data, nil)
		assert.ErrorContains(t, err, strings.TrimSpace(want))
	}
}

func TestMistakesInOptionsSayWhere(t *testing.T) {
	_, err := survival.KaplanMeier(subscribers, &survival.Options{Level: 2})
	assert.ErrorContains(t, err, "options.level: out of range")
	_, err = survival.KaplanMeier(subscribers, &survival.Options{Transform: "logit"})
	assert.ErrorContains(t, err, "options.transform: unknown")
	_, err = survival.NelsonAalen(subscribers, &survival.HazardOptions{Transform: survival.LogLog})
	assert.ErrorContains(t, err, "options.transform: unknown")
	_, err = survival.NelsonAalen(subscribers, &survival.HazardOptions{Ties: "any"})
	assert.ErrorContains(t, err, "options.ties: unknown")
	_, err = survival.LogRank(subscribers, &survival.LogRankOptions{Rho: 1})
	assert.ErrorContains(t, err, "options.rho: invalid")
	_, err = survival.LogRank(subscribers, &survival.LogRankOptions{Weights: survival.HarringtonFleming, Rho: math.NaN()})
	assert.ErrorContains(t, err, "options.rho: out of range")
}

func TestReadCSV(t *testing.T) {
	text := "Tenure,Churned,Plan,Region,Age\n3,2,x,n,40\n5,1,y,s,NA\n4,2,x,n,50\n"
	data, err := survival.ReadCSV(strings.NewReader(text), &survival.CSVOptions{
		Group: "plan", Happened: []string{"2"}, Stratum: "region", Covariates: []string{"age"}, DropGaps: true,
	})
	require.NoError(t, err)
	assert.Equal(t, &survival.Data{
		Times: []float64{3, 4}, Events: []bool{true, true}, Groups: []int32{0, 0}, Names: []string{"x", "y"},
		Strata: []int32{0, 0}, Covariates: []survival.Covariate{{Name: "age", Values: []float64{40, 50}}},
	}, data)
	data, err = survival.ReadCSV(strings.NewReader("t,status\n3,TRUE\n5,no\n"), nil)
	require.NoError(t, err)
	assert.Equal(t, &survival.Data{Times: []float64{3, 5}, Events: []bool{true, false}}, data)
	for text, want := range map[string]string{
		"time,event\n3,2\n":   "options.happened: missing",
		"time,event\n-3,1\n":  "line 2: out of range",
		"time,event\nx,1\n":   "line 2",
		"time,event,a\n1,1\n": "line 2",
		"time\n1\n":           "event or status or churned",
	} {
		_, err := survival.ReadCSV(strings.NewReader(text), nil)
		assert.ErrorContains(t, err, want)
	}
	_, err = survival.ReadCSV(strings.NewReader("time,event,age\n3,1,NA\n"), &survival.CSVOptions{Covariates: []string{"age"}})
	assert.ErrorContains(t, err, "line 2")
}

// file returns a CSV file of n durations in whole days, in two groups.
func file(n int) []byte {
	r := rand.New(rand.NewPCG(21, 22))
	var b bytes.Buffer
	b.WriteString("time,event,group\n")
	for range n {
		group := r.IntN(2)
		life, end := r.ExpFloat64()*float64(300+100*group), float64(30+r.IntN(1000))
		b.WriteString(strconv.Itoa(1 + int(min(life, end))))
		b.WriteString([]string{",0,", ",1,"}[min(1, int(end/max(life, 1e-9)))])
		b.WriteString([]string{"control\n", "treated\n"}[group])
	}
	return b.Bytes()
}
