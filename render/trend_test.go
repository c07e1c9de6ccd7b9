package render_test

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/survey"
	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/render/scene"
)

// monthly returns the periods of a measure, one a month from January 2026 on; a
// sample of 0 is a month without a value.
func monthly(name string, unit journey.Unit, values []float64, half float64, ns []int) []render.Period {
	list := make([]render.Period, len(values))
	for i, v := range values {
		list[i].From = time.Date(2026, time.Month(i+1), 1, 0, 0, 0, 0, time.UTC)
		if ns[i] > 0 {
			list[i].Measure = journey.Measure{Name: name, Value: v, Unit: unit, N: ns[i], Lo: v - half, Hi: v + half, Level: 0.95, Source: journey.FromSurvey}
		}
	}
	return list
}

func recommendationTrend() render.Trend {
	return render.Trend{
		Periods: monthly(journey.MeasureNPS, journey.Points,
			[]float64{31, 27, 34, 22, 18, 0, 24, 29, 38, 41, 36, 44}, 8,
			[]int{388, 402, 371, 344, 296, 0, 355, 401, 433, 420, 447, 412}),
		Targets: []journey.Target{{Measure: journey.MeasureNPS, Op: journey.AtLeast, Value: 30}},
		Slope:   journey.Measure{Name: "nps_trend", Value: 1.3, Unit: journey.Points, N: 4269, Lo: 0.6, Hi: 2, Level: 0.95},
	}
}

var randomUnits = []journey.Unit{journey.Count, journey.Ratio, journey.Seconds, journey.Points, journey.Score, journey.Money, journey.Times, journey.Change, "kg CO₂ per parcel"}

// periods draws periods of one measure, of which at least the last is known.
func (r maker) periods(most int) []render.Period {
	list := make([]render.Period, 1+r.IntN(most))
	unit, name := randomUnits[r.IntN(len(randomUnits))], measureNames[r.IntN(len(measureNames))]
	base, spread := (r.Float64()-0.3)*math.Pow10(r.IntN(12)-3), math.Pow10(r.IntN(12)-4)*float64(r.IntN(3))
	labelled := r.IntN(2) == 0
	for i := range list {
		if labelled {
			list[i].Label = r.text()
		} else {
			list[i].From = time.Date(2020, 1, 1+7*i, 0, 0, 0, 0, time.UTC)
		}
		if i < len(list)-1 && r.IntN(5) == 0 {
			continue
		}
		v := base + float64(spread*r.Float64())
		list[i].Measure = journey.Measure{Name: name, Value: v, Unit: unit, N: r.IntN(1_000_000)}
		if r.IntN(4) > 0 {
			m := &list[i].Measure
			m.Lo, m.Hi, m.Level = v-float64(spread*r.Float64()), v+float64(spread*r.Float64()), []float64{0.9, 0.95, 1}[r.IntN(3)]
		}
	}
	return list
}

func (r maker) trend() render.Trend {
	v := render.Trend{Title: r.text(), Currency: "EUR", Periods: r.periods([]int{1, 3, 12, 60, 500}[r.IntN(5)])}
	of := v.Periods[len(v.Periods)-1].Measure
	for range r.IntN(4) {
		v.Targets = append(v.Targets, journey.Target{Measure: of.Name, Op: []journey.Op{journey.AtLeast, journey.AtMost}[r.IntN(2)], Value: of.Value * r.Float64() * 2})
	}
	if r.IntN(2) == 0 {
		v.Slope = of
	}
	return v
}

func TestTrend(t *testing.T) {
	testView(t, viewTest{
		name: "Trend",
		sample: func(l journey.Lang) render.View {
			v := recommendationTrend()
			v.Title = inLang(l)("Would customers recommend the shop?", "Les clients recommandent-ils la boutique ?")
			return v
		},
		random: func(r maker) render.View { return r.trend() },
		filled: func(text string) render.View {
			v := recommendationTrend()
			v.Periods = v.Periods[3:6] // of which the last has no value
			for i := range v.Periods[:2] {
				fill(reflect.ValueOf(&v.Periods[i]).Elem(), text)
			}
			v.Periods[2].Label, v.Title, v.Currency = text, text, text
			v.Targets[0].Measure, v.Slope.Unit, v.Slope.Name = text, journey.Unit(text), text
			return v
		},
		empty: render.Trend{Periods: make([]render.Period, 3)},
	})
}

