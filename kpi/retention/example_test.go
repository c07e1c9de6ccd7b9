package retention_test

import (
	"fmt"
	"strings"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/retention"
)

const visits = `customer,time,name
anne,2024-01-01 09:00:00,signup
anne,2024-01-09 10:00:00,visit
anne,2024-01-24 10:00:00,visit
bob,2024-01-03 18:00:00,signup
bob,2024-01-10 10:00:00,visit
carla,2024-01-08 12:00:00,signup
carla,2024-01-16 12:00:00,visit
dan,2024-01-11 12:00:00,signup
`

// Who signed up in the same week, and comes back in the weeks after it.
func ExampleCompute() {
	log, err := event.ReadCSV(strings.NewReader(visits), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	table, err := retention.Compute(log, []string{"signup"}, nil, &retention.Options{Period: retention.Week})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, cohort := range append(table.Cohorts, table.Overall) {
		fmt.Printf("%-10s %d:", cohort.Start, cohort.Size)
		for _, cell := range cohort.Cells {
			mark := ""
			if !cell.Over {
				mark = "*"
			}
			fmt.Printf(" %.0f%%%s", 100*cell.Share.Value, mark)
		}
		fmt.Println()
	}
	share := table.Overall.Cells[1].Share
	fmt.Printf("one week later: %.2f of %d, between %.2f and %.2f\n", share.Value, share.N, share.Lo, share.Hi)
	// Output:
	// 2024-01-01 2: 100% 100% 0% 50%*
	// 2024-01-08 2: 100% 50% 0%*
	// 2024-01-15 0:
	// 2024-01-22 0:
	//            4: 100% 75% 0%
	// one week later: 0.75 of 4, between 0.30 and 0.95
}

// Who is new, who stays and who leaves, week by week.
func ExampleComputeActivity() {
	log, err := event.ReadCSV(strings.NewReader(visits), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	activity, err := retention.ComputeActivity(log, nil, &retention.ActivityOptions{Period: retention.Week})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("week       active new returning resurrected dormant")
	for _, p := range activity.Periods {
		fmt.Printf("%s %6d %3d %9d %11d %7d\n", p.Start, p.Active, p.New, p.Returning, p.Resurrected, p.Dormant)
	}
	fmt.Println("customers active in 1, 2, 3 weeks:", activity.Stickiness)
	// Output:
	// week       active new returning resurrected dormant
	// 2024-01-01      2   2         0           0       0
	// 2024-01-08      4   2         2           0       0
	// 2024-01-15      1   0         1           0       3
	// 2024-01-22      1   0         0           1       1
	// customers active in 1, 2, 3 weeks: [1 2 1]
}
