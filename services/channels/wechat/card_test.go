package wechat

import (
	"bytes"
	"image/color"
	"image/png"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"konggang/services/channels"
	"konggang/services/channels/channelstest"
	"konggang/services/typeset"
)

func TestPicturesAreSmallAndTheSameEachTime(t *testing.T) {
	for lines, pictures := range map[int]int{0: 1, 15: 1, 16: 2, 40: 3} {
		first, report, err := PNG(channelstest.Edition(lines))
		if err != nil {
			t.Fatal(err)
		}
		second, _, err := PNG(channelstest.Edition(lines))
		if err != nil {
			t.Fatal(err)
		}
		if len(first) != pictures || report.Pages != pictures {
			t.Errorf("%d lines make %d pictures, the report says %d", lines, len(first), report.Pages)
		}
		for i, file := range first {
			if len(file) > 2<<20 || !bytes.Equal(file, second[i]) {
				t.Errorf("%d lines, picture %d: %d bytes, the same again: %t", lines, i, len(file), bytes.Equal(file, second[i]))
			}
			config, err := png.DecodeConfig(bytes.NewReader(file))
			if err != nil {
				t.Fatal(err)
			}
			if _, palette := config.ColorModel.(color.Palette); config.Width != 1080 || !palette {
				t.Errorf("%d pixels wide, palette: %t", config.Width, palette)
			}
		}
	}
}

func TestPicturesReportMissingCharacters(t *testing.T) {
	e := channelstest.Edition(1)
	e.Items[0].Employer = "某\U0001F9F5店"
	_, report, err := PNG(e)
	if err != nil || len(report.Missing) != 1 || report.Missing[0] != (typeset.Missing{Rune: '\U0001F9F5', Count: 1}) {
		t.Errorf("report %+v, error %v", report, err)
	}
}

func TestAnAddressTooLongForACode(t *testing.T) {
	e := channelstest.Edition(1)
	e.Office.PublicURL = "https://" + strings.Repeat("a", 4000)
	if _, _, err := PNG(e); err == nil {
		t.Error("no error")
	}
}

func TestAnyCard(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := channelstest.Any().Draw(t, "edition")
		next := 0
		for _, card := range cardsOf(e) {
			var spy channelstest.Spy
			if err := card.draw(&spy); err != nil {
				t.Fatal(err)
			}
			if len(card.lines) > MaxOnCard || spy.Pages != 1 || spy.Codes != 1 || spy.Count(channels.Free) != 1 {
				t.Fatalf("%d lines, %d pages, %d codes", len(card.lines), spy.Pages, spy.Codes)
			}
			checkCard(t, card, &spy)
			next += len(card.lines)
		}
		if next != len(e.Items) {
			t.Fatalf("%d of %d lines", next, len(e.Items))
		}
	})
}

// checkCard sees that no text leaves the card, and that wages and phones stand whole.
func checkCard(t *rapid.T, k card, spy *channelstest.Spy) {
	for _, d := range spy.Texts {
		if d.X < cardMargin || d.X+d.Width > cardWidth-cardMargin+1e-6 || d.Y < 0 || d.Y > spy.Height {
			t.Fatalf("outside the card: %+v", d)
		}
	}
	for _, l := range k.lines {
		if spy.Count("电话 "+l.Phone) == 0 || l.Wage != "" && spy.Count(l.Wage) == 0 {
			t.Fatalf("line %d: %s or %s does not stand on one line", l.Rank, l.Phone, l.Wage)
		}
	}
}
