package render_test

import (
	"bytes"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/comparison"
	"github.com/parcours-go/parcours/kpi/proportion"
	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/render/scene"
)

func TestCompare(t *testing.T) {
	testView(t, viewTest{
		name:   "Compare",
		sample: func(l journey.Lang) render.View { return compareSample(l) },
		random: func(r maker) render.View { return compareRandom(r) },
		filled: func(text string) render.View { return compareFilled(text) },
		empty:  render.Compare{},
	})
}

// compareSample is the shop before and after it let guests pay and told the
// delivery costs in the cart.
func compareSample(l journey.Lang) render.Compare {
	r, err := comparison.Compare(shop(l), compareShopAfter(l), nil)
	if err != nil {
		panic(err)
	}
	v := render.Compare{Result: r, Title: "Running shoes: the new checkout"}
	if l.French() {
		v.Title = "Chaussures de course\u00a0: le nouveau paiement"
	}
	return v
}

func compareShopAfter(l journey.Lang) *journey.Map {
	say := func(en, fr string) string {
		if l.French() {
			return fr
		}
		return en
	}
	m := shop(l)
	m.Title = say("Buying running shoes online, spring", "Acheter des chaussures de course en ligne, printemps")
	m.Observed.Customers, m.Observed.Events = 13104, 160020
	m.Observed.From, m.Observed.To = m.Observed.From.AddDate(0, 3, 0), m.Observed.To.AddDate(0, 3, 0)
	m.Measures = []journey.Measure{
		ratio(journey.MeasureConversion, 0.0571, 13104, 0.0533, 0.0612),
		ratio(journey.MeasureAbandonment, 0.483, 1298, 0.456, 0.510),
		ratio(journey.MeasureChurn, 0.331, 588, 0.294, 0.370),
		{Name: journey.MeasureRevenue, Value: 91.2, Unit: journey.Money, N: 748, Lo: 88.1, Hi: 94.4, Level: 0.95, Source: journey.FromLog},
		{Name: journey.MeasureNPS, Value: 34, Unit: journey.Points, N: 431, Lo: 26, Hi: 42, Level: 0.95, Source: journey.FromSurvey},
	}
	look, choose, pay, receive := &m.Stages[0], &m.Stages[1], &m.Stages[2], &m.Stages[3]
	look.Measures = []journey.Measure{reached(13104), ratio(journey.MeasureConversion, 0.418, 13104, 0.4096, 0.4265), median(75, 13104, 72, 78)}
	choose.Emotion = 3.6
	choose.Measures = []journey.Measure{
		reached(5478), ratio(journey.MeasureConversion, 0.237, 5478, 0.2259, 0.2484), median(455, 5478, 438, 472), satisfaction(3.6, 352, 3.4, 3.8),
	}
	choose.Touchpoints = choose.Touchpoints[:2]
	pay.Emotion = 3.7
	pay.Measures = []journey.Measure{
		reached(1298), ratio(journey.MeasureConversion, 0.576, 1298, 0.549, 0.6026), median(171, 1298, 162, 181), satisfaction(3.7, 205, 3.5, 3.9),
	}
	pay.Touchpoints[1].Measures = []journey.Measure{ratio("payment_errors", 0.019, 702, 0.011, 0.032)}
	pay.Touchpoints = append(pay.Touchpoints, journey.Touchpoint{Name: say("Wallet", "Portefeuille"), Channel: journey.App})
	pay.Frictions = []journey.Friction{{Text: pay.Frictions[0].Text, Severity: journey.Minor}}
	pay.Opportunities = pay.Opportunities[1:]
	receive.Emotion = 4.2
	receive.Measures = []journey.Measure{
		reached(748), ratio(journey.MeasureConversion, 0.888, 748, 0.863, 0.909), median(201600, 748, 194400, 208800), satisfaction(4.2, 310, 4.1, 4.3),
	}
	support := journey.Stage{Name: say("Get help", "Se faire aider"), Phase: journey.Service, Emotion: 3.4, Measures: []journey.Measure{reached(96)}}
	m.Stages = []journey.Stage{*look, *choose, *pay, *receive, support, m.Stages[4]}
	return m
}

