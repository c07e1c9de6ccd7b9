package attribution

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/persona/field"
)

func TestMistakesInOptionsSayWhere(t *testing.T) {
	log := oneBuyer(t)
	for path, o := range map[string]Options{
		"options.touches":           {Touches: []string{"\xff"}},
		"options.direct":            {Direct: []journey.Channel{"\xff"}},
		"options.models":            {Models: []Model{"best"}},
		"options.order":             {Order: 5},
		"options.lookback":          {Lookback: -1},
		"options.first_share":       {FirstShare: 1.5},
		"options.last_share":        {FirstShare: 0.6, LastShare: 0.5},
		"options.half_life":         {HalfLife: -time.Hour},
		"options.half_life_touches": {HalfLifeTouches: math.Inf(1)},
	} {
		_, err := Compute(log, []string{"buy"}, &o)
		var mistake *field.Error
		if assert.ErrorAs(t, err, &mistake, path) {
			assert.Equal(t, path, mistake.Path)
		}
	}
	for path, o := range map[string]Options{
		"options.models": {Models: []Model{}}, "options.order": {Order: -1},
		"options.first_share": {FirstShare: math.NaN(), LastShare: 0.1}, "options.last_share": {FirstShare: 0.1, LastShare: math.NaN()},
		"options.half_life_touches": {HalfLifeTouches: -1}, "options.half_life": {HalfLife: time.Hour},
	} {
		_, err := FromPaths([]Path{pathOf("a", 1, 0)}, &o)
		var mistake *field.Error
		if assert.ErrorAs(t, err, &mistake, path) {
			assert.Equal(t, path, mistake.Path)
		}
	}
}

func TestMistakesInPathsSayWhere(t *testing.T) {
	for path, p := range map[string]Path{
		"paths[1].conversions": {Conversions: -1}, "paths[1].nulls": {Nulls: -1}, "paths[1].channels[1]": {Channels: []journey.Channel{"a", ""}},
		"paths[1].channels[0]": {Channels: []journey.Channel{"\xff"}}, "paths[1].value": {Value: 1, Nulls: 1},
	} {
		_, err := FromPaths([]Path{pathOf("a", 1, 0), p}, nil)
		var mistake *field.Error
		if assert.ErrorAs(t, err, &mistake, path) {
			assert.Equal(t, path, mistake.Path)
		}
	}
	for _, v := range []float64{-1, math.NaN(), math.Inf(1), 1e201} {
		_, err := FromPaths([]Path{{Conversions: 1, Value: v}}, nil)
		var mistake *field.Error
		require.ErrorAs(t, err, &mistake)
		assert.Equal(t, "paths[0].value", mistake.Path)
	}
}

// of returns the credit of channels by a model, for one path of the log.
func of(r *Result, m Model) map[journey.Channel]float64 {
	out := map[journey.Channel]float64{}
	for i := range r.Channels {
		out[r.Channels[i].Channel] = *r.Channels[i].of(m)
	}
	return out
}

func TestModelsInCasesOfOnePath(t *testing.T) {
	for _, c := range []struct {
		name, path string
		model      Model
		o          Options
		want       map[journey.Channel]float64
	}{
		{"one touch has all by position", "a", PositionBased, Options{}, map[journey.Channel]float64{"a": 1}},
		{"two touches have half each", "a > b", PositionBased, Options{}, map[journey.Channel]float64{"a": .5, "b": .5}},
		{"two touches share in proportion", "a > b", PositionBased, Options{FirstShare: .6, LastShare: .2}, map[journey.Channel]float64{"a": .75, "b": .25}},
		{"those between have the rest", "a > b > c > d", PositionBased, Options{}, map[journey.Channel]float64{"a": .4, "b": .1, "c": .1, "d": .4}},
		{"all may go to the first", "a > b > c", PositionBased, Options{FirstShare: 1}, map[journey.Channel]float64{"a": 1, "b": 0, "c": 0}},
		{"direct touches are passed over", "a > b > direct > (none)", LastNonDirect, Options{}, map[journey.Channel]float64{"a": 0, "b": 1, "direct": 0, "(none)": 0}},
		{"the last of direct touches has all", "direct > (direct)", LastNonDirect, Options{}, map[journey.Channel]float64{"direct": 0, "(direct)": 1}},
		{"direct is what the options say", "a > direct > b", LastNonDirect, Options{Direct: []journey.Channel{"b"}}, map[journey.Channel]float64{"a": 0, "direct": 1, "b": 0}},
		{"a half-life of one touch", "a > b > c", TimeDecay, Options{}, map[journey.Channel]float64{"a": 1. / 7, "b": 2. / 7, "c": 4. / 7}},
		{"a half-life of two touches", "a > b > c", TimeDecay, Options{HalfLifeTouches: 2}, map[journey.Channel]float64{"a": .5 / (1.5 + math.Sqrt(.5)), "b": math.Sqrt(.5) / (1.5 + math.Sqrt(.5)), "c": 1 / (1.5 + math.Sqrt(.5))}},
		{"a channel counts once by Shapley", "a > b > a > a", Shapley, Options{}, map[journey.Channel]float64{"a": .5, "b": .5}},
		{"each touch counts linearly", "a > b > a > a", Linear, Options{}, map[journey.Channel]float64{"a": .75, "b": .25}},
		{"touches of one channel in a row are one", "a > b > a > a", Linear, Options{Collapse: true}, map[journey.Channel]float64{"a": 2. / 3, "b": 1. / 3}},
		{"one channel has all in a chain", "a > a > a", Markov, Options{Order: 3}, map[journey.Channel]float64{"a": 1}},
	} {
		c.o.Models = []Model{c.model}
		r, err := FromPaths([]Path{pathOf(c.path, 1, 0)}, &c.o)
		require.NoError(t, err)
		assert.InDeltaMapValues(t, c.want, of(r, c.model), 1e-11, c.name)
		assert.Equal(t, []Model{c.model}, r.Models)
	}
}