func TestATrendSaysHowTheMeasureMoved(t *testing.T) {
	s, err := recommendationTrend().Scene(nil)
	require.NoError(t, err)
	assert.Equal(t, "NPS", s.Title)
	assert.Equal(t, "NPS, 12 periods: January 2026 – December 2026. Last value: +44 (December 2026). "+
		"Lowest: +18 (May 2026); highest: +44 (December 2026). Target ≥\u00a0+30: met in 6 of 11 periods. Periods without a value: 1.", s.Desc)
	assert.Contains(t, titles(s), "April 2026: +22, +14 to +30, n\u00a0344, Target ≥\u00a0+30 missed")
	assert.Contains(t, said(s), "From one period to the next, on a straight line through all answers: +1.3 (+0.6 to +2.0).")
}

// places returns the centres of the marks that have that beginning as their
// text equivalent.
func places(s *scene.Scene, beginning string) (all []scene.Point) {
	for v := range s.Walk() {
		if g, ok := v.Node.(*scene.Group); ok && strings.HasPrefix(g.Title, beginning) {
			all = append(all, scene.Point{X: v.Box.X + v.Box.W/2, Y: v.Box.Y + v.Box.H/2})
		}
	}
	return all
}

func TestAPeriodWithoutAValueIsAGapInTheLine(t *testing.T) {
	lines := func(v render.Trend) (n int) {
		s, err := v.Scene(nil)
		require.NoError(t, err)
		for visit := range s.Walk() {
			if p, ok := visit.Node.(*scene.Path); ok && p.Stroke.Width == 2*scene.Pixel && len(p.Segments) > 1 {
				n++
			}
		}
		return n
	}
	v := recommendationTrend()
	assert.Equal(t, 2, lines(v))
	v.Periods[5] = v.Periods[4]
	assert.Equal(t, 1, lines(v))
}

func TestPointsStandAtEqualDistancesAndAtTheHeightOfTheirValues(t *testing.T) {
	v := render.Trend{Periods: monthly("rate", journey.Ratio, []float64{0, 0.25, 0.5}, 0, []int{5, 5, 5})}
	s, err := v.Scene(nil)
	require.NoError(t, err)
	var at []scene.Point
	for _, month := range []string{"January", "February", "March"} {
		at = append(at, places(s, month)...)
	}
	require.Len(t, at, 3)
	assert.InDelta(t, int(at[1].X-at[0].X), int(at[2].X-at[1].X), 2)
	assert.InDelta(t, int(at[0].Y-at[1].Y), int(at[1].Y-at[2].Y), 2)
	assert.Greater(t, at[0].Y, at[2].Y, "more is higher")
	assert.Equal(t, at, lineOf(s), "the line goes through them")
}

// lineOf returns the points through which the line of a trend goes.
func lineOf(s *scene.Scene) (through []scene.Point) {
	for v := range s.Walk() {
		p, ok := v.Node.(*scene.Path)
		if !ok || p.Stroke.Width != 2*scene.Pixel {
			continue
		}
		for _, segment := range p.Segments {
			through = append(through, segment.P[max(segment.Op.Points()-1, 0)])
		}
	}
	return through
}

func TestSharesAndCountsBeginAtZeroAndOtherAxesSayWhereTheyBegin(t *testing.T) {
	for unit, fitting := range map[journey.Unit]bool{journey.Ratio: false, journey.Count: false, journey.Score: true, journey.Points: true} {
		v := render.Trend{Periods: monthly("x", unit, []float64{0.61, 0.62}, 0.001, []int{5, 5})}
		s, err := v.Scene(nil)
		require.NoError(t, err)
		assert.Equal(t, fitting, strings.Contains(said(s), "The axis does not begin at 0"), "%s", unit)
	}
}

