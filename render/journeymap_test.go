package render_test

import (
	"fmt"
	"io"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/persona"
	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/render/scene"
)

// drawn lays a map out.
func drawn(t *testing.T, m *journey.Map, lanes ...render.Lane) *scene.Scene {
	t.Helper()
	s, err := render.JourneyMap{Map: m, Lanes: lanes}.Scene(nil)
	require.NoError(t, err)
	return s
}

// said returns all lines of a drawing in order, one a line.
func said(s *scene.Scene) string {
	var b strings.Builder
	for v := range s.Walk() {
		if text := content(v.Node); text != "" {
			b.WriteString(text + "\n")
		}
	}
	return b.String()
}

// titles returns the text equivalents of a drawing.
func titles(s *scene.Scene) (all []string) {
	for v := range s.Walk() {
		if g, ok := v.Node.(*scene.Group); ok && g.Title != "" {
			all = append(all, g.Title)
		}
	}
	return all
}

func TestJourneyMap(t *testing.T) {
	testView(t, viewTest{
		name:   "JourneyMap",
		sample: func(l journey.Lang) render.View { return render.JourneyMap{Map: shop(l)} },
		random: func(r maker) render.View { return r.journeyMap() },
		filled: func(text string) render.View {
			return render.JourneyMap{Map: filled(text), Others: []*journey.Map{filled(text)}}
		},
		empty: render.JourneyMap{},
	})
}

func TestEveryTextOfAMapIsDrawn(t *testing.T) {
	m := filled("ab")
	count := 0
	number(reflect.ValueOf(m).Elem(), &count)
	m.Stages[0].Measures, m.Stages[0].Touchpoints[0].Measures = nil, nil
	m.Kind, m.State, m.Lang = "", "", "en"
	out := said(drawn(t, m))
	skipped := map[string]bool{
		string(m.Currency): true, "": true,
		m.Stages[0].Touchpoints[0].Events[0]: true, // ties the map to a log
	}
	for _, target := range m.Targets {
		skipped[target.Measure], skipped[string(target.Op)] = true, true
	}
	for _, s := range texts(reflect.ValueOf(m).Elem()) {
		if !skipped[s] && strings.HasPrefix(s, "Ab") && !strings.Contains(out, s) {
			t.Errorf("%s is not drawn in\n%s", s, out)
		}
	}
}

// number makes every string different that v holds.
func number(v reflect.Value, n *int) {
	each(v, func(s reflect.Value) {
		*n++
		s.SetString(fmt.Sprintf("Ab%03d", *n))
	})
}

func texts(v reflect.Value) (all []string) {
	each(v, func(s reflect.Value) { all = append(all, s.String()) })
	return all
}

func each(v reflect.Value, do func(reflect.Value)) {
	switch v.Kind() {
	case reflect.String:
		do(v)
	case reflect.Pointer:
		if !v.IsNil() {
			each(v.Elem(), do)
		}
	case reflect.Slice:
		for i := range v.Len() {
			each(v.Index(i), do)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			// The empathy map, the units and the sources have no place here.
			name := v.Type().Field(i).Name
			if v.Field(i).CanSet() && name != "Empathy" && name != "Unit" && name != "Source" && name != "Targets" {
				each(v.Field(i), do)
			}
		}
	}
}

