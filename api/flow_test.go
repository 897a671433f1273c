package api_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// sheet is a clerk's spreadsheet: three rows that are complete, one that cannot be read, one without a title.
func sheet(t *testing.T) []byte {
	t.Helper()
	return workbook(t,
		[]any{"企业名称", "编号", "岗位名称", "招聘人数", "工资", "学历要求", "年龄要求", "工作内容", "福利待遇", "班次", "工作地点", "联系人", "联系电话", "有效期至", "星座"},
		[]any{"白鹭食品有限公司", "B1", "包装工", 30, "4500-6500元/月", "不限", "18-50", "装箱、贴标", "包吃住，夫妻房", "两班倒", "孟庄镇工业路", "孙经理", "15400002222", "2026-12-31", "狮子"},
		[]any{"白鹭食品有限公司", "B2", "叉车工", "2人", "26元/小时", "初中及以上", "", "开叉车", "五险", "长白班", "孟庄镇工业路", "孙经理", 15400002222, "2026-12-31", ""},
		[]any{"丰收果蔬专业合作社", "", "采摘工", 12, "130-150元/天", "不限", "", "采摘草莓", "管一顿饭", "", "口张村", "", "15400003333", "2026年12月20日", ""},
		[]any{"丰收果蔬专业合作社", "", "记账员", "若干", "abc", "3", "", "记账", "", "", "口张村", "", "15400003333", "2026-12-20", ""},
		[]any{"丰收果蔬专业合作社", "", "", 1, "面议", "不限", "", "", "", "", "", "", "", "", ""},
	)
}

