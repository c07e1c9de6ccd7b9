package render_test

import (
	"fmt"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
)

func ExampleBlueprint() {
	m := &journey.Map{Title: "A night at the hotel", Stages: []journey.Stage{
		{Name: "Arrive", Actions: []string{"Hands over the passport"}, Frontstage: []string{"Receptionist checks in"}, Support: []string{"Booking system"}},
		{Name: "Sleep", Actions: []string{"Rests"}},
	}}
	picture, err := render.Blueprint{Map: m}.Scene(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(picture.Desc)
	// Output:
	// Service blueprint, 2 stages: Arrive, Sleep. Customer actions: 2; Front stage: 1; Support processes: 1. Nothing is known of what stands behind Sleep.
}
