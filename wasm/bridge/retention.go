package bridge

import (
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/retention"
)

type retentionParams struct {
	Target  []string          `json:"target"`  // the events by which customers are born; none means any
	Returns []string          `json:"returns"` // those by which they return; none means any
	Events  eventsParams      `json:"events"`
	Options retention.Options `json:"options"`
}

// retained replies with how many customers of each cohort return.
func retained(p retentionParams, events []byte) (answer, error) {
	return analysis(p.Events, events, func(log *event.Log) (*retention.Result, error) {
		return retention.Compute(log, p.Target, p.Returns, &p.Options)
	})
}

type activityParams struct {
	Target  []string                  `json:"target"` // the events by which customers are active; none means any
	Events  eventsParams              `json:"events"`
	Options retention.ActivityOptions `json:"options"`
}

// activity replies with who is active in each period.
func activity(p activityParams, events []byte) (answer, error) {
	return analysis(p.Events, events, func(log *event.Log) (*retention.Activity, error) {
		return retention.ComputeActivity(log, p.Target, &p.Options)
	})
}