func TestTheSampleSaysItsNumbersInItsLanguage(t *testing.T) {
	for lang, want := range map[journey.Lang][]string{
		journey.English: {
			"CUSTOMER JOURNEY · CURRENT STATE", "1 · Awareness", "31% of customers", "€94.30", "€90.80 to €97.90", "n 1,213",
			"Target ≤ 60.0% missed", "Target ≥ 4.0% met", "12,480", "→ 23.6% go on", "76.4% leave", "lowest point",
			"6 min 38 s to 7 min 7 s · n 5,142", "Major · supposed", "reported: 9 of 12 interviews", "High impact",
			"12,480 customers · 148,220 events · 5 January – 29 March 2026 · Source: shop events, web and app",
			"Intervals at a confidence level of 95%. n is the number of observations behind a number.",
			"“It came a day early!”", "Goals", "Expectations", "Moment of truth", "Website", "2.1",
		},
		journey.French: {
			"PARCOURS CLIENT · ÉTAT ACTUEL", "1 · Sensibilisation", "31\u202f% des clients", "94,30\u00a0€", "90,80\u00a0€ à 97,90\u00a0€", "n\u00a01\u202f213",
			"Objectif ≤ 60,0\u202f% manqué", "Objectif ≥ 4,0\u202f% atteint", "12\u202f480", "→ 23,6\u202f% continuent", "76,4\u202f% abandonnent", "point bas",
			"Majeure · supposée", "Effet fort", "12\u202f480 clients · 148\u202f220 événements · 5 janvier – 29 mars 2026 · Source\u00a0: événements de la boutique, site et application",
			"Intervalles au niveau de confiance de 95\u202f%. n est le nombre d’observations sur lesquelles repose une valeur.",
			"«\u202fUn jour d’avance !\u202f»", "Buts", "Attentes", "Moment de vérité", "Site web", "2,1",
		},
	} {
		out := strings.ReplaceAll(said(drawn(t, shop(lang))), "\u00a0", " ")
		for _, w := range want {
			assert.Contains(t, out, strings.ReplaceAll(w, "\u00a0", " "), "%s", lang)
		}
	}
}

func TestTheLanguageOfTheLabelsCanBeChosen(t *testing.T) {
	s, err := render.JourneyMap{Map: shop("en")}.Scene(&render.Options{Lang: "fr"})
	require.NoError(t, err)
	assert.Contains(t, said(s), "Pensées")
	assert.Equal(t, "en", s.Lang, "the texts of the map are still in their own")
}

func TestADrawingDescribesItself(t *testing.T) {
	s := drawn(t, shop("en"))
	assert.Equal(t, "Buying running shoes online", s.Title)
	assert.Equal(t, "Customer journey of Camille Moreau, 6 stages: Discover, Choose, Order, Receive, Wear and return, Recommend. "+
		"Lowest emotion: Order (2.1 of 5, annoyed); highest: Receive (4.5 of 5, delighted). "+
		"Highest drop-off rate after Choose: 76.4% leave. 3 moments of truth. 5 frictions, 1 found in the data.", s.Desc)
	assert.Contains(t, drawn(t, shop("fr")).Desc, "3 moments de vérité. 5 points de friction, dont 1 constaté dans les données.")
	assert.NotContains(t, drawn(t, shop("en"), render.LaneGoals).Desc, "frictions", "which are not drawn")
	assert.Equal(t, "Customer journey, 2 stages: Pay, 2.", drawn(t, &journey.Map{Stages: []journey.Stage{{Name: "Pay"}, {}}}).Desc, "a stage without a name has its number")
	assert.Equal(t, "Customer journey of Camille Moreau, 6 stages: Discover, Choose, Order, Receive, Wear and return, Recommend.",
		drawn(t, shop("en"), render.LaneGoals).Desc, "no emotion and no loss is drawn")
	lone := drawn(t, &journey.Map{Stages: []journey.Stage{{Name: "a", Measures: []journey.Measure{ratio("drop_off", 0.01, 9, 0, 1)}}, {Name: "b"}}})
	assert.NotContains(t, lone.Desc, "leave", "one loss is not the worst of several")
	assert.Equal(t, "Customer journey, 0 stages.", drawn(t, &journey.Map{}).Desc)
	assert.Equal(t, "Parcours client", drawn(t, &journey.Map{Lang: "fr"}).Title, "a map without a title has one")
	assert.Less(t, len(drawn(t, &journey.Map{Stages: []journey.Stage{{Name: strings.Repeat("long ", 1000)}}}).Desc), 200)
}

func TestEveryEmotionHasATextEquivalent(t *testing.T) {
	out := titles(drawn(t, shop("en")))
	assert.Contains(t, out, "Order, Emotion: 2.1 of 5, annoyed")
	assert.Contains(t, out, "Emotion: 5.0 of 5, delighted", "a touchpoint")
}

