package typeset

import (
	"bytes"
	"errors"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/services/typeset/typesettest"
)

func TestPDFTextComesBack(t *testing.T) {
	var got strings.Builder
	for _, set := range extract(t, samplePDF(t)) {
		got.WriteString(set.text)
	}
	want := "新郑市（薛店镇）“空岗”信息表：第47期"
	for _, cell := range sampleCells {
		for _, line := range (Style{Regular, 12}).Wrap(cell, 91).Lines {
			want += line
		}
	}
	want += "）（。」，「（《》））求职免费，不收押金。"
	want = strings.NewReplacer("🙂", "〓", "𫚉", "〓", string(nbsp), " ").Replace(want)
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Error(diff)
	}
}

func TestPDFWithManyCharacters(t *testing.T) {
	p := NewPDF(Info{})
	p.NewPage(3000, 100)
	var want strings.Builder
	for r := '一'; r < '一'+300; r++ {
		want.WriteRune(r)
	}
	p.Text(0, 50, want.String(), Style{Regular, 10}, Ink)
	file, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, set := range extract(t, file) {
		got.WriteString(set.text)
	}
	if diff := cmp.Diff(want.String(), got.String()); diff != "" {
		t.Error(diff)
	}
}

// Stretches of one line follow one another without gap or overlap: the widths
// in the PDF are the ones that the layout was made with.
func TestPDFWidthsAreTheMeasure(t *testing.T) {
	for _, text := range []string{"龑（㙟）（。」Aa1，「（《》））𠙶：》，乙", "工资3800—5500 元/月"} {
		style := Style{Bold, 12.5}
		p := NewPDF(Info{})
		p.NewPage(600, 100)
		p.Text(10, 50, text, style, Ink)
		file, err := p.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		x := 10.0
		for _, set := range extract(t, file) {
			if math.Abs(set.x-x) > 0.006 || set.y != 50 {
				t.Errorf("%q stands at %g, %g, want %g, 50", set.text, set.x, set.y, x)
			}
			x = set.x + set.width
		}
		if want := 10 + style.Width(text); math.Abs(x-want) > 0.006 {
			t.Errorf("%q ends at %g, want %g", text, x, want)
		}
	}
}

// Turned text has the glyphs of upright text, and a reader gets it as one line.
func TestPDFTurnedText(t *testing.T) {
	draw := func(draw func(c Canvas)) []typesettest.Run {
		p := NewPDF(Info{})
		p.NewPage(300, 200)
		draw(p)
		file, err := p.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		runs, err := typesettest.Read(file)
		if err != nil {
			t.Fatal(err)
		}
		return runs
	}
	const text = "龑师傅，154-1000-2000"
	upright := draw(func(c Canvas) { c.Text(40, 150, text, Style{Bold, 12}, Ink) })
	turned := draw(func(c Canvas) {
		c.TextUp(40, 150, text, Style{Bold, 12}, Ink)
		c.Text(40, 150, text, Style{Bold, 12}, Ink)
	})
	if diff := cmp.Diff(upright, turned[len(turned)/2:]); diff != "" {
		t.Errorf("what is drawn after it is changed: %s", diff)
	}
	for i := range upright {
		upright[i].Turned = true
	}
	if diff := cmp.Diff(upright, turned[:len(turned)/2]); diff != "" {
		t.Error(diff)
	}
}

func TestPDFIsTheSameEveryTime(t *testing.T) {
	want := samplePDF(t)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			if !bytes.Equal(samplePDF(t), want) {
				t.Error("two documents of the same calls differ")
			}
		})
	}
	group.Wait()
	if bytes.Contains(want, []byte("/CreationDate")) {
		t.Error("the document tells when it was made")
	}
	other := NewPDF(Info{})
	other.NewPage(100, 100)
	file, err := other.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	identifier := regexp.MustCompile(`/ID \[<[0-9a-f]{32}>`)
	if id := identifier.Find(file); id == nil || bytes.Equal(id, identifier.Find(want)) {
		t.Errorf("identifier %s does not tell documents apart", id)
	}
}

func TestPDFEmbedsOnlyTheFontsItUses(t *testing.T) {
	p := NewPDF(Info{Title: "𠙶"})
	p.NewPage(100, 100)
	p.Text(10, 50, "工", Style{Regular, 10}, Ink)
	p.NewPage(200, 100)
	p.Text(10, 50, "人", Style{Regular, 12}, Red)
	file, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	for content, want := range map[string]int{
		"/FontFile2 ":                     1,
		"/FontName /KGAREG+NotoSansSC":    1,
		"/Type /Page\n":                   2,
		"/MediaBox [ 0 0 200.00 100.00 ]": 1,
		"/Title <FEFFD841DE76>":           1,
	} {
		if got := bytes.Count(file, []byte(content)); got != want {
			t.Errorf("%q: %d times, want %d", content, got, want)
		}
	}
}

func TestPDFErrors(t *testing.T) {
	testCanvasErrors(t, func(draw func(Canvas)) error {
		p := NewPDF(Info{})
		draw(p)
		_, err := p.Bytes()
		return err
	})
}

func TestPDFEndsOnce(t *testing.T) {
	p := NewPDF(Info{})
	p.NewPage(100, 100)
	if _, err := p.Bytes(); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Bytes(); !errors.Is(err, ErrNoPage) {
		t.Errorf("a second time: %v", err)
	}
}

