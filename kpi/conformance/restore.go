package conformance

import (
	"cmp"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// UnmarshalJSON reads what MarshalJSON wrote. A state that this package cannot
// have written is an error, and then the tally is as it was. A tally that was
// read can be merged and gives its result, but takes in no traces.
func (t *Tally) UnmarshalJSON(b []byte) error {
	var s state
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("conformance: %w", err)
	}
	setting, err := s.setting()
	if err != nil {
		return err
	}
	read := newTally(setting)
	if !s.fill(read) {
		return fmt.Errorf("conformance: %w", stat.ErrState)
	}
	*t = *read
	return nil
}

// setting returns the setting of a state.
func (s *state) setting() (*setting, error) {
	var q question
	if err := json.Unmarshal(s.Asked, &q); err != nil {
		return nil, fmt.Errorf("conformance: %w", err)
	}
	o := Options{
		By: q.By, Per: q.Per, Collapse: q.Collapse, CountUnplanned: q.CountUnplanned,
		Times: q.Times, Zeta: q.Zeta, Profile: q.Profile, Top: q.Top, Level: q.Level,
	}
	if err := o.check(); err != nil || o.Zeta != 0 && !o.Times {
		return nil, fmt.Errorf("conformance: %w", cmp.Or(err, stat.ErrState))
	}
	p := &plan{steps: q.Steps, symbols: q.Symbols}
	if !p.valid() {
		return nil, fmt.Errorf("conformance: %w", stat.ErrState)
	}
	p.link()
	return newSetting(o, p, q.Cut), nil
}

// valid reports whether a plan is one that can be.
func (p *plan) valid() bool {
	if n := len(p.steps); n == 0 || n > maxSteps || n != len(p.symbols) {
		return false
	}
	for i, s := range p.symbols {
		if s < 0 || int(s) > i || p.symbols[s] != s {
			return false
		}
		if len(p.steps[i].Targets) > maxSteps {
			return false
		}
	}
	return true
}

// fill puts the counts of a state into a new tally, and reports whether they can
// be.
func (s *state) fill(t *Tally) bool {
	if s.Fitness == nil || s.Replay == nil || len(s.Steps) != len(t.steps) || len(s.Promises) != len(t.promises) {
		return false
	}
	t.customers, t.units, t.absent, t.events = s.Customers, s.Units, s.Absent, s.Events
	t.fit, t.fitness = s.Fit, *s.Fitness
	s.Replay.plan, s.Replay.tokens = t.replay.plan, t.replay.tokens
	t.replay = *s.Replay
	ok := ordered(0, t.absent, t.units, mostCounted) && ordered(0, t.customers, t.units) && ordered(0, t.events, mostCounted) &&
		t.possible(&t.fit) && ordered(0, t.fitness.Cost, t.fitness.Lengths, mostCounted) && (t.fitness.Lengths > 0 || t.units == 0) &&
		t.fitness.Least >= 0 && t.fitness.Least <= t.fitness.Most && t.fitness.Most <= 1 && t.replay.possible(t.units)
	for i := range s.Steps {
		t.steps[i] = s.Steps[i]
		ok = ok && t.possibleStep(&t.steps[i])
	}
	for i, p := range s.Promises {
		t.promises[i].N, t.promises[i].Kept = p.N, p.Kept
		ok = ok && p.Step == t.promises[i].Step && ordered(0, p.Kept, p.N, mostCounted)
	}
	return ok && s.fillInverted(t) && s.fillUnplanned(t) && s.fillTiming(t) && s.fillVariants(t)
}

// ordered reports whether no number is greater than the next.
func ordered(list ...int) bool { return slices.IsSorted(list) }

// possible reports whether a count can be one of this tally.
func (t *Tally) possible(c *count) bool {
	return ordered(0, c.Customers, c.Units, t.units) && ordered(c.Customers, t.customers) && ordered(c.Units, c.Events, mostCounted)
}

func (t *Tally) possibleStep(s *step) bool {
	return t.possible(&s.Completed) && t.possible(&s.OutOfOrder) && t.possible(&s.Repeated) &&
		ordered(s.Completed.Units+s.OutOfOrder.Units, t.units) && ordered(0, s.InOrder, s.Both, s.Reached, t.units) &&
		ordered(0, s.Before, s.Reached) && ordered(0, s.After, s.Reached) && ordered(0, s.Always, t.customers)
}

func (r *replay) possible(units int) bool {
	return ordered(0, r.Missing, r.Consumed, mostCounted) && ordered(0, r.Remaining, r.Produced, mostCounted) &&
		ordered(0, r.Fit, units, r.Consumed) && ordered(units, r.Produced)
}

func (s *state) fillInverted(t *Tally) bool {
	for i := range s.Inverted {
		v := &s.Inverted[i]
		if !t.isStep(v.A) || !t.isStep(v.B) || !t.possible(&v.count) || v.Units == 0 {
			return false
		}
		c := t.inverted.of(v.A, v.B)
		if c.Units != 0 {
			return false
		}
		c.merge(&v.count)
	}
	return true
}

func (t *Tally) isStep(p int32) bool { return p >= 0 && int(p) < len(t.steps) }

func (s *state) fillUnplanned(t *Tally) bool {
	for i := range s.Unplanned {
		f := &s.Unplanned[i]
		if _, twice := t.unplanned.index[f.Name]; twice || !t.possible(&f.count) {
			return false
		}
		seen := map[int32]bool{}
		for k := range f.After {
			in := &f.After[k]
			if in.Step != none && !t.isStep(in.Step) || seen[in.Step] || !t.possible(&in.count) {
				return false
			}
			seen[in.Step] = true
		}
		*t.unplanned.of(f.Name) = *f
	}
	return true
}

func (s *state) fillTiming(t *Tally) bool {
	t.timing.Compared, t.timing.Deviating = s.Timing.Compared, s.Timing.Deviating
	if !ordered(0, t.timing.Deviating, t.timing.Compared, t.units) || !t.Times && len(s.Timing.Pairs) > 0 {
		return false
	}
	for i := range s.Timing.Pairs {
		p := &s.Timing.Pairs[i]
		if !t.isStep(p.A) || !t.isStep(p.B) || p.Times.n == 0 || p.Fast < 0 || p.Slow < 0 ||
			p.Fast > mostCounted || p.Slow > mostCounted || uint64(p.Fast+p.Slow) > p.Times.n {
			return false
		}
		to := t.timing.of(p.A, p.B)
		if to.Times.n != 0 {
			return false
		}
		*to = *p
	}
	return true
}

func (s *state) fillVariants(t *Tally) bool {
	if len(s.Variants) > maxVariants {
		return false
	}
	deviating := t.units - t.fit.Units
	for i := range s.Variants {
		v := &s.Variants[i]
		deviating -= v.Units
		key, ok := keyOf(v.Key)
		if !ok || t.variants.byKey[key] != nil || !t.possible(&v.count) || !ordered(0, v.Cost, mostCounted) || !t.isKey(key) || deviating < 0 {
			return false
		}
		*t.variants.put(key, v.Cost) = v.variant
	}
	return true
}

// keyOf reads a key in hexadecimal.
func keyOf(text string) (key string, ok bool) {
	b, err := hex.DecodeString(text)
	return string(b), err == nil && len(b)%2 == 0 && len(b) <= 2*maxItems
}

// isKey reports whether every symbol of a key is one of the plan.
func (t *Tally) isKey(key string) bool {
	for _, c := range symbolsOf(key) {
		if c != none && !t.isStep(c) {
			return false
		}
	}
	return true
}
