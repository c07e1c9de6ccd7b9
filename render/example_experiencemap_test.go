package render_test

import (
	"fmt"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
)

func ExampleExperienceMap() {
	m := &journey.Map{Stages: []journey.Stage{
		{Name: "Feel ill", Touchpoints: []journey.Touchpoint{{Name: "Help line", Owner: "Insurer"}}},
		{Name: "Be treated", Touchpoints: []journey.Touchpoint{{Name: "Consultation"}, {Name: "Prescription", Owner: "Pharmacy"}}},
		{Name: "Recover at home"},
	}}
	picture, err := render.ExperienceMap{Map: m, Self: "Clinic"}.Scene(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(picture.Desc)
	// Output:
	// Experience map, 3 stages: Feel ill, Be treated, Recover at home. Providers: Insurer, Clinic, Pharmacy. Several meet in Be treated (2). No provider in Recover at home.
}