// testCanvasErrors holds for both canvases: a drawing call that cannot be
// carried out surfaces as a typed error at the end.
func testCanvasErrors(t *testing.T, encode func(draw func(Canvas)) error) {
	t.Helper()
	code, err := NewQR("空岗")
	if err != nil {
		t.Fatal(err)
	}
	paged := func(draw func(Canvas)) func(Canvas) {
		return func(c Canvas) { c.NewPage(100, 100); draw(c) }
	}
	for _, tt := range []struct {
		name string
		draw func(Canvas)
		want error
	}{
		{"nothing", func(Canvas) {}, ErrNoPage},
		{"text without page", func(c Canvas) { c.Text(0, 0, "工", Style{Regular, 9}, Ink) }, ErrNoPage},
		{"turned text without page", func(c Canvas) { c.TextUp(0, 0, "工", Style{Regular, 9}, Ink) }, ErrNoPage},
		{"code without page", func(c Canvas) { c.QR(0, 0, 50, code) }, ErrNoPage},
		{"empty page", func(c Canvas) { c.NewPage(0, 10) }, ErrPageSize},
		{"no number", func(c Canvas) { c.NewPage(10, math.NaN()) }, ErrPageSize},
		{"huge page", func(c Canvas) { c.NewPage(20000, 20000) }, ErrPageSize},
		{"line to nowhere", paged(func(c Canvas) { c.HLine(0, math.Inf(1), 5, 1, Line) }), ErrCoordinate},
		{"column to nowhere", paged(func(c Canvas) { c.VLine(math.NaN(), 0, 5, 1, Line) }), ErrCoordinate},
		{"rectangle of no number", paged(func(c Canvas) { c.Rect(0, 0, math.NaN(), 1, Line) }), ErrCoordinate},
		{"turned text to nowhere", paged(func(c Canvas) { c.TextUp(math.NaN(), 0, "工", Style{Regular, 9}, Ink) }), ErrCoordinate},
		{"no type size", paged(func(c Canvas) { c.Text(0, 0, "工", Style{}, Ink) }), ErrCoordinate},
		{"giant type", paged(func(c Canvas) { c.Text(0, 0, "工", Style{Size: 1e9}, Ink) }), ErrCoordinate},
		{"code without room", paged(func(c Canvas) { c.QR(0, 0, 0.1, code) }), ErrQRTooSmall},
		{"empty code", paged(func(c Canvas) { c.QR(0, 0, 50, QR{}) }), nil},
		{"off the page", paged(func(c Canvas) {
			c.Text(-1e30, 1e30, "工人", Style{Regular, 9}, Ink)
			c.TextUp(1e30, -1e30, "工人", Style{Regular, 9}, Ink)
			c.Rect(-1e30, -50, 1e30, 60, Red)
			c.HLine(-1e30, 1e30, 200, 1e30, Line)
			c.QR(90, 90, 60, code)
		}), nil},
		{"unknown colour", paged(func(c Canvas) { c.Rect(1, 1, 5, 5, 99); c.Text(9, 9, "工", Style{Regular, 9}, 99) }), nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := encode(tt.draw); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

// TestAnEmptyPageIsAPage asks a reader for an empty page among others, as the back of a sheet is.
func TestAnEmptyPageIsAPage(t *testing.T) {
	if _, err := exec.LookPath("qpdf"); err != nil {
		t.Skip("qpdf is not installed")
	}
	p := NewPDF(Info{})
	p.NewPage(100, 100)
	p.Text(10, 10, "工", Style{Regular, 9}, Ink)
	p.NewPage(100, 100)
	file, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "page.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.CommandContext(t.Context(), "qpdf", "--check", path).CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

// What other readers make of the page, where they are installed.
func TestSampleWithOtherTools(t *testing.T) {
	folder := t.TempDir()
	page, card := filepath.Join(folder, "page.pdf"), filepath.Join(folder, "card.png")
	for path, file := range map[string][]byte{page: samplePDF(t), card: samplePNG(t, 2)} {
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run := func(t *testing.T, name string, args ...string) string {
		t.Helper()
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("%s is not installed", name)
		}
		out, err := exec.Command(name, args...).Output()
		if err != nil {
			t.Fatalf("%s %q: %v", name, args, err)
		}
		return string(out)
	}
	t.Run("qpdf", func(t *testing.T) { run(t, "qpdf", "--check", page) })
	t.Run("pdftotext", func(t *testing.T) {
		text := run(t, "pdftotext", "-raw", page, "-")
		for _, want := range []string{"㙟头村龑师傅", "䶮鑫食品厂，𠙶", "3800—5500元", "0371-6265 0000", "班8:00—20:00）；", "）（。」，「（《》））"} {
			if !strings.Contains(text, want) {
				t.Errorf("%q is not in %q", want, text)
			}
		}
	})
	t.Run("zbarimg image", func(t *testing.T) {
		if got := strings.TrimSpace(run(t, "zbarimg", "-q", "--raw", card)); got != boardURL {
			t.Errorf("scanned %q", got)
		}
	})
	t.Run("zbarimg page at 150 dpi", func(t *testing.T) {
		run(t, "pdftoppm", "-r", "150", "-png", "-singlefile", page, filepath.Join(folder, "page"))
		if got := strings.TrimSpace(run(t, "zbarimg", "-q", "--raw", filepath.Join(folder, "page.png"))); got != boardURL {
			t.Errorf("scanned %q", got)
		}
	})
}
