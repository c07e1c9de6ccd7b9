package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/cart"
	"github.com/parcours-go/parcours/kpi/conformance"
	"github.com/parcours-go/parcours/kpi/dwell"
	"github.com/parcours-go/parcours/kpi/flow"
	"github.com/parcours-go/parcours/kpi/friction"
	"github.com/parcours-go/parcours/kpi/funnel"
	"github.com/parcours-go/parcours/kpi/retention"
)

// questions are asked in this order.
var questions = []struct {
	title  string
	answer func(io.Writer, *journey.Map, *event.Log) error
}{
	{"How far do they come, within 30 days?", howFar},
	{"How long do they stay in each stage?", howLong},
	{"What do they leave in their carts, by session?", leftBehind},
	{"By which paths do they go?", whichPaths},
	{"Who is back, months later?", whoIsBack},
	{"How do they keep to the journey as drawn?", asDrawn},
	{"What stands out?", standsOut},
}

func howFar(out io.Writer, m *journey.Map, log *event.Log) error {
	result, err := funnel.Compute(log, funnel.Steps(m), &funnel.Options{Window: 30 * 24 * time.Hour})
	if err != nil {
		return err
	}
	for _, step := range result.All.Steps {
		fmt.Fprintf(out, "  %-16s %6d", step.Name, step.Reached)
		if step.FromPrevious.N > 0 {
			fmt.Fprintf(out, "  %s of the step before", percent(step.FromPrevious))
		}
		if len(step.Next) > 0 {
			fmt.Fprintf(out, "; who left, next did: %s", cmp.Or(step.Next[0].Name, "nothing"))
		}
		fmt.Fprintln(out)
	}
	return nil
}

func howLong(out io.Writer, m *journey.Map, log *event.Log) error {
	result, err := dwell.Compute(m, log, nil)
	if err != nil {
		return err
	}
	for _, stage := range result.Stages {
		for _, t := range stage.Measures {
			if t.Name == journey.MeasureTimeMedian {
				fmt.Fprintf(out, "  %-16s %s (%s to %s; %d visits)\n", stage.Name, duration(t.Value), duration(t.Lo), duration(t.Hi), t.N)
			}
		}
	}
	return nil
}

func leftBehind(out io.Writer, _ *journey.Map, log *event.Log) error {
	result, err := cart.Compute(log, &cart.Options{Unit: cart.BySession})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "  %d of %d carts abandoned, %d pending\n", result.Abandoned, result.Carts, result.Pending)
	for _, s := range result.Segments {
		if s.Rate.N > 0 {
			fmt.Fprintf(out, "  %-16s %s of %d\n", cmp.Or(s.Name, "(no channel)"), percent(s.Rate), s.Rate.N)
		}
	}
	return nil
}

func whichPaths(out io.Writer, m *journey.Map, log *event.Log) error {
	result, err := flow.Compute(log, &flow.Options{By: flow.ByStage, Map: m, Collapse: true, Paths: 3})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "  %d different paths; the most common:\n", result.Variants.Different)
	for _, path := range result.Variants.Top {
		fmt.Fprintf(out, "  %6d  %s\n", path.Count, strings.Join(path.Nodes, " → "))
	}
	return nil
}

func whoIsBack(out io.Writer, _ *journey.Map, log *event.Log) error {
	result, err := retention.Compute(log, nil, nil, &retention.Options{Period: retention.Month, Births: retention.FirstEver})
	if err != nil {
		return err
	}
	for i, cell := range result.Overall.Cells {
		if cell.Share.N > 0 && i > 0 {
			fmt.Fprintf(out, "  after %d: %s of %d\n", i, percent(cell.Share), cell.Share.N)
		}
	}
	return nil
}

func asDrawn(out io.Writer, m *journey.Map, log *event.Log) error {
	result, err := conformance.Compute(m, log, &conformance.Options{By: conformance.Stages, Collapse: true, Top: 3})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "  fitness %.2f; the commonest deviations:\n", result.Fitness.Log)
	for _, d := range result.Deviations {
		fmt.Fprintf(out, "  %6d customers: %s %s\n", d.Customers, d.Step.Name, deviation(d))
	}
	return nil
}

func standsOut(out io.Writer, m *journey.Map, log *event.Log) error {
	result, err := friction.Find(m, log, nil)
	if err != nil {
		return err
	}
	if len(result.Frictions) == 0 {
		fmt.Fprintln(out, "  no friction beyond what chance explains")
	}
	for _, f := range result.Frictions {
		fmt.Fprintf(out, "  %s: about %.0f goals missed\n", f.Text, f.Lost)
	}
	return nil
}

// percent writes a share with its interval.
func percent(m journey.Measure) string {
	return fmt.Sprintf("%.1f %% (%.1f to %.1f)", 100*m.Value, 100*m.Lo, 100*m.Hi)
}

// duration writes seconds as a person would.
func duration(seconds float64) string { return journey.English.Duration(seconds) }

func deviation(d conformance.Deviation) string {
	if d.Other.Name == "" {
		return string(d.Kind)
	}
	return fmt.Sprintf("%s with %s", d.Kind, d.Other.Name)
}
