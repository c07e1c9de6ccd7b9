package render_test

import (
	"fmt"
	"os"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/journeytest"
	"github.com/parcours-go/parcours/kpi/funnel"
	"github.com/parcours-go/parcours/render"
)

func ExampleFunnel() {
	log, err := event.Collect(journeytest.Shop{Customers: 2000, Seed: 1}.Events())
	if err != nil {
		fmt.Println(err)
		return
	}
	steps := []funnel.Step{
		{Name: "Cart", Events: []string{"add_to_cart"}},
		{Name: "Checkout", Events: []string{"checkout"}},
		{Name: "Purchase", Events: []string{"purchase"}},
	}
	result, err := funnel.Compute(log, steps, &funnel.Options{Brief: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	view := render.Funnel{Result: result, Title: "From the cart to the order"}
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
	// Funnel of 3 steps: Cart (556), Checkout (371), Purchase (251). 251 of 556 customers complete it: 45.1% (41.1% to 49.3%). The largest share is lost after Cart: 33.3%.
	//
	// **From the cart to the order**
	//
	// | Step | Customers | Share of the first step | Share of all counted | Share of the prior step | Leave | Drop-off |
	// | --- | --: | --: | --: | --: | --: | --: |
	// | 1. Cart | 556 |  | 27.8% (25.9% to 29.8%) |  | 185 | 33.3% (29.5% to 37.3%) |
	// | 2. Checkout | 371 | 66.7% (62.7% to 70.5%) | 18.6% (16.9% to 20.3%) | 66.7% (62.7% to 70.5%) | 120 | 32.3% (27.8% to 37.3%) |
	// | 3. Purchase | 251 | 45.1% (41.1% to 49.3%) | 12.6% (11.2% to 14.1%) | 67.7% (62.7% to 72.2%) |  |  |
	//
	// 251 of 556 customers complete it: 45.1% (41.1% to 49.3%). The largest share is lost after Cart: 33.3%.
	//
	// Counted: customers, each once.
	//
	// Intervals at a confidence level of 95%.
}
