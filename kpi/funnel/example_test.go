package funnel_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/funnel"
)

// shopLog is of three customers: ada buys, ben leaves the cart for the help, and
// cleo never looks at a product.
func shopLog() *event.Log {
	monday := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	var events []event.Event
	did := func(customer string, value float64, names ...string) {
		for i, name := range names {
			e := event.Event{Customer: customer, Name: name, Time: monday.Add(time.Duration(i) * 10 * time.Minute), NoValue: true}
			if name == "purchase" {
				e.Value, e.NoValue = value, false
			}
			events = append(events, e)
		}
	}
	did("ada", 49.90, "product", "cart", "reviews", "purchase")
	did("ben", 0, "product", "cart", "help")
	did("cleo", 0, "search")
	log, err := event.Collect(slices.Values(events))
	if err != nil {
		panic(err)
	}
	return log
}

var shopSteps = []funnel.Step{
	{Name: "Product", Events: []string{"product"}},
	{Name: "Cart", Events: []string{"cart"}},
	{Name: "Purchase", Events: []string{"purchase", "order"}},
}

func ExampleCompute() {
	result, err := funnel.Compute(shopLog(), shopSteps, &funnel.Options{Window: 7 * 24 * time.Hour})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range result.All.Steps {
		fmt.Printf("%s: %d, %.0f%% of those who began", s.Name, s.Reached, 100*s.FromFirst.Value)
		for _, n := range s.Next {
			fmt.Printf(", %d left for %s", n.Count, n.Name)
		}
		fmt.Println()
	}
	fmt.Printf("worth %.2f\n", result.All.Steps[2].Value)
	// Output:
	// Product: 2, 100% of those who began
	// Cart: 2, 100% of those who began, 1 left for help
	// Purchase: 1, 50% of those who began
	// worth 49.90
}

func ExampleWho() {
	passages, err := funnel.Who(shopLog(), shopSteps, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for p := range passages {
		if p.Reached == 2 {
			fmt.Println(p.Customer, "put something into the cart and went to", p.Next)
		}
	}
	// Output:
	// ben put something into the cart and went to help
}

func ExampleWithin() {
	rate, err := funnel.Within(shopLog(), []string{"cart"}, []string{"purchase"}, &funnel.WithinOptions{Events: 2})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%d of %d within two events, %.1f times the usual rate\n", rate.Converted, rate.WithStart, rate.Lift)
	// Output:
	// 1 of 2 within two events, 1.5 times the usual rate
}
