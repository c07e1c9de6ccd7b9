package funnel

import (
	"slices"

	"github.com/parcours-go/parcours/journey/event"
)

// states are what run knows of a customer: of each step the chain to it that
// began last, if there is one.
type states struct {
	start []int64   // when it began
	chain [][]int32 // its events, up to the step
	best  []int32   // the chain that first went so far as none before
	mask  uint32    // the steps to which there is a chain
	first [maxSteps]int32
	brief bool // no chain is asked for
}

func newStates(k int, brief bool) states {
	s := states{brief: brief, start: make([]int64, k+1), chain: make([][]int32, k+1), best: make([]int32, k)}
	for i := range s.chain {
		s.chain[i] = make([]int32, i)
	}
	return s
}

// run is the quick way for the usual funnel, steps of events of their own in
// order and one window: it passes over the events once. The chain to a step
// that began last serves as well as any other, now and later, and the first
// event that takes the step ends it soonest.
func (m *matcher) run(t event.Trace) {
	reached := m.depth(t)
	if reached == 0 {
		return
	}
	p := passage{reached: reached, last: none, next: none}
	m.arena = append(m.arena, m.states.best[:reached]...)
	for range m.k - reached {
		m.arena = append(m.arena, none)
	}
	p.at = m.arena
	for _, i := range p.at {
		p.last = max(p.last, i)
	}
	if int(p.last)+1 < t.Len() {
		p.next = p.last + 1
	}
	m.found = append(m.found, p)
}

// depth returns how many steps a customer reached.
func (m *matcher) depth(t event.Trace) int {
	m.codes = t.AppendCodes(m.codes[:0], m.stepOf)
	codes := m.codes
	i := slices.Index(codes, 1)
	if i < 0 {
		return 0
	}
	nanos := t.Nanos()[:len(codes)]
	for i > 0 && nanos[i-1] == nanos[i] {
		i--
	}
	s, reached := &m.states, 0
	s.mask = 0
	for i < len(codes) && reached < m.k {
		step := int(codes[i])
		switch {
		case step == 0:
			i++
		case m.byPlace || i+1 == len(codes) || nanos[i+1] != nanos[i]:
			reached = s.take(step, int32(i), nanos[i], m.window, reached)
			i++
		default:
			i, reached = m.together(i, nanos, reached)
		}
	}
	return reached
}

// take lets event i of a trace take a step, and returns how many were reached.
func (s *states) take(step int, i int32, at int64, window uint64, reached int) int {
	begun := at
	if step > 1 {
		begun = s.start[step-1]
		if s.mask&stepBit(step-1) == 0 || elapsed(begun, at) > window {
			return reached
		}
	}
	if s.mask&stepBit(step) != 0 && s.start[step] >= begun {
		return reached
	}
	s.mask |= stepBit(step)
	s.start[step] = begun
	if s.brief {
		return max(step, reached)
	}
	chain := s.chain[step]
	copy(chain, s.chain[step-1])
	chain[step-1] = i
	if step > reached {
		copy(s.best, chain)
		return step
	}
	return reached
}

// together lets the events from i on that are at one time take steps, and
// returns the event behind them. Where they may help each other they do so in
// the order of the steps, and where they must not, in the opposite one.
func (m *matcher) together(i int, nanos []int64, reached int) (int, int) {
	s, at := &m.states, nanos[i]
	present := uint32(0)
	for ; i < len(nanos) && nanos[i] == at; i++ {
		if step := int(m.codes[i]); step > 0 && present&stepBit(step) == 0 {
			present |= stepBit(step)
			s.first[step-1] = int32(i)
		}
	}
	for n := 1; n <= m.k; n++ {
		step := n
		if m.Ties == Later {
			step = m.k + 1 - n
		}
		if present&stepBit(step) != 0 {
			reached = s.take(step, s.first[step-1], at, m.window, reached)
		}
	}
	return i, reached
}