func compareRandom(r maker) render.Compare {
	result := &comparison.Result{Level: 0.95, Lang: []journey.Lang{"", "fr", "ar"}[r.IntN(3)], Currency: []string{"", "EUR", "CHF"}[r.IntN(3)]}
	changes := []comparison.Change{"", comparison.Added, comparison.Removed, comparison.Moved}
	result.Before.Title, result.After.Title = r.text(), r.text()
	for range r.IntN(8) {
		result.Stages = append(result.Stages, comparison.Stage{Name: r.text(), Phase: journey.Phase(r.text()), Change: changes[r.IntN(4)]})
	}
	if r.IntN(20) == 0 {
		result.Stages = append(result.Stages, make([]comparison.Stage, 30)...)
	}
	place := func() comparison.Place {
		if i := r.IntN(len(result.Stages) + 1); i < len(result.Stages) {
			return comparison.Place{Stage: result.Stages[i].Name, Touchpoint: []string{"", r.text()}[r.IntN(2)]}
		}
		return comparison.Place{}
	}
	for range r.IntN(12) {
		result.Differences = append(result.Differences, compareRandomDifference(r, place()))
	}
	for range r.IntN(4) {
		result.Emotions = append(result.Emotions, comparison.Emotion{Place: place(), Before: r.emotion(), After: r.emotion()})
		result.Touchpoints = append(result.Touchpoints, comparison.Touchpoint{Place: place(), Change: changes[1+r.IntN(3)], From: r.text()})
		result.Targets = append(result.Targets, comparison.Target{Place: place(), Target: journey.Target{Measure: r.text(), Op: journey.AtMost, Value: r.Float64() * 1e6}, After: comparison.Met})
	}
	for _, f := range r.frictions() {
		result.Frictions = append(result.Frictions, comparison.Friction{Place: place(), Before: &f}, comparison.Friction{Place: place(), After: &f})
	}
	for _, o := range r.opportunities() {
		result.Opportunities = append(result.Opportunities, comparison.Opportunity{Place: place(), Before: &o, After: &o})
	}
	if len(result.Stages)+len(result.Differences) == 0 {
		result.Stages = make([]comparison.Stage, 1)
	}
	return render.Compare{Result: result, Title: r.text(), Names: [2]string{r.text(), r.text()}}
}

func compareRandomDifference(r maker, at comparison.Place) comparison.Difference {
	units := []journey.Unit{journey.Count, journey.Ratio, journey.Seconds, journey.Points, journey.Score, journey.Money, "kg CO₂ per parcel"}
	unit := units[r.IntN(len(units))]
	scale := []float64{0, 1, 1, 5, 1e3, 1e12}[r.IntN(6)]
	name := append(measureNames, r.text())[r.IntN(len(measureNames)+1)]
	measure := func() journey.Measure {
		return journey.Measure{Name: name, Unit: unit, Value: r.Float64() * scale, N: r.IntN(3) * r.IntN(1e6)}
	}
	d := comparison.Difference{Place: at, Before: measure(), After: measure(), Method: comparison.Untested, Direction: comparison.DirectionOf(name)}
	d.Change = journey.Measure{Value: d.After.Value - d.Before.Value, Unit: unit}
	if unit == journey.Ratio {
		d.Change.Unit = journey.Change
	}
	if r.IntN(3) > 0 {
		d.Method, d.P, d.Adjusted = comparison.Intervals, r.Float64(), r.Float64()
		d.Change.Lo, d.Change.Hi, d.Change.Level = d.Change.Value-r.Float64()*scale, d.Change.Value+r.Float64()*scale, 0.95
		d.Significant = r.IntN(2) == 0
	}
	return d
}

