package render_test

import (
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/churn/survival"
	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/render/scene"
)

func TestSurvival(t *testing.T) {
	testView(t, viewTest{
		name: "Survival",
		sample: func(l journey.Lang) render.View {
			say := survivalWords(l)
			v := survivalOf(t, subscriptions(say))
			v.Title, v.Unit = say("Yearly subscribers stay longer", "Les abonnés à l’année restent plus longtemps"), say("days", "jours")
			return v
		},
		random: func(r maker) render.View { return r.survival() },
		filled: func(text string) render.View {
			v := survivalOf(t, aml)
			v.Comparison.Pairs = make([]survival.Pair, 1)
			fill(reflect.ValueOf(&v).Elem(), text)
			return v
		},
		empty: render.Survival{},
	})
	_, err := render.Survival{Curves: make([]survival.Curve, 13)}.Scene(nil)
	require.EqualError(t, err, "render: 13 survival curves: at most 12 can be drawn")
	for _, time := range []float64{-1, math.NaN(), math.Inf(1)} {
		_, err = render.Survival{Curves: []survival.Curve{{Steps: []survival.Step{{Time: time}}}}}.Scene(nil)
		require.Error(t, err)
	}
}

// aml are weeks of remission of 23 patients with acute myelogenous leukaemia,
// with and without further chemotherapy (R. G. Miller, Survival analysis, 1997,
// page 49; the data aml of R's package survival).
var aml = &survival.Data{
	Times:  []float64{9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161, 5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45},
	Events: []bool{true, true, false, true, true, false, true, true, false, true, false, true, true, true, true, true, false, true, true, true, true, true, true},
	Groups: []int32{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1},
	Names:  []string{"Maintained", "Nonmaintained"},
}

func survivalWords(l journey.Lang) translate {
	return func(en, fr string) string {
		if l.French() {
			return fr
		}
		return en
	}
}

// subscriptions are of a year of subscribers who came on any day of it: monthly
// ones leave at a steady rate, yearly ones mostly when the year is over.
func subscriptions(say translate) *survival.Data {
	r := rand.New(rand.NewPCG(1, 1))
	d := &survival.Data{Names: []string{say("Monthly", "Au mois"), say("Yearly", "À l’année")}}
	for i := range 260 {
		group := int32(i % 5 / 3)
		life := math.Ceil(r.ExpFloat64() * []float64{190, 900}[group])
		watched := math.Ceil(r.Float64() * 400)
		d.Times, d.Events = append(d.Times, min(life, watched)), append(d.Events, life <= watched)
		d.Groups = append(d.Groups, group)
	}
	return d
}

func survivalOf(t testing.TB, data *survival.Data) render.Survival {
	t.Helper()
	curves, err := survival.KaplanMeier(data, nil)
	require.NoError(t, err)
	c, err := survival.LogRank(data, nil)
	require.NoError(t, err)
	return render.Survival{Curves: curves, Comparison: c}
}

// survival makes curves of random data.
func (r maker) survival() render.Survival {
	groups := 1 + r.IntN([]int{1, 3, 12}[r.IntN(3)])
	d := &survival.Data{}
	for range groups {
		d.Names = append(d.Names, r.text())
	}
	longest := []float64{0, 1e-3, 1, 10, 1000, 1e12}[r.IntN(6)]
	whole := r.IntN(2) == 0
	for range 1 + r.IntN([]int{3, 30, 300}[r.IntN(3)]) {
		time := r.Float64() * longest
		if whole {
			time = math.Round(time)
		}
		d.Times, d.Events = append(d.Times, time), append(d.Events, r.IntN(3) > 0)
		d.Groups = append(d.Groups, int32(r.IntN(groups)))
	}
	opt := &survival.Options{Level: []float64{0, 0.9, 0.999}[r.IntN(3)], Transform: []survival.Transform{survival.Log, survival.LogLog, survival.Plain}[r.IntN(3)]}
	curves, err := survival.KaplanMeier(d, opt)
	if err != nil {
		panic(err)
	}
	v := render.Survival{Curves: curves, Title: r.text(), Unit: r.text()}
	if c, err := survival.LogRank(d, &survival.LogRankOptions{Pairs: r.IntN(2) == 0}); err == nil {
		v.Comparison = c
	}
	return v
}

