package render_test

import (
	"bytes"
	"fmt"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/render/svg"
)

// A map that is wider than a sheet of paper goes on on the next one.
func ExampleJourneyMap_Pages() {
	m := &journey.Map{Title: "A year of a subscriber"}
	for _, month := range []string{"January", "March", "May", "July", "September", "November"} {
		m.Stages = append(m.Stages, journey.Stage{Name: month, Actions: []string{"Pays the bill"}})
	}
	pages, err := render.JourneyMap{Map: m}.Pages(render.A4Landscape, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, page := range pages {
		var file bytes.Buffer
		if err := svg.Encode(&file, page, nil); err != nil {
			fmt.Println(err)
		}
		fmt.Println(page.Desc)
	}
	// Output:
	// Customer journey, 6 stages: January, March, May, July, September, November. Page 1 of 2 has the stages January, March, May, with Actions.
	// Page 2 of 2 has the stages July, September, November, with Actions.
}
