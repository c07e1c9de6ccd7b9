package friction

import (
	"fmt"
	"math"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/persona/field"
)

// Options says how to look for frictions. The zero value, like a nil pointer,
// looks at sessions that 30 minutes of silence end.
type Options struct {
	// Error is the probability, from 0.001 to 0.5, that frictions are reported
	// of a log that has none: that of any false report, over all places, segments,
	// periods and kinds. 0 means 0.05.
	Error float64

	// Level is the confidence level of the intervals, from 0.5 to 0.999999. 0
	// means 0.95. The period and the segment of a finding were chosen because they
	// stand out, which no interval takes into account.
	Level float64

	// Session says where a session ends. The zero Cut means 30 minutes of silence.
	Session event.Cut

	// Segments are the keys of the attributes by which sessions are told apart;
	// the channel always is. nil means every attribute that has from 2 to 12
	// values and nearly never changes within a session.
	Segments []string

	// Goal names the events by which customers reach the goal of the journey;
	// values of theirs are amounts. nil means the names of [event.Purchase] that
	// the log shows; if it shows none, the events of the last stage that it shows.
	Goal []string

	// Location is the time zone of the days. nil means UTC.
	Location *time.Location

	// Seed is that of the draws that say how far chance goes.
	Seed uint64

	// Draws is how many logs without any friction are drawn to see how far chance
	// goes, up to 9,999. A p value is not below 1/(Draws+1) divided by the part of
	// Error that its kind has, so at least 10/Error - 1 are needed. 0 means as many
	// as that, and 199 at least.
	Draws int

	// Progress is told which share of the work is done, from 0 to 1, more each
	// time: by one goroutine at a time, which is not always the caller's. nil tells
	// nobody.
	Progress func(share float64)
}

func (o *Options) told(share float64) {
	if o.Progress != nil {
		o.Progress(share)
	}
}

// settled returns the options with every default filled in.
func (o *Options) settled(log *event.Log) (Options, error) {
	var s Options
	if o != nil {
		s = *o
	}
	for _, ratio := range []struct {
		value           *float64
		path            string
		usual, low, top float64
	}{
		{&s.Error, "options.error", 0.05, 0.001, 0.5},
		{&s.Level, "options.level", 0.95, 0.5, 0.999999},
	} {
		if *ratio.value == 0 {
			*ratio.value = ratio.usual
		}
		if v := *ratio.value; math.IsNaN(v) || v < ratio.low || v > ratio.top {
			return s, outOfRange(ratio.path, "want a ratio from %v to %v, got %v", ratio.low, ratio.top, v)
		}
	}
	need := int(math.Ceil(1/(s.Error*smallestDrawn)-1e-9)) - 1
	if s.Draws == 0 {
		s.Draws = max(199, need)
	}
	if s.Draws < need || s.Draws > 9999 {
		return s, outOfRange("options.draws", "want a number from %d to 9999, got %d", need, s.Draws)
	}
	if s.Location == nil {
		s.Location = time.UTC
	}
	for i, key := range s.Segments {
		if len(log.Attr(key).Values()) == 1 {
			return s, &field.Error{Path: fmt.Sprintf("options.segments[%d]", i), Err: fmt.Errorf("%w attribute: no event has it", field.ErrUnknown)}
		}
	}
	return s, nil
}

func outOfRange(path, format string, args ...any) error {
	return &field.Error{Path: path, Err: fmt.Errorf("%w: "+format, append([]any{field.ErrRange}, args...)...)}
}

// smallestDrawn is the smallest part of the error that draws decide about.
const smallestDrawn = min(partSteps, partSigns, partChanges)

// goal returns the names of the events that reach the goal, and false where the
// log shows none of them.
func (o *Options) goal(m *journey.Map, log *event.Log) ([]string, bool) {
	if o.Goal != nil {
		return o.Goal, shows(log, o.Goal)
	}
	if names := event.Purchase.Names(); shows(log, names) {
		return names, true
	}
	for i := len(m.Stages) - 1; i >= 0; i-- {
		var names []string
		for _, t := range m.Stages[i].Touchpoints {
			names = append(names, t.Events...)
		}
		if shows(log, names) {
			return names, true
		}
	}
	return nil, false
}

// shows reports whether the log has events of one of those names.
func shows(log *event.Log, names []string) bool {
	for _, name := range names {
		if _, ok := log.NameID(name); ok {
			return true
		}
	}
	return false
}
