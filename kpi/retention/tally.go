package retention

import (
	"errors"
	"fmt"
	"slices"
	"sort"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/calendar"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// ErrNoData: no customer was born.
var ErrNoData = stat.ErrNoData

// What a tally can not be used for. Its Result returns it.
var (
	ErrOtherQuestion = figure.ErrOtherQuestion
	ErrNoLog         = figure.ErrNoLog
)

// Compute returns how many customers return. They are born with an event named
// in target and return with one named in returns; no names mean any event.
//
// A mistake in the options is a *[field.Error], and a log in which nobody is
// born [ErrNoData].
func Compute(log *event.Log, target, returns []string, opt *Options) (*Result, error) {
	first, err := New(log, target, returns, opt)
	if err != nil {
		return nil, err
	}
	return event.Fold(log, first.fresh).Result()
}

// A Tally gathers what [Compute] computes, in parts: of a log, or of several
// logs that hold whole customers. Each customer must be in one part only.
//
// It is an [event.Accumulator]. Tallies from [New] take in the traces of the
// log that they were made for, and merge whatever log they come from. One that
// was read from JSON merges, and gives its result, but has no log to take in
// traces of.
type Tally struct {
	question
	*counting
	rows map[int]*row // cohorts, by the number of their period
	near []*row       // the same by the place of the period in the calendar of the log, as far as met
	end  moment       // the latest event so far, or the end of the observation
	err  error        // the first mistake in the use of the tally

	// Of the customer that is being added, here to be used again.
	codes    []int32
	births   []birth
	returned []returnPeriod
	hit      []int // the last outcome in which each bracket was hit
	outcomes int
}

// A row is one cohort.
type row struct {
	size int

	// counts has for each bracket the customers that the criterion counts
	// there: with On, all that are retained; else, those for which it is the
	// last bracket of them (OnOrAfter, Streak) or the first (OnOrBefore). Behind
	// them it has one for what is in no bracket, which says nothing.
	counts []int

	opens, closes int64 // the first and the last place of a birth, as a ruler says
}

// A moment is a time, the number of its period, and its place on the ruler.
type moment struct {
	nano   int64
	number int
	place  int64
	known  bool
}

// counting is what the tallies of one log share and none changes.
type counting struct {
	calendar *calendar.Calendar
	ruler    ruler
	ofName   []int32 // what events of each name id are: isTarget, isReturn
	allCount bool    // any event is a target and a return
	from, at int64   // bounds of births and of events
	columns
}

const (
	isTarget = 1 << iota
	isReturn
)

// New returns an empty tally for the traces of log. Its errors are those of
// [Compute], but for ErrNoData.
func New(log *event.Log, target, returns []string, opt *Options) (*Tally, error) {
	if log == nil {
		return nil, errors.New("retention: want a log, got nil")
	}
	settled, err := opt.settled()
	if err != nil {
		return nil, fmt.Errorf("retention: %w", err)
	}
	q, err := newQuestion(target, returns, settled)
	if err != nil {
		return nil, fmt.Errorf("retention: %w", err)
	}
	c := newCounting(log, q)
	t := &Tally{question: q, counting: c}
	if !q.At.IsZero() {
		t.end = c.moment(q, q.At.UnixNano())
	}
	return t.fresh(), nil
}

// fresh returns an empty tally that was asked the same.
func (t *Tally) fresh() *Tally {
	out := &Tally{question: t.question, counting: t.counting, rows: map[int]*row{}, hit: make([]int, len(t.Brackets))}
	if !t.At.IsZero() {
		out.end = t.end
	}
	return out
}

func newCounting(log *event.Log, q question) *counting {
	c := &counting{from: minNano, at: maxNano, columns: newColumns(q.Brackets)}
	if !q.From.IsZero() {
		c.from = q.From.UnixNano()
	}
	if !q.At.IsZero() {
		c.at = q.At.UnixNano()
	}
	from, to := log.Span()
	if log.Len() > 0 {
		c.calendar = calendar.New(q.zone(), from.UnixNano(), to.UnixNano())
		c.ruler = newRuler(q, from.UnixNano(), to.UnixNano())
	}
	c.allCount = len(q.target) == 0 && len(q.returns) == 0
	c.ofName = make([]int32, len(log.Names()))
	for id, name := range log.Names() {
		if names(q.target, name) {
			c.ofName[id] |= isTarget
		}
		if names(q.returns, name) {
			c.ofName[id] |= isReturn
		}
	}
	return c
}

// names reports whether a sorted list names an event; an empty one names all.
func names(list []string, name string) bool {
	_, ok := slices.BinarySearch(list, name)
	return ok || len(list) == 0
}

// Add counts one customer: a trace of the log that the tally was made for.
func (t *Tally) Add(trace event.Trace) {
	if t.counting == nil {
		t.fail(ErrNoLog)
		return
	}
	nanos := trace.Nanos()
	if len(nanos) > 0 && nanos[len(nanos)-1] > t.at {
		nanos = nanos[:sort.Search(len(nanos), func(i int) bool { return nanos[i] > t.at })]
	}
	if len(nanos) == 0 {
		return
	}
	if t.At.IsZero() {
		if last := nanos[len(nanos)-1]; !t.end.known || last > t.end.nano {
			t.end = t.moment(t.question, last)
		}
	}
	t.codes = t.codes[:0]
	if !t.allCount {
		t.codes = trace.AppendCodes(t.codes, t.ofName)[:len(nanos)]
	}
	switch {
	case t.Births != EveryPeriod:
		t.addOne(nanos)
	case t.Window == Calendar:
		t.addPeriods(nanos)
	default:
		t.addEach(nanos)
	}
}

// is reports whether event i is a target or a return.
func (t *Tally) is(i int, code int32) bool { return t.allCount || t.codes[i]&code != 0 }

// row returns the cohort of the i-th period of the calendar.
func (t *Tally) row(i int) *row {
	if t.near == nil {
		t.near = make([]*row, len(t.calendar.Starts)-1)
	}
	if t.near[i] == nil {
		t.near[i] = t.meet(i)
	}
	return t.near[i]
}

func (t *Tally) meet(i int) *row {
	number := t.calendar.First + i
	r := t.rows[number]
	if r == nil {
		opens, closes := t.calendar.Starts[i], t.calendar.Starts[i+1]-1
		r = &row{
			counts: make([]int, len(t.Brackets)+1),
			opens:  t.ruler.place(opens), closes: t.ruler.place(closes),
		}
		t.rows[number] = r
	}
	return r
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
	for number, r := range other.rows {
		mine := t.rows[number]
		if mine == nil {
			mine = &row{counts: make([]int, len(r.counts)), opens: r.opens, closes: r.closes}
			t.rows[number] = mine
		}
		if mine.opens != r.opens || mine.closes != r.closes {
			t.fail(ErrOtherQuestion) // zones of one name with different clocks
			return
		}
		mine.size += r.size
		for b, n := range r.counts {
			mine.counts[b] += n
		}
	}
}

// fail keeps the first mistake.
func (t *Tally) fail(err error) {
	if t.err == nil {
		t.err = err
	}
}
