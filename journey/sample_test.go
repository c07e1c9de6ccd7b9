package journey

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/parcours-go/parcours/persona"
	"github.com/stretchr/testify/assert"
)

// sample returns a good map in which every field has a value, on every way
// that leads to it.
func sample() *Map {
	estimate := Measure{
		Name: MeasureConversion, Value: 0.25, Unit: Ratio,
		N: 600, Lo: 0.22, Hi: 0.29, Level: 0.95, Source: FromLog,
	}
	because := func() *Measure { return new(estimate) }
	frictions := func() []Friction {
		return []Friction{{"Shipping costs come late", Critical, because(), "12 interviews, March 2026"}}
	}
	opportunities := func() []Opportunity {
		return []Opportunity{{"Show them on the product page", HighImpact, because(), "A/B test, April 2026", "Spring"}}
	}
	return &Map{
		Title: "Buying shoes", Kind: BuyerJourney, State: Future,
		Scenario: "Old shoes have worn out", Lang: "fr-CA", Currency: "EUR",
		Persona: persona.Persona{
			Name: "Camille", Role: "Young parent", Quote: "I always compare.",
			Goals: []string{"Dry feet"}, Needs: []string{"The right size"},
			Frustrations: []string{"Queues"}, Behaviours: []string{"Reads reviews"},
			Channels: []string{"web", "store"}, Traits: []persona.Trait{{Name: "Age", Value: "34"}},
			Empathy: persona.Empathy{
				Says: []string{"Too dear"}, Thinks: []string{"Is it the last pair?"},
				Does: []string{"Waits for sales"}, Feels: []string{"Hurried"},
				Sees: []string{"Advertising"}, Hears: []string{"Friends"},
				Pains: []string{"Returns"}, Gains: []string{"Comfort"},
			},
			Share: 0.4,
		},
		Stages: []Stage{{
			Name: "Compare", Phase: Consideration, Goal: "Find the pair",
			Expectations: []string{"Clear prices"}, Actions: []string{"Opens tabs"}, Thoughts: []string{"Which one?"},
			Props: []string{"Size chart"}, Frontstage: []string{"Chat with an adviser"},
			Backstage: []string{"Reviews are checked"}, Support: []string{"Search engine"},
			Emotion: Annoyed,
			Touchpoints: []Touchpoint{{
				Name: "Product page", Channel: Web, Action: "Looks at pictures", Expectation: "Sharp ones",
				Emotion: 3.5, MomentOfTruth: true,
				Frictions: frictions(), Opportunities: opportunities(),
				Measures: []Measure{estimate}, Targets: []Target{{MeasureConversion, AtLeast, 0.3}},
				Events: []string{"view_item", "product_view"}, Owner: "Shop team",
			}},
			Frictions: frictions(), Opportunities: opportunities(),
			Measures: []Measure{
				{Name: MeasureReached, Value: 600, Unit: Count, N: 600, Lo: 600, Hi: 600, Level: 1, Source: FromLog},
				estimate,
			},
			Targets: []Target{{MeasureTimeMedian, AtMost, 3600}}, Owner: "Marketing",
		}},
		Measures: []Measure{{
			Name: MeasureNPS, Value: -12, Unit: Points,
			N: 90, Lo: -30, Hi: 6, Level: 0.95, Source: FromSurvey,
		}},
		Targets: []Target{{MeasureNPS, AtLeast, 20}},
		Observed: &Observation{
			Source:    "shop events",
			From:      time.Date(2024, 3, 13, 8, 0, 0, 0, time.UTC),
			To:        time.Date(2024, 9, 2, 20, 30, 0, 500, time.UTC),
			Customers: 600, Events: 31106,
			Silence: 2592000, Horizon: 31536000,
		},
	}
}

// eachField calls visit with every field of every object in v, and its path.
func eachField(v reflect.Value, path string, visit func(path string, v reflect.Value)) {
	switch {
	case v.Kind() == reflect.Pointer && !v.IsNil():
		eachField(v.Elem(), path, visit)
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			eachField(v.Index(i), itemPath(path, i), visit)
		}
	case v.Kind() == reflect.Struct && v.Type() != reflect.TypeFor[time.Time]():
		for i := range v.NumField() {
			at := path + "." + v.Type().Field(i).Name
			visit(at, v.Field(i))
			eachField(v.Field(i), at, visit)
		}
	}
}

// dump writes a map with all that it points to, for comparisons in which NaN
// is NaN.
func dump(m *Map) string {
	var b strings.Builder
	eachField(reflect.ValueOf(m), "Map", func(path string, v reflect.Value) {
		if v.Kind() != reflect.Pointer && v.Kind() != reflect.Slice {
			fmt.Fprintf(&b, "%s = %#v\n", path, v)
		}
	})
	return b.String()
}

func TestSampleLeavesNoFieldOut(t *testing.T) {
	m := sample()
	eachField(reflect.ValueOf(m), "Map", func(path string, v reflect.Value) {
		assert.False(t, v.IsZero(), "%s has no value", path)
	})
	assert.NoError(t, m.Validate())
}
