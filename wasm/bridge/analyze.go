package bridge

import (
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi"
)

type analyzeParams struct {
	mapParams
	Events  eventsParams `json:"events"`
	Options kpi.Options  `json:"options"`
}

// analyze replies with the report of a map on the events of a file.
func analyze(p analyzeParams, events []byte) (answer, error) {
	m, err := p.journey()
	if err != nil {
		return answer{}, err
	}
	return analysis(p.Events, events, func(log *event.Log) (*kpi.Report, error) {
		return kpi.Analyze(m, log, &p.Options)
	})
}
