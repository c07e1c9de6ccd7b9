package funnel

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/persona/field"
)

// randomReport draws what else than chains a funnel is asked.
func randomReport(r *rand.Rand, o *Options, steps int) {
	o.Brief = oneIn(r, 4)
	o.By = []string{"", "colour", Channel, "nothing"}[r.IntN(4)]
	o.Attribution = []Attribution{"", FirstTouch, LastTouch, AtStep, EveryTouch}[r.IntN(5)]
	o.Step = r.IntN(steps + 1)
	o.Segments = r.IntN(3)
	o.Count = []Count{"", Customers, Scopes, Tries}[r.IntN(4)]
	o.Level = []float64{0, 0.8}[r.IntN(2)]
	if oneIn(r, 3) {
		o.Zone = time.FixedZone("Elsewhere", 7200)
		o.Session.Midnight = o.Zone
	}
}

// Parts of the customers, each a log of its own, tallied on machines that know
// nothing of each other, saved, restored and merged in any order, give what one
// pass gives, byte for byte.
func TestPartsMergedAreOnePass(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for done := 0; done < 600; {
		steps, opt := randomQuestion(r)
		randomReport(r, opt, len(steps))
		log := randomLog(t, r, 1+r.IntN(30), 8)
		want, err := Compute(log, steps, opt)
		if err != nil {
			continue // options that do not go together
		}
		done++
		var parts []*Tally
		for _, part := range log.Split(func(string) string { return fmt.Sprint(r.IntN(4)) }) {
			tally, err := New(part, steps, opt)
			require.NoError(t, err)
			for trace := range part.Traces() {
				tally.Add(trace)
			}
			if oneIn(r, 4) {
				_, err := tally.Result() // may be asked at any time
				require.NoError(t, err)
			}
			parts = append(parts, restored(t, tally))
		}
		r.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		for _, p := range parts[1:] {
			before := saved(t, p)
			parts[0].Merge(p)
			require.Equal(t, before, saved(t, p), "the other is left as it is")
		}
		got, err := restored(t, parts[0]).Result()
		require.NoError(t, err)
		require.Equal(t, asJSON(t, want), asJSON(t, got))
	}
}

func asJSON(t *testing.T, v any) string {
	b, err := json.Marshal(v)
	require.NoError(t, err)
	return string(b)
}

func saved(t *testing.T, tally *Tally) string { return asJSON(t, tally) }

func restored(t *testing.T, tally *Tally) *Tally {
	out := new(Tally)
	require.NoError(t, json.Unmarshal([]byte(saved(t, tally)), out))
	require.Equal(t, saved(t, tally), saved(t, out))
	return out
}

// A stream that is followed gives at any time what one pass over its log gives.
func TestAFollowedStreamIsOnePass(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for done := 0; done < 30; {
		steps, opt := randomQuestion(r)
		randomReport(r, opt, len(steps))
		events := slices.Collect(randomLog(t, r, 20, 8).All())
		if _, _, err := settled(steps, opt); err != nil {
			continue
		}
		done++
		s := event.NewStream(nil)
		follow := event.Follow(s, func(l *event.Log) (*Tally, error) { return New(l, steps, opt) })
		for k, e := range events {
			e.Order = int64(k)
			require.NoError(t, s.Append(e))
			if !oneIn(r, 30) {
				continue
			}
			now, err := follow.Now()
			require.NoError(t, err)
			got, err := now.Result()
			require.NoError(t, err)
			want, err := Compute(s.Log(), steps, opt)
			require.NoError(t, err)
			require.Equal(t, asJSON(t, want), asJSON(t, got))
		}
	}
}

var ab = []Step{{Events: []string{"a"}}, {Events: []string{"b"}}}

func TestWhatIsNotOneAnalysisIsAnError(t *testing.T) {
	log := randomLog(t, rand.New(rand.NewPCG(7, 8)), 5, 8)
	a, err := New(log, ab, nil)
	require.NoError(t, err)
	b, err := New(log, ab, &Options{Window: time.Hour})
	require.NoError(t, err)
	a.Merge(b)
	_, err = a.Result()
	assert.ErrorIs(t, err, figure.ErrOtherQuestion)
	_, err = json.Marshal(a)
	assert.ErrorIs(t, err, figure.ErrOtherQuestion)
	b.Merge(a)
	_, err = b.Result()
	assert.ErrorIs(t, err, figure.ErrOtherQuestion, "a mistake is passed on")

	c, err := New(log, ab, nil)
	require.NoError(t, err)
	c = restored(t, c)
	c.Add(log.Trace(0))
	_, err = c.Result()
	assert.ErrorIs(t, err, figure.ErrNoLog, "a restored tally has no log")

	zero := new(Tally)
	_, err = zero.Result()
	assert.Error(t, err)
	_, err = json.Marshal(zero)
	assert.Error(t, err)
	zero.Merge(c)
	zero.Add(log.Trace(0))
}