func TestLanesAreThoseThatAreFilled(t *testing.T) {
	full := shop("en")
	assert.Equal(t, 15, lanesOf(drawn(t, full)))
	assert.Equal(t, 0, lanesOf(drawn(t, &journey.Map{Stages: []journey.Stage{{Name: "a"}}})))
	assert.Equal(t, 1, lanesOf(drawn(t, &journey.Map{Stages: []journey.Stage{{Name: "a", Owner: "b"}, {Name: "c"}}})))
	assert.Equal(t, 1, lanesOf(drawn(t, &journey.Map{Stages: []journey.Stage{{Name: "a", Emotion: 3}}})))
}

func TestLanesCanBeChosenAndOrdered(t *testing.T) {
	out := said(drawn(t, shop("en"), render.LaneOwners, render.LaneThoughts))
	assert.Less(t, strings.Index(out, "Owner"), strings.Index(out, "Thoughts"))
	assert.NotContains(t, out, "Touchpoints")
}

func TestLanesCanBeHidden(t *testing.T) {
	s, err := render.JourneyMap{Map: shop("en"), Hide: []render.Lane{render.LaneThoughts, render.LaneOwners}}.Scene(nil)
	require.NoError(t, err)
	assert.Equal(t, 13, lanesOf(s))
	assert.NotContains(t, said(s), "Thoughts\n")
	s, err = render.JourneyMap{Map: shop("en"), Lanes: []render.Lane{render.LaneGoals, render.LaneOwners}, Hide: []render.Lane{render.LaneGoals}}.Scene(nil)
	require.NoError(t, err)
	assert.Equal(t, 1, lanesOf(s), "even where they are chosen")
}

func TestSomeLanesAreDrawnOnlyWhereTheyAreChosen(t *testing.T) {
	m := shop("en")
	assert.NotContains(t, said(drawn(t, m)), "Targets\n")
	out := said(drawn(t, m, render.LaneTargets, render.LaneChannels))
	assert.Contains(t, out, "Targets\nTarget ≥\u00a022.0% met\nConversion 23.6%\nn\u00a05,142\n")
	assert.Contains(t, out, "Target ≤\u00a02.0% missed\npayment_errors 8.3%\nn\u00a0640 · Payment\n", "those of a touchpoint too")
	_, channels, _ := strings.Cut(out, "Channels\n")
	assert.Contains(t, channels, "App\nReviews\nChat\nWebsite\nEmail\nSMS\n", "of each stage each once, in order")
}

func TestTheLinesOfAServiceBlueprintStandBetweenLanes(t *testing.T) {
	lines := func(stage journey.Stage, lanes ...render.Lane) (names []string) {
		for v := range drawn(t, &journey.Map{Stages: []journey.Stage{stage}}, lanes...).Walk() {
			if _, ok := v.Node.(*scene.Text); ok && len(v.Roles) > 0 && v.Roles[0] == "line" {
				names = append(names, content(v.Node))
			}
		}
		return names
	}
	full := journey.Stage{Name: "s", Actions: []string{"a"}, Frontstage: []string{"b"}, Backstage: []string{"c"}, Support: []string{"d"}}
	assert.Equal(t, []string{"Line of interaction", "Line of visibility", "Line of internal interaction"}, lines(full))

	unseen := full
	unseen.Frontstage = nil
	assert.Equal(t, []string{"Line of internal interaction"}, lines(unseen), "a line needs both of its sides")
	assert.Empty(t, lines(journey.Stage{Name: "s", Frontstage: []string{"b"}}), "nobody above")
	assert.Empty(t, lines(full, render.LaneSupport, render.LaneBackstage, render.LaneFrontstage, render.LaneActions), "another order")
	assert.Equal(t, []string{"Line of visibility"}, lines(full, render.LaneFrontstage, render.LaneBackstage, render.LaneActions))
}

func lanesOf(s *scene.Scene) (n int) {
	for v := range s.Walk() {
		if g, ok := v.Node.(*scene.Group); ok && g.Role == "lane" {
			n++
		}
	}
	return n
}

func TestTheEmotionCurveHasAGapWhereNothingIsKnown(t *testing.T) {
	stages := make([]journey.Stage, 6)
	for i, e := range []journey.Emotion{2, 3, 0, 4, 5, 9} {
		stages[i] = journey.Stage{Name: "s", Emotion: e}
	}
	curves := 0
	for v := range drawn(t, &journey.Map{Stages: stages}).Walk() {
		if p, ok := v.Node.(*scene.Path); ok && p.Stroke.Width == 250 {
			curves++
			assert.Len(t, p.Segments, 2)
		}
	}
	assert.Equal(t, 2, curves)
}

