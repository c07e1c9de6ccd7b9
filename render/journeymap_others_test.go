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

// beside is the map of the shop with the journey as it should be, and with that
// of another persona.
func beside(l journey.Lang) render.JourneyMap {
	future := shop(l)
	future.State, future.Observed = journey.Future, nil
	future.Measures = []journey.Measure{{Name: journey.MeasureConversion, Value: 0.06, Unit: journey.Ratio}}
	future.Targets = []journey.Target{{Measure: journey.MeasureNPS, Op: journey.AtLeast, Value: 40}}
	for i := range future.Stages {
		stage := &future.Stages[i]
		stage.Measures, stage.Targets, stage.Emotion = nil, nil, []journey.Emotion{3.6, 4.1, 3.9, 4.6, 3.8, 4.3}[i]
	}
	future.Stages[2].Measures = []journey.Measure{
		{Name: journey.MeasureConversion, Value: 0.55, Unit: journey.Ratio}, {Name: "guest_orders", Value: 0.3, Unit: journey.Ratio},
	}
	future.Stages[1].Targets = []journey.Target{{Measure: journey.MeasureConversion, Op: journey.AtLeast, Value: 0.3}}

	casual := shop(l)
	casual.Persona.Name = "Karim Benali"
	for i, e := range []journey.Emotion{3.2, 2.6, 3.4, 0, 3.9, 4.4} {
		casual.Stages[i].Emotion, casual.Stages[i].Measures = e, nil
	}
	return render.JourneyMap{Map: shop(l), Others: []*journey.Map{future, casual}, Lanes: []render.Lane{
		render.LaneCustomers, render.LaneTouchpoints, render.LaneChannels, render.LaneEmotion, render.LaneMeasures, render.LaneTargets,
	}}
}

func TestJourneyMapBeside(t *testing.T) {
	testView(t, viewTest{
		name:   "JourneyMap_beside",
		sample: func(l journey.Lang) render.View { return beside(l) },
		random: func(r maker) render.View { return r.journeyMap() },
		filled: func(text string) render.View {
			other := filled(text + "a")
			other.Measures, other.Targets = nil, nil // whose column is narrow
			return ofWidth{render.JourneyMap{Map: filled(text), Others: []*journey.Map{other}}, 2400}
		},
		empty: render.JourneyMap{},
	})
}

// withOthers lays a map out with others beside it.
func withOthers(t *testing.T, m *journey.Map, others ...*journey.Map) *scene.Scene {
	t.Helper()
	s, err := render.JourneyMap{Map: m, Others: others}.Scene(nil)
	require.NoError(t, err)
	return s
}

func felt(name string, emotions ...journey.Emotion) *journey.Map {
	m := &journey.Map{}
	m.Persona.Name = name
	for i, e := range emotions {
		m.Stages = append(m.Stages, journey.Stage{Name: string(rune('a' + i)), Emotion: e})
	}
	return m
}

func TestEachOtherMapHasACurveOfItsOwn(t *testing.T) {
	future := felt("Camille", 4, 4, 4, 4)
	future.State = journey.Future
	s := withOthers(t, felt("Camille", 3, 2, 4, 5), felt("Karim", 2, 3, 0, 4), future)
	var dashes []scene.Px
	for v := range s.Walk() {
		if p, ok := v.Node.(*scene.Path); ok && p.Stroke.Width == 200 && len(p.Segments) > 1 && p.Segments[1].Op == scene.Curve {
			dashes = append(dashes, p.Stroke.Dash)
		}
	}
	assert.Equal(t, []scene.Px{0, 700}, dashes, "one of another state is dashed; between known emotions only")
	assert.Subset(t, titles(s), []string{"Karim, a, Emotion: 2.0 of 5, annoyed", "Future state, d, Emotion: 4.0 of 5, pleased"})
	assert.NotContains(t, strings.Join(titles(s), "\n"), "Karim, c", "whose emotion there is not known")
	assert.Contains(t, said(s), "Camille, Current state\nKarim\nFuture state\n")
	assert.Contains(t, s.Desc, "Beside it: Karim, lowest at a (2.0 of 5, annoyed); Future state, lowest at a (4.0 of 5, pleased).")
}

func TestStagesOfOtherMapsAreMatchedByName(t *testing.T) {
	other := &journey.Map{Stages: []journey.Stage{{Name: "z", Emotion: 1}, {Name: "c", Emotion: 5}, {Name: "c", Emotion: 1}, {Name: "a", Emotion: 2}}}
	other.Persona.Name = "B"
	all := strings.Join(titles(withOthers(t, felt("A", 3, 3, 3), other)), "\n")
	assert.Contains(t, all, "B, a, Emotion: 2.0")
	assert.Contains(t, all, "B, c, Emotion: 5.0", "the first of them")
	assert.NotContains(t, all, "B, b")
	assert.NotContains(t, all, "Emotion: 1.0 of 5, frustrated\nB")
}

