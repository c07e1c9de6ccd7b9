package clv

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
	"github.com/parcours-go/parcours/persona"
	"github.com/parcours-go/parcours/persona/field"
)

func TestASteadyCustomerIsWorthWhatGuptaAndLehmannSay(t *testing.T) {
	var want struct{ Excluded, Included float64 }
	sharedtest.Numbers(t, "clv.simple")[0].Read(t, &want)
	v, err := Steady{Margin: 100, Retention: 0.8, Rate: 0.1}.Value()
	require.NoError(t, err)
	assert.InEpsilon(t, want.Excluded, v.Excluded, 1e-11)
	assert.InEpsilon(t, want.Included, v.Included, 1e-11)
	assert.InDelta(t, 100, v.Included-v.Excluded, 1e-9, "they differ by the margin of now")
}

func TestASteadyCustomerIsTheSumOfTheMargins(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	for range 200 {
		s := Steady{Margin: 200*r.Float64() - 50, Retention: 0.98 * r.Float64(), Rate: 0.3 * r.Float64()}
		v, err := s.Value()
		require.NoError(t, err)
		sum, stays, lifetime := 0.0, 1.0, 0.0
		for k := range 3000 {
			sum += s.Margin * stays / math.Pow(1+s.Rate, float64(k))
			lifetime += stays
			stays *= s.Retention
		}
		assert.InEpsilon(t, sum, v.Included, 1e-9)
		assert.InDelta(t, sum-s.Margin, v.Excluded, 1e-9*math.Abs(sum))
		assert.InEpsilon(t, lifetime, v.Lifetime, 1e-9)
		assert.InEpsilon(t, v.Excluded, v.Multiple*s.Margin, 1e-9)
	}
}

func TestSteadyCustomersAtTheEndsOfTheirRanges(t *testing.T) {
	v, err := Steady{Margin: 5, Retention: 1, Rate: 0.1}.Value()
	require.NoError(t, err)
	assert.Equal(t, SteadyValue{Excluded: 50, Included: 55, Multiple: 10}, *v)
	v, err = Steady{Margin: 5}.Value()
	require.NoError(t, err)
	assert.Equal(t, SteadyValue{Included: 5, Lifetime: 1}, *v)
	near := 1 - 0x1p-40
	v, err = Steady{Margin: 5, Retention: near}.Value()
	require.NoError(t, err)
	assert.InEpsilon(t, 5*0x1p40, v.Included, 1e-11)

	_, err = Steady{Margin: 5, Retention: 1}.Value()
	var d *Degenerate
	require.ErrorAs(t, err, &d)
	assert.Equal(t, InfiniteValue, d.Case)
	for _, s := range []Steady{
		{Margin: math.NaN()}, {Margin: math.Inf(1)}, {Retention: -0.1}, {Retention: 1.1}, {Retention: math.NaN()},
		{Rate: -0.1}, {Rate: math.NaN()}, {Rate: math.Inf(1)},
	} {
		_, err = s.Value()
		var f *field.Error
		assert.ErrorAs(t, err, &f, "%+v", s)
	}
}

func TestTheAverageCustomerIsAProduct(t *testing.T) {
	v, err := Average{OrderValue: 40, Frequency: 2, Lifetime: 5, Margin: 0.25}.Value()
	require.NoError(t, err)
	assert.Equal(t, 100.0, v)
	v, err = Average{OrderValue: 40, Frequency: 2, Churn: 0.2, Margin: 0.25}.Value()
	require.NoError(t, err)
	assert.Equal(t, 100.0, v)
	for path, a := range map[string]Average{
		"order_value": {OrderValue: -1, Frequency: 2, Lifetime: 5, Margin: 1},
		"frequency":   {OrderValue: 1, Frequency: math.NaN(), Lifetime: 5, Margin: 1},
		"lifetime":    {OrderValue: 1, Frequency: 2, Margin: 1},
		"churn":       {OrderValue: 1, Frequency: 2, Lifetime: 5, Churn: 0.2, Margin: 1},
		"margin":      {OrderValue: 1, Frequency: 2, Lifetime: 5},
	} {
		_, err = a.Value()
		var f *field.Error
		if assert.ErrorAs(t, err, &f, path) {
			assert.Equal(t, path, f.Path)
		}
	}
	_, err = Average{OrderValue: 1, Frequency: 1, Churn: 1e-300, Margin: 1}.Value()
	assert.Error(t, err)
}

func TestThePastIsWhatCustomersBrought(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2024, 1, 1+d, 12, 0, 0, 0, time.UTC) }
	purchases := []persona.Interaction{
		{Customer: "b", Time: day(0), Value: 100}, {Customer: "a", Time: day(3), Value: 50},
		{Customer: "b", Time: day(365), Value: 110}, {Customer: "b", Time: day(730), Value: -20}, {Customer: "a", Time: day(400), Value: 10},
	}
	v, err := Historic(slices.Values(purchases), Past{Margin: 0.5})
	require.NoError(t, err)
	assert.Equal(t, []Brought{{ID: "a", Purchases: 2, First: day(3), Value: 30}, {ID: "b", Purchases: 3, First: day(0), Value: 95}}, v.Customers)
	assert.Equal(t, []float64{125, 62.5}, []float64{v.Total.Value, v.Mean.Value})
	assert.True(t, v.Total.Counted())

	v, err = Historic(slices.Values(purchases), Past{Margin: 0.5, Rate: 0.1, Period: 365 * 24 * time.Hour, Until: day(365)})
	require.NoError(t, err)
	assert.InEpsilon(t, 0.5*(100+110/1.1), v.Customers[1].Value, 1e-11)
	assert.Equal(t, 1, v.Customers[0].Purchases, "those after the end do not count")

	r := rand.New(rand.NewPCG(3, 2))
	r.Shuffle(len(purchases), func(i, j int) { purchases[i], purchases[j] = purchases[j], purchases[i] })
	again, err := Historic(slices.Values(purchases), Past{Margin: 0.5, Rate: 0.1, Period: 365 * 24 * time.Hour, Until: day(365)})
	require.NoError(t, err)
	assert.Equal(t, v, again, "in any order")
}

func TestMistakesInThePastAreNamed(t *testing.T) {
	one := slices.Values([]persona.Interaction{{Customer: "secret", Time: time.Unix(0, 0), Value: math.NaN()}})
	for path, terms := range map[string]Past{
		"terms.margin": {}, "terms.rate": {Margin: 1, Rate: -1}, "terms.period": {Margin: 1, Rate: 0.1},
		"purchases[0].value": {Margin: 1},
	} {
		_, err := Historic(one, terms)
		var f *field.Error
		if assert.ErrorAs(t, err, &f, path) {
			assert.Equal(t, path, f.Path)
			assert.NotContains(t, err.Error(), "secret")
		}
	}
	for _, none := range []func(yield func(persona.Interaction) bool){nil, func(func(persona.Interaction) bool) {}} {
		_, err := Historic(none, Past{Margin: 1})
		assert.ErrorIs(t, err, ErrNoData)
	}
}
