package funnel

import (
	"math"
	"slices"
	"sort"
)

// tries finds the passages of the unit whose moments are loaded.
func (m *matcher) tries(unit int) {
	n := len(m.moments)
	m.looks = 0
	switch m.Anchor {
	case Best:
		m.attempt(0, n, none, unit)
	case LastEntry:
		for i := n - 1; i >= 0; i-- {
			if m.mayBegin(i) {
				m.attempt(0, n, i, unit)
				return
			}
		}
	default:
		for lo := 0; lo < n && !m.tired(); {
			anchor := m.entryFrom(lo)
			if anchor == none {
				return
			}
			lo = m.attempt(lo, m.windowEnd(anchor, n), anchor, unit)
			if m.Anchor == FirstEntry && (m.By == "" || m.Attribution == FirstTouch) {
				return
			}
		}
	}
}

// mostLooks bounds among how many moments the tries of one unit are looked for,
// counted again for each. Some thousands of events come nowhere near it, in
// whatever way they follow each other.
const mostLooks = 50_000_000

// tired reports whether the search must be cut short.
func (m *matcher) tired() bool {
	if m.looks <= m.most {
		return false
	}
	m.cut = true
	return true
}

// entryFrom returns the first moment from lo on that may begin a try, or none.
func (m *matcher) entryFrom(lo int) int {
	for i := lo; i < len(m.moments); i++ {
		if m.mayBegin(i) {
			return i
		}
	}
	return none
}

// windowEnd returns the first moment behind the window of the try that begins
// with moment i.
func (m *matcher) windowEnd(i, hi int) int {
	if m.window == noLimit {
		return hi
	}
	return i + sort.Search(hi-i, func(n int) bool {
		return elapsed(m.moments[i].time, m.moments[i+n].time) > m.window
	})
}

// fewMoments is how many moments a try is looked for in first.
const fewMoments = 64

// attempt finds the best chain of moments lo to hi that begins at the anchor,
// or with none, anywhere, and returns where the next try may begin. Where tries
// follow one another it looks at few moments first: most are short.
func (m *matcher) attempt(lo, hi, anchor, unit int) (next int) {
	if m.Anchor == FirstEntry || m.Anchor == EachEntry {
		for few := anchor - lo + m.few; lo+few < hi; few *= 4 {
			end := lo + few
			if reached, stop := m.search(lo, end, anchor); m.settledBy(end, reached, stop) {
				return m.conclude(lo, end, hi, anchor, unit, reached, stop)
			}
		}
	}
	reached, stop := m.search(lo, hi, anchor)
	return m.conclude(lo, hi, hi, anchor, unit, reached, stop)
}

// settledBy reports whether what was found among the moments up to end is what
// would be found among all: a try that took all steps, or one that was stopped.
// Whether something stops a try is known when all moments of its key are there.
func (m *matcher) settledBy(end, reached int, stop stop) bool {
	last := m.moments[end-1].key
	if stop.is {
		return stop.key < last && m.Effect != Drop
	}
	return reached == m.k && !slices.Contains(m.chain, none) && (!m.stops() || m.latest(m.k) < last)
}

// search leaves the best chain in m.chain.
func (m *matcher) search(lo, hi, anchor int) (reached int, end stop) {
	m.looks += hi - lo
	for i := range m.chain {
		m.chain[i] = none
	}
	switch {
	case m.Order == Unordered && anchor == none:
		return m.unordered(lo, hi), stop{}
	case m.Order == Unordered:
		return m.unorderedFrom(anchor, lo, hi), stop{}
	case m.Order == FirstThenAny && anchor == none:
		return m.firstThenAny(lo, hi), stop{}
	case m.Order == FirstThenAny:
		return m.firstThenAnyAt(anchor, lo, hi), stop{}
	}
	m.inOrder(lo, hi, anchor)
	end = m.stopOf(lo, hi)
	l, reached := m.best(end)
	m.unfold(l, reached)
	return reached, end
}

// unfold writes the chain that ends with label l at step i into m.chain.
func (m *matcher) unfold(l int32, i int) {
	for l != none {
		from := m.labels[l].back
		m.chain[i-1] = m.labels[l].at
		if i--; from == none {
			return
		}
		// The label before is of the next step down whose labels it stands among.
		for !m.holds(i, from) {
			i--
		}
		l = from
	}
}

// holds reports whether a label is one of step i.
func (m *matcher) holds(i int, l int32) bool {
	for n := 1; n <= i; n++ {
		if r := m.ranges[m.slot(i, n)]; r.lo <= l && l < r.hi {
			return true
		}
	}
	return false
}

// conclude notes the passage whose chain was found among moments lo to end, of
// those up to hi that the try may use, and returns where the next try may begin.
func (m *matcher) conclude(lo, end, hi, anchor, unit, reached int, stop stop) (next int) {
	if reached == 0 {
		return hi
	}
	p := m.note(reached, unit)
	if m.Effect == Drop && len(m.Exclude) > 0 && reached < m.k {
		m.free = true
		further, _ := m.search(lo, end, anchor)
		m.free = false
		p.dropped = further > reached
	}
	switch {
	case anchor == none:
		return hi
	case reached == m.k:
		return m.after(p.last, anchor)
	case stop.is:
		return max(m.beyond(stop.key, lo), anchor+1)
	}
	return hi
}

// note makes a passage of m.chain.
func (m *matcher) note(reached, unit int) *passage {
	from := len(m.arena)
	p := passage{reached: reached, last: none, next: none, unit: unit}
	seq := int32(none)
	for _, x := range m.chain {
		if x == none {
			m.arena = append(m.arena, none)
			continue
		}
		at := &m.moments[x]
		m.arena = append(m.arena, at.place)
		if at.seq > seq {
			seq, p.last = at.seq, at.place
		}
	}
	p.at = m.arena[from:len(m.arena):len(m.arena)]
	if i := m.cuts[unit] + seq + 1; i < m.cuts[unit+1] {
		p.next = int32(m.placeOf(int(i)))
	}
	m.found = append(m.found, p)
	return &m.found[len(m.found)-1]
}

// after returns the first moment behind an event, and behind the anchor.
func (m *matcher) after(place int32, anchor int) int {
	i := anchor + 1
	for i < len(m.moments) && m.moments[i].place <= place {
		i++
	}
	return i
}

// beyond returns the first moment from lo on with a higher key.
func (m *matcher) beyond(key int64, lo int) int {
	for lo < len(m.moments) && m.moments[lo].key <= key {
		lo++
	}
	return lo
}

// firstThenAnyAt finds the best try that begins at the key of moment i.
func (m *matcher) firstThenAnyAt(i, lo, hi int) int {
	best, bestEnd, from := 0, int64(math.MaxInt64), i
	for i > lo && m.moments[i-1].key == m.moments[i].key {
		i--
	}
	for x := i; x < hi && m.moments[x].key == m.moments[i].key; x++ {
		if !m.mayBegin(x) {
			continue
		}
		n := m.firstThenAnyFrom(x, lo, hi)
		if end := m.latest(n); n > best || n == best && end < bestEnd {
			best, bestEnd, from = n, end, x
		}
	}
	return m.firstThenAnyFrom(from, lo, hi)
}
