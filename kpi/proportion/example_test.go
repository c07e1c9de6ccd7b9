package proportion_test

import (
	"fmt"

	"github.com/parcours-go/parcours/kpi/proportion"
)

// Of 263 customers 81 came back: Newcombe's first example.
func ExampleInterval() {
	for _, method := range []proportion.Method{proportion.Wilson, proportion.ClopperPearson} {
		m, err := proportion.Interval(81, 263, &proportion.Options{Method: method})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%s: %.1f%%, from %.2f%% to %.2f%%\n", method, 100*m.Value, 100*m.Lo, 100*m.Hi)
	}
	// Output:
	// wilson: 30.8%, from 25.53% to 36.62%
	// clopper_pearson: 30.8%, from 25.27% to 36.76%
}

// Nobody of 20 complained. That does not make complaints impossible.
func ExampleInterval_nobody() {
	m, err := proportion.Interval(0, 20, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.0f%%, at most %.1f%%\n", 100*m.Value, 100*m.Hi)
	// Output:
	// 0%, at most 16.1%
}

// Newcombe's second example: 56 of 70 with the new page, 48 of 80 with the old.
func ExampleDifference() {
	page, old := proportion.Group{K: 56, N: 70}, proportion.Group{K: 48, N: 80}
	d, err := proportion.Difference(page, old, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.1f points more, from %.1f to %.1f\n", 100*d.Value, 100*d.Lo, 100*d.Hi)
	// Output:
	// 20.0 points more, from 5.2 to 33.4
}

func ExampleRelativeRisk() {
	page, old := proportion.Group{K: 56, N: 70}, proportion.Group{K: 48, N: 80}
	r, err := proportion.RelativeRisk(page, old, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.2f times as often, from %.2f to %.2f\n", r.Value, r.Lo, r.Hi)
	// Output:
	// 1.33 times as often, from 1.08 to 1.67
}

// All of one group did and none of the other: the counts say that the odds are
// larger, and not by how much at most.
func ExampleOddsRatio() {
	all, none := proportion.Group{K: 10, N: 10}, proportion.Group{K: 0, N: 10}
	r, err := proportion.OddsRatio(all, none, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("at least %.1f times, open %v\n", r.Lo, r.Open)
	_, ok := r.Measure()
	fmt.Println("a measure:", ok)
	// Output:
	// at least 24.5 times, open true
	// a measure: false
}

// Three channels against the web shop, with the p values corrected for that
// there are three.
func ExampleCompare() {
	c, err := proportion.Compare([]proportion.Group{
		{Name: "web", K: 412, N: 5000},
		{Name: "app", K: 301, N: 3000},
		{Name: "shop", K: 88, N: 1000},
		{Name: "phone", K: 9, N: 40},
	}, &proportion.CompareOptions{Reference: "web"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("all: χ² = %.2f with %d degrees of freedom, p = %.4f\n", c.ChiSquare, c.DF, c.P)
	for _, p := range c.Pairs {
		fmt.Printf("%-5s %+.1f points (%+.1f to %+.1f), p = %.4f\n",
			p.A.Name, 100*p.Difference.Value, 100*p.Difference.Lo, 100*p.Difference.Hi, p.Adjusted)
	}
	// Output:
	// all: χ² = 16.44 with 3 degrees of freedom, p = 0.0009
	// app   +1.8 points (+0.5 to +3.1), p = 0.0128
	// shop  +0.6 points (-1.2 to +2.6), p = 0.5586
	// phone +14.3 points (+4.0 to +29.3), p = 0.0035
}

// A conversion of 5% today: how many customers must see each page to find out
// whether it became 6%?
func ExampleSampleSize() {
	size, err := proportion.SampleSize(0.05, 0.06, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(size.N, "on each page")
	// Output:
	// 8158 on each page
}

// How many answers to know a share of satisfied customers to ± 3 points?
func ExampleSizeForHalfWidth() {
	size, err := proportion.SizeForHalfWidth(0.5, 0.03, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(size.N, "answers")
	// Output:
	// 1064 answers
}
