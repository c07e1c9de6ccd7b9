package bridge

import (
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/flow"
)

type flowParams struct {
	mapParams              // whose stages or touchpoints are the nodes, or none
	Events    eventsParams `json:"events"`
	Options   flow.Options `json:"options"`
}

// countFlow replies with what paths customers take.
func countFlow(p flowParams, events []byte) (answer, error) {
	if by := p.Options.By; !p.missing() || by == flow.ByStage || by == flow.ByTouchpoint {
		m, err := p.journey()
		if err != nil {
			return answer{}, err
		}
		p.Options.Map = m
	}
	return analysis(p.Events, events, func(log *event.Log) (*flow.Result, error) {
		return flow.Compute(log, &p.Options)
	})
}
