package conformance

import (
	"math"
)

// A timing gathers the times between every two events of a unit, by their
// symbols: the temporal profile of A. Stertz, J. Mangler and S. Rinderle-Ma,
// Temporal conformance checking at runtime based on time-infused process models,
// arXiv:2008.07262 (2020).
type timing struct {
	symbols int
	index   []int32 // for the pair of symbols a and b, at a·symbols + b, its place in pairs plus 1; 0 where none was seen
	pairs   []timed
	limits  []limit // by index; nil where no deviations are counted

	Compared  int // units with a time that has limits
	Deviating int // and with one that is beyond them

	symbol  []int32 // of a long unit: its symbols,
	from    []int32 // where the events of each symbol begin in
	ordered []int32 // all events by symbol
	place   []int32 // where each symbol is in symbol, plus 1; 0 between calls
}

// A timed is what is known of the times between events of two symbols.
type timed struct {
	A     int32   `json:"a"`
	B     int32   `json:"b"`
	Times moments `json:"times"`
	Fast  int     `json:"fast"` // times under the limits
	Slow  int     `json:"slow"` // times over them
}

// A limit bounds times in nanoseconds.
type limit struct {
	lo, hi float64
	known  bool
}

// newLimits returns the limits that a profile and zeta set, or nil.
func newLimits(o *Options, p *plan) []limit {
	if o.Zeta == 0 {
		return nil
	}
	symbol := map[Place]int{}
	for i, s := range p.symbols {
		if int(s) == i {
			symbol[p.steps[i].Place] = i
		}
	}
	limits := make([]limit, len(p.steps)*len(p.steps))
	for _, pair := range o.Profile {
		a, okA := symbol[pair.First]
		b, okB := symbol[pair.Then]
		if !okA || !okB {
			continue
		}
		// 1e-12 of a mean is what rounding may take from it.
		room := float64(o.Zeta*pair.StdDev) + float64(1e-12*pair.Mean)
		limits[a*len(p.steps)+b] = limit{1e9 * (pair.Mean - room), 1e9 * (pair.Mean + room), true}
	}
	return limits
}

func newTiming(s *setting) timing {
	n := len(s.steps)
	if !s.Times {
		n = 0
	}
	return timing{symbols: n, index: make([]int32, n*n), limits: s.limits}
}

// of returns what is gathered of a pair of symbols.
func (t *timing) of(a, b int32) *timed {
	at := int(a)*t.symbols + int(b)
	if t.index[at] == 0 {
		t.pairs = append(t.pairs, timed{A: a, B: b})
		t.index[at] = int32(len(t.pairs))
	}
	return &t.pairs[t.index[at]-1]
}

// longUnit is from how many events on it is quicker to go through the pairs of
// symbols than through those of events.
const longUnit = 256

func (t *timing) add(nanos []int64, n *now) {
	compared, deviating := 0, 0
	if len(n.seq) < longUnit {
		compared, deviating = t.addShort(nanos, n)
	} else {
		compared, deviating = t.addLong(nanos, n)
	}
	if compared > 0 {
		t.Compared++
	}
	if deviating > 0 {
		t.Deviating++
	}
}

// addShort adds the time of every pair of events.
func (t *timing) addShort(nanos []int64, n *now) (compared, deviating int) {
	for j, b := range n.seq {
		at := nanos[n.row[j]]
		for i, a := range n.seq[:j] {
			d := elapsed(nanos[n.row[i]], at)
			pair := t.of(a, b)
			pair.Times.add(d)
			if t.limits == nil {
				continue
			}
			limit := &t.limits[int(a)*t.symbols+int(b)]
			if !limit.known {
				continue
			}
			compared++
			switch {
			case float64(d) < limit.lo:
				pair.Fast++
				deviating++
			case float64(d) > limit.hi:
				pair.Slow++
				deviating++
			}
		}
	}
	return compared, deviating
}

// elapsed is the time from a to b, not before it. It is right for any two times
// of a log, where a signed difference would overflow after 292 years.
func elapsed(a, b int64) uint64 { return uint64(b) - uint64(a) }

// addLong does what addShort does, in a time that grows with the number of
// events times that of symbols.
func (t *timing) addLong(nanos []int64, n *now) (compared, deviating int) {
	t.group(n.seq)
	for x, a := range t.symbol {
		earlier := t.ordered[t.from[x]:t.from[x+1]]
		for y, b := range t.symbol {
			w := walk{nanos: nanos, row: n.row, limit: limit{0, math.Inf(1), false}}
			if t.limits != nil {
				w.limit = t.limits[int(a)*t.symbols+int(b)]
			}
			later := t.ordered[t.from[y]:t.from[y+1]]
			if earlier[0] >= later[len(later)-1] {
				continue
			}
			pair := t.of(a, b)
			before := pair.Times.n
			w.add(&pair.Times, earlier, later)
			pair.Fast += w.fast
			pair.Slow += w.slow
			if w.limit.known {
				compared += int(pair.Times.n - before)
			}
			deviating += w.fast + w.slow
		}
	}
	return compared, deviating
}

// group sorts the events of a unit by symbol, each symbol's in order.
func (t *timing) group(seq []int32) {
	if t.place == nil {
		t.place = make([]int32, t.symbols)
	}
	t.symbol, t.from = t.symbol[:0], t.from[:0]
	for _, s := range seq {
		if t.place[s] == 0 {
			t.symbol = append(t.symbol, s)
			t.from = append(t.from, 0)
			t.place[s] = int32(len(t.symbol))
		}
		t.from[t.place[s]-1]++
	}
	sum := int32(0)
	for k, n := range t.from {
		t.from[k] = sum
		sum += n
	}
	t.ordered = append(t.ordered[:0], seq...)
	for i, s := range seq {
		next := &t.from[t.place[s]-1]
		t.ordered[*next] = int32(i)
		*next++
	}
	for _, s := range t.symbol {
		t.place[s] = 0
	}
	// Each now stands where the next begins.
	t.from = append(t.from, 0)
	copy(t.from[1:], t.from)
	t.from[0] = 0
}

// A walk goes through the events of two symbols at once. Times are in order, so
// that what is too slow for one event is so for all later ones, and what is not
// too fast stays so.
type walk struct {
	nanos      []int64
	row        []int32
	limit      limit
	fast, slow int
}

func (w *walk) add(times *moments, earlier, later []int32) {
	base := w.nanos[w.row[0]]
	var sum moments // of the times of the first before events of earlier
	before, slow, inTime := 0, 0, 0
	for _, j := range later {
		at := w.nanos[w.row[j]]
		for before < len(earlier) && earlier[before] < j {
			sum.add(elapsed(base, w.nanos[w.row[earlier[before]]]))
			before++
		}
		if before == 0 {
			continue
		}
		times.addAll(elapsed(base, at), uint64(before), &sum)
		if !w.limit.known {
			continue
		}
		for slow < before && float64(elapsed(w.nanos[w.row[earlier[slow]]], at)) > w.limit.hi {
			slow++
		}
		for inTime < before && float64(elapsed(w.nanos[w.row[earlier[inTime]]], at)) >= w.limit.lo {
			inTime++
		}
		w.slow += slow
		w.fast += before - inTime
	}
}

func (t *timing) merge(other *timing) {
	t.Compared += other.Compared
	t.Deviating += other.Deviating
	for i := range other.pairs {
		from := &other.pairs[i]
		to := t.of(from.A, from.B)
		to.Times.merge(&from.Times)
		to.Fast += from.Fast
		to.Slow += from.Slow
	}
}
