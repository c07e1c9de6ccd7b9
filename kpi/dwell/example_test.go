package dwell_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/dwell"
)

func ExampleCompute() {
	monday := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	var events []event.Event
	for customer, minutes := range []int{10, 20, 60} {
		who := fmt.Sprint("customer ", customer)
		events = append(events,
			event.Event{Customer: who, Name: "ad", Time: monday},
			event.Event{Customer: who, Name: "page", Time: monday.Add(time.Minute)},
			event.Event{Customer: who, Name: "cart", Time: monday.Add(time.Duration(minutes) * time.Minute)})
	}
	log, err := event.Collect(slices.Values(events))
	if err != nil {
		fmt.Println(err)
		return
	}
	result, err := dwell.Compute(shopMap(), log, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, stage := range result.Stages {
		fmt.Printf("%s: %d visits, %d open", stage.Name, stage.Visits, stage.Open)
		for _, m := range stage.Measures {
			if m.Name == journey.MeasureTimeMedian {
				fmt.Printf(", half of them under %.0f s", m.Value)
			}
		}
		fmt.Println()
	}
	// Output:
	// Look: 3 visits, 0 open, half of them under 1200 s
	// Buy: 0 visits, 3 open
	// Stay: 0 visits, 0 open
}
