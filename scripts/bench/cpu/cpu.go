// Package cpu tells how much processor time is spent, which a busy machine does not stretch as it does the time on the wall.
package cpu

import "time"

// Spent is the processor time that f takes, with all that the runtime does in the meantime.
func Spent(f func()) time.Duration {
	before := Time()
	f()
	return Time() - before
}