func TestAnEmotionIsSolidWhereCustomersWereAsked(t *testing.T) {
	dots := func(s journey.Stage) (solid, hollow int) {
		white := render.Light().Background
		for v := range drawn(t, &journey.Map{Stages: []journey.Stage{s}}, render.LaneEmotion).Walk() {
			if c, ok := v.Node.(*scene.Circle); ok && len(v.Roles) > 0 && v.Roles[0] == "lane" && c.R == 550 {
				if c.Fill == white {
					hollow++
				} else {
					solid++
				}
			}
		}
		return solid, hollow
	}
	asked := []journey.Measure{{Name: journey.MeasureSatisfaction, Value: 4.2, Unit: journey.Score, N: 12}}
	for name, c := range map[string]struct {
		stage         journey.Stage
		solid, hollow int
	}{
		"supposed":                    {journey.Stage{Emotion: 3}, 0, 1},
		"asked":                       {journey.Stage{Emotion: 4.2, Measures: asked}, 1, 0},
		"asked, and rounded":          {journey.Stage{Emotion: 4.15, Measures: asked}, 1, 0},
		"not what the answers say":    {journey.Stage{Emotion: 3, Measures: asked}, 0, 1},
		"known only from the answers": {journey.Stage{Measures: asked}, 1, 0},
		"not known":                   {journey.Stage{}, 0, 0},
	} {
		solid, hollow := dots(c.stage)
		assert.Equal(t, [2]int{c.solid, c.hollow}, [2]int{solid, hollow}, name)
	}
}

// An interval of other answers would stand apart from the point, and say of it
// that so many had been asked.
func TestAnEmotionHasNoIntervalOfOtherAnswers(t *testing.T) {
	asked := []journey.Measure{{Name: journey.MeasureSatisfaction, Value: 4.2, Unit: journey.Score, N: 12, Lo: 3.9, Hi: 4.5, Level: 0.95}}
	m := &journey.Map{Stages: []journey.Stage{{Name: "s", Emotion: 2, Measures: asked}}}
	tables, err := render.JourneyMap{Map: m, Lanes: []render.Lane{render.LaneEmotion}}.Tables(nil)
	require.NoError(t, err)
	assert.Contains(t, tables[1].Rows, []string{"Emotion", "2.0 of 5, annoyed; lowest point"})
}

func TestAWorstLossIsNotSharedBySeveral(t *testing.T) {
	loss := func(v float64) journey.Stage {
		return journey.Stage{Name: "s", Measures: []journey.Measure{ratio("drop_off", v, 100, 0, 1)}}
	}
	desc := func(stages ...journey.Stage) string {
		return drawn(t, &journey.Map{Stages: append(stages, journey.Stage{})}).Desc
	}
	assert.NotContains(t, desc(loss(0.5), loss(0.2), loss(0.5)), "leave")
	assert.Contains(t, desc(loss(0.5), loss(0.5), loss(0.6)), "60.0% leave")
	assert.Contains(t, desc(loss(0.5), loss(0.2), loss(0.2)), "50.0% leave")
}

func TestCustomersGoOnAndLeave(t *testing.T) {
	stage := func(measures ...journey.Measure) journey.Stage { return journey.Stage{Name: "s", Measures: measures} }
	share := func(name string, v float64) journey.Measure {
		return journey.Measure{Name: name, Value: v, Unit: journey.Ratio}
	}
	for name, c := range map[string]struct {
		stages []journey.Stage
		want   string
	}{
		"what leaves follows from what goes on": {[]journey.Stage{stage(share("conversion", 0.25)), stage()}, "→ 25.0% go on\n75.0% leave\n"},
		"a drop-off by itself":                  {[]journey.Stage{stage(share("drop_off", 0.4)), stage()}, "40.0% leave\n"},
		"the last stage has none to go on to":   {[]journey.Stage{stage(reached(7)), stage(share("conversion", 0.25), reached(3))}, "7\n3\n"},
		"a share that is none":                  {[]journey.Stage{stage(reached(7), share("conversion", 1.5)), stage()}, "7\n"},
	} {
		out := said(drawn(t, &journey.Map{Stages: c.stages}, render.LaneCustomers))
		_, out, _ = strings.Cut(out, "Customers\n")
		assert.Equal(t, c.want, out, name)
	}
}

