package api_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"konggang/api"
	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/accounts"
)

// listedIDs are the ids of a list of vacancies, in its order.
func listedIDs(r reply) []string {
	var list struct{ Items []struct{ ID string } }
	r.into(&list)
	ids := []string{}
	for _, item := range list.Items {
		ids = append(ids, item.ID)
	}
	return ids
}

// TestReview follows vacancies through the queue of a county and of its town.
func TestReview(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		clock := now
		h := newHouseIn(t, s, "Asia/Shanghai", func() time.Time { clock = clock.Add(time.Second); return clock })
		first := h.post("enterprise", "/vacancies", h.complete("包装工")).want(http.StatusCreated).text("id")
		second := h.post("enterprise", "/vacancies", h.complete("叉车工")).want(http.StatusCreated).text("id")
		h.post("enterprise", "/vacancies/"+second+"/submit", "").want(http.StatusOK)
		h.post("enterprise", "/vacancies/"+first+"/submit", "").want(http.StatusOK)
		for _, within := range []string{"", "&division=" + town, "&division=" + county} {
			if diff := cmp.Diff([]string{second, first}, listedIDs(h.get("office", "/vacancies?status=submitted"+within).want(200))); diff != "" {
				t.Errorf("the queue%s (-want +got)\n%s", within, diff)
			}
		}
		page := h.get("office", "/vacancies?status=submitted&limit=1").want(200)
		rest := h.get("office", "/vacancies?status=submitted&limit=1&cursor="+page.text("next_cursor")).want(200)
		if diff := cmp.Diff([]string{first}, listedIDs(rest)); diff != "" || page.field("total") != 2.0 {
			t.Errorf("the second page\n%s", diff)
		}
		h.get("foreign office", "/vacancies?status=submitted&division="+town).problem(http.StatusForbidden, models.CodeForbidden)
		if got := listedIDs(h.get("foreign office", "/vacancies?status=submitted").want(200)); len(got) != 0 {
			t.Errorf("another county's queue has %v", got)
		}
		if waiting := h.get("office", "/vacancies/"+first).want(200); waiting.field("submitted_at") == nil {
			t.Error("it is not said since when it waits")
		}

		p := h.post("office", "/vacancies/"+first+"/reject", `{"template":"verified_by_phone"}`).problem(http.StatusUnprocessableEntity, models.CodeInvalid)
		if p.Errors[0].Field != "template" || !strings.Contains(p.Errors[0].Message, "wage_unclear") {
			t.Errorf("%+v", p.Errors)
		}
		h.post("office", "/vacancies/"+first+"/reject", `{"template":"wage_unclear","reason":"`+strings.Repeat("长", 200)+`"}`).problem(http.StatusUnprocessableEntity, models.CodeInvalid)
		h.post("office", "/vacancies/"+first+"/reject", "").problem(http.StatusUnprocessableEntity, models.CodeInvalid)
		rejected := h.post("office", "/vacancies/"+first+"/reject", `{"template":"wage_unclear","reason":" 请写明计件单价 "}`).want(200)
		if got := rejected.text("status_reason"); got != "工资写得不清楚，请写明基本工资和计算办法；请写明计件单价" {
			t.Error(got)
		}
		h.post("office", "/vacancies/"+second+"/approve", `{"template":"verified_by_phone"}`).want(200)
		h.post("office", "/vacancies/"+second+"/pause", `{"template":"fee"}`).problem(http.StatusUnprocessableEntity, models.CodeInvalid)
	})
}

func TestReasonsAreListedForTheOffice(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	var list struct {
		Items []struct {
			Code, Zh, En string
			For          []string
		}
	}
	h.get("office", "/reasons").want(200).into(&list)
	if len(list.Items) != len(models.ReasonTemplates) || list.Items[0].Code != "verified_by_phone" || list.Items[0].Zh != "已电话核实" || cmp.Diff([]string{"approve-vacancy", "approve-enterprise"}, list.Items[0].For) != "" {
		t.Errorf("%+v", list)
	}
	h.get("enterprise", "/reasons").problem(http.StatusForbidden, models.CodeForbidden)
}

// TestWhatBlocksIsNamedWithItsAdvice submits a vacancy that lacks what the law asks.
func TestWhatBlocksIsNamedWithItsAdvice(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	id := h.post("enterprise", "/vacancies", strings.Replace(h.complete("包装工"), `"duties":"装箱、封箱",`, "", 1)).want(http.StatusCreated).text("id")
	p := h.post("enterprise", "/vacancies/"+id+"/submit", "").problem(http.StatusUnprocessableEntity, models.CodeNotPublishable)
	if len(p.Errors) != 1 || p.Errors[0].Field != "duties" || p.Errors[0].Code != "not_stated" || p.Errors[0].Message != "没有写明工作内容，请补上后再提交" {
		t.Errorf("%+v", p.Errors)
	}
}

