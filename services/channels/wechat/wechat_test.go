package wechat_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/channels/channelstest"
	"konggang/services/channels/wechat"
)

// variants are all ways of writing a post, with the file that shows each.
var variants = map[string]wechat.Options{
	"post.txt": {}, "post-personal.txt": {Limit: wechat.Personal}, "post-short.txt": {Form: wechat.Short},
	"post-short-personal.txt": {Form: wechat.Short, Limit: wechat.Personal},
}

func TestText(t *testing.T) {
	for file, o := range variants {
		channelstest.Golden(t, file, wechat.Join(wechat.Text(channelstest.Edition(22), o))+"\n")
	}
}

func TestTextWithoutLines(t *testing.T) {
	e := channelstest.Edition(0)
	e.Status, e.Borrowed, e.Office.PublicURL = models.EditionDraft, true, ""
	channelstest.Golden(t, "empty.txt", wechat.Join(wechat.Text(e, wechat.Options{}))+"\n")
}

func TestPostIsTheText(t *testing.T) {
	e := channelstest.Edition(11)
	for _, o := range variants {
		file, err := json.Marshal(wechat.PostOf(e, o))
		if err != nil {
			t.Fatal(err)
		}
		var got struct {
			Edition, Issue, Board, Form, Limit string
			Parts                              []string
		}
		if err := json.Unmarshal(file, &got); err != nil {
			t.Fatal(err)
		}
		if got.Edition != e.ID || got.Issue != "2026年第3期（总第17期）" || got.Board != channels.BoardURL(e, models.ChannelWeChat) {
			t.Errorf("post %+v", got)
		}
		if got.Form == "short" != (o.Form == wechat.Short) || got.Limit == "personal" != (o.Limit == wechat.Personal) || got.Form == "" || got.Limit == "" {
			t.Errorf("form %s, limit %s for %+v", got.Form, got.Limit, o)
		}
		if !slices.Equal(got.Parts, wechat.Text(e, o)) {
			t.Errorf("parts %q", got.Parts)
		}
	}
}

// TestShortPostsAreShort holds what the short form is for: twenty real lines in few messages.
func TestShortPostsAreShort(t *testing.T) {
	e := channelstest.Edition(20)
	for _, c := range []struct {
		o    wechat.Options
		most int
	}{{wechat.Options{Form: wechat.Short}, 3}, {wechat.Options{Form: wechat.Short, Limit: wechat.Personal}, 2}} {
		if parts := wechat.Text(e, c.o); len(parts) > c.most {
			t.Errorf("%+v: %d parts", c.o, len(parts))
		}
	}
}

func TestOneLastDayIsSaidOnce(t *testing.T) {
	e := channelstest.Edition(5)
	for i := range e.Items {
		e.Items[i].Vacancy.ValidUntil = "2026-12-31"
	}
	parts := wechat.Text(e, wechat.Options{Form: wechat.Short})
	for _, part := range parts {
		if strings.Count(part, "有效期至") != 1 || !strings.Contains(part, "\n以下岗位有效期至12月31日\n") {
			t.Error(part)
		}
	}
}

func TestAWageThatIsNoBasicPayIsSaidToBe(t *testing.T) {
	e := channelstest.Edition(1)
	e.Items[0].Vacancy.Wage.Note = "含加班费，满60天返费3500元"
	for file, o := range variants {
		if post := wechat.Join(wechat.Text(e, o)); !strings.Contains(post, "7500元/月\n不是底薪：含加班费") {
			t.Errorf("%s: %s", file, post)
		}
	}
}

var (
	phoneLine = regexp.MustCompile(`(?m)^电话：(\S+)(?: .*)?$`)
	firstLine = regexp.MustCompile(`(?m)^(\d+)\.(【新】| )`)
)

func TestAnyPost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := channelstest.Any().Draw(t, "edition")
		o := wechat.Options{
			Form:  rapid.SampledFrom([]wechat.Form{"", wechat.Long, wechat.Short}).Draw(t, "form"),
			Limit: rapid.SampledFrom([]wechat.Limit{"", wechat.Robot, wechat.Personal}).Draw(t, "limit"),
			Event: rapid.SampledFrom([]string{"", "7K2M9Q"}).Draw(t, "event"),
		}
		parts := wechat.Text(e, o)
		checkFrames(t, e, parts, o)
		checkEntries(t, e, parts)
	})
}

// checkFrames sees that each part fits and says by itself what it is.
func checkFrames(t *rapid.T, e models.Edition, parts []string, o wechat.Options) {
	h := channels.HeaderOf(e, models.ChannelWeChat)
	for i, part := range parts {
		if !utf8.ValidString(part) || o.Limit != wechat.Personal && len(part) > 2048 || o.Limit == wechat.Personal && len(utf16.Encode([]rune(part))) > 1800 {
			t.Fatalf("part %d has %d bytes, %d characters", i+1, len(part), utf8.RuneCountInString(part))
		}
		for _, text := range []string{h.Where(), h.Issue, h.Mark, h.Office, h.Notice, channels.Free, h.Board} {
			if !strings.Contains(part, text) {
				t.Fatalf("part %d does not say %s:\n%s", i+1, text, part)
			}
		}
		if mark := "\n〔消息 7K2M9Q-" + strconv.Itoa(i+1) + "〕"; o.Event != "" && !strings.HasSuffix(part, mark) || o.Event == "" && strings.Contains(part, "〔") {
			t.Fatalf("part %d of event %q ends otherwise:\n%s", i+1, o.Event, part)
		}
		if count := "（" + strconv.Itoa(i+1) + "/" + strconv.Itoa(len(parts)) + "）"; strings.Contains(part, count) != (len(parts) > 1) {
			t.Fatalf("part %d of %d is not counted:\n%s", i+1, len(parts), part)
		}
	}
}

// checkEntries sees that every vacancy stands once, whole and in its order, its phone on a line of its own.
func checkEntries(t *rapid.T, e models.Edition, parts []string) {
	lines, next := channels.Lines(e), 0
	for _, part := range parts {
		shared := strings.Contains(part, "\n以下岗位有效期至"+validity(lines)+"\n")
		for _, entry := range strings.Split(part, "\n\n") {
			first := firstLine.FindStringSubmatch(entry)
			if first == nil || firstLine.FindStringIndex(entry)[0] != 0 {
				continue
			}
			l := lines[next]
			if first[1] != strconv.Itoa(l.Rank) || first[2] == "【新】" != l.New {
				t.Fatalf("%q stands where line %d should:\n%s", first[0], l.Rank, entry)
			}
			for _, text := range []string{l.Wage, l.Headcount, l.Distance, "编号" + l.Number} {
				if !strings.Contains(entry, text) {
					t.Fatalf("line %d lacks %s:\n%s", l.Rank, text, entry)
				}
			}
			if !shared && !strings.Contains(entry, "有效期至"+l.ValidUntil) {
				t.Fatalf("line %d has no last day:\n%s", l.Rank, entry)
			}
			if phones := phoneLine.FindAllStringSubmatch(entry, -1); len(phones) != 1 || phones[0][1] != l.Phone {
				t.Fatalf("line %d has phones %v:\n%s", l.Rank, phones, entry)
			}
			next++
		}
	}
	if next != len(lines) {
		t.Fatalf("%d of %d lines", next, len(lines))
	}
}

func validity(lines []channels.Line) string {
	if len(lines) == 0 {
		return ""
	}
	return lines[0].ValidUntil
}
