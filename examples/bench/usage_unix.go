//go:build unix

package main

import (
	"runtime"
	"syscall"
	"time"
)

// cpuTime returns how much processor time this process has used.
func cpuTime() time.Duration {
	u := usage()
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// peakBytes returns the most memory that this process has had.
func peakBytes() int64 {
	peak := int64(usage().Maxrss)
	if runtime.GOOS != "darwin" {
		peak *= 1024
	}
	return peak
}

func usage() syscall.Rusage {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return syscall.Rusage{}
	}
	return u
}
