package render_test

import (
	"fmt"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
)

func ExampleCards() {
	quarter := func(label string, churn float64, n int, lo, hi float64) render.Period {
		return render.Period{Label: label, Measure: journey.Measure{
			Name: journey.MeasureChurn, Value: churn, Unit: journey.Ratio, N: n, Lo: lo, Hi: hi, Level: 0.95,
		}}
	}
	s, err := render.Cards{Cards: []render.Card{{
		History: []render.Period{quarter("spring", 0.34, 588, 0.303, 0.379), quarter("summer", 0.26, 604, 0.227, 0.296)},
		Targets: []journey.Target{{Measure: journey.MeasureChurn, Op: journey.AtMost, Value: 0.3}},
	}}}.Scene(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s.Desc)
	// Output: Key figures, 1 card. Churn: 26.0%, Target ≤ 30.0% met, down by 8.0 pp since spring: better.
}
