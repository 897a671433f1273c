package wechat_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/channels/channelstest"
	"konggang/services/channels/wechat"
)

func TestText(t *testing.T) {
	channelstest.Golden(t, "post.txt", wechat.Join(wechat.Text(channelstest.Edition(11)))+"\n")
}

func TestTextWithoutLines(t *testing.T) {
	e := channelstest.Edition(0)
	e.Status, e.Borrowed, e.Office.PublicURL = models.EditionDraft, true, ""
	channelstest.Golden(t, "empty.txt", wechat.Join(wechat.Text(e))+"\n")
}

func TestPostIsTheText(t *testing.T) {
	e := channelstest.Edition(11)
	file, err := json.Marshal(wechat.PostOf(e))
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Edition, Issue, Board string
		Parts                 []string
	}
	if err := json.Unmarshal(file, &got); err != nil {
		t.Fatal(err)
	}
	if got.Edition != e.ID || got.Issue != "2026年第3期（总第17期）" || got.Board != channels.BoardURL(e, "wechat") {
		t.Errorf("post %+v", got)
	}
	if !slices.Equal(got.Parts, wechat.Text(e)) {
		t.Errorf("parts %q", got.Parts)
	}
}

var phoneLine = regexp.MustCompile(`(?m)^电话：(\S+)(?: .*)?$`)

func TestAnyPost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := channelstest.Any().Draw(t, "edition")
		parts := wechat.Text(e)
		checkParts(t, e, parts)
		var phones []string
		for _, m := range phoneLine.FindAllStringSubmatch(wechat.Join(parts), -1) {
			phones = append(phones, m[1])
		}
		lines := channels.Lines(e)
		if len(phones) != len(lines) {
			t.Fatalf("%d phones for %d lines", len(phones), len(lines))
		}
		for i, l := range lines {
			if phones[i] != l.Phone {
				t.Fatalf("line %d has phone %s, the edition has %s", i+1, phones[i], l.Phone)
			}
		}
	})
}

// checkParts sees that each part fits, says by itself what it is, and holds whole vacancies with their wages.
func checkParts(t *rapid.T, e models.Edition, parts []string) {
	h := channels.HeaderOf(e, "wechat")
	next := 0
	lines := channels.Lines(e)
	for i, part := range parts {
		if len(part) > wechat.MaxBytes || !utf8.ValidString(part) {
			t.Fatalf("part %d has %d bytes", i+1, len(part))
		}
		for _, text := range []string{h.Where(), h.Issue, h.Mark, h.Notice, channels.Free, h.Board} {
			if !strings.Contains(part, text) {
				t.Fatalf("part %d does not say %s:\n%s", i+1, text, part)
			}
		}
		if count := "（" + strconv.Itoa(i+1) + "/" + strconv.Itoa(len(parts)) + "）"; strings.Contains(part, count) != (len(parts) > 1) {
			t.Fatalf("part %d of %d is not counted:\n%s", i+1, len(parts), part)
		}
		for _, entry := range strings.Split(part, "\n\n") {
			if next < len(lines) && strings.HasPrefix(entry, strconv.Itoa(next+1)+". ") {
				l := lines[next]
				if !strings.Contains(entry, l.Wage) || !strings.Contains(entry, l.Headcount) || !strings.Contains(entry, "有效期至"+l.ValidUntil) {
					t.Fatalf("line %d lacks wage, headcount or validity:\n%s", next+1, entry)
				}
				next++
			}
		}
	}
	if next != len(lines) {
		t.Fatalf("%d of %d lines", next, len(lines))
	}
}

func TestClosedNotice(t *testing.T) {
	want := "【已招满】新郑市冠纺织造有限公司的缝纫工（编号K1201）已经招满，请不要再拨打154-1000-2000，也请不要再转发。"
	if got := wechat.ClosedNotice(channelstest.Edition(1).Items[0]); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	var bare models.EditionItem
	bare.Employer, bare.Vacancy.Title = "大枣家庭农场", "分拣工"
	want = "【已招满】大枣家庭农场的分拣工已经招满，请不要再打电话，也请不要再转发。"
	if got := wechat.ClosedNotice(bare); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
