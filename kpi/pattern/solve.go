package pattern

import "slices"

// solve computes first, for a goal of so many parts, and reports whether they
// match anywhere: first[p][i] is the first place from i on at which the parts
// from p up to the goal can begin, or a place behind the end, len(bits)+1. A
// place is an index of a visible event; the end, len(bits), is one too.
//
// It goes through the parts from the last, and through the places from the
// last, and looks at each pair once. A search that follows first never has to
// go back.
func (m *Matcher) solve(goal int) bool {
	n := len(m.bits)
	for p := range m.first {
		m.first[p] = slices.Grow(m.first[p][:0], n+2)[:n+2]
		m.first[p][n+1] = int32(n + 1)
	}
	for i := range n + 1 {
		m.first[goal][i] = int32(i)
		if m.toEnd && goal == len(m.parts) {
			m.first[goal][i] = int32(n)
		}
	}
	for p := goal - 1; p >= 0; p-- {
		first, next := m.first[p], m.first[p+1]
		switch part := m.parts[p]; part.kind {
		case single:
			m.solveSingle(part.bit, first, next)
		case gap:
			m.solveGap(part.bit, first, next)
		default:
			m.solveTime(p, first, next)
		}
	}
	if m.fromStart {
		return m.first[0][0] == 0
	}
	return int(m.first[0][0]) <= n
}

func (m *Matcher) solveSingle(bit int32, first, next []int32) {
	n := len(m.bits)
	found := int32(n + 1)
	first[n] = found
	for i := n - 1; i >= 0; i-- {
		if m.bits[i]&bit != 0 && int(next[i+1]) == i+1 {
			found = int32(i)
		}
		first[i] = found
	}
}

// solveGap: a gap can begin where what follows it can, or before an event that
// may be in it and with which it can begin.
func (m *Matcher) solveGap(bit int32, first, next []int32) {
	n := len(m.bits)
	found := int32(n + 1)
	for i := n; i >= 0; i-- {
		if int(next[i]) == i || i < n && m.bits[i]&bit != 0 && int(found) == i+1 {
			found = int32(i)
		}
		first[i] = found
	}
}

func (m *Matcher) solveTime(p int, first, next []int32) {
	n := len(m.bits)
	found := int32(n + 1)
	first[n] = found
	early := n // places before it are too early for the time
	for i := n - 1; i >= 0; i-- {
		base := m.base(p, i)
		if base < 0 {
			first[i] = found
			continue
		}
		for early > i && m.parts[p].late(m.at[base], m.at[early-1]) {
			early--
		}
		to := int(next[max(early, i)])
		if to < n && m.parts[p].soon(m.at[base], m.at[to]) {
			found = int32(i)
		}
		first[i] = found
	}
}

// base returns the event from which the time of part p counts, if it begins at
// place i: the one before, or behind a gap the first. -1 is none.
func (m *Matcher) base(p, i int) int {
	if p > 0 && m.parts[p-1].kind == single {
		return i - 1
	}
	return i
}

// late reports whether b is late enough after a.
func (p part) late(a, b int64) bool {
	elapsed := uint64(b) - uint64(a)
	switch p.kind {
	case atLeast, exactly:
		return elapsed >= p.nanos
	case over:
		return elapsed > p.nanos
	}
	return true
}

// soon reports whether b is soon enough after a.
func (p part) soon(a, b int64) bool {
	elapsed := uint64(b) - uint64(a)
	switch p.kind {
	case atMost, exactly:
		return elapsed <= p.nanos
	case under:
		return elapsed < p.nanos
	}
	return true
}

// walk calls event for each single event of the first match from place i on,
// which there is, with its part and its place.
func (m *Matcher) walk(i, goal int, event func(part, i int)) {
	i = int(m.first[0][i])
	for p := range goal {
		next := m.first[p+1]
		switch part := m.parts[p]; part.kind {
		case single:
			event(p, i)
			i++
		case gap:
			i = int(next[i])
		default:
			base := m.base(p, i)
			for !part.late(m.at[base], m.at[i]) {
				i++
			}
			i = int(next[i])
		}
	}
}
