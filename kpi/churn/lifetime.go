package churn

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/churn/survival"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// LifetimeOptions says what a lifetime is. The zero value, like a nil pointer,
// is what [Options] means by it.
type LifetimeOptions struct {
	// Silence says who counts as gone where only silence shows it. Its Period,
	// Location and Level have no meaning here.
	Silence Options

	// Contract says how events tell of subscriptions, in place of Silence. nil
	// means that they do not. Of it, only the names, Lapse and At have a meaning
	// here.
	Contract *ContractOptions

	// ThroughPauses takes whoever returns as never gone: a lifetime ends with
	// the last departure, not the first. The later customers left, the fewer of
	// their returns the log can show, so their lifetimes look shorter.
	ThroughPauses bool

	// By is the key of the attribute of a customer's first event, or [Channel],
	// by whose values there are groups. "" means one group, and so does an event
	// without the attribute.
	By string
}

// Channel stands for the channel of an event in [LifetimeOptions.By].
const Channel = "channel"

// A Lifetime is how long a customer stayed, as far as is known.
type Lifetime struct {
	Customer string  `json:"customer"`
	Days     float64 `json:"days"` // of 24 hours

	// Left says that they left after Days. If they did not, it was for at least
	// so long: the lifetime is censored.
	Left bool `json:"left"`

	Group string `json:"group,omitempty"`
}

// Lifetimes returns how long each customer stayed, from their first event to
// their departure, in bytewise order of the customers.
//
// Without a contract, a lifetime ends with the last event before a silence
// ([AtLastEvent]), or when the silence was long enough ([AfterSilence]). Whoever
// is silent for less at the end of the observation is censored: with
// AtLastEvent at their last event, the last moment at which they certainly were
// there; with AfterSilence at the end of the observation, at which they have not
// left by that definition. Package survival assumes that censoring has nothing
// to do with leaving. That holds with AfterSilence, where the end of the
// observation alone decides it, and nearly with AtLastEvent, where those who see
// few events are censored earlier.
//
// With a contract, a lifetime goes from the start of the first subscription to
// its end, by a cancellation or a lapse, and is censored at the end of the
// observation.
//
// A mistake in the options is a *[field.Error], and a log without a customer
// [ErrNoData].
func Lifetimes(log *event.Log, opt *LifetimeOptions) ([]Lifetime, error) {
	if log == nil {
		return nil, errors.New("churn: want a log, got nil")
	}
	var o LifetimeOptions
	if opt != nil {
		o = *opt
	}
	s := &stays{by: log.Attr(o.By), byChannel: o.By == Channel, through: o.ThroughPauses}
	at, err := s.ask(log, &o)
	if err != nil {
		return nil, fmt.Errorf("churn: %w", err)
	}
	s.end = at
	if _, to := log.Span(); log.Len() > 0 && !s.fixed() {
		s.end = to.UnixNano()
	}
	list := event.Fold(log, s.fresh).list
	if len(list) == 0 {
		return nil, fmt.Errorf("churn: %w: no customer", ErrNoData)
	}
	return list, nil
}

// SurvivalData returns lifetimes as package survival takes them, in days, with
// the groups in bytewise order of their names.
func SurvivalData(list []Lifetime) *survival.Data {
	d := &survival.Data{}
	for _, l := range list {
		d.Names = append(d.Names, l.Group)
	}
	slices.Sort(d.Names)
	d.Names = slices.Compact(d.Names)
	for _, l := range list {
		group, _ := slices.BinarySearch(d.Names, l.Group)
		d.Times = append(d.Times, l.Days)
		d.Events = append(d.Events, l.Left)
		d.Groups = append(d.Groups, int32(group))
	}
	return d
}

// stays gathers the lifetimes of the customers of a log.
type stays struct {
	question
	bill      *bill // nil without a contract
	walk      *walk
	by        event.Attr
	byChannel bool
	through   bool
	end       int64
	list      []Lifetime

	stay
}

// A stay is what is known of the customer at hand.
type stay struct {
	first, left int64
	began, gone bool // gone since left
}

// ask settles the options, and returns the end of the observation.
func (s *stays) ask(log *event.Log, o *LifetimeOptions) (at int64, err error) {
	if o.Contract != nil {
		c, zone, err := o.Contract.asked()
		if err == nil {
			s.bill, s.At = newBill(log, c, zone), c.At
		}
		return c.At, err
	}
	q, zone, err := o.Silence.asked()
	if err == nil {
		s.question, s.walk = q, newWalk(log, q, zone)
	}
	return q.At, err
}

func (s *stays) fresh() *stays {
	out := *s
	if s.bill != nil {
		b := *s.bill
		b.become = out.become
		out.bill = &b
	} else {
		w := *s.walk
		out.walk = &w
	}
	return &out
}

// Add finds the lifetime of one customer.
func (s *stays) Add(trace event.Trace) {
	nanos := until(trace.Nanos(), s.At)
	s.stay = stay{}
	if s.bill != nil {
		s.bill.follow(trace, nanos, s.become, func(int64, float64) {})
	} else {
		s.listen(trace, nanos)
	}
	if !s.began {
		return
	}
	l := Lifetime{Customer: trace.Customer(), Group: s.group(trace, nanos)}
	until := s.end
	if l.Left = s.gone && s.left <= s.end; l.Left || s.bill == nil && s.Leave == AtLastEvent {
		until = s.left
	}
	l.Days = stat.Tidy(float64(uint64(until)-uint64(s.first)) / float64(24*time.Hour))
	s.list = append(s.list, l)
}

// become notes what a subscription becomes.
func (s *stays) become(at int64, now held, _ bool) {
	switch {
	case now.there && !s.began:
		s.first, s.began = at, true
	case now.there && s.gone && s.through:
		s.gone = false
	case s.began && !now.there && !s.gone:
		s.left, s.gone = at, true
	}
}

// listen finds the silence with which a customer left.
func (s *stays) listen(trace event.Trace, nanos []int64) {
	w := s.walk
	if !w.every {
		w.codes = trace.AppendCodes(w.codes[:0], w.ofName)
	}
	last := int64(0)
	for i, nano := range nanos {
		switch {
		case !w.every && w.codes[i] == 0:
			continue
		case !s.began:
			s.first, s.began = nano, true
		case !s.through && uint64(nano)-uint64(last) >= uint64(s.Silence):
			s.silent(last, nano)
			return
		}
		last = nano
	}
	s.silent(last, s.end)
}

// silent notes a silence from the last event up to some time.
func (s *stays) silent(last, upTo int64) {
	s.gone = uint64(upTo)-uint64(last) >= uint64(s.Silence)
	s.left = last
	if s.Leave == AfterSilence {
		s.left = after(last, s.Silence)
	}
}

// group returns that of the customer's first event.
func (s *stays) group(trace event.Trace, nanos []int64) string {
	i, _ := slices.BinarySearch(nanos, s.first)
	codes := []int32(nil)
	if s.bill != nil {
		codes = s.bill.codes
	} else if !s.walk.every {
		codes = s.walk.codes
	}
	for codes != nil && codes[i] == 0 {
		i++
	}
	if s.byChannel {
		return string(trace.Channel(i))
	}
	return s.by.Of(trace, i)
}

// Merge adds the lifetimes of the customers that follow.
func (s *stays) Merge(other *stays) { s.list = append(s.list, other.list...) }
