package channels_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"konggang/services/channels"
	"konggang/services/channels/channelstest"
)

func TestShortened(t *testing.T) {
	for _, c := range []struct {
		text  string
		limit int
		want  string
	}{
		{"平车、包缝", 5, "平车、包缝"},
		{"流水线组装、贴膜、锁螺丝、外观检测", 12, "流水线组装、贴膜……"},
		{"流水线组装贴膜锁螺丝外观检测", 10, "流水线组装贴膜锁……"},
		{"每小时补贴12000元整", 9, "每小时补贴……"},
		{"HACCPVerification", 8, "HACCPV……"},
		{"一二三四五六七八", 1, "一二三……"},
		{"普工、操作工（《上岗证》优先）", 9, "普工、操作工……"},
		{"操作工——熟手优先考虑", 7, "操作工……"},
	} {
		got, cut := channels.Shortened(c.text, c.limit)
		if got != c.want || cut != (got != c.text) {
			t.Errorf("%s in %d: got %s (%t), want %s", c.text, c.limit, got, cut, c.want)
		}
	}
}

func TestShortenedKeepsTheBeginning(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := channelstest.Text(0, 120).Draw(t, "text")
		limit := rapid.IntRange(5, 130).Draw(t, "limit")
		got, cut := channels.Shortened(text, limit)
		if n := utf8.RuneCountInString(got); n > limit {
			t.Fatalf("%d characters, limit %d: %s", n, limit, got)
		}
		if kept, _ := strings.CutSuffix(got, channels.Ellipsis); cut && !strings.HasPrefix(text, kept) || !cut && got != text {
			t.Fatalf("%s became %s", text, got)
		}
	})
}
