package churn

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/parcours-go/parcours/kpi/internal/calendar"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/persona/field"
)

// Options says who counts as gone where there is no contract. The zero value,
// like a nil pointer, takes 30 days without any event for a departure, and
// counts by the month of UTC.
type Options struct {
	// Events names the events that show that a customer is there. nil means
	// all.
	Events []string

	// Silence is how long customers are without such an event to count as gone,
	// from a nanosecond to 100 years. 0 means 30 days.
	Silence time.Duration

	Leave    Leave          // when they have left; "" means AtLastEvent
	Period   Period         // of which losses are counted; "" means Month
	Location *time.Location // whose calendar it is; nil means UTC

	// Cohorts asks for the losses of each cohort too: of the customers who were
	// first seen in the same period, which must be longer than a day.
	Cohorts bool

	// At is the end of the observation, between the years 1678 and 2262: later
	// events are left out. The zero time means the last event of the log.
	At time.Time

	// Level is the confidence level of the intervals, from 0.5 to 0.999999. 0
	// means 0.95.
	Level float64
}

const (
	usualSilence   = 30 * 24 * time.Hour
	longestSilence = 100 * 365 * 24 * time.Hour
)

// A question is what a tally was asked, with every default filled in. Tallies
// of the same question merge.
type question struct {
	Events  []string      `json:"events,omitempty"`
	Silence time.Duration `json:"silence"`
	Leave   Leave         `json:"leave"`
	Cohorts bool          `json:"cohorts,omitempty"`
	when
}

// A when is the part of a question that all tallies share.
type when struct {
	Period Period  `json:"period"`
	Clock  string  `json:"clock"` // the time zone
	At     int64   `json:"at"`
	Level  float64 `json:"level"`
}

func (o *Options) asked() (question, calendar.Zone, error) {
	var s Options
	if o != nil {
		s = *o
	}
	q := question{Events: names(s.Events), Silence: s.Silence, Leave: s.Leave, Cohorts: s.Cohorts}
	var zone calendar.Zone
	err := errors.Join(q.settle(), q.when.settle(s.Period, s.At, s.Level), q.checkCohorts())
	if err == nil {
		zone, q.Clock = zoneOf(s.Location, q.Period)
	}
	return q, zone, first(err)
}

// settle fills in defaults, and returns the mistakes.
func (q *question) settle() error {
	return errors.Join(settleSilence("options.silence", &q.Silence), choose("options.leave", &q.Leave, AtLastEvent, AfterSilence))
}

// checkCohorts refuses those of days, which would be as many as there are days
// and have as many rows each.
func (q *question) checkCohorts() error {
	if q.Cohorts && q.Period == Day {
		return figure.OutOfRange("options.cohorts", "want a period longer than a day")
	}
	return nil
}

func settleSilence(path string, d *time.Duration) error {
	if *d == 0 {
		*d = usualSilence
	}
	if *d < 0 || *d > longestSilence {
		return figure.OutOfRange(path, "want a positive time of 100 years at most, got %v", *d)
	}
	return nil
}

func (w *when) settle(p Period, at time.Time, level float64) error {
	w.Period = p
	end, err := figure.End(at)
	w.At = end
	l, wrong := figure.Level(level)
	w.Level = l
	return errors.Join(choose("options.period", &w.Period, Month, Day, Week, Quarter), err, wrong)
}

// fixed reports whether the end of the observation was given.
func (w *when) fixed() bool { return w.At != math.MaxInt64 }

// zoneOf returns the zone of a place, and a text that tells its clocks from
// those of others, by name and by a day of January and one of July.
func zoneOf(loc *time.Location, p Period) (calendar.Zone, string) {
	if loc == nil {
		loc = time.UTC
	}
	days := calendar.In(loc, calendar.Day, 0)
	const january, july = 19723, 19905 // of 2024
	return calendar.In(loc, p.unit(), 0), fmt.Sprintf("%s %d %d", loc, days.Start(january), days.Start(july))
}

// choose fills in the first word of a vocabulary for "", and refuses what is
// none of it.
func choose[T ~string](path string, v *T, words ...T) error {
	if *v == "" {
		*v = words[0]
	}
	if !slices.Contains(words, *v) {
		return &field.Error{Path: path, Err: fmt.Errorf("%w: want one of %q", field.ErrUnknown, words)}
	}
	return nil
}

// first returns the first of joined errors.
func first(err error) error {
	for {
		joined, ok := err.(interface{ Unwrap() []error })
		if !ok {
			return err
		}
		err = joined.Unwrap()[0]
	}
}

// names returns event names sorted, each once.
func names(list []string) []string {
	out := slices.Clone(list)
	slices.Sort(out)
	return slices.Compact(out)
}
