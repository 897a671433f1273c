package noticeboard_test

import (
	"bytes"
	"image/png"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/services/channels/channelstest"
	"konggang/services/channels/noticeboard"
)

func TestPDFIsTheSameEachTimeAndSmall(t *testing.T) {
	for _, o := range []noticeboard.Options{{}, {Paper: "a3", Orientation: "portrait"}} {
		first, err := noticeboard.PDF(channelstest.Edition(20), o)
		if err != nil {
			t.Fatal(err)
		}
		second, err := noticeboard.PDF(channelstest.Edition(20), o)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, second) {
			t.Errorf("%v: two files of one edition differ", o)
		}
		if len(first) > 400_000 {
			t.Errorf("%v: %d bytes", o, len(first))
		}
	}
}

func TestBothFormsHaveThePagesOfTheReport(t *testing.T) {
	e := channelstest.Edition(20)
	want := noticeboard.Check(e).Pages
	document, err := noticeboard.PDF(e, noticeboard.Options{})
	if err != nil {
		t.Fatal(err)
	}
	files, err := noticeboard.PNG(e, noticeboard.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if pages := bytes.Count(document, []byte("/Type /Page\n")); pages != want || len(files) != want {
		t.Errorf("%d pages, %d images, the report says %d", pages, len(files), want)
	}
	for _, file := range files {
		image, err := png.DecodeConfig(bytes.NewReader(file))
		if err != nil || image.Width != 1754 || image.Height != 1240 {
			t.Errorf("%d x %d pixels, error %v", image.Width, image.Height, err)
		}
	}
}

func TestReport(t *testing.T) {
	e := channelstest.Edition(3)
	e.Items[0].Vacancy.Title = "缝纫工\U0001F9F5"
	e.Items[2].Vacancy.Duties = strings.Repeat("采摘，分拣，", 200)
	got := noticeboard.Check(e)
	want := noticeboard.Report{
		Pages: 1, Missing: []noticeboard.MissingGlyph{{Rank: 1, Column: "岗位", Rune: '\U0001F9F5'}},
		Shortened: []noticeboard.Shortened{{Rank: 2, Column: "要求"}, {Rank: 3, Column: "要求"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestUnknownPaper(t *testing.T) {
	for _, o := range []noticeboard.Options{{Paper: "a5"}, {Orientation: "sideways"}} {
		_, pdf := noticeboard.PDF(channelstest.Edition(1), o)
		_, image := noticeboard.PNG(channelstest.Edition(1), o)
		for _, err := range []error{pdf, image} {
			if models.CodeOf(err) != models.CodeInvalid {
				t.Errorf("%+v: error %v", o, err)
			}
		}
	}
}

func TestWithoutLinesAndWithoutAddress(t *testing.T) {
	e := channelstest.Edition(0)
	e.Office.PublicURL = ""
	file, err := noticeboard.PDF(e, noticeboard.Options{})
	if pages := bytes.Count(file, []byte("/Type /Page\n")); err != nil || pages != 1 {
		t.Errorf("%d pages, error %v", pages, err)
	}
}

func TestAnAddressTooLongForACode(t *testing.T) {
	e := channelstest.Edition(1)
	e.Office.PublicURL = "https://" + strings.Repeat("a", 4000)
	if _, err := noticeboard.PDF(e, noticeboard.Options{}); err == nil {
		t.Error("no error")
	}
}
