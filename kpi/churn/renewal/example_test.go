package renewal_test

import (
	"errors"
	"fmt"

	"github.com/parcours-go/parcours/kpi/churn/renewal"
)

// The customers of a firm by year of acquisition, and how many renewed.
var cohorts = []renewal.Cohort{
	{Name: "2003", Alive: []int{10000, 8000, 6480, 5307, 4391}},
	{Name: "2004", Alive: []int{10000, 8000, 6480, 5307}},
	{Name: "2005", Alive: []int{10000, 8000, 6480}},
	{Name: "2006", Alive: []int{10000, 8000}},
	{Name: "2007", Alive: []int{10000}},
}

// How likely customers are to leave, how much they differ, and how well both
// are known.
func ExampleFit() {
	fit, err := renewal.Fit(cohorts, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range fit.Estimates {
		fmt.Printf("%-5s %.2f, between %.2f and %.2f\n", e.Name, e.Value, e.Lo, e.Hi)
	}
	fmt.Printf("log-likelihood %.1f, AIC %.1f\n", fit.LogLikelihood, fit.AIC)
	// Output:
	// alpha 3.80, between 2.76 and 5.22
	// beta  15.19, between 10.89 and 21.19
	// log-likelihood -40255.8, AIC 80515.7
}

// What is left of new customers in years that nobody has seen yet.
func ExampleFitted_Project() {
	fit, err := renewal.Fit(cohorts, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	points, err := fit.Project(8)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range points[4:] {
		fmt.Printf("year %d: %.1f%% left (%.1f%% to %.1f%%), retention rate %.3f\n",
			p.T, 100*p.Survival.Value, 100*p.Survival.Lo, 100*p.Survival.Hi, p.Retention.Value)
	}
	// Output:
	// year 5: 36.7% left (35.8% to 37.5%), retention rate 0.835
	// year 6: 30.9% left (29.8% to 31.9%), retention rate 0.842
	// year 7: 26.2% left (25.0% to 27.4%), retention rate 0.848
	// year 8: 22.3% left (21.0% to 23.7%), retention rate 0.854
}

// What a customer is still worth, who has renewed four times: payments to come,
// discounted by 10% a year.
func ExampleFitted_Residual() {
	fit, err := renewal.Fit(cohorts, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	payments, err := fit.Residual(4, 0.10)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.2f payments, between %.2f and %.2f\n", payments.Value, payments.Lo, payments.Hi)
	// Output:
	// 3.84 payments, between 3.60 and 4.10
}

// For how many years a new customer pays.
func ExampleFitted_Lifetime() {
	fit, err := renewal.Fit(cohorts, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	years, finite, err := fit.Lifetime()
	if err != nil || !finite {
		fmt.Println(finite, err)
		return
	}
	fmt.Printf("%.1f years, between %.1f and %.1f\n", years.Value, years.Lo, years.Hi)
	// Output:
	// 6.4 years, between 5.9 and 7.0
}

// What all customers are worth who are left, at 100 a year.
func ExampleFitted_Base() {
	fit, err := renewal.Fit(cohorts, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	base, err := fit.Base(cohorts, 100, 0.10)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, w := range base.Cohorts {
		fmt.Printf("%s: %5d left, each good for %.2f payments: %.0f\n", w.Name, w.Alive, w.Each, w.Value)
	}
	fmt.Printf("together %.2f million, between %.2f and %.2f\n", base.Value.Value/1e6, base.Value.Lo/1e6, base.Value.Hi/1e6)
	// Output:
	// 2003:  4391 left, each good for 3.84 payments: 1687235
	// 2004:  5307 left, each good for 3.72 payments: 1972668
	// 2005:  6480 left, each good for 3.59 payments: 2324232
	// 2006:  8000 left, each good for 3.45 payments: 2760935
	// 2007: 10000 left, each good for 3.31 payments: 3309915
	// together 12.05 million, between 11.53 and 12.61
}

// Customers who do not differ: there is no beta distribution to find.
func ExampleDegenerate() {
	_, err := renewal.Fit([]renewal.Cohort{{Alive: []int{1000, 800, 640, 512}}}, nil)
	var d *renewal.Degenerate
	if errors.As(err, &d) {
		fmt.Println(d.Case)
		fmt.Println(d.Limit)
	}
	// Output:
	// homogeneous
	// geometric: one retention rate for all
}

// A model whose parameters somebody published.
func ExampleModel() {
	m := renewal.Model{Family: renewal.SBG, Alpha: 0.668, Beta: 3.806}
	left, _ := m.Survival(12)
	rate, _ := m.Retention(12)
	leave, _ := m.Probability(12)
	worth, _ := m.Residual(7, 0.10)
	_, finite, _ := m.Lifetime()
	fmt.Printf("S %.4f, r %.4f, P %.4f, DERL %.3f, mean lifetime finite: %v\n", left, rate, leave, worth, finite)
	// Output:
	// S 0.3780, r 0.9568, P 0.0171, DERL 7.530, mean lifetime finite: false
}

// Which family fits best: the one with the least AIC.
func ExampleFamilies() {
	for _, family := range renewal.Families() {
		fit, err := renewal.Fit(cohorts, &renewal.Options{Family: family})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%s: AIC %.1f\n", family, fit.AIC)
	}
	// Output:
	// sBG: AIC 80515.7
	// BdW: AIC 80517.7
}
