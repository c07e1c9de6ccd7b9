package funnel

import (
	"math"
	"slices"
)

// A label is a chain of events up to one step: where it ends, and what of it
// bears on how it may go on. Of chains to one event and step, a label is kept
// for each that no other one is better than in every respect.
type label struct {
	start int64 // time of the first event: the later, the more window is left
	peak  int64 // the highest key of the chain
	at    int32 // the moment it ends with
	back  int32 // the label before, or none
}

type span struct{ lo, hi int32 }

// mostLabels bounds the labels of one event and step. Only events that satisfy
// several steps, many of them at one moment, come near it.
const mostLabels = 64

// slot is where the labels of step i are whose chains have n steps.
func (m *matcher) slot(i, n int) int {
	if m.optional == 0 {
		return i
	}
	return i*(m.k+1) + n
}

// inOrder finds all chains among moments lo to hi, step by step: from the
// chains to one step those to the next. With an anchor, they begin at the
// moment that it is, or at one of the same key.
func (m *matcher) inOrder(lo, hi, anchor int) {
	m.labels = m.labels[:0]
	slots := m.slot(m.k, m.k) + 1
	m.ranges = slices.Grow(m.ranges[:0], slots)[:slots]
	clear(m.ranges)
	m.begin(lo, hi, anchor)
	for i := 2; i <= m.k; i++ {
		if m.optional == 0 {
			if m.extend(i, i, lo, hi); m.ranges[i].lo == m.ranges[i].hi {
				return
			}
			continue
		}
		for n := 2; n <= i; n++ {
			m.extend(i, n, lo, hi)
		}
	}
}

// begin makes the labels of step 1.
func (m *matcher) begin(lo, hi, anchor int) {
	if anchor != none && m.byPlace {
		lo, hi = anchor, anchor+1
	}
	for i := lo; i < hi; i++ {
		x := &m.moments[i]
		if anchor != none && x.key > m.moments[anchor].key {
			break
		}
		if !m.mayBegin(i) || anchor != none && x.key < m.moments[anchor].key || int(x.twin) >= lo {
			continue
		}
		m.labels = append(m.labels, label{start: x.time, peak: x.key, at: int32(i), back: none})
	}
	m.ranges[m.slot(1, 1)] = span{0, int32(len(m.labels))}
}

// A source offers the labels of an earlier step to the events of a later one,
// in the order of the events: those far enough before that nothing but when
// they began matters, and those near, one by one.
type source struct {
	span           // its labels
	far    int32   // the first label that is not far yet
	queue  []int32 // far labels, each with an earlier start than those before it
	head   int
	direct bool // every event bars the way
	bars   uint32
	seen   int   // the moments before it have been looked at for what bars the way
	bar    int64 // the highest key so far of what bars the way
}

// extend makes the labels of step i with n steps from those with one step less.
func (m *matcher) extend(i, n, lo, hi int) {
	sources := m.openSources(i, n, lo)
	from := int32(len(m.labels))
	for x := lo; x < hi && len(sources) > 0; x++ {
		at := &m.moments[x]
		if at.steps&stepBit(i) == 0 || int(at.twin) >= lo && !m.twinsMatter(at) {
			continue
		}
		first := len(m.labels)
		for s := range sources {
			m.offer(&sources[s], i, x, lo, first)
		}
	}
	m.ranges[m.slot(i, n)] = span{from, int32(len(m.labels))}
}

// twinsMatter reports whether of several events of one key and with the same
// steps more than the first may be of use.
func (m *matcher) twinsMatter(x *moment) bool {
	return m.Ties == Favourable && !m.Reuse && !single(x.steps)
}

// openSources returns the steps from which step i can be taken, optional ones
// left out on the way.
func (m *matcher) openSources(i, n, lo int) []source {
	out := m.sources[:0]
	bars := uint32(0)
	for p := i - 1; p >= 1; p-- {
		bars |= m.bars[p-1]
		if r := m.ranges[m.slot(p, n-1)]; r.lo < r.hi {
			out = slices.Grow(out, 1)[:len(out)+1]
			s := &out[len(out)-1]
			*s = source{span: r, far: r.lo, queue: s.queue[:0], seen: lo, bar: math.MinInt64,
				bars: bars, direct: m.directly&stepBit(i) != 0}
			if m.free || m.Effect == EndTry {
				s.bars = 0
			}
		}
		if m.optional&stepBit(p) == 0 {
			break
		}
	}
	m.sources = out
	return out
}

// offer extends labels of s by moment x, which takes step i. first is where the
// labels of x begin.
func (m *matcher) offer(s *source, i, x, lo, first int) {
	at := &m.moments[x]
	m.advance(s, at.key)
	// What is earlier by twice the grace has no event that could be used again.
	near := int64(math.MinInt64)
	if at.key > near+2*m.grace {
		near = at.key - 2*m.grace
	}
	for s.far < s.hi && m.moments[m.labels[s.far].at].key < near {
		s.push(m.labels, s.far)
		s.far++
	}
	for s.head < len(s.queue) && m.expired(s, s.queue[s.head], i, at) {
		s.head++
	}
	if s.head < len(s.queue) && int(at.twin) < lo {
		m.keep(s.queue[s.head], i, x, first)
	}
	if m.Ties != Favourable && !m.Reuse || m.Ties == Later {
		return
	}
	for l := s.far; l < s.hi && within(m.moments[m.labels[l].at].key, at.key, m.grace); l++ {
		if m.near(l, x, lo) && !m.expired(s, l, i, at) {
			m.keep(l, i, x, first)
		}
	}
}

