package survey

import (
	"cmp"
	"errors"
	"time"

	"github.com/parcours-go/parcours/kpi/internal/calendar"
	"github.com/parcours-go/parcours/kpi/internal/figure"
)

// Options says how to score the answers of a log. The zero value, like a nil
// pointer, takes all answers and breaks them down by nothing but the stages of
// the map.
type Options struct {
	// Level is the confidence level of the intervals, from 0.5 to 0.999999. 0
	// means 0.95.
	Level float64

	// Method is that of the intervals of a net score. "" means AdjustedWald.
	Method Method

	// At is the end of the observation: later events are left out. The zero
	// time means none is.
	At time.Time

	// Which is which answers of a customer count. "" means AllAnswers.
	Which Which

	// By is the key of the attribute of the answers, or [Channel], by whose
	// values they are broken down. "" means that they are not.
	By string

	// Segments is how many values have a row of their own: those with most
	// answers. The others share one. 0 means 20.
	Segments int

	// Period is that of the calendar by which answers are broken down. "" means
	// that they are not.
	Period Period

	// Location is whose calendar it is. nil means UTC.
	Location *time.Location

	// Weight is the key of the attribute that says what an answer weighs: a
	// positive number with a decimal point, from 1e-100 to 1e100. An answer
	// without one is counted as unweighted and has no part in a score. "" means
	// that all answers weigh the same.
	Weight string
}

// Channel stands for the channel of an answer in [Options.By].
const Channel = "channel"

// Which is which answers of a customer count.
type Which string

// Which answers count.
const (
	// AllAnswers counts every answer. Intervals and comparisons take them for
	// those of different customers: where customers answer often, they are too
	// narrow.
	AllAnswers Which = "all"

	// LastAnswer counts of each customer the last answer: in each row the last
	// that belongs there, so that a period keeps those who answered again later.
	LastAnswer Which = "last"
)

// A Period is one of the calendar.
type Period string

// The periods.
const (
	Day     Period = "day"
	Week    Period = "week" // from Monday
	Month   Period = "month"
	Quarter Period = "quarter" // from January, April, July and October
)

// unit returns the unit of the calendar, and whether it is one.
func (p Period) unit() (calendar.Unit, bool) {
	units := map[Period]calendar.Unit{Day: calendar.Day, Week: calendar.Week, Month: calendar.Month, Quarter: calendar.Quarter}
	u, known := units[p]
	return u, known
}

// in returns the calendar of the period in a zone.
func (p Period) in(zone *time.Location) calendar.Zone {
	unit, _ := p.unit()
	return calendar.In(zone, unit, 0)
}

// settled returns the options with every default filled in, and the end of the
// observation in Unix nanoseconds.
func (o *Options) settled() (s Options, at int64, err error) {
	if o != nil {
		s = *o
	}
	score, err := (&ScoreOptions{Level: s.Level, Method: s.Method}).settled()
	s.Level, s.Method = score.Level, score.Method
	at, late := figure.End(s.At)
	s.Which, s.Segments = cmp.Or(s.Which, AllAnswers), cmp.Or(s.Segments, 20)
	if s.Location == nil {
		s.Location = time.UTC
	}
	return s, at, errors.Join(err, late, s.mistakes())
}

// mistakes returns those in what to break down.
func (o *Options) mistakes() error {
	var list []error
	if o.Which != AllAnswers && o.Which != LastAnswer {
		list = append(list, unknown("options.which", "%s, %s", AllAnswers, LastAnswer))
	}
	if o.Segments < 0 {
		list = append(list, figure.OutOfRange("options.segments", "want a positive number, got %d", o.Segments))
	}
	if _, known := o.Period.unit(); o.Period != "" && !known {
		list = append(list, unknown("options.period", "%s, %s, %s, %s", Day, Week, Month, Quarter))
	}
	return errors.Join(list...)
}
