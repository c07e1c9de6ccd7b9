package churn_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/churn"
	"github.com/parcours-go/parcours/kpi/churn/survival"
)

const visits = `customer,time,name
anne,2024-01-05 09:00:00,visit
anne,2024-02-02 09:00:00,visit
anne,2024-03-01 09:00:00,visit
anne,2024-03-28 09:00:00,visit
anne,2024-04-20 09:00:00,visit
bob,2024-01-10 09:00:00,visit
bob,2024-02-08 09:00:00,visit
carla,2024-01-20 09:00:00,visit
carla,2024-02-15 09:00:00,visit
carla,2024-04-25 09:00:00,visit
dan,2024-02-20 09:00:00,visit
dan,2024-03-15 09:00:00,visit
eve,2024-04-05 09:00:00,visit
`

// Who is lost month by month, if 30 days without a visit are a departure.
func ExampleCompute() {
	log, err := event.ReadCSV(strings.NewReader(visits), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	result, err := churn.Compute(log, &churn.Options{Silence: 30 * 24 * time.Hour})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("month      there new back lost passed pending")
	for _, p := range result.Periods {
		fmt.Printf("%s %5d %3d %4d %4d %6d %7d", p.Start, p.AtStart, p.New, p.Returned, p.Lost, p.Passed, p.Pending)
		if p.Churn.Level > 0 {
			fmt.Printf("  churn %.0f%% (%.0f%% to %.0f%%)", 100*p.Churn.Value, 100*p.Churn.Lo, 100*p.Churn.Hi)
		}
		fmt.Println()
	}
	fmt.Printf("%d of %d customers are gone, %d may be\n", result.Gone, result.Customers, result.Pending)
	// Output:
	// month      there new back lost passed pending
	// 2024-01-01     0   3    0    0      0       0
	// 2024-02-01     3   1    0    2      0       0  churn 67% (21% to 94%)
	// 2024-03-01     2   0    0    1      0       0
	// 2024-04-01     1   1    1    0      0       3
	// 2 of 5 customers are gone, 3 may be
}

// The same of those who came in each month, alone.
func ExampleCompute_cohorts() {
	log, err := event.ReadCSV(strings.NewReader(visits), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	result, err := churn.Compute(log, &churn.Options{Silence: 30 * 24 * time.Hour, Cohorts: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, cohort := range result.Cohorts {
		fmt.Print(cohort.Start, ": ", cohort.Size, " came, there later:")
		for _, p := range cohort.Periods[1:] {
			fmt.Print(" ", p.AtStart)
		}
		fmt.Println()
	}
	// Output:
	// 2024-01-01: 3 came, there later: 3 1 1
	// 2024-02-01: 1 came, there later: 1 0
	// 2024-04-01: 1 came, there later:
}

// Two logs that hold different customers make one table.
func ExampleTally_Merge() {
	half := len("customer,time,name\n")
	lines := strings.SplitAfter(visits[half:], "\n")
	var whole *churn.Tally
	for _, part := range [][]string{lines[:5], lines[5:]} {
		log, err := event.ReadCSV(strings.NewReader(visits[:half]+strings.Join(part, "")), nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		tally, err := churn.New(log, nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		for trace := range log.Traces() {
			tally.Add(trace)
		}
		if whole == nil {
			whole = tally
			continue
		}
		whole.Merge(tally)
	}
	result, err := whole.Result()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(result.Customers, "customers,", result.Gone, "gone")
	// Output:
	// 5 customers, 2 gone
}

const subscriptions = `customer,time,name,value
anne,2024-01-05,subscribe,100
anne,2024-03-10,upgrade,150
bob,2024-01-08,subscribe,50
bob,2024-02-20,cancel,
bob,2024-04-02,subscribe,50
carla,2024-01-15,subscribe,80
carla,2024-03-15,downgrade,40
dan,2024-02-03,subscribe,60
dan,2024-04-20,cancel,
eve,2024-05-01,subscribe,100
`

// How much recurring revenue is kept month by month.
func ExampleComputeRevenue() {
	log, err := event.ReadCSV(strings.NewReader(subscriptions), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	revenue, err := churn.ComputeRevenue(log, &churn.ContractOptions{Window: 3})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("month      customers lost  MRR  won back more less gone  GRR  NRR")
	for _, p := range revenue.Periods[1:4] {
		fmt.Printf("%s %9d %4d %4.0f %4.0f %4.0f %4.0f %4.0f %4.0f %3.0f%% %3.0f%%\n", p.Start, p.AtStart, p.Lost,
			p.MRR, p.Won, p.Reactivated, p.Expansion, p.Contraction, p.Churned, 100*p.GRR.Value, 100*p.NRR.Value)
	}
	april := revenue.Periods[3]
	fmt.Printf("April, of the customers of three months before: GRR %.0f%% (%.0f%% to %.0f%%), NRR %.0f%%\n",
		100*april.Trailing.GRR.Value, 100*april.Trailing.GRR.Lo, 100*april.Trailing.GRR.Hi, 100*april.Trailing.NRR.Value)
	fmt.Println("January's customers and how many are left:", revenue.Cohorts[0].Renewals().Alive)
	// Output:
	// month      customers lost  MRR  won back more less gone  GRR  NRR
	// 2024-02-01         3    1  230   60    0    0    0   50  78%  78%
	// 2024-03-01         3    0  240    0    0   50   40    0  83% 104%
	// 2024-04-01         3    1  250    0   50    0    0   60  76%  76%
	// April, of the customers of three months before: GRR 83% (14% to 99%), NRR 104%
	// January's customers and how many are left: [3 2 2 2]
}

// What losing 3% a month comes to in a year.
func ExampleAnnual() {
	year, err := churn.Annual(0.03, 12)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.1f%%\n", 100*year)
	// Output:
	// 30.6%
}

// How much a month gains for each unit of revenue that it loses.
func ExampleRevenuePeriod_QuickRatio() {
	month := churn.RevenuePeriod{Won: 300, Expansion: 150, Contraction: 40, Churned: 110}
	ratio, ok := month.QuickRatio()
	fmt.Println(ratio, ok)
	// Output:
	// 3 true
}

// How long subscribers stay, those included who have not left yet.
func ExampleLifetimes() {
	log, err := event.ReadCSV(strings.NewReader(subscriptions), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	lifetimes, err := churn.Lifetimes(log, &churn.LifetimeOptions{Contract: &churn.ContractOptions{}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, l := range lifetimes {
		fmt.Println(l.Customer, l.Days, "days, left:", l.Left)
	}
	curves, err := survival.KaplanMeier(churn.SurvivalData(lifetimes), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.0f%% stay for 60 days\n", 100*curves[0].At(60).Survival)
	// Output:
	// anne 117 days, left: false
	// bob 43 days, left: true
	// carla 107 days, left: false
	// dan 77 days, left: true
	// eve 0 days, left: false
	// 75% stay for 60 days
}

// A table that says for each customer and month what they pay.
func ExampleStateEvents() {
	month := func(m time.Month) time.Time { return time.Date(2024, m, 1, 0, 0, 0, 0, time.UTC) }
	table := []churn.State{
		{"anne", month(1), 100}, {"anne", month(2), 100}, {"anne", month(3), 120},
		{"bob", month(1), 50}, {"bob", month(2), 50}, {"bob", month(3), 0},
	}
	log, err := event.Collect(churn.StateEvents(table))
	if err != nil {
		fmt.Println(err)
		return
	}
	revenue, err := churn.ComputeRevenue(log, &churn.ContractOptions{At: month(4)})
	if err != nil {
		fmt.Println(err)
		return
	}
	march := revenue.Periods[2]
	fmt.Printf("MRR %.0f, GRR %.0f%%, NRR %.0f%%, %d of %d customers lost\n",
		march.MRR, 100*march.GRR.Value, 100*march.NRR.Value, march.Lost, march.AtStart)
	// Output:
	// MRR 150, GRR 67%, NRR 80%, 1 of 2 customers lost
}

// Two logs of other customers, one after the other: what was counted of the first
// is kept as JSON until the second is there.
func ExampleRevenueTally() {
	var kept []byte
	for _, part := range []string{
		"customer,time,name,value\nanne,2024-01-05,subscribe,100\nanne,2024-02-20,cancel,\n",
		"customer,time,name,value\nbob,2024-01-08,subscribe,50\nbob,2024-03-01,upgrade,60\n",
	} {
		log, err := event.ReadCSV(strings.NewReader(part), nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		tally, err := churn.NewRevenue(log, nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		for trace := range log.Traces() {
			tally.Add(trace)
		}
		if kept != nil {
			var before churn.RevenueTally
			if err := json.Unmarshal(kept, &before); err != nil {
				fmt.Println(err)
				return
			}
			tally.Merge(&before)
		}
		if kept, err = json.Marshal(tally); err != nil {
			fmt.Println(err)
			return
		}
	}
	var whole churn.RevenueTally
	if err := json.Unmarshal(kept, &whole); err != nil {
		fmt.Println(err)
		return
	}
	revenue, err := whole.Result()
	if err != nil {
		fmt.Println(err)
		return
	}
	february := revenue.Periods[1]
	fmt.Printf("%s: MRR %.0f, churned %.0f, %d of %d customers lost\n", february.Start, february.MRR, february.Churned, february.Lost, february.AtStart)
	// Output:
	// 2024-02-01: MRR 150, churned 100, 1 of 2 customers lost
}
