package segment_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/parcours-go/parcours/persona"
	"github.com/parcours-go/parcours/persona/segment"
)

func ExampleRFM() {
	day := func(n int) time.Time { return time.Date(2024, 3, n, 12, 0, 0, 0, time.UTC) }
	orders := []persona.Interaction{
		{Customer: "anne", Time: day(1), Value: 40}, {Customer: "anne", Time: day(9), Value: 60}, {Customer: "anne", Time: day(28), Value: 35},
		{Customer: "bob", Time: day(2), Value: 15},
		{Customer: "carla", Time: day(20), Value: 90}, {Customer: "carla", Time: day(20), Value: 20},
	}
	scores, err := segment.RFM(slices.Values(orders), day(31), &segment.Options{Scores: 3})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range scores.Customers {
		fmt.Printf("%-5s %d purchases on %d days for %.0f, the last %d days ago: %s\n",
			c.Customer, c.Purchases, c.Days, c.Monetary, c.Since(), c.Score())
	}
	// Output:
	// anne  3 purchases on 3 days for 135, the last 3 days ago: 333
	// bob   1 purchases on 1 days for 15, the last 29 days ago: 111
	// carla 2 purchases on 1 days for 110, the last 11 days ago: 222
}
