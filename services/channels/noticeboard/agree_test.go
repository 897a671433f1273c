package noticeboard

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"konggang/services/channels"
	"konggang/services/channels/channelstest"
	"konggang/services/channels/wechat"
)

var phoneInPost = regexp.MustCompile(`(?m)^电话：(\S+)`)

// TestThePostSaysNothingElse holds that every phone of the post is on the sheet, and wage and headcount of a line alike.
func TestThePostSaysNothingElse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := channelstest.Any().Draw(t, "edition")
		_, spy := spied(t, e, rapid.SampledFrom(papers).Draw(t, "paper"))
		post := wechat.Join(wechat.Text(e, wechat.Options{}))
		for _, m := range phoneInPost.FindAllStringSubmatch(post, -1) {
			if spy.Count(m[1]) == 0 {
				t.Fatalf("%s is not on the sheet", m[1])
			}
		}
		for _, l := range channels.Lines(e) {
			for _, text := range []string{l.Wage, l.Headcount, l.Phone} {
				if text != "" && (spy.Count(text) == 0 || !strings.Contains(post, text)) {
					t.Fatalf("line %d: %s is not on both", l.Rank, text)
				}
			}
		}
	})
}
