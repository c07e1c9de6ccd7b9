package main

import (
	"time"

	"github.com/parcours-go/parcours/kpi/funnel"
)

// purchaseFunnel is T2: how many of each segment come how far, from an ad to a
// purchase, in 30 days. A segment is that of a customer's first event.
func (s *shop) purchaseFunnel() ([]string, error) {
	var steps []funnel.Step
	for _, name := range []string{"ad_click", "product_view", "add_to_cart", "checkout_start", "purchase"} {
		steps = append(steps, funnel.Step{Name: name, Events: []string{name}})
	}
	result, err := funnel.Compute(s.log, steps, &funnel.Options{
		Window: 30 * 24 * time.Hour, By: "segment", Attribution: funnel.FirstTouch, Brief: true,
	})
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, segment := range result.Segments {
		fields := []any{segment.Segment}
		for _, step := range segment.Steps {
			fields = append(fields, step.Reached)
		}
		lines = append(lines, row(fields...))
	}
	return lines, nil
}
