package render_test

import (
	"fmt"
	"os"

	"github.com/parcours-go/parcours/persona"
	"github.com/parcours-go/parcours/render"
)

func ExampleEmpathyMap() {
	v := render.EmpathyMap{Persona: persona.Persona{
		Name: "Camille",
		Empathy: persona.Empathy{
			Says:  []string{"I never know my size."},
			Does:  []string{"Reads the worst reviews first"},
			Feels: []string{"Tricked by the delivery costs"},
		},
	}}
	tables, err := v.Tables(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := tables[0].WriteMarkdown(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// **Empathy map of Camille**
	//
	// | Area | Note |
	// | --- | --- |
	// | Says | I never know my size. |
	// | Thinks | Nothing noted yet |
	// | Does | Reads the worst reviews first |
	// | Feels | Tricked by the delivery costs |
}