// survivalLines returns the open paths of a stroke width without dashes.
func survivalLines(s *scene.Scene, width scene.Px) (lines [][]scene.Point) {
	for v := range s.Walk() {
		p, ok := v.Node.(*scene.Path)
		if !ok || p.Stroke.Width != width || p.Fill.Drawn() {
			continue
		}
		var points []scene.Point
		for _, seg := range p.Segments {
			points = append(points, seg.P[0])
		}
		lines = append(lines, points)
	}
	return lines
}

// The corners of a curve are those of the data: it holds at a value up to the
// next event, and takes its value there.
func TestTheStepsOfSurvivalAreThoseOfTheData(t *testing.T) {
	curves, err := survival.KaplanMeier(&survival.Data{Times: []float64{2, 4, 4, 6, 10}, Events: []bool{true, true, false, true, false}}, nil)
	require.NoError(t, err)
	s, err := render.Survival{Curves: curves}.Scene(&render.Options{Width: 960})
	require.NoError(t, err)
	var line []scene.Point
	for _, points := range survivalLines(s, 2*scene.Pixel) {
		if len(points) > len(line) {
			line = points
		}
	}
	require.Len(t, line, 8)
	x := func(time float64) scene.Px {
		return line[0].X + scene.Px(math.Round(time/10*float64(line[7].X-line[0].X)))
	}
	fall := float64(line[2].Y-line[1].Y) / 0.2 // of a share of 1
	y := func(share float64) scene.Px { return line[0].Y + scene.Px(math.Round((1-share)*fall)) }
	want := []scene.Point{
		{X: x(0), Y: y(1)}, {X: x(2), Y: y(1)}, {X: x(2), Y: y(0.8)}, {X: x(4), Y: y(0.8)},
		{X: x(4), Y: y(0.6)}, {X: x(6), Y: y(0.6)}, {X: x(6), Y: y(0.3)}, {X: x(10), Y: y(0.3)},
	}
	for i, p := range want {
		assert.InDelta(t, float64(p.X), float64(line[i].X), 2, "corner %d", i)
		assert.InDelta(t, float64(p.Y), float64(line[i].Y), 2, "corner %d", i)
	}
}

func TestTheNumbersOfSurvivalAreThoseOfTheData(t *testing.T) {
	v := survivalOf(t, aml)
	v.Unit = "weeks"
	s, err := v.Scene(&render.Options{Width: 960})
	require.NoError(t, err)
	out := said(s)
	assert.Contains(t, out, "n\u00a011 · 7 events · 4 censored\nmedian 31\u00a0weeks (at least 18)\n")
	assert.Contains(t, out, "n\u00a012 · 11 events · 1 censored\nmedian 23\u00a0weeks (at least 8)\n")
	assert.Contains(t, out, "Number at risk\nMaintained\n11\n1\n1\n1\nNonmaintained\n12\n0\n0\n0\n")
}

// R's survdiff(Surv(time, status) ~ x, aml) prints Chisq= 3.4 on 1 degrees of
// freedom, p= 0.07, and its survfit medians of 31 and 23 with these bounds.
func TestTheDescriptionOfSurvivalSaysWhoStaysAndWhetherThatIsChance(t *testing.T) {
	v := survivalOf(t, aml)
	s, err := v.Scene(nil)
	require.NoError(t, err)
	assert.Equal(t, "How long customers stay: 23 customers in 2 groups, 18 events. Chance alone may explain the difference between the groups. "+
		"Maintained: n\u00a011, 7 events, median 31 (at least 18), 18% still there at 161. "+
		"Nonmaintained: n\u00a012, 11 events, median 23 (at least 8), 0% still there at 45. "+
		"Log-rank test: χ²\u00a03.40 with 1 degree of freedom, p\u00a00.065.", s.Desc)
}

