//go:build !unix

package main

import (
	"runtime"
	"time"
)

var start = time.Now()

// cpuTime returns the time since the start: this system is not asked for more.
func cpuTime() time.Duration { return time.Since(start) }

// peakBytes returns the memory that the process took from the system.
func peakBytes() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.Sys)
}
