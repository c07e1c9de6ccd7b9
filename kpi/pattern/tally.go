package pattern

import (
	"fmt"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/stat"
	"github.com/parcours-go/parcours/persona/field"
)

// ErrNoData: the log holds no customer.
var ErrNoData = stat.ErrNoData

// Options says how to count. The zero value, like a nil pointer, is the usual
// way.
type Options struct {
	// Level is the confidence level of the intervals, from 0.5 to 0.999999. 0
	// means 0.95.
	Level float64

	// Chains asks for Result.seen.Reached, which costs as much again for customers
	// who do not match, times the logarithm of the length of the pattern.
	Chains bool
}

func (o *Options) settled() (s Options, err error) {
	if o != nil {
		s = *o
	}
	if s.Level == 0 {
		s.Level = 0.95
	}
	if !(s.Level >= 0.5 && s.Level <= 0.999999) {
		return s, &field.Error{Path: "options.level", Err: fmt.Errorf("%w: want a value from 0.5 to 0.999999", field.ErrRange)}
	}
	return s, nil
}

// A Result is how customers match a pattern.
type Result struct {
	Query Query `json:"query"`

	Customers   int `json:"customers"`   // all of them
	Matched     int `json:"matched"`     // customers with a match
	Occurrences int `json:"occurrences"` // matches that share no event, over all customers

	// Share is Matched among Customers, with Wilson's interval.
	Share journey.Measure `json:"share"`

	// Time is how long a customer's first match takes from its first event to
	// its last: the median, with an interval from order statistics. It is nil
	// where nobody matches, or too few for an interval.
	Time *journey.Measure `json:"time,omitempty"`

	// Reached holds, for each event of the pattern, the customers in whom the
	// pattern matches up to and including it, whatever is behind it, if
	// Options.Chains asks for it.
	Reached []int `json:"reached,omitempty"`
}

// MeasureMatched is the name of Result.Share.
const MeasureMatched = "matched"

// A Tally counts matches, customer by customer. See the package documentation
// on parts of a log.
type Tally struct {
	question question
	matcher  *Matcher // nil in a tally that was read from JSON
	seen     counts
	err      error
}

// A question is what a tally was asked.
type question struct {
	Query  Query   `json:"query"`
	Level  float64 `json:"level"`
	Chains bool    `json:"chains,omitempty"`
}

// counts is what a tally knows.
type counts struct {
	Customers   int         `json:"customers"`
	Matched     int         `json:"matched"`
	Occurrences int         `json:"occurrences"`
	Reached     []int       `json:"reached,omitempty"`
	Nanoseconds stat.Sample `json:"nanoseconds"` // of first matches
}

// Compute counts who matches in a log: New, then a fold, then Result.
func Compute(log *event.Log, q Query, opt *Options) (*Result, error) {
	first, err := New(log, q, opt)
	if err != nil {
		return nil, err
	}
	return event.Fold(log, first.Fresh).Result()
}

// New returns an empty tally, for traces of log. A mistake in the query or in
// the options is a *[field.Error] with its path, and the pattern's wraps a
// *[SyntaxError] with its column.
func New(log *event.Log, q Query, opt *Options) (*Tally, error) {
	if log == nil {
		return nil, errNilLog
	}
	s, err := opt.settled()
	if err != nil {
		return nil, fmt.Errorf("pattern: %w", err)
	}
	m, err := NewMatcher(log, q)
	if err != nil {
		return nil, fmt.Errorf("pattern: %w", err)
	}
	t := &Tally{question: question{q.clone(), s.Level, s.Chains}, matcher: m}
	if s.Chains {
		t.seen.Reached = make([]int, len(m.ends))
	}
	return t, nil
}

// Fresh returns an empty tally for traces of the same log that was asked the
// same.
func (t *Tally) Fresh() *Tally {
	f := &Tally{question: t.question}
	if t.matcher != nil {
		f.matcher = t.matcher.fresh()
	}
	if t.question.Chains {
		f.seen.Reached = make([]int, len(t.seen.Reached))
	}
	return f
}

