package main

import "github.com/parcours-go/parcours/kpi/flow"

// transitions is T4: how often each touchpoint followed each, and how often each
// was a customer's last.
func (s *shop) transitions() ([]string, error) {
	result, err := flow.Compute(s.log, nil)
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, t := range result.Transitions {
		lines = append(lines, row(t.From, t.To, t.Count))
	}
	for _, n := range result.Nodes {
		if n.Exits > 0 {
			lines = append(lines, row(n.Name, "(exit)", n.Exits))
		}
	}
	return lines, nil
}