func TestACurveIsCalledByWhatTellsItFromTheRest(t *testing.T) {
	name := func(title, persona string, state journey.State) *journey.Map {
		m := felt(persona, 3)
		m.Title, m.State = title, state
		return m
	}
	for want, c := range map[string][]*journey.Map{
		"A, Current state\nB\nFuture state\nB, Future state\n": {name("t", "A", ""), name("t", "B", "current"), name("t", "A", "future"), name("t", "B", "future")},
		"t\nu\n":                 {name("t", "A", ""), name("u", "A", "")},
		"t\nt (2)\n":             {name("t", "A", ""), name("t", "A", "")},
		"A\nB\nB (3)\n":          {name("t", "A", ""), name("t", "B", ""), name("t", "B", "")},
		"Journey\nB\n":           {name("", "", ""), name("", "B", "")},
		"Journey\nJourney (2)\n": {name("", "", ""), name("", "", "")},
	} {
		_, out, _ := strings.Cut(said(withOthers(t, c[0], c[1:]...)), "Emotion\n")
		assert.True(t, strings.HasPrefix(out, want), "%q in %q", want, out)
	}
}

func TestWhatAnotherStateHasStandsBelowWhatIs(t *testing.T) {
	out := said(func() *scene.Scene { s, err := beside("en").Scene(nil); require.NoError(t, err); return s }())
	for _, want := range []string{
		"Target ≥\u00a04.0% met\nFuture state: 6.0%\n", // of the whole
		"Target ≥\u00a0+30 missed\nFuture state: Target ≥\u00a0+40\n",
		"Target ≥\u00a022.0% met\nFuture state: Target ≥\u00a030.0%\n",
		"Target ≥\u00a055.0% missed\nFuture state: 55.0%\n",
		"guest_orders\nFuture state: 30.0%\n", // which nobody has measured
	} {
		assert.Contains(t, out, want)
	}
	same := shop("en")
	same.Persona.Name = "Karim"
	same.Measures[0].Value = 0.99
	assert.NotContains(t, said(withOthers(t, shop("en"), same)), "99.0%", "another persona is in the same state")
}

func TestNoMarkerOfAnotherMapIsHidden(t *testing.T) {
	for name, c := range map[string]struct {
		own    journey.Emotion
		others []journey.Emotion
	}{
		"all feel the same":              {3, []journey.Emotion{3, 3, 3, 3}},
		"one above":                      {3, []journey.Emotion{3.4}},
		"one above and one below":        {3, []journey.Emotion{3.4, 2.6}},
		"two above, close to each other": {2, []journey.Emotion{4, 4.1}},
		"at the ends of the scale":       {5, []journey.Emotion{5, 4.5, 1, 1}},
	} {
		var others []*journey.Map
		for i, e := range c.others {
			others = append(others, felt(string(rune('B'+i)), e))
		}
		s := withOthers(t, felt("A", c.own), others...)
		var marks, labels []scene.Box
		for v := range s.Walk() {
			g, ok := v.Node.(*scene.Group)
			if !ok {
				continue
			}
			switch first, rest, _ := strings.Cut(g.Title, ", "); {
			case strings.HasPrefix(g.Title, "a, Emotion"):
				labels = append(labels, scene.Bounds(g))
			case strings.HasPrefix(rest, "a, Emotion") && len(first) == 1:
				marks = append(marks, scene.Bounds(g))
			}
		}
		require.Len(t, labels, 1, name)
		require.Len(t, marks, len(c.others), name)
		for i, m := range marks {
			assert.False(t, m.Overlaps(labels[0]), "%s: the label hides marker %d", name, i)
			for _, other := range marks[:i] {
				assert.False(t, m.Overlaps(other), "%s: marker %d hides another", name, i)
			}
		}
	}
}

func TestMomentsOfTruthStandAboveTheCurve(t *testing.T) {
	m := felt("", 3, 4)
	m.Stages[1].Touchpoints = []journey.Touchpoint{{Name: "Pay", MomentOfTruth: true}, {Name: "Wait"}, {Name: "Unpack", MomentOfTruth: true}}
	s := drawn(t, m, render.LaneEmotion)
	assert.Contains(t, said(s), "Emotion\nPay\nUnpack\n")
	assert.Contains(t, titles(s), "Moment of truth")
	assert.Contains(t, said(s), "Emotion supposed\nMoment of truth\n", "the legend says what the star means")
}

func TestOtherMapsThatCannotBeDrawnAreAnError(t *testing.T) {
	for want, others := range map[string][]*journey.Map{
		"6 journeys: at most 5":                                                   {{}, {}, {}, {}, {}},
		"render: others[1]: no map":                                               {{}, nil},
		"render: others[0]: 1001 stages: at most 1000 can be drawn":               {{Stages: make([]journey.Stage, 1001)}},
		"render: others[0]: stages[1]: 10001 entries: at most 10000 can be drawn": {{Stages: []journey.Stage{{}, {Actions: make([]string, 10_001)}}}},
	} {
		_, err := render.JourneyMap{Map: &journey.Map{}, Others: others}.Scene(nil)
		assert.ErrorContains(t, err, want)
	}
}

func TestMoneyOfAnotherMapIsInItsOwnCurrency(t *testing.T) {
	now, then := &journey.Map{Currency: "EUR"}, &journey.Map{Currency: "USD", State: journey.Future}
	for _, m := range []*journey.Map{now, then} {
		m.Measures = []journey.Measure{{Name: journey.MeasureRevenue, Value: 20, Unit: journey.Money}}
	}
	then.Targets = []journey.Target{{Measure: journey.MeasureRevenue, Op: journey.AtLeast, Value: 30}}
	out := plainSpaces(said(withOthers(t, now, then)))
	assert.Contains(t, out, "€20.00")
	assert.Contains(t, out, "$20.00 · Target ≥ $30.00")
	then.Currency = ""
	assert.Contains(t, plainSpaces(said(withOthers(t, now, then))), "€30.00", "one without a currency has that of the map")
}
