package clv

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// What a tally can not be used for. Its Result returns it.
var (
	ErrOtherQuestion = figure.ErrOtherQuestion
	ErrNoLog         = figure.ErrNoLog
	ErrSplit         = errors.New("a customer is in more than one part")
)

// A Tally gathers what [Observe] finds, in parts: of a log, or of several logs
// that hold whole customers. Each customer must be in one part only.
//
// It is an [event.Accumulator]. Tallies from [NewTally] take in the traces of
// the log that they were made for, and merge whatever log they come from. One
// that was read from JSON merges, and gives its result, but has no log to take
// in traces of.
type Tally struct {
	question
	*counting
	buyers []buyer
	ids    []byte // of the buyers, one after the other
	marks  map[int64]int
	counts Counts // but for Spent
	spent  stat.Sum
	end    edge  // the latest event so far
	err    error // the first mistake in the use of the tally

	codes []int32 // of the customer that is being added, here to be used again
}

// A buyer is a customer who counts, as far as the end of the log does not
// matter.
type buyer struct {
	id           int   // where the ID ends
	nano         int64 // of the first purchase
	first, last  int64 // places of occasions up to Until
	repeats      int
	valued       int     // repeats with a value
	value, start float64 // of the repeats, and of the first
	holdout      int
	after        float64 // the value of the holdout
}

// An edge is an instant, and the place of its occasion.
type edge struct {
	nano, place int64
	known       bool
}

// counting is what the tallies of one log share and none changes.
type counting struct {
	ruler
	isPurchase []int32 // by the id of a name
}

// A question is what a tally was asked. Tallies of the same question merge.
type question struct {
	ObserveOptions // settled
	calendar       Calendar
	until, holdout int64 // places; of the future where there is no such end
	text           string
}

// NewTally returns an empty tally for the traces of log. Its errors are those of
// [Observe], but for ErrNoData.
func NewTally(log *event.Log, c Calendar, opt *ObserveOptions) (*Tally, error) {
	if log == nil {
		return nil, errors.New("clv: want a log, got nil")
	}
	settled, err := opt.settled()
	if err = firstOf(c.check(), err); err != nil {
		return nil, err
	}
	from, to := int64(0), int64(-1)
	if log.Len() > 0 {
		first, last := log.Span()
		from, to = first.UnixNano(), last.UnixNano()
	}
	count := &counting{ruler: newRuler(c, from, to), isPurchase: make([]int32, len(log.Names()))}
	for id, name := range log.Names() {
		if _, is := slices.BinarySearch(settled.Purchases, name); is {
			count.isPurchase[id] = 1
		}
	}
	q := question{ObserveOptions: settled, calendar: c, until: math.MaxInt64, holdout: math.MaxInt64}
	if !q.Until.IsZero() {
		q.until = count.place(q.Until.UnixNano())
		q.holdout = q.until
	}
	if !q.Holdout.IsZero() {
		q.holdout = count.place(q.Holdout.UnixNano())
	}
	if q, err = q.written(); err != nil {
		return nil, fmt.Errorf("clv: %w", err)
	}
	t := &Tally{question: q, counting: count}
	return t.Fresh(), nil
}

// Fresh returns an empty tally for traces of the same log that was asked the
// same.
func (t *Tally) Fresh() *Tally {
	return &Tally{question: t.question, counting: t.counting, marks: map[int64]int{}}
}

// Add counts one customer: a trace of the log that the tally was made for.
func (t *Tally) Add(trace event.Trace) {
	if t.counting == nil {
		t.fail(ErrNoLog)
		return
	}
	nanos := trace.Nanos()
	if len(nanos) == 0 {
		return
	}
	if last := nanos[len(nanos)-1]; !t.end.known || last > t.end.nano {
		t.end = edge{last, t.place(last), true}
	}
	t.codes = trace.AppendCodes(t.codes[:0], t.isPurchase)
	o := occasions{tally: t}
	for i, is := range t.codes {
		if is == 1 {
			v, valued := trace.Value(i)
			o.add(nanos[i], v, valued && !math.IsNaN(v) && !math.IsInf(v, 0))
		}
	}
	if o.close() {
		t.ids = append(t.ids, trace.Customer()...)
		o.buyer.id = len(t.ids)
		t.buyers = append(t.buyers, o.buyer)
	}
}

