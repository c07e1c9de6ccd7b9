package churn

import (
	"iter"
	"time"

	"github.com/parcours-go/parcours/journey/event"
)

// A State is what a customer pays a month from some time on: a row of a table
// that holds subscriptions rather than events.
type State struct {
	Customer string
	Time     time.Time
	MRR      float64 // 0 or less means that there is no subscription any more
}

// StateEvents returns states as events with names that [ComputeRevenue] and
// [Lifetimes] know. A customer without a row goes on as before: give a row with
// 0, or set [ContractOptions.Lapse].
//
// A state at the very start of a month is that of the month: its change is one
// of that month, not of the one before.
func StateEvents(states []State) iter.Seq[event.Event] {
	return func(yield func(event.Event) bool) {
		for _, s := range states {
			e := event.Event{Customer: s.Customer, Time: s.Time, Name: "payment", Value: s.MRR}
			if !(s.MRR > 0) {
				e.Name, e.Value, e.NoValue = "cancel", 0, true
			}
			if !yield(e) {
				return
			}
		}
	}
}
