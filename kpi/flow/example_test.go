package flow_test

import (
	"fmt"
	"strings"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/flow"
)

const visits = `customer,time,name
ann,2026-03-02 10:00:00,home
ann,2026-03-02 10:01:00,product
ann,2026-03-02 10:03:00,cart
ann,2026-03-02 10:05:00,purchase
bob,2026-03-02 11:00:00,home
bob,2026-03-02 11:00:30,product
bob,2026-03-02 11:02:00,home
eve,2026-03-02 12:00:00,product
eve,2026-03-02 12:04:00,cart
`

// Where do customers go from the product page, and which ways do they take?
func Example() {
	log, err := event.ReadCSV(strings.NewReader(visits), nil)
	if err != nil {
		panic(err)
	}
	result, err := flow.Compute(log, &flow.Options{Times: true, Repeats: true, Paths: 2})
	if err != nil {
		panic(err)
	}
	for _, t := range result.Transitions {
		if t.From == "product" {
			fmt.Printf("product → %s: %.0f%%, %.0f s\n", t.To, 100*t.Probability, t.Times.Median)
		}
	}
	for _, n := range result.Nodes {
		fmt.Printf("%s: %d, the end of %d\n", n.Name, n.Count, n.Exits)
	}
	for _, p := range result.Variants.Top {
		fmt.Println(p.Count, strings.Join(p.Nodes, " → "))
	}
	for _, r := range result.Returns {
		fmt.Println("back to", r.From, "from", r.Via)
	}
	// Output:
	// product → cart: 67%, 180 s
	// product → home: 33%, 90 s
	// cart: 2, the end of 1
	// home: 3, the end of 1
	// product: 3, the end of 0
	// purchase: 1, the end of 1
	// 1 home → product → cart → purchase
	// 1 home → product → home
	// back to home from product
}
