package pages_test

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"konggang/api/pages"
	"konggang/models"
	"konggang/services/channels/channelstest"
)

// meta is the only kind of element that is not closed.
var meta = regexp.MustCompile(`<meta([^>]*)>`)

var left = regexp.MustCompile(`还有 (\d+) 个岗位，请到村里问`)

// TestNoBoardIsHeavy holds any forty lines under the limit: what finds no room is counted, and what is shown is whole.
func TestNoBoardIsHeavy(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := channelstest.Any().Draw(t, "edition")
		more := rapid.IntRange(0, 500).Draw(t, "more")
		b := pages.Board{Village: e.VillageName, Office: e.Office, Day: e.Date, Total: len(e.Items) + more, Held: anyHeld(t),
			InForce: &pages.InForce{Issue: "2026年第3期", Date: "2026-11-23", PDF: "/a.pdf", PNG: "/a.png"}}
		for _, i := range e.Items {
			p := &models.Posting{Vacancy: i.Vacancy, Employer: models.Enterprise{Name: i.Employer, Kind: i.EmployerKind}}
			p.Vacancy.Number, p.Vacancy.Workplace.Address = i.Number, i.Place
			b.Lines = append(b.Lines, pages.Line{Posting: p, Distance: models.DistanceText(i.DistanceKM, i.Precision)})
		}
		text, err := b.Render()
		if err != nil {
			t.Fatal(err)
		}
		page := string(text)
		if len(page) > pages.MaxBoard {
			t.Fatalf("%d bytes", len(page))
		}
		checkWellFormed(t, page)
		shown := strings.Count(page, `<p class="small">编号 `)
		count := 0
		if m := left.FindStringSubmatch(page); m != nil {
			count, _ = strconv.Atoi(m[1])
		}
		if shown+count != b.Total {
			t.Fatalf("%d shown, %d left of %d", shown, count, b.Total)
		}
		if len(e.Items) > 8 && shown < 8 {
			t.Fatalf("%d of %d lines are shown", shown, len(e.Items))
		}
		for _, l := range b.Lines[:shown] {
			if phone := l.Posting.Vacancy.Contact.Phone; !strings.Contains(page, `href="tel:`+string(phone)+`">打电话 `+phone.Display()+`</a>`) {
				t.Fatalf("%s cannot be called", phone)
			}
		}
	})
}

func anyHeld(t *rapid.T) *pages.Held {
	h := &pages.Held{Issue: "2026年第1期", Date: "2026-11-02", Superseded: true, Newer: "2026年第3期", Lines: 40, More: rapid.IntRange(0, 30).Draw(t, "more closed")}
	for range rapid.IntRange(0, 10).Draw(t, "closed") {
		h.Closed = append(h.Closed, channelstest.Text(40, 100).Draw(t, "closed line"))
	}
	return h
}

// checkWellFormed sees that every element that is opened is closed, in the order that it must be.
func checkWellFormed(t *rapid.T, page string) {
	d := xml.NewDecoder(strings.NewReader(meta.ReplaceAllString(strings.TrimPrefix(page, "<!doctype html>"), "<meta$1/>")))
	d.Entity = xml.HTMLEntity
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("%v in\n%s", err, page)
		}
	}
}

// TestHostileLinesAreShort keeps marks that HTML writes long from filling the page with one line.
func TestHostileLinesAreShort(t *testing.T) {
	nasty := strings.Repeat(`"'`, 250)
	page := render(t, board(40, func(p *models.Posting) {
		p.Vacancy.Title, p.Employer.Name = nasty[:models.MaxTitle], nasty[:100]
		p.Vacancy.Workplace.Address, p.Vacancy.BenefitsNote, p.Vacancy.Wage.Note = nasty[:200], nasty, nasty[:200]
	}))
	if shown := strings.Count(page, "打电话"); len(page) > pages.MaxBoard || shown < 8 || !strings.Contains(page, "还有 "+strconv.Itoa(40-shown)+" 个岗位") {
		t.Errorf("%d bytes, %d lines", len(page), shown)
	}
}

// TestWhatBecameOfTheHeldSheet words the box for each case.
func TestWhatBecameOfTheHeldSheet(t *testing.T) {
	held := pages.Held{Issue: "2026年第3期", Date: "2026-11-23", Lines: 20}
	for _, c := range []struct {
		name   string
		change func(*pages.Held)
		has    []string
		not    []string
	}{
		{"all open", func(*pages.Held) {}, []string{"您看的是2026年第3期<span>（2026-11-23）</span>", "这一期的 20 个岗位都还在招。"}, []string{"其中", "作废", "已有新的"}},
		{"closed", func(h *pages.Held) { h.Closed, h.More = []string{"缝纫工（编号K1201）已招满"}, 4 }, []string{"<li>缝纫工（编号K1201）已招满</li>", "还有 4 个岗位也不再招人。"}, []string{"都还在招"}},
		{"superseded", func(h *pages.Held) { h.Superseded, h.Newer = true, "2026年第5期" }, []string{"这一期已作废", "已有新的2026年第5期。"}, []string{"都还在招", "其中"}},
		{"superseded and closed", func(h *pages.Held) { h.Superseded, h.Closed = true, []string{"缝纫工（编号K1201）已招满"} }, []string{"这一期已作废", "<li>缝纫工（编号K1201）已招满</li>"}, []string{"都还在招", "已有新的"}},
		{"empty", func(h *pages.Held) { h.Lines = 0 }, []string{"您看的是"}, []string{"都还在招", "其中"}},
	} {
		h := held
		c.change(&h)
		b := board(1, func(*models.Posting) {})
		b.Held = &h
		page := render(t, b)
		for _, part := range c.has {
			if !strings.Contains(page, part) {
				t.Errorf("%s: no %s", c.name, part)
			}
		}
		for _, part := range c.not {
			if strings.Contains(page, part) {
				t.Errorf("%s: %s", c.name, part)
			}
		}
	}
}
