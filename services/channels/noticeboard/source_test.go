package noticeboard

import (
	"testing"

	"konggang/models"
	"konggang/services/channels/channelstest"
)

// Whoever reads a repost must see where it is from, on every sheet; the office's own say nothing.
func TestRepostsShowTheirSource(t *testing.T) {
	e := channelstest.Edition(3)
	e.Items[1].Vacancy.Source.Name = "就业网"
	for _, paper := range []string{"a4", "a3"} {
		for _, o := range []Options{{Paper: paper, Orientation: "landscape"}, {Paper: paper, Orientation: "portrait"}} {
			if _, sheet := spied(t, e, o); sheet.Count("转自就业网") != 1 {
				t.Errorf("%+v: the source is there %d times", o, sheet.Count("转自就业网"))
			}
		}
	}
	e.Items[1].Vacancy.Source = models.Source{}
	if _, sheet := spied(t, e, Options{}); sheet.Count("转自就业网") != 0 {
		t.Error("a source is there that nobody stated")
	}
}
