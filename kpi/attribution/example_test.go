package attribution_test

import (
	"fmt"
	"strings"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/attribution"
)

// Three customers: one bought after an e-mail, a search and a visit of the
// site.
func ExampleCompute() {
	log, err := event.ReadCSV(strings.NewReader(`customer,time,name,channel
anne,2024-01-01 09:00:00,click,email
anne,2024-01-02 09:00:00,click,search
anne,2024-01-03 09:00:00,click,web
anne,2024-01-03 09:10:00,purchase,web
bob,2024-01-01 10:00:00,click,email
carla,2024-01-04 10:00:00,click,search
carla,2024-01-05 10:00:00,click,web
`), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	credit, err := attribution.Compute(log, []string{"purchase"}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%d of %d paths converted\n", credit.Conversions, credit.Conversions+credit.Nulls)
	fmt.Println("         first last linear markov")
	for _, c := range credit.Channels {
		fmt.Printf("%-8s %5.2f %4.2f %6.2f %6.2f\n", c.Channel, c.First, c.Last, c.Linear, c.Markov)
	}
	// Output:
	// 1 of 3 paths converted
	//          first last linear markov
	// email     1.00 0.00   0.33   0.20
	// search    0.00 0.00   0.33   0.40
	// web       0.00 1.00   0.33   0.40
}
