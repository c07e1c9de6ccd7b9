package funnel

import (
	"cmp"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// A reference is the definition of the package documentation, word for word: it
// tries all chains of events that there are.
type reference struct {
	question
	events []event.Event // of the customer
	unit   []int         // the events that may be used
	free   bool          // exclusions count for nothing

	begins func(i int) bool
	best   refChain
}

type refChain struct {
	reached, steps int
	peak, start    int64
	backwards      []int64 // the times from the last step but one down, where the definition settles them
}

func (a refChain) better(b refChain) bool {
	switch {
	case a.reached != b.reached:
		return a.reached > b.reached
	case a.steps != b.steps:
		return a.steps > b.steps
	case a.peak != b.peak:
		return a.peak < b.peak
	case a.start != b.start:
		return a.start > b.start
	}
	return slices.Compare(a.backwards, b.backwards) < 0
}

func (r *reference) time(i int) int64 { return r.events[i].Time.UnixNano() }

func (r *reference) key(i int) int64 {
	if r.Ties == InputOrder && r.Order != Unordered {
		return int64(i)
	}
	return r.time(i)
}

func meets(e event.Event, names []string, where []Condition) bool {
	for _, c := range where {
		value := e.Attrs[c.Key]
		if c.Key == Channel {
			value = string(e.Channel)
		}
		if !slices.Contains(c.In, value) {
			return false
		}
	}
	return slices.Contains(names, e.Name)
}

func (r *reference) satisfies(i, step int) bool {
	return meets(r.events[i], r.Steps[step-1].Events, r.Steps[step-1].Where)
}

// excluded reports whether event i is barred between two steps, or anywhere.
func (r *reference) excluded(i, from, to int) bool {
	for _, x := range r.Exclude {
		if x.From < to && from < x.To && meets(r.events[i], x.Events, x.Where) {
			return true
		}
	}
	return false
}

// allowed reports whether from a to b is no more than d.
func (r *reference) allowed(d time.Duration, a, b int) bool {
	elapsed := new(big.Int).Sub(big.NewInt(r.time(b)), big.NewInt(r.time(a)))
	return d == 0 || d == AtOnce && elapsed.Sign() <= 0 || d > 0 && elapsed.Cmp(big.NewInt(int64(d))) <= 0
}

// follows reports whether event y may take step s after event x took step p.
func (r *reference) follows(chain []int, x, p, y, s int) bool {
	if !r.Reuse && slices.Contains(chain, y) {
		return false
	}
	switch r.Ties {
	case InputOrder:
		if y < x || y == x && !r.Reuse {
			return false
		}
	case Later:
		if r.time(y) <= r.time(x) {
			return false
		}
	default:
		for _, e := range chain {
			if e != none && r.time(y) < r.time(e)-int64(r.Grace) {
				return false
			}
		}
	}
	within := r.Steps[s-1].Within
	if within == 0 {
		within = r.Options.Within
	}
	if !r.allowed(within, x, y) || !r.allowed(r.Window, chain[0], y) {
		return false
	}
	for _, z := range r.unit {
		if r.key(x) < r.key(z) && r.key(z) < r.key(y) {
			if r.Steps[s-1].Directly || r.Order == Strict || !r.free && r.Effect != EndTry && r.excluded(z, p, s) {
				return false
			}
		}
	}
	return true
}

// search tries all chains.
func (r *reference) search() refChain {
	r.best = refChain{peak: math.MaxInt64, start: math.MinInt64}
	switch r.Order {
	case Unordered:
		r.anyOrder(0, make([]int, len(r.Steps)))
		return r.best
	case FirstThenAny:
		for _, i := range r.unit {
			if r.satisfies(i, 1) && r.begins(i) {
				r.rest(2, []int{i})
			}
		}
		return r.best
	}
	for _, i := range r.unit {
		if r.satisfies(i, 1) && r.begins(i) {
			r.extend([]int{i}, i, 1)
		}
	}
	return r.best
}

func (r *reference) see(chain []int, reached int) {
	c := refChain{reached: reached, peak: math.MinInt64, start: math.MaxInt64}
	if r.settlesTimes() {
		for i := len(chain) - 2; i >= 1; i-- {
			c.backwards = append(c.backwards, r.time(chain[i]))
		}
	}
	for _, e := range chain {
		if e != none {
			c.steps++
			c.peak = max(c.peak, r.key(e))
		}
	}
	if r.Order == Unordered {
		for _, e := range chain {
			if e != none {
				c.start = min(c.start, r.time(e))
			}
		}
	} else {
		c.start = r.time(chain[0])
	}
	if c.better(r.best) {
		r.best = c
	}
}

// settlesTimes reports whether the definition leaves no choice of times: that of
// chains which leave out steps, or may give one event to several, is any.
func (r *reference) settlesTimes() bool {
	if r.Order == Unordered || r.Order == FirstThenAny || r.Grace > 0 {
		return false
	}
	for _, s := range r.Steps {
		if s.Optional {
			return false
		}
	}
	if r.Ties != Favourable || r.Reuse {
		return true
	}
	for i := range r.events {
		n := 0
		for _, s := range r.steps() {
			if r.satisfies(i, s) {
				n++
			}
		}
		if n > 1 {
			return false
		}
	}
	return true
}

func (r *reference) extend(chain []int, last, p int) {
	r.see(chain, p)
	skipped := chain
	for s := p + 1; s <= len(r.Steps); s++ {
		for _, y := range r.unit {
			if r.satisfies(y, s) && r.follows(skipped, last, p, y, s) {
				r.extend(append(slices.Clone(skipped), y), y, s)
			}
		}
		if !r.Steps[s-1].Optional {
			return
		}
		skipped = append(slices.Clone(skipped), none)
	}
}

// rest gives steps s and on an event each, after the first one.
func (r *reference) rest(s int, chain []int) {
	r.see(chain, s-1)
	if s > len(r.Steps) {
		return
	}
	first := chain[0]
	for _, y := range r.unit {
		ok := r.satisfies(y, s) && (r.Reuse || !slices.Contains(chain, y)) && r.allowed(r.Window, first, y)
		switch r.Ties {
		case InputOrder:
			ok = ok && y >= first
		case Later:
			ok = ok && (r.time(y) > r.time(first) || y == first)
		default:
			ok = ok && r.time(y) >= r.time(first)-int64(r.Grace)
		}
		for _, z := range r.unit {
			ok = ok && (r.free || r.key(z) <= r.key(first) || r.key(z) >= r.key(y) || !r.excluded(z, 1, len(r.Steps)))
		}
		if ok {
			r.rest(s+1, append(slices.Clone(chain), y))
		}
	}
}

// anyOrder lets event n of the unit and those behind it take steps or not.
func (r *reference) anyOrder(n int, taken []int) {
	if n == 0 {
		for i := range taken {
			taken[i] = none
		}
	}
	if n == len(r.unit) {
		r.seeAny(taken)
		return
	}
	i := r.unit[n]
	r.anyOrder(n+1, slices.Clone(taken))
	var sets [][]int // of steps that the event takes
	if r.Reuse {
		all := []int{}
		for s := range taken {
			if taken[s] == none && r.satisfies(i, s+1) {
				all = append(all, s)
			}
		}
		sets = [][]int{all}
	} else {
		for s := range taken {
			if taken[s] == none && r.satisfies(i, s+1) {
				sets = append(sets, []int{s})
			}
		}
	}
	for _, set := range sets {
		next := slices.Clone(taken)
		for _, s := range set {
			next[s] = i
		}
		if len(set) > 0 {
			if n == 0 {
				r.anyOrderFrom1(next)
				continue
			}
			r.anyOrder(n+1, next)
		}
	}
}

// anyOrderFrom1 is anyOrder from the second event on, which must not forget
// what the first one took.
func (r *reference) anyOrderFrom1(taken []int) { r.anyOrder(1, taken) }

func (r *reference) seeAny(taken []int) {
	var used []int
	for _, e := range taken {
		if e != none {
			used = append(used, e)
		}
	}
	if len(used) == 0 {
		return
	}
	slices.SortFunc(used, func(a, b int) int { return cmp.Compare(r.time(a), r.time(b)) })
	first, last := used[0], used[len(used)-1]
	begun := slices.ContainsFunc(used, func(e int) bool { return r.time(e) == r.time(first) && r.begins(e) })
	// A window may begin with an event at the same time that took no step.
	for _, e := range r.unit {
		begun = begun || r.time(e) == r.time(first) && r.begins(e) && slices.ContainsFunc(r.steps(), func(s int) bool { return r.satisfies(e, s) })
	}
	if !begun || !r.allowed(r.Window, first, last) {
		return
	}
	for _, z := range r.unit {
		if !r.free && r.time(first) < r.time(z) && r.time(z) < r.time(last) && r.excluded(z, 1, len(r.Steps)) {
			return
		}
	}
	r.see(used, len(used))
}

func (r *reference) steps() (out []int) {
	for s := range r.Steps {
		out = append(out, s+1)
	}
	return out
}

// stopped returns the key before whose events the reading ends.
func (r *reference) stopped() (int64, bool) {
	all := r.unit
	defer func() { r.unit = all }()
	level := func(before func(key int64) bool) int {
		r.unit = slices.DeleteFunc(slices.Clone(all), func(i int) bool { return !before(r.key(i)) })
		return r.search().reached
	}
	keys := make([]int64, len(all))
	for k, i := range all {
		keys[k] = r.key(i)
	}
	for _, key := range slices.Compact(keys) {
		before := level(func(k int64) bool { return k < key })
		with := level(func(k int64) bool { return k <= key })
		for _, i := range all {
			if r.key(i) == key && before > 0 && r.stops(i, before, with) {
				return key, true
			}
		}
	}
	return 0, false
}

func (r *reference) stops(i, before, with int) bool {
	furthest := 0
	repeated := false
	for s := 1; s <= len(r.Steps); s++ {
		if r.satisfies(i, s) {
			furthest = s
			repeated = repeated || s >= 2 && s <= before
		}
	}
	next := with + 1
	for next < len(r.Steps) && r.Steps[next-1].Optional {
		next++
	}
	return r.StopOnForeign && (furthest == 0 || furthest > min(next, len(r.Steps))) ||
		r.StopOnRepeat && repeated ||
		r.Effect == EndTry && r.excluded(i, before, before+1)
}

// passage returns the best chain of the events of the unit that come before the
// stop, whether the passage is dropped, and the stop.
func (r *reference) passage() (c refChain, dropped bool, key int64, stopped bool) {
	all := r.unit
	read := func() refChain {
		defer func() { r.unit = all }()
		if r.StopOnForeign || r.StopOnRepeat || r.Effect == EndTry && len(r.Exclude) > 0 {
			if key, stopped = r.stopped(); stopped {
				r.unit = slices.DeleteFunc(slices.Clone(all), func(i int) bool { return r.key(i) >= key })
			}
		}
		return r.search()
	}
	if r.Effect == Drop {
		r.free = true
		free := read().reached
		r.free = false
		c = read()
		return c, c.reached > 0 && free > c.reached, key, stopped
	}
	c = read()
	return c, false, key, stopped
}

var stepNames = []string{"a", "b", "c", "d", "e"}

func oneIn(r *rand.Rand, n int) bool { return r.IntN(n) == 0 }

func someNames(r *rand.Rand) []string {
	names := []string{stepNames[r.IntN(4)]}
	if oneIn(r, 4) {
		names = append(names, stepNames[r.IntN(5)])
	}
	return names
}

func someWhere(r *rand.Rand) []Condition {
	if !oneIn(r, 10) {
		return nil
	}
	return []Condition{{Key: []string{"colour", Channel}[r.IntN(2)], In: []string{[]string{"", "red", "web"}[r.IntN(3)], "blue"}}}
}

func someTime(r *rand.Rand) time.Duration {
	return []time.Duration{AtOnce, 1, 2, 3, 5, 9}[r.IntN(6)] * time.Second
}

func orAtOnce(d time.Duration) time.Duration {
	if d < 0 {
		return AtOnce
	}
	return d
}

// tangledQuestion draws steps that share events, and of the options only those
// by which events of about one time may be taken in several orders.
func tangledQuestion(r *rand.Rand) ([]Step, *Options) {
	steps := make([]Step, 3+r.IntN(3))
	for i := range steps {
		steps[i].Events = []string{stepNames[r.IntN(3)], stepNames[r.IntN(3)]}
		steps[i].Optional = i > 0 && oneIn(r, 12)
		steps[i].Directly = i > 0 && oneIn(r, 12)
	}
	o := &Options{Grace: time.Duration(r.IntN(3)) * time.Second, Anchor: []Anchor{Best, Best, EachEntry}[r.IntN(3)]}
	if oneIn(r, 2) {
		o.Window = orAtOnce(someTime(r))
	}
	if oneIn(r, 4) {
		o.Exclude = []Exclusion{{Events: []string{stepNames[r.IntN(3)]}, From: 1 + r.IntN(len(steps)-1)}}
	}
	return steps, o
}

// randomQuestion draws steps and options, of all combinations that are valid.
func randomQuestion(r *rand.Rand) ([]Step, *Options) {
	if oneIn(r, 4) {
		return tangledQuestion(r)
	}
	steps := make([]Step, 1+r.IntN(4))
	for i := range steps {
		steps[i] = Step{Events: []string{stepNames[i]}}
		if oneIn(r, 2) {
			steps[i].Events = someNames(r)
		}
		steps[i].Where = someWhere(r)
		if oneIn(r, 12) {
			steps[i].Within = orAtOnce(someTime(r))
		}
		steps[i].Optional = i > 0 && oneIn(r, 8)
		steps[i].Directly = i > 0 && oneIn(r, 12)
	}
	o := &Options{
		Order:  []Order{"", "", Ordered, Ordered, Strict, Unordered, FirstThenAny}[r.IntN(7)],
		Ties:   []Ties{"", Favourable, InputOrder, Later}[r.IntN(4)],
		Anchor: []Anchor{"", Best, FirstEntry, LastEntry, EachEntry}[r.IntN(5)],
		Effect: []Effect{"", KeepReached, Drop, EndTry}[r.IntN(4)],
		Scope:  []Scope{"", "", "", Session, Day}[r.IntN(5)],
		Reuse:  oneIn(r, 3), StopOnForeign: oneIn(r, 10), StopOnRepeat: oneIn(r, 10), FirstEver: oneIn(r, 10),
	}
	o.Session.Silence = 3 * time.Second
	if oneIn(r, 2) {
		o.Window = orAtOnce(someTime(r))
	}
	if oneIn(r, 8) {
		o.Within = orAtOnce(someTime(r))
	}
	if oneIn(r, 3) {
		o.Grace = time.Duration(r.IntN(3)) * time.Second
	}
	if oneIn(r, 10) {
		o.From = epoch.Add(time.Duration(r.IntN(6)) * time.Second)
	}
	if oneIn(r, 10) {
		o.To = epoch.Add(time.Duration(3+r.IntN(8)) * time.Second)
	}
	if oneIn(r, 12) {
		o.Scope, o.Same = History, []string{"colour", Channel}[r.IntN(2)]
	}
	for len(steps) > 1 && oneIn(r, 3) && len(o.Exclude) < 3 {
		x := Exclusion{Events: someNames(r), Where: someWhere(r)}
		if oneIn(r, 2) {
			x.From = 1 + r.IntN(len(steps)-1)
			x.To = x.From + 1 + r.IntN(len(steps)-x.From)
		}
		o.Exclude = append(o.Exclude, x)
	}
	return steps, o
}

var epoch = time.Unix(1_600_000_000, 0).UTC()

// randomLog draws customers of a few events each, many of them at one time.
func randomLog(t testing.TB, r *rand.Rand, customers, most int) *event.Log {
	var events []event.Event
	names := 3 + r.IntN(3)
	spread := 2 + r.IntN(10)
	coloured := oneIn(r, 2)
	base := epoch
	if oneIn(r, 10) { // where differences of times overflow
		base = time.Unix(0, math.MaxInt64).Add(-25 * time.Hour)
	}
	for c := range customers {
		for range 1 + r.IntN(most) {
			e := event.Event{
				Customer: fmt.Sprintf("c%05d", c), Name: stepNames[r.IntN(names)], NoValue: true,
				Time: base.Add(time.Duration(r.IntN(spread)) * time.Second),
			}
			if base != epoch && oneIn(r, 8) {
				e.Time = time.Unix(0, math.MinInt64).Add(time.Hour)
			}
			if coloured {
				e.Channel = []journey.Channel{"", "web", "shop"}[r.IntN(3)]
				e.Attrs = map[string]string{"colour": []string{"", "red", "blue"}[r.IntN(3)]}
			}
			if e.Value = float64(r.IntN(50)); oneIn(r, 2) {
				e.NoValue = false
			}
			if oneIn(r, 20) {
				e.Time = e.Time.Add(24 * time.Hour)
			}
			events = append(events, e)
		}
	}
	log, err := event.Collect(slices.Values(events))
	require.NoError(t, err)
	return log
}

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
