package matching

import "testing"

// Each ten kilometres halve the points exactly, so that a half is a half on every machine, and is rounded up.
func TestNearnessHalvesExactly(t *testing.T) {
	near := DefaultRules().Weights.nearness()
	for km, want := range map[int32]int32{0: 200, 10: 100, 20: 50, 30: 25, 40: 13, 50: 6, 60: 3, 70: 2, 80: 1, 90: 0} {
		if got := near.points(km * 1000); got != want {
			t.Errorf("%d km: %d points, want %d", km, got, want)
		}
	}
}
