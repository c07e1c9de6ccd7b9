package clv_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/clv"
	"github.com/parcours-go/parcours/persona"
)

// customers are 24 who bought again and 12 who did not: how often, until which
// week, of how many, and for how much on average.
const customers = `id,frequency,recency,T,monetary
c01,1,4,30,18
c02,1,11,30,44
c03,2,19,30,25
c04,3,28,30,31
c05,1,2,30,12
c06,5,29,30,22
c07,2,9,30,63
c08,1,21,30,27
c09,4,26,38,16
c10,2,31,38,38
c11,1,7,38,9
c12,7,36,38,29
c13,1,3,38,51
c14,3,17,38,20
c15,2,35,38,34
c16,1,14,38,23
c17,6,30,45,41
c18,1,5,45,15
c19,2,22,45,28
c20,3,44,45,19
c21,1,9,45,72
c22,9,43,45,24
c23,2,12,45,33
c24,4,40,45,47
c25,0,0,30,
c26,0,0,30,
c27,0,0,30,
c28,0,0,30,
c29,0,0,38,
c30,0,0,38,
c31,0,0,38,
c32,0,0,38,
c33,0,0,45,
c34,0,0,45,
c35,0,0,45,
c36,0,0,45,
`

// From histories in a file to what each customer is worth: 12 months of 4.345
// weeks at 1% a month, with a margin of 30%.
func ExampleValue() {
	histories, err := clv.ReadHistories(strings.NewReader(customers), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	purchases, err := clv.Fit(histories, &clv.Options{Family: clv.BGNBD})
	if err != nil {
		fmt.Println(err)
		return
	}
	spend, err := clv.FitSpend(histories, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	terms := clv.Terms{Margin: 0.3, Period: 4.345, Rate: 0.01, Periods: 12}
	v, err := clv.Value(histories, purchases, spend, terms, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, i := range []int{11, 17, 24} {
		w := v.Customers[i]
		fmt.Printf("%s: alive %.2f, %.2f purchases of %.2f, worth %.2f (%.2f to %.2f)\n",
			w.ID, w.Alive, w.Purchases, w.PerPurchase, w.Value, w.Lo, w.Hi)
	}
	fmt.Printf("all %d: %.0f (%.0f to %.0f), purchases paid at %s, intervals by %s\n",
		v.Total.N, v.Total.Value, v.Total.Lo, v.Total.Hi, v.Convention, v.Method)
	// Output:
	// c12: alive 0.97, 6.91 purchases of 29.68, worth 57.77 (40.74 to 81.93)
	// c18: alive 0.32, 0.51 purchases of 28.45, worth 4.09 (1.18 to 14.18)
	// c25: alive 1.00, 1.00 purchases of 30.36, worth 8.57 (4.71 to 15.58)
	// all 36: 616 (380 to 997), purchases paid at end_of_period, intervals by delta
}

// What a purchase is worth of customers who spend differently.
func ExampleFitSpend() {
	histories, err := clv.ReadHistories(strings.NewReader(customers), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	spend, err := clv.FitSpend(histories, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range spend.Estimates {
		fmt.Printf("%s %.2f (%.2f to %.2f)\n", e.Name, e.Value, e.Lo, e.Hi)
	}
	mean, _ := spend.Model.Mean()
	often, _ := spend.Model.Value(histories[11])
	once, _ := spend.Model.Value(histories[20])
	fmt.Printf("all %.2f; 7 purchases of 29: %.2f; 1 of 72: %.2f\n", mean, often, once)
	fmt.Printf("frequency and value: %.2f (%.2f to %.2f)\n", spend.Correlation.Value, spend.Correlation.Lo, spend.Correlation.Hi)

	histories = append(histories, clv.History{Frequency: 2, Recency: 3, T: 9, Monetary: -12})
	_, err = clv.FitSpend(histories, nil)
	var unusable *clv.Unusable
	fmt.Println(errors.As(err, &unusable), unusable.Refunds)
	// Output:
	// p 3.26 (1.01 to 10.53)
	// q 23.91 (0.77 to 743.41)
	// gamma 213.54 (2.29 to 19939.33)
	// all 30.36; 7 purchases of 29: 29.68; 1 of 72: 35.55
	// frequency and value: -0.07 (-0.46 to 0.34)
	// true 1
}

// A model with known parameters: those of CDNOW in note 025 of Fader and Hardie.
func ExampleNewSpend() {
	s, err := clv.NewSpend(6.25, 3.74, 15.44)
	if err != nil {
		fmt.Println(err)
		return
	}
	v, err := s.Value(clv.History{Frequency: 2, Recency: 30.43, T: 38.86, Monetary: 22.35})
	fmt.Printf("%.2f %v\n", v, err)

	s, _ = clv.NewSpend(6.25, 0.9, 15.44)
	_, err = s.Mean()
	fmt.Println(err)
	// Output:
	// 24.66 <nil>
	// clv: Gamma-Gamma gives no number: its mean is infinite
}

// Files of BTYD, CLVTools and lifetimes are read as they are; other headings are
// named.
func ExampleReadHistories() {
	list, err := clv.ReadHistories(strings.NewReader("who,again,last,seen\nanne,2,30.4,38.9\nbob,0,0,38.9\n"),
		&clv.ReadOptions{ID: "who", Frequency: "again", Recency: "last", T: "seen"})
	fmt.Println(len(list), list[0].ID, list[0].Frequency, err)

	_, err = clv.ReadHistories(strings.NewReader("x,t.x,T.cal\n2,30.4,38.9\n1,40,38.9\n"), nil)
	fmt.Println(err)
	// Output:
	// 2 anne 2 <nil>
	// clv: line 3: history.recency: out of range: want a time from 0 to t
}

// Who pays 100 a year, stays with a probability of 80%, at 10%.
func ExampleSteady_Value() {
	v, err := clv.Steady{Margin: 100, Retention: 0.8, Rate: 0.1}.Value()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.2f without the margin of now, %.2f with it, %.0f years\n", v.Excluded, v.Included, v.Lifetime)

	_, err = clv.Steady{Margin: 100, Retention: 1}.Value()
	fmt.Println(err)
	// Output:
	// 266.67 without the margin of now, 366.67 with it, 5 years
	// clv: steady retention gives no number: nobody leaves and nothing is discounted
}

// Orders of 40, five a year, at a churn of 25% a year and a margin of 30%.
func ExampleAverage_Value() {
	fmt.Println(clv.Average{OrderValue: 40, Frequency: 5, Churn: 0.25, Margin: 0.3}.Value())
	// Output:
	// 240 <nil>
}

// What customers brought so far. From a log the purchases are
// log.Interactions("purchase").
func ExampleHistoric() {
	day := func(d int) time.Time { return time.Date(2024, 1, d, 0, 0, 0, 0, time.UTC) }
	purchases := slices.Values([]persona.Interaction{
		{Customer: "anne", Time: day(1), Value: 40}, {Customer: "anne", Time: day(31), Value: 60}, {Customer: "bob", Time: day(9), Value: 25},
	})
	v, err := clv.Historic(purchases, clv.Past{Margin: 0.3})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range v.Customers {
		fmt.Println(c.ID, c.Purchases, c.Value)
	}
	fmt.Println(v.Total.Value, v.Mean.Value)
	// Output:
	// anne 2 30
	// bob 1 7.5
	// 37.5 18.75
}

// Each family is fitted to the same histories: the lower the AIC, the better.
// BG/BB is left out: it is of opportunities to buy, and does not compare.
func ExampleFamilies() {
	histories, err := clv.ReadHistories(strings.NewReader(customers), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, family := range clv.Families() {
		if family == clv.BGBB {
			continue
		}
		fit, err := clv.Fit(histories, &clv.Options{Family: family})
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Printf("%s: AIC %.1f\n", fit.Model.Family(), fit.AIC)
	}
	// Output:
	// NBD: AIC 511.9
	// BG/NBD: AIC 512.9
	// MBG/NBD: AIC 509.3
	// Pareto/NBD: AIC 510.2
}

// The parameters of a model, and what it says of one history.
func ExampleModel_Params() {
	model, err := clv.New(clv.BGNBD, 0.243, 4.414, 0.793, 2.426)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range model.Params() {
		fmt.Println(p.Name, p.Value)
	}
	l, err := model.LogLikelihood(clv.History{Frequency: 2, Recency: 30.43, T: 38.86})
	fmt.Printf("%.4f %v\n", l, err)
	// Output:
	// r 0.243
	// alpha 4.414
	// a 0.793
	// b 2.426
	// -9.4586 <nil>
}

// The parameters of a model, and what it says of one history.
func ExampleSpend_Params() {
	spend, err := clv.NewSpend(6.25, 3.74, 15.44)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range spend.Params() {
		fmt.Println(p.Name, p.Value)
	}
	l, err := spend.LogLikelihood(clv.History{Frequency: 2, Recency: 30.43, T: 38.86, Monetary: 22.35})
	fmt.Printf("%.4f %v\n", l, err)
	// Output:
	// p 6.25
	// q 3.74
	// gamma 15.44
	// -3.5513 <nil>
}

// Why there is no number, in the language of the reader.
func ExampleCase_Format() {
	_, err := clv.Fit([]clv.History{{T: 30, Customers: 60}, {T: 20, Customers: 40}}, nil)
	var degenerate *clv.Degenerate
	if errors.As(err, &degenerate) {
		fmt.Println(degenerate.Case.Format(journey.English))
		fmt.Println(degenerate.Case.Format(journey.French))
	}
	// Output:
	// nobody bought twice
	// personne n’a acheté deux fois
}

// Whether a purchase counts at its time or at the end of its period follows from
// the terms.
func ExampleTerms_Convention() {
	fmt.Println(clv.Terms{Margin: 0.3, Period: 4.345, Rate: 0.01, Periods: 12}.Convention())
	fmt.Println(clv.Terms{Margin: 0.3, Period: 52.18, Rate: 0.15, Forever: true}.Convention())
	// Output:
	// end_of_period
	// continuous
}
