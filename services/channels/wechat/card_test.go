package wechat

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/channels/channelstest"
)

func TestPicturesAreSmallAndTheSameEachTime(t *testing.T) {
	for lines, pictures := range map[int]int{0: 1, 5: 1, 11: 2, 40: 7} {
		first, err := PNG(channelstest.Edition(lines))
		if err != nil {
			t.Fatal(err)
		}
		second, err := PNG(channelstest.Edition(lines))
		if err != nil {
			t.Fatal(err)
		}
		if len(first) != pictures {
			t.Errorf("%d lines make %d pictures", lines, len(first))
		}
		for i, file := range first {
			if len(file) > 2<<20 || !bytes.Equal(file, second[i]) {
				t.Errorf("%d lines, picture %d: %d bytes, the same again: %t", lines, i, len(file), bytes.Equal(file, second[i]))
			}
			config, err := png.DecodeConfig(bytes.NewReader(file))
			if err != nil {
				t.Fatal(err)
			}
			if _, palette := config.ColorModel.(color.Palette); config.Width != 1080 || config.Height > 4300 || !palette {
				t.Errorf("%d by %d pixels, palette: %t", config.Width, config.Height, palette)
			}
		}
	}
}

// TestAPictureByItself holds that it shows what the same one shows among all, to the pixel.
func TestAPictureByItself(t *testing.T) {
	e := channelstest.Edition(11)
	files, err := PNG(e)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := Pictures(e); n != len(files) || err != nil {
		t.Errorf("%d pictures of %d, %v", n, len(files), err)
	}
	for i, file := range files {
		alone, err := Picture(e, i+1)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(pixels(t, alone), pixels(t, file)) {
			t.Errorf("picture %d is another by itself", i+1)
		}
	}
	for _, number := range []int{-1, 0, len(files) + 1} {
		if _, err := Picture(e, number); err == nil {
			t.Errorf("there is a picture %d", number)
		}
	}
}

func pixels(t *testing.T, file []byte) []byte {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	out := image.NewRGBA(img.Bounds())
	draw.Draw(out, out.Bounds(), img, image.Point{}, draw.Src)
	return out.Pix
}

func TestAnAddressTooLongForACode(t *testing.T) {
	e := channelstest.Edition(1)
	e.Office.PublicURL = "https://" + strings.Repeat("a", 4000)
	if _, err := PNG(e); err == nil {
		t.Error("no error")
	}
	if _, err := Pictures(e); err == nil {
		t.Error("no error of the number")
	}
	if _, err := Picture(e, 1); err == nil {
		t.Error("no error of one")
	}
}

func TestAnyCard(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := channelstest.Any().Draw(t, "edition")
		lines := channels.Lines(e)
		cards := cardsOf(e)
		for _, card := range cards {
			var spy channelstest.Spy
			if err := card.draw(&spy); err != nil {
				t.Fatal(err)
			}
			if len(card.entries) > MaxOnCard || spy.Pages != 1 || spy.Codes != 1 || spy.Count(channels.Free) != 1 {
				t.Fatalf("%d lines, %d pages, %d codes", len(card.entries), spy.Pages, spy.Codes)
			}
			if spy.Height > maxHeight {
				t.Fatalf("%g points tall", spy.Height)
			}
			mine := lines[:len(card.entries)]
			checkCard(t, mine, &spy)
			lines = lines[len(mine):]
		}
		if len(lines) != 0 {
			t.Fatalf("%d lines are on no card", len(lines))
		}
	})
}

// checkCard sees that no text leaves the card or is smaller than a small phone shows well, that wages and phones stand whole
// and large, and what is new is marked.
func checkCard(t *rapid.T, lines []channels.Line, spy *channelstest.Spy) {
	for _, d := range spy.Texts {
		if d.X < cardMargin || d.X+d.Width > cardWidth-cardMargin+1e-6 || d.Y < d.Style.Size/2 || d.Y > spy.Height {
			t.Fatalf("outside the card: %+v", d)
		}
		if d.Style.Size*cardScale < 40 {
			t.Fatalf("%g pixels: %s", d.Style.Size*cardScale, d.Text)
		}
	}
	fresh := 0
	for _, l := range lines {
		if l.New {
			fresh++
		}
		for _, text := range []string{"电话 " + l.Phone, l.Wage} {
			if text != "" && !large(spy, text) {
				t.Fatalf("line %d: %s does not stand on one line in 54 pixels", l.Rank, text)
			}
		}
		if said := joinedTexts(spy); !strings.Contains(said, "编号"+l.Number) || !strings.Contains(said, l.ValidUntil) {
			t.Fatalf("line %d: no %s or %s", l.Rank, l.Number, l.ValidUntil)
		}
	}
	if spy.Count("新") != fresh {
		t.Fatalf("%d of %d are marked as new", spy.Count("新"), fresh)
	}
}

func large(spy *channelstest.Spy, text string) bool {
	for _, d := range spy.Texts {
		if d.Text == text && d.Style.Size*cardScale >= 54 {
			return true
		}
	}
	return false
}

func joinedTexts(spy *channelstest.Spy) string {
	var b strings.Builder
	for _, d := range spy.Texts {
		b.WriteString(d.Text)
	}
	return b.String()
}

// TestCardsSayAllOfAnOrdinaryLine: nothing is shortened that real vacancies say.
func TestCardsSayAllOfAnOrdinaryLine(t *testing.T) {
	e := channelstest.Edition(11)
	var spy channelstest.Spy
	for _, card := range cardsOf(e) {
		if err := card.draw(&spy); err != nil {
			t.Fatal(err)
		}
	}
	said := joinedTexts(&spy)
	for _, l := range channels.Lines(e) {
		if l.Rank == 2 {
			continue // as long as lines get
		}
		for _, text := range slices.Concat(l.Demands, l.Hours, l.Benefits, []string{l.Title, l.Headcount, l.Wage, l.Extra, l.Rebate, l.Employer,
			l.EmployerKind, l.Source, l.Distance, l.Place, l.Phone, l.Contact, l.Number, l.ValidUntil}) {
			if !strings.Contains(said, text) {
				t.Errorf("line %d: no %s", l.Rank, text)
			}
		}
	}
}

// TestTheCodeOfACardScans reads the code from the picture itself.
func TestTheCodeOfACardScans(t *testing.T) {
	scanner, err := exec.LookPath("zbarimg")
	if err != nil {
		t.Skip("zbarimg is not installed")
	}
	e := channelstest.Edition(11)
	files, err := PNG(e)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		path := filepath.Join(t.TempDir(), "card.png")
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.CommandContext(t.Context(), scanner, "-q", "--raw", path).Output()
		if got := strings.TrimSpace(string(out)); err != nil || got != channels.BoardURL(e, models.ChannelWeChat) {
			t.Errorf("%q, error %v", got, err)
		}
	}
}
