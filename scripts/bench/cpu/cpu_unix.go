//go:build unix

package cpu

import (
	"syscall"
	"time"
)

// Time is the processor time that the process has taken so far, on all processors, for itself and in the kernel.
func Time() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		panic(err) // it has no cause but wrong arguments
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
