// Package dwell measures how long customers stay in the stages of a journey.
//
// # Order of calls
//
// [Compute] a map and a log. To count parts of the customers on their own, make
// a [Tally] of each with [New], add the traces, and merge the tallies.
//
// # Definitions
//
// A visit is a run of events of one stage in a customer's trace: events that
// belong to no touchpoint do not end it, and a silence longer than
// [Options.Silence] does. It lasts from its first event to the first event of
// the visit that follows. Nobody knows how long a visit lasted that no other
// follows, or only after such a silence: it is open, counted and left out of
// the times.
package dwell

import (
	"fmt"
	"math"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// ErrNoData: no customer was ever in a stage.
var ErrNoData = stat.ErrNoData

// Options says how to measure. The zero value, like a nil pointer, ends visits
// by 30 days of silence.
type Options struct {
	// Level is the confidence level of the intervals, from 0.5 to 0.999999. 0
	// means 0.95.
	Level float64

	// Silence longer than this ends a visit. 0 means 30 days; a negative one
	// means that no silence does.
	Silence time.Duration

	// At is the end of the observation: later events are left out. The zero
	// time means none is.
	At time.Time
}

// A Result is how long customers stay in each stage, in the order of the map.
type Result struct {
	Stages []Stage `json:"stages"`
}

// A Stage is how long customers stay in one stage.
type Stage struct {
	Name   string  `json:"name"`
	Visits int     `json:"visits"`  // that another visit ended
	Open   int     `json:"open"`    // that none ended
	Total  float64 `json:"total_s"` // seconds of the visits, together

	// Measures are time_median, time_mean and time_p90, in seconds: quantiles
	// interpolate between order statistics (type 7 of Hyndman and Fan 1996) and
	// have order-statistic intervals, the mean has Student's. With fewer than
	// two visits there are none.
	Measures []journey.Measure `json:"measures,omitempty"`
}

// Compute measures how long the customers of log stay in the stages of m.
//
// A map or an option that is not valid is a *[field.Error] with its path, or
// several, joined. A log without an event of a stage is [ErrNoData].
//
// [field.Error]: https://pkg.go.dev/github.com/parcours-go/parcours/persona/field#Error
func Compute(m *journey.Map, log *event.Log, opt *Options) (*Result, error) {
	empty, err := New(m, log, opt)
	if err != nil {
		return nil, err
	}
	return event.Fold(log, empty.Fresh).Result()
}

// settled returns the silence that ends a visit and the end of the observation,
// in nanoseconds.
func (o *Options) settled() (level float64, silence uint64, at int64, err error) {
	var s Options
	if o != nil {
		s = *o
	}
	if level, err = figure.Level(s.Level); err != nil {
		return 0, 0, 0, fmt.Errorf("dwell: %w", err)
	}
	if at, err = figure.End(s.At); err != nil {
		return 0, 0, 0, fmt.Errorf("dwell: %w", err)
	}
	switch {
	case s.Silence == 0:
		silence = uint64(30 * 24 * time.Hour)
	case s.Silence < 0:
		silence = math.MaxUint64
	default:
		silence = uint64(s.Silence)
	}
	return level, silence, at, nil
}
