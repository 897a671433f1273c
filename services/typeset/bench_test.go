package typeset

import (
	"strings"
	"testing"
)

// drawDensePage draws about 1,500 characters, as a full A4 sheet has.
func drawDensePage(c Canvas) {
	style := Style{Regular, 10}
	c.NewPage(595, 842)
	y := 30.0
	for range 11 {
		for _, line := range style.Wrap(strings.Join(sampleCells, ""), 540).Lines {
			c.Text(28, y, line, style, Ink)
			y += 14
		}
		c.HLine(28, 567, y, 0.5, Line)
	}
}

func BenchmarkPDF(b *testing.B) {
	for b.Loop() {
		p := NewPDF(Info{})
		drawDensePage(p)
		file, err := p.Bytes()
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(file)), "bytes/page")
	}
}

func BenchmarkPNG(b *testing.B) {
	for b.Loop() {
		p := NewPNG(150 / 72.0)
		drawDensePage(p)
		files, err := p.Encode()
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(files[0])), "bytes/page")
	}
}

func BenchmarkWrap(b *testing.B) {
	text := strings.Join(sampleCells, "")
	for b.Loop() {
		bodyStyle.Wrap(text, 90)
	}
}
