package noticeboard

import (
	"testing"

	"konggang/services/channels/channelstest"
)

func BenchmarkPDF(b *testing.B) {
	e := channelstest.Edition(20)
	for b.Loop() {
		if _, _, err := PDF(e, Options{}); err != nil {
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
