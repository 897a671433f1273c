package api_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"konggang/api"
	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/recalls"
)

// TestARecallFromItsOpeningToItsEnd fills a vacancy that hangs, and looks at all that follows.
func TestARecallFromItsOpeningToItsEnd(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		follow := recalls.Service{Store: s, Calendar: calendar(), Groups: h.delivery}
		id := h.open("包装工")
		h.open("缝纫工")
		var e api.Edition
		h.post("village", "/villages/"+village+"/editions", "").want(201).into(&e)
		h.post("village", "/editions/"+e.ID+"/publish", `{"approver":"王主任"}`).want(200)
		h.must(follow.Follow(t.Context()))
		before := h.get("", "/villages/"+village+"/editions/latest/loudspeaker.txt").want(200)
		h.post("enterprise", "/vacancies/"+id+"/fill", "").want(200)
		h.must(follow.Follow(t.Context()))

		now := h.get("", "/villages/"+village+"/editions/latest/loudspeaker.txt").want(200)
		frozen := h.get("", "/editions/"+e.ID+"/loudspeaker.txt").want(200)
		const offer = "招聘三名包装工"
		if !strings.Contains(before.Body.String(), offer) || strings.Contains(now.Body.String(), offer) || !strings.Contains(now.Body.String(), "包装工") ||
			before.Header().Get("ETag") == now.Header().Get("ETag") || frozen.Body.String() != before.Body.String() {
			t.Errorf("before %s\nnow %s\nfrozen %s", before.Body, now.Body, frozen.Body)
		}

		post := h.get("", "/villages/"+village+"/editions/latest/wechat.txt").want(200).Body.String()
		if !strings.Contains(post, "包装工（宏发食品有限公司") || strings.Contains(post, "包装工 招") {
			t.Errorf("what is copied into the group today says\n%s", post)
		}

		var list api.RecallList
		h.get("village", "/recalls").want(200).into(&list)
		if list.Total != 1 || list.Overdue != 0 {
			t.Fatalf("%+v", list)
		}
		r := list.Items[0]
		if r.Vacancy == nil || r.Vacancy.ID != id || r.Vacancy.Employer != "宏发食品有限公司" || r.Became != "filled" || r.Status != "open" || r.Overdue ||
			r.Task != fmt.Sprintf("划掉2026年第1期的第%d条", r.Vacancy.Rank) || e.Items[r.Vacancy.Rank-1].VacancyID != id || r.Village != (api.RecalledVillage{Code: village, Name: "口张村"}) ||
			r.Edition.ID != e.ID || !strings.HasPrefix(r.Notice, "【已招满】") || !strings.Contains(r.Reply, "请不要打电话了") || strings.Join(r.Carriers, " ") != "noticeboard wechat loudspeaker" {
			t.Errorf("%+v", r)
		}
		for query, total := range map[string]int{"?village=" + village: 1, "?village=" + next: 0, "?division=" + town: 1, "?status=done": 0, "?overdue=true": 0} {
			h.get("office", "/recalls"+query).want(200).into(&list)
			if list.Total != total {
				t.Errorf("%s: %d", query, list.Total)
			}
		}
		h.get("office", "/recalls?village=x").problem(422, models.CodeInvalid)
		h.get("office", "/recalls?status=x").want(422)
		h.post("village", "/recalls/"+r.ID+"/done", `{"remedy":"burnt"}`).problem(422, models.CodeInvalid)
		var done api.Recall
		h.post("village", "/recalls/"+r.ID+"/done", `{"note":"划了两道"}`).want(200).into(&done)
		if done.Status != "done" || done.Remedy != "struck" || done.Note != "划了两道" || done.By != h.accounts["village"].ID || done.At == nil || done.Task != "" {
			t.Errorf("%+v", done)
		}
		h.post("village", "/recalls/"+r.ID+"/done", "").problem(409, models.CodeIllegalTransition)
		h.get("office", "/recalls").want(200).into(&list)
		if list.Total != 0 {
			t.Errorf("%+v", list)
		}

		var last api.Edition
		h.post("village", "/villages/"+village+"/editions", "").want(201).into(&last)
		if len(last.Gone) != 1 || last.Gone[0] != (api.GoneLine{VacancyID: id, Number: r.Vacancy.Number, Title: "包装工", Employer: "宏发食品有限公司", Became: "filled"}) {
			t.Errorf("%+v", last.Gone)
		}
		h.post("office", "/editions/"+e.ID+"/supersede", `{"reason":"工资写错"}`).want(200)
		h.get("village", "/recalls").want(200).into(&list)
		if whole := list.Items[0]; whole.Vacancy != nil || whole.Task != "取下2026年第1期" || whole.Became+whole.Reply != "" ||
			whole.Notice != "【已作废】2026年第1期已作废，请以新一期为准，不要再按这一期打电话，也请不要再转发。" {
			t.Errorf("%+v", whole)
		}
	})
}

// TestWhatHangsForLongStandsOut moves the clock: two days after a line closed its recall is overdue, for who lists and for who counts.
func TestWhatHangsForLongStandsOut(t *testing.T) {
	moment := now
	h := newHouseIn(t, storetest.SQLite(t), "Asia/Shanghai", func() time.Time { return moment })
	zone := calendar().Zone
	follow := recalls.Service{Store: h.store, Calendar: models.Calendar{Now: func() time.Time { return moment }, Zone: zone}, Groups: h.delivery}
	early, late := h.open("包装工"), h.open("缝纫工")
	e := h.post("village", "/villages/"+village+"/editions", "").want(201).text("id")
	h.post("village", "/editions/"+e+"/publish", `{"approver":"王主任"}`).want(200)
	h.must(follow.Follow(t.Context()))
	open := h.get("", "/vacancies/"+late).want(200).Body.String()
	closes := func(id string) {
		h.post("enterprise", "/vacancies/"+id+"/pause", "").want(200)
		h.must(follow.Follow(t.Context()))
	}
	stands := func(query string, overdue int, flags ...bool) {
		t.Helper()
		var list api.RecallList
		h.get("office", "/recalls"+query).want(200).into(&list)
		var got []bool
		for _, r := range list.Items {
			got = append(got, r.Overdue)
		}
		if list.Overdue != overdue || !slices.Equal(got, flags) {
			t.Errorf("%s: %d overdue, flags %v", query, list.Overdue, got)
		}
	}
	closes(early)
	paused := h.get("", "/vacancies/"+early).want(200).Body.String()
	moment = now.Add(48*time.Hour - time.Millisecond)
	if again := h.get("", "/vacancies/"+late).want(200).Body.String(); again != open {
		t.Errorf("before %s, now %s", open, again)
	}
	closes(late)
	stands("", 0, false, false)
	stands("?overdue=true", 0)
	moment = now.Add(48 * time.Hour)
	stands("", 1, true, false) // the oldest first
	stands("?overdue=true", 1, true)
	stands("?limit=1", 1, true)
	if again := h.get("", "/vacancies/"+early).want(200).Body.String(); again != paused {
		t.Errorf("before %s, now %s", paused, again)
	}
	var list api.RecallList
	h.get("office", "/recalls").want(200).into(&list)
	h.post("village", "/recalls/"+list.Items[0].ID+"/done", "").want(200)
	stands("", 0, false)
	stands("?status=done", 0, false)
}
