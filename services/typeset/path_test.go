package typeset

import (
	"fmt"
	"regexp"
	"testing"
)

// TestPath draws the path again, a unit a module.
func TestPath(t *testing.T) {
	code, err := NewQR(boardURL)
	if err != nil {
		t.Fatal(err)
	}
	drawn, left := map[[2]int]bool{}, code.Path()
	for _, m := range regexp.MustCompile(`M\d+ \d+h\d+v1h-\d+z`).FindAllString(left, -1) {
		var x, y, length, back int
		if _, err := fmt.Sscanf(m, "M%d %dh%dv1h-%dz", &x, &y, &length, &back); err != nil || length != back {
			t.Fatalf("%s: %v", m, err)
		}
		for i := range length {
			drawn[[2]int{x + i, y}] = true
		}
		left = left[len(m):]
	}
	if left != "" {
		t.Errorf("the path goes on: %s", left)
	}
	for y := range code.Modules() {
		for x := range code.Modules() {
			if drawn[[2]int{x, y}] != code.code.Black(x-quietModules, y-quietModules) {
				t.Fatalf("module %d, %d", x, y)
			}
		}
	}
	if got := (QR{}).Path(); got != "" {
		t.Errorf("no code is drawn as %q", got)
	}
}
