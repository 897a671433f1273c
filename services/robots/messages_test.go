package robots_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/channels/channelstest"
	"konggang/services/robots"
)

func TestAnyPost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := channelstest.Any().Draw(t, "edition")
		kind := rapid.SampledFrom(models.RobotKinds).Draw(t, "kind").Code
		messages, err := robots.PostMessages(kind, "7K2M9Q", e)
		if err != nil {
			t.Fatal(err)
		}
		texts := slices.DeleteFunc(slices.Clone(messages), func(m models.Message) bool { return m.Picture > 0 })
		checkTexts(t, e, texts)
		checkLines(t, e, texts)
		pictures := messages[len(texts):]
		for i, m := range pictures {
			if m != (models.Message{Picture: i + 1}) {
				t.Fatalf("picture %d is %+v", i+1, m)
			}
		}
		if len(pictures) > 0 != (kind == models.RobotWeCom) {
			t.Fatalf("%d pictures for %s", len(pictures), kind)
		}
	})
}

// checkTexts sees that each is within the limit of a robot, ends with the event, its number and no other, and leads to the board.
func checkTexts(t *rapid.T, e models.Edition, texts []models.Message) {
	for i, m := range texts {
		if len(m.Text) > 2048 || m.Text == "" || !utf8.ValidString(m.Text) {
			t.Fatalf("text %d has %d bytes", i+1, len(m.Text))
		}
		if strings.Count(m.Text, "7K2M9Q") != 1 || !strings.HasSuffix(m.Text, fmt.Sprintf("\n〔消息 7K2M9Q-%d〕", i+1)) {
			t.Fatalf("text %d is marked otherwise:\n%s", i+1, m.Text)
		}
		if !strings.Contains(m.Text, channels.BoardURL(e, models.ChannelWeChat)) {
			t.Fatalf("text %d leads nowhere", i+1)
		}
	}
}

// checkLines sees that number and phone of a vacancy stand in one text.
func checkLines(t *rapid.T, e models.Edition, texts []models.Message) {
	for _, l := range channels.Lines(e) {
		whole := slices.ContainsFunc(texts, func(m models.Message) bool {
			return strings.Contains(m.Text, "编号"+l.Number) && strings.Contains(m.Text, "电话："+l.Phone)
		})
		if !whole {
			t.Fatalf("line %d is divided or missing", l.Rank)
		}
	}
}

func TestAnyClosing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := channelstest.Any().Filter(func(e models.Edition) bool { return len(e.Items) > 0 }).Draw(t, "edition")
		item := rapid.SampledFrom(e.Items).Draw(t, "item")
		became := rapid.SampledFrom(models.VacancyStatuses).Draw(t, "status").Code
		closed := robots.ClosedMessages("7K2M9Q", models.Closing{Edition: e, Item: item, Became: became, Round: 1})
		checkTexts(t, e, closed)
		l := channels.LineOf(e, item)
		if len(closed) != 1 || closed[0].VacancyID != item.VacancyID || closed[0].Became != became {
			t.Fatalf("%d messages, %+v", len(closed), closed[0])
		}
		for _, want := range []string{"【" + channels.Closed(became) + "】", l.Title, "编号" + l.Number, l.Phone} {
			if !strings.Contains(closed[0].Text, want) {
				t.Fatalf("no %s:\n%s", want, closed[0].Text)
			}
		}
		superseded := robots.SupersededMessages("7K2M9Q", models.Closing{Edition: e, Round: 1})
		checkTexts(t, e, superseded)
		if len(superseded) != 1 || !strings.Contains(superseded[0].Text, channels.Issue(e)+"已作废，请以新一期为准") || strings.Contains(superseded[0].Text, l.Phone) {
			t.Fatalf("%d messages:\n%s", len(superseded), superseded[0].Text)
		}
	})
}

func TestAPostThatHasNoPictures(t *testing.T) {
	e := channelstest.Edition(1)
	e.Office.PublicURL = "https://" + strings.Repeat("a", 4000)
	if _, err := robots.PostMessages(models.RobotWeCom, "7K2M9Q", e); err == nil {
		t.Error("no error")
	}
}
