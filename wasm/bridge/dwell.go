package bridge

import (
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/dwell"
)

type dwellParams struct {
	mapParams
	Events  eventsParams  `json:"events"`
	Options dwell.Options `json:"options"`
}

// stays replies with how long customers stay in each stage.
func stays(p dwellParams, events []byte) (answer, error) {
	m, err := p.journey()
	if err != nil {
		return answer{}, err
	}
	return analysis(p.Events, events, func(log *event.Log) (*dwell.Result, error) {
		return dwell.Compute(m, log, &p.Options)
	})
}
