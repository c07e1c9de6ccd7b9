package comparison_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/comparison"
	"github.com/parcours-go/parcours/kpi/proportion"
	"github.com/parcours-go/parcours/persona/field"
)

// share is k of n as package kpi writes it.
func share(name string, k, n int) journey.Measure {
	m, _ := proportion.Interval(k, n, nil)
	m.Name = name
	return m
}

func estimate(name string, unit journey.Unit, lo, v, hi float64) journey.Measure {
	return journey.Measure{Name: name, Value: v, Unit: unit, N: 100, Lo: lo, Hi: hi, Level: 0.95}
}

func whole(measures ...journey.Measure) *journey.Map {
	return &journey.Map{Stages: []journey.Stage{{Name: "Buy"}}, Measures: measures}
}

func compared(t *testing.T, before, after *journey.Map) *comparison.Result {
	t.Helper()
	r, err := comparison.Compare(before, after, nil)
	require.NoError(t, err)
	return r
}

// only returns the one difference between two measures.
func only(t *testing.T, before, after journey.Measure) comparison.Difference {
	t.Helper()
	r := compared(t, whole(before), whole(after))
	require.Len(t, r.Differences, 1)
	return r.Differences[0]
}

// Newcombe's example (a) in table II: 56/70 against 48/80, of which the interval
// is 0.0524 to 0.3339; the pooled z is that of package proportion.
func TestCountedSharesAreComparedAsProportions(t *testing.T) {
	d := only(t, share(journey.MeasureConversion, 48, 80), share(journey.MeasureConversion, 56, 70))
	assert.Equal(t, comparison.Shares, d.Method)
	assert.InDelta(t, 0.2, d.Change.Value, 1e-12)
	assert.InDelta(t, 0.0524, d.Change.Lo, 5e-5)
	assert.InDelta(t, 0.3339, d.Change.Hi, 5e-5)
	assert.Equal(t, journey.Change, d.Change.Unit)
	assert.Equal(t, 150, d.Change.N)
	c, err := proportion.Compare([]proportion.Group{{Name: "a", K: 56, N: 70}, {Name: "b", K: 48, N: 80}}, nil)
	require.NoError(t, err)
	assert.Equal(t, c.Pairs[0].P, d.P)
	assert.Equal(t, c.Pairs[0].Difference.Lo, d.Change.Lo)
}

// MOVER of two Wilson intervals is Newcombe's interval (Zou and Donner 2008,
// section 3.1): the two methods give the same bounds.
func TestRecoveredIntervalsOfSharesAreNewcombes(t *testing.T) {
	before, after := share("a", 48, 80), share("a", 56, 70)
	counted := only(t, before, after)
	before.N = 81 // of which 0.6 is not a count
	after.N = 71
	d := only(t, before, after)
	assert.Equal(t, comparison.Intervals, d.Method)
	assert.InDelta(t, counted.Change.Lo, d.Change.Lo, 1e-9)
	assert.InDelta(t, counted.Change.Hi, d.Change.Hi, 1e-9)
}

func TestASymmetricIntervalGivesItsStandardError(t *testing.T) {
	const z = 1.959963984540054
	d := only(t, estimate("nps", journey.Points, 20-3*z, 20, 20+3*z), estimate("nps", journey.Points, 30-4*z, 30, 30+4*z))
	assert.Equal(t, comparison.Intervals, d.Method)
	assert.InDelta(t, 10-5*z, d.Change.Lo, 1e-9, "3, 4, 5")
	assert.InDelta(t, 10+5*z, d.Change.Hi, 1e-9)
	assert.InDelta(t, math.Erfc(2/math.Sqrt2), d.P, 1e-9)
	assert.Equal(t, d.P, d.Adjusted, "one comparison stands alone")
	assert.True(t, d.Significant)
	assert.Equal(t, 200, d.Change.N)
}

func TestOfAnAsymmetricIntervalTheSideCountsThatFacesTheOther(t *testing.T) {
	const z = 1.959963984540054
	short, long := estimate("x", journey.Seconds, 100-1*z, 100, 100+12*z), estimate("x", journey.Seconds, 120-5*z, 120, 120+50*z)
	up, down := only(t, short, long), only(t, long, short)
	assert.InDelta(t, math.Erfc(20./13/math.Sqrt2), up.P, 1e-9, "5, 12, 13")
	assert.InDelta(t, up.P, down.P, 1e-12, "whichever comes first")
	assert.InDelta(t, 20-13*z, up.Change.Lo, 1e-9)
	assert.InDelta(t, -up.Change.Lo, down.Change.Hi, 1e-9)
}

