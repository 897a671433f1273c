package typeset

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"testing"
)

func decode(t *testing.T, file []byte) *image.Paletted {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	page, ok := img.(*image.Paletted)
	if !ok {
		t.Fatalf("a %T, want a palette", img)
	}
	return page
}

// drawn returns the only page that draw makes of 40 by 30 points.
func drawn(t *testing.T, scale float64, draw func(*PNG)) *image.Paletted {
	t.Helper()
	p := NewPNG(scale)
	p.NewPage(40, 30)
	draw(p)
	files, err := p.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return decode(t, files[0])
}

// inked returns the smallest rectangle that holds all pixels that are not white.
func inked(page *image.Paletted) image.Rectangle {
	var box image.Rectangle
	for y := range page.Rect.Dy() {
		for x := range page.Rect.Dx() {
			if page.ColorIndexAt(x, y) != uint8(White) {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box
}

func TestPNGIsTheSameEveryTime(t *testing.T) {
	if !bytes.Equal(samplePNG(t, 2), samplePNG(t, 2)) {
		t.Error("two images of the same calls differ")
	}
}

func TestPNGPagesHaveTheirSize(t *testing.T) {
	p := NewPNG(1.5)
	p.NewPage(100, 40.2)
	p.NewPage(20, 10)
	files, err := p.Encode()
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []image.Point{{150, 60}, {30, 15}} {
		if got := decode(t, files[i]).Rect.Size(); got != want {
			t.Errorf("page %d: %v, want %v", i+1, got, want)
		}
	}
}

func TestPNGLinesCoverWholePixels(t *testing.T) {
	for _, tt := range []struct {
		name  string
		scale float64
		draw  func(*PNG)
		want  image.Rectangle
	}{
		{"hair line", 2, func(p *PNG) { p.HLine(5, 15, 10, 0.1, Line) }, image.Rect(10, 20, 30, 21)},
		{"two pixels", 2, func(p *PNG) { p.HLine(5, 15, 10, 1, Line) }, image.Rect(10, 19, 30, 21)},
		{"between pixels", 1, func(p *PNG) { p.VLine(7.3, 2.4, 9.6, 1, Line) }, image.Rect(7, 2, 8, 10)},
		{"column", 2.5, func(p *PNG) { p.VLine(10, 4, 8, 0.8, Line) }, image.Rect(24, 10, 26, 20)},
		{"rectangle", 1.5, func(p *PNG) { p.Rect(2, 3, 4.1, 5, Red) }, image.Rect(3, 5, 9, 12)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			page := drawn(t, tt.scale, tt.draw)
			box := inked(page)
			if box != tt.want {
				t.Fatalf("covers %v, want %v", box, tt.want)
			}
			first := page.ColorIndexAt(box.Min.X, box.Min.Y)
			for y := box.Min.Y; y < box.Max.Y; y++ {
				for x := box.Min.X; x < box.Max.X; x++ {
					if page.ColorIndexAt(x, y) != first {
						t.Fatalf("pixel %d, %d is not of the one colour", x, y)
					}
				}
			}
		})
	}
}

// The ink of text stays where the measure says that the text stands.
func TestPNGTextKeepsItsWidth(t *testing.T) {
	for _, text := range []string{"工", "工业园", "》。", "）（工", "1A"} {
		style := Style{Regular, 8}
		page := drawn(t, 4, func(p *PNG) { p.Text(5, 20, text, style, Ink) })
		box, end := inked(page), int(4*(5+style.Width(text)))
		if box.Min.X < 19 || box.Max.X > end+2 || box.Max.X < end-10 {
			t.Errorf("%q covers %d to %d, want 20 to %d", text, box.Min.X, box.Max.X, end)
		}
		if box.Min.Y < 80-4*8 || box.Max.Y > 80+8 || box.Empty() {
			t.Errorf("%q covers the rows %d to %d, baseline 80", text, box.Min.Y, box.Max.Y)
		}
	}
}

// Turned text is upright text turned: its start goes from the left edge to the foot.
func TestPNGTurnedText(t *testing.T) {
	style := Style{Bold, 8}
	upright, turned := NewPNG(2), NewPNG(2)
	upright.NewPage(80, 30)
	upright.Text(5, 20, "面点师，1A", style, Ink)
	turned.NewPage(30, 80)
	turned.TextUp(20, 75, "面点师，1A", style, Ink)
	if inked(upright.page()).Empty() {
		t.Fatal("nothing is drawn")
	}
	for y := range upright.page().Rect.Dy() {
		for x := range upright.page().Rect.Dx() {
			want := upright.inks.palette[upright.page().ColorIndexAt(x, y)]
			if got := turned.inks.palette[turned.page().ColorIndexAt(y, 159-x)]; want != got {
				t.Fatalf("%d, %d: colour %v, turned %v", x, y, want, got)
			}
		}
	}
}

func TestPNGTextBlendsWithItsGround(t *testing.T) {
	page := drawn(t, 2, func(p *PNG) {
		p.Rect(0, 0, 40, 30, Red)
		p.Text(5, 20, "工", Style{Bold, 16}, White)
	})
	seen := map[color.Color]bool{}
	for _, index := range page.Pix {
		seen[page.Palette[index]] = true
	}
	between := 0
	for c := range seen {
		r, g, b, _ := c.RGBA()
		if r>>8 < 178 || g>>8 < 34 || b>>8 < 34 {
			t.Errorf("%v is darker than both colours", c)
		}
		if c != color.Color(shades[Red]) && c != color.Color(shades[White]) {
			between++
		}
	}
	if between == 0 || between >= levels {
		t.Errorf("%d colours between the two, want 1 to %d", between, levels-1)
	}
}

func TestPaletteNeverOverflows(t *testing.T) {
	k := newInks()
	below := uint8(White)
	for i := range 5000 {
		below = k.blend(below, Color(i*7)%colorCount, uint8(1+i%(levels-1)))
	}
	if len(k.palette) != 256 {
		t.Errorf("%d colours", len(k.palette))
	}
}

func TestPNGErrors(t *testing.T) {
	testCanvasErrors(t, func(draw func(Canvas)) error {
		p := NewPNG(2)
		draw(p)
		_, err := p.Encode()
		return err
	})
	for _, scale := range []float64{0, -1, 1e300} {
		p := NewPNG(scale)
		p.NewPage(10, 10)
		if _, err := p.Encode(); !errors.Is(err, ErrPageSize) {
			t.Errorf("scale %g: %v", scale, err)
		}
	}
}
