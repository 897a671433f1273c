package api_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"konggang/api"
	"konggang/models"
	"konggang/models/store/storetest"
)

func (h *house) boardOf(query string) string {
	h.t.Helper()
	return h.send(call{method: "GET", path: "/b/" + village + query}).want(200).Body.String()
}

// newEdition freezes and publishes the village's list.
func (h *house) newEdition() string {
	h.t.Helper()
	id := h.post("village", "/villages/"+village+"/editions", "").want(http.StatusCreated).text("id")
	h.post("village", "/editions/"+id+"/publish", `{"approver":"王建国"}`).want(200)
	return id
}

// TestBoardOfAHeldEdition follows a visitor whose sheet grows old: lines close, a newer edition comes, theirs is taken back.
func TestBoardOfAHeldEdition(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	filled, withdrawn := h.open("叉车工"), h.open("缝纫工")
	h.open("包装工")
	if page := h.boardOf("?e=2026-1&c=noticeboard"); strings.Contains(page, "<aside>") || strings.Contains(page, "最新一期") {
		t.Errorf("a village without an edition: %s", page)
	}
	id := h.newEdition()
	want := func(query string, has, not []string) {
		t.Helper()
		page := h.boardOf(query)
		for _, part := range has {
			if !strings.Contains(page, part) {
				t.Errorf("no %q in %s", part, page)
			}
		}
		for _, part := range not {
			if strings.Contains(page, part) {
				t.Errorf("%q in %s", part, page)
			}
		}
	}
	const q = "?e=2026-1&c=noticeboard"
	want(q, []string{"最新一期：2026年第1期（<time>2026-11-23</time>）", "/api/v1/editions/" + id + "/noticeboard.pdf", "您看的是2026年第1期", "这一期的 3 个岗位都还在招"}, []string{"已有新的", "已作废"})
	want("", []string{"最新一期：2026年第1期"}, []string{"您看的是"})

	h.post("enterprise", "/vacancies/"+filled+"/fill", "").want(200)
	h.post("enterprise", "/vacancies/"+withdrawn+"/withdraw", `{"reason":"不招了"}`).want(200)
	want(q, []string{"叉车工（宏发食品有限公司，编号", "）已招满</li>", "缝纫工（宏发食品有限公司", "）已停止招聘</li>", "在招岗位 1 个"}, []string{"都还在招", "已有新的", "<h2>叉车工"})
	if page := h.boardOf(q); strings.Count(page, "tel:15400001111") != 1 {
		t.Errorf("a closed line shows its phone: %s", page)
	}

	draft := h.post("village", "/villages/"+village+"/editions", "").want(http.StatusCreated).text("id")
	want("?e=2026-2", []string{"最新一期：2026年第1期"}, []string{"您看的是", "第2期", draft})
	h.post("village", "/editions/"+draft+"/publish", `{"approver":"王建国"}`).want(200)
	want(q, []string{"<b>已有新的2026年第2期。</b>", "最新一期：2026年第2期"}, []string{"已作废"})
	want("?e=2026-2", []string{"您看的是2026年第2期", "这一期的 1 个岗位都还在招"}, []string{"已有新的"})
	h.post("village", "/editions/"+id+"/supersede", `{"reason":"工资写错"}`).want(200)
	want(q, []string{"这一期已作废", "已有新的2026年第2期"}, nil)
}

// TestBoardTellsWhatChanged says which lines of a visitor's sheet are not true any more, but not that places were filled.
func TestBoardTellsWhatChanged(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	dearer, fewer := h.open("叉车工"), h.open("缝纫工")
	h.newEdition()
	for id, change := range map[string]string{dearer: `{"contact":{"name":"王经理","phone":"15400008888"}}`, fewer: `{"headcount":1}`} {
		h.patch("office", "/vacancies/"+id, h.get("office", "/vacancies/"+id).Header().Get("ETag"), change).want(200)
	}
	page := h.boardOf("?e=2026-1")
	for _, part := range []string{"内容有变动，请以本页为准：", "<li>叉车工（宏发食品有限公司，编号", "tel:15400008888"} {
		if !strings.Contains(page, part) {
			t.Errorf("no %q in %s", part, page)
		}
	}
	if strings.Contains(page, "<li>缝纫工") {
		t.Errorf("a headcount is said to be another fact: %s", page)
	}
}