// TestSuspensionEndsWhatIsOpen closes an enterprise's vacancies and refuses new ones, also after it is trusted again.
func TestSuspensionEndsWhatIsOpen(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		open, draft := h.open("包装工"), h.post("enterprise", "/vacancies", h.complete("叉车工")).want(http.StatusCreated).text("id")
		path := "/enterprises/" + h.ids["enterprise"]
		h.post("office", path+"/suspend", `{"template":"incomplete"}`).problem(http.StatusUnprocessableEntity, models.CodeInvalid)
		h.post("foreign office", path+"/suspend", `{"template":"fee"}`).problem(http.StatusNotFound, models.CodeNotFound)
		h.post("office", path+"/suspend", `{"template":"fee"}`).want(200)
		if got := h.get("enterprise", "/vacancies/"+open).want(200); got.text("status") != "withdrawn" || got.text("status_reason") != "涉嫌向求职者收费或收押金" {
			t.Error(got.Body)
		}
		p := h.post("enterprise", "/vacancies/"+draft+"/submit", "").problem(http.StatusUnprocessableEntity, models.CodeInvalid)
		if p.Errors[0].Code != string(models.CodeBarredEmployer) || p.Errors[0].Message != "用人单位：现在是“已暂停”状态，不能提交、发布或恢复岗位" {
			t.Errorf("%+v", p.Errors)
		}
		h.post("office", path+"/approve", `{"template":"documents_seen"}`).want(200)
		if got := h.get("", "/vacancies").want(200).field("total"); got != 0.0 {
			t.Errorf("%v are open again", got)
		}
		h.post("enterprise", "/vacancies/"+draft+"/submit", "").want(200)
	})
}

// TestReportByAnybody takes a vacancy off the lists, keeps what was said from everybody but the office, and is answered once.
func TestReportByAnybody(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		id := h.open("包装工")
		path := "/vacancies/" + id + "/reports"
		const secret = "张三15400000009说要交押金"
		send := func(as, key, body string) reply {
			return h.send(call{as: as, method: "POST", path: "/api/v1" + path, body: body, headers: map[string]string{"Idempotency-Key": key}})
		}
		body := `{"kind":"fee","text":"` + secret + `"}`
		first := send("", "k1", body).want(http.StatusCreated)
		if first.text("kind") != "fee" || first.text("id") == "" || first.text("created_at") == "" || strings.Contains(first.Body.String(), "张三") || first.Header().Get("Location") == "" {
			t.Error(first.Body)
		}
		if again := send("", "k1", body).want(http.StatusCreated); again.Body.String() != first.Body.String() {
			t.Errorf("once more with the same key: %s", again.Body)
		}
		send("", "k2", body).problem(http.StatusConflict, models.CodeDuplicate)
		h.post("village", path, body).problem(http.StatusConflict, models.CodeIllegalTransition)
		if got := h.get("", "/vacancies/"+id).want(200); got.text("status") != "submitted" || got.field("contact") != nil || got.field("status_reason") != nil || got.field("reports") != nil {
			t.Errorf("everybody sees %s", got.Body)
		}
		if got := h.get("", "/vacancies").want(200).field("total"); got != 0.0 {
			t.Errorf("%v are found", got)
		}
		for _, r := range []reply{h.get("office", "/vacancies/"+id).want(200), h.get("office", "/vacancies?status=submitted").want(200)} {
			if !strings.Contains(r.Body.String(), `"reports":{"fee":1}`) || !strings.Contains(r.Body.String(), "群众举报：乱收费") {
				t.Errorf("the office sees %s", r.Body)
			}
		}
		if got := h.get("enterprise", "/vacancies/"+id).want(200); got.field("reports") != nil || got.text("status_reason") != "群众举报：乱收费" {
			t.Errorf("the enterprise sees %s", got.Body)
		}
		if list := h.get("office", path).want(200); list.field("total") != 1.0 || !strings.Contains(list.Body.String(), secret) {
			t.Error(list.Body)
		}
		h.get("foreign office", path).problem(http.StatusForbidden, models.CodeForbidden)
		h.get("enterprise", path).problem(http.StatusForbidden, models.CodeForbidden)
		h.get("", path).problem(http.StatusUnauthorized, models.CodeUnauthenticated)
		entries, err := s.AuditEntries(t.Context(), models.AuditFilter{ObjectID: id, Action: "report"}, models.Page{Limit: 10})
		h.must(err)
		if text, err := json.Marshal(entries); err != nil || entries.Total != 1 || strings.Contains(string(text), "张三") || strings.Contains(string(text), "15400000009") {
			t.Errorf("the audit has %s", text)
		}
		h.post("office", "/vacancies/"+id+"/approve", `{"template":"verified_by_phone"}`).want(200)
		send("", "k3", body).want(http.StatusCreated)
	})
}

