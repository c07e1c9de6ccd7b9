package survival

import (
	"math"
	"slices"
)

// A lane counts the observations of one group by their time. Curves and tests
// are functions of these counts, whatever order the observations came in.
type lane struct {
	times    []float64 // ascending, each once
	events   []int
	censored []int

	pending []uint64 // keys of observations that are not counted yet
}

// key packs an observation so that keys stand in the order of their times: the
// bits of floats that are not negative rise with them. The sign of -0 falls off.
func key(time float64, event bool) uint64 {
	k := math.Float64bits(time) << 1
	if event {
		k |= 1
	}
	return k
}

// least is how many keys wait before they are counted.
const least = 1 << 14

func (l *lane) add(time float64, event bool) {
	if len(l.pending) >= max(least, len(l.times)) {
		l.settle()
	}
	l.pending = append(l.pending, key(time, event))
}

// settle counts what is pending.
func (l *lane) settle() {
	if len(l.pending) == 0 {
		return
	}
	sortKeys(l.pending)
	fresh := laneOf(l.pending)
	l.pending = l.pending[:0]
	if len(l.times) == 0 {
		l.times, l.events, l.censored = fresh.times, fresh.events, fresh.censored
		return
	}
	l.merge(fresh)
}

// laneOf counts sorted keys.
func laneOf(keys []uint64) *lane {
	distinct := 0
	for i, k := range keys {
		if i == 0 || k>>1 != keys[i-1]>>1 {
			distinct++
		}
	}
	l := newLane(distinct)
	for i, k := range keys {
		if i == 0 || k>>1 != keys[i-1]>>1 {
			l.put(math.Float64frombits(k>>1), 0, 0)
		}
		last := len(l.times) - 1
		l.events[last] += int(k & 1)
		l.censored[last] += int(^k & 1)
	}
	return l
}

func newLane(size int) *lane {
	return &lane{times: make([]float64, 0, size), events: make([]int, 0, size), censored: make([]int, 0, size)}
}

// put appends a time that is later than all others.
func (l *lane) put(time float64, events, censored int) {
	l.times = append(l.times, time)
	l.events = append(l.events, events)
	l.censored = append(l.censored, censored)
}

// merge adds the counts of another lane. Both are settled.
func (l *lane) merge(o *lane) {
	out := newLane(len(l.times) + len(o.times))
	i, j := 0, 0
	for i < len(l.times) || j < len(o.times) {
		switch {
		case j == len(o.times) || i < len(l.times) && l.times[i] < o.times[j]:
			out.put(l.times[i], l.events[i], l.censored[i])
			i++
		case i == len(l.times) || o.times[j] < l.times[i]:
			out.put(o.times[j], o.events[j], o.censored[j])
			j++
		default:
			out.put(l.times[i], l.events[i]+o.events[j], l.censored[i]+o.censored[j])
			i++
			j++
		}
	}
	l.times, l.events, l.censored = out.times, out.events, out.censored
}

// copied returns a settled lane that shares no memory with l.
func (l *lane) copied() *lane {
	keys := slices.Clone(l.pending)
	out := &lane{
		times: slices.Clone(l.times), events: slices.Clone(l.events), censored: slices.Clone(l.censored),
		pending: keys,
	}
	out.settle()
	return out
}

// totals returns how many observations there are, and how many are events.
func (l *lane) totals() (n, events int) {
	for i := range l.times {
		events += l.events[i]
		n += l.events[i] + l.censored[i]
	}
	return n, events
}
