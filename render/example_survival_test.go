package render_test

import (
	"fmt"
	"os"

	"github.com/parcours-go/parcours/kpi/churn/survival"
	"github.com/parcours-go/parcours/render"
)

func ExampleSurvival() {
	data := survival.Collect([]survival.Observation{
		{Time: 12, Event: true, Group: "monthly"}, {Time: 30, Event: true, Group: "monthly"},
		{Time: 45, Group: "monthly"}, {Time: 60, Event: true, Group: "monthly"},
		{Time: 60, Event: true, Group: "yearly"}, {Time: 200, Group: "yearly"},
		{Time: 340, Event: true, Group: "yearly"}, {Time: 365, Group: "yearly"},
	})
	curves, err := survival.KaplanMeier(data, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	tables, err := render.Survival{Curves: curves, Unit: "days"}.Tables(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := tables[0].WriteMarkdown(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// **How long customers stay**
	//
	// | Group | n | Events | Censored | Median |
	// | --- | --: | --: | --: | --: |
	// | monthly | 4 | 3 | 1 | 45 days (at least 12) |
	// | yearly | 4 | 2 | 2 | 340 days (at least 60) |
	//
	// Kaplan–Meier estimate. A median is not reached where more than half are still there.
	//
	// Intervals at a confidence level of 95%, at each time on its own.
}
