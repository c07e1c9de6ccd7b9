package main

import (
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/parcours-go/parcours/kpi/churn/survival"
)

// lifetimes says how long customers of each group stay, and whether the groups
// differ.
func lifetimes(table io.Reader, _ int, out io.Writer) error {
	data, err := survival.ReadCSV(table, nil)
	if err != nil {
		return err
	}
	counts, err := survival.Count(data)
	if err != nil {
		return err
	}
	curves, err := counts.KaplanMeier(nil)
	if err != nil {
		return err
	}
	hazards, err := counts.NelsonAalen(nil)
	if err != nil {
		return err
	}
	test, err := counts.LogRank(nil)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "group\tcustomers\tleft\tmedian\t95% interval\tcumulative hazard\t")
	for i, c := range curves {
		median := c.Median()
		steps := hazards[i].Steps
		fmt.Fprintf(w, "%s\t%d\t%d\t%s\t%s to %s\t%.4f\t\n", c.Group, c.N, c.Events,
			reached(median.Time, median.Reached), reached(median.Lo, median.LoReached), reached(median.Hi, median.HiReached),
			steps[len(steps)-1].Hazard)
	}
	if err = w.Flush(); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "log-rank test: χ² = %.4g, %d degrees of freedom, %s\n", test.ChiSquare, test.DF, significance(test.P))
	return err
}

// significance writes a p value, down to what is worth telling apart.
func significance(p float64) string {
	if p < 1e-16 {
		return "p < 1e-16"
	}
	return fmt.Sprintf("p = %.3g", p)
}

// reached writes a time, or that it lies beyond the data.
func reached(time float64, is bool) string {
	if !is {
		return "not reached"
	}
	return fmt.Sprintf("%.4g", time)
}
