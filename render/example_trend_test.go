package render_test

import (
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/survey"
	"github.com/parcours-go/parcours/render"
)

// answered is a survey of March, April and June.
func answered() (*survey.Result, error) {
	var events []event.Event
	for i, answer := range []float64{10, 9, 9, 10, 8, 9, 6, 9, 7, 10, 9, 9} {
		at := time.Date(2026, []time.Month{time.March, time.April, time.June}[i%3], 2+i, 9, 0, 0, 0, time.UTC)
		events = append(events, event.Event{Customer: fmt.Sprint(i), Time: at, Name: "nps", Value: answer})
	}
	log, err := event.Collect(slices.Values(events))
	if err != nil {
		return nil, err
	}
	return survey.Compute(nil, log, survey.Recommend(), &survey.Options{Period: survey.Month})
}

func ExampleTrendOf() {
	result, err := answered()
	if err != nil {
		fmt.Println(err)
		return
	}
	v := render.TrendOf(result)
	v.Targets = []journey.Target{{Measure: journey.MeasureNPS, Op: journey.AtLeast, Value: 50}}
	tables, err := v.Tables(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := tables[0].WriteMarkdown(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// **NPS**
	//
	// | Period | NPS | Interval | n | Target: ≥ +50 |
	// | --- | --: | --: | --: | --- |
	// | March 2026 | +50 | −34 to +91 | 4 | met |
	// | April 2026 | +75 | −7 to +93 | 4 | met |
	// | May 2026 |  |  |  |  |
	// | June 2026 | +75 | −7 to +93 | 4 | met |
	//
	// From one period to the next, on a straight line through all answers: +7.1 (−22.4 to +36.7).
	//
	// Intervals at a confidence level of 95%. n is the number of observations behind a number.
}

func ExampleTrend() {
	month := func(n int, share float64) render.Period {
		return render.Period{
			From:    time.Date(2026, time.Month(n), 1, 0, 0, 0, 0, time.UTC),
			Measure: journey.Measure{Name: journey.MeasureConversion, Value: share, Unit: journey.Ratio, N: 1200},
		}
	}
	s, err := render.Trend{Periods: []render.Period{month(1, 0.041), month(2, 0.038), month(3, 0.047)}}.Scene(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s.Desc)
	// Output: Conversion, 3 periods: January 2026 – March 2026. Last value: 4.7% (March 2026). Lowest: 3.8% (February 2026); highest: 4.7% (March 2026).
}

func ExamplePeriodsOf() {
	result, err := answered()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range render.PeriodsOf(result) {
		fmt.Println(d.From.Month(), d.Measure.N)
	}
	// Output:
	// March 4
	// April 4
	// May 0
	// June 4
}
