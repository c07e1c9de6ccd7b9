package clv_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/clv"
)

const orders = `customer,time,name,value
ann,2024-01-02T09:00:00Z,purchase,20
ann,2024-01-02T17:30:00Z,purchase,5
ann,2024-01-16T10:00:00Z,purchase,30
ann,2024-02-20T12:00:00Z,purchase,10
ben,2024-01-09T20:00:00Z,purchase,50
ben,2024-01-10T08:00:00Z,visit,
ben,2024-01-23T08:00:00Z,purchase,-50
cat,2024-01-05T11:00:00Z,purchase,15
cat,2024-02-02T11:00:00Z,purchase,25
cat,2024-03-08T11:00:00Z,purchase,35
`

// What three customers of a shop in Paris did up to the end of January, in
// weeks, with February and March to check a model by.
func ExampleObserve() {
	log, err := event.ReadCSV(strings.NewReader(orders), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		fmt.Println(err)
		return
	}
	observed, err := clv.Observe(log,
		clv.Calendar{Location: paris, Occasion: clv.Day, Unit: clv.Week},
		&clv.ObserveOptions{
			Until:   time.Date(2024, 1, 31, 0, 0, 0, 0, paris),
			Holdout: time.Date(2024, 3, 31, 0, 0, 0, 0, paris),
		})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range observed.Customers {
		fmt.Printf("%s x %d, t_x %.2f, T %.2f, %g each, then %d\n", c.ID, c.Frequency, c.Recency, c.T, c.Monetary, c.Holdout)
	}
	fmt.Println(observed.Refunds, "refund left out")
	// Output:
	// ann x 1, t_x 2.00, T 4.14, 30 each, then 1
	// ben x 0, t_x 0.00, T 3.14, 0 each, then 0
	// cat x 0, t_x 0.00, T 3.71, 0 each, then 2
	// 1 refund left out
}

// A model of weekly times whose parameters are known: those that Fader, Hardie
// and Lee (2005) found of the customers of CDNOW.
func ExampleModel() {
	model, err := clv.New(clv.BGNBD, 0.243, 4.414, 0.793, 2.426)
	if err != nil {
		fmt.Println(err)
		return
	}
	twice := clv.History{Frequency: 2, Recency: 30.43, T: 38.86}
	alive, _ := model.Alive(twice)
	next, _ := model.Conditional(twice, 39)
	all, _ := model.Residual(twice, 0.0027) // about 15% a year
	fmt.Printf("P(alive) %.3f, %.3f purchases in 39 weeks, %.2f discounted ones ever\n", alive, next, all)

	first, _ := model.Expected(39)
	none, _ := model.Probability(0, 39)
	fmt.Printf("a new customer: %.3f repeat purchases in 39 weeks, none with probability %.3f\n", first, none)
	// Output:
	// P(alive) 0.727, 1.226 purchases in 39 weeks, 5.16 discounted ones ever
	// a new customer: 1.197 repeat purchases in 39 weeks, none with probability 0.574
}

// Most of 134 customers never came back in 20 or 30 weeks; some did and went.
func ExampleFit() {
	histories := []clv.History{
		{T: 30, Customers: 60}, {T: 20, Customers: 40},
		{Frequency: 1, Recency: 4, T: 30, Customers: 12}, {Frequency: 1, Recency: 15, T: 20, Customers: 6},
		{Frequency: 2, Recency: 5, T: 30, Customers: 6}, {Frequency: 3, Recency: 26, T: 30, Customers: 3},
		{Frequency: 4, Recency: 3, T: 20, Customers: 2}, {Frequency: 8, Recency: 29, T: 30, Customers: 2},
		{Frequency: 11, Recency: 19, T: 20, Customers: 2}, {Frequency: 20, Recency: 30, T: 30},
	}
	fit, err := clv.Fit(histories, nil) // BG/NBD
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range fit.Estimates {
		fmt.Printf("%-5s %.3f (%.3f to %.3f)\n", e.Name, e.Value, e.Lo, e.Hi)
	}
	fmt.Printf("log-likelihood %.3f of %d customers\n", fit.LogLikelihood, fit.Customers)
	// Output:
	// r     0.105 (0.067 to 0.164)
	// alpha 1.622 (0.735 to 3.576)
	// a     0.442 (0.145 to 1.352)
	// b     0.707 (0.160 to 3.119)
	// log-likelihood -349.472 of 134 customers
}

