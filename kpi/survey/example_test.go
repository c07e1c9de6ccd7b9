package survey_test

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/survey"
)

// An answer that is off the scale and a question that was not answered are
// counted, and have no part in the score.
func Example() {
	question := survey.Satisfaction()
	counts, err := question.Count([]float64{5, 4, 4, 2, 5, 3, 4, 5, 7, math.NaN()})
	if err != nil {
		fmt.Println(err)
		return
	}
	score, err := question.Score(counts, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	m := score.Measure
	fmt.Printf("%s of %d, from %.0f%% to %.0f%%\n", m.Format(journey.English, ""), m.N, 100*m.Lo, 100*m.Hi)
	fmt.Printf("%d blank, %d invalid\n", counts.Blank, counts.Invalid)
	// Output:
	// 75.0% of 8, from 41% to 93%
	// 1 blank, 1 invalid
}

// Firms call different numbers by one name: of the same answers to one question.
func ExampleQuestion_Score() {
	answers := []float64{7, 6, 5, 7, 6, 2, 5, 1, 7, 4}
	for _, kind := range []survey.Kind{survey.Mean, survey.TopTwo, survey.TopThree, survey.Positive, survey.Net} {
		question := survey.Question{Kind: kind, Scale: survey.Scale{Lo: 1, Hi: 7}}
		counts, err := question.Count(answers)
		if err != nil {
			fmt.Println(err)
			return
		}
		score, err := question.Score(counts, nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%-9s %s, %s\n", kind, score.Measure.Format(journey.English, ""), score.Method)
	}
	// Output:
	// mean      5.0, student
	// top_two   50.0%, wilson
	// top_three 70.0%, wilson
	// positive  70.0%, wilson
	// net       +30, adjusted_wald
}

// Of few answers, or of answers that are all alike, only the exact interval keeps
// what its level promises.
func ExampleRecommendations_Score() {
	answers := survey.Recommendations{Promoters: 10}
	for _, method := range []survey.Method{survey.Wald, survey.AdjustedWald, survey.Score, survey.Exact} {
		score, err := answers.Score(&survey.ScoreOptions{Method: method})
		if err != nil {
			fmt.Println(err)
			return
		}
		m := score.Measure
		fmt.Printf("%-13s %.0f, from %.1f to %.1f\n", method, m.Value, m.Lo, m.Hi)
	}
	// Output:
	// wald          100, from 100.0 to 100.0
	// adjusted_wald 100, from 47.5 to 100.0
	// score         100, from 44.5 to 100.0
	// exact         100, from 38.3 to 100.0
}

func ExampleRecommendations_NPS() {
	m, err := survey.Recommendations{Promoters: 50, Passives: 33, Detractors: 17}.NPS(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s from %d answers, %.0f to %.0f\n", m.Format(journey.English, ""), m.N, m.Lo, m.Hi)
	// Output: +33 from 100 answers, 18 to 47
}

func ExampleCompare() {
	before := survey.Recommendations{Promoters: 250, Passives: 220, Detractors: 130}
	after := survey.Recommendations{Promoters: 300, Passives: 200, Detractors: 100}
	d, err := survey.Compare(after, before, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s, from %+.1f to %+.1f, p = %.4f\n", d.Measure.Format(journey.English, ""), d.Measure.Lo, d.Measure.Hi, d.P)
	// Output: +13, from +4.7 to +21.8, p = 0.0024
}

func ExampleQuestion_Compare() {
	question := survey.Effort()
	old, err := question.Count([]float64{3, 4, 2, 5, 4, 3, 5, 4})
	if err != nil {
		fmt.Println(err)
		return
	}
	redesigned, err := question.Count([]float64{6, 5, 7, 6, 4, 6, 7})
	if err != nil {
		fmt.Println(err)
		return
	}
	d, err := question.Compare(redesigned, old, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%+.1f, from %+.1f to %+.1f\n", d.Measure.Value, d.Measure.Lo, d.Measure.Hi)
	// Output: +2.1, from +0.9 to +3.3
}

// Half of the customers live in towns, but four in five of those who answered:
// weights bring the answers back to the shares of the customers.
func ExampleQuestion_CountWeighted() {
	question := survey.Satisfaction()
	answers := []float64{5, 4, 5, 4, 5, 4, 3, 2, 2, 3} // eight from towns, two from elsewhere
	weights := []float64{0.625, 0.625, 0.625, 0.625, 0.625, 0.625, 0.625, 0.625, 2.5, 2.5}
	counts, err := question.CountWeighted(answers, weights)
	if err != nil {
		fmt.Println(err)
		return
	}
	score, err := question.Score(counts, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s of %d answers, which are worth %.1f\n", score.Measure.Format(journey.English, ""), score.Measure.N, score.Effective)
	// Output: 37.5% of 10 answers, which are worth 6.4
}

func ExampleCompute() {
	stage := func(name, event string) journey.Stage {
		return journey.Stage{Name: name, Touchpoints: []journey.Touchpoint{{Name: name, Events: []string{event}}}}
	}
	shop := &journey.Map{Title: "Shop", Stages: []journey.Stage{stage("Look", "page"), stage("Buy", "pay"), stage("Stay", "help")}}
	march := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	var events []event.Event
	for i, answer := range []float64{10, 9, 9, 10, 8, 9, 6, 9, 7, 0, 9, 4} {
		who, at := fmt.Sprint("customer ", i), march.AddDate(0, i%3/2, i)
		events = append(events,
			event.Event{Customer: who, Time: at, Name: []string{"pay", "help"}[i/6], NoValue: true},
			event.Event{Customer: who, Time: at.Add(time.Hour), Name: "nps", Value: answer, Channel: []journey.Channel{"web", "mail"}[i%2]})
	}
	log, err := event.Collect(slices.Values(events))
	if err != nil {
		fmt.Println(err)
		return
	}
	result, err := survey.Compute(shop, log, survey.Recommend(), &survey.Options{
		By: survey.Channel, Period: survey.Month,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	show := func(name string, row survey.Row) {
		if row.Score == nil {
			fmt.Printf("%-10s nobody answered\n", name)
			return
		}
		m := row.Score.Measure
		fmt.Printf("%-10s %4s of %2d, %.0f to %.0f\n", name, m.Format(journey.English, ""), m.N, m.Lo, m.Hi)
	}
	show("overall", result.Overall)
	for _, s := range result.Stages {
		show(s.Name, s.Row)
	}
	for _, s := range result.Segments {
		show(s.Segment, s.Row)
	}
	for _, p := range result.Periods {
		show(p.From, p.Row)
	}
	change := result.Periods[1].Change
	fmt.Printf("%s since %s, p = %.2f\n", change.Measure.Format(journey.English, ""), result.Periods[1].Since, change.P)
	// Output:
	// overall     +33 of 12, -16 to 69
	// Look       nobody answered
	// Buy         +83 of  6, 14 to 98
	// Stay        −17 of  6, -66 to 44
	// mail        +33 of  6, -36 to 80
	// web         +33 of  6, -27 to 71
	// 2026-03-01  +38 of  8, -22 to 77
	// 2026-04-01  +25 of  4, -44 to 73
	// −12 since 2026-03-01, p = 0.82
}

// Parts of the customers are counted where they are, and merged as JSON.
func ExampleTally() {
	var whole *survey.Tally
	for _, answers := range [][]float64{{10, 9, 3}, {8, 9, 6}} {
		var events []event.Event
		for i, answer := range answers {
			events = append(events, event.Event{Customer: fmt.Sprint(i), Time: time.Unix(int64(i), 0), Name: "nps", Value: answer})
		}
		log, err := event.Collect(slices.Values(events))
		if err != nil {
			fmt.Println(err)
			return
		}
		part, err := survey.New(nil, log, survey.Recommend(), nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		for trace := range log.Traces() {
			part.Add(trace)
		}
		state, err := part.MarshalJSON()
		if err != nil {
			fmt.Println(err)
			return
		}
		restored := new(survey.Tally)
		if err := restored.UnmarshalJSON(state); err != nil {
			fmt.Println(err)
			return
		}
		if whole == nil {
			whole = restored
		} else {
			whole.Merge(restored)
		}
	}
	result, err := whole.Result()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(result.Overall.Score.Measure.Format(journey.English, ""), "from", result.Overall.Customers, "customers")
	// Output: +17 from 6 customers
}

// What counts as an answer: whole numbers on the scale, and nothing else.
func ExampleScale_Holds() {
	question := survey.Effort()
	for _, v := range []float64{1, 7, 0, 4.5} {
		fmt.Println(v, question.Scale.Holds(v))
	}
	counts, err := question.Count([]float64{1, 7, 0, 4.5})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(counts.N(), "answers")
	// Output:
	// 1 true
	// 7 true
	// 0 false
	// 4.5 false
	// 2 answers
}