func compareFilled(text string) render.Compare {
	result := &comparison.Result{
		Level: 0.95, Tested: 2, Significant: 1, Stages: make([]comparison.Stage, 2),
		Before: comparison.Side{Observed: &journey.Observation{Customers: 3}},
		Differences: []comparison.Difference{
			{Significant: true, Change: journey.Measure{Value: 1, Lo: 0.5, Hi: 2, Level: 0.95}}, {Change: journey.Measure{Value: -1}},
		},
		Emotions: []comparison.Emotion{{Before: 2, After: 3}}, Touchpoints: make([]comparison.Touchpoint, 1), Targets: make([]comparison.Target, 1),
		Frictions:     []comparison.Friction{{Before: &journey.Friction{Severity: 9}}, {After: &journey.Friction{Because: &journey.Measure{}}}},
		Opportunities: []comparison.Opportunity{{Before: &journey.Opportunity{}, After: &journey.Opportunity{Impact: -1}}},
	}
	v := render.Compare{Result: result}
	fill(reflect.ValueOf(&v).Elem(), text)
	fill(reflect.ValueOf(&v.Names).Elem().Index(0), text)
	fill(reflect.ValueOf(&v.Names).Elem().Index(1), text)
	return v
}

func compareDrawn(t *testing.T, v render.Compare, opt *render.Options) *scene.Scene {
	t.Helper()
	s, err := v.Scene(opt)
	require.NoError(t, err)
	return s
}

func TestTheDescriptionOfAComparisonNamesTheClearestGainAndLoss(t *testing.T) {
	assert.Equal(t, "Before (Buying running shoes online, 12,480 customers) → after (Buying running shoes online, spring, 13,104 customers). "+
		"8 of 19 tested differences are more than chance. Clearest gain: Order, Satisfaction +1.60 (+1.32 to +1.88). "+
		"Clearest loss: Receive, Satisfaction −0.30 (−0.44 to −0.16). Stages: Get help (added), Recommend (removed).",
		compareDrawn(t, compareSample("en"), nil).Desc)
	assert.Contains(t, compareDrawn(t, compareSample("fr"), nil).Desc, "8 écarts testés sur 19 sont plus qu’un hasard. Gain le plus net\u00a0: Commander, Satisfaction +1,60")
}

// compareOne is a comparison of one measure of one stage.
func compareOne(before, after journey.Measure) render.Compare {
	r, err := comparison.Compare(
		&journey.Map{Stages: []journey.Stage{{Name: "Pay", Measures: []journey.Measure{before}}}},
		&journey.Map{Stages: []journey.Stage{{Name: "Pay", Measures: []journey.Measure{after}}}}, nil)
	if err != nil {
		panic(err)
	}
	return render.Compare{Result: r}
}

func TestARowOfAComparisonSaysWhichWayIsBetter(t *testing.T) {
	share := func(name string, k int) journey.Measure {
		m, err := proportion.Interval(k, 1000, nil)
		require.NoError(t, err)
		m.Name = name
		return m
	}
	for name, c := range map[string]struct {
		before, after journey.Measure
		want          []string
	}{
		"more conversion is better":    {share("conversion", 400), share("conversion", 500), []string{"+10.0 pp, better", "more than chance", "p < 0.001", "n 1,000 → 1,000"}},
		"less conversion is worse":     {share("conversion", 500), share("conversion", 400), []string{"−10.0 pp, worse", "more than chance"}},
		"less churn is better":         {share("churn", 500), share("churn", 400), []string{"−10.0 pp, better"}},
		"a little may be chance":       {share("churn", 500), share("churn", 510), []string{"+1.0 pp, worse", "could be chance", "p 0.65"}},
		"nobody knows of the rest":     {share("clicks", 400), share("clicks", 500), []string{"+10.0 pp, more", "more than chance"}},
		"nothing is unchanged":         {share("churn", 400), share("churn", 400), []string{"0.0 pp, unchanged", "p 1.00"}},
		"a written number is no test":  {journey.Measure{Name: "calls", Value: 3, Unit: journey.Count}, journey.Measure{Name: "calls", Value: 5, Unit: journey.Count}, []string{"3 → 5", "+2, more", "not tested"}},
		"a longer time is worse":       {median(60, 100, 55, 65), median(90, 100, 80, 100), []string{"1 min → 1 min 30 s", "+30 s, worse", "more than chance"}},
		"no part of nothing is a mark": {journey.Measure{Name: "calls", Unit: journey.Count}, journey.Measure{Name: "calls", Value: 5, Unit: journey.Count}, []string{"0 → 5"}},
	} {
		t.Run(name, func(t *testing.T) {
			v := compareOne(c.before, c.after)
			out := strings.ReplaceAll(said(compareDrawn(t, v, nil)), "\u00a0", " ")
			for _, want := range c.want {
				assert.Contains(t, out, want+"\n")
			}
		})
	}
}

