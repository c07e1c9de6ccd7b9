package funnel

import (
	"cmp"
	"math"
	"math/big"
	"slices"
	"time"

	"github.com/parcours-go/parcours/journey/event"
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