// events returns how many events a pattern has.
func events(parts []part) (n int) {
	for _, p := range parts {
		if p.kind == single {
			n++
		}
	}
	return n
}

// Add counts one customer, with all their events.
func (t *Tally) Add(trace event.Trace) {
	if t.matcher == nil {
		t.fail(errNoLog)
		return
	}
	m := t.matcher
	t.seen.Customers++
	found, took := 0, uint64(0)
	m.each(trace, func(from, to int) {
		if found == 0 {
			took = uint64(m.at[to]) - uint64(m.at[from])
		}
		found++
	})
	if found > 0 {
		t.seen.Matched++
		t.seen.Occurrences += found
		t.seen.Nanoseconds.Add(took)
	}
	if t.question.Chains {
		t.addChain(found > 0)
	}
}

// addChain counts how far the customer got whose events the matcher holds.
func (t *Tally) addChain(matched bool) {
	reached := len(t.seen.Reached)
	if !matched {
		reached = events(t.matcher.parts[:t.matcher.longest()])
	}
	for i := range reached {
		t.seen.Reached[i]++
	}
}

// Merge adds what another tally counted, which must have been asked the same.
func (t *Tally) Merge(other *Tally) {
	switch {
	case other == nil:
		t.fail(errAsked)
	case other.err != nil:
		t.fail(other.err)
	case !t.question.equal(other.question):
		t.fail(errAsked)
	default:
		t.seen.Customers += other.seen.Customers
		t.seen.Matched += other.seen.Matched
		t.seen.Occurrences += other.seen.Occurrences
		for i, n := range other.seen.Reached {
			t.seen.Reached[i] += n
		}
		t.seen.Nanoseconds.Merge(&other.seen.Nanoseconds)
	}
}

// fail keeps the first error.
func (t *Tally) fail(err error) {
	if t.err == nil {
		t.err = err
	}
}

// Result returns what was counted. Without a customer it is [ErrNoData]; what
// went wrong in Add or Merge is an error here.
func (t *Tally) Result() (*Result, error) {
	if t.err != nil {
		return nil, t.err
	}
	if t.seen.Customers == 0 {
		return nil, fmt.Errorf("pattern: %w: no customer", ErrNoData)
	}
	r := &Result{
		Query: t.question.Query.clone(), Customers: t.seen.Customers, Matched: t.seen.Matched, Occurrences: t.seen.Occurrences,
		Share: share(MeasureMatched, t.seen.Matched, t.seen.Customers, t.question.Level),
		Time:  median(&t.seen.Nanoseconds, t.question.Level),
	}
	if t.question.Chains {
		r.Reached = append([]int{}, t.seen.Reached...)
	}
	return r, nil
}

// share is k of n, which is not 0.
func share(name string, k, n int, level float64) journey.Measure {
	i := stat.Wilson(k, n, level)
	return journey.Measure{
		Name: name, Value: stat.Tidy(float64(k) / float64(n)), Unit: journey.Ratio, N: n,
		Lo: stat.Tidy(i.Lo), Hi: stat.Tidy(i.Hi), Level: level, Source: journey.FromLog,
	}
}

// median is the median of times, or nil where too few bound it.
func median(s *stat.Sample, level float64) *journey.Measure {
	if s.N() < 2 {
		return nil
	}
	seconds := make([]float64, s.N())
	for i, ns := range s.Sorted() {
		seconds[i] = float64(ns) / float64(time.Second)
	}
	i := stat.QuantileInterval(seconds, 0.5, level)
	if i.Level == 0 {
		return nil
	}
	return &journey.Measure{
		Name: journey.MeasureTimeMedian, Value: stat.Tidy(stat.Quantile(seconds, 0.5)), Unit: journey.Seconds, N: s.N(),
		Lo: stat.Tidy(i.Lo), Hi: stat.Tidy(i.Hi), Level: stat.Tidy(i.Level), Source: journey.FromLog,
	}
}