func TestIntervalsOfOtherLevelsAreBroughtToOne(t *testing.T) {
	const z90 = 1.6448536269514722
	before := estimate("x", journey.Money, 10-3*z90, 10, 10+3*z90)
	before.Level = 0.9
	after := estimate("x", journey.Money, 20-4*z90, 20, 20+4*z90)
	after.Level = 0.9
	d := only(t, before, after)
	assert.InDelta(t, 10-5*1.959963984540054, d.Change.Lo, 1e-9)
	assert.InDelta(t, 0.95, d.Change.Level, 0)
}

func TestABoundThatWasCutOffIsNotTakenForCertainty(t *testing.T) {
	d := only(t, estimate("x", journey.Money, 19, 20, 21), estimate("x", journey.Money, 0, 5, 12))
	uncut := only(t, estimate("x", journey.Money, 19, 20, 21), estimate("x", journey.Money, -2, 5, 12))
	assert.Equal(t, uncut.Change, d.Change)
	assert.Equal(t, uncut.P, d.P)
}

func TestABoundThatWasCutOffAboveIsNotTakenForCertaintyEither(t *testing.T) {
	low := estimate("x", journey.Points, 10, 20, 30)
	d := only(t, estimate("x", journey.Points, 79, 95, 100), low)
	mirrored := only(t, estimate("x", journey.Points, -100, -95, -79), estimate("x", journey.Points, -30, -20, -10))
	assert.InDelta(t, mirrored.P, d.P, 1e-12)
	assert.InDelta(t, -mirrored.Change.Lo, d.Change.Hi, 1e-9)
	assert.InDelta(t, -75-math.Hypot(16, 10), d.Change.Lo, 1e-9, "16 below 95, and so above")
}

func TestADifferenceIsNoLargerThanItsUnitLets(t *testing.T) {
	d := only(t, estimate("x", journey.Points, -100, -90, -20), estimate("x", journey.Points, 20, 90, 100))
	assert.Equal(t, 200.0, d.Change.Hi)
	assert.Greater(t, d.Change.Lo, 50.0)
}

func TestTheNumberOfObservationsIsThatOfBothOrNotKnown(t *testing.T) {
	a, b := estimate("x", "kg", 1, 2, 3), estimate("x", "kg", 1, 2, 3)
	assert.Equal(t, 200, only(t, a, b).Change.N)
	b.N = 0
	assert.Zero(t, only(t, a, b).Change.N)
}

func TestMapsOfOtherStagesCanHaveTheirWholeInCommon(t *testing.T) {
	a, b := whole(share("x", 1, 2)), whole(share("x", 1, 2))
	b.Stages[0].Name = "Other"
	assert.Len(t, compared(t, a, b).Differences, 1)
}

func TestWhatCannotBeTestedIsADifferenceAlone(t *testing.T) {
	counted := journey.Measure{Name: "x", Unit: journey.Count, Value: 7, Lo: 7, Hi: 7, Level: 1, N: 9}
	written := journey.Measure{Name: "x", Unit: journey.Count, Value: 5}
	sure := estimate("x", journey.Count, 5, 5, 5)
	low := estimate("x", journey.Count, 4, 5, 6)
	low.Level = 0.2
	good := estimate("x", journey.Count, 4, 5, 6)
	for name, c := range map[string][2]journey.Measure{
		"counts":                       {counted, counted},
		"a count and an estimate":      {counted, good},
		"numbers that somebody wrote":  {written, written},
		"intervals without width":      {sure, sure},
		"an interval at a level of 20": {good, low},
	} {
		d := only(t, c[0], c[1])
		assert.Equal(t, comparison.Untested, d.Method, name)
		assert.Zero(t, d.Change.Level, name)
		assert.Zero(t, d.P, name)
		assert.False(t, d.Significant, name)
		assert.InDelta(t, c[1].Value-c[0].Value, d.Change.Value, 1e-12, name)
	}
	d := only(t, good, good)
	assert.Equal(t, 1.0, d.P, "no difference is none")
}