func TestOnlyWhatIsMoreThanChanceIsSolid(t *testing.T) {
	for after, want := range map[float64]int{90: 1, 62: 0} {
		v := compareOne(median(60, 100, 55, 65), median(after, 100, after-5, after+5))
		require.Equal(t, want, v.Result.Significant)
		legend, solid := 2, 0 // the signs of better and of worse
		for n := range compareDrawn(t, v, nil).Walk() {
			if c, ok := n.Node.(*scene.Circle); ok && c.Fill == c.Stroke.Paint {
				solid++
			}
		}
		assert.Equal(t, legend+want, solid, "%v", after)
	}
}

func TestATitleThatBothMapsHaveIsSaidOnce(t *testing.T) {
	v := compareSample("en")
	v.Title, v.Result.Before.Title, v.Result.After.Title = "", "The shop", "The shop"
	s := compareDrawn(t, v, nil)
	assert.Equal(t, "The shop", s.Title)
	assert.Contains(t, s.Desc, "Before (12,480 customers) → after (13,104 customers).")
	v.Result.Before.Title = "The old shop"
	assert.Equal(t, "Two journeys compared", compareDrawn(t, v, nil).Title)
}

func TestWhatIsLeftToTheTableIsCounted(t *testing.T) {
	stage := func(p90 float64) *journey.Map {
		times := timesOf(60, 70, p90)
		times[2].Lo, times[2].Hi = p90-10, p90+10
		return &journey.Map{Stages: []journey.Stage{{Name: "Pay", Measures: times}}}
	}
	for after, want := range map[float64]string{205: "2 more differences are in the table alone", 300: "1 more difference is in the table alone"} {
		r, err := comparison.Compare(stage(200), stage(after), nil)
		require.NoError(t, err)
		s := compareDrawn(t, render.Compare{Result: r}, nil)
		assert.Contains(t, said(s), want)
		assert.Equal(t, after == 300, strings.Contains(said(s), "Time, 90th percentile\n"))
	}
}

func TestAComparisonWithTooMuchIsAnError(t *testing.T) {
	for want, r := range map[string]*comparison.Result{
		"201 stages":       {Stages: make([]comparison.Stage, 201)},
		"2001 differences": {Differences: make([]comparison.Difference, 2001)},
		"2001 changes":     {Stages: make([]comparison.Stage, 1), Frictions: make([]comparison.Friction, 2001)},
	} {
		_, err := render.Compare{Result: r}.Scene(nil)
		assert.ErrorContains(t, err, want)
	}
	_, err := render.Compare{Result: &comparison.Result{}}.Scene(nil)
	assert.Error(t, err)
}

func TestNumbersThatAreNoneAreNotCompared(t *testing.T) {
	for _, v := range []float64{math.NaN(), math.Inf(1)} {
		r := compareSample("en").Result
		for i := range r.Differences {
			r.Differences[i].Change.Value = v
		}
		r.Targets[0].Value, r.Emotions[0].After = v, journey.Emotion(v)
		var b bytes.Buffer
		require.NoError(t, render.SVG(&b, render.Compare{Result: r}, nil))
		assert.NotContains(t, b.String(), "NaN")
		assert.NotContains(t, b.String(), "Inf")
	}
}

