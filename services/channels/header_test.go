package channels_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/channels/channelstest"
)

func TestHeader(t *testing.T) {
	want := channels.Header{
		Title: "空岗信息表", Town: "孟庄镇", Village: "口张村", Issue: "2026年第3期（总第17期）", Date: "2026年11月23日",
		Office: "孟庄镇人力资源和社会保障所", Approver: "周敏", Phone: "0371-62580000", Free: "求职免费，不收押金",
		Board: "https://konggang.example.cn/b/410184107208?e=2026-3&c=wechat",
	}
	if diff := cmp.Diff(want, channels.HeaderOf(channelstest.Edition(0), models.ChannelWeChat)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if got := want.Where(); got != "孟庄镇口张村" {
		t.Errorf("where is %s", got)
	}
}

func TestHeaderOfEditionsThatDiffer(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*models.Edition)
		read   func(channels.Header) string
		want   string
	}{
		{"draft", func(e *models.Edition) { e.Status = models.EditionDraft }, mark, "草稿，请勿张贴"},
		{"superseded", func(e *models.Edition) { e.Status = models.EditionSuperseded }, mark, "已作废，请看新的一期"},
		{"published", func(*models.Edition) {}, mark, ""},
		{"borrowed", func(e *models.Edition) { e.Borrowed = true }, func(h channels.Header) string { return h.Notice }, "本村暂无登记求职者，按全镇求职意向选岗"},
		{"own", func(*models.Edition) {}, func(h channels.Header) string { return h.Notice }, ""},
		{"no public address", func(e *models.Edition) { e.Office.PublicURL = "" }, board, ""},
		{"slash", func(e *models.Edition) { e.Office.PublicURL, e.Year, e.Number = "http://h/k/", 2027, 12 }, board, "http://h/k/b/410184107208?e=2027-12&c=noticeboard"},
		{"first of all", func(e *models.Edition) { e.Total = 0 }, func(h channels.Header) string { return h.Issue }, "2026年第3期"},
		{"no date", func(e *models.Edition) { e.Date = "" }, func(h channels.Header) string { return h.Date }, ""},
		{"mobile", func(e *models.Edition) { e.Office.Phone = "15410002000" }, func(h channels.Header) string { return h.Phone }, "154-1000-2000"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := channelstest.Edition(0)
			c.change(&e)
			if got := c.read(channels.HeaderOf(e, models.ChannelNoticeboard)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func mark(h channels.Header) string  { return h.Mark }
func board(h channels.Header) string { return h.Board }
