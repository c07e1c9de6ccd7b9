package journeytest_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/journeytest"
	"github.com/parcours-go/parcours/journey/template"
)

func TestTheUsualShopHasTwentyThousandEvents(t *testing.T) {
	assert.Greater(t, len(slices.Collect(journeytest.Shop{}.Events())), 20_000)
}

func TestASeedGivesTheSameEvents(t *testing.T) {
	shop := journeytest.Shop{Customers: 200, Seed: 3}
	first := slices.Collect(shop.Events())
	assert.Equal(t, first, slices.Collect(shop.Events()))
	shop.Seed = 4
	assert.NotEqual(t, first, slices.Collect(shop.Events()))
}

func TestEventsKeepToTheirTimes(t *testing.T) {
	start := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	day := func(n int) time.Time { return start.Add(time.Duration(n) * 24 * time.Hour) }
	for e := range (journeytest.Shop{Customers: 3000, Seed: 9}).Events() {
		require.False(t, e.Time.Before(start) || e.Time.After(day(120)))
		require.True(t, e.Time.Before(day(90)) || !e.Time.Before(day(91)), "an event between the journeys and the returns")
	}
}

func TestEveryEventButAnswersIsTiedInTheTemplate(t *testing.T) {
	tied := map[string]int{}
	m := template.Ecommerce(journey.English)
	require.Len(t, m.Stages, journeytest.Stages)
	for i := range m.Stages {
		for _, touchpoint := range m.Stages[i].Touchpoints {
			for _, name := range touchpoint.Events {
				tied[name] = i
			}
		}
	}
	seen := map[int]bool{}
	for e := range (journeytest.Shop{Customers: 500, Seed: 2}).Events() {
		stage, ok := tied[e.Name]
		seen[stage] = true
		require.True(t, ok || e.Name == "csat" || e.Name == "nps", e.Name)
	}
	assert.Len(t, seen, journeytest.Stages, "every stage is seen")
}

// The share of customers with a purchase comes close to its probability: with
// 20,000 customers within five standard errors.
func TestTheTruthIsPlanted(t *testing.T) {
	shop := journeytest.Shop{Customers: 20_000, Seed: 5}
	truth := shop.Planted()
	buyers, carts, home := map[string]bool{}, map[string]bool{}, 0
	for e := range shop.Events() {
		switch e.Name {
		case "purchase":
			buyers[e.Customer] = true
			assert.GreaterOrEqual(t, e.Value, 1.0)
		case "add_to_cart":
			carts[e.Customer] = true
			assert.True(t, e.NoValue)
		case "home":
			home++
		}
	}
	assert.InDelta(t, truth.Overall(), float64(len(buyers))/20_000, 0.012)
	assert.InDelta(t, truth.Abandonment(), 1-float64(len(buyers))/float64(len(carts)), 0.035)
	assert.GreaterOrEqual(t, home, 20_000, "everybody arrives")
}

func TestDwell(t *testing.T) {
	d := journeytest.Dwell{Median: time.Minute, Spread: 0.5}
	assert.Equal(t, 60.0, d.Quantile(0.5))
	assert.InDelta(t, 60*1.8979, d.Quantile(0.9), 0.01) // exp(0.5 × 1.28155)
	assert.InDelta(t, 60*1.1331, d.Mean(), 0.01)        // exp(0.125)
}

func TestTruthIsAProbability(t *testing.T) {
	truth := journeytest.Usual()
	for i, answers := range truth.Satisfaction {
		sum := 0.0
		for _, p := range answers {
			sum += p
		}
		assert.InDelta(t, 1, sum, 1e-9, "stage %d", i)
		assert.InDelta(t, 3, truth.MeanSatisfaction(i), 2)
	}
	assert.InDelta(t, 25, truth.NPS(), 1e-9)
	assert.Positive(t, truth.Revenue())
}

func ExampleShop() {
	shop := journeytest.Shop{Customers: 1000, Seed: 1}
	log, err := event.Collect(shop.Events())
	if err != nil {
		panic(err)
	}
	fmt.Println(log.Customers(), "customers")
	fmt.Printf("abandonment planted: %.4f\n", shop.Planted().Abandonment())
	// Output:
	// 1000 customers
	// abandonment planted: 0.6032
}
