package main

import (
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/parcours-go/parcours/kpi/clv"
)

func repurchase(table io.Reader, _ int, out io.Writer) error {
	return fit(table, clv.BGNBD, out)
}

func repurchasePareto(table io.Reader, _ int, out io.Writer) error {
	return fit(table, clv.ParetoNBD, out)
}

// fit finds the model under which the customers are likeliest.
func fit(table io.Reader, family clv.Family, out io.Writer) error {
	histories, err := clv.ReadHistories(table, nil)
	if err != nil {
		return err
	}
	found, err := clv.Fit(histories, &clv.Options{Family: family})
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "%s\testimate\tstandard error\t95%% interval\t\n", found.Model.Family())
	for _, e := range found.Estimates {
		fmt.Fprintf(w, "%s\t%.6f\t%.6f\t%.4f to %.4f\t\n", e.Name, e.Value, e.SE, e.Lo, e.Hi)
	}
	if err = w.Flush(); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "log-likelihood %.3f, AIC %.3f, %d customers, %d different histories\n",
		found.LogLikelihood, found.AIC, found.Customers, found.Distinct)
	return err
}
