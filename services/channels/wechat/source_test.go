package wechat

import (
	"strings"
	"testing"

	"konggang/services/channels"
	"konggang/services/channels/channelstest"
)

// Whoever reads a repost must see where it is from, in the post and on its picture.
func TestRepostsShowTheirSource(t *testing.T) {
	e := channelstest.Edition(1)
	e.Items[0].Vacancy.Source.URL = "https://www.jobs.example/1"
	if post := Join(Text(e, Options{})); !strings.Contains(post, "，转自jobs.example，") {
		t.Error(post)
	}
	for _, p := range about(channels.LineOf(e, e.Items[0])) {
		if p.Text == "转自jobs.example" {
			return
		}
	}
	t.Error("the picture does not tell the source")
}
