package render_test

import (
	"fmt"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
)

// The journey as it is, and beside it the journey as it should be.
func ExampleJourneyMap_others() {
	now := &journey.Map{Title: "A first order", Stages: []journey.Stage{
		{Name: "Look", Emotion: journey.Pleased},
		{Name: "Order", Emotion: journey.Annoyed, Frictions: []journey.Friction{{Text: "No guest checkout"}}},
	}}
	future := &journey.Map{State: journey.Future, Stages: []journey.Stage{
		{Name: "Look", Emotion: journey.Pleased},
		{Name: "Order", Emotion: journey.Neutral},
	}}
	view := render.JourneyMap{Map: now, Others: []*journey.Map{future}, Lanes: []render.Lane{render.LaneEmotion, render.LaneFrictions}}
	drawing, err := view.Scene(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(drawing.Desc)
	// Output:
	// Customer journey, 2 stages: Look, Order. Lowest emotion: Order (2.0 of 5, annoyed); highest: Look (4.0 of 5, pleased). 1 friction. Beside it: Future state, lowest at Order (3.0 of 5, neutral).
}
