package event

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// inParallel calls do with every number below n, on as many goroutines as
// GOMAXPROCS allows; on one, in order in the caller's own. A panic in do is a
// panic here, that with the smallest number if there are several.
func inParallel(n int, do func(k int)) {
	workers := min(n, runtime.GOMAXPROCS(0))
	if workers < 2 {
		for k := range n {
			do(k)
		}
		return
	}
	var next atomic.Int64
	var wait sync.WaitGroup
	ends := make([]ending, workers)
	for w := range workers {
		wait.Go(func() {
			defer ends[w].note()
			for e := &ends[w]; !e.done; {
				if e.k = int(next.Add(1)) - 1; e.k < n {
					do(e.k)
				}
				e.done = e.k >= n
			}
		})
	}
	wait.Wait()
	first := ends[0]
	for _, e := range ends[1:] {
		if !e.done && (first.done || e.k < first.k) {
			first = e
		}
	}
	first.repeat()
}

// An ending says how a goroutine ended: done, or at number k by a panic or by
// runtime.Goexit, which has no value.
type ending struct {
	k     int
	done  bool
	value any
}

// note is deferred by the goroutine.
func (e *ending) note() {
	if !e.done {
		e.value = recover()
	}
}

// repeat ends the caller's goroutine as that one ended.
func (e *ending) repeat() {
	switch {
	case e.done:
	case e.value == nil:
		runtime.Goexit()
	default:
		panic(e.value)
	}
}
