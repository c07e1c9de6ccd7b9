package attribution

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/persona/field"
)

// oneBuyer is a log of a customer who came by e-mail and bought on the web.
func oneBuyer(t testing.TB) *event.Log {
	return collect(t, []event.Event{
		{Customer: "a", Time: time.Unix(1, 0), Name: "click", Channel: "email"},
		{Customer: "a", Time: time.Unix(2, 0), Name: "view", Channel: "web"},
		{Customer: "a", Time: time.Unix(3, 0), Name: "buy", Channel: "web"},
	})
}

func tallied(t testing.TB, log *event.Log, o *Options) *Tally {
	tally, err := New(log, []string{"buy"}, o)
	require.NoError(t, err)
	for trace := range log.Traces() {
		tally.Add(trace)
	}
	return tally
}

func TestMisuseIsAnError(t *testing.T) {
	log := oneBuyer(t)
	_, err := Compute(nil, []string{"buy"}, nil)
	assert.Error(t, err)
	_, err = Compute(log, nil, nil)
	var mistake *field.Error
	require.ErrorAs(t, err, &mistake)
	assert.Equal(t, "conversion", mistake.Path)
	_, err = Compute(new(event.Log), []string{"buy"}, nil)
	assert.ErrorIs(t, err, ErrNoData)
	_, err = new(Tally).Result()
	assert.ErrorIs(t, err, ErrNoData)

	tally := tallied(t, log, nil)
	tally.Merge(tallied(t, log, &Options{ConversionTouches: true}))
	_, err = tally.Result()
	assert.ErrorIs(t, err, ErrOtherQuestion)
	_, err = json.Marshal(tally)
	assert.ErrorIs(t, err, ErrOtherQuestion)

	saved := new(Tally)
	require.NoError(t, json.Unmarshal([]byte(text(t, tallied(t, log, nil))), saved))
	saved.Add(log.Trace(0))
	_, err = saved.Result()
	assert.ErrorIs(t, err, ErrNoLog)
}

// Tallies that differ in any option were asked different things.
func TestTalliesOfOtherOptionsDoNotMerge(t *testing.T) {
	log := oneBuyer(t)
	plain := &Options{Models: []Model{Markov}}
	for name, o := range map[string]*Options{
		"touches": {Touches: []string{"click"}}, "no touches": {Touches: []string{}}, "conversion touches": {ConversionTouches: true},
		"lookback": {Lookback: 1}, "collapse": {Collapse: true}, "nulls": {WithoutNulls: true}, "values": {Values: true}, "order": {Order: 2},
		"shares": {FirstShare: 1}, "half-life": {HalfLife: 1}, "half-life in touches": {HalfLifeTouches: 1}, "direct": {Direct: []journey.Channel{}},
		"models": {Models: []Model{Markov, First}}, "conversion": nil,
	} {
		other := tallied(t, log, plain)
		if o == nil {
			other.Conversion = []string{"sell"}
		} else {
			if o.Models == nil {
				o.Models = plain.Models
			}
			other = tallied(t, log, o)
		}
		tally := tallied(t, log, plain)
		tally.Merge(other)
		_, err := tally.Result()
		assert.ErrorIs(t, err, ErrOtherQuestion, name)
	}
}

// A mistake goes on to whoever merges the tally that made it.
func TestAMistakeIsMergedToo(t *testing.T) {
	log := oneBuyer(t)
	broken, tally := tallied(t, log, nil), tallied(t, log, nil)
	broken.Merge(nil)
	tally.Merge(broken)
	_, err := tally.Result()
	assert.ErrorIs(t, err, ErrOtherQuestion)
}

func TestTooManyChannelsAreAnError(t *testing.T) {
	logs := make([]*event.Log, 2)
	for k := range logs {
		var list []event.Event
		for i := range 600 + k*600 {
			list = append(list, event.Event{Customer: "a", Time: time.Unix(int64(i), 0), Name: "view", Channel: journey.Channel(fmt.Sprint(k, i))})
		}
		logs[k] = collect(t, list)
	}
	_, err := Compute(logs[1], []string{"buy"}, nil)
	assert.ErrorIs(t, err, ErrChannels)
	tally := tallied(t, logs[0], nil)
	many, err := newTally(tally.question, logs[1].Channels()[:600])
	require.NoError(t, err)
	tally.Merge(many)
	_, err = tally.Result()
	assert.ErrorIs(t, err, ErrChannels)
}

// A state that is changed by hand is refused.
func TestStatesOfStrangersAreChecked(t *testing.T) {
	good := text(t, tallied(t, oneBuyer(t), nil))
	for _, change := range [][2]string{
		{`"channels":["email","web"]`, `"channels":["web","email"]`}, {`"channels":["email","web"]`, `"channels":["email"]`},
		{`"steps":[0,1`, `"steps":[0,2`}, {`"steps":[0,1`, `"steps":[-1,1`}, {`"first":[1,0]`, `"first":[0,1]`}, {`"first":[1,0]`, `"first":[2,0]`},
		{`"length":2`, `"length":0`}, {`"length":2`, `"length":3`}, {`"touches":[1,1]`, `"touches":[1]`}, {`"touches":[1,1]`, `"touches":[3,-1]`},
		{`"conversion":["buy"]`, `"conversion":["buy","a"]`},
	} {
		bad := strings.Replace(good, change[0], change[1], 1)
		require.NotEqual(t, good, bad, "%v in %s", change, good)
		assert.Error(t, json.Unmarshal([]byte(bad), new(Tally)), "%v", change)
	}
}

