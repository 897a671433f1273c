package cpu_test

import (
	"testing"

	"konggang/scripts/bench/cpu"
)

// TestWorkIsSpent works until the clock has moved, which it never would if it did not count work.
func TestWorkIsSpent(t *testing.T) {
	for n := 1; ; n *= 2 {
		sum := 0
		spent := cpu.Spent(func() {
			for i := range n {
				sum += i * i
			}
		})
		if spent < 0 {
			t.Fatalf("%v spent", spent)
		}
		if spent > 0 && sum >= 0 {
			return
		}
	}
}
