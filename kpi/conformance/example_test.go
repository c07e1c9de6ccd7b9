package conformance_test

import (
	"fmt"
	"log"
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/conformance"
)

const visits = `customer,time,name
ada,2024-05-01T10:00:00Z,view_item
ada,2024-05-01T10:05:00Z,add_to_cart
ada,2024-05-01T10:20:00Z,purchase
ben,2024-05-01T11:00:00Z,add_to_cart
ben,2024-05-01T11:01:00Z,view_item
ben,2024-05-01T11:09:00Z,purchase
eve,2024-05-01T12:00:00Z,view_item
eve,2024-05-01T12:01:00Z,error_page
eve,2024-05-01T12:02:00Z,view_item
`

func ExampleCompute() {
	events, err := event.ReadCSV(strings.NewReader(visits), nil)
	if err != nil {
		log.Fatal(err)
	}
	plan := &journey.Map{Stages: []journey.Stage{
		{Name: "Choose", Touchpoints: []journey.Touchpoint{
			{Name: "Product page", Events: []string{"view_item"}},
			{Name: "Cart", Events: []string{"add_to_cart"}},
		}},
		{Name: "Buy", Touchpoints: []journey.Touchpoint{{Name: "Checkout", Events: []string{"purchase"}}}},
	}}
	result, err := conformance.Compute(plan, events, nil)
	if err != nil {
		log.Fatal(err)
	}
	fit := result.Fitness
	fmt.Printf("fitness %.2f, %s of %d customers fit\n", fit.Log, fit.Fit.Format(journey.English, ""), fit.Fit.N)
	for _, s := range result.Steps {
		fmt.Printf("%-12s  completed %.0f%%, out of order %.0f%%, missing %.0f%%\n",
			s.Name, 100*s.Completed.Value, 100*s.OutOfOrder.Value, 100*s.Missing.Value)
	}
	for _, d := range result.Deviations {
		if d.Kind == conformance.Inverted {
			fmt.Printf("%d %s %s, before %s\n", d.Units, d.Kind, d.Step.Name, d.Other.Name)
		} else {
			fmt.Println(d.Units, d.Kind, d.Step.Name)
		}
	}
	fmt.Println(result.UnplannedEvents, "unplanned:", result.Unplanned[0].Name)
	// Output:
	// fitness 0.71, 33.3% of 3 customers fit
	// Product page  completed 100%, out of order 0%, missing 0%
	// Cart          completed 33%, out of order 33%, missing 33%
	// Checkout      completed 67%, out of order 0%, missing 33%
	// 1 skipped Cart
	// 1 skipped Checkout
	// 1 repeated Product page
	// 1 inverted Cart, before Product page
	// 1 unplanned: error_page
}

// What one customer did beside what was planned.
func ExampleTally_Align() {
	events, err := event.ReadCSV(strings.NewReader(visits), nil)
	if err != nil {
		log.Fatal(err)
	}
	tally, err := conformance.New(nil, events, &conformance.Options{Sequence: []string{"view_item", "add_to_cart", "purchase"}})
	if err != nil {
		log.Fatal(err)
	}
	ben := events.Trace(1)
	units, err := tally.Align(ben)
	if err != nil {
		log.Fatal(err)
	}
	for _, move := range units[0] {
		fmt.Println(move.Kind, move.Step.Name)
	}
	// Output:
	// event_only add_to_cart
	// together view_item
	// step_only add_to_cart
	// together purchase
}
