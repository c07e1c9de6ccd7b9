package conformance

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/parcours-go/parcours/journey/event"
)

// mostCounted bounds every count of a state, so that no sum of a few overflows.
const mostCounted = min(1<<53, math.MaxInt)

// A question is what a tally was asked, as JSON. Tallies of one question can be
// merged.
type question struct {
	Steps          []planned `json:"steps"`
	Symbols        []int32   `json:"symbols"`
	By             By        `json:"by"`
	Per            Per       `json:"per"`
	Cut            string    `json:"cut"`
	Collapse       bool      `json:"collapse"`
	CountUnplanned bool      `json:"count_unplanned"`
	Times          bool      `json:"times"`
	Zeta           float64   `json:"zeta"`
	Profile        []Pair    `json:"profile"`
	Top            int       `json:"top"`
	Level          float64   `json:"level"`
}

// newSetting returns the setting of those options and that plan, without a log.
func newSetting(o Options, p *plan, cut string) *setting {
	if o.Zeta == 0 {
		o.Profile = nil
	}
	// Every number is finite and every text valid: nothing can go wrong.
	asked, _ := json.Marshal(question{
		p.steps, p.symbols, o.By, o.Per, cut, o.Collapse, o.CountUnplanned, o.Times, o.Zeta, o.Profile, o.Top, o.Level,
	})
	return &setting{Options: o, plan: p, limits: newLimits(&o, p), asked: asked}
}

// cutText says what ends a session.
func cutText(c event.Cut) string {
	midnight := ""
	if c.Midnight != nil {
		midnight = c.Midnight.String()
	}
	return fmt.Sprintf("%d/%q/%q", int64(c.Silence), midnight, c.Attr)
}

// A state is a tally as JSON.
type state struct {
	Asked     json.RawMessage `json:"asked"`
	Customers int             `json:"customers"`
	Units     int             `json:"units"`
	Absent    int             `json:"absent"`
	Events    int             `json:"events"`
	Fit       count           `json:"fit"`
	Fitness   *fitness        `json:"fitness"`
	Replay    *replay         `json:"replay"`
	Steps     []step          `json:"steps"`
	Inverted  []inversion     `json:"inverted"`
	Unplanned []foreign       `json:"unplanned"`
	Timing    timingState     `json:"timing"`
	Promises  []promise       `json:"promises"`
	Variants  []keyed         `json:"variants"`
}

type timingState struct {
	Compared  int     `json:"compared"`
	Deviating int     `json:"deviating"`
	Pairs     []timed `json:"pairs"`
}

type keyed struct {
	Key string `json:"key"`
	variant
}

// MarshalJSON writes all that was counted and what was asked, with the names of
// events and steps and without those of customers.
func (t *Tally) MarshalJSON() ([]byte, error) {
	if t.err != nil {
		return nil, t.err
	}
	if t.setting == nil {
		return nil, errNew
	}
	t.variants.prune()
	s := state{
		Asked: t.asked, Customers: t.customers, Units: t.units, Absent: t.absent, Events: t.events, Fit: t.fit,
		Fitness: &t.fitness, Replay: &t.replay, Steps: t.steps, Inverted: t.inverted.sorted(), Unplanned: t.unplanned.sorted(), Promises: t.promises,
		Timing: timingState{t.timing.Compared, t.timing.Deviating, t.timing.sorted()},
	}
	for _, key := range t.variants.keys() {
		s.Variants = append(s.Variants, keyed{fmt.Sprintf("%x", key), *t.variants.byKey[key]})
	}
	return json.Marshal(s)
}

// sorted returns the pairs in the order of the plan.
func (t *timing) sorted() []timed {
	pairs := slices.Clone(t.pairs)
	slices.SortFunc(pairs, func(a, b timed) int { return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B)) })
	return pairs
}

var errNew = errors.New("conformance: want a tally from New or from JSON")
