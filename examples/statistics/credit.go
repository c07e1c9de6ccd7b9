package main

import (
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/parcours-go/parcours/kpi/attribution"
)

// credit divides the conversions among the channels, by three models.
func credit(table io.Reader, order int, out io.Writer) error {
	paths, err := attribution.ReadPaths(table)
	if err != nil {
		return err
	}
	result, err := attribution.FromPaths(paths, &attribution.Options{
		Models: []attribution.Model{attribution.Last, attribution.Markov, attribution.Shapley}, Order: order,
	})
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "channel\tlast\tMarkov, order %d\tShapley\tremoval effect\t\n", order)
	for _, c := range result.Channels {
		fmt.Fprintf(w, "%s\t%.0f\t%.1f\t%.1f\t%.1f%%\t\n", c.Channel, c.Last, c.Markov, c.Shapley, 100*c.RemovalEffect)
	}
	if err = w.Flush(); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%d conversions of %d paths: %.2f%%\n", result.Conversions, result.Conversions+result.Nulls, 100*result.Probability)
	return err
}