func TestNoCustomerIsNoData(t *testing.T) {
	_, err := Compute(new(event.Log), ab, nil)
	assert.ErrorIs(t, err, ErrNoData)
	_, err = Within(new(event.Log), nil, nil, nil)
	assert.ErrorIs(t, err, ErrNoData)
	_, err = Compute(nil, ab, nil)
	assert.Error(t, err)
}

// What others write as a state is an error where it cannot be one, and never a
// panic, not even when it is merged and asked.
func TestAStateThatNobodySavedIsAnError(t *testing.T) {
	log := randomLog(t, rand.New(rand.NewPCG(9, 10)), 10, 8)
	tally, err := New(log, ab, &Options{By: "colour"})
	require.NoError(t, err)
	for trace := range log.Traces() {
		tally.Add(trace)
	}
	good := saved(t, tally)
	for _, change := range [][2]string{
		{`"reached":[`, `"reached":[-1,`}, {`"reached":[`, `"reached":[9,`}, {`"ended":[`, `"ended":[1,`},
		{`"customers":10`, `"customers":-1`}, {`"customers":10`, `"customers":1`}, {`"customers":10`, `"customers":1e30`},
		{`"values":[`, `"values":[[0],`}, {`"level":0.95`, `"level":7`}, {`"events":["a"]`, `"events":[]`},
		{`"first":`, `"first":9223372036854775807,"x":`}, {`"all":{`, `"all":null,"b":{`}, {`"asked":{`, `"asked":null,"b":{`},
		{`"next":[{`, `"next":[null,{`}, {`"reached":[`, `"begun":[1],"reached":[`},
	} {
		bad := replaceOnce(good, change[0], change[1])
		require.NotEqual(t, good, bad, change[0])
		assert.Error(t, json.Unmarshal([]byte(bad), new(Tally)), change[1])
	}
	for _, bad := range []string{`{}`, `7`, `null`, `[]`, `{"asked":{"steps":[]}}`} {
		assert.Error(t, json.Unmarshal([]byte(bad), new(Tally)), bad)
	}
}

func replaceOnce(s, old, new string) string {
	for i := range len(s) - len(old) {
		if s[i:i+len(old)] == old {
			return s[:i] + new + s[i+len(old):]
		}
	}
	return s
}

func FuzzTally(f *testing.F) {
	r := rand.New(rand.NewPCG(11, 12))
	for range 5 {
		steps, opt := randomQuestion(r)
		log := randomLog(f, r, 4, 6)
		if tally, err := New(log, steps, opt); err == nil {
			for trace := range log.Traces() {
				tally.Add(trace)
			}
			b, err := json.Marshal(tally)
			require.NoError(f, err)
			f.Add(b)
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		tally := new(Tally)
		if json.Unmarshal(b, tally) != nil {
			return
		}
		again := restored(t, tally)
		again.Merge(tally)
		if r, err := again.Result(); err == nil {
			_, err := json.Marshal(r)
			require.NoError(t, err)
		}
	})
}

