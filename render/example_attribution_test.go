package render_test

import (
	"fmt"
	"os"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/attribution"
	"github.com/parcours-go/parcours/render"
)

func ExampleAttribution() {
	credit, err := attribution.FromPaths([]attribution.Path{
		{Channels: []journey.Channel{journey.Search}, Conversions: 40, Nulls: 300},
		{Channels: []journey.Channel{journey.Ads, journey.Search}, Conversions: 25, Nulls: 120},
		{Channels: []journey.Channel{journey.Search, journey.Email}, Conversions: 35, Nulls: 60},
	}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	view := render.Attribution{Result: credit, Models: []attribution.Model{attribution.First, attribution.Last, attribution.Markov}}
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
	// Credit of 3 channels by 3 models. n 100 conversions, 480 paths that did not convert, probability of a conversion 17.2%. Search has the most credit: 62.5% to 75.0%. The models disagree most on Email: 0.0% (First touch) to 35.0% (Last touch). In order: Search 62.5% to 75.0%; Email 0.0% to 35.0%; Advertising 0.0% to 25.0%.
	//
	// **Which channels lead to conversions**
	//
	// | Channel | First touch | First touch, conversions | Last touch | Last touch, conversions | Markov chain | Markov chain, conversions | Removal effect |
	// | --- | --: | --: | --: | --: | --: | --: | --: |
	// | Search | 75.0% | 75 | 65.0% | 65 | 62.5% | 62.5 | 100.0% |
	// | Email | 0.0% | 0 | 35.0% | 35 | 21.9% | 21.9 | 35.0% |
	// | Advertising | 25.0% | 25 | 0.0% | 0 | 15.6% | 15.6 | 25.0% |
	//
	// Search has the most credit: 62.5% to 75.0%. The models disagree most on Email: 0.0% (First touch) to 35.0% (Last touch).
	//
	// n 100 conversions, 480 paths that did not convert, probability of a conversion 17.2%.
	//
	// The Markov chain is of order 1. Removal effect: by which part conversions would fall without the channel.
	//
	// Credit says which channels were on the way, not that they were the cause.
}