func TestTheBandOfSurvivalEndsWhereItHasNoValue(t *testing.T) {
	curves, err := survival.KaplanMeier(&survival.Data{Times: []float64{2, 4, 10}, Events: []bool{true, true, true}}, nil)
	require.NoError(t, err)
	s, err := render.Survival{Curves: curves}.Scene(nil)
	require.NoError(t, err)
	edges := survivalLines(s, 70)
	require.Len(t, edges, 2)
	var line []scene.Point
	for _, points := range survivalLines(s, 2*scene.Pixel) {
		line = append(line, points...)
	}
	for _, edge := range edges {
		assert.Equal(t, line[len(line)-1].X, edge[len(edge)-1].X)
		assert.NotEqual(t, line[len(line)-1].Y, edge[len(edge)-1].Y, "it does not fall to 0 nor rise to 1")
	}
}

func TestOfVeryManyStepsThoseThatCanBeSeenAreDrawn(t *testing.T) {
	r := newMaker(1)
	d := &survival.Data{}
	for range 50_000 {
		d.Times, d.Events = append(d.Times, r.ExpFloat64()), append(d.Events, r.IntN(2) == 0)
	}
	curves, err := survival.KaplanMeier(d, nil)
	require.NoError(t, err)
	s, err := render.Survival{Curves: curves}.Scene(nil)
	require.NoError(t, err)
	points := 0
	for v := range s.Walk() {
		if p, ok := v.Node.(*scene.Path); ok {
			points += len(p.Segments)
		}
	}
	assert.Less(t, points, 40_000)
	assert.Empty(t, faults(s))
}

func TestSurvivalOfOneCustomerClaimsNoInterval(t *testing.T) {
	curves, err := survival.KaplanMeier(&survival.Data{Times: []float64{5}, Events: []bool{true}}, nil)
	require.NoError(t, err)
	s, err := render.Survival{Curves: curves}.Scene(&render.Options{Lang: journey.French})
	require.NoError(t, err)
	assert.Empty(t, survivalLines(s, 150), "the line of an interval of the median")
	assert.Contains(t, said(s), "1 événement · 0 censuré\n")
	assert.Contains(t, titles(s), "Tous\u00a0: 5")
	assert.Equal(t, strings.TrimSpace(s.Desc), s.Desc)
}

func TestTheTableOfSurvivalEndsWhereTheCurvesDo(t *testing.T) {
	curves, err := survival.KaplanMeier(&survival.Data{
		Times: []float64{1, 2, 10, 20}, Events: []bool{true, false, true, false}, Groups: []int32{0, 0, 1, 1}, Names: []string{"short", "long"}}, nil)
	require.NoError(t, err)
	tables, err := render.Survival{Curves: curves}.Tables(nil)
	require.NoError(t, err)
	shares := map[string]string{}
	for _, row := range tables[1].Rows {
		shares[row[0]+" "+row[1]] = row[3]
	}
	assert.Equal(t, "–", shares["short 5"], "nobody was watched so long")
	assert.Equal(t, "100.0%", shares["long 5"])
	assert.Equal(t, "50.0%", shares["long 20"])
	assert.Equal(t, "–", tables[1].Rows[1][4], "before the first event there is no interval")
}

func TestSmallTimesOfSurvivalKeepTheirDigits(t *testing.T) {
	curves, err := survival.KaplanMeier(&survival.Data{Times: []float64{0.004, 0.005, 0.0062}, Events: []bool{true, true, true}}, nil)
	require.NoError(t, err)
	tables, err := render.Survival{Curves: curves}.Tables(nil)
	require.NoError(t, err)
	assert.Contains(t, tables[0].Rows[0][4], "0.0050")
}