func TestMistakesSayWhereTheyAre(t *testing.T) {
	log := randomLog(t, rand.New(rand.NewPCG(7, 8)), 5, 8)
	bad := "\xff"
	for path, ask := range map[string]struct {
		steps []Step
		opt   Options
	}{
		"steps":                          {nil, Options{}},
		"steps[1].events":                {[]Step{ab[0], {Name: "x"}}, Options{}},
		"steps[0].optional":              {[]Step{{Events: []string{"a"}, Optional: true}}, Options{}},
		"steps[0].within":                {[]Step{{Events: []string{"a"}, Within: -2}}, Options{}},
		"steps[0].name":                  {[]Step{{Name: bad, Events: []string{"a"}}}, Options{}},
		"steps[0].where[0].key":          {[]Step{{Events: []string{"a"}, Where: []Condition{{In: []string{"x"}}}}}, Options{}},
		"steps[0].where[0].in":           {[]Step{{Events: []string{"a"}, Where: []Condition{{Key: "x"}}}}, Options{}},
		"options.level":                  {ab, Options{Level: 0.2}},
		"options.order":                  {ab, Options{Order: "sideways"}},
		"options.ties":                   {ab, Options{Ties: "x"}},
		"options.anchor":                 {ab, Options{Anchor: "x"}},
		"options.scope":                  {ab, Options{Scope: "x"}},
		"options.attribution":            {ab, Options{Attribution: "x"}},
		"options.window":                 {ab, Options{Window: -5}},
		"options.within":                 {ab, Options{Within: -5}},
		"options.grace":                  {ab, Options{Grace: -5}},
		"options.step":                   {ab, Options{Step: 3}},
		"options.segments":               {ab, Options{Segments: -3}},
		"options.by":                     {ab, Options{By: bad}},
		"options.from":                   {ab, Options{From: time.Date(3000, 1, 1, 0, 0, 0, 0, time.UTC)}},
		"options.exclude[0]":             {ab, Options{Exclude: []Exclusion{{Events: []string{"x"}, From: 2, To: 1}}}},
		"options.exclude[0].events":      {ab, Options{Exclude: []Exclusion{{}}}},
		"options.effect":                 {ab, Options{Effect: EndTry}},
		"options.count":                  {ab, Options{Count: Tries}},
		"options.same":                   {ab, Options{Same: "x", Scope: Day}},
		"options.exclude[0].where[0].in": {ab, Options{Exclude: []Exclusion{{Events: []string{"x"}, Where: []Condition{{Key: "x"}}}}}},
	} {
		_, err := Compute(log, ask.steps, &ask.opt)
		var mistake *field.Error
		require.ErrorAs(t, err, &mistake, path)
		assert.Equal(t, path, mistake.Path)
	}
	_, err := Compute(log, nil, nil)
	assert.EqualError(t, err, "funnel: steps: out of range: want 1 to 30, got 0", "no step is one mistake, not two")
	assert.Empty(t, Steps(nil))
	for path, opt := range map[string]*WithinOptions{"options.level": {Level: 2}, "options.time": {Time: -9}, "options.events": {Events: -1}} {
		_, err := Within(log, nil, nil, opt)
		var mistake *field.Error
		require.ErrorAs(t, err, &mistake, path)
		assert.Equal(t, path, mistake.Path)
	}
}

func TestValuesTooLargeAreAnError(t *testing.T) {
	var events []event.Event
	for i := range 3 {
		events = append(events, event.Event{Customer: fmt.Sprint(i), Name: "a", Time: epoch, Value: 1e308})
	}
	log, err := event.Collect(slices.Values(events))
	require.NoError(t, err)
	_, err = Compute(log, ab, nil)
	assert.ErrorIs(t, err, ErrTooLarge)
	_, err = Compute(log, ab, &Options{By: "colour", Segments: 1})
	assert.ErrorIs(t, err, ErrTooLarge)
}

func TestNothingIsAllocatedPerEvent(t *testing.T) {
	var events []event.Event
	for i := range 4000 {
		events = append(events, event.Event{Customer: "ada", Name: stepNames[(i*i/3)%5], Time: epoch.Add(time.Duration(i/2) * time.Second)})
	}
	log, err := event.Collect(slices.Values(events))
	require.NoError(t, err)
	steps := []Step{{Events: []string{"a"}}, {Events: []string{"b", "a"}}, {Events: []string{"c"}}, {Events: []string{"zzz"}}}
	for name, opt := range map[string]*Options{
		"plain":         {},
		"brief":         {Brief: true},
		"clickhouse":    ClickHouse(time.Hour, StrictOrder),
		"posthog":       {Effect: Drop, Exclude: []Exclusion{{Events: []string{"d"}}}},
		"mixpanel":      Mixpanel(),
		"unordered":     {Order: Unordered},
		"first then":    {Order: FirstThenAny},
		"sessions":      {Scope: Session, Count: Scopes},
		"weeks":         {Scope: Week},
		"same":          {Same: "colour"},
		"each, by step": {Anchor: EachEntry, Window: time.Minute, By: Channel, Attribution: AtStep},
	} {
		tally, err := New(log, steps, opt)
		require.NoError(t, err)
		tally.Add(log.Trace(0))
		tally.Add(log.Trace(0))
		assert.Less(t, testing.AllocsPerRun(5, func() { tally.Add(log.Trace(0)) }), 30.0, name)
	}
}
