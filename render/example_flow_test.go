package render_test

import (
	"fmt"
	"os"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/journeytest"
	"github.com/parcours-go/parcours/journey/template"
	"github.com/parcours-go/parcours/kpi/flow"
	"github.com/parcours-go/parcours/render"
)

func ExampleFlow() {
	log, err := event.Collect(journeytest.Shop{Customers: 2000, Seed: 1}.Events())
	if err != nil {
		fmt.Println(err)
		return
	}
	result, err := flow.Compute(log, &flow.Options{By: flow.ByStage, Map: template.Ecommerce(journey.English), Collapse: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	view := render.Flow{Result: result}
	drawing, err := view.Scene(nil) // or render.SVG(w, view, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(drawing.Desc)

	tables, err := view.Tables(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println()
	if err := tables[0].WriteMarkdown(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// Flow of 2,000 customers between 7 nodes. Most frequent start: Discover (2,000). Most frequent end: Discover (1,189). Widest way: Discover → Explore (1,430). Most frequent way back: Explore → Discover (388).
	//
	// **The ways that customers take**
	//
	// | Node | Times | Begin here | End here | Share that ends |
	// | --- | --: | --: | --: | --: |
	// | Discover | 2,619 | 2,000 | 1,189 | 45.4% |
	// | Explore | 1,430 | 0 | 486 | 34.0% |
	// | Fill the cart | 556 | 0 | 91 | 16.4% |
	// | Check out | 371 | 0 | 69 | 18.6% |
	// | Buy | 264 | 0 | 55 | 20.8% |
	// | Receive and use | 181 | 0 | 69 | 38.1% |
	// | Recommend | 69 | 0 | 41 | 59.4% |
	//
	// Most frequent start: Discover (2,000). Most frequent end: Discover (1,189). Widest way: Discover → Explore (1,430).
	//
	// n 2,000 customers, 5,490 steps.
}