func TestTheTablesOfAComparisonHaveWhatTheDrawingLeavesOut(t *testing.T) {
	v := compareSample("en")
	tables, err := v.Tables(nil)
	require.NoError(t, err)
	require.Len(t, tables, 2)
	assert.Len(t, tables[0].Rows, len(v.Result.Differences))
	var names []string
	for _, row := range tables[0].Rows {
		names = append(names, row[0]+", "+row[1])
	}
	assert.Contains(t, names, "Discover, Customers")
	assert.Contains(t, tables[1].Rows, []string{"Order", "Friction", "Delivery costs appear on the last page", "critical → minor"})
	assert.Contains(t, tables[1].Rows, []string{"Recommend", "Stage", "Recommend", "removed"})
}

// comparedMarks returns the middle line, the interval and the point of each row
// of the plot, from left to right and in pixels from the middle.
func comparedMarks(t *testing.T, s *scene.Scene) (marks [][3]float64) {
	t.Helper()
	for v := range s.Walk() {
		g, ok := v.Node.(*scene.Group)
		if !ok || !strings.Contains(g.Title, "chance") {
			continue
		}
		middle, whisker, dot := scene.Bounds(g.Nodes[1]), scene.Bounds(g.Nodes[2]), scene.Bounds(g.Nodes[3])
		zero := float64(middle.X)
		marks = append(marks, [3]float64{
			(float64(whisker.X) - zero) / 100, (float64(dot.X+dot.W/2) - zero) / 100, (float64(whisker.Right()) - zero) / 100,
		})
	}
	return marks
}

func TestChangesStandOnTheScaleOfTheirUnit(t *testing.T) {
	around := func(name string, u journey.Unit, v, half float64) journey.Measure {
		return journey.Measure{Name: name, Unit: u, Value: v, N: 100, Lo: v - half, Hi: v + half, Level: 0.95}
	}
	side := func(a, b, c, d float64) *journey.Map {
		return &journey.Map{Stages: []journey.Stage{{Name: "Pay", Measures: []journey.Measure{
			around("a", journey.Ratio, a, 0.03), around("b", journey.Ratio, b, 0.03), around("c", journey.Seconds, c, c/10), around("d", journey.Seconds, d, d/10),
		}}}}
	}
	r, err := comparison.Compare(side(0.4, 0.5, 100, 7000), side(0.6, 0.4, 150, 10_500), nil)
	require.NoError(t, err)
	marks := comparedMarks(t, compareDrawn(t, render.Compare{Result: r}, nil))
	require.Len(t, marks, 4)
	up, down, short, long := marks[0], marks[1], marks[2], marks[3]
	assert.Greater(t, up[1], 20.0, "more stands right of nothing")
	assert.InDelta(t, -up[1]/2, down[1], 0.1, "half as far the other way")
	assert.InDelta(t, up[2]-up[0], down[2]-down[0], 0.1, "intervals of one width")
	assert.InDelta(t, (up[2]+up[0])/2, up[1], 0.1, "around the change")
	assert.Greater(t, up[0], 0.0, "which is more than chance")
	assert.Equal(t, short, long, "times as parts of what they were")
	out := said(compareDrawn(t, render.Compare{Result: r}, nil))
	assert.Contains(t, out, "−30\u00a0pp\n0\n+30\u00a0pp\n", "the interval up to 24 points is more than chance")
	assert.Contains(t, out, "−100%\n0\n+100%\n")
}

func TestBothCurvesOfEmotionAreOnOneScale(t *testing.T) {
	before := &journey.Map{Stages: []journey.Stage{{Name: "a", Emotion: 2}, {Name: "b", Emotion: 4}, {Name: "c"}}}
	after := &journey.Map{Stages: []journey.Stage{{Name: "a", Emotion: 4}, {Name: "b", Emotion: 4}, {Name: "c", Emotion: 1}}}
	r, err := comparison.Compare(before, after, nil)
	require.NoError(t, err)
	s := compareDrawn(t, render.Compare{Result: r}, nil)
	at := map[string]scene.Px{}
	for v := range s.Walk() {
		if g, ok := v.Node.(*scene.Group); ok && strings.Contains(g.Title, " of 5") {
			at[g.Title] = scene.Bounds(g).Y
		}
	}
	assert.Less(t, at["a, after, Emotion: 4.0 of 5, pleased"], at["a, before, Emotion: 2.0 of 5, annoyed"])
	assert.Equal(t, at["a, after, Emotion: 4.0 of 5, pleased"], at["b, before, Emotion: 4.0 of 5, pleased"])
	assert.Contains(t, at, "c, after, Emotion: 1.0 of 5, frustrated")
	assert.NotContains(t, strings.Join(slices.Collect(maps.Keys(at)), ";"), "c, before")
	assert.Contains(t, said(s), "2.0 → 4.0\n")
	assert.Contains(t, said(s), "– → 1.0\n")
}