func TestAMissedTargetHasAnotherShapeAndAWord(t *testing.T) {
	v := recommendationTrend()
	shapes := func(title string) int {
		s, err := v.Scene(nil)
		require.NoError(t, err)
		for visit := range s.Walk() {
			if g, ok := visit.Node.(*scene.Group); ok && strings.HasPrefix(g.Title, title) {
				return len(g.Nodes[0].(*scene.Path).Segments)
			}
		}
		return 0
	}
	assert.NotEqual(t, shapes("January 2026: +31"), shapes("February 2026: +27"))
	v.Targets = nil
	assert.Equal(t, shapes("January 2026: +31"), shapes("February 2026: +27"))
}

func TestPeriodsOfSeveralMeasuresAreAnError(t *testing.T) {
	v := recommendationTrend()
	v.Periods[3].Measure.Unit = journey.Ratio
	_, err := v.Scene(nil)
	assert.EqualError(t, err, "render: periods[3]: another measure than periods[0]")
	_, err = render.Trend{Periods: make([]render.Period, 501)}.Scene(nil)
	assert.EqualError(t, err, "render: 501 periods: at most 500 can be drawn")
}

func TestPeriodsThatASurveyLeavesOutAreGaps(t *testing.T) {
	score := &survey.Scored{Measure: journey.Measure{Name: "nps", Value: 3, Unit: journey.Points, N: 7}}
	of := func(dates ...string) (out []string) {
		r := &survey.Result{}
		for _, date := range dates {
			r.Periods = append(r.Periods, survey.Span{From: date, Row: survey.Row{Score: score}})
		}
		for _, d := range render.PeriodsOf(r) {
			out = append(out, fmt.Sprint(d.From.Format("0102"), " ", d.Measure.N))
		}
		return out
	}
	assert.Equal(t, []string{"0101 7", "0201 0", "0301 7", "0401 7"}, of("2026-01-01", "2026-03-01", "2026-04-01"), "of months")
	assert.Equal(t, []string{"0101 7", "0401 0", "0701 7", "1001 7"}, of("2026-01-01", "2026-07-01", "2026-10-01"), "of quarters")
	assert.Equal(t, []string{"0105 7", "0112 0", "0119 7", "0126 7"}, of("2026-01-05", "2026-01-19", "2026-01-26"), "of weeks")
	assert.Equal(t, []string{"0105 7"}, of("2026-01-05"))
	assert.Len(t, of("1900-01-01", "1900-01-02", "2026-01-05"), 3, "too many to draw")
	assert.Empty(t, render.PeriodsOf(nil))
}

func TestATrendSaysInFrenchInHowManyPeriodsTheTargetIsMet(t *testing.T) {
	s, err := recommendationTrend().Scene(&render.Options{Lang: journey.French})
	require.NoError(t, err)
	assert.Contains(t, s.Desc, "atteint dans 6 périodes sur 11.")
}

func TestTheEndsOfAnAxisAreWrittenAsExactlyAsItsValues(t *testing.T) {
	score := func(v float64) render.Period {
		return render.Period{Measure: journey.Measure{Name: journey.MeasureSatisfaction, Value: v, Unit: journey.Score}}
	}
	s, err := render.Trend{Periods: []render.Period{score(4.21), score(4.24)}}.Scene(nil)
	require.NoError(t, err)
	assert.Contains(t, said(s), "The axis does not begin at 0: it runs from 4.21 to 4.24.")
}

func TestTheLowestOfManyPeriodsIsNamedBelowItsPoint(t *testing.T) {
	var periods []render.Period
	for i := range 30 {
		v := 0.2 + 0.02*float64(i%9)
		periods = append(periods, render.Period{Measure: journey.Measure{Name: "returns", Value: v, Lo: v - 0.05, Hi: v + 0.05, Level: 0.95, Unit: journey.Ratio}})
	}
	s, err := render.Trend{Periods: periods}.Scene(&render.Options{Width: 390})
	require.NoError(t, err)
	point := places(s, "1: 20.0%")
	require.NotEmpty(t, point)
	for v := range s.Walk() {
		if text, ok := v.Node.(*scene.Text); ok && text.Content == "20.0%" {
			assert.Greater(t, v.Box.Y, point[0].Y)
		}
	}
}
