package render_test

import (
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/journeytest"
	"github.com/parcours-go/parcours/journey/template"
	"github.com/parcours-go/parcours/kpi/dwell"
	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/render/scene"
)

func TestDistribution(t *testing.T) {
	testView(t, viewTest{
		name:   "Distribution",
		sample: func(l journey.Lang) render.View { return render.Distribution{Result: timesSample(t, l)} },
		random: func(r maker) render.View { return timesRandom(r) },
		filled: func(text string) render.View {
			v := render.Distribution{Result: &dwell.Result{Stages: []dwell.Stage{
				{Visits: 3, Open: 1, Measures: []journey.Measure{median(60, 3, 50, 70)}}, {Measures: make([]journey.Measure, 1)},
			}}}
			fill(reflect.ValueOf(&v).Elem(), text)
			v.Result.Stages[0].Measures = timesOf(60, 75, 120)
			return v
		},
		empty: render.Distribution{Result: &dwell.Result{Stages: []dwell.Stage{{Name: "Look", Open: 3}}}},
	})
}

// timesSample is how long the customers of a shop stay.
func timesSample(t *testing.T, l journey.Lang) *dwell.Result {
	t.Helper()
	log, err := event.Collect(journeytest.Shop{Customers: 1500, Seed: 3}.Events())
	require.NoError(t, err)
	r, err := dwell.Compute(template.Ecommerce(l), log, &dwell.Options{Silence: 20 * 24 * time.Hour})
	require.NoError(t, err)
	return r
}

// timesOf are the three times of a stage.
func timesOf(middle, mean, p90 float64) []journey.Measure {
	m := []journey.Measure{median(middle, 100, middle*0.9, middle*1.1), median(mean, 100, mean*0.9, mean*1.1), median(p90, 100, p90*0.8, p90*1.3)}
	m[1].Name, m[2].Name = journey.MeasureTimeMean, journey.MeasureTimeP90
	return m
}

func timesRandom(r maker) render.Distribution {
	result := &dwell.Result{Stages: []dwell.Stage{{Name: r.text(), Visits: 2, Measures: timesOf(1, 2, 3)}}}
	stages := r.IntN(8)
	if r.IntN(20) == 0 {
		stages = 30
	}
	for range stages {
		s := dwell.Stage{Name: r.text(), Visits: r.IntN(3) * r.IntN(1e7), Open: r.IntN(2) * r.IntN(1e7)}
		scale := math.Pow10(r.IntN(14) - 3)
		middle := r.Float64() * scale * float64(r.IntN(4))
		times := timesOf(middle, middle*(0.5+r.Float64()*4), middle*(1+r.Float64()*20))
		s.Measures = times[:r.IntN(4)]
		if r.IntN(4) == 0 && len(s.Measures) > 0 {
			s.Measures[0].Level = 0.6
		}
		result.Stages = append(result.Stages, s)
	}
	return render.Distribution{Result: result, Title: r.text()}
}

func timesDrawn(t *testing.T, stages ...dwell.Stage) *scene.Scene {
	t.Helper()
	s, err := render.Distribution{Result: &dwell.Result{Stages: stages}}.Scene(nil)
	require.NoError(t, err)
	return s
}

func TestTheDescriptionOfTimesNamesTheLongestAndTheShortest(t *testing.T) {
	s := timesDrawn(t,
		dwell.Stage{Name: "Look", Visits: 9, Measures: timesOf(60, 70, 100)}, dwell.Stage{Name: "Buy", Visits: 9, Measures: timesOf(30, 40, 300)},
		dwell.Stage{Name: "Wait", Visits: 9, Measures: timesOf(600, 650, 900)}, dwell.Stage{Name: "Gone"})
	assert.Equal(t, "Time per stage: 4 stages. Longest median: Wait (10 min); shortest: Buy (30 s). Longest tail: Buy, one visit in ten lasts more than 5 min.",
		strings.ReplaceAll(s.Desc, "\u00a0", " "))
}

func TestTheTimesThatAreDrawnAreThoseOfTheStage(t *testing.T) {
	out := strings.ReplaceAll(said(timesDrawn(t,
		dwell.Stage{Name: "Look", Visits: 1200, Open: 34, Measures: timesOf(60, 70, 100)},
		dwell.Stage{Name: "Wait", Visits: 1, Open: 1}, dwell.Stage{Name: "Gone"})), "\u00a0", " ")
	for _, want := range []string{"n 1,200 · 34 open", "1 min", "54 s to 1 min 6 s", "mean 1 min 10 s · 90% within", "Too few visits that ended", "No visit", "confidence level of 95%."} {
		assert.Contains(t, out, want)
	}
	assert.NotContains(t, out, "logarithmic")
}

