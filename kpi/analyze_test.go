package kpi_test

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// visit is an event of a customer some minutes after noon.
func visit(customer string, minutes float64, name string) event.Event {
	return event.Event{
		Customer: customer, Name: name, NoValue: true,
		Time: noon.Add(time.Duration(minutes * float64(time.Minute))),
	}
}

// valued is a visit with a value.
func valued(customer string, minutes float64, name string, value float64) event.Event {
	e := visit(customer, minutes, name)
	e.Value, e.NoValue = value, false
	return e
}

func collect(t testing.TB, events ...event.Event) *event.Log {
	log, err := event.Collect(slices.Values(events))
	require.NoError(t, err)
	return log
}

// threeStages draws look → cart → buy.
func threeStages() *journey.Map {
	stage := func(name string, events ...string) journey.Stage {
		return journey.Stage{Name: name, Touchpoints: []journey.Touchpoint{{Name: name + " page", Events: events}}}
	}
	return &journey.Map{Stages: []journey.Stage{
		stage("look", "view"), stage("cart", "add_to_cart"), stage("buy", "purchase"),
	}}
}

func analyze(t testing.TB, m *journey.Map, opt *kpi.Options, events ...event.Event) *kpi.Report {
	report, err := kpi.Analyze(m, collect(t, events...), opt)
	require.NoError(t, err)
	return report
}

func value(t testing.TB, m journey.Measure, ok bool) float64 {
	require.True(t, ok, "the measure is missing")
	return m.Value
}

func TestStagesCountWhoReachedThemAndWhoWentOn(t *testing.T) {
	r := analyze(t, threeStages(), nil,
		visit("ann", 0, "view"), visit("ann", 5, "add_to_cart"), visit("ann", 9, "purchase"),
		visit("bob", 0, "view"), visit("bob", 1, "view"),
		visit("cat", 0, "view"), visit("cat", 2, "add_to_cart"),
		visit("dan", 0, "add_to_cart"), visit("dan", 3, "view"), // put in first, looked afterwards
	)
	look, cart, buy := &r.Map.Stages[0], &r.Map.Stages[1], &r.Map.Stages[2]
	reached := func(s *journey.Stage) journey.Measure { m, _ := s.Measure(journey.MeasureReached); return m }
	assert.Equal(t, journey.Measure{
		Name: "reached", Value: 4, Unit: journey.Count, N: 4, Lo: 4, Hi: 4, Level: 1, Source: journey.FromLog,
	}, reached(look))
	assert.Equal(t, 3.0, reached(cart).Value)
	assert.Equal(t, 1.0, reached(buy).Value)

	m, ok := look.Measure(journey.MeasureConversion)
	assert.Equal(t, 0.5, value(t, m, ok), "ann and cat; dan's cart came before")
	assert.Equal(t, 4, m.N)
	m, ok = look.Measure(journey.MeasureDropOff)
	assert.Equal(t, 0.5, value(t, m, ok))
	m, ok = cart.Measure(journey.MeasureConversion)
	assert.InDelta(t, 1.0/3, value(t, m, ok), 1e-12)
	_, ok = buy.Measure(journey.MeasureConversion)
	assert.False(t, ok, "there is no stage after the last")

	m, ok = r.Map.Stages[0].Touchpoints[0].Measure(journey.MeasureReached)
	assert.Equal(t, 4.0, value(t, m, ok))
}

func TestAStageThatTheLogDoesNotShowIsSteppedOver(t *testing.T) {
	m := threeStages()
	m.Stages[1].Touchpoints[0].Events = []string{"never_logged"}
	r := analyze(t, m, nil, visit("ann", 0, "view"), visit("ann", 1, "purchase"), visit("bob", 0, "view"))
	got, ok := r.Map.Stages[0].Measure(journey.MeasureConversion)
	assert.Equal(t, 0.5, value(t, got, ok), "to buy")
	assert.Contains(t, r.Warnings, kpi.Warning{Code: kpi.UnobservedStage, Stage: "cart"})
	assert.Empty(t, r.Map.Stages[1].Measures, "nobody was there, or nobody recorded it")
	assert.Empty(t, r.Map.Stages[1].Touchpoints[0].Measures)
}

