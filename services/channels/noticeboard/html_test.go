package noticeboard

import (
	"bytes"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/channels/channelstest"
	"konggang/services/typeset"
)

var tag = regexp.MustCompile(`<[^>]*>`)

// shownBy is what a browser shows of a page below its style.
func shownBy(t rapid.TB, e models.Edition, o Options) string {
	t.Helper()
	page, err := HTML(e, o)
	if err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(string(page), "<body>")
	return html.UnescapeString(tag.ReplaceAllString(body, ""))
}

// TestThePageSaysWhatTheSheetSays takes every paragraph of the sheet, in the sheet's order, off the page.
func TestThePageSaysWhatTheSheetSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := channelstest.Any().Draw(t, "edition")
		o := rapid.SampledFrom(papers).Draw(t, "paper")
		o.Group = rapid.SampledFrom([]channels.Grouping{channels.Ungrouped, channels.ByDistance, channels.ByTrade}).Draw(t, "group")
		s, _ := spied(t, e, o)
		groups, _ := channels.Grouped(e, o.Group)
		rest := shownBy(t, e, o)
		for _, r := range wordsOf(groups, s.table.columns, s.paper.kit(1)).rows {
			for _, c := range r.cells {
				for _, p := range c.text {
					shown, _ := untied(p.Text)
					words := string(shown)
					_, after, found := strings.Cut(rest, words)
					if !found {
						t.Fatalf("line %d: the page has no %q where it belongs", r.rank, words)
					}
					rest = after
				}
			}
		}
		for _, word := range []string{s.header.Free, s.header.Office, s.header.Phone, s.header.Issue} {
			if !strings.Contains(rest, word) {
				t.Fatalf("no %q at its foot", word)
			}
		}
	})
}

func TestThePageIsGolden(t *testing.T) {
	e := channelstest.Edition(3)
	e.Borrowed = true
	page, err := HTML(e, Options{Orientation: "portrait", Group: channels.ByDistance})
	if err != nil {
		t.Fatal(err)
	}
	channelstest.Golden(t, "portrait-by-distance.html", string(page))
	for range 3 {
		if again, _ := HTML(e, Options{Orientation: "portrait", Group: channels.ByDistance}); !bytes.Equal(page, again) {
			t.Fatal("another page of the same edition")
		}
	}
}

// TestHostileWordsStayWords puts markup wherever an edition has a text.
func TestHostileWordsStayWords(t *testing.T) {
	const hostile = `</style></td><script>alert(1)</script><img src=http://evil.example/x onerror="a()">'"&{{.}}`
	e := channelstest.Edition(1)
	e.TownName, e.VillageName, e.Approver, e.Office.Name, e.Office.Phone = hostile, hostile, hostile, hostile, hostile
	e.Office.PublicURL = `javascript:alert(1)"><script>`
	v := &e.Items[0].Vacancy
	v.Title, v.Duties, v.BenefitsNote, v.Contact.Name, v.Wage.Note, v.Skills = hostile, hostile, hostile, hostile, hostile, []string{hostile}
	e.Items[0].Employer, e.Items[0].Place, e.Items[0].Number = hostile, hostile, hostile
	page, err := HTML(e, Options{})
	if err != nil {
		t.Fatal(err)
	}
	elements := slices.Compact(slices.Sorted(func(yield func(string) bool) {
		for _, m := range regexp.MustCompile(`<([a-z0-9]+)`).FindAllSubmatch(page, -1) {
			if !yield(string(m[1])) {
				return
			}
		}
	}))
	want := strings.Fields("a b body br col colgroup div h1 head header html i meta p path span style svg table tbody td tfoot th thead title tr")
	if diff := cmp.Diff(want, elements); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if bytes.Contains(page, []byte(`href="javascript`)) || !strings.Contains(shownBy(t, e, Options{}), hostile) {
		t.Error("the words run, or are gone")
	}
}

func TestThePageIsOfItsPaperAndStandsAlone(t *testing.T) {
	for _, c := range []struct {
		o      Options
		styles []string
	}{
		{Options{}, []string{"size:841.89pt 595.28pt", "body{font-size:10pt}.strong{font-size:11.5pt}"}},
		{Options{Orientation: "portrait"}, []string{"size:595.28pt 841.89pt"}},
		{Options{Paper: "a3"}, []string{"size:1190.55pt 841.89pt", "body{font-size:12pt}.strong{font-size:18pt}"}},
		{Options{Paper: "a3", Orientation: "portrait"}, []string{"size:841.89pt 1190.55pt"}},
	} {
		page, err := HTML(channelstest.Edition(2), c.o)
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range c.styles {
			if !bytes.Contains(page, []byte(part)) {
				t.Errorf("%+v: no %s", c.o, part)
			}
		}
		if outside := regexp.MustCompile(`src=|url\(|@import|<link|<script`).Find(page); outside != nil {
			t.Errorf("%+v: %s", c.o, outside)
		}
	}
	for _, o := range []Options{{Paper: "a5"}, {Orientation: "sideways"}, {Group: "colour"}} {
		if _, err := HTML(channelstest.Edition(1), o); models.CodeOf(err) != models.CodeInvalid {
			t.Errorf("%+v: %v", o, err)
		}
	}
}

// TestWhatMustNotHangSaysSo on every page, since the head of a table is repeated there, and to the machines that index pages.
func TestWhatMustNotHangSaysSo(t *testing.T) {
	for status, mark := range map[models.EditionStatus]string{models.EditionDraft: "草稿", models.EditionSuperseded: "已作废", models.EditionPublished: ""} {
		e := channelstest.Edition(0)
		e.Status = status
		page, err := HTML(e, Options{})
		if err != nil {
			t.Fatal(err)
		}
		_, head, _ := strings.Cut(string(page), "<thead>")
		head, rest, _ := strings.Cut(head, "</thead>")
		if strings.Contains(head, `class="mark"`) != (mark != "") || !strings.Contains(head, mark) || strings.Contains(string(page), "noindex") != (mark != "") {
			t.Errorf("%s: %s", status, head)
		}
		if !strings.Contains(rest, channels.Nothing) {
			t.Errorf("nothing is said of there being nothing: %s", rest)
		}
	}
}

func TestAPageWithoutAnAddressHasNoCode(t *testing.T) {
	e := channelstest.Edition(1)
	e.Office.PublicURL = ""
	page, err := HTML(e, Options{})
	if err != nil || bytes.Contains(page, []byte("<svg")) || bytes.Contains(page, []byte("<a ")) {
		t.Errorf("%v: %s", err, page)
	}
	e.Office.PublicURL = "https://" + strings.Repeat("a", 4000)
	if _, err := HTML(e, Options{}); err == nil {
		t.Error("an address that no code holds is passed over")
	}
}

// TestSpans reads what is kept together, word by word.
func TestSpans(t *testing.T) {
	got := spansOf(typeset.NoBreak("管 饭") + "、" + typeset.Together("有限公司") + "，普通 " + typeset.Together(typeset.NoBreak("2027年")+typeset.NoBreak("1月")) + "\u00a0x")
	want := []span{{"管 饭", firmly}, {"、", loosely}, {"有限公司，", softly}, {"普通 ", loosely}, {"2027年", firmly}, {"1月", firmly}, {" x", loosely}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
