package bridge

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/conformance"
)

type conformanceParams struct {
	mapParams                     // may be missing with a sequence in the options
	Events    eventsParams        `json:"events"`
	Options   conformance.Options `json:"options"`
}

// conform replies with how what customers did compares with what is drawn.
func conform(p conformanceParams, events []byte) (answer, error) {
	var m *journey.Map
	if p.Options.Sequence == nil || !p.missing() {
		var err error
		if m, err = p.journey(); err != nil {
			return answer{}, err
		}
	}
	return analysis(p.Events, events, func(log *event.Log) (*conformance.Result, error) {
		return conformance.Compute(m, log, &p.Options)
	})
}
