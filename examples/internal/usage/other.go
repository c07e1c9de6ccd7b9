//go:build !unix

package usage

import (
	"runtime"
	"time"
)

var start = time.Now()

// CPU returns the time since the start: this system is not asked for more.
func CPU() time.Duration { return time.Since(start) }

// Peak returns the memory that the process took from the system.
func Peak() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.Sys)
}