func TestBadReportsAreRefused(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	id, draft := h.open("包装工"), h.post("enterprise", "/vacancies", h.complete("叉车工")).want(http.StatusCreated).text("id")
	for body, code := range map[string]models.Code{
		`{}`: models.CodeRequired, `{"kind":"ugly"}`: models.CodeUnknownValue, `{"kind":"fee","text":"` + strings.Repeat("长", 501) + `"}`: models.CodeTooLong,
	} {
		if p := h.post("", "/vacancies/"+id+"/reports", body).problem(http.StatusUnprocessableEntity, models.CodeInvalid); p.Errors[0].Code != string(code) {
			t.Errorf("%s: %+v", body, p.Errors)
		}
	}
	h.post("", "/vacancies/"+id+"/reports", "").problem(http.StatusBadRequest, models.CodeMalformed)
	h.post("", "/vacancies/"+draft+"/reports", `{"kind":"fee"}`).problem(http.StatusNotFound, models.CodeNotFound)
	h.get("foreign office", "/vacancies/"+draft+"/reports").problem(http.StatusNotFound, models.CodeNotFound)
	if got := h.get("", "/vacancies/"+id).want(200).text("status"); got != "open" {
		t.Errorf("it stands at %s", got)
	}
}

// TestAnEnterpriseRegistersItselfAndWaits signs somebody up who has a phone and nothing else yet.
func TestAnEnterpriseRegistersItselfAndWaits(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		taken := models.Enterprise{Name: "先到的厂", CreditCode: "91350100M000100Y43", Division: foreign, Status: models.EnterpriseApproved}
		h.must(s.CreateEnterprise(t.Context(), &taken))
		zone := models.Calendar{Now: func() time.Time { return now }, Zone: time.UTC}
		_, token, err := accounts.Service{Store: s, Calendar: zone}.Create(t.Context(), models.System("test"), models.Account{Role: models.RoleEnterprise, Phone: "15400000077"})
		h.must(err)
		h.tokens["newcomer"] = token
		if got := h.get("newcomer", "/vacancies?status=draft").want(200).field("total"); got != 0.0 {
			t.Errorf("somebody of no enterprise sees %v vacancies", got)
		}
		p := h.post("newcomer", "/enterprises", `{"name":"宏远箱包厂","division":"`+town+`","credit_code":"91350100M000100Y43"}`).problem(http.StatusConflict, models.CodeDuplicate)
		if text, _ := json.Marshal(p); strings.Contains(string(text), "先到的厂") || strings.Contains(string(text), taken.ID) {
			t.Errorf("it tells whose the code is: %s", text)
		}
		mine := h.post("newcomer", "/enterprises", `{"name":"宏远箱包厂","division":"`+town+`"}`).want(http.StatusCreated)
		id := mine.text("id")
		if mine.text("status") != "pending" || !strings.Contains(mine.Body.String(), "15400000077") || mine.Header().Get("Location") != "/api/v1/enterprises/"+id {
			t.Error(mine.Body)
		}
		h.post("newcomer", "/enterprises", `{"name":"又一厂","division":"`+town+`"}`).problem(http.StatusConflict, models.CodeAlreadyRegistered)
		h.get("newcomer", "/enterprises/"+id).want(200)
		h.get("enterprise", "/enterprises/"+id).problem(http.StatusNotFound, models.CodeNotFound)

		body := strings.Replace(h.complete("缝纫工"), h.ids["enterprise"], id, 1)
		h.post("newcomer", "/vacancies/check", body).want(200)
		vacancy := h.post("newcomer", "/vacancies", body).want(http.StatusCreated).text("id")
		h.post("newcomer", "/vacancies/"+vacancy+"/submit", "").want(200)
		refused := h.post("office", "/vacancies/"+vacancy+"/approve", "").problem(http.StatusUnprocessableEntity, models.CodeInvalid)
		if refused.Errors[0].Code != string(models.CodeUnapprovedEmployer) {
			t.Errorf("%+v", refused.Errors)
		}
		if diff := cmp.Diff([]string{id}, listedIDs(h.get("office", "/enterprises?status=pending").want(200))); diff != "" {
			t.Error(diff)
		}
		h.post("newcomer", "/enterprises/"+id+"/approve", "").problem(http.StatusForbidden, models.CodeForbidden)
		h.post("office", "/enterprises/"+id+"/approve", `{"template":"documents_seen"}`).want(200)
		h.post("office", "/vacancies/"+vacancy+"/approve", "").want(200)
	})
}

