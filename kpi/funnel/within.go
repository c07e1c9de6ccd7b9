package funnel

import (
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/bind"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// PathEnd, as the end of [Within], is the end of what the log knows of a
// customer: an event behind their last one, at the same time.
const PathEnd = "path_end"

// WithinOptions says what counts as in time. The zero value, like a nil pointer,
// takes any end behind any start.
type WithinOptions struct {
	// Level is the confidence level of the intervals, from 0.5 to 0.999999. 0
	// means 0.95.
	Level float64

	// Time is the longest time from start to end. 0 means no limit; [AtOnce]
	// means no time at all.
	Time time.Duration

	// Events is how many events on from the start the end may be: 1 is the very
	// next one. 0 means no limit.
	Events int

	// First looks only at what follows the customer's first start.
	First bool
}

// A Rate is how many customers did something in time.
type Rate struct {
	Customers int `json:"customers"` // in the log
	WithStart int `json:"with_start"`
	WithEnd   int `json:"with_end"`
	Converted int `json:"converted"` // with an end in time behind a start

	// Rate is the share of Converted in WithStart, Base that of WithEnd in
	// Customers. Rate is zero where nobody did the start.
	Rate journey.Measure `json:"rate,omitzero"`
	Base journey.Measure `json:"base,omitzero"`

	// Lift is Rate by Base, and 0 where either says nothing.
	Lift float64 `json:"lift,omitempty"`
}

// Within counts the customers who did one of the events of start and then, in
// time, one of those of end. An end stands behind its start in the log.
//
// An option out of range is a *[field.Error]; a log without a customer is
// [ErrNoData].
//
// [field.Error]: https://pkg.go.dev/github.com/parcours-go/parcours/persona/field#Error
func Within(log *event.Log, start, end []string, opt *WithinOptions) (*Rate, error) {
	var o WithinOptions
	if opt != nil {
		o = *opt
	}
	level, err := figure.Level(o.Level)
	switch {
	case log == nil:
		return nil, errors.New("funnel: want a log, got nil")
	case err != nil:
		return nil, fmt.Errorf("funnel: %w", err)
	case o.Time < 0 && o.Time != AtOnce:
		return nil, fmt.Errorf("funnel: %w", figure.OutOfRange("options.time", "want no negative time, got %v", o.Time))
	case o.Events < 0:
		return nil, fmt.Errorf("funnel: %w", figure.OutOfRange("options.events", "want no negative number, got %d", o.Events))
	case log.Customers() == 0:
		return nil, fmt.Errorf("funnel: %w: no customer", ErrNoData)
	}
	w := newWithin(log, start, end, o)
	c := event.Fold(log, func() *withinCounts { return &withinCounts{withinQuery: w} })
	r := c.Rate
	r.Rate = share(journey.MeasureConversion, r.Converted, r.WithStart, level)
	r.Base = share(journey.MeasureConversion, r.WithEnd, r.Customers, level)
	if r.WithStart > 0 && r.WithEnd > 0 {
		rate, base := float64(r.Converted)/float64(r.WithStart), float64(r.WithEnd)/float64(r.Customers)
		r.Lift = stat.Tidy(rate / base)
	}
	return &r, nil
}

// A withinQuery is what a start and an end are in one log.
type withinQuery struct {
	codes  []int32 // of names: bit 0 a start, bit 1 an end
	atEnd  bool    // the path end is an end
	time   uint64
	events int
	first  bool
}

func newWithin(log *event.Log, start, end []string, o WithinOptions) *withinQuery {
	w := &withinQuery{codes: make([]int32, len(log.Names())), time: limit(o.Time), events: o.Events, first: o.First}
	if w.events == 0 {
		w.events = math.MaxInt
	}
	for id, is := range bind.Names(log, start) {
		if is {
			w.codes[id] |= 1
		}
	}
	for id, is := range bind.Names(log, end) {
		if is {
			w.codes[id] |= 2
		}
	}
	for _, name := range end {
		w.atEnd = w.atEnd || name == PathEnd
	}
	return w
}

// withinCounts are the counts of a Rate.
type withinCounts struct {
	*withinQuery
	Rate
	seen []int32 // what the events of the trace are
}

// Add counts one customer. Of the starts before an end, the last one is nearest
// in time and in events.
func (c *withinCounts) Add(t event.Trace) {
	c.Customers++
	c.seen = t.AppendCodes(c.seen[:0], c.codes)
	nanos := t.Nanos()
	start, ended, converted := none, false, false
	for i, is := range c.seen {
		if is&2 != 0 {
			ended = true
			converted = converted || start != none && c.inTime(nanos, start, i)
		}
		if is&1 != 0 && (start == none || !c.first) {
			start = i
		}
	}
	if c.atEnd {
		ended = true
		converted = converted || start != none && c.inTime(nanos, start, len(nanos))
	}
	if start != none {
		c.WithStart++
	}
	if ended {
		c.WithEnd++
	}
	if converted {
		c.Converted++
	}
}

// inTime reports whether an end is in time. The path end has the time of the
// last event.
func (c *withinCounts) inTime(nanos []int64, start, end int) bool {
	return end-start <= c.events && elapsed(nanos[start], nanos[min(end, len(nanos)-1)]) <= c.time
}

// Merge adds what another one counted.
func (c *withinCounts) Merge(other *withinCounts) {
	c.Customers += other.Customers
	c.WithStart += other.WithStart
	c.WithEnd += other.WithEnd
	c.Converted += other.Converted
}