// Merge adds what another tally gathered from other customers.
func (t *Tally) Merge(other *Tally) {
	if other == nil {
		t.fail(ErrOtherQuestion)
		return
	}
	t.fail(other.err)
	if t.text != other.text {
		t.fail(ErrOtherQuestion)
	}
	if t.err != nil {
		return
	}
	if other.end.known && (!t.end.known || other.end.nano > t.end.nano) {
		t.end = other.end
	}
	before := len(t.ids)
	t.ids = append(t.ids, other.ids...)
	for _, b := range other.buyers {
		b.id += before
		t.buyers = append(t.buyers, b)
	}
	for mark, n := range other.marks {
		t.marks[mark] += n
	}
	t.counts.add(other.counts)
	t.spent.Merge(&other.spent)
}

func (c *Counts) add(other Counts) {
	c.Events += other.Events
	c.Occasions += other.Occasions
	c.Refunds += other.Refunds
	c.Free += other.Free
	c.Blank += other.Blank
	c.Early += other.Early
	c.Late += other.Late
	c.Later += other.Later
}

// fail keeps the first mistake.
func (t *Tally) fail(err error) {
	if t.err == nil {
		t.err = err
	}
}

// Result returns what was found. It may be called at any time.
func (t *Tally) Result() (*Observed, error) {
	switch {
	case t.err != nil:
		return nil, fmt.Errorf("clv: %w", t.err)
	case t.marks == nil:
		return nil, fmt.Errorf("clv: %w: a tally of NewTally or of UnmarshalJSON is wanted", ErrOtherQuestion)
	case len(t.buyers) == 0:
		return nil, fmt.Errorf("clv: %w: nobody bought", ErrNoData)
	}
	until := edge{t.Until.UnixNano(), t.until, true}
	if t.Until.IsZero() {
		until = t.end
	}
	origin := t.buyers[0]
	for _, b := range t.buyers {
		if b.nano < origin.nano {
			origin = b
		}
	}
	out := &Observed{
		Customers: make([]Customer, len(t.buyers)),
		Origin:    instantOf(origin.nano), Until: instantOf(until.nano),
		T:      stat.Tidy(t.calendar.between(origin.first, until.place)),
		Counts: t.counts,
	}
	out.Spent = stat.Tidy(t.spent.Float64())
	if !t.Holdout.IsZero() {
		out.HoldoutTime = stat.Tidy(t.calendar.between(until.place, t.holdout))
	}
	names, from := string(t.ids), 0
	for i, b := range t.buyers {
		out.Customers[i] = b.customer(t.calendar, origin.first, until.place)
		out.Customers[i].ID = names[from:b.id]
		from = b.id
	}
	slices.SortFunc(out.Customers, func(a, b Customer) int { return cmp.Compare(a.ID, b.ID) })
	for i := range out.Customers[1:] {
		if out.Customers[i].ID == out.Customers[i+1].ID {
			return nil, fmt.Errorf("clv: %w", ErrSplit)
		}
	}
	for mark, n := range t.marks {
		out.Repeats = append(out.Repeats, Repeat{t.calendar.between(origin.first, mark), n})
	}
	slices.SortFunc(out.Repeats, func(a, b Repeat) int { return cmp.Compare(a.At, b.At) })
	return out, nil
}

func instantOf(nano int64) time.Time { return time.Unix(0, nano).UTC() }

// customer returns what is known of a buyer when the observation ends. Its times
// are not rounded, so that equal ones stay equal.
func (b buyer) customer(c Calendar, origin, until int64) Customer {
	out := Customer{
		History: History{Frequency: b.repeats, Recency: c.between(b.first, b.last), T: c.between(b.first, until)},
		First:   instantOf(b.nano), Birth: c.between(origin, b.first),
		Spent:   stat.Tidy(b.start + b.value),
		Holdout: b.holdout, HoldoutSpent: stat.Tidy(b.after),
	}
	if b.valued > 0 {
		out.Monetary = stat.Tidy(b.value / float64(b.valued))
	}
	return out
}

// written returns the question with its text.
func (q question) written() (question, error) {
	text, err := json.Marshal(savedQuestion{
		Zone: q.calendar.Location.String(), Occasion: q.calendar.Occasion, Unit: q.calendar.Unit,
		Purchases: q.Purchases, From: q.From, Until: q.ObserveOptions.Until, Holdout: q.ObserveOptions.Holdout,
		UntilPlace: q.until, HoldoutPlace: q.holdout, Refunds: q.Refunds, Free: q.Free, Blank: q.Blank,
	})
	q.text = string(text)
	return q, err
}
