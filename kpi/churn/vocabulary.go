package churn

import "github.com/parcours-go/parcours/kpi/internal/calendar"

// A Period is a stretch of the calendar. "" means Month.
type Period string

// The periods.
const (
	Day     Period = "day"
	Week    Period = "week" // from Monday on
	Month   Period = "month"
	Quarter Period = "quarter" // from January, April, July and October on
)

func (p Period) unit() calendar.Unit {
	return map[Period]calendar.Unit{Day: calendar.Day, Week: calendar.Week, Month: calendar.Month, Quarter: calendar.Quarter}[p]
}

// A Leave says when customers have left who fall silent. "" means AtLastEvent.
type Leave string

// When customers leave.
const (
	// AtLastEvent: with the last event before a silence. Whoever is silent at
	// the end of the observation, but not for long enough, may have left
	// already: they are pending.
	AtLastEvent Leave = "at_last_event"

	// AfterSilence: when the silence has lasted long enough. Then it is certain
	// at each time who is there, but everybody leaves late.
	AfterSilence Leave = "after_silence"
)

// A Case names data from which a rate can not be learned, or only how it is at
// its edge.
type Case string

// The cases.
const (
	TooShort   Case = "too_short"   // no period is over and settled
	NobodyLeft Case = "nobody_left" // nobody left who was there at the start of a period
	AllLeft    Case = "all_left"    // everybody left who was there at the start of a period
	NoBase     Case = "no_base"     // nobody was there at the start of any period
	NoRevenue  Case = "no_revenue"  // of subscriptions: nobody who was there paid anything
)
