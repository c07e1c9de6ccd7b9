package funnel

import "math/bits"

// A stop is where the reading of events ends: before those of that key.
type stop struct {
	is  bool
	key int64
}

// A ladder says how far the events up to a key brought a customer.
type ladder struct {
	at [maxSteps + 2]int64 // the key with which so many steps were reached, from 1
	n  int                 // steps that were ever reached
}

// climb returns how many steps were reached with the events before a key, and
// with those of the key too.
func (r *ladder) climb(key int64) (before, with int) {
	for with < r.n && r.at[with+1] <= key {
		with++
	}
	for before = with; before > 0 && r.at[before] >= key; {
		before--
	}
	return before, with
}

// stops reports whether anything can end the reading.
func (q *query) stops() bool {
	return q.StopOnForeign || q.StopOnRepeat || q.Effect == EndTry && len(q.Exclude) > 0
}

// stopOf finds where the reading of moments lo to hi ends, by the chains that
// were found among them. How far somebody is depends on nothing that comes
// later, so that chains beyond the stop do no harm.
func (m *matcher) stopOf(lo, hi int) stop {
	if !m.stops() {
		return stop{}
	}
	r := m.ladder()
	for i := lo; i < hi; {
		key := m.moments[i].key
		before, with := r.climb(key)
		for ; i < hi && m.moments[i].key == key; i++ {
			if before > 0 && m.isStop(&m.moments[i], before, with) {
				return stop{true, key}
			}
		}
	}
	return stop{}
}

func (m *matcher) ladder() *ladder {
	var r ladder
	for i := m.k; i >= 1; i-- {
		first, is := int64(0), r.n > i
		if is {
			first = r.at[i+1]
		}
		for n := 1; n <= i; n++ {
			slot := m.ranges[m.slot(i, n)]
			for _, l := range m.labels[slot.lo:slot.hi] {
				if !is || l.peak < first {
					first, is = l.peak, true
				}
			}
			if m.optional == 0 {
				break
			}
		}
		if is {
			r.at[i], r.n = first, max(r.n, i)
		}
	}
	return &r
}

// isStop reports whether an event ends the reading for somebody who has reached
// so many steps before it, and so many with what happens at its time.
func (m *matcher) isStop(x *moment, before, with int) bool {
	if m.StopOnForeign && (x.steps == 0 || bits.Len32(x.steps) > m.next(with)) {
		return true
	}
	taken := uint32(1)<<before - 1
	if m.StopOnRepeat && x.steps&taken&^1 != 0 {
		return true
	}
	return m.Effect == EndTry && x.bars&m.bars[before-1] != 0
}

// next returns the furthest step that can be the next one after step i.
func (q *query) next(i int) int {
	i++
	for i < q.k && q.optional&stepBit(i) != 0 {
		i++
	}
	return min(i, q.k)
}