func TestWhatAUserWroteKeepsItsLetters(t *testing.T) {
	m := &journey.Map{Stages: []journey.Stage{{Opportunities: []journey.Opportunity{{Text: "Pay with a thumb", Evidence: "iPhone users ask for it"}}}}}
	assert.Contains(t, said(drawn(t, m)), "iPhone users")
}

func TestATargetOfAMeasureThatIsNoNumberIsOpen(t *testing.T) {
	m := &journey.Map{
		Measures: []journey.Measure{{Name: journey.MeasureChurn, Value: math.NaN(), Unit: journey.Ratio}},
		Targets:  []journey.Target{{Measure: journey.MeasureChurn, Op: journey.AtMost, Value: 0.1}},
	}
	assert.Contains(t, plainSpaces(said(drawn(t, m))), "Churn – Target ≤ 10.0%")
}

func TestATouchpointSaysHowManyCustomersWereThere(t *testing.T) {
	m := &journey.Map{Stages: []journey.Stage{{Touchpoints: []journey.Touchpoint{
		{Name: "a", Measures: []journey.Measure{reached(1204)}}, {Name: "b", Measures: []journey.Measure{reached(1)}},
	}}}}
	assert.Contains(t, said(drawn(t, m)), "a\n1,204 customers\nb\n1 customer\n")
}

func TestTimesBelowTheMedianAreSaidInSmall(t *testing.T) {
	stage := journey.Stage{Name: "s", Measures: []journey.Measure{
		{Name: journey.MeasureTimeMean, Value: 90, Unit: journey.Seconds, N: 9},
		{Name: journey.MeasureTimeMedian, Value: 60, Unit: journey.Seconds, N: 9, Lo: 50, Hi: 70, Level: 0.95},
		{Name: journey.MeasureTimeP90, Value: 300, Unit: journey.Seconds, N: 9},
	}}
	lines := func() string {
		_, out, _ := strings.Cut(said(drawn(t, &journey.Map{Stages: []journey.Stage{stage}}, render.LaneMeasures)), "Measures\n")
		out, _, _ = strings.Cut(strings.ReplaceAll(out, "\u00a0", " "), "n is the number")
		out, _, _ = strings.Cut(out, "Intervals")
		return out
	}
	assert.Equal(t, "1 min\nMedian time\n50 s to 1 min 10 s · n 9\nMean time 1 min 30 s\nTime, 90th percentile 5 min\n", lines())

	stage.Targets = []journey.Target{{Measure: journey.MeasureTimeP90, Op: journey.AtMost, Value: 240}}
	assert.Contains(t, lines(), "5 min\nTime, 90th percentile\nn 9\nTarget ≤ 4 min missed\n", "one of which something is wanted stands by itself")

	stage.Measures, stage.Targets = stage.Measures[:1], nil
	assert.Equal(t, "1 min 30 s\nMean time\nn 9\n", lines(), "and one without a median too")
}

func TestIntervalsSayTheirLevelWhereThereAreSeveral(t *testing.T) {
	at := func(levels ...float64) string {
		m := &journey.Map{Lang: "fr"}
		for _, level := range levels {
			m.Measures = append(m.Measures, journey.Measure{Name: "a", Value: 2, Unit: journey.Count, Lo: 1, Hi: 3, Level: level})
		}
		return strings.ReplaceAll(said(drawn(t, m)), "\u202f", "")
	}
	assert.Contains(t, at(0.95, 0.95), "1 à 3\n")
	assert.Contains(t, at(0.95, 0.95), "Intervalles au niveau de confiance de 95%.\n")
	assert.Contains(t, at(0.95, 0.995), "1 à 3 (99,5%)\n")
	assert.Contains(t, at(0.95, 0.9), "de 90%, 95%.\n")
	assert.NotContains(t, at(1, 0), "Intervalles")
}

