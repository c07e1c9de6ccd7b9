package event

import (
	"errors"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A tally counts, sums in floating point, and writes down what it saw in order.
type tally struct {
	events int
	sum    float64
	order  uint64
}

func newTally() *tally { return new(tally) }

func (a *tally) Add(t Trace) {
	for i := range t.Len() {
		v, _ := t.Value(i)
		a.sum += v * 0.1
		a.events++
	}
	h := fnv.New64a()
	fmt.Fprint(h, a.order, t.Customer())
	a.order = h.Sum64()
}

func (a *tally) Merge(b *tally) {
	a.events += b.events
	a.sum += b.sum
	h := fnv.New64a()
	fmt.Fprint(h, a.order, b.order)
	a.order = h.Sum64()
}

// A listing is the traces in the order in which they came.
type listing struct{ customers []string }

func (a *listing) Add(t Trace)      { a.customers = append(a.customers, t.Customer()) }
func (a *listing) Merge(b *listing) { a.customers = append(a.customers, b.customers...) }

// bigLog is large enough for several shards, the first customer alone for one.
func bigLog(t testing.TB) *Log {
	r := rand.New(rand.NewPCG(5, 5))
	return collected(t, slices.Collect(func(yield func(Event) bool) {
		for i := range 5 * shardEvents {
			customer := "a"
			if r.IntN(4) > 0 {
				customer = fmt.Sprint("c", r.IntN(3000))
			}
			if !yield(Event{Customer: customer, Time: time.Unix(int64(i), 0), Name: "n", Value: r.Float64()}) {
				return
			}
		}
	}))
}

func TestFoldIsTheSameOnAnyNumberOfCores(t *testing.T) {
	l := bigLog(t)
	require.Greater(t, len(l.shards()), 3)
	var all []string
	for tr := range l.Traces() {
		all = append(all, tr.Customer())
	}
	var want tally
	for _, cores := range []int{1, 2, 3, 8} {
		onCores(cores, func() {
			require.Equal(t, all, Fold(l, func() *listing { return new(listing) }).customers)
			got := *Fold(l, newTally)
			if cores == 1 {
				want = got
			}
			require.Equal(t, want, got, "to the last bit")
		})
	}
	require.Equal(t, l.Len(), want.events)
}

func TestProgressIsToldAfterEachShardUpToAll(t *testing.T) {
	log := bigLog(t)
	var told []float64
	got := FoldWithProgress(log, newTally, func(share float64) { told = append(told, share) })
	require.Equal(t, Fold(log, newTally), got)
	require.Len(t, told, log.parts())
	require.IsIncreasing(t, told)
	require.Equal(t, 1.0, told[len(told)-1])
}

func TestShardsAreTheTracesInOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	for range 200 {
		l := collected(t, someEvents(r, 200))
		n := 1 + r.IntN(20)
		last := 0
		for k := range n {
			from, to := l.cut(k, n), l.cut(k+1, n)
			require.Equal(t, last, from)
			require.LessOrEqual(t, from, to)
			last = to
		}
		require.Equal(t, l.Customers(), last)
	}
}

// A bomb goes off at some customers.
type bomb struct{ when func(string) }

func (a bomb) Add(t Trace) { a.when(t.Customer()) }
func (a bomb) Merge(bomb)  {}

func TestAPanicOfAnAnalysisIsOneOfFold(t *testing.T) {
	l := bigLog(t)
	for _, cores := range []int{1, 2, 8} {
		onCores(cores, func() {
			err := errors.New("boom")
			require.PanicsWithValue(t, err, func() {
				Fold(l, func() bomb { return bomb{func(string) { panic(err) }} })
			})
			require.PanicsWithValue(t, "first", func() {
				Fold(l, func() bomb {
					return bomb{func(c string) {
						switch c {
						case "a":
							time.Sleep(5 * time.Millisecond)
							panic("first")
						case "c2000":
							panic("second")
						}
					}}
				})
			}, "whichever came first in time")
			require.Panics(t, func() { Fold(l, func() bomb { panic("fresh") }) })
		})
	}
}

func TestAnAnalysisThatEndsItsGoroutineEndsThatOfFold(t *testing.T) {
	l := bigLog(t)
	for _, cores := range []int{1, 2} {
		onCores(cores, func() {
			var after atomic.Bool
			done := make(chan struct{})
			go func() {
				defer close(done)
				Fold(l, func() bomb { return bomb{func(string) { runtime.Goexit() }} })
				after.Store(true)
			}()
			<-done
			require.False(t, after.Load())
		})
	}
}
