package kpi

import (
	"math"
	"slices"
	"time"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/figure"
)

// Options says how to analyse. The zero value, like a nil pointer, looks for
// the usual event names and takes 30 days of silence for a departure.
type Options struct {
	// Level is the confidence level of the intervals, from 0.5 to 0.999999. 0
	// means 0.95.
	Level float64

	// At is the end of the observation, between the years 1678 and 2262: later
	// events are left out, and counted in a warning. The zero time means the
	// last event of the log.
	At time.Time

	// Silence is how long customers must be without an event to count as gone.
	// 0 means 30 days.
	Silence time.Duration

	// Horizon is how far ahead the lifetime value looks. 0 means 365 days.
	Horizon time.Duration

	// Location is whose days the lifetime value counts: purchases of one day are
	// one. nil means UTC.
	Location *time.Location

	// Goal names the events by which customers reach the goal of the journey.
	// nil means the Purchase names if the log shows one; else the events of the
	// last stage with phase Conversion that the log shows; else of the last
	// stage that the log shows.
	Goal []string

	// The names of events that have a meaning of their own. nil means the
	// names of the act in brackets.
	Purchase []string // orders; their values are amounts of money [event.Purchase]
	Cart     []string // something is put into a cart [event.AddToCart]
	NPS      []string // answers from 0 to 10 [event.AnswerNPS]
	CSAT     []string // answers from 1 to 5 [event.AnswerCSAT]
	CES      []string // answers from 1 to 7 [event.AnswerCES]

	// Progress is told which share of the work is done, from 0 to 1, more each
	// time: by one goroutine at a time, which is not always the caller's. nil tells
	// nobody.
	Progress func(share float64)

	// Source names the data for readers of the map, such as "shop events, web
	// and app".
	Source string
}

// unknown returns the names of each option that gives names of which the log
// shows none.
func (o *Options) unknown(log *event.Log) []string {
	if o == nil {
		return nil
	}
	var list []string
	for _, names := range [][]string{o.Goal, o.Purchase, o.Cart, o.NPS, o.CSAT, o.CES} {
		shown := slices.ContainsFunc(names, func(name string) bool {
			_, ok := log.NameID(name)
			return ok
		})
		if !shown {
			list = append(list, names...)
		}
	}
	return list
}

// told returns a function that tells Progress the share of a part of the work,
// which lies between those two shares of the whole.
func (o *Options) told(from, to float64) func(share float64) {
	return func(share float64) {
		if o.Progress != nil {
			o.Progress(from + float64(share*(to-from)))
		}
	}
}

// settled returns the options with every default filled in.
func (o *Options) settled(log *event.Log) (Options, error) {
	var s Options
	if o != nil {
		s = *o
	}
	level, err := figure.Level(s.Level)
	if err != nil {
		return s, err
	}
	if s.Silence < 0 {
		return s, figure.OutOfRange("options.silence", "want a positive time, got %v", s.Silence)
	}
	if s.Horizon < 0 {
		return s, figure.OutOfRange("options.horizon", "want a positive time, got %v", s.Horizon)
	}
	s.Level = level
	if s.Horizon == 0 {
		s.Horizon = 365 * day
	}
	if s.Location == nil {
		s.Location = time.UTC
	}
	if s.Silence == 0 {
		s.Silence = 30 * 24 * time.Hour
	}
	if s.At.IsZero() {
		_, s.At = log.Span()
	} else if s.At.Before(time.Unix(0, math.MinInt64)) || s.At.After(time.Unix(0, math.MaxInt64)) {
		return s, figure.OutOfRange("options.at", "want a time between the years 1678 and 2262, got year %d", s.At.Year())
	}
	for _, names := range []struct {
		of  *[]string
		act event.Act
	}{
		{&s.Purchase, event.Purchase}, {&s.Cart, event.AddToCart},
		{&s.NPS, event.AnswerNPS}, {&s.CSAT, event.AnswerCSAT}, {&s.CES, event.AnswerCES},
	} {
		if *names.of == nil {
			*names.of = names.act.Names()
		}
	}
	return s, nil
}