func TestAFrictionThatGoesIsGoodAndOneThatComesIsNot(t *testing.T) {
	with := func(list ...journey.Friction) *journey.Map {
		return &journey.Map{Stages: []journey.Stage{{Name: "a", Frictions: list}}}
	}
	light := render.Light()
	for name, c := range map[string]struct {
		before, after *journey.Map
		how           string
		ink           scene.Paint
	}{
		"it comes":      {with(), with(journey.Friction{Text: "Slow"}), "added", light.Bad.Ink},
		"it goes":       {with(journey.Friction{Text: "Slow"}), with(), "removed", light.Good.Ink},
		"it gets worse": {with(journey.Friction{Text: "Slow", Severity: 1}), with(journey.Friction{Text: "Slow", Severity: 3}), "minor → critical", light.Bad.Ink},
		"it eases":      {with(journey.Friction{Text: "Slow", Severity: 2}), with(journey.Friction{Text: "Slow"}), "major → unranked", light.Good.Ink},
	} {
		r, err := comparison.Compare(c.before, c.after, nil)
		require.NoError(t, err)
		var ink scene.Paint
		for v := range compareDrawn(t, render.Compare{Result: r}, nil).Walk() {
			if text, ok := v.Node.(*scene.Text); ok && text.Content == c.how {
				ink = text.Fill
			}
		}
		assert.Equal(t, c.ink, ink, name)
	}
}

func TestAChangeOfAComparisonIsNotRoundedAway(t *testing.T) {
	share := func(k, n int) journey.Measure {
		m, err := proportion.Interval(k, n, nil)
		require.NoError(t, err)
		m.Name = journey.MeasureConversion
		return m
	}
	of := func(u journey.Unit, name string, v, half float64) journey.Measure {
		return journey.Measure{Name: name, Unit: u, Value: v, Lo: v - half, Hi: v + half, Level: 0.95, N: 1000}
	}
	for name, c := range map[string]struct {
		before, after journey.Measure
		want          []string
	}{
		"a share near all":       {share(999_600, 1_000_000), share(999_800, 1_000_000), []string{">99.9% → >99.9%", "+0.02 pp, better", "+0.02 to +0.02 pp"}},
		"a bound near none":      {share(400, 1000), share(443, 1000), []string{"+4.3 pp, better", "−0.03 to +8.6 pp", "could be chance"}},
		"a part of a point":      {of(journey.Points, "nps", 30, 2), of(journey.Points, "nps", 30.3, 2), []string{"+0.3, better"}},
		"a part of a cent":       {of(journey.Money, "revenue_per_customer", 10, 1), of(journey.Money, "revenue_per_customer", 10.004, 1), []string{"0.00, unchanged"}},
		"what rounding leaves":   {of(journey.Ratio, "churn", 0.3, 0.1), of(journey.Ratio, "churn", 0.3+1e-13, 0.1), []string{"0.0 pp, unchanged"}},
		"a large change is kept": {share(400, 1000), share(500, 1000), []string{"+10.0 pp, better"}},
	} {
		t.Run(name, func(t *testing.T) {
			out := strings.ReplaceAll(said(compareDrawn(t, compareOne(c.before, c.after), nil)), "\u00a0", " ")
			for _, want := range c.want {
				assert.Contains(t, out, want+"\n")
			}
		})
	}
}

