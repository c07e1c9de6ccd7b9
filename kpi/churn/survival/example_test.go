package survival_test

import (
	"fmt"
	"strings"

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

func ExampleLogRank() {
	c, err := survival.LogRank(subscribers, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, g := range c.Groups {
		fmt.Printf("%s: %d gone, %.2f expected\n", g.Group, g.Events, g.Expected)
	}
	fmt.Printf("χ² %.2f, p %.3f\n", c.ChiSquare, c.P)
	// Output:
	// monthly: 4 gone, 1.72 expected
	// yearly: 2 gone, 4.28 expected
	// χ² 5.23, p 0.022
}

func ExampleCox() {
	data := &survival.Data{
		Times:  []float64{12, 30, 45, 60, 90, 60, 200, 340, 365, 365},
		Events: []bool{true, true, false, true, true, true, false, true, false, false},
		Covariates: []survival.Covariate{
			{Name: "tickets", Values: []float64{4, 2, 1, 0, 3, 2, 0, 1, 0, 1}},
		},
	}
	fit, err := survival.Cox(data, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range fit.Coefficients {
		fmt.Printf("each of the %s multiplies the hazard by %.2f [%.2f, %.2f]\n", c.Name, c.Ratio, c.Lo, c.Hi)
	}
	fmt.Printf("concordance %.2f ± %.2f\n", fit.Concordance.C, fit.Concordance.SE)
	// Output:
	// each of the tickets multiplies the hazard by 2.27 [1.04, 4.95]
	// concordance 0.79 ± 0.11
}

func ExampleFit_Predict() {
	data := &survival.Data{
		Times: []float64{1, 2, 3, 4}, Events: []bool{true, true, true, true},
		Covariates: []survival.Covariate{{Name: "discount", Values: []float64{1, 0, 1, 0}}},
	}
	fit, err := survival.Cox(data, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	with, err := fit.Predict([]float64{1})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range with {
		fmt.Printf("after %g: %.2f\n", s.Time, s.Survival)
	}
	// Output:
	// after 1: 0.70
	// after 2: 0.40
	// after 3: 0.19
	// after 4: 0.01
}

func ExampleTally() {
	var east, west survival.Tally
	east.Add(survival.Observation{Time: 3, Event: true})
	east.Add(survival.Observation{Time: 8})
	west.Add(survival.Observation{Time: 5, Event: true})
	east.Merge(&west)
	curves, err := east.KaplanMeier(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%d observations, %.2f left after 5\n", curves[0].N, curves[0].At(5).Survival)
	// Output:
	// 3 observations, 0.33 left after 5
}

func ExampleReadCSV() {
	file := strings.NewReader("tenure,churned,plan\n12,yes,basic\n40,no,basic\n33,yes,plus\n90,no,plus\n")
	data, err := survival.ReadCSV(file, &survival.CSVOptions{Group: "plan"})
	if err != nil {
		fmt.Println(err)
		return
	}
	curves, err := survival.KaplanMeier(data, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range curves {
		fmt.Println(c.Group, c.N, c.Events)
	}
	// Output:
	// basic 2 1
	// plus 2 1
}

// Several results of the same data need them counted only once.
func ExampleCount() {
	tally, err := survival.Count(subscribers)
	if err != nil {
		fmt.Println(err)
		return
	}
	curves, err := tally.KaplanMeier(&survival.Options{Transform: survival.LogLog})
	if err != nil {
		fmt.Println(err)
		return
	}
	test, err := tally.LogRank(&survival.LogRankOptions{Weights: survival.PetoPeto})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range curves {
		s := c.At(30)
		fmt.Printf("%s: %.2f [%.2f, %.2f]\n", c.Group, s.Survival, s.Lo, s.Hi)
	}
	fmt.Printf("p %.3f\n", test.P)
	// Output:
	// monthly: 0.60 [0.13, 0.88]
	// yearly: 1.00 [1.00, 1.00]
	// p 0.034
}

// Plans are compared within each country, which may have its own pace.
func ExampleStratifiedLogRank() {
	var north, south survival.Tally
	for day := range 8 {
		plan := []string{"monthly", "yearly"}[day%2]
		north.Add(survival.Observation{Time: float64(10 + day + 30*(day%2)), Event: day < 6, Group: plan})
		south.Add(survival.Observation{Time: float64(100 + day + 50*(day%2)), Event: day > 0, Group: plan})
	}
	c, err := survival.StratifiedLogRank([]*survival.Tally{&north, &south}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, g := range c.Groups {
		fmt.Printf("%s: %d gone, %.2f expected\n", g.Group, g.Events, g.Expected)
	}
	fmt.Printf("χ² %.2f, p %.4f\n", c.ChiSquare, c.P)
	// Output:
	// monthly: 6 gone, 2.22 expected
	// yearly: 7 gone, 10.78 expected
	// χ² 10.61, p 0.0011
}

// The time by which a quarter has left, and the mean as far as it is known.
func ExampleCurve_Quantile() {
	data := survival.Collect([]survival.Observation{
		{Time: 10, Event: true}, {Time: 20, Event: true}, {Time: 30}, {Time: 40, Event: true}, {Time: 50},
	})
	curves, err := survival.KaplanMeier(data, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	q, err := curves[0].Quantile(0.25)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("a quarter after %g, at least %g, upper bound known: %v\n", q.Time, q.Lo, q.HiReached)

	_, err = curves[0].Quantile(25)
	fmt.Println(err)
	// Output:
	// a quarter after 20, at least 10, upper bound known: false
	// survival: p: out of range: want a share between 0 and 1, got 25
}

// The last customer is still there, so that the mean counts no more than their
// time.
func ExampleCurve_Mean() {
	data := survival.Collect([]survival.Observation{
		{Time: 10, Event: true}, {Time: 20, Event: true}, {Time: 30}, {Time: 40, Event: true}, {Time: 50},
	})
	curves, err := survival.KaplanMeier(data, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	m := curves[0].Mean()
	fmt.Printf("%.1f (%.1f to %.1f), up to %g, restricted: %v\n", m.Value, m.Lo, m.Hi, m.To, m.Restricted)
	// Output:
	// 33.0 (19.2 to 46.8), up to 50, restricted: true
}
