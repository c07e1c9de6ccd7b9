package clv_test

import (
	"fmt"
	"math"

	"github.com/parcours-go/parcours/kpi/clv"
)

// A model of weekly times whose parameters are known: those that Fader, Hardie
// and Lee (2005) found of the customers of CDNOW, who may leave at any time.
func ExampleModel_paretoNBD() {
	model, err := clv.New(clv.ParetoNBD, 0.553, 10.578, 0.606, 11.669)
	if err != nil {
		fmt.Println(err)
		return
	}
	best := clv.History{Frequency: 26, Recency: 30.86, T: 31}
	alive, _ := model.Alive(best)
	next, _ := model.Conditional(best, 52)
	all, _ := model.Residual(best, math.Log(1.15)/52) // 15% a year
	fmt.Printf("P(alive) %.3f, %.1f purchases in a year, %.1f discounted ones ever\n", alive, next, all)

	first, _ := model.Expected(52)
	none, _ := model.Probability(0, 52)
	fmt.Printf("a new customer: %.2f repeat purchases in a year, none with probability %.2f\n", first, none)
	// Output:
	// P(alive) 0.998, 25.5 purchases in a year, 86.3 discounted ones ever
	// a new customer: 1.47 repeat purchases in a year, none with probability 0.57
}

// Donors who were asked in six years, and what they will give in the next five:
// the parameters are those of Fader, Hardie and Shang (2010).
func ExampleModel_bgBB() {
	model, err := clv.New(clv.BGBB, 1.204, 0.750, 0.657, 2.783)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, h := range []clv.History{
		{T: 6},                           // none since the first
		{Frequency: 4, Recency: 4, T: 6}, // in the first four years
		{Frequency: 4, Recency: 6, T: 6}, // in four years, the last among them
		{Frequency: 6, Recency: 6, T: 6}, // always
	} {
		alive, _ := model.Alive(h)
		gifts, _ := model.Conditional(h, 5)
		fmt.Printf("%d gifts, the last in year %v: there next year %.2f, %.2f gifts in five years\n", h.Frequency, h.Recency, alive, gifts)
	}
	// Output:
	// 0 gifts, the last in year 0: there next year 0.11, 0.07 gifts in five years
	// 4 gifts, the last in year 4: there next year 0.20, 0.58 gifts in five years
	// 4 gifts, the last in year 6: there next year 0.93, 2.71 gifts in five years
	// 6 gifts, the last in year 6: there next year 0.93, 3.75 gifts in five years
}
