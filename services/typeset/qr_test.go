package typeset

import (
	"errors"
	"strings"
	"testing"
)

func TestQRContent(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		err        error
		modules    int
	}{
		{"empty", "", ErrQRContent, 0},
		{"short", "HELLO", nil, 21 + 8},
		{"address", boardURL, nil, 33 + 8},
		{"too long", strings.Repeat("长", 1000), ErrQRContent, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			code, err := NewQR(tt.text)
			if !errors.Is(err, tt.err) || code.Modules() != tt.modules {
				t.Errorf("%d modules, %v; want %d, %v", code.Modules(), err, tt.modules, tt.err)
			}
		})
	}
}

// Every module of the image has the same whole number of pixels, the margin is
// white, and the leftover pixels are shared between the sides.
func TestPNGModules(t *testing.T) {
	code, err := NewQR("HELLO")
	if err != nil {
		t.Fatal(err)
	}
	page := drawn(t, 3, func(p *PNG) {
		p.Rect(0, 0, 40, 30, Red)
		p.QR(2, 1, 28, code)
	})
	const module, left, top, inset = 2, 6, 3, (84 - 2*29) / 2
	for y := range 84 {
		for x := range 84 {
			column, row := floorDiv(x-inset, module)-quietModules, floorDiv(y-inset, module)-quietModules
			want := White
			if code.code.Black(column, row) {
				want = Black
			}
			if got := Color(page.ColorIndexAt(left+x, top+y)); got != want {
				t.Fatalf("pixel %d, %d has colour %d, want %d", x, y, got, want)
			}
		}
	}
	if got := Color(page.ColorIndexAt(left-1, top)); got != Red {
		t.Errorf("colour %d beside the code", got)
	}
}

func floorDiv(a, b int) int {
	if a < 0 {
		return -1
	}
	return a / b
}