// The same of a state that has everything.
func TestLargerStatesOfStrangersAreChecked(t *testing.T) {
	log := collect(t, []event.Event{
		{Customer: "a", Time: time.Unix(1, 0), Name: "click", Channel: "a"},
		{Customer: "a", Time: time.Unix(2, 0), Name: "click", Channel: "b"},
		{Customer: "a", Time: time.Unix(3, 0), Name: "click", Channel: "a"},
		{Customer: "a", Time: time.Unix(4, 0), Name: "buy", Value: 2},
	})
	good := text(t, tallied(t, log, &Options{Models: models[:], Values: true, Order: 2}))
	for _, change := range [][2]string{
		{`"order":2`, `"order":3`}, {`"order":2`, `"order":9`}, {`"values":true,`, ``}, {`"first_share":0.4`, `"first_share":-1`},
		{`"half_life":604800000000000`, `"half_life":0`}, {`"half_life":604800000000000`, `"counted":true,"half_life":604800000000000`},
		{`"models":["first","last"`, `"models":["last","first"`}, {`"models":["first",`, `"models":["best",`}, {`"models":["first",`, `"models":[`},
		{`"direct":["(direct)","(none)"`, `"direct":["(none)","(direct)"`},
		{`"value":[33,524288]`, `"value":[33,-1]`}, {`"value":[33,524288],`, ``}, {`{"model":"last",`, `{"model":"linear",`},
		{`"states":[[0,1],[1,0]]`, `"states":[[0,1],[0,1]]`}, {`"states":[[0,1],[1,0]]`, `"states":[[0,1],[1,2]]`}, {`"states":[[0,1],[1,0]]`, `"states":[[0,1],[]]`},
		{`"states":[[0,1],[1,0]]`, `"states":[[0,1],[1,0,1]]`}, {`"states":[[0,1],[1,0]]`, `"states":[[0,1],[1]]`}, {`"states":[[0,1],[1,0]]`, `"states":[[0,1]]`},
		{`"starts":[1,0]`, `"starts":[0,1]`}, {`"starts":[1,0]`, `"starts":[1,-1]`}, {`"starts":[1,0],"conversions":[0,1]`, `"starts":[2,0],"conversions":[1,1]`},
		{`"nulls":[0,0]`, `"nulls":[0]`}, {`"values":[null,[33,524288]]`, `"values":[[33,-524288],null]`},
		{`"transitions":[[0,1,1]]`, `"transitions":[]`}, {`"transitions":[[0,1,1]]`, `"transitions":[[0,2,1]]`}, {`"transitions":[[0,1,1]]`, `"transitions":[[0,0,1]]`},
		{`"transitions":[[0,1,1]]`, `"transitions":[[0,1,1],[0,1,0]]`}, {`"transitions":[[0,1,1]]`, `"transitions":[[0,1,2],[0,1,-1]]`},
		{`"grams":`, `"other":`},
	} {
		bad := strings.Replace(good, change[0], change[1], 1)
		require.NotEqual(t, good, bad, "%v in %s", change, good)
		assert.Error(t, json.Unmarshal([]byte(bad), new(Tally)), "%v", change)
	}
}

// Whatever is read as a state can be merged, asked and written.
func FuzzUnmarshalTally(f *testing.F) {
	f.Add(text(f, tallied(f, oneBuyer(f), nil)))
	f.Add(text(f, tallied(f, oneBuyer(f), &Options{Models: models[:], Values: true, Order: 2, Collapse: true})))
	f.Add(text(f, tallyOf(f, []Path{pathOf("a > b > a > b", 2, 3), pathOf("c", 1, 0)}, &Options{Models: models[:], Order: 3})))
	f.Fuzz(func(t *testing.T, saved string) {
		tally := new(Tally)
		if json.Unmarshal([]byte(saved), tally) != nil {
			return
		}
		other := new(Tally)
		require.NoError(t, json.Unmarshal([]byte(saved), other))
		tally.Merge(other)
		if r, err := tally.Result(); err == nil {
			text(t, r) // no number that JSON does not have
		}
		text(t, tally)
	})
}

func TestAddAllocatesNothing(t *testing.T) {
	log := oneBuyer(t)
	for _, o := range []*Options{nil, {Models: models[:], Values: true, Order: 2, Lookback: time.Hour, Collapse: true}} {
		tally := tallied(t, log, o)
		assert.Zero(t, testing.AllocsPerRun(20, func() { tally.Add(log.Trace(0)) }))
	}
}
