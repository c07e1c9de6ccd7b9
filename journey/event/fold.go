package event

import (
	"iter"
	"slices"
	"sync"
)

// An Accumulator is an analysis of traces that can be done in parts. Add takes
// in one trace. Merge takes in what another accumulator gathered from other
// traces; it leaves that one as it is and keeps nothing of its memory.
type Accumulator[A any] interface {
	Add(Trace)
	Merge(A)
}

// Fold gives every trace of the log to an accumulator, and returns what comes
// of it. It works on shards of customers that follow one another, on all cores
// that GOMAXPROCS allows, each shard with an accumulator of its own from fresh,
// and merges them in order. How many shards there are depends on the log alone
// (one below 131,072 events), so the result is the same on one core and on many,
// to the last bit of a sum.
//
// Fold keeps a few accumulators at a time. A panic in fresh, in Add or in Merge
// is a panic of Fold.
func Fold[A Accumulator[A]](l *Log, fresh func() A) A { return FoldWithProgress(l, fresh, nil) }

// FoldWithProgress is [Fold], and tells progress after each shard which share of
// them is done, more each time and 1 at last. It is called by one goroutine at a
// time, which is not always the caller's. nil tells nobody.
func FoldWithProgress[A Accumulator[A]](l *Log, fresh func() A, progress func(share float64)) A {
	shards := l.shards()
	merged := merging[A]{of: len(shards), progress: progress}
	inParallel(len(shards), func(k int) {
		a := fresh()
		for t := range shards[k] {
			a.Add(t)
		}
		merged.put(k, a)
	})
	return merged.all
}

// merging merges the parts of a whole in their order, each as soon as those
// before it are there, so that few are kept at a time.
type merging[A Accumulator[A]] struct {
	sync.Mutex
	all     A
	next    int // the part to merge next
	waiting map[int]A

	done, of int
	progress func(share float64)
}

func (m *merging[A]) put(k int, part A) {
	m.Lock()
	defer m.Unlock()
	m.take(k, part)
	if m.done++; m.progress != nil {
		m.progress(float64(m.done) / float64(m.of))
	}
}

// take merges the parts that can be merged once part k is there.
func (m *merging[A]) take(k int, part A) {
	if m.waiting == nil {
		m.waiting = make(map[int]A)
	}
	m.waiting[k] = part
	for {
		part, ok := m.waiting[m.next]
		if !ok {
			return
		}
		delete(m.waiting, m.next)
		if m.next == 0 {
			m.all = part
		} else {
			m.all.Merge(part)
		}
		m.next++
	}
}

const (
	shardEvents = 1 << 16 // that a shard has at least, about
	maxShards   = 64
)

// shards returns the traces in shards of about as many events each: at least
// one shard.
func (l *Log) shards() []iter.Seq[Trace] {
	out := make([]iter.Seq[Trace], l.parts())
	for k := range out {
		out[k] = l.traces(l.cut(k, len(out)), l.cut(k+1, len(out)))
	}
	return out
}

// parts returns into how many parts the log is worth cutting, for work on
// several cores. It depends on the number of events alone.
func (l *Log) parts() int { return max(1, min(l.Len()/shardEvents, maxShards)) }

// cut returns the customer at which part k of n begins.
func (l *Log) cut(k, n int) int {
	if k == n {
		return l.Customers()
	}
	c, _ := slices.BinarySearch(l.from, uint32(l.Len()/n*k))
	return min(c, l.Customers())
}