// TestBoardShowsTheSheetsLines has those of the edition in force on the board however many others are nearer.
func TestBoardShowsTheSheetsLines(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	far := h.open("叉车工")
	h.patch("office", "/vacancies/"+far, h.get("office", "/vacancies/"+far).Header().Get("ETag"),
		`{"workplace":{"division":"`+town+`","address":"很远的地方","point":{"lat":34.2,"lon":113.5,"datum":"gcj02"}}}`).want(200)
	h.newEdition()
	for i := range 45 {
		h.open(fmt.Sprintf("包装工%d号", i))
	}
	page := h.boardOf("")
	if !strings.Contains(page, "<h2>叉车工") || strings.Count(page, "<article>") < 30 {
		t.Errorf("%d lines: %s", strings.Count(page, "<article>"), page)
	}
}

// TestBoardPassesOverWhatItDoesNotKnow shows the plain board for any address that somebody makes up.
func TestBoardPassesOverWhatItDoesNotKnow(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	h.open("包装工")
	h.newEdition()
	plain := h.boardOf("")
	for _, query := range []string{"?e=2026-2", "?e=2025-1", "?e=2026-01", "?e=2026", "?e=-1", "?e=0000-0", "?e=9999999999-1", "?e=2026-99999999999999999999", "?e=", "?e=%ff%fe", "?e=2026-1%00",
		"?e=2026-1'%20OR%201=1", "?e=%3Cscript%3E&c=%3Cscript%3E", "?c=%22%3E%3Cimg%20src=x%3E", "?e=2027-1&e=2026-1", "?c=" + strings.Repeat("a", 5000)} {
		if page := h.boardOf(query); page != plain {
			t.Errorf("%s changes the board: %s", query, page)
		}
	}
	for _, query := range []string{"?%zz", "?x=1;e=2026-1"} {
		h.send(call{method: "GET", path: "/b/" + village + query}).problem(400, models.CodeMalformed)
	}
	page := h.send(call{method: "GET", path: "/b/" + next + "?e=2026-1"}).want(200).Body.String()
	if strings.Contains(page, "您看的是") {
		t.Error("another village's number is taken for this one's")
	}
}

// TestBoardIsNotSentTwice lets a reader ask whether anything changed.
func TestBoardIsNotSentTwice(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	h.open("包装工")
	got := h.send(call{method: "GET", path: "/b/" + village}).want(200)
	if got.Header().Get("Cache-Control") != "public, max-age=60" || got.Header().Get("ETag") == "" {
		t.Errorf("headers %v", got.Header())
	}
	again := call{method: "GET", path: "/b/" + village, headers: map[string]string{"If-None-Match": got.Header().Get("ETag")}}
	if empty := h.send(again).want(304); empty.Body.Len() != 0 {
		t.Errorf("%d bytes", empty.Body.Len())
	}
	h.open("叉车工")
	h.send(again).want(200)
}

