package bridge

import (
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/funnel"
)

type funnelParams struct {
	mapParams                // instead of Steps: a step for each stage
	Steps     []funnel.Step  `json:"steps"`
	Events    eventsParams   `json:"events"`
	Options   funnel.Options `json:"options"`
}

// countFunnel replies with how far customers come through steps.
func countFunnel(p funnelParams, events []byte) (answer, error) {
	steps, err := p.steps()
	if err != nil {
		return answer{}, err
	}
	return analysis(p.Events, events, func(log *event.Log) (*funnel.Result, error) {
		return funnel.Compute(log, steps, &p.Options)
	})
}

func (p funnelParams) steps() ([]funnel.Step, error) {
	if (p.Steps == nil) == p.missing() {
		return nil, badRequest("", "want either steps, map or template")
	}
	if p.Steps != nil {
		return p.Steps, nil
	}
	m, err := p.journey()
	if err != nil {
		return nil, err
	}
	return funnel.Steps(m), nil
}
