package conformance

import (
	"errors"
	"fmt"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/persona/field"
)

// Compute lays what the customers of log did beside the journey that m draws.
// It changes neither.
//
// A map or an option that is not valid is a *[field.Error] with its path, or
// several, joined. A map that names no event and a log without events are
// [ErrNoData]. More than 1,000 steps are an error too.
//
// With Zeta and without a Profile it goes over the log twice: first for the
// means and deviations, then for the times beyond them.
func Compute(m *journey.Map, log *event.Log, opt *Options) (*Result, error) {
	if opt != nil && opt.Zeta != 0 && opt.Profile == nil {
		var first, second Options = *opt, *opt
		first.Zeta, first.Times = 0, true
		normal, err := fold(m, log, &first)
		if err != nil {
			return nil, err
		}
		second.Profile = append([]Pair{}, normal.Timing.Profile...)
		return fold(m, log, &second)
	}
	return fold(m, log, opt)
}

func fold(m *journey.Map, log *event.Log, opt *Options) (*Result, error) {
	s, err := settle(m, log, opt)
	if err != nil {
		return nil, err
	}
	return event.Fold(log, func() *Tally { return newTally(s) }).Result()
}

// New returns a tally without customers, for traces of log: the means to count
// in parts what [Compute] counts at once.
func New(m *journey.Map, log *event.Log, opt *Options) (*Tally, error) {
	s, err := settle(m, log, opt)
	if err != nil {
		return nil, err
	}
	return newTally(s), nil
}

// A setting is all that counting needs to know and does not change. Shards
// share it.
type setting struct {
	Options
	*plan
	reader *reader  // nil in a tally that was read from JSON
	names  []string // of the events of the log
	limits []limit  // the bounds of the times of each pair of symbols; nil without Zeta
	asked  []byte   // what was asked, as JSON: tallies of one question are alike
}

func settle(m *journey.Map, log *event.Log, opt *Options) (*setting, error) {
	if log == nil {
		return nil, errors.New("conformance: want a log, got nil")
	}
	o, err := opt.settled()
	if err == nil && o.Zeta != 0 && o.Profile == nil {
		err = &field.Error{Path: "options.profile", Err: ErrNoProfile}
	}
	if err != nil {
		return nil, fmt.Errorf("conformance: %w", err)
	}
	p, err := newPlan(m, &o)
	if err != nil {
		return nil, fmt.Errorf("conformance: %w", err)
	}
	s := newSetting(o, p, cutText(o.Cut))
	s.reader, s.names = newReader(m, p, log, &o), log.Names()
	return s, nil
}
