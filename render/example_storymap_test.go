package render_test

import (
	"fmt"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
)

func ExampleStoryMap() {
	m := &journey.Map{
		Title: "A first order",
		Stages: []journey.Stage{
			{Name: "Look", Actions: []string{"Compares"}, Opportunities: []journey.Opportunity{{Text: "A quiz", Release: "Autumn"}}},
			{Name: "Order", Actions: []string{"Pays"}, Opportunities: []journey.Opportunity{
				{Text: "Guest checkout", Release: "Spring"}, {Text: "Gift wrapping"},
			}},
		},
	}
	s, err := render.StoryMap{Map: m, Releases: []string{"Spring", "Autumn"}}.Scene(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s.Desc)
	// Output: Story map: A first order. 2 activities: Look, Order. Spring: 1 story (walking skeleton); Autumn: 1 story; Later: 1 story. The first release has nothing for: Look.
}
