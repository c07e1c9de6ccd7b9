package cart_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/cart"
)

func ExampleCompute() {
	at := func(hour int) time.Time { return time.Date(2026, 3, 2, hour, 0, 0, 0, time.UTC) }
	log, err := event.Collect(slices.Values([]event.Event{
		{Customer: "ada", Name: "add_to_cart", Channel: "web", Time: at(9), Value: 30},
		{Customer: "ada", Name: "purchase", Channel: "web", Time: at(10), Value: 30},
		{Customer: "bo", Name: "add_to_cart", Channel: "app", Time: at(9), Value: 50},
		{Customer: "bo", Name: "remove_from_cart", Channel: "app", Time: at(10), Value: 20},
		{Customer: "cy", Name: "add_to_cart", Channel: "web", Time: at(11), Value: 15},
		{Customer: "cy", Name: "view_item", Channel: "web", Time: at(23)},
	}))
	if err != nil {
		fmt.Println(err)
		return
	}
	result, err := cart.Compute(log, &cart.Options{Unit: cart.ByCart, Within: 12 * time.Hour})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%d of %d carts were abandoned, with goods worth %.0f\n", result.Abandoned, result.Carts, result.ValueLost)
	for _, s := range result.Segments {
		fmt.Printf("%s: %d of %d\n", s.Name, s.Abandoned, s.Carts)
	}
	// Output:
	// 2 of 3 carts were abandoned, with goods worth 45
	// app: 1 of 1
	// web: 1 of 2
}
