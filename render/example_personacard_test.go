package render_test

import (
	"fmt"
	"os"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/persona"
	"github.com/parcours-go/parcours/render"
)

func ExamplePersonaCard() {
	v := render.PersonaCard{
		Persona: persona.Persona{
			Name: "Camille", Role: "amateur runner", Share: 0.31,
			Needs: []string{"To know that the size will fit"}, Channels: []string{"app", "store"},
		},
		Measures: []journey.Measure{{Name: journey.MeasureRepeat, Value: 0.184, Unit: journey.Ratio, N: 588, Lo: 0.155, Hi: 0.217, Level: 0.95}},
	}
	tables, err := v.Tables(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, t := range tables {
		if err := t.WriteMarkdown(os.Stdout); err != nil {
			fmt.Println(err)
		}
		fmt.Println()
	}
	// Output:
	// **Persona: Camille**
	//
	// | What | Persona |
	// | --- | --- |
	// | Name | Camille |
	// | Role | amateur runner |
	// | Share | 31% of customers |
	// | Needs | To know that the size will fit |
	// | Preferred channels | App |
	// | Preferred channels | Store |
	//
	// **Measures**
	//
	// | Measure | Value | Interval | n |
	// | --- | --: | --: | --: |
	// | Repeat rate | 18.4% | 15.5% to 21.7% | 588 |
	//
	// Intervals at a confidence level of 95%. n is the number of observations behind a number.
}
