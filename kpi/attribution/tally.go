package attribution

import (
	"errors"
	"fmt"
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// ErrNoData: there is no path.
var ErrNoData = stat.ErrNoData

// What credit can not be computed of, and what a tally can not be used for.
// Result returns it.
var (
	ErrChannels      = fmt.Errorf("more than %d channels", maxChannels)
	ErrStates        = errors.New("a Markov chain with too many states or too long paths to be solved: a lower order has fewer states")
	ErrValue         = errors.New("a conversion with a value that is negative or not below 1e200")
	ErrOtherQuestion = figure.ErrOtherQuestion
	ErrNoLog         = figure.ErrNoLog
)

// maxValue bounds the value of a conversion, so that no sum of them is infinite.
const maxValue = 1e200

// maxChannels bounds the memory and the time of an analysis, which counts every
// pair of channels.
const maxChannels = 1000

// Compute returns the credit of each channel for the conversions: the events
// with one of these names.
//
// No name and a mistake in the options are a *[github.com/parcours-go/parcours/persona/field.Error], a log without a
// path is [ErrNoData], one with more than 1,000 channels [ErrChannels], and one
// whose chain of a higher order would not fit the memory [ErrStates].
func Compute(log *event.Log, conversion []string, opt *Options) (*Result, error) {
	first, err := New(log, conversion, opt)
	if err != nil {
		return nil, err
	}
	return event.Fold(log, first.fresh).Result()
}

// A Tally gathers what [Compute] computes, in parts: of a log, or of several
// logs that hold whole customers.
//
// It is an [event.Accumulator]. Tallies from [New] take in the traces of the
// log that they were made for, and merge whatever log they come from. One that
// was read from JSON merges, and gives its result, but has no log to take in
// traces of.
type Tally struct {
	question
	book
	ofName []int32 // what events of each name id are; nil without a log
	place  []int32 // of each channel id in counts, or nowhere
	simple bool    // whether the question is plain
	err    error   // the first mistake in the use of the tally

	// Of the customer that is being added, here to be used again.
	codes  []int32
	walk   walk
	divide divider
}

const nowhere = -1

// New returns an empty tally for the traces of log. Its errors are those of
// [Compute], but for ErrNoData.
func New(log *event.Log, conversion []string, opt *Options) (*Tally, error) {
	if log == nil {
		return nil, errors.New("attribution: want a log, got nil")
	}
	q, err := ofLog(conversion, opt)
	if err != nil {
		return nil, fmt.Errorf("attribution: %w", err)
	}
	channels := slices.DeleteFunc(log.Channels(), func(c journey.Channel) bool { return c == "" })
	t, err := newTally(q, channels)
	if err != nil {
		return nil, err
	}
	t.ofName = []int32{}
	for _, name := range log.Names() {
		t.ofName = append(t.ofName, t.kind(name))
	}
	t.place = places(log.Channels(), channels)
	return t, nil
}

// newTally returns an empty tally of sorted channels.
func newTally(q question, channels []journey.Channel) (*Tally, error) {
	if len(channels) > maxChannels {
		return nil, fmt.Errorf("attribution: %w: got %d", ErrChannels, len(channels))
	}
	t := &Tally{question: q, simple: q.plain()}
	t.open(channels)
	return t, nil
}

// open begins an empty book.
func (t *Tally) open(channels []journey.Channel) {
	t.book = newBook(&t.question, channels)
	t.divide = newDivider(&t.question, channels)
}

// fresh returns an empty tally that was asked the same.
func (t *Tally) fresh() *Tally {
	out := &Tally{question: t.question, simple: t.simple, ofName: t.ofName, place: t.place}
	out.open(t.channels)
	return out
}

// places returns where each of some channels is among sorted others, or
// nowhere.
func places(list, among []journey.Channel) []int32 {
	out := make([]int32, len(list))
	for i, c := range list {
		out[i] = nowhere
		if at, ok := slices.BinarySearch(among, c); ok {
			out[i] = int32(at)
		}
	}
	return out
}

// Add counts the paths of one customer: a trace of the log that the tally was
// made for.
func (t *Tally) Add(trace event.Trace) {
	switch {
	case t.ofName == nil:
		t.fail(ErrNoLog)
	case t.simple:
		t.addPlain(trace)
	default:
		t.eachPath(trace, func(w *walk) bool {
			t.fail(t.enter(w, &t.divide))
			return true
		})
	}
}

// addPlain is Add where times and values do not matter.
func (t *Tally) addPlain(trace event.Trace) {
	path := t.walk.at[:0]
	t.codes = trace.AppendCodes(t.codes[:0], t.ofName)
	for i, kind := range t.codes {
		if kind&isTouch != 0 {
			if at := t.place[trace.ChannelID(i)]; at != nowhere {
				path = append(path, at)
			}
		}
		if kind&isConversion != 0 {
			t.counts.add(path, 1, 0)
			path = path[:0]
		}
	}
	t.counts.add(path, 0, 1)
	t.walk.at = path
}

// Merge adds what another tally gathered from other customers.
func (t *Tally) Merge(other *Tally) {
	if other == nil {
		t.fail(ErrOtherQuestion)
		return
	}
	t.fail(other.err)
	if !t.equal(&other.question) {
		t.fail(ErrOtherQuestion)
	}
	if t.err != nil {
		return
	}
	if !slices.Equal(t.channels, other.channels) {
		all := slices.Concat(t.channels, other.channels)
		slices.Sort(all)
		t.widen(slices.Compact(all))
	}
	if t.err == nil {
		t.fail(t.book.merge(&other.book, places(other.channels, t.channels)))
	}
}

// widen makes room for further channels.
func (t *Tally) widen(all []journey.Channel) {
	if len(all) > maxChannels {
		t.fail(ErrChannels)
		return
	}
	old, at := t.book, places(t.channels, all)
	t.open(all)
	t.fail(t.book.merge(&old, at))
	t.place = slices.Clone(t.place) // it is shared with other tallies of the log
	for i, before := range t.place {
		if before != nowhere {
			t.place[i] = at[before]
		}
	}
}

// fail keeps the first mistake.
func (t *Tally) fail(err error) {
	if t.err == nil {
		t.err = err
	}
}
