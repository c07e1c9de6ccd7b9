package render_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/retention"
	"github.com/parcours-go/parcours/render"
)

func ExampleCohorts() {
	log, err := event.ReadCSV(strings.NewReader(`customer,time,name
ann,2026-01-05,purchase
ann,2026-01-13,purchase
bob,2026-01-07,purchase
cem,2026-01-14,purchase
cem,2026-01-20,purchase
dee,2026-02-01,visit
`), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	purchase := []string{"purchase"}
	result, err := retention.Compute(log, purchase, purchase, &retention.Options{Period: retention.Week, Intervals: 3})
	if err != nil {
		fmt.Println(err)
		return
	}
	tables, err := render.Cohorts{Result: result}.Tables(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := tables[1].WriteMarkdown(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// **Who comes back**
	//
	// | Cohort | n | Week 0 | Week 1 | Week 2 |
	// | --- | --: | --: | --: | --: |
	// | 5 Jan 2026 | 2 | 100.0% (2) | 50.0% (1) | 0.0% (0) |
	// | 12 Jan 2026 | 1 | 100.0% (1) | 100.0% (1) | 0.0% (0) so far |
}