// pOf returns how the p value of a comparison is written.
func pOf(t *testing.T, level, p float64) string {
	t.Helper()
	v := compareOne(median(60, 100, 55, 65), median(90, 100, 80, 100))
	v.Result.Level = level
	d := &v.Result.Differences[0]
	d.Adjusted, d.Significant = p, p <= 1-level
	tables, err := v.Tables(nil)
	require.NoError(t, err)
	return strings.ReplaceAll(tables[0].Rows[0][6], "\u00a0", " ")
}

func TestAProbabilityStandsOnItsSideOfTheLimit(t *testing.T) {
	for _, c := range []struct {
		level, p float64
		want     string
	}{
		{0.95, 0.0503, "p 0.0503"}, {0.95, 0.0499, "p 0.050"}, {0.95, 0.04, "p 0.040"}, {0.95, 0.2, "p 0.20"}, {0.95, 0.0004, "p < 0.001"},
		{0.9, 0.1004, "p 0.1004"}, {0.9999, 0.0003, "p 0.0003"}, {0.9999, 0.00003, "p < 0.0001"},
	} {
		assert.Equal(t, c.want, pOf(t, c.level, c.p))
	}
}

func TestTheTablesOfAComparisonHaveWholeNames(t *testing.T) {
	v := compareOne(median(60, 100, 55, 65), median(90, 100, 80, 100))
	long := strings.Repeat("Receive and use ", 8) + "at home"
	v.Result.Stages[0].Name, v.Result.Differences[0].Stage, v.Result.Stages[0].Change = long, long, comparison.Moved
	tables, err := v.Tables(nil)
	require.NoError(t, err)
	assert.Equal(t, long, tables[0].Rows[0][0])
	assert.Equal(t, long, tables[1].Rows[0][0])
}

func TestOneComparisonIsOne(t *testing.T) {
	v := compareOne(median(60, 100, 55, 65), median(62, 100, 57, 67))
	v.Result.Level = 0.975
	out := said(compareDrawn(t, v, nil))
	assert.Contains(t, out, "0 of 1 tested difference is more than chance.")
	assert.Contains(t, out, "for 1 comparison, and up to 0.025 a difference")
	assert.Contains(t, said(compareDrawn(t, v, &render.Options{Lang: journey.French})), "pour 1 comparaison, et jusqu’à 0,025")
}

func TestMoneyOfTwoCurrenciesIsSaidNotToBeCompared(t *testing.T) {
	v := compareOne(median(60, 100, 55, 65), median(62, 100, 57, 67))
	v.Result.Before.Currency, v.Result.After.Currency = "EUR", "USD"
	assert.Contains(t, said(compareDrawn(t, v, nil)), "Money is not compared: before EUR, after USD.")
	tables, err := v.Tables(&render.Options{Lang: journey.French})
	require.NoError(t, err)
	assert.Contains(t, tables[0].Notes, "L’argent n’est pas comparé\u00a0: avant EUR, après USD.")
}

func TestAComparisonWithoutATestSaysSo(t *testing.T) {
	v := compareOne(journey.Measure{Name: "calls", Value: 3, Unit: journey.Count}, journey.Measure{Name: "calls", Value: 5, Unit: journey.Count})
	assert.Equal(t, "No difference could be tested: one of the two values has no interval.", compareDrawn(t, v, nil).Desc)
	v.Result.Differences = nil
	assert.Equal(t, "No measure is in both journeys.", compareDrawn(t, v, nil).Desc)
}

// A time that grew to ten times what it was is not drawn as one that doubled.
func TestAChangeBeyondItsScaleHasAnArrow(t *testing.T) {
	doubled := comparedMarks(t, compareDrawn(t, compareOne(median(60, 100, 55, 65), median(120, 100, 115, 125)), nil))
	tenfold := comparedMarks(t, compareDrawn(t, compareOne(median(60, 100, 55, 65), median(600, 100, 550, 650)), nil))
	assert.InDelta(t, doubled[0][1], tenfold[0][2], 0.1, "its arrow ends where the scale does")
	assert.InDelta(t, 14, tenfold[0][2]-tenfold[0][1], 0.1, "and it stands before it")
}
