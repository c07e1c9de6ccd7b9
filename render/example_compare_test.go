package render_test

import (
	"fmt"
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/comparison"
	"github.com/parcours-go/parcours/kpi/proportion"
	"github.com/parcours-go/parcours/render"
)

func ExampleCompare() {
	measured := func(k, n int) *journey.Map {
		share, err := proportion.Interval(k, n, nil)
		if err != nil {
			panic(err)
		}
		share.Name = journey.MeasureConversion
		return &journey.Map{Stages: []journey.Stage{{Name: "Pay", Measures: []journey.Measure{share}}}}
	}
	result, err := comparison.Compare(measured(480, 1000), measured(560, 1000), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	s, err := render.Compare{Result: result}.Scene(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(strings.ReplaceAll(s.Desc, "\u00a0", " "))
	// Output:
	// 1 of 1 tested difference is more than chance. Clearest gain: Pay, Conversion +8.0 pp (+3.6 to +12.3 pp).
}
