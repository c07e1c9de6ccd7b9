package funnel

import (
	"math/bits"

	"github.com/parcours-go/parcours/journey/event"
)

// A matcher finds the passages of one customer after the other. Its memory is
// reused: what it found is gone with the next trace.
type matcher struct {
	*query
	codes  []int32
	cutter *event.Cutter

	index []int32 // the events of the units, where they are not all in their order
	cuts  []int32 // where each unit begins in them, and where the last one ends
	units []int32 // memory of index
	keys  []valueAt

	moments   []moment // of the unit, those that matter
	contested bool     // whether any satisfies two steps
	firstEver int      // the place of the customer's first event of step 1
	firstTime int64    // and its time
	free      bool     // exclusions count for nothing, for once

	labels  []label
	ranges  []span
	sources []source
	groups  []twinGroup
	pool    pool
	sorts   sorts

	chain []int32   // the moment of each step, or none
	found []passage // the passages of the trace
	arena []int32   // holds their steps
	cut   bool      // a search was cut short
	few   int       // fewMoments, but in tests
	most  int       // mostLooks, but in tests
	looks int       // moments that the tries of a unit were looked for among

	whole    []*passage // those that count
	segments []int      // of one of them
	known    []int      // of several

	states states
}

// none stands for no event.
const none = -1

// A moment is an event of a unit that matters.
type moment struct {
	key         int64 // what it follows others by: its time or its place
	time        int64
	place       int32 // its index in the trace
	seq         int32 // its index in the unit
	twin        int32 // the moment before of the same key and the same steps, or none
	steps, bars uint32
}

// A passage is how far one try came.
type passage struct {
	reached int     // steps
	at      []int32 // the place of the event of each step, or none
	last    int32   // the latest of these places
	next    int32   // the place of the event after it in the unit, or none
	unit    int
	dropped bool // left out by an exclusion
}

func newMatcher(q *query) *matcher {
	m := &matcher{query: q, chain: make([]int32, q.k), few: fewMoments, most: mostLooks}
	if q.Scope == Session {
		m.cutter = q.log.Cutter(q.Options.Session)
	}
	m.states = newStates(q.k, q.depthOnly)
	return m
}

// match finds the passages of a trace that reached step 1 or more.
func (m *matcher) match(t event.Trace) []passage {
	m.found, m.arena, m.cut = m.found[:0], m.arena[:0], false
	if m.plain {
		m.run(t)
		return m.found
	}
	m.codes = t.AppendCodes(m.codes[:0], m.query.codes)
	if m.Count != Scopes && !m.begins() {
		return m.found
	}
	m.split(t)
	if m.FirstEver {
		m.findFirstEver(t)
	}
	for u := range len(m.cuts) - 1 {
		m.load(t, int(m.cuts[u]), int(m.cuts[u+1]))
		m.tries(u)
	}
	return m.found
}

// begins reports whether any event could begin a try.
func (m *matcher) begins() bool {
	for _, c := range m.codes {
		if m.classes[c].starts {
			return true
		}
	}
	return false
}

func (m *matcher) findFirstEver(t event.Trace) {
	m.firstEver = none
	for i, c := range m.codes {
		if steps, _ := m.of(t, i, c); steps&m.entry != 0 {
			m.firstEver, m.firstTime = i, t.Nano(i)
			return
		}
	}
}

// placeOf returns the index in the trace of what stands at i among the events
// of the units.
func (m *matcher) placeOf(i int) int {
	if m.index == nil {
		return i
	}
	return int(m.index[i])
}

// load makes the moments of the unit that begins at lo and ends before hi.
func (m *matcher) load(t event.Trace, lo, hi int) {
	m.moments, m.groups, m.contested = m.moments[:0], m.groups[:0], false
	nanos := t.Nanos()
	for i := lo; i < hi; i++ {
		place := m.placeOf(i)
		code := m.codes[place]
		if code == 0 && !m.all {
			continue
		}
		steps, bars := m.of(t, place, code)
		if steps|bars == 0 && !m.all {
			continue
		}
		at := moment{time: nanos[place], key: nanos[place], place: int32(place), seq: int32(i - lo), twin: none, steps: steps, bars: bars}
		if m.byPlace {
			at.key = int64(i)
		}
		m.contested = m.contested || steps&(steps-1) != 0
		m.addMoment(at)
	}
}

// A twinGroup is the last moment with some steps among those of one key.
type twinGroup struct {
	steps uint32
	last  int32
}

func (m *matcher) addMoment(at moment) {
	n := len(m.moments)
	if n > 0 && m.moments[n-1].key != at.key {
		m.groups = m.groups[:0]
	}
	known := false
	for g := range m.groups {
		if m.groups[g].steps == at.steps {
			at.twin, known = m.groups[g].last, true
			m.groups[g].last = int32(n)
		}
	}
	if !known {
		m.groups = append(m.groups, twinGroup{at.steps, int32(n)})
	}
	m.moments = append(m.moments, at)
}

// mayBegin reports whether a try may begin with moment i.
func (m *matcher) mayBegin(i int) bool {
	x := &m.moments[i]
	if x.steps&m.entry == 0 || x.time < m.from || x.time > m.until {
		return false
	}
	if !m.FirstEver {
		return true
	}
	// Of events at one time nobody knows which was first.
	return int(x.place) == m.firstEver || !m.byPlace && x.time == m.firstTime
}

// stepBit returns the bit of step i, counted from 1.
func stepBit(i int) uint32 { return 1 << (i - 1) }

// single reports whether a moment satisfies at most one step.
func single(steps uint32) bool { return bits.OnesCount32(steps) <= 1 }
