package noticeboard

import (
	"testing"

	"konggang/services/channels/channelstest"
	"konggang/services/typeset"
)

func BenchmarkPDF(b *testing.B) {
	e := channelstest.Edition(20)
	for b.Loop() {
		if _, err := PDF(e, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLayout(b *testing.B) {
	e := channelstest.Edition(20)
	for b.Loop() {
		if _, err := newSheet(e, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCheck is what the warnings of a draft cost.
func BenchmarkCheck(b *testing.B) {
	e := channelstest.Edition(20)
	for b.Loop() {
		Check(e)
	}
}

// BenchmarkDrawing draws a sheet that is set already: what the layout costs is the difference to BenchmarkPDF.
func BenchmarkDrawing(b *testing.B) {
	s, err := newSheet(channelstest.Edition(20), Options{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		canvas := typeset.NewPDF(typeset.Info{})
		s.draw(canvas)
		if _, err := canvas.Bytes(); err != nil {
			b.Fatal(err)
		}
	}
}
