package render_test

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
)

func ExampleSVG() {
	m := &journey.Map{
		Title: "A first order",
		Stages: []journey.Stage{
			{Name: "Look", Emotion: journey.Pleased},
			{Name: "Order", Emotion: journey.Annoyed, Frictions: []journey.Friction{{Text: "No guest checkout"}}},
			{Name: "Receive", Emotion: journey.Delighted},
		},
	}
	var picture bytes.Buffer
	if err := render.SVG(&picture, render.JourneyMap{Map: m}, nil); err != nil {
		fmt.Println(err)
	}
	for line := range strings.Lines(picture.String()) {
		if strings.Contains(line, "<desc") {
			fmt.Print(line)
		}
	}
	// Output:
	// <desc id="parcours-desc">Customer journey, 3 stages: Look, Order, Receive. Lowest emotion: Order (2.0 of 5, annoyed); highest: Receive (5.0 of 5, delighted). 1 friction.</desc>
}
