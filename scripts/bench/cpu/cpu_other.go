//go:build !unix

package cpu

import "time"

var start = time.Now()

// Time is the time since the process began, for want of a better one.
func Time() time.Duration { return time.Since(start) }
