package render_test

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/attribution"
	"github.com/parcours-go/parcours/render"
)

func TestAttribution(t *testing.T) {
	testView(t, viewTest{
		name:   "Attribution",
		sample: func(journey.Lang) render.View { return render.Attribution{Result: shopCredit(t)} },
		random: func(r maker) render.View {
			result := r.attribution()
			return render.Attribution{Result: result, Value: result.Channels[0].Value != nil && r.IntN(2) == 0, Title: r.text(), Currency: "CHF"}
		},
		filled: func(text string) render.View {
			r := newMaker(1).attribution()
			models := slices.Clone(r.Models)
			fill(reflect.ValueOf(r).Elem(), text)
			r.Models = models
			return render.Attribution{Result: r, Title: text, Currency: text}
		},
		empty: render.Attribution{Result: &attribution.Result{}},
	})
}

func TestAttributionOfValue(t *testing.T) {
	testView(t, viewTest{
		name: "AttributionValue",
		sample: func(journey.Lang) render.View {
			return render.Attribution{Result: shopCredit(t), Value: true, Currency: "EUR", Models: []attribution.Model{attribution.First, attribution.Last, attribution.Markov}}
		},
		random: func(r maker) render.View { return render.Attribution{Result: r.attribution(), Title: r.text()} },
		filled: func(text string) render.View { return render.Attribution{Result: shopCredit(t), Title: text} },
		empty:  render.Attribution{Result: &attribution.Result{Models: []attribution.Model{attribution.First}, Channels: make([]attribution.Credit, 1)}, Value: true},
	})
}

// shopCredit divides the credit for conversions of counted paths.
func shopCredit(t *testing.T) *attribution.Result {
	t.Helper()
	path := func(conversions int, value float64, nulls int, channels ...journey.Channel) attribution.Path {
		return attribution.Path{Channels: channels, Conversions: conversions, Value: value, Nulls: nulls}
	}
	result, err := attribution.FromPaths([]attribution.Path{
		path(212, 14_250, 1_830, journey.Search),
		path(96, 7_190, 610, journey.Search, journey.Web),
		path(88, 5_930, 420, journey.Ads, journey.Search),
		path(74, 6_480, 190, journey.Social, journey.Search, journey.Email),
		path(61, 5_205, 160, journey.Search, journey.Email, journey.Web),
		path(143, 9_820, 260, journey.Email),
		path(39, 3_760, 330, journey.Social, journey.Ads, journey.Web),
		path(17, 960, 2_140, journey.Ads),
		path(25, 2_930, 1_390, journey.Social),
		path(118, 8_030, 700, journey.Web),
		path(20, 1_810, 80, journey.Ads, journey.Email, journey.Email),
		path(12, 1_420, 40, journey.Store, journey.Email),
		path(31, 4_100, 90, "partner", journey.Web),
	}, &attribution.Options{Values: true, Models: []attribution.Model{
		attribution.First, attribution.Last, attribution.Linear, attribution.PositionBased, attribution.Markov, attribution.Shapley,
	}})
	require.NoError(t, err)
	return result
}

// attribution makes a result of any shape.
func (r maker) attribution() *attribution.Result {
	all := []attribution.Model{
		attribution.First, attribution.Last, attribution.LastNonDirect, attribution.Linear,
		attribution.PositionBased, attribution.TimeDecay, attribution.Markov, attribution.Shapley,
	}
	out := &attribution.Result{
		Conversions: r.IntN([]int{1, 10, 1e9}[r.IntN(3)]), Nulls: r.IntN(1e6), Untouched: r.IntN(3), Probability: r.Float64(), Order: 1 + r.IntN(4),
		Value: r.Float64() * 1e9,
	}
	for _, m := range all {
		if r.IntN(3) > 0 || m == attribution.Linear {
			out.Models = append(out.Models, m)
		}
	}
	values := r.IntN(2) == 0
	for range []int{1, 2, 5, 12, 50}[r.IntN(5)] {
		c := attribution.Credit{Channel: randomChannels[r.IntN(len(randomChannels))]}
		if r.IntN(2) == 0 {
			c.Channel = journey.Channel(r.text())
		}
		c.ByModel = r.byModel(float64(out.Conversions))
		if values {
			by := r.byModel(out.Value)
			c.Value = &by
		}
		out.Channels = append(out.Channels, c)
	}
	return out
}