// TestVisitsAreCountedByKnownChannels keeps made-up words out of the figures.
func TestVisitsAreCountedByKnownChannels(t *testing.T) {
	metrics := api.NewMetrics()
	h := newHouse(t, storetest.SQLite(t), func(s *api.Services) { s.Metrics = metrics })
	for _, query := range []string{"", "?c=noticeboard", "?c=noticeboard", "?c=wechat", "?c=x", "?c=%E5%A4%A7", "?c=" + strings.Repeat("y", 999)} {
		h.boardOf(query)
	}
	h.send(call{method: "GET", path: "/b/410184107999?c=wechat"}).want(404)
	w := httptest.NewRecorder()
	metrics.Handler().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", nil))
	figures := w.Body.String()
	for channel, want := range map[string]string{"direct": "1", "noticeboard": "2", "wechat": "1", "other": "3"} {
		if line := `konggang_board_visits_total{channel="` + channel + `"} ` + want + "\n"; !strings.Contains(figures, line) {
			t.Errorf("no %s", line)
		}
	}
	if n := strings.Count(figures, "konggang_board_visits_total{"); n != 4 {
		t.Errorf("%d channels", n)
	}
}

// TestClosedLines gives who works for the village the words that stop the calls, and nobody else.
func TestClosedLines(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	filled, paused := h.open("叉车工"), h.open("缝纫工")
	h.open("包装工")
	id := h.newEdition()
	if text := h.get("village", "/editions/"+id+"/closed.txt").want(200).Body.String(); !strings.Contains(text, "这一期的岗位都还在招。") {
		t.Error(text)
	}
	h.post("enterprise", "/vacancies/"+filled+"/fill", "").want(200)
	h.post("enterprise", "/vacancies/"+paused+"/pause", "").want(200)
	var got api.ClosedLines
	h.get("village", "/editions/"+id+"/closed").want(200).into(&got)
	states := map[string]string{}
	for _, l := range got.Items {
		states[l.VacancyID] = l.Status
		if !strings.Contains(l.Notice, "154-0000-1111") || !strings.Contains(l.Notice, "2026年第1期") || !strings.Contains(l.Notice, l.Number) || strings.Contains(l.Reply, "154") || l.Rank == 0 || l.Title == "" || l.Employer == "" {
			t.Errorf("%+v", l)
		}
	}
	if len(got.Items) != 2 || states[filled] != "filled" || states[paused] != "paused" || got.Edition != id || got.Issue != "2026年第1期" {
		t.Errorf("%+v", got)
	}
	text := h.get("office", "/editions/"+id+"/closed.txt?limit=personal").want(200).Body.String()
	for _, l := range got.Items {
		if !strings.Contains(text, "\n"+l.Notice+"\n") {
			t.Errorf("no %s in %s", l.Notice, text)
		}
	}
	for _, path := range []string{"/closed", "/closed.txt"} {
		h.get("", "/editions/"+id+path).problem(401, models.CodeUnauthenticated)
		h.get("enterprise", "/editions/"+id+path).problem(403, models.CodeForbidden)
		h.get("foreign village", "/editions/"+id+path).problem(403, models.CodeForbidden)
	}
	h.get("village", "/editions/"+id+"/closed.txt?limit=fax").want(422)
}

// TestPostVariants serves each way of writing a post.
func TestPostVariants(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	h.open("包装工")
	id := h.newEdition()
	for query, want := range map[string][]string{
		"": {"工资4500-6000元/月", "学历不限"}, "?form=long&limit=personal": {"学历不限"}, "?form=short": {"1. 包装工 招3人 4500-6000元/月"}, "?form=short&limit=personal": {"电话：154-0000-1111"},
	} {
		for _, path := range []string{"/editions/" + id + "/wechat.txt", "/villages/" + village + "/editions/latest/wechat.txt"} {
			text := h.get("", path+query).want(200).Body.String()
			for _, part := range want {
				if !strings.Contains(text, part) {
					t.Errorf("%s%s: no %s in %s", path, query, part, text)
				}
			}
			if strings.Contains(text, "学历不限") == strings.Contains(query, "short") {
				t.Errorf("%s%s: %s", path, query, text)
			}
		}
	}
	got := h.get("", "/editions/"+id+"/wechat.json?form=short&limit=personal").want(200)
	if got.text("form") != "short" || got.text("limit") != "personal" {
		t.Error(got.Body)
	}
	h.get("", "/editions/"+id+"/wechat.txt?form=tiny").want(422)
}
