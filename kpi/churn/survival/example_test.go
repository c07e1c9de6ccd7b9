package survival_test

import (
	"fmt"

	"github.com/parcours-go/parcours/kpi/churn/survival"
)

// Days until ten subscribers cancelled; four of them have not so far.
var subscribers = survival.Collect([]survival.Observation{
	{Time: 12, Event: true, Group: "monthly"}, {Time: 30, Event: true, Group: "monthly"},
	{Time: 45, Group: "monthly"}, {Time: 60, Event: true, Group: "monthly"},
	{Time: 90, Event: true, Group: "monthly"}, {Time: 60, Event: true, Group: "yearly"},
	{Time: 200, Group: "yearly"}, {Time: 340, Event: true, Group: "yearly"},
	{Time: 365, Group: "yearly"}, {Time: 365, Group: "yearly"},
})

func ExampleKaplanMeier() {
	curves, err := survival.KaplanMeier(subscribers, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range curves {
		at := c.At(90)
		fmt.Printf("%s: %.2f [%.2f, %.2f] are there after 90 days\n", c.Group, at.Survival, at.Lo, at.Hi)
	}
	// Output:
	// monthly: 0.00 [0.00, 1.00] are there after 90 days
	// yearly: 0.80 [0.52, 1.00] are there after 90 days
}

func ExampleCurve_Median() {
	curves, err := survival.KaplanMeier(subscribers, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range curves {
		if m := c.Median(); m.Reached {
			fmt.Printf("%s: half are gone after %g days\n", c.Group, m.Time)
		} else {
			fmt.Printf("%s: more than half are there so far\n", c.Group)
		}
	}
	// Output:
	// monthly: half are gone after 60 days
	// yearly: more than half are there so far
}

func ExampleCurve_RestrictedMean() {
	curves, err := survival.KaplanMeier(subscribers, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range curves {
		m, err := c.RestrictedMean(180)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%s: %.0f ± %.0f of the first 180 days\n", c.Group, m.Value, m.SE)
	}
	// Output:
	// monthly: 53 ± 14 of the first 180 days
	// yearly: 156 ± 21 of the first 180 days
}

func ExampleNelsonAalen() {
	hazards, err := survival.NelsonAalen(subscribers, &survival.HazardOptions{Ties: survival.FlemingHarrington})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range hazards[0].Steps {
		fmt.Printf("day %g: %.3f\n", s.Time, s.Hazard)
	}
	// Output:
	// day 12: 0.200
	// day 30: 0.450
	// day 45: 0.450
	// day 60: 0.950
	// day 90: 1.950
}