func (r maker) byModel(whole float64) attribution.ByModel {
	part := func() float64 { return whole * r.Float64() * r.Float64() * float64(r.IntN(2)) }
	return attribution.ByModel{
		First: part(), Last: part(), LastNonDirect: part(), Linear: part(), PositionBased: part(), TimeDecay: part(),
		Markov: part(), Shapley: part(), RemovalEffect: r.Float64(),
	}
}

func TestAttributionShowsTheNumbersOfItsResult(t *testing.T) {
	result := shopCredit(t)
	s, err := render.Attribution{Result: result}.Scene(nil)
	require.NoError(t, err)
	texts := said(s)
	for _, c := range result.Channels {
		name := c.Channel.Label("en")
		assert.Contains(t, texts, name+"\n")
		first := journey.English.Percent(c.First/float64(result.Conversions), 1)
		assert.Contains(t, texts, "\n"+first+"\n"+journey.English.Number(c.First, 0)+"\n", name)
		assert.Contains(t, texts, "\n"+journey.English.Percent(c.RemovalEffect, 1)+"\n", name)
	}
	assert.Contains(t, texts, "n\u00a0936 conversions")
	assert.Contains(t, s.Desc, "Search has the most credit")
}

func TestAttributionDrawsTheModelsThatWereChosen(t *testing.T) {
	result := shopCredit(t)
	view := render.Attribution{Result: result, Models: []attribution.Model{attribution.Last, attribution.Shapley}}
	tables, err := view.Tables(nil)
	require.NoError(t, err)
	assert.Equal(t, "[{Channel false} {Last touch true} {Last touch, conversions true} {Shapley value true} {Shapley value, conversions true}]",
		fmt.Sprint(tables[0].Columns))

	view.Models = []attribution.Model{attribution.TimeDecay}
	_, err = view.Scene(nil)
	assert.EqualError(t, err, `render: models[0]: model "time_decay" is not one of the result`)
	view.Models = []attribution.Model{}
	_, err = view.Scene(nil)
	assert.EqualError(t, err, "render: models: want one at least")
}

func TestAttributionOfNoConversionSaysSo(t *testing.T) {
	result, err := attribution.FromPaths([]attribution.Path{{Channels: []journey.Channel{"web"}, Nulls: 5}}, nil)
	require.NoError(t, err)
	s, err := render.Attribution{Result: result}.Scene(nil)
	require.NoError(t, err)
	assert.Contains(t, s.Desc, "no path converted")
	assert.Empty(t, faults(s))
}

func TestAttributionOfNumbersThatCannotBeIsDrawnInItsPlace(t *testing.T) {
	nonsense := attribution.ByModel{First: math.NaN(), Last: math.Inf(1), Linear: -3, RemovalEffect: math.NaN()}
	result := &attribution.Result{Conversions: -4, Probability: math.NaN(), Value: math.Inf(1), Models: []attribution.Model{attribution.First, attribution.Last, attribution.Linear, attribution.Markov},
		Channels: []attribution.Credit{{ByModel: nonsense, Value: &nonsense}, {Channel: "web", Value: &attribution.ByModel{}}}}
	for _, value := range []bool{false, true} {
		s, err := render.Attribution{Result: result, Value: value}.Scene(nil)
		require.NoError(t, err)
		assert.Empty(t, faults(s))
		assert.NotContains(t, said(s), "NaN")
	}
}

func TestAttributionWithoutNullPathsSaysNothingOfThem(t *testing.T) {
	result, err := attribution.FromPaths([]attribution.Path{{Channels: []journey.Channel{"web"}, Conversions: 5}}, &attribution.Options{WithoutNulls: true})
	require.NoError(t, err)
	s, err := render.Attribution{Result: result}.Scene(nil)
	require.NoError(t, err)
	assert.Contains(t, s.Desc, "n\u00a05 conversions.")
	assert.NotContains(t, said(s), "did not convert")
	assert.NotContains(t, said(s), "probability")
}

func TestAttributionOfValueSpeaksOfValue(t *testing.T) {
	result, err := attribution.FromPaths([]attribution.Path{{Channels: []journey.Channel{"web"}, Conversions: 5}}, &attribution.Options{Values: true})
	require.NoError(t, err)
	s, err := render.Attribution{Result: result, Value: true}.Scene(nil)
	require.NoError(t, err)
	assert.Contains(t, s.Desc, "the conversions have no value")
	assert.Contains(t, said(s), "by which part the value would fall")
}