func TestTimeInAStageEndsWhereTheNextVisitBegins(t *testing.T) {
	const day = 24 * 60
	r := analyze(t, threeStages(), nil,
		// 10 minutes of looking, twice; an event of no stage interrupts nothing
		visit("ann", 0, "view"), visit("ann", 4, "scroll"), visit("ann", 6, "view"), visit("ann", 10, "add_to_cart"),
		visit("ann", 12, "view"), visit("ann", 22, "add_to_cart"),
		// 40 minutes, then 31 days of silence: nobody knows how long the cart lasted
		visit("bob", 0, "view"), visit("bob", 40, "add_to_cart"), visit("bob", 31*day+41, "purchase"),
	)
	m, ok := r.Map.Stages[0].Measure(journey.MeasureTimeMedian)
	assert.Equal(t, 600.0, value(t, m, ok))
	assert.Equal(t, 3, m.N)
	m, ok = r.Map.Stages[0].Measure(journey.MeasureTimeMean)
	assert.Equal(t, 1200.0, value(t, m, ok))
	m, ok = r.Map.Stages[0].Measure(journey.MeasureTimeP90)
	assert.InDelta(t, 600+0.8*1800, value(t, m, ok), 1e-9) // type 7 of 600, 600, 2400
	_, ok = r.Map.Stages[1].Measure(journey.MeasureTimeMedian)
	assert.False(t, ok, "one visit says nothing of its scatter")
}

func TestTheJourneyAsAWhole(t *testing.T) {
	const day = 24 * 60
	r := analyze(t, threeStages(), nil,
		visit("ann", 0, "add_to_cart"), valued("ann", 1, "purchase", 30), valued("ann", 50*day, "purchase", 20.5),
		visit("bob", 0, "add_to_cart"), // gone
		visit("cat", 0, "view"), visit("cat", 45*day, "view"),
		visit("dan", 40*day, "view"), // too new to have left
		valued("eve", 0, "purchase", 9.5),
	)
	get := func(name string) journey.Measure {
		m, ok := r.Map.Measure(name)
		require.True(t, ok, name)
		return m
	}
	assert.Equal(t, 0.4, get(journey.MeasureConversion).Value)
	assert.Equal(t, 0.5, get(journey.MeasureAbandonment).Value)
	assert.Equal(t, 2, get(journey.MeasureAbandonment).N)
	assert.Equal(t, 0.5, get(journey.MeasureRepeat).Value)
	assert.Equal(t, 12.0, get(journey.MeasureRevenue).Value)
	assert.Equal(t, 5, get(journey.MeasureRevenue).N)
	assert.Equal(t, 0.5, get(journey.MeasureChurn).Value, "bob and eve of ann, bob, cat and eve")
	assert.Equal(t, 4, get(journey.MeasureChurn).N)
}

func TestAnswersBelongToTheStageBeforeThem(t *testing.T) {
	r := analyze(t, threeStages(), nil,
		visit("ann", 0, "view"), valued("ann", 1, "csat", 4), visit("ann", 2, "add_to_cart"), valued("ann", 3, "csat", 1),
		visit("bob", 0, "view"), valued("bob", 1, "csat", 5), valued("bob", 2, "nps", 10), visit("bob", 3, "csat"), // no answer
		valued("cat", 0, "nps", 0), // at no stage yet
		valued("cat", 1, "csat", 4.5), valued("cat", 2, "nps", -1), valued("cat", 3, "ces", 7),
	)
	look, ok := r.Map.Stages[0].Measure(journey.MeasureSatisfaction)
	assert.Equal(t, 4.5, value(t, look, ok))
	assert.Equal(t, 2, look.N)
	assert.Equal(t, journey.Emotion(4.5), r.Map.Stages[0].Emotion, "measured satisfaction is the emotion")
	cart, ok := r.Map.Stages[1].Measure(journey.MeasureSatisfaction)
	assert.Equal(t, 1.0, value(t, cart, ok))
	nps, ok := r.Map.Stages[0].Measure(journey.MeasureNPS)
	assert.Equal(t, 100.0, value(t, nps, ok))
	nps, ok = r.Map.Measure(journey.MeasureNPS)
	assert.Equal(t, 0.0, value(t, nps, ok))
	ces, ok := r.Map.Measure(journey.MeasureCES)
	assert.Equal(t, 7.0, value(t, ces, ok))
	assert.Contains(t, r.Warnings, kpi.Warning{Code: kpi.InvalidAnswers, N: 2, Of: 8})
}