// Whoever buys on and on, at a rate of their own, shows a model with dropout no
// dropout: the error names the model that is left.
func ExampleDegenerate() {
	var steady []clv.History
	for x := range 40 {
		steady = append(steady, clv.History{Frequency: 1 + x*x/10, Recency: 99, T: 100})
	}
	_, err := clv.Fit(steady, nil)
	fmt.Println(err)

	fit, err := clv.Fit(steady, &clv.Options{Family: clv.NBD})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range fit.Estimates {
		fmt.Printf("%s %.2f (%.2f to %.2f)\n", e.Name, e.Value, e.Lo, e.Hi)
	}
	// Output:
	// clv: BG/NBD can not be fitted: nothing shows that anybody leaves; the limiting model is NBD
	// r 0.82 (0.55 to 1.23)
	// alpha 1.59 (0.94 to 2.70)
}

// A model against what came after, and week by week.
func ExampleCheckHoldout() {
	model, err := clv.New(clv.BGNBD, 0.243, 4.414, 0.793, 2.426)
	if err != nil {
		fmt.Println(err)
		return
	}
	customers := []clv.Customer{
		{History: clv.History{T: 38}}, {History: clv.History{T: 30}, Holdout: 1},
		{History: clv.History{Frequency: 1, Recency: 20, T: 38}, Holdout: 0},
		{History: clv.History{Frequency: 12, Recency: 36, T: 38}, Holdout: 9},
	}
	check, err := clv.CheckHoldout(model, customers, 39, &clv.HoldoutOptions{Bins: 2})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, b := range check.Bins {
		fmt.Printf("from %d: %d customers, expected %.2f, made %.2f\n", b.From, b.Customers, b.Expected, b.Actual)
	}
	fmt.Printf("bias %.2f, MAE %.2f, RMSE %.2f\n", check.Bias, check.MAE, check.RMSE)
	// Output:
	// from 0: 2 customers, expected 0.22, made 0.50
	// from 1: 1 customers, expected 0.59, made 0.00
	// from 2: 1 customers, expected 7.95, made 9.00
	// bias -0.25, MAE 0.65, RMSE 0.72
}

func ExampleTrack() {
	model, err := clv.New(clv.BGNBD, 0.243, 4.414, 0.793, 2.426)
	if err != nil {
		fmt.Println(err)
		return
	}
	births := []clv.Birth{{At: 0, Customers: 100}, {At: 2, Customers: 50}}
	repeats := []clv.Repeat{{At: 0.5, N: 4}, {At: 1.5, N: 5}, {At: 3, N: 7}, {At: 3.5, N: 6}}
	tracking, err := clv.Track(model, births, repeats, 1, 4)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range tracking.Steps {
		fmt.Printf("week %g: expected %.1f, made %d; in all %.1f and %d\n", s.At, s.Expected, s.Actual, s.TotalExpected, s.Total)
	}
	// Output:
	// week 1: expected 5.3, made 4; in all 5.3 and 4
	// week 2: expected 5.0, made 5; in all 10.3 and 9
	// week 3: expected 7.4, made 7; in all 17.7 and 16
	// week 4: expected 7.0, made 6; in all 24.8 and 22
}

// Parts of a log that hold whole customers, such as those of two shops, say
// together what one log of all would.
func ExampleTally() {
	calendar := clv.Calendar{Location: time.UTC, Occasion: clv.Day, Unit: clv.Day}
	var all *clv.Tally
	for _, part := range []string{orders, "customer,time,name,value\ndan,2024-02-01T12:00:00Z,purchase,5\ndan,2024-03-31T12:00:00Z,purchase,5\n"} {
		log, err := event.ReadCSV(strings.NewReader(part), nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		tally, err := clv.NewTally(log, calendar, nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		for trace := range log.Traces() {
			tally.Add(trace)
		}
		if all == nil {
			all = tally
			continue
		}
		all.Merge(tally)
	}
	observed, err := all.Result()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, h := range observed.Histories() {
		fmt.Println(h.ID, h.Frequency, h.Recency, h.T) // T is up to 31 March for all
	}
	// Output:
	// ann 2 49 89
	// ben 0 0 82
	// cat 2 63 86
	// dan 1 59 59
}

// When the customers of a log first bought, in days since the first of them.
func ExampleObserved_Births() {
	log, err := event.ReadCSV(strings.NewReader(orders), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	observed, err := clv.Observe(log, clv.Calendar{Location: time.UTC, Occasion: clv.Day, Unit: clv.Day}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, b := range observed.Births() {
		fmt.Println(b.At, b.Customers)
	}
	// Output:
	// 0 1
	// 3 1
	// 7 1
}
