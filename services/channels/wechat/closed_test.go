package wechat_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/channels/channelstest"
	"konggang/services/channels/wechat"
)

func TestClosedNotice(t *testing.T) {
	e := channelstest.Edition(1)
	for status, want := range map[models.VacancyStatus][2]string{
		models.VacancyFilled: {"【已招满】新郑市冠纺织造有限公司的缝纫工（2026年第3期，编号K1201）已经招满，请不要再为这个岗位拨打154-1000-2000，也请不要再转发。",
			"缝纫工（新郑市冠纺织造有限公司，编号K1201）已招满，请不要打电话了。"},
		models.VacancyExpired: {"【已过有效期】新郑市冠纺织造有限公司的缝纫工（2026年第3期，编号K1201）的招聘已过有效期，请不要再为这个岗位拨打154-1000-2000，也请不要再转发。",
			"缝纫工（新郑市冠纺织造有限公司，编号K1201）已过有效期，请不要打电话了。"},
		models.VacancyWithdrawn: {"【已停止招聘】新郑市冠纺织造有限公司的缝纫工（2026年第3期，编号K1201）已经停止招聘，请不要再为这个岗位拨打154-1000-2000，也请不要再转发。",
			"缝纫工（新郑市冠纺织造有限公司，编号K1201）已停止招聘，请不要打电话了。"},
		models.VacancyPaused: {"【暂停招聘】新郑市冠纺织造有限公司的缝纫工（2026年第3期，编号K1201）暂停招聘，请暂时不要再为这个岗位拨打154-1000-2000，也请暂时不要再转发。",
			"缝纫工（新郑市冠纺织造有限公司，编号K1201）暂停招聘，请暂时不要打电话了。"},
	} {
		if got := wechat.ClosedNotice(e, e.Items[0], status); got != want[0] {
			t.Errorf("got  %s\nwant %s", got, want[0])
		}
		if got := wechat.ClosedReply(e, e.Items[0], status); got != want[1] {
			t.Errorf("got  %s\nwant %s", got, want[1])
		}
	}
}

func TestClosedNoticeOfAVacancyThatSaysLittle(t *testing.T) {
	e := channelstest.Edition(0)
	e.Total = 0
	var bare models.EditionItem
	bare.Employer, bare.Vacancy.Title = "大枣家庭农场", "分拣工"
	want := "【已停止招聘】大枣家庭农场的分拣工（2026年第3期）已经停止招聘，请不要再为这个岗位打电话，也请不要再转发。"
	if got := wechat.ClosedNotice(e, bare, models.VacancyRejected); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestClosedText(t *testing.T) {
	e := channelstest.Edition(11)
	var notices []string
	for _, i := range e.Items[:3] {
		notices = append(notices, wechat.ClosedNotice(e, i, models.VacancyFilled))
	}
	channelstest.Golden(t, "closed.txt", wechat.Join(wechat.ClosedText(e, notices, wechat.Options{}))+"\n")
	channelstest.Golden(t, "closed-none.txt", wechat.Join(wechat.ClosedText(e, nil, wechat.Options{}))+"\n")
}

// TestSupersededText holds that it says once, without a reason, what is over and where to look.
func TestSupersededText(t *testing.T) {
	e := channelstest.Edition(3)
	e.Status, e.Borrowed = models.EditionSuperseded, true
	channelstest.Golden(t, "superseded.txt", wechat.SupersededText(e, wechat.Options{Event: "7K2M9Q"})+"\n")
}

// TestAnyClosedText holds that notices go out whole, in order, in parts that fit and say what they are.
func TestAnyClosedText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := channelstest.Any().Draw(t, "edition")
		limit := rapid.SampledFrom([]wechat.Limit{wechat.Robot, wechat.Personal}).Draw(t, "limit")
		var notices []string
		for _, i := range e.Items {
			notices = append(notices, wechat.ClosedNotice(e, i, rapid.SampledFrom(models.VacancyStatuses).Draw(t, "status").Code))
		}
		parts := wechat.ClosedText(e, notices, wechat.Options{Limit: limit, Event: "7K2M9Q"})
		h, next := channels.HeaderOf(e, models.ChannelWeChat), 0
		for i, part := range parts {
			if limit.Length(part) > limit.Most() || !utf8.ValidString(part) {
				t.Fatalf("part %d has %d of %d", i+1, limit.Length(part), limit.Most())
			}
			for _, text := range []string{h.Where(), h.Issue, h.Office, h.Board} {
				if !strings.Contains(part, text) {
					t.Fatalf("part %d does not say %s", i+1, text)
				}
			}
			if !strings.HasSuffix(part, fmt.Sprintf("\n〔消息 7K2M9Q-%d〕", i+1)) {
				t.Fatalf("part %d has no event", i+1)
			}
			if len(parts) > 1 && !strings.Contains(part, fmt.Sprintf("（%d/%d）", i+1, len(parts))) {
				t.Fatalf("part %d is not counted", i+1)
			}
			for next < len(notices) && strings.Contains(part, "\n\n"+notices[next]+"\n") {
				next++
			}
		}
		if next != len(notices) {
			t.Fatalf("%d of %d notices", next, len(notices))
		}
	})
}

// TestAPostForNow mentions what has closed in its place, without the phone that nobody should call, in either form.
func TestAPostForNow(t *testing.T) {
	e := channelstest.Edition(3)
	gone := e.Items[1]
	closed := map[string]models.VacancyStatus{gone.VacancyID: models.VacancyFilled}
	for _, form := range []wechat.Form{wechat.Long, wechat.Short} {
		all, now := wechat.Join(wechat.Text(e, wechat.Options{Form: form})), wechat.Join(wechat.Text(e, wechat.Options{Form: form, Closed: closed}))
		phone := channels.LineOf(e, gone).Phone
		if !strings.Contains(all, phone) || strings.Contains(now, phone) || !strings.Contains(now, "\n2. "+channels.ClosedMention(e, gone, models.VacancyFilled)+"\n") {
			t.Errorf("%s form:\n%s", form, now)
		}
		for _, i := range []int{0, 2} {
			if !strings.Contains(now, channels.LineOf(e, e.Items[i]).Phone) {
				t.Errorf("%s form lost line %d:\n%s", form, i+1, now)
			}
		}
	}
	left := channels.WithoutClosed(e, closed)
	if len(left.Items) != 2 || left.Items[1].Rank != 3 || len(e.Items) != 3 {
		t.Errorf("%d lines are left of %d", len(left.Items), len(e.Items))
	}
}