func TestOneEventOfTwoTouchpointsGoesByItsChannel(t *testing.T) {
	m := &journey.Map{Stages: []journey.Stage{
		{Name: "online", Touchpoints: []journey.Touchpoint{{Name: "till", Channel: journey.Web, Events: []string{"purchase"}}}},
		{Name: "in town", Touchpoints: []journey.Touchpoint{{Name: "till", Channel: journey.Store, Events: []string{"purchase"}}}},
	}}
	by := func(customer string, channel journey.Channel) event.Event {
		e := visit(customer, 0, "purchase")
		e.Channel = channel
		return e
	}
	r := analyze(t, m, nil, by("ann", journey.Web), by("bob", journey.Store), by("cat", journey.Store), by("dan", journey.Phone), by("eve", ""))
	online, ok := r.Map.Stages[0].Measure(journey.MeasureReached)
	assert.Equal(t, 3.0, value(t, online, ok), "ann, and those of no channel of either")
	store, ok := r.Map.Stages[1].Measure(journey.MeasureReached)
	assert.Equal(t, 2.0, value(t, store, ok))
}

func TestGoal(t *testing.T) {
	m := threeStages()
	m.Stages[2].Touchpoints[0].Events = []string{"signed"}
	events := []event.Event{visit("ann", 0, "view"), visit("ann", 1, "add_to_cart"), visit("ann", 2, "signed"), visit("bob", 0, "view"), visit("bob", 3, "add_to_cart"), visit("cat", 0, "view"), visit("dan", 0, "view")}
	conversion := func(m *journey.Map, opt *kpi.Options) float64 {
		got, ok := analyze(t, m, opt, events...).Map.Measure(journey.MeasureConversion)
		return value(t, got, ok)
	}
	assert.Equal(t, 0.25, conversion(m, nil), "no purchase is logged: the last stage")
	assert.Equal(t, 0.5, conversion(m, &kpi.Options{Goal: []string{"add_to_cart"}}))
	m.Stages[1].Phase = journey.Conversion
	assert.Equal(t, 0.5, conversion(m, nil), "the last stage of phase conversion")
}

func TestEventsAfterTheEndAreLeftOut(t *testing.T) {
	r := analyze(t, threeStages(), &kpi.Options{At: noon.Add(10 * time.Minute)},
		visit("ann", 0, "view"), visit("ann", 9, "add_to_cart"), visit("ann", 11, "purchase"), visit("bob", 12, "view"))
	assert.Equal(t, 1, r.Map.Observed.Customers)
	assert.Equal(t, 2, r.Map.Observed.Events)
	assert.Equal(t, noon, r.Map.Observed.From)
	assert.Equal(t, noon.Add(9*time.Minute), r.Map.Observed.To, "the last event that counts")
	assert.Contains(t, r.Warnings, kpi.Warning{Code: kpi.ClockSkew, N: 2, Of: 4})
}

func TestDoubtIsAWarning(t *testing.T) {
	m := threeStages()
	m.Stages = append(m.Stages, journey.Stage{Name: "dream"})
	var events []event.Event
	for i := range 40 {
		customer := fmt.Sprintf("c%02d", i)
		events = append(events, visit(customer, 5, "add_to_cart"), visit(customer, 6, "purchase"), visit(customer, 7, "mystery"))
		if i < 35 {
			events = append(events, visit(customer, 9, "view")) // the wrong way round
		}
	}
	events = append(events, visit("c00", -40*365*24*60, "view"))
	r := analyze(t, m, nil, events...)
	assert.Contains(t, r.Warnings, kpi.Warning{Code: kpi.UntiedStage, Stage: "dream"})
	assert.Contains(t, r.Warnings, kpi.Warning{Code: kpi.ClockSkew, Stage: "look", N: 34, Of: 35})
	assert.Contains(t, r.Warnings, kpi.Warning{Code: kpi.ClockSkew, N: 1, Of: 156})
	assert.Contains(t, r.Warnings, kpi.Warning{Code: kpi.UnexplainedEvents, Measures: []string{"mystery"}, N: 40, Of: 156})
	for _, w := range r.Warnings {
		for _, l := range []journey.Lang{journey.English, journey.French} {
			assert.Greater(t, len(w.Format(l)), 20, w.Code)
			assert.NotContains(t, w.Format(l), "%!")
		}
	}
}

func TestNamesThatTheLogDoesNotShowAreAWarning(t *testing.T) {
	opt := &kpi.Options{Goal: []string{"purchse"}, Cart: []string{"add_to_cart", "basket"}}
	r := analyze(t, threeStages(), opt, visit("ann", 0, "view"), visit("ann", 1, "add_to_cart"), visit("ann", 2, "purchase"))
	assert.Contains(t, r.Warnings, kpi.Warning{Code: kpi.UnknownNames, Measures: []string{"purchse"}})
	_, ok := r.Map.Measure(journey.MeasureConversion)
	assert.False(t, ok)
}