func TestADropOffIsNotCountedBesideItsConversion(t *testing.T) {
	side := func(k int) *journey.Map {
		return whole(share(journey.MeasureConversion, k, 1000), share(journey.MeasureDropOff, 1000-k, 1000), share(journey.MeasureChurn, 300, 1000))
	}
	r := compared(t, side(400), side(450))
	require.Len(t, r.Differences, 3)
	assert.Equal(t, 2, r.Tested)
	assert.Equal(t, 1, r.Significant)
	on, off, churn := r.Differences[0], r.Differences[1], r.Differences[2]
	assert.Equal(t, journey.MeasureConversion, off.Mirrors)
	assert.Equal(t, [3]any{on.P, on.Adjusted, true}, [3]any{off.P, off.Adjusted, off.Significant})
	assert.InDelta(t, 2*on.P, on.Adjusted, 1e-9, "Holm: of two")
	assert.Equal(t, 1.0, churn.Adjusted)
	assert.Equal(t, []int{1, 1, 0}, []int{on.Better(), off.Better(), churn.Better()})
}

func TestADropOffThatIsNotTestedMirrorsNothing(t *testing.T) {
	written := journey.Measure{Name: journey.MeasureDropOff, Value: 0.6, Unit: journey.Ratio, N: 1000}
	r := compared(t, whole(share(journey.MeasureConversion, 400, 1000), written), whole(share(journey.MeasureConversion, 400, 1000), written))
	assert.Empty(t, r.Differences[1].Mirrors)
	assert.Equal(t, 1, r.Tested)
}

func TestMeasuresOfOtherUnitsAndMoneyOfOtherCurrenciesAreNotCompared(t *testing.T) {
	a, b := whole(estimate("x", journey.Money, 1, 2, 3), estimate("y", journey.Count, 1, 2, 3)), whole(estimate("x", journey.Money, 1, 2, 3), estimate("y", "kg", 1, 2, 3))
	a.Currency, b.Currency = "EUR", "USD"
	assert.Empty(t, compared(t, a, b).Differences)
	b.Currency = ""
	r := compared(t, a, b)
	assert.Len(t, r.Differences, 1)
	assert.Equal(t, "EUR", r.Currency)
}

func TestNumbersTooFarApartAreLeftOut(t *testing.T) {
	huge := journey.Measure{Name: "x", Unit: "kg", Value: math.MaxFloat64}
	minus := huge
	minus.Value = -huge.Value
	assert.Empty(t, compared(t, whole(huge), whole(minus)).Differences)
}

func TestErrors(t *testing.T) {
	_, err := comparison.Compare(nil, whole(), nil)
	assert.ErrorContains(t, err, "before")
	_, err = comparison.Compare(whole(), &journey.Map{Stages: []journey.Stage{{}}}, nil)
	var mistake *field.Error
	require.ErrorAs(t, err, &mistake)
	assert.ErrorContains(t, err, "after: ")
	_, err = comparison.Compare(whole(), whole(), &comparison.Options{Level: 2})
	require.ErrorAs(t, err, &mistake)
	assert.Equal(t, "options.level", mistake.Path)
	_, err = comparison.Compare(&journey.Map{}, whole(), nil)
	assert.ErrorIs(t, err, comparison.ErrNoData)
}

func TestAResultComesBackFromJSON(t *testing.T) {
	r := compared(t, shop(true), shop(false))
	data, err := json.Marshal(r)
	require.NoError(t, err)
	back := new(comparison.Result)
	require.NoError(t, json.Unmarshal(data, back))
	assert.Equal(t, r, back)
}

func TestEachMistakeNamesItsSide(t *testing.T) {
	wrong := &journey.Map{Stages: []journey.Stage{{Name: "Buy"}, {Name: "Buy"}, {}}}
	_, err := comparison.Compare(&journey.Map{Stages: []journey.Stage{{Name: "Buy"}}}, wrong, nil)
	require.Error(t, err)
	lines := strings.Split(strings.TrimPrefix(err.Error(), "comparison: "), "\n")
	require.Len(t, lines, 2)
	for _, line := range lines {
		assert.True(t, strings.HasPrefix(line, "after: stages["), line)
	}
}
