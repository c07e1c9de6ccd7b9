package main

import (
	"fmt"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/attribution"
)

// credit is T10: the chain of channels on the way to a purchase, and how many
// purchases each channel has by its removal effect.
func (s *shop) credit() ([]string, error) {
	result, err := attribution.Compute(s.log, []string{"purchase"}, nil)
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, t := range result.Transitions {
		lines = append(lines, row(from(t), to(t), t.Count))
	}
	for _, c := range result.Channels {
		lines = append(lines, row("attr", c.Channel, fmt.Sprintf("%.4f", c.Markov)))
	}
	return lines, nil
}

func from(t attribution.Transition) journey.Channel {
	if t.From == "" {
		return "(start)"
	}
	return t.From
}

func to(t attribution.Transition) journey.Channel {
	switch t.End {
	case attribution.Conversion:
		return "(conv)"
	case attribution.Null:
		return "(null)"
	}
	return t.To
}
