package render_test

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
)

// full is a map with something in every lane, as a team would fill it in: each
// touchpoint has a name, a channel, what is done there and how it feels; every
// fourth slows somebody down, and every other one is measured.
func full(stages, touchpoints int) *journey.Map {
	m := shop(journey.English)
	sample := m.Stages
	m.Stages = nil
	for i := range stages {
		s := sample[i%len(sample)]
		s.Touchpoints = nil
		for j := range touchpoints {
			s.Touchpoints = append(s.Touchpoints, fullTouchpoint(i, j))
		}
		s.Frontstage, s.Backstage = []string{"Adviser answers"}, []string{"Stock is reserved"}
		s.Support, s.Props = []string{"Payment service"}, []string{"Confirmation by e-mail"}
		m.Stages = append(m.Stages, s)
	}
	return m
}

func fullTouchpoint(i, j int) journey.Touchpoint {
	names := []string{"Search results", "Product page", "Size advice", "Cart", "Payment", "Confirmation", "Delivery notice", "Help line"}
	actions := []string{"Reads the reviews", "Compares two models", "Asks for advice", "Enters the address", "Pays by card", "Waits"}
	channels := []journey.Channel{journey.Search, journey.Web, journey.Chat, journey.App, journey.Web, journey.Email, journey.SMS, journey.Phone}
	t := journey.Touchpoint{
		Name: names[j%len(names)], Channel: channels[j%len(channels)], Action: actions[(i+j)%len(actions)],
		Emotion: journey.Emotion(1 + (i*3+j*7)%5), MomentOfTruth: (i+j)%8 == 0,
	}
	if n := len(names); j >= n {
		t.Name = fmt.Sprint(t.Name, " ", 1+j/n)
	}
	if (i+j)%4 == 0 {
		t.Frictions = []journey.Friction{{Text: "Nobody answers after six in the evening", Severity: journey.Minor, Evidence: "12 interviews"}}
	}
	if j%2 == 0 {
		t.Measures = []journey.Measure{median(float64(60+10*j), 5142-i, float64(55+10*j), float64(66+10*j))}
	}
	return t
}

// It says twice as much as the usual sample.
func TestAFullMapOfFiveByEightIsSmall(t *testing.T) {
	for name, opt := range map[string]*render.Options{
		"in English": nil, "in French": {Lang: journey.French}, "for light and dark": {Dark: render.Dark()},
	} {
		var b bytes.Buffer
		require.NoError(t, render.SVG(&b, render.JourneyMap{Map: full(5, 8)}, opt))
		assert.Less(t, b.Len(), 60_000, name)
	}
}

func TestAViewThatIsANilPointerIsNone(t *testing.T) {
	assert.Error(t, render.SVG(io.Discard, (*render.Funnel)(nil), nil))
	assert.Error(t, render.SVG(io.Discard, nil, nil))
}

// The bars, on a quiet machine with two cores: 3 ms and 60 ms.
func BenchmarkJourneyMap5x8(b *testing.B)   { benchmarkMap(b, 5, 8) }
func BenchmarkJourneyMap50x20(b *testing.B) { benchmarkMap(b, 50, 20) }

func benchmarkMap(b *testing.B, stages, touchpoints int) {
	m := full(stages, touchpoints)
	b.ReportAllocs()
	var n counter
	for b.Loop() {
		n = 0
		if err := render.SVG(&n, render.JourneyMap{Map: m}, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n), "B/svg")
}

// row is a map of that many stages with that many touchpoints each.
func row(stages, touchpoints int) *journey.Map {
	m := shop("en")
	sample := m.Stages
	m.Stages = nil
	for i := range stages {
		s := sample[i%len(sample)]
		var list []journey.Touchpoint
		for j := range touchpoints {
			list = append(list, s.Touchpoints[j%len(s.Touchpoints)])
		}
		s.Touchpoints = list
		s.Props, s.Frontstage, s.Backstage, s.Support = nil, nil, nil, nil
		m.Stages = append(m.Stages, s)
	}
	return m
}

// The usual sample has its own bound; this one has twice as many touchpoints.
func TestAMapOfFiveByEightIsSmall(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, render.SVG(&b, render.JourneyMap{Map: row(5, 8)}, nil))
	assert.Less(t, b.Len(), 60_000)
}

func TestNoNumberThatIsNoneIsDrawn(t *testing.T) {
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		m := filled("ab")
		for _, list := range [][]journey.Measure{m.Measures, m.Stages[0].Measures, m.Stages[0].Touchpoints[0].Measures} {
			for i := range list {
				list[i].Value, list[i].Lo, list[i].Hi = v, v, v
			}
		}
		m.Stages[0].Measures = append(m.Stages[0].Measures,
			journey.Measure{Name: journey.MeasureReached, Value: v}, journey.Measure{Name: journey.MeasureSatisfaction, Value: v, Unit: journey.Score})
		m.Stages[0].Frictions[0].Because.Value, m.Targets[0].Value, m.Persona.Share = v, v, v
		m.Stages[0].Emotion, m.Stages[0].Touchpoints[0].Emotion = journey.Emotion(v), journey.Emotion(v)
		var b bytes.Buffer
		require.NoError(t, render.SVG(&b, render.JourneyMap{Map: m}, nil))
		assert.NotContains(t, b.String(), "NaN")
		assert.NotContains(t, b.String(), "Inf")
	}
}
