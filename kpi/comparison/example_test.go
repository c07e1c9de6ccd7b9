package comparison_test

import (
	"fmt"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/journeytest"
	"github.com/parcours-go/parcours/journey/template"
	"github.com/parcours-go/parcours/kpi"
	"github.com/parcours-go/parcours/kpi/comparison"
)

// measured analyzes the log of a shop.
func measured(shop journeytest.Shop) (*journey.Map, error) {
	log, err := event.Collect(shop.Events())
	if err != nil {
		return nil, err
	}
	report, err := kpi.Analyze(template.Ecommerce(journey.English), log, nil)
	if err != nil {
		return nil, err
	}
	return report.Map, nil
}

// A shop made paying easier.
func ExampleCompare() {
	easier := journeytest.Usual()
	easier.Conversion[2] += 0.15
	before, err := measured(journeytest.Shop{Customers: 4000, Seed: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	after, err := measured(journeytest.Shop{Customers: 4000, Seed: 2, Truth: easier})
	if err != nil {
		fmt.Println(err)
		return
	}
	result, err := comparison.Compare(before, after, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%d of %d differences are significant\n", result.Significant, result.Tested)
	for _, d := range result.Differences {
		if d.Significant && d.Mirrors == "" {
			c := d.Change
			fmt.Printf("%q %s: %+.3f, from %+.3f to %+.3f (%s)\n", d.Stage, d.After.Name, c.Value, c.Lo, c.Hi, d.Method)
		}
	}
	// Output:
	// 2 of 46 differences are significant
	// "" cart_abandonment: -0.081, from -0.123 to -0.040 (shares)
	// "Fill the cart" conversion: +0.139, from +0.102 to +0.176 (shares)
}
