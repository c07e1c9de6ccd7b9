//go:build unix

// Package usage says what the process has used so far, for the examples that
// measure themselves.
package usage

import (
	"runtime"
	"syscall"
	"time"
)

// CPU returns how much processor time this process has used.
func CPU() time.Duration {
	u := used()
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// Peak returns the most memory that this process has had.
func Peak() int64 {
	peak := int64(used().Maxrss)
	if runtime.GOOS != "darwin" {
		peak *= 1024
	}
	return peak
}

func used() syscall.Rusage {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return syscall.Rusage{}
	}
	return u
}
