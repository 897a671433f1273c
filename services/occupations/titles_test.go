package occupations

import "testing"

// TestTitlesAreExact: every title stands for itself, in order, and none that only holds one.
func TestTitlesAreExact(t *testing.T) {
	last, n := "", 0
	for title, code := range Titles() {
		if got, ok := Exact(title); !ok || got != code {
			t.Errorf("%s means %s and is %s", title, code, got)
		}
		if title <= last {
			t.Errorf("%s after %s", title, last)
		}
		last, n = title, n+1
	}
	if n != len(bundled().titles) {
		t.Errorf("%d titles of %d", n, len(bundled().titles))
	}
	for _, title := range []string{"", "急招普工", "ＣＮＣ 操作工 夜班"} {
		if code, ok := Exact(title); ok {
			t.Errorf("%q is %s as a whole", title, code)
		}
	}
	for range Titles() {
		break // a reader may stop early
	}
}