func TestEventsThatShouldHaveValuesAreAWarning(t *testing.T) {
	r := analyze(t, threeStages(), nil, visit("ann", 0, "purchase"), visit("ann", 1, "csat"), visit("bob", 0, "csat"), valued("bob", 1, "nps", 9), visit("bob", 2, "nps"))
	assert.Contains(t, r.Warnings, kpi.Warning{Code: kpi.MissingValues, Measures: []string{journey.MeasureRevenue, journey.MeasureCLV}, N: 1})
	assert.Contains(t, r.Warnings, kpi.Warning{Code: kpi.MissingValues, Measures: []string{journey.MeasureCSAT}, N: 2})
	for _, w := range r.Warnings {
		if w.Code == kpi.MissingValues {
			assert.NotContains(t, w.Measures, journey.MeasureNPS, "one answer of two")
		}
		assert.NotContains(t, w.Format(journey.French), "%!")
	}
}

func TestAGoalThatIsAStageGoesByItsChannel(t *testing.T) {
	m := &journey.Map{Stages: []journey.Stage{
		{Name: "ask", Touchpoints: []journey.Touchpoint{{Name: "chat", Channel: journey.Web, Events: []string{"chat"}}}},
		{Name: "settle", Touchpoints: []journey.Touchpoint{{Name: "chat", Channel: journey.App, Events: []string{"chat", "done"}}}},
	}}
	by := func(customer, name string, channel journey.Channel) event.Event {
		e := visit(customer, 0, name)
		e.Channel = channel
		return e
	}
	r := analyze(t, m, nil, by("ann", "chat", "web"), by("bob", "chat", "web"), by("cat", "chat", "web"), by("dan", "done", "app"))
	got, ok := r.Map.Measure(journey.MeasureConversion)
	assert.Equal(t, 0.25, value(t, got, ok))
}

func TestAnEmotionDoesNotOutliveItsAnswers(t *testing.T) {
	asked := analyze(t, threeStages(), nil, visit("ann", 0, "view"), valued("ann", 1, "csat", 5))
	again := analyze(t, asked.Map, nil, visit("ann", 0, "view"))
	assert.Zero(t, again.Map.Stages[0].Emotion)
	asked.Map.Stages[0].Emotion = journey.Neutral // somebody's own word
	assert.Equal(t, journey.Neutral, analyze(t, asked.Map, nil, visit("ann", 0, "view")).Map.Stages[0].Emotion)
}

func TestTwoVisitsAtALowLevelAreStillAValidMap(t *testing.T) {
	r := analyze(t, threeStages(), &kpi.Options{Level: 0.5}, visit("ann", 0, "view"), visit("ann", 10, "add_to_cart"), visit("bob", 0, "view"), visit("bob", 30, "add_to_cart"))
	require.NoError(t, r.Map.Validate())
	_, ok := r.Map.Stages[0].Measure(journey.MeasureTimeMedian)
	assert.True(t, ok)
}

func TestRevenueOfPurchasesIsNotNegative(t *testing.T) {
	r := analyze(t, threeStages(), nil, valued("ann", 0, "purchase", 30.5), visit("bob", 0, "view"))
	m, ok := r.Map.Measure(journey.MeasureRevenue)
	assert.Equal(t, 15.25, value(t, m, ok))
	assert.Zero(t, m.Lo)
}

func TestFewObservationsAreNamed(t *testing.T) {
	r := analyze(t, threeStages(), nil, visit("ann", 0, "view"), visit("bob", 0, "view"), visit("ann", 1, "add_to_cart"))
	assert.Contains(t, r.Warnings, kpi.Warning{Code: kpi.FewObservations, Stage: "look", Measures: []string{"conversion", "drop_off"}, N: 2})
	assert.Contains(t, r.Warnings, kpi.Warning{Code: kpi.ShortObservation})
}

func TestTheMapIsCopiedAndItsOwnMeasuresAreKept(t *testing.T) {
	m := threeStages()
	typed := journey.Measure{Name: "visitors per day", Value: 120, Unit: journey.Count}
	guess := journey.Measure{Name: journey.MeasureReached, Value: 9, Unit: journey.Count}
	stale := journey.Measure{Name: journey.MeasureNPS, Value: 70, Unit: journey.Points, N: 10, Source: journey.FromSurvey}
	m.Stages[0].Measures = []journey.Measure{typed, guess, stale}
	before := m.Clone()
	r := analyze(t, m, &kpi.Options{Source: "till"}, visit("ann", 0, "view"))
	assert.Equal(t, before, m)
	names := func(list []journey.Measure) (names []string) {
		for _, measure := range list {
			names = append(names, measure.Name)
		}
		return names
	}
	assert.Equal(t, []string{"visitors per day", "reached"}, names(r.Map.Stages[0].Measures), "the old score of another analysis is gone")
	assert.Equal(t, 1.0, r.Map.Stages[0].Measures[1].Value)
	assert.Equal(t, "till", r.Map.Observed.Source)
}

