package render_test

import (
	"fmt"
	"strings"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/journeytest"
	"github.com/parcours-go/parcours/journey/template"
	"github.com/parcours-go/parcours/kpi/dwell"
	"github.com/parcours-go/parcours/render"
)

func ExampleDistribution() {
	log, err := event.Collect(journeytest.Shop{Customers: 500, Seed: 1}.Events())
	if err != nil {
		fmt.Println(err)
		return
	}
	times, err := dwell.Compute(template.Ecommerce("en"), log, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	s, err := render.Distribution{Result: times}.Scene(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(strings.ReplaceAll(s.Desc, "\u00a0", " "))
	// Output:
	// Time per stage: 7 stages. Longest median: Receive and use (4 d 19 h); shortest: Discover (3 min 50 s). Longest tail: Fill the cart, one visit in ten lasts more than 3 h 5 min.
}
