package friction_test

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/friction"
)

// A shop in which paying by phone was broken in the third week of March.
func ExampleFind() {
	m := &journey.Map{Stages: []journey.Stage{
		{Name: "Pay", Touchpoints: []journey.Touchpoint{{Name: "Card", Events: []string{"card"}}}},
		{Name: "Buy", Touchpoints: []journey.Touchpoint{{Name: "Order", Events: []string{"purchase"}}}},
	}}
	log, err := event.Collect(func(yield func(event.Event) bool) {
		r := rand.New(rand.NewPCG(1, 2))
		for i := range 4000 {
			at := time.Date(2026, 3, 1, r.IntN(24*31), r.IntN(60), 0, 0, time.UTC)
			e := event.Event{Customer: fmt.Sprint(i), Time: at, Name: "card", Channel: journey.Web, NoValue: true}
			if r.IntN(2) == 0 {
				e.Channel = journey.App
			}
			buys := 0.8
			if e.Channel == journey.App && at.Day() >= 15 && at.Day() <= 21 {
				buys = 0.5
			}
			yield(e)
			if r.Float64() < buys {
				e.Name, e.Time, e.Value, e.NoValue = "purchase", at.Add(time.Minute), 50, false
				yield(e)
			}
		}
	})
	if err != nil {
		panic(err)
	}

	result, err := friction.Find(m, log, nil)
	if err != nil {
		panic(err)
	}
	for _, f := range result.Frictions {
		fmt.Println(f.Text)
		fmt.Printf("lost %.0f orders worth %.0f; p = %.4f\n", f.Lost, f.Value, f.P)
	}
	// Output:
	// 52.3% went no further than Card, where 21.1% usually do (channel = app, 15 March – 21 March 2026)
	// lost 147 orders worth 7363; p = 0.0125
}
