package main

import (
	"time"

	"github.com/parcours-go/parcours/kpi/retention"
)

// cohorts is T5: customers by the week of their first event, from Monday 1
// January 2024, and how many of them were active so many weeks later.
func (s *shop) cohorts() ([]string, error) {
	result, err := retention.Compute(s.log, nil, nil, &retention.Options{
		Period: retention.Week, Births: retention.FirstEver, AtBirth: retention.AlwaysReturn, Return: retention.On, Intervals: 54,
	})
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, cohort := range result.Cohorts {
		start, err := time.Parse(time.DateOnly, cohort.Start)
		if err != nil {
			return nil, err
		}
		week := int(start.Sub(time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)).Hours()) / (7 * 24)
		for k, cell := range cohort.Cells {
			if cell.Count > 0 {
				lines = append(lines, row(week, k, cell.Count))
			}
		}
	}
	return lines, nil
}

// churn is T6: customers active in each month, and how many of them in the next.
func (s *shop) churn() ([]string, error) {
	result, err := retention.ComputeActivity(s.log, nil, &retention.ActivityOptions{Period: retention.Month})
	if err != nil {
		return nil, err
	}
	var lines []string
	for m := range len(result.Periods) - 1 {
		active, gone := result.Periods[m].Active, result.Periods[m+1].Dormant
		lines = append(lines, row(m, active, active-gone, gone))
	}
	return lines, nil
}
