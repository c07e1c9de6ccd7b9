package funnel

import (
	"math"
	"math/bits"
)

// A pool holds the events of a try whose steps may come in any order, and which
// event is for which step.
type pool struct {
	moments []int32 // that may be of use
	stepOf  []int32 // the step that each is for, or 0
	of      [maxSteps + 1]int32
	tried   uint32 // steps that were looked at
	seen    []bool // moments that were looked at
	done    uint32 // steps that have an event
	n       int    // of them
}

func (p *pool) reset() {
	p.moments, p.stepOf, p.seen, p.done, p.n = p.moments[:0], p.stepOf[:0], p.seen[:0], 0, 0
}

// end returns the moment behind the last one that a try may use which begins at
// the key and the time of moment i: what lies beyond its window or behind an
// excluded event is not.
func (m *matcher) end(i, hi int) int {
	start := &m.moments[i]
	hi = m.windowEnd(i, hi)
	if len(m.Exclude) == 0 {
		return hi
	}
	for x := i; x < hi; x++ {
		at := &m.moments[x]
		if at.bars != 0 && !m.free && at.key > start.key {
			for x < hi && m.moments[x].key == at.key {
				x++
			}
			return x
		}
	}
	return hi
}

// unorderedFrom returns how many steps a try takes, in any order, whose first
// event is at the key of moment i: each of its events takes one of the steps
// that it satisfies, so that they are as many as can be. The chain is the
// events by which the number of steps rose.
func (m *matcher) unorderedFrom(i, lo, hi int) int {
	hi = m.end(i, hi)
	for i > lo && m.moments[i-1].key == m.moments[i].key {
		i--
	}
	p := &m.pool
	p.reset()
	for x := i; x < hi && p.n < m.k; x++ {
		steps := m.moments[x].steps
		if m.Reuse {
			for more := steps &^ p.done; more != 0; more &= more - 1 {
				m.chain[p.n] = int32(x)
				p.n++
			}
			p.done |= steps
			continue
		}
		if p.tried = 0; m.assign(int32(x)) {
			m.chain[p.n] = int32(x)
			p.n++
		}
	}
	return p.n
}

// assign finds a step for moment x, and if need be another one for a moment that
// has a step already.
//
// Source: H. W. Kuhn, The Hungarian method for the assignment problem, Naval
// Research Logistics Quarterly 2 (1955) 83–97: augmenting paths.
func (m *matcher) assign(x int32) bool {
	p := &m.pool
	for steps := m.moments[x].steps; steps&^p.tried != 0; {
		s := bits.TrailingZeros32(steps&^p.tried) + 1
		p.tried |= stepBit(s)
		if p.done&stepBit(s) == 0 || m.assign(p.of[s]) {
			p.of[s] = x
			p.done |= stepBit(s)
			return true
		}
	}
	return false
}

// unordered finds the best try of moments lo to hi in any order: that which
// takes most steps, of these the one that is complete first, and of these the
// one that began last. What can be taken of the events up to one of them is most
// from the earliest event on that a try up to it may begin with.
func (m *matcher) unordered(lo, hi int) int {
	w := &m.sorts
	w.list = w.list[:0]
	best, from, end := 0, lo, lo
	start, bar := lo, int64(math.MinInt64) // of the try up to moment x, and what bars the way to it
	for x, seen := lo, lo; x < hi && best < m.k; x++ {
		at := &m.moments[x]
		for ; m.moments[seen].key < at.key; seen++ {
			if m.moments[seen].bars != 0 && !m.free {
				bar = m.moments[seen].key
			}
		}
		more := w.add(at.steps, m.k)
		for start <= x && (!m.mayBegin(start) || m.moments[start].key < bar || elapsed(m.moments[start].time, at.time) > m.window) {
			w.remove(m.moments[start].steps)
			start++
		}
		if more && start <= x {
			if n := w.most(m); n > best {
				best, from, end = n, start, x+1
			}
		}
	}
	if best == 0 {
		return 0
	}
	end = min(hi, m.beyond(m.moments[end-1].key, from))
	late := end // the latest try that still takes as many is from the moments before it
	for late-from > 1 {
		if i := (from + late) / 2; m.unorderedFrom(i, lo, end) == best {
			from = i
		} else {
			late = i
		}
	}
	for !m.mayBegin(from) {
		from--
	}
	return m.unorderedFrom(from, lo, end)
}

// sorts counts the events of a try by what they satisfy.
type sorts struct {
	list  []sortCount
	given [maxSteps + 1]int // the sort that is for each step
}

type sortCount struct {
	steps   uint32
	n, used int
}

// add counts an event, and reports whether it may let a try take more steps:
// more of a sort than there are steps do not.
func (w *sorts) add(steps uint32, k int) bool {
	if steps == 0 {
		return false
	}
	for i := range w.list {
		if c := &w.list[i]; c.steps == steps {
			c.n++
			return c.n <= k
		}
	}
	w.list = append(w.list, sortCount{steps: steps, n: 1})
	return true
}

