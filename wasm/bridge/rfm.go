package bridge

import (
	"time"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/persona/segment"
)

type rfmParams struct {
	Purchases []string        `json:"purchases"` // the events that are purchases; missing means those of event.Purchase
	At        time.Time       `json:"at"`        // the moment of the scores; missing means the last purchase
	Events    eventsParams    `json:"events"`
	Options   segment.Options `json:"options"`
}

// scored replies with how lately, how often and for how much customers bought.
func scored(p rfmParams, events []byte) (answer, error) {
	if p.Purchases == nil {
		p.Purchases = event.Purchase.Names()
	}
	if len(p.Purchases) == 0 {
		return answer{}, badRequest("purchases", "want the name of at least one event")
	}
	return analysis(p.Events, events, func(log *event.Log) (*segment.Scores, error) {
		return segment.RFM(log.Interactions(p.Purchases...), p.At, &p.Options)
	})
}
