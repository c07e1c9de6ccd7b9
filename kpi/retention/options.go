package retention

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/parcours-go/parcours/persona/field"
)

// Options says how cohorts are made and who counts as retained. The zero value,
// like a nil pointer, makes a cohort of the customers whose first target event
// was on the same day of UTC, and asks on which of the 30 following days each
// had a return event.
type Options struct {
	Period    Period         // of the calendar, whose births make a cohort; "" means Day
	WeekStart Weekday        // with Week; "" means Monday
	Location  *time.Location // whose calendar it is; nil means UTC

	Window Window   // how distances are counted; "" means Calendar
	Round  Rounding // of times, with Rolling only; "" means Exact

	Births  Births    // which target events count; "" means FirstEver
	AtBirth AtBirth   // whether a birth is a return itself; "" means MayReturn
	Return  Criterion // who is retained; "" means On

	// Intervals is how many distances the result has a column for, the one of
	// the birth included, at most 3,000. 0 means 31 days, 53 weeks or 13
	// months.
	Intervals int

	// Brackets are the columns of the result in place of single distances,
	// ascending and without overlap, the last of them ending at 3,000 at most.
	// nil means one for each of Intervals.
	Brackets []Bracket

	// From leaves out births before it. The zero time means none. It lies
	// between the years 1678 and 2262.
	From time.Time

	// At is the end of the observation, between the years 1678 and 2262: later
	// events are left out. The zero time means the last event of the log.
	At time.Time

	// Level is the confidence level of the intervals, from 0.5 to 0.999999. 0
	// means 0.95.
	Level float64
}

const maxDistance = 3000

// settled returns the options with every default filled in, or the first
// mistake, and nothing of the memory of o.
func (o *Options) settled() (Options, error) {
	var s Options
	if o != nil {
		s = *o
	}
	err := firstOf(
		choose("options.period", &s.Period, Day, Week, Month),
		choose("options.week_start", &s.WeekStart, weekdays[:]...),
		choose("options.window", &s.Window, Calendar, Rolling),
		choose("options.round", &s.Round, Exact, ToHour, ToDay),
		choose("options.births", &s.Births, FirstEver, FirstInRange, EveryPeriod),
		choose("options.at_birth", &s.AtBirth, MayReturn, NeverReturn, AlwaysReturn),
		choose("options.return", &s.Return, On, OnOrAfter, OnOrBefore, Streak),
		s.settleBrackets(),
		settleLevel(&s.Level),
		settleRange(&s.From, &s.At),
	)
	if err == nil && s.Window != Rolling && s.Round != Exact {
		err = mistake("options.round", field.ErrInvalid, "want it with window %q only", Rolling)
	}
	if s.Location == nil {
		s.Location = time.UTC
	}
	return s, err
}

// settleBrackets leaves brackets that do not overlap, and no Intervals.
func (o *Options) settleBrackets() error {
	if o.Intervals < 0 || o.Intervals > maxDistance {
		return mistake("options.intervals", field.ErrRange, "want 0 to %d, got %d", maxDistance, o.Intervals)
	}
	if o.Brackets == nil {
		n := o.Intervals
		if n == 0 {
			n = map[Period]int{Day: 31, Week: 53, Month: 13}[o.Period]
		}
		for k := range n {
			o.Brackets = append(o.Brackets, Bracket{k, k + 1})
		}
		o.Intervals = 0
		return nil
	}
	if o.Intervals != 0 {
		return mistake("options.intervals", field.ErrInvalid, "want it without brackets")
	}
	if len(o.Brackets) == 0 {
		return mistake("options.brackets", field.ErrMissing, "want one at least")
	}
	end := 0
	for i, b := range o.Brackets {
		if b.From < end || b.To <= b.From || b.To > maxDistance {
			return mistake(fmt.Sprintf("options.brackets[%d]", i), field.ErrRange,
				"want from %d or more, to more than that and %d at most, got [%d, %d)", end, maxDistance, b.From, b.To)
		}
		end = b.To
	}
	o.Brackets = slices.Clone(o.Brackets)
	return nil
}

func settleLevel(level *float64) error {
	if *level == 0 {
		*level = 0.95
	}
	if !(*level >= 0.5 && *level <= 0.999999) {
		return mistake("options.level", field.ErrRange, "want 0.5 to 0.999999, got %v", *level)
	}
	return nil
}

// settleRange brings the bounds of the observation into UTC, where they are
// the same in every program.
func settleRange(from, at *time.Time) error {
	for _, bound := range []struct {
		path string
		time *time.Time
	}{{"options.from", from}, {"options.at", at}} {
		t := bound.time
		if t.IsZero() {
			*t = time.Time{}
			continue
		}
		if t.Before(time.Unix(0, math.MinInt64)) || t.After(time.Unix(0, math.MaxInt64)) {
			return mistake(bound.path, field.ErrRange, "want a time between the years 1678 and 2262, got year %d", t.Year())
		}
		*t = time.Unix(0, t.UnixNano()).UTC()
	}
	return nil
}

// choose fills in the first word of a vocabulary for "", and refuses what is
// none of it.
func choose[T ~string](path string, v *T, words ...T) error {
	if *v == "" {
		*v = words[0]
	}
	if !slices.Contains(words, *v) {
		return mistake(path, field.ErrUnknown, "want one of %q", words)
	}
	return nil
}

func mistake(path string, sort error, format string, args ...any) error {
	return &field.Error{Path: path, Err: fmt.Errorf("%w: %s", sort, fmt.Sprintf(format, args...))}
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