func TestWhatIsWantedIsSaidBeforeItIsMeasured(t *testing.T) {
	m := &journey.Map{
		State: journey.Future, Lang: journey.French,
		Targets: []journey.Target{{Measure: journey.MeasureConversion, Op: journey.AtLeast, Value: 0.04}},
		Stages: []journey.Stage{{
			Name:        "s",
			Targets:     []journey.Target{{Measure: journey.MeasureTimeMedian, Op: journey.AtMost, Value: 120}},
			Touchpoints: []journey.Touchpoint{{Name: "t", Targets: []journey.Target{{Measure: "calls", Op: journey.AtMost, Value: 3}}}},
		}},
	}
	out := said(drawn(t, m))
	for _, want := range []string{"Objectif ≥\u00a04,0\u202f%", "Temps médian\u00a0: Objectif ≤\u00a02\u00a0min", "calls\u00a0: Objectif ≤\u00a03"} {
		assert.True(t, strings.Contains(out, want), "%q is not said in\n%s", want, out)
	}
	m.Measures = []journey.Measure{{Name: journey.MeasureConversion, Value: 0.05, Unit: journey.Ratio}}
	assert.True(t, strings.Contains(said(drawn(t, m)), "atteint"))
}

func TestTheLegendHasTheSignsThatAreDrawn(t *testing.T) {
	assert.Contains(t, said(drawn(t, shop("en"))), "Emotion supposed\n")
	out := said(drawn(t, shop("en"), render.LaneMeasures))
	assert.NotContains(t, out, "Emotion supposed")
	assert.NotContains(t, out, "Friction found")
	assert.Contains(t, out, "Drop-off", "which the lane of customers would have said")
}

func TestTheRestOfAListIsCounted(t *testing.T) {
	s := drawn(t, &journey.Map{Persona: persona.Persona{Name: "A", Goals: []string{"a", "b", "c", "d", "e", "f"}}})
	assert.Contains(t, said(s), "d\n+ 2 more\n")
	assert.Contains(t, titles(s), "e; f")
}

func TestTheBandOfCustomersIsAsHighAsTheyAreMany(t *testing.T) {
	m := &journey.Map{Stages: []journey.Stage{
		{Name: "a", Measures: []journey.Measure{reached(1000)}}, {Name: "b", Measures: []journey.Measure{reached(500)}},
		{Name: "c", Measures: []journey.Measure{reached(1)}},
	}}
	heights := areasOf(drawn(t, m, render.LaneCustomers))
	require.Len(t, heights, 3)
	assert.Equal(t, heights[0].H/2, heights[1].H)
	assert.Equal(t, scene.Px(300), heights[2].H, "as thin as can be seen")
}

// areasOf returns the boxes of what is filled in the lanes.
func areasOf(s *scene.Scene) (boxes []scene.Box) {
	for v := range s.Walk() {
		if p, ok := v.Node.(*scene.Path); ok && len(v.Roles) > 0 && p.Fill.Drawn() {
			boxes = append(boxes, v.Box)
		}
	}
	return boxes
}

func TestThoseWhoLeaveBranchOff(t *testing.T) {
	stage := func(n int, on float64) journey.Stage {
		return journey.Stage{Name: "s", Measures: []journey.Measure{reached(n), ratio(journey.MeasureConversion, on, n, on, on)}}
	}
	for name, c := range map[string]struct {
		stages []journey.Stage
		widths []scene.Px // of the branches; the band is 52 pixels high
		said   []string
	}{
		"as wide as they are many":      {[]journey.Stage{stage(1000, 0.75), stage(750, 0.5), stage(375, 0)}, []scene.Px{1300, 1950}, []string{"25.0% leave", "250 customers", "375 customers"}},
		"counted where they can be":     {[]journey.Stage{stage(5142, 0.236), stage(1213, 1)}, []scene.Px{3972}, []string{"3,929 customers"}},
		"others come in between":        {[]journey.Stage{stage(1000, 0.5), stage(800, 1)}, []scene.Px{2600}, []string{"500 customers"}},
		"nobody":                        {[]journey.Stage{stage(1000, 1), stage(1000, 1)}, nil, []string{"0.0% leave", "0 customers"}},
		"one":                           {[]journey.Stage{stage(1, 0), stage(0, 1)}, []scene.Px{5200}, []string{"1 customer"}},
		"so few that it is hard to see": {[]journey.Stage{stage(10_000, 0.9999), stage(9999, 1)}, []scene.Px{200}, []string{"1 customer"}},
		"nobody knows how many set out": {[]journey.Stage{{Name: "s", Measures: []journey.Measure{ratio("drop_off", 0.5, 9, 0, 1)}}, stage(10, 1)}, nil, []string{"50.0% leave"}},
	} {
		s := drawn(t, &journey.Map{Stages: c.stages}, render.LaneCustomers)
		var widths []scene.Px
		for _, box := range areasOf(s) {
			if box.W < 100*scene.Pixel { // no stretch of the band is
				widths = append(widths, box.W-800) // without its turn
			}
		}
		for i, w := range c.widths {
			if assert.Len(t, widths, len(c.widths), name) {
				assert.InDelta(t, float64(w), float64(widths[i]), 2, name)
			}
		}
		assert.Len(t, widths, len(c.widths), name)
		for _, want := range c.said {
			assert.Contains(t, said(s), want+"\n", name)
		}
	}
}

