package bridge

import (
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/churn"
)

type churnParams struct {
	Events  eventsParams  `json:"events"`
	Options churn.Options `json:"options"`
}

// lost replies with how many customers fell silent.
func lost(p churnParams, events []byte) (answer, error) {
	return analysis(p.Events, events, func(log *event.Log) (*churn.Result, error) {
		return churn.Compute(log, &p.Options)
	})
}

type revenueParams struct {
	Events  eventsParams          `json:"events"`
	Options churn.ContractOptions `json:"options"`
}

// lostRevenue replies with what became of subscribers and of what they pay.
func lostRevenue(p revenueParams, events []byte) (answer, error) {
	return analysis(p.Events, events, func(log *event.Log) (*churn.Revenue, error) {
		return churn.ComputeRevenue(log, &p.Options)
	})
}