func (w *sorts) remove(steps uint32) {
	for i := range w.list {
		if w.list[i].steps == steps {
			w.list[i].n--
		}
	}
}

// most returns how many steps the events can take.
func (w *sorts) most(m *matcher) int {
	for i := range w.list {
		w.list[i].used = 0
	}
	p := &m.pool
	p.reset()
	for i := range w.list {
		c := &w.list[i]
		if m.Reuse && c.n > 0 {
			p.done |= c.steps
			continue
		}
		for c.used < c.n && !m.Reuse {
			if p.tried = 0; !w.assign(p, i) {
				break
			}
			c.used++
		}
	}
	return bits.OnesCount32(p.done)
}

// assign is matcher.assign for an event of sort i.
func (w *sorts) assign(p *pool, i int) bool {
	for steps := w.list[i].steps; steps&^p.tried != 0; {
		s := bits.TrailingZeros32(steps&^p.tried) + 1
		p.tried |= stepBit(s)
		if p.done&stepBit(s) == 0 || w.assign(p, w.given[s]) {
			w.given[s] = i
			p.done |= stepBit(s)
			return true
		}
	}
	return false
}

// firstThenAnyFrom returns how many steps a try takes that begins with moment i,
// which is step 1, and of which the others may come in any order. The chain is
// the events with which so many steps were done.
func (m *matcher) firstThenAnyFrom(i, lo, hi int) int {
	p := &m.pool
	p.reset()
	start := &m.moments[i]
	m.chain[0], p.done, p.n = int32(i), 1, 1
	if m.Reuse {
		p.done |= start.steps
		m.rise(int32(i))
	}
	hi = m.end(i, hi)
	for x := m.follows(i, lo); x < hi && p.n < m.k; x++ {
		at := &m.moments[x]
		switch {
		case x == i || at.steps&^1 == 0 || m.Ties == Later && at.key <= start.key:
			continue
		case m.Reuse:
			p.done |= at.steps
		default:
			m.take(int32(x))
		}
		m.rise(int32(x))
	}
	return p.n
}

// take puts a moment into the pool. More of one sort than there are steps are of
// no use.
func (m *matcher) take(x int32) {
	p := &m.pool
	alike := 0
	for _, y := range p.moments {
		if m.moments[y].steps == m.moments[x].steps {
			alike++
		}
	}
	if alike < m.k {
		p.moments, p.stepOf, p.seen = append(p.moments, x), append(p.stepOf, 0), append(p.seen, false)
	}
}

// follows returns the first moment that may follow moment i.
func (m *matcher) follows(i, lo int) int {
	if m.Ties != Favourable {
		return i
	}
	x := i
	for x > lo && within(m.moments[i].key, m.moments[x-1].key, m.grace) {
		x--
	}
	return x
}

// rise notes that with moment x one more step is done, or several.
func (m *matcher) rise(x int32) {
	p := &m.pool
	for p.n < m.k {
		next := p.n + 1
		if m.Reuse {
			if p.done&stepBit(next) == 0 {
				return
			}
		} else if clear(p.seen); !m.fill(int32(next)) {
			return
		}
		m.chain[p.n] = x
		p.n = next
	}
}

// fill finds a moment of the pool for a step, and if need be another one for a
// step that has one already.
func (m *matcher) fill(step int32) bool {
	p := &m.pool
	for k, x := range p.moments {
		if p.seen[k] || m.moments[x].steps&stepBit(int(step)) == 0 {
			continue
		}
		p.seen[k] = true
		if p.stepOf[k] == 0 || m.fill(p.stepOf[k]) {
			p.stepOf[k] = step
			return true
		}
	}
	return false
}

// firstThenAny finds the best try, as unordered does, but tries one after the
// other.
func (m *matcher) firstThenAny(lo, hi int) int {
	best, bestEnd, bestStart := 0, int64(math.MaxInt64), none
	for i := lo; i < hi && !m.tired(); i++ {
		if !m.mayBegin(i) {
			continue
		}
		at := &m.moments[i]
		if best == m.k && !within(at.key, bestEnd, m.grace) {
			break
		}
		m.looks += m.end(i, hi) - i
		n := m.firstThenAnyFrom(i, lo, hi)
		end := m.latest(n)
		if n > best || n == best && (end < bestEnd || end == bestEnd && at.time > m.moments[bestStart].time) {
			best, bestEnd, bestStart = n, end, i
		}
	}
	if best == 0 {
		return 0
	}
	return m.firstThenAnyFrom(bestStart, lo, hi)
}

// latest returns the highest key of the first n events of the chain.
func (m *matcher) latest(n int) int64 {
	key := int64(math.MinInt64)
	for _, x := range m.chain[:n] {
		key = max(key, m.moments[x].key)
	}
	return key
}