func TestAMapIsDrawnAsItIsWhateverItIs(t *testing.T) {
	for name, m := range map[string]*journey.Map{
		"nothing at all":         {},
		"a persona without name": {Persona: persona.Persona{Role: "nobody"}},
		"a persona of thoughts":  {Persona: persona.Persona{Empathy: persona.Empathy{Thinks: []string{"hm"}}}},
		"stages of nothing":      {Stages: make([]journey.Stage, 3)},
		"ranks that are none":    {Stages: []journey.Stage{{Frictions: []journey.Friction{{Text: "a", Severity: 77}}, Opportunities: []journey.Opportunity{{Impact: -3}}}}},
		"hundreds of stages":     {Stages: make([]journey.Stage, 1000)},
		"a megabyte of text":     {Title: strings.Repeat("long ", 200_000), Stages: []journey.Stage{{Goal: strings.Repeat("配", 300_000)}}},
	} {
		t.Run(name, func(t *testing.T) { assert.Empty(t, faults(drawn(t, m))) })
	}
}

func TestAShortenedTextCarriesTheWhole(t *testing.T) {
	whole := strings.TrimSpace(strings.Repeat("more and more ", 100))
	s := drawn(t, &journey.Map{Stages: []journey.Stage{{Name: "a", Goal: whole}}})
	assert.Contains(t, titles(s), whole)
	assert.Contains(t, said(s), "…\n")
}

func TestWhatCannotBeDrawnIsAnError(t *testing.T) {
	for name, c := range map[string]struct {
		view render.View
		opt  *render.Options
		want string
	}{
		"no view":            {nil, nil, "no view"},
		"no map":             {render.JourneyMap{}, nil, "without a map"},
		"a lane of no kind":  {render.JourneyMap{Map: &journey.Map{}, Lanes: []render.Lane{"x"}}, nil, `lanes[0]: unknown lane "x"`},
		"to hide no lane":    {render.JourneyMap{Map: &journey.Map{}, Hide: []render.Lane{"goals", "x"}}, nil, `hide[1]: unknown lane "x"`},
		"an id with a blank": {render.JourneyMap{Map: &journey.Map{}}, &render.Options{ID: "a b"}, "id"},
		"a negative width":   {render.JourneyMap{Map: &journey.Map{}}, &render.Options{Width: -1}, "width: want 0 to 16384, got -1"},
		"a width of a mile":  {render.JourneyMap{Map: &journey.Map{}}, &render.Options{Width: 1 << 20}, "want 0 to 16384"},
		"too many stages":    {render.JourneyMap{Map: &journey.Map{Stages: make([]journey.Stage, 1001)}}, nil, "1001 stages"},
		"too many entries": {
			render.JourneyMap{Map: &journey.Map{Stages: []journey.Stage{{}, {Actions: make([]string, 10_001)}}}}, nil, "stages[1]: 10001 entries",
		},
		"too many traits": {
			render.JourneyMap{Map: &journey.Map{Persona: persona.Persona{Traits: make([]persona.Trait, 10_001)}}}, nil, "10001 entries",
		},
	} {
		t.Run(name, func(t *testing.T) {
			assert.ErrorContains(t, render.SVG(io.Discard, c.view, c.opt), c.want)
		})
	}
}

type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
