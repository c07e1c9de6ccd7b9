package funnel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// The matcher finds of every customer what trying all chains finds: 200,000
// customers under thousands of combinations of the options, and a million where
// CI asks for them.
func TestTheMatcherFindsWhatTryingAllChainsFinds(t *testing.T) {
	cases := sharedtest.Cases(200_000, 1_000_000)
	const customers = 50
	t.Run("cases", func(t *testing.T) {
		for w := range 2 {
			t.Run(fmt.Sprint(w), func(t *testing.T) {
				t.Parallel()
				r := rand.New(rand.NewPCG(uint64(w), 1))
				for done := 0; done < cases/2; {
					steps, opt := randomQuestion(r)
					asked, o, err := settled(steps, opt)
					if err != nil {
						continue // options that do not go together
					}
					log := randomLog(t, r, customers, 8)
					m := newMatcher(newQuery(log, question{asked, o}))
					m.few = []int{1, 2, 5, fewMoments}[r.IntN(4)]
					for trace := range log.Traces() {
						checkTrace(t, m, trace)
					}
					done += customers
				}
			})
		}
	})
}

// checkTrace compares the passages of one customer with those that trying all
// chains finds in each unit.
func checkTrace(t *testing.T, m *matcher, trace event.Trace) {
	t.Helper()
	ref := &reference{question: m.question}
	for i := range trace.Len() {
		ref.events = append(ref.events, trace.Event(i))
	}
	found := m.match(trace)
	fail := func(p *passage, format string, args ...any) {
		t.Helper()
		text := fmt.Sprintf("steps %+v\noptions %+v\n", ref.Steps, ref.Options)
		for i, e := range ref.events {
			text += fmt.Sprintf("%d: %v %s %s %v\n", i, e.Time.Sub(epoch), e.Name, e.Channel, e.Attrs)
		}
		require.FailNow(t, fmt.Sprintf(format, args...), "%s\npassage %+v", text, p)
	}
	next := 0
	take := func(unit []int, want refChain, dropped bool) *passage {
		if want.reached == 0 {
			return nil
		}
		if next == len(found) {
			fail(nil, "want %+v, found nothing", want)
		}
		p := &found[next]
		next++
		got := ref.measure(p)
		if got.reached != want.reached || got.steps != want.steps || got.peak != want.peak || got.start != want.start || p.dropped != dropped ||
			!slices.Equal(got.backwards, want.backwards) {
			fail(p, "want %+v dropped %v, got %+v", want, dropped, got)
		}
		ref.unit = unit
		if !ref.valid(p) {
			fail(p, "not a chain of the funnel")
		}
		return p
	}
	for _, unit := range ref.units() {
		ref.check(unit, take)
	}
	if next != len(found) {
		fail(&found[next], "nothing more should be found")
	}
}

// measure returns what of a passage a chain is judged by.
func (r *reference) measure(p *passage) refChain {
	c := refChain{reached: p.reached, peak: math.MinInt64, start: math.MaxInt64}
	for _, e := range p.at {
		if e != none {
			c.steps++
			c.peak = max(c.peak, r.key(int(e)))
			c.start = min(c.start, r.time(int(e)))
		}
	}
	if r.Order != Unordered {
		c.start = r.time(int(p.at[0]))
	}
	if r.settlesTimes() {
		for i := p.reached - 2; i >= 1; i-- {
			c.backwards = append(c.backwards, r.time(int(p.at[i])))
		}
	}
	return c
}

// valid reports whether a passage is what it says.
func (r *reference) valid(p *passage) bool {
	if r.Order == Unordered || r.Order == FirstThenAny {
		return true
	}
	chain := []int{int(p.at[0])}
	last, step := chain[0], 1
	for i := 1; i < p.reached; i++ {
		e := int(p.at[i])
		if e == none {
			chain = append(chain, none)
			continue
		}
		if !r.satisfies(e, i+1) || !r.follows(chain, last, step, e, i+1) {
			return false
		}
		chain = append(chain, e)
		last, step = e, i+1
	}
	return step == p.reached && r.satisfies(chain[0], 1)
}

// units are the events that may be part of one try.
func (r *reference) units() [][]int {
	var out [][]int
	last := map[string]int{}
	for i, e := range r.events {
		new := len(out) == 0
		at := len(out) - 1
		switch {
		case r.Same != "":
			value := e.Attrs[r.Same]
			if r.Same == Channel {
				value = string(e.Channel)
			}
			if value == "" {
				continue
			}
			at, new = last[value]-1, last[value] == 0
			if new {
				last[value] = len(out) + 1
			}
		case r.Scope == Session:
			new = new || e.Time.Sub(r.events[i-1].Time) > r.Options.Session.Silence
		case r.Scope == Day:
			new = new || !e.Time.Truncate(24*time.Hour).Equal(r.events[i-1].Time.Truncate(24*time.Hour))
		}
		if new {
			out, at = append(out, nil), len(out)
		}
		out[at] = append(out[at], i)
	}
	return out
}

// entry reports whether a try may begin with event i.
func (r *reference) entry(i int) bool {
	first := []int{1}
	if r.Order == Unordered {
		first = r.steps()
	}
	is := func(i int) bool { return slices.ContainsFunc(first, func(s int) bool { return r.satisfies(i, s) }) }
	e := r.events[i]
	if !is(i) || e.Time.Before(r.From) || !r.To.IsZero() && !e.Time.Before(r.To) {
		return false
	}
	for j := range r.events {
		if r.FirstEver && is(j) && r.key(j) < r.key(i) {
			return false
		}
	}
	return true
}

// check gives the passages of a unit to take, which returns what the matcher
// found.
func (r *reference) check(unit []int, take func(unit []int, want refChain, dropped bool) *passage) {
	switch r.Anchor {
	case Best:
		r.unit, r.begins = unit, r.entry
		c, dropped, _, _ := r.passage()
		take(unit, c, dropped)
		return
	case LastEntry:
		for k := len(unit) - 1; k >= 0; k-- {
			if r.entry(unit[k]) {
				r.try(unit, unit[k], take)
				return
			}
		}
		return
	}
	for len(unit) > 0 {
		k := slices.IndexFunc(unit, r.entry)
		if k < 0 {
			return
		}
		anchor := unit[k]
		use := slices.DeleteFunc(slices.Clone(unit), func(i int) bool { return !r.allowed(r.Window, anchor, i) })
		p, key, stopped := r.try(use, anchor, take)
		if r.Anchor == FirstEntry {
			return
		}
		switch {
		case p.reached == len(r.Steps):
			unit = slices.DeleteFunc(slices.Clone(unit), func(i int) bool { return i <= int(p.last) || i <= anchor })
		case stopped:
			unit = slices.DeleteFunc(slices.Clone(unit), func(i int) bool { return r.key(i) <= key || i <= anchor })
		default:
			unit = unit[len(use):]
		}
	}
}

// try is the passage that begins at the anchor's key.
func (r *reference) try(unit []int, anchor int, take func([]int, refChain, bool) *passage) (*passage, int64, bool) {
	r.unit = unit
	r.begins = func(i int) bool { return r.entry(i) && r.key(i) == r.key(anchor) }
	c, dropped, key, stopped := r.passage()
	return take(unit, c, dropped), key, stopped
}
