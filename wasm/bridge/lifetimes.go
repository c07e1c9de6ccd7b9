package bridge

import (
	"time"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/churn"
)

// groupOptions say whose lifetimes are told apart, and what ends one.
type groupOptions struct {
	ThroughPauses bool
	By            string
	Customers     bool // lists the lifetimes one by one
	At            time.Time
	survivalOptions
}

type lifetimesParams struct {
	Events  eventsParams `json:"events"`
	Options struct {
		Events  []string
		Silence time.Duration
		Leave   churn.Leave
		groupOptions
	} `json:"options"`
}

// stayed replies with how long customers stay, where only silence shows that
// they left.
func stayed(p lifetimesParams, events []byte) (answer, error) {
	o := p.Options
	return o.answer(p.Events, events, churn.LifetimeOptions{
		Silence: churn.Options{Events: o.Events, Silence: o.Silence, Leave: o.Leave, At: o.At},
	})
}

type contractParams struct {
	Events  eventsParams `json:"events"`
	Options struct {
		Start, Renew, Change, Cancel []string
		Lapse                        time.Duration
		groupOptions
	} `json:"options"`
}

// subscribed replies with how long subscribers stay.
func subscribed(p contractParams, events []byte) (answer, error) {
	o := p.Options
	return o.answer(p.Events, events, churn.LifetimeOptions{
		Contract: &churn.ContractOptions{Start: o.Start, Renew: o.Renew, Change: o.Change, Cancel: o.Cancel, Lapse: o.Lapse, At: o.At},
	})
}

func (o groupOptions) answer(reading eventsParams, events []byte, of churn.LifetimeOptions) (answer, error) {
	of.ThroughPauses, of.By = o.ThroughPauses, o.By
	return analysis(reading, events, func(log *event.Log) (*survived, error) {
		list, err := churn.Lifetimes(log, &of)
		if err != nil {
			return nil, err
		}
		s, err := o.of(churn.SurvivalData(list))
		if err == nil && o.Customers {
			s.Lifetimes = list
		}
		return s, err
	})
}