// within reports whether a is at most b + grace.
func within(a, b, grace int64) bool { return a <= b || elapsed(b, a) <= uint64(grace) }

// advance notes what bars the way to an event of that key.
func (m *matcher) advance(s *source, key int64) {
	if s.bars == 0 && !s.direct {
		return
	}
	for ; s.seen < len(m.moments) && m.moments[s.seen].key < key; s.seen++ {
		if b := &m.moments[s.seen]; s.direct || b.bars&s.bars != 0 {
			s.bar = b.key
		}
	}
}

// push puts a far label into the queue, from whose head the one that began last
// is taken: of those that began at one time, the one that ends first.
func (s *source) push(labels []label, l int32) {
	n := len(s.queue)
	for n > s.head && labels[s.queue[n-1]].start < labels[l].start {
		n--
	}
	s.queue = append(s.queue[:n], l)
}

// expired reports whether a label ends too early for an event: too long before
// it, or before something that bars the way.
func (m *matcher) expired(s *source, l int32, i int, at *moment) bool {
	end := &m.moments[m.labels[l].at]
	return end.key < s.bar || elapsed(end.time, at.time) > m.within[i-1]
}

// near reports whether moment x can follow a label that ends near it or with it.
func (m *matcher) near(l int32, x, lo int) bool {
	at := &m.moments[x]
	if m.Ties == InputOrder {
		return int(m.labels[l].at) == x // the event itself, which may be used again
	}
	if !within(m.labels[l].peak, at.key, m.grace) {
		return false
	}
	if m.Reuse || single(at.steps) {
		return true
	}
	// Of twins, the first that the chain does not have is as good as any.
	return !m.has(l, int32(x)) && (int(at.twin) < lo || m.has(l, at.twin))
}

// has reports whether a chain has a moment.
func (m *matcher) has(l, x int32) bool {
	for ; l != none; l = m.labels[l].back {
		if m.labels[l].at == x {
			return true
		}
	}
	return false
}

// keep extends label l by moment x, unless the window is over or another label
// of x, of which the first is given, is at least as good.
func (m *matcher) keep(l int32, i, x, first int) {
	from, at := &m.labels[l], &m.moments[x]
	if elapsed(from.start, at.time) > m.window {
		return
	}
	made := label{start: from.start, peak: max(from.peak, at.key), at: int32(x), back: l}
	if m.grace == 0 && (!m.contested || m.Reuse || m.Ties != Favourable) {
		m.keepOne(made, first)
		return
	}
	for k := first; k < len(m.labels); k++ {
		if m.asGood(m.labels[k], made, i) {
			return
		}
	}
	if len(m.labels)-first >= mostLabels {
		m.cut = true
		return
	}
	m.labels = append(m.labels, made)
}

// keepOne keeps the one label of a moment that matters where only the start
// does: that which began last, and of several, the one whose step before was
// taken first.
func (m *matcher) keepOne(made label, first int) {
	if first == len(m.labels) {
		m.labels = append(m.labels, made)
		return
	}
	old := &m.labels[first]
	if made.start > old.start || made.start == old.start && m.labels[made.back].at < m.labels[old.back].at {
		*old = made
	}
}

// asGood reports whether whatever could follow b could follow a too: a began as
// late, is over as early, and has used up nothing that b has not.
func (m *matcher) asGood(a, b label, i int) bool {
	if a.start < b.start || a.peak > b.peak {
		return false
	}
	if m.Reuse {
		return true
	}
	for l := a.back; l != none; l = m.labels[l].back {
		y := m.labels[l].at
		if at := &m.moments[y]; at.steps>>i != 0 && within(b.peak, at.key, m.grace) && !m.has(b.back, y) {
			return false
		}
	}
	return true
}

// best returns the label of the chain that goes furthest of those that end
// before the stop, or none: of these, with the most steps, then the one that is
// complete first, then the one that began last.
func (m *matcher) best(stop stop) (l int32, reached int) {
	for i := m.k; i >= 1; i-- {
		for n := i; n >= 1; n-- {
			r := m.ranges[m.slot(i, n)]
			best := int32(none)
			for l := r.lo; l < r.hi; l++ {
				x := &m.labels[l]
				if stop.is && x.peak >= stop.key {
					continue
				}
				if best == none || x.peak < m.labels[best].peak || x.peak == m.labels[best].peak && x.start > m.labels[best].start {
					best = l
				}
			}
			if best != none {
				return best, i
			}
			if m.optional == 0 {
				break
			}
		}
	}
	return none, 0
}