// An e-mail a week before the purchase, a search at its time.
func TestTimesCountInALog(t *testing.T) {
	week := 7 * 24 * time.Hour
	log := collect(t, []event.Event{
		{Customer: "a", Time: time.Unix(0, 0), Name: "click", Channel: "email"},
		{Customer: "a", Time: time.Unix(0, 0).Add(week), Name: "click", Channel: "search"},
		{Customer: "a", Time: time.Unix(0, 0).Add(week), Name: "buy", Value: 30},
	})
	for _, c := range []struct {
		name  string
		o     Options
		email float64
	}{
		{"by the half-life of a week", Options{}, 1. / 3},
		{"by a half-life of half a week", Options{HalfLife: week / 2}, 1. / 5},
		{"a look back bound is in it", Options{Lookback: week}, 1. / 3},
		{"by a half-life in touches", Options{HalfLifeTouches: 1}, 1. / 3},
	} {
		c.o.Models, c.o.Values = []Model{TimeDecay}, true
		r, err := Compute(log, []string{"buy"}, &c.o)
		require.NoError(t, err)
		assert.InDelta(t, c.email, of(r, TimeDecay)["email"], 1e-11, c.name)
		assert.InDelta(t, 30*c.email, r.Channels[0].Value.TimeDecay, 1e-9, c.name)
	}
	r, err := Compute(log, []string{"buy"}, &Options{Lookback: week - 1})
	require.NoError(t, err)
	assert.Equal(t, map[journey.Channel]float64{"search": 1}, of(r, First))
}

func TestLittleDataIsAnAnswer(t *testing.T) {
	everything := Options{Models: models[:], Values: true, Order: 2}
	r, err := FromPaths([]Path{pathOf("a > b", 0, 3)}, &everything)
	require.NoError(t, err)
	assert.Zero(t, r.Probability)
	for _, c := range r.Channels {
		assert.Equal(t, Credit{Channel: c.Channel, Value: new(ByModel)}, c, "nobody converted")
	}
	r, err = FromPaths([]Path{pathOf("a", 2, 0), pathOf("b > b > b", 0, 3)}, &everything)
	require.NoError(t, err)
	assert.Equal(t, ByModel{}, r.Channels[1].ByModel, "a channel that converts nobody")
	assert.Equal(t, ByModel{2, 2, 2, 2, 2, 2, 2, 2, 1}, r.Channels[0].ByModel)
	assert.Equal(t, ByModel{}, *r.Channels[0].Value, "no value at all")

	none := everything
	none.WithoutNulls = true
	_, err = FromPaths([]Path{pathOf("a > b", 0, 3)}, &none)
	assert.ErrorIs(t, err, ErrNoData)
	for _, paths := range [][]Path{nil, {pathOf("a", 0, 0)}, {pathOf("", 3, 0)}} {
		_, err = FromPaths(paths, &everything)
		assert.ErrorIs(t, err, ErrNoData)
	}
	r, err = FromPaths([]Path{pathOf("", 3, 0), pathOf("a", 1, 0)}, nil)
	require.NoError(t, err)
	assert.Equal(t, 3, r.Untouched)
}

func TestNegativeValuesHaveNoCredit(t *testing.T) {
	log := collect(t, []event.Event{
		{Customer: "a", Time: time.Unix(0, 0), Name: "click", Channel: "email"},
		{Customer: "a", Time: time.Unix(1, 0), Name: "buy", Value: -3},
	})
	_, err := Compute(log, []string{"buy"}, nil)
	require.NoError(t, err)
	_, err = Compute(log, []string{"buy"}, &Options{Values: true})
	assert.ErrorIs(t, err, ErrValue)
}

// Values from the smallest to the largest that there are have their credit.
func TestValuesOfAnySizeAreDivided(t *testing.T) {
	for _, v := range []float64{5e-324, 1e-310, 1, 1e200} {
		p := pathOf("a > b", 1, 1)
		p.Value = v
		for order := range maxOrder {
			r, err := FromPaths([]Path{p}, &Options{Values: true, Order: order + 1, Models: []Model{Markov, Last}})
			require.NoError(t, err)
			assert.Equal(t, 1.0, r.Channels[0].Value.RemovalEffect)
			assert.Equal(t, r.Value, r.Channels[1].Value.Last)
			text(t, r)
		}
	}
}

// Channels that are called like the ends of a path are channels.
func TestNoChannelIsTakenForAnEnd(t *testing.T) {
	r, err := FromPaths([]Path{pathOf("(start) > null > conversion > (start)", 1, 0)}, nil)
	require.NoError(t, err)
	assert.Equal(t, []Transition{
		{To: "(start)", Count: 1}, {From: "(start)", To: "null", Count: 1}, {From: "(start)", End: Conversion, Count: 1},
		{From: "conversion", To: "(start)", Count: 1}, {From: "null", To: "conversion", Count: 1},
	}, r.Transitions)
}

func TestHalvedIsThePowerOfTwo(t *testing.T) {
	for x := 0.0; x < 1074; x += 0.0173 * (1 + x) {
		assert.InEpsilon(t, math.Exp2(-x), halved(x), 4e-16+math.Ldexp(1, -1074)/math.Exp2(-x), x)
	}
	assert.Zero(t, halved(1e300))
	assert.Zero(t, halved(math.Inf(1)))
	assert.Equal(t, 1.0, halved(0))
}