func TestTimesThatLieFarApartHaveALogarithmicAxis(t *testing.T) {
	near := said(timesDrawn(t, dwell.Stage{Name: "a", Measures: timesOf(60, 90, 600)}, dwell.Stage{Name: "b", Measures: timesOf(300, 400, 3600)}))
	assert.NotContains(t, near, "logarithmic")
	assert.Contains(t, near, "\n0\u00a0s\n", "an axis of lengths begins at 0")
	far := said(timesDrawn(t, dwell.Stage{Name: "a", Measures: timesOf(6, 9, 60)}, dwell.Stage{Name: "b", Measures: timesOf(30_000, 40_000, 600_000)}))
	assert.Contains(t, far, "logarithmic")
	for _, tick := range []string{"10 s", "1 min", "1 h", "1 day", "1 week"} {
		assert.Contains(t, far, "\n"+tick+"\n")
	}
}

// The point of the median stands inside its bracket, and both where the axis has
// them.
func TestTheMedianStandsInItsInterval(t *testing.T) {
	for name, stages := range map[string][]dwell.Stage{
		"from 0":      {{Name: "a", Measures: timesOf(60, 70, 100)}, {Name: "b", Measures: timesOf(30, 35, 50)}},
		"logarithmic": {{Name: "a", Measures: timesOf(60, 70, 100)}, {Name: "b", Measures: timesOf(30_000, 35_000, 50_000)}},
	} {
		var medians []scene.Px
		for _, row := range timesMarks(timesDrawn(t, stages...)) {
			var bracket, dot scene.Box
			for _, n := range row.Nodes {
				switch n := n.(type) {
				case *scene.Circle:
					dot = scene.Bounds(n)
				case *scene.Path:
					if n.Stroke.Paint == render.Light().Accent.Ink {
						bracket = scene.Bounds(n)
					}
				}
			}
			middle := dot.X + dot.W/2
			assert.True(t, bracket.X < middle && middle < bracket.Right(), "%s: %d in %+v", name, middle, bracket)
			medians = append(medians, middle)
		}
		require.Len(t, medians, 2)
		assert.Equal(t, stages[0].Measures[0].Value > stages[1].Measures[0].Value, medians[0] > medians[1], name)
	}
}

// timesMarks returns the groups that hold the marks of a stage.
func timesMarks(s *scene.Scene) (rows []*scene.Group) {
	for v := range s.Walk() {
		if g, ok := v.Node.(*scene.Group); ok && strings.Contains(g.Title, "Median time") {
			rows = append(rows, g)
		}
	}
	return rows
}

func TestTimesThatAreNoneAreLeftOut(t *testing.T) {
	for _, v := range []float64{math.NaN(), math.Inf(1), -3} {
		broken := timesOf(60, 70, 100)
		broken[0].Value, broken[1].Lo, broken[2].Hi = v, v, v
		s := timesDrawn(t, dwell.Stage{Name: "a", Measures: broken}, dwell.Stage{Name: "b", Measures: timesOf(1, 2, 3)})
		assert.Empty(t, faults(s))
		assert.Len(t, timesMarks(s), 1)
	}
	_, err := render.Distribution{Result: &dwell.Result{Stages: make([]dwell.Stage, 501)}}.Scene(nil)
	assert.ErrorContains(t, err, "501 stages")
	_, err = render.Distribution{}.Scene(nil)
	assert.Error(t, err)
}

// Of two visits the mean may be anything, and their interval of the 90th
// percentile has next to no level.
func TestTimesOfTwoVisitsSayHowLittleTheyAreWorth(t *testing.T) {
	m := func(name string, v, hi, level float64) journey.Measure {
		return journey.Measure{Name: name, Value: v, Lo: 60, Hi: hi, Unit: journey.Seconds, N: 2, Level: level}
	}
	out := strings.ReplaceAll(said(timesDrawn(t, dwell.Stage{Name: "a", Visits: 2, Measures: []journey.Measure{
		m(journey.MeasureTimeMedian, 90, 120, 0.5), m(journey.MeasureTimeMean, 90, 90_000, 0.95), m(journey.MeasureTimeP90, 117, 120, 0.18),
	}})), "\u00a0", " ")
	assert.Contains(t, out, "90% within 1 min 57 s, 1 min to 2 min (18%)")
	assert.Contains(t, out, "\n2 min\n", "the axis ends with what is drawn")
	assert.NotContains(t, out, "logarithmic")
}