// masks hides what differs between two runs of the same story.
var masks = []struct {
	pattern *regexp.Regexp
	mask    string
}{
	{regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}`), "ID"},
	{regexp.MustCompile(`"next_cursor":"[^"]+"`), `"next_cursor":"CURSOR"`},
	{regexp.MustCompile(`20\d\d-\d\d-\d\dT[0-9:.]+Z`), "TIME"},
	{regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}`), "REQUEST"},
}

// story plays the main job through HTTP and writes down every answer.
func story(t *testing.T, h *house) []string {
	var told []string
	tell := func(r reply) reply {
		text := r.Body.String()
		if kind := r.Header().Get("Content-Type"); strings.HasPrefix(kind, "image/") || kind == "application/pdf" || r.Header().Get("Content-Disposition") != "" {
			text = kind + " of " + r.Header().Get("X-Page-Count") + " with " + r.Header().Get("ETag")
		}
		for _, m := range masks {
			text = m.pattern.ReplaceAllString(text, m.mask)
		}
		told = append(told, text)
		return r
	}
	tell(h.upload("office", "/vacancies/import?dry_run=true&then=open", "空岗.xlsx", sheet(t)).want(200))
	tell(h.get("office", "/vacancies").want(200))
	tell(h.upload("office", "/vacancies/import?then=open", "空岗.xlsx", sheet(t)).want(200))
	tell(h.upload("office", "/vacancies/import?then=open", "空岗.xlsx", sheet(t)).want(200))
	tell(h.get("", "/vacancies?q=%E9%A3%9F%E5%93%81&facets=wage,benefit&sort=wage").want(200))
	tell(h.get("", "/vacancies?near=34.59,113.82&radius_km=50&sort=distance&limit=2").want(200))
	tell(h.get("", "/vacancies?wage_min=4600&benefit=meals&benefit=lodging").want(200))
	tell(h.get("office", "/vacancies?status=draft").want(200))
	tell(h.get("", "/vacancies/suggestions?q=cc").want(200))
	tell(h.get("seeker", "/seekers/"+h.ids["seeker"]+"/matches").want(200))
	tell(h.get("village", "/villages/"+village+"/list").want(200))
	edition := tell(h.post("village", "/villages/"+village+"/editions?size=10", "").want(201)).text("id")
	tell(h.post("village", "/editions/"+edition+"/publish", `{"approver":"王建国"}`).want(200))
	for _, form := range []string{"noticeboard.pdf", "noticeboard.pdf?paper=a3&orientation=portrait", "noticeboard.pdf?group=trade&tear_off=true", "noticeboard.png", "noticeboard.html?group=trade", "noticeboard.xlsx?group=distance", "wechat.txt", "wechat.json", "wechat.png", "loudspeaker.txt", "loudspeaker.json", "loudspeaker.ssml", "loudspeaker.wav?passes=1"} {
		tell(h.get("", "/editions/"+edition+"/"+form).want(200))
		tell(h.get("", "/villages/"+village+"/editions/latest/"+form).want(200))
	}
	tell(h.get("", "/villages/"+village+"/editions").want(200))
	tell(h.get("", "/villages/"+next+"/editions/latest").want(404))
	tell(h.post("village", "/editions/"+edition+"/supersede", `{"reason":"工资写错了"}`).want(200))
	tell(h.get("", "/villages/"+village+"/editions/latest").want(404))
	return told
}

// TestStoryIsTheSameOnEveryDatabase plays the story on each engine and compares all that was answered, byte for byte up to
// ids and times.
func TestStoryIsTheSameOnEveryDatabase(t *testing.T) {
	var first []string
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		told := story(t, newHouse(t, s))
		if first == nil {
			first = told
		}
		for i := range told {
			if diff := cmp.Diff(first[i], told[i]); diff != "" {
				t.Errorf("answer %d differs (-sqlite +here):\n%s", i, diff)
			}
		}
	})
}

// TestImportReport reads what the clerk is told about the sheet.
func TestImportReport(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	type report struct {
		Rows, Created, Updated, Unchanged, Rejected int
		UnknownColumns                              []string `json:"unknown_columns"`
		Results                                     []struct {
			Row      int
			Status   string
			ID       string
			Errors   []struct{ Column, Message string }
			Findings []struct{ Column, Excerpt, Message string }
		}
	}
	var got report
	h.upload("office", "/vacancies/import?then=open", "空岗.xlsx", sheet(t)).want(200).into(&got)
	if got.Rows != 5 || got.Created != 4 || got.Rejected != 1 || len(got.UnknownColumns) != 1 || got.UnknownColumns[0] != "星座" {
		t.Fatalf("%+v", got)
	}
	if bad := got.Results[4]; bad.Row != 6 || bad.Status != "rejected" || len(bad.Errors) != 1 || bad.Errors[0].Column != "岗位名称" || bad.Errors[0].Message != "必须填写" {
		t.Errorf("row 6: %+v", bad)
	}
	var unread []string
	for _, f := range got.Results[3].Findings {
		if f.Excerpt != "" {
			unread = append(unread, f.Column+" "+f.Excerpt)
		}
	}
	if diff := cmp.Diff([]string{"招聘人数 若干", "工资 abc", "学历要求 3"}, unread); diff != "" {
		t.Errorf("row 5 (-want +got):\n%s", diff)
	}
	for i, want := range []string{"open", "open", "open", "draft"} {
		if status := h.get("office", "/vacancies/"+got.Results[i].ID).want(200).text("status"); status != want {
			t.Errorf("row %d stands at %s, want %s", got.Results[i].Row, status, want)
		}
	}
	var again report
	h.upload("office", "/vacancies/import?then=open", "空岗.xlsx", sheet(t)).want(200).into(&again)
	if again.Unchanged != 4 || again.Rejected != 1 {
		t.Errorf("again: %+v", again)
	}
	h.upload("enterprise", "/vacancies/import?then=open", "空岗.xlsx", sheet(t)).problem(http.StatusForbidden, models.CodeForbidden)
	var foreign report
	h.upload("enterprise", "/vacancies/import", "空岗.xlsx", sheet(t)).want(200).into(&foreign)
	if foreign.Rejected != 5 {
		t.Errorf("an enterprise filed for others: %+v", foreign)
	}
}

// TestExportComesBackUnchanged exports what is open and brings it in again.
func TestExportComesBackUnchanged(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	h.upload("office", "/vacancies/import?then=open", "空岗.xlsx", sheet(t)).want(200)
	for _, format := range []string{"xlsx", "csv"} {
		file := h.get("office", "/vacancies/export?format="+format).want(200)
		var report struct{ Rows, Unchanged int }
		r := h.upload("office", "/vacancies/import?then=open", "export."+format, file.Body.Bytes()).want(200)
		r.into(&report)
		if report.Rows != 3 || report.Unchanged != 3 {
			t.Errorf("%s: %+v %s", format, report, r.Body)
		}
	}
	template := h.get("enterprise", "/vacancies/import/template.xlsx").want(200)
	if _, err := excelize.OpenReader(bytes.NewReader(template.Body.Bytes())); err != nil {
		t.Error(err)
	}
}

// TestCountyAtOnce drafts every village of a county as an operation and follows it to its end.
func TestCountyAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		h.open("包装工")
		started := h.post("office", "/divisions/"+county+"/editions", "").want(http.StatusAccepted)
		where := strings.TrimPrefix(started.Header().Get("Location"), "/api/v1")
		var op struct {
			Total, Done int
			Finished    bool
			Failures    []json.RawMessage
		}
		h.background.Wait()
		h.get("office", where).want(200).into(&op)
		if !op.Finished || op.Total != 2 || op.Done != 2 || len(op.Failures) != 0 {
			t.Errorf("%+v", op)
		}
		for _, v := range []string{village, next} {
			if got := h.get("office", "/villages/"+v+"/editions").want(200).field("total"); got != 1.0 {
				t.Errorf("%s has %v editions", v, got)
			}
		}
		h.get("foreign office", where).problem(http.StatusNotFound, models.CodeNotFound)
	})
}

// TestPublishedIsForEver publishes an edition, closes one of its vacancies and renders it again: the same bytes.
func TestPublishedIsForEver(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	id := h.open("包装工")
	edition := h.post("village", "/villages/"+village+"/editions", "").want(201).text("id")
	stale := h.post("village", "/villages/"+village+"/editions", "").want(201).text("id")
	h.post("village", "/editions/"+edition+"/publish", `{"approver":"王建国"}`).want(200)
	before := h.get("", "/editions/"+edition+"/noticeboard.pdf").want(200).Body.Bytes()
	h.post("enterprise", "/vacancies/"+id+"/fill", "").want(200)
	after := h.get("", "/editions/"+edition+"/noticeboard.pdf").want(200).Body.Bytes()
	if !bytes.Equal(before, after) {
		t.Error("the published sheet changed")
	}
	p := h.post("village", "/editions/"+stale+"/publish", `{"approver":"王建国"}`).problem(http.StatusConflict, models.CodeConflict)
	if len(p.Errors) != 1 || p.Errors[0].Code != string(models.CodeLineClosed) {
		t.Errorf("%+v", p.Errors)
	}
	h.post("village", "/editions/"+edition+"/publish", `{"approver":"王建国"}`).problem(http.StatusConflict, models.CodeIllegalTransition)
	closed := h.get("", "/vacancies/"+id).want(200)
	if closed.field("contact") != nil || closed.text("status") != "filled" {
		t.Errorf("a closed vacancy shows %s", closed.Body)
	}
}
