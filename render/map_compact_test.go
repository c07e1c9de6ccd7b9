package render_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/render/scene"
)

func TestCompactMap(t *testing.T) {
	compact := func(m *journey.Map) render.View { return render.JourneyMap{Map: m, Shape: render.Compact} }
	testView(t, viewTest{
		name:   "CompactMap",
		sample: func(l journey.Lang) render.View { return compact(shop(l)) },
		random: func(r maker) render.View { return compact(r.journey()) },
		filled: func(text string) render.View { return ofWidth{compact(filled(text)), 1600} },
		empty:  render.JourneyMap{Shape: render.Compact},
	})
}

// compactMap lays a map out in its most compact shape.
func compactMap(t *testing.T, m *journey.Map, lanes ...render.Lane) *scene.Scene {
	t.Helper()
	s, err := render.JourneyMap{Map: m, Shape: render.Compact, Lanes: lanes}.Scene(nil)
	require.NoError(t, err)
	return s
}

func TestACompactMapOfSixStagesFitsASlide(t *testing.T) {
	for _, lang := range bothLanguages {
		s := compactMap(t, shop(lang))
		assert.Equal(t, 1000*scene.Pixel, s.W)
		assert.Less(t, s.H, 780*scene.Pixel, "%s", lang)
	}
}

func TestACompactMapSaysTheWorstFrictionAndTheBestOpportunity(t *testing.T) {
	out := strings.NewReplacer("\n", " ", "\u00a0", " ").Replace(said(compactMap(t, shop("en"))))
	assert.Contains(t, out, "Delivery costs appear on the last page Critical · +1")
	assert.Contains(t, out, "Show the total with delivery in the cart High impact · +1")
	assert.NotContains(t, out, "An account is asked for", "which is one more")
	assert.Contains(t, titles(compactMap(t, shop("en"))), "An account is asked for before payment")
	assert.Contains(t, out, "76.4% leave")
	assert.Contains(t, out, "Emotion measured: n 198 to 340")
	assert.NotContains(t, out, "Revenue", "only four figures have room")
	assert.NotContains(t, out, "Moment of truth", "which the legend would explain for nothing")
}

func TestAFrictionThatWasFoundStandsBeforeOneThatIsSupposed(t *testing.T) {
	found := &journey.Measure{Name: journey.MeasureDropOff, Value: 0.5, Unit: journey.Ratio, N: 9}
	for name, c := range map[string]struct {
		frictions []journey.Friction
		want      string
	}{
		"the more severe":                 {[]journey.Friction{{Text: "Aa", Severity: 1}, {Text: "Bb", Severity: 3}}, "Bb"},
		"the found one of equals":         {[]journey.Friction{{Text: "Aa", Severity: 2}, {Text: "Bb", Severity: 2, Because: found}}, "Bb"},
		"the first of equals":             {[]journey.Friction{{Text: "Aa", Severity: 2}, {Text: "Bb", Severity: 2}}, "Aa"},
		"a severe one before a found one": {[]journey.Friction{{Text: "Aa", Severity: 3}, {Text: "Bb", Severity: 2, Because: found}}, "Aa"},
	} {
		out := said(compactMap(t, &journey.Map{Stages: []journey.Stage{{Name: "s", Frictions: c.frictions}}}))
		assert.Contains(t, out, c.want+"\n", name)
		assert.Contains(t, out, " · +1", name)
	}
}

func TestTheRowsOfACompactMapCanBeChosen(t *testing.T) {
	assert.Equal(t, 4, lanesOf(compactMap(t, shop("en"))))
	assert.Equal(t, 1, lanesOf(compactMap(t, shop("en"), render.LaneEmotion, render.LaneActions)))
	assert.Equal(t, 0, lanesOf(compactMap(t, &journey.Map{})))
}

func TestACompactMapCountsNoMomentsOfTruthThatItDoesNotDraw(t *testing.T) {
	assert.NotContains(t, compactMap(t, shop("en")).Desc, "moments of truth")
}
