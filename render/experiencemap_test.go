package render_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/render/scene"
)

func TestExperienceMap(t *testing.T) {
	testView(t, viewTest{
		name: "ExperienceMap",
		sample: func(l journey.Lang) render.View {
			return render.ExperienceMap{Map: providersShop(l), Cycle: true}
		},
		random: func(r maker) render.View {
			return render.ExperienceMap{Map: withStages(r), Self: r.text(), Cycle: r.IntN(2) == 0}
		},
		filled: func(text string) render.View {
			return ofWidth{render.ExperienceMap{Map: filled(text), Self: text}, 2000}
		},
		empty: render.ExperienceMap{},
	})
}

// providersShop is the sample with several providers, and with a stage that has
// none.
func providersShop(l journey.Lang) *journey.Map {
	m := shop(l)
	m.Kind = journey.ExperienceMap
	say := func(en, fr string) string {
		if l.French() {
			return fr
		}
		return en
	}
	club, carrier := say("Running club", "Club de course"), say("Carrier", "Transporteur")
	m.Stages[0].Touchpoints[1].Owner = club
	m.Stages[3].Touchpoints[0].Owner = carrier
	m.Stages[4].Touchpoints = nil
	m.Stages[5].Touchpoints[1].Owner = club
	return m
}

func experienceOf(t *testing.T, v render.ExperienceMap) *scene.Scene {
	t.Helper()
	s, err := v.Scene(nil)
	require.NoError(t, err)
	return s
}

func TestAnExperienceMapDescribesItself(t *testing.T) {
	s := experienceOf(t, render.ExperienceMap{Map: providersShop("en"), Self: "The shop"})
	assert.Equal(t, "Experience map of Camille Moreau, 6 stages: Discover, Choose, Order, Receive, Wear and return, Recommend. "+
		"Lowest emotion: Order (2.1 of 5, annoyed); highest: Receive (4.5 of 5, delighted). "+
		"Providers: The shop, Running club, Service partner, Carrier. "+
		"Several meet in Discover (2), Choose (2), Recommend (2). No provider in Wear and return.", s.Desc)
}

func TestProvidersStandInTheOrderInWhichTheyAreMet(t *testing.T) {
	m := &journey.Map{Stages: []journey.Stage{
		{Name: "s", Touchpoints: []journey.Touchpoint{{Name: "one", Owner: "Bank"}, {Name: "two"}}},
		{Name: "t", Touchpoints: []journey.Touchpoint{{Name: "three", Owner: "Agent"}, {Name: "four", Owner: "Bank"}, {Name: "five", Owner: "Us"}}},
	}}
	for self, want := range map[string]string{"": "Bank one four We two Agent three Us five ", "Us": "Bank one four Us two five Agent three "} {
		out := said(experienceOf(t, render.ExperienceMap{Map: m, Self: self}))
		_, out, _ = strings.Cut(out, "Who is there\n2 providers meet\n3 providers meet\n")
		assert.Equal(t, want, strings.ReplaceAll(out, "\n", " "), "self is %q", self)
	}
}

func TestAStageThatNobodyServesIsSeen(t *testing.T) {
	out := said(experienceOf(t, render.ExperienceMap{Map: providersShop("en")}))
	assert.Equal(t, 1, strings.Count(out, "no provider\n"))
	assert.Equal(t, 3, strings.Count(out, "2 providers meet\n"))
	assert.Equal(t, 2, strings.Count(out, "1 provider\n"))
}

func TestACycleIsDrawnWhereItIsOne(t *testing.T) {
	m := providersShop("fr")
	assert.Contains(t, said(experienceOf(t, render.ExperienceMap{Map: m, Cycle: true})), "et de nouveau\n")
	assert.NotContains(t, said(experienceOf(t, render.ExperienceMap{Map: m})), "et de nouveau\n")
	m.Stages = m.Stages[:1]
	assert.NotContains(t, said(experienceOf(t, render.ExperienceMap{Map: m, Cycle: true})), "et de nouveau\n")
}

func TestAnExperienceMapOfTooMany(t *testing.T) {
	stage := journey.Stage{Name: "s"}
	for i := range 101 {
		stage.Touchpoints = append(stage.Touchpoints, journey.Touchpoint{Name: "t", Owner: fmt.Sprint("p", i)})
	}
	_, err := render.ExperienceMap{Map: &journey.Map{Stages: []journey.Stage{stage}}}.Scene(nil)
	assert.ErrorContains(t, err, "101 providers: at most 100")
	_, err = render.ExperienceMap{Map: &journey.Map{}}.Scene(nil)
	assert.ErrorContains(t, err, "without stages")
}

func TestAnExperienceMapExplainsNoMeasureThatItDoesNotDraw(t *testing.T) {
	m := &journey.Map{
		Observed: &journey.Observation{Customers: 9, Silence: 30 * 86400},
		Measures: []journey.Measure{{Name: journey.MeasureChurn, Value: 0.2, Unit: journey.Ratio, N: 9, Lo: 0.1, Hi: 0.3, Level: 0.99, Source: journey.FromLog}},
		Stages:   []journey.Stage{{Name: "Pay", Measures: []journey.Measure{ratio(journey.MeasureConversion, 0.5, 9, 0.1, 0.9)}}},
	}
	s, err := render.ExperienceMap{Map: m}.Scene(nil)
	require.NoError(t, err)
	assert.NotContains(t, said(s), "Churn")
	assert.NotContains(t, said(s), "Intervals")
	assert.NotContains(t, said(s), "n is the number")
	assert.Len(t, m.Measures, 1, "the map of the user is as it was")
	assert.Len(t, m.Stages[0].Measures, 1)
}
