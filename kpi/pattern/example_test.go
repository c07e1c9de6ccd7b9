package pattern_test

import (
	"fmt"
	"strings"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/pattern"
)

const visits = `customer,time,name
ann,2026-03-02 10:00:00,cart
ann,2026-03-02 10:04:00,coupon
ann,2026-03-02 10:05:00,purchase
bob,2026-03-02 11:00:00,cart
bob,2026-03-03 19:00:00,purchase
eve,2026-03-02 12:00:00,cart
eve,2026-03-02 12:01:00,help
`

// Who buys within an hour after putting something into the cart?
func Example() {
	log, err := event.ReadCSV(strings.NewReader(visits), nil)
	if err != nil {
		panic(err)
	}
	result, err := pattern.Compute(log, pattern.Query{
		Pattern:    "(?1)(?t<=1h)(?2)",
		Conditions: [][]string{{"cart"}, {"purchase", "order"}},
	}, nil)
	if err != nil {
		panic(err)
	}
	fmt.Printf("%d of %d customers\n", result.Matched, result.Customers)

	next, err := pattern.NextNode(log, pattern.NextQuery{Chain: [][]string{{"cart"}}})
	if err != nil {
		panic(err)
	}
	for _, n := range next.Next {
		fmt.Println("next:", n.Name, n.Customers)
	}
	// Output:
	// 1 of 3 customers
	// next: coupon 1
	// next: help 1
	// next: purchase 1
}
