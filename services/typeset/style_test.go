package typeset

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestWidth(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		ems        int
	}{
		{"empty", "", 0},
		{"Chinese", "缝纫工", 3000},
		{"digits", "11", 2 * 555},
		{"no-break space is a space", "1\u00a01", 2*555 + 224},
		{"joiners have no width", "1\u20601\u20631", 3 * 555},
		{"spaces at the end", "工  　", 1000},
		{"spaces at the start", " 工", 1224},
		{"closing mark at the end", "工。", 1500},
		{"closing mark within", "工。工", 3000},
		{"opening mark at the end", "工（", 2000},
		{"closing marks", "工》。", 2000},
		{"closing then opening", "）（工", 2500},
		{"opening marks", "（「工", 2500},
		{"opening then closing", "（）", 1500},
		{"Latin brackets are not squeezed", "))", 2 * 338},
		{"rare character", "㙟", 1000},
		{"missing character", "🙂", 1000},
		{"line end counts as a space", "工\n工", 2224},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := Style{Regular, 10}.Width(tt.text)
			if want := float64(tt.ems) / 100; math.Abs(got-want) > 1e-9 {
				t.Errorf("%q: %g, want %g", tt.text, got, want)
			}
		})
	}
}

func TestUnknownWeightIsRegular(t *testing.T) {
	if got, want := (Style{Weight: 9, Size: 10}).Width("Aa1"), (Style{Regular, 10}).Width("Aa1"); got != want {
		t.Errorf("got %g, want %g", got, want)
	}
}

func TestBaselineCentresTheEmBox(t *testing.T) {
	s := Style{Regular, 20}
	baseline := s.Baseline(100, 30)
	above, below := baseline-0.88*s.Size-100, 130-(baseline+0.12*s.Size)
	if math.Abs(above-below) > 1e-9 {
		t.Errorf("%g above, %g below", above, below)
	}
}

func TestShrunk(t *testing.T) {
	for _, tt := range []struct {
		text               string
		width, least, want float64
	}{
		{"电话13800138000", 200, 8, 12}, // fits as it is
		{"13800138000", 61.05, 8, 10},
		{"13800138000", 20, 8, 8},
		{"13800138000", 20, 15, 12}, // never grows
	} {
		if got := (Style{Regular, 12}).Shrunk(tt.text, tt.width, tt.least).Size; math.Abs(got-tt.want) > 1e-9 {
			t.Errorf("%q in %g: %g, want %g", tt.text, tt.width, got, tt.want)
		}
	}
}

func TestShrunkFitsOrIsLeast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := anyText().Draw(t, "text")
		width := rapid.Float64Range(1, 300).Draw(t, "width")
		got := Style{Regular, 14}.Shrunk(text, width, 7)
		if got.Size > 7 && len(got.Wrap(text, width).Split) > 0 {
			t.Fatalf("%q in %g: %g points do not fit", text, width, got.Size)
		}
		if got.Size < 7 || got.Size > 14 {
			t.Fatalf("size %g", got.Size)
		}
	})
}
