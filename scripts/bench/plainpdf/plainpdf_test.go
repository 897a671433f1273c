package plainpdf_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"konggang/scripts/bench/plainpdf"
	"konggang/services/typeset"
)

const content = "https://konggang.example/b/410184107208"

func TestARecordingIsDrawn(t *testing.T) {
	r, err := plainpdf.NewRecording(filepath.Join("..", "..", "..", "services", "typeset", "fonts"), content)
	if err != nil {
		t.Fatal(err)
	}
	code, err := typeset.NewQR(content)
	if err != nil {
		t.Fatal(err)
	}
	r.NewPage(400, 300)
	r.Text(20, 40, "㙟头村 2026 缝纫工", typeset.Style{Weight: typeset.Bold, Size: 12}, typeset.Ink)
	r.Rect(20, 60, 100, 20, typeset.Red)
	r.HLine(20, 200, 90, 0.5, typeset.Line)
	r.VLine(20, 90, 120, 0.5, typeset.Line)
	r.QR(200, 100, 80, code)
	if got := r.Glyphs(); got != len([]rune("㙟头村 2026 缝纫工")) {
		t.Errorf("%d glyphs recorded", got)
	}
	d, err := r.Drawing()
	if err != nil {
		t.Fatal(err)
	}
	file, err := d.PDF()
	if err != nil || !bytes.HasPrefix(file, []byte("%PDF-")) || bytes.Count(file, []byte("/FontFile2")) != 2 {
		t.Errorf("%d bytes with %d fonts, want one for the rare character and the bold, %v", len(file), bytes.Count(file, []byte("/FontFile2")), err)
	}
	again, err := d.PDF()
	if err != nil || len(again) != len(file) {
		t.Errorf("%d bytes the second time, %v", len(again), err)
	}
}

func TestNoFonts(t *testing.T) {
	if _, err := plainpdf.NewRecording(t.TempDir(), content); err == nil {
		t.Error("an empty folder has fonts")
	}
}
