package bridge

import (
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/friction"
)

type frictionsParams struct {
	mapParams
	Events  eventsParams     `json:"events"`
	Options friction.Options `json:"options"`
}

// frictions replies with what is wrong with a journey.
func frictions(p frictionsParams, events []byte) (answer, error) {
	m, err := p.journey()
	if err != nil {
		return answer{}, err
	}
	return analysis(p.Events, events, func(log *event.Log) (*friction.Result, error) {
		return friction.Find(m, log, &p.Options)
	})
}
