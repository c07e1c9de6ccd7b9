package retention

import (
	"fmt"

	"github.com/parcours-go/parcours/journey"
)

// An Activity is who is active in each period.
type Activity struct {
	Period Period `json:"period"`

	// Periods are those from ActivityOptions.From, or from the first in which
	// somebody is active, to the end of the observation.
	Periods []ActivePeriod `json:"periods"`

	// Stickiness has at index k the customers who are active in exactly k+1 of
	// the periods.
	Stickiness []int `json:"stickiness"`

	// Weekly and Monthly are, of days, the active customers of a day as a part
	// of those of the week and of the month up to it: DAU/WAU and DAU/MAU, the
	// sums of both over all days that are over and whose week or month the log
	// covers. They are counted, so certain. They are zero where there is no
	// such day, and of weeks and months.
	Weekly  journey.Measure `json:"weekly,omitzero"`
	Monthly journey.Measure `json:"monthly,omitzero"`
}

// The names of the measures in an [Activity], beside [journey.MeasureChurn].
const (
	MeasureDailyOverWeekly  = "dau_wau"
	MeasureDailyOverMonthly = "dau_mau"
)

// An ActivePeriod is who is active in one period. Active is New, Returning and
// Resurrected together.
type ActivePeriod struct {
	Start string `json:"start"` // the date on which the period begins, as "2006-01-02"

	// Over says that the period is over at the end of the observation. If it is
	// not, more may become active yet, and fewer be dormant.
	Over bool `json:"over"`

	Active      int `json:"active"`      // customers with an event in the period
	New         int `json:"new"`         // for the first time
	Returning   int `json:"returning"`   // and in the period before
	Resurrected int `json:"resurrected"` // and earlier, but not in the period before
	Dormant     int `json:"dormant"`     // not active, but in the period before

	// Churn is Dormant as a ratio of the customers who were active in the
	// period before, with its Wilson interval. It is zero if nobody was, and in
	// a period that is not over.
	Churn journey.Measure `json:"churn,omitzero"`

	// Week and Month are, of days, the customers who were active on the 7 and
	// on the 30 days up to this one, it included. Days before the log count as
	// days without anybody.
	Week  int `json:"week,omitempty"`
	Month int `json:"month,omitempty"`
}

// QuickRatio returns how many customers are won for each that is lost: new and
// resurrected ones by dormant ones. It is false where nobody is dormant. Some
// call it the pulse.
func (p ActivePeriod) QuickRatio() (ratio float64, ok bool) {
	if p.Dormant == 0 {
		return 0, false
	}
	return float64(p.New+p.Resurrected) / float64(p.Dormant), true
}

// Result returns what was gathered so far. The tally may go on after it.
func (t *ActivityTally) Result() (*Activity, error) {
	if t.err != nil {
		return nil, fmt.Errorf("activity: %w", t.err)
	}
	first, ok := t.days.begins()
	if !ok {
		return nil, fmt.Errorf("activity: %w: no customer with such an event in the time looked at", ErrNoData)
	}
	out := &Activity{Period: t.Period, Stickiness: []int{}}
	if len(t.sticky) > 0 {
		out.Stickiness = append(out.Stickiness, t.sticky[1:]...)
	}
	var weeks, months ratio
	week, month := 0, 0
	for n := first; n <= t.end.number; n++ {
		p := t.days.at(n)
		week, month = week+p.week, month+p.month
		over := n < t.end.number
		if t.From.IsZero() || n >= t.since {
			out.Periods = append(out.Periods, t.period(n, week, month))
			weeks.add(p.active, week, over && n-first >= weekDays-1)
			months.add(p.active, month, over && n-first >= monthDays-1)
		}
	}
	if t.Period == Day {
		out.Weekly, out.Monthly = weeks.measure(MeasureDailyOverWeekly), months.measure(MeasureDailyOverMonthly)
	}
	return out, nil
}

// begins returns the first period in which somebody is active.
func (t *timeline) begins() (number int, ok bool) {
	for i, p := range t.list {
		if p.active > 0 {
			return t.first + i, true
		}
	}
	return 0, false
}

func (t *ActivityTally) period(n, week, month int) ActivePeriod {
	p, before := t.days.at(n), t.days.at(n-1).active
	out := ActivePeriod{
		Start: t.zone().Date(n), Over: n < t.end.number,
		Active: p.active, New: p.fresh, Returning: p.returning, Resurrected: p.active - p.fresh - p.returning,
		Dormant: before - p.returning, Week: week, Month: month,
	}
	if out.Over && before > 0 {
		out.Churn = share(journey.MeasureChurn, out.Dormant, before, t.Level)
	}
	return out
}

// A ratio is a sum of parts and of the wholes that they are parts of.
type ratio struct{ part, whole int }

func (r *ratio) add(part, whole int, counts bool) {
	if counts {
		r.part += part
		r.whole += whole
	}
}

// measure returns the ratio, or a zero measure where there is no whole.
func (r ratio) measure(name string) journey.Measure {
	if r.whole == 0 {
		return journey.Measure{}
	}
	v := float64(r.part) / float64(r.whole)
	return journey.Measure{Name: name, Value: v, Unit: journey.Ratio, N: r.whole, Lo: v, Hi: v, Level: 1, Source: journey.FromLog}
}