// TestRepostsShowTheirSource reposts a vacancy and looks for where it is from wherever villages hear of it.
func TestRepostsShowTheirSource(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	body := strings.Replace(h.complete("包装工"), `"headcount"`, `"source":{"name":"就业网","url":"https://jobs.example/1"},"headcount"`, 1)
	id := h.post("office", "/vacancies", body).want(http.StatusCreated).text("id")
	h.post("office", "/vacancies/"+id+"/submit", "").want(200)
	h.post("office", "/vacancies/"+id+"/approve", "").want(200)
	edition := "/editions/" + h.post("village", "/villages/"+village+"/editions", "").want(http.StatusCreated).text("id")
	h.post("village", edition+"/publish", `{"approver":"王建国"}`).want(200)
	const stated, said = `"source":{"name":"就业网","url":"https://jobs.example/1"}`, "转自就业网"
	for path, part := range map[string]string{
		"/vacancies/" + id: stated, "/vacancies": stated, "/villages/" + village + "/list": stated, edition: stated,
		edition + "/wechat.txt": said, edition + "/loudspeaker.txt": said,
	} {
		if got := h.get("village", path).want(200).Body.String(); !strings.Contains(got, part) {
			t.Errorf("%s has no %s: %s", path, part, got)
		}
	}
	if page := h.send(call{method: "GET", path: "/b/" + village}).want(200).Body.String(); !strings.Contains(page, said) {
		t.Error("the board has no source")
	}
}

// TestOneScreeningForCheckAndSubmit plays what an employer is told before and when submitting, and that the office must say
// why it lets something doubtful through.
func TestOneScreeningForCheckAndSubmit(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		body := strings.Replace(h.complete("包装工"), "装箱、封箱", "装箱，限 男，先交工服费200元，18-45岁", 1)
		var checked api.Findings
		h.post("enterprise", "/vacancies/check", body).want(http.StatusOK).into(&checked)
		told := map[string]api.Finding{}
		for _, f := range checked.Findings {
			told[f.Rule] = f
		}
		if gender := told["gender"]; checked.Publishable || gender.Excerpt != "限 男" || gender.Start != 3 || gender.Field != "duties" || gender.Law == "" || gender.Message == "" {
			t.Errorf("%+v", checked)
		}
		id := h.post("enterprise", "/vacancies", body).want(http.StatusCreated).text("id")
		p := h.post("enterprise", "/vacancies/"+id+"/submit", "").problem(http.StatusUnprocessableEntity, models.CodeNotPublishable)
		if len(p.Errors) != 2 || p.Errors[0].Code != "gender_asked" || p.Errors[1].Code != "deposit_asked" || !hasChinese(p.Errors[0].Message) {
			t.Errorf("%+v", p)
		}
		etag := h.get("enterprise", "/vacancies/"+id).Header().Get("ETag")
		mended := h.patch("enterprise", "/vacancies/"+id, etag, `{"duties":"装箱，男女不限，工服免费，18-45岁","wage":{"min":1500,"max":1800,"unit":"month"}}`).want(http.StatusOK)
		var v api.Vacancy
		mended.into(&v)
		severities := map[string]string{}
		for _, f := range v.Findings {
			severities[f.Rule] = f.Severity
		}
		if want := map[string]string{"age_limit": "warn", "minimum_wage": "review"}; !maps.Equal(severities, want) {
			t.Errorf("findings %v, want %v", severities, want)
		}
		h.post("enterprise", "/vacancies/"+id+"/submit", "").want(http.StatusOK)
		h.post("office", "/vacancies/"+id+"/approve", "").problem(http.StatusUnprocessableEntity, models.CodeInvalid)
		h.post("office", "/vacancies/"+id+"/approve", `{"template":"verified_by_phone"}`).want(http.StatusOK)
	})
}