func TestMistakesAreErrors(t *testing.T) {
	log := collect(t, visit("ann", 0, "view"))
	empty := collect(t)
	bad := threeStages()
	bad.Stages[1].Name = ""
	for name, c := range map[string]struct {
		m    *journey.Map
		log  *event.Log
		opt  *kpi.Options
		want string
	}{
		"no map":             {nil, log, nil, "analyze: want a map and a log, got nil"},
		"no log":             {threeStages(), nil, nil, "analyze: want a map and a log, got nil"},
		"a map with mistake": {bad, log, nil, "analyze: stages[1].name: missing"},
		"an odd level":       {threeStages(), log, &kpi.Options{Level: 95}, "analyze: options.level: out of range: want 0.5 to 0.999999, got 95"},
		"negative silence":   {threeStages(), log, &kpi.Options{Silence: -1}, "analyze: options.silence: out of range: want a positive time, got -1ns"},
		"an end beyond time": {threeStages(), log, &kpi.Options{At: noon.AddDate(1000, 0, 0)}, "analyze: options.at: out of range: want a time between the years 1678 and 2262, got year 3026"},
		"too many stages":    {&journey.Map{Stages: many(1001)}, log, nil, "analyze: 1001 stages: want at most 1000"},
		"an empty log":       {threeStages(), empty, nil, "analyze: no data: no event up to the end of the observation"},
		"an early end":       {threeStages(), log, &kpi.Options{At: noon.Add(-time.Hour)}, "analyze: no data: no event up to the end of the observation"},
		"immense amounts": {threeStages(), collect(t, valued("ann", 0, "purchase", 1.5e308), valued("bob", 0, "purchase", 1e308)), nil,
			"analyze: revenue_per_customer: amounts are too large"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := kpi.Analyze(c.m, c.log, c.opt)
			assert.EqualError(t, err, c.want)
		})
	}
	_, err := kpi.Analyze(threeStages(), empty, nil)
	assert.ErrorIs(t, err, kpi.ErrNoData)
}

// many returns stages that are valid and no more.
func many(n int) []journey.Stage {
	stages := make([]journey.Stage, n)
	for i := range stages {
		stages[i].Name = fmt.Sprint("stage ", i)
	}
	return stages
}

func TestTimesFarApartAreNoNegativeTimes(t *testing.T) {
	const century = 100 * 365 * 24 * 60
	r := analyze(t, threeStages(), &kpi.Options{Silence: math.MaxInt64},
		visit("ann", -3*century, "view"), visit("ann", -2*century, "view"), visit("ann", 0, "view"), visit("ann", 2*century, "add_to_cart"),
		visit("bob", 0, "view"), visit("bob", 1, "add_to_cart"))
	m, ok := r.Map.Stages[0].Measure(journey.MeasureTimeP90)
	assert.Greater(t, value(t, m, ok), 400.0*365*24*3600)
}

func TestAReportIsData(t *testing.T) {
	r := analyze(t, threeStages(), nil, visit("ann", 0, "view"), visit("ann", 1, "add_to_cart"), visit("bob", 0, "view"))
	text, err := json.Marshal(r)
	require.NoError(t, err)
	var back kpi.Report
	require.NoError(t, json.Unmarshal(text, &back))
	assert.Equal(t, *r, back)
}

func ExampleAnalyze() {
	m := &journey.Map{Stages: []journey.Stage{
		{Name: "Look", Touchpoints: []journey.Touchpoint{{Name: "Product page", Events: []string{"view_item"}}}},
		{Name: "Buy", Touchpoints: []journey.Touchpoint{{Name: "Checkout", Events: []string{"purchase"}}}},
	}}
	at := func(minute int) time.Time { return time.Date(2026, 3, 2, 12, minute, 0, 0, time.UTC) }
	log, err := event.Collect(slices.Values([]event.Event{
		{Customer: "ann", Time: at(0), Name: "view_item"},
		{Customer: "ann", Time: at(9), Name: "purchase", Value: 40},
		{Customer: "bob", Time: at(3), Name: "view_item"},
	}))
	if err != nil {
		panic(err)
	}
	report, err := kpi.Analyze(m, log, nil)
	if err != nil {
		panic(err)
	}
	conversion, _ := report.Map.Stages[0].Measure(journey.MeasureConversion)
	fmt.Println(conversion.Format(journey.English, ""), "of", conversion.N, "customers went on")
	// Output: 50.0% of 2 customers went on
}
