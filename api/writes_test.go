package api_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

func (h *house) once(as, path, key, body string) reply {
	return h.send(call{as: as, method: "POST", path: "/api/v1" + path, body: body, headers: map[string]string{"Idempotency-Key": key}})
}

// TestIdempotencyKey repeats calls: the same key and content give the same resource and status, another content is
// refused, another caller's key is another key, and a failed call leaves its key free.
func TestIdempotencyKey(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		first := h.once("enterprise", "/vacancies", "k1", h.complete("包装工")).want(http.StatusCreated)
		reordered := strings.Replace(h.complete("包装工"), `"min":4500`, `"min": 4500.0`, 1)
		again := h.once("enterprise", "/vacancies", "k1", reordered).want(http.StatusCreated)
		if first.text("id") != again.text("id") || again.Header().Get("Location") != first.Header().Get("Location") {
			t.Errorf("the repeat made another vacancy")
		}
		h.once("enterprise", "/vacancies", "k1", h.complete("叉车工")).problem(http.StatusUnprocessableEntity, models.CodeKeyReused)
		if h.once("office", "/vacancies", "k1", h.complete("包装工")).want(http.StatusCreated).text("id") == first.text("id") {
			t.Errorf("another caller's key gave the first caller's vacancy")
		}
		h.once("enterprise", "/vacancies", "k2", `{"enterprise_id":"`+h.ids["enterprise"]+`"}`).problem(http.StatusUnprocessableEntity, models.CodeInvalid)
		h.once("enterprise", "/vacancies", "k2", h.complete("保洁员")).want(http.StatusCreated)

		id := first.text("id")
		h.once("enterprise", "/vacancies/"+id+"/submit", "k3", "").want(http.StatusOK)
		h.post("office", "/vacancies/"+id+"/approve", "").want(http.StatusOK)
		if got := h.once("enterprise", "/vacancies/"+id+"/submit", "k3", "").want(http.StatusOK).text("status"); got != "open" {
			t.Errorf("the repeat shows %q, not how it stands now", got)
		}
	})
}

// TestSameKeyAtOnce sends one call eight times at once: it is done once, and who comes too early is told to wait.
func TestSameKeyAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		body := h.complete("包装工")
		var wg sync.WaitGroup
		codes := make([]int, 8)
		for i := range codes {
			wg.Go(func() { codes[i] = h.once("enterprise", "/vacancies", "k", body).Code })
		}
		wg.Wait()
		for _, c := range codes {
			if c != http.StatusCreated && c != http.StatusConflict {
				t.Errorf("status %d", c)
			}
		}
		if got := h.get("enterprise", "/vacancies?status=draft").want(200).field("total"); got != 1.0 {
			t.Errorf("%v vacancies, want 1", got)
		}
	})
}

// TestEditionsAtOnce makes editions of one village at the same time: their numbers follow one another.
func TestEditionsAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		h.open("包装工")
		var wg sync.WaitGroup
		got := make([]reply, 6)
		for i := range got {
			wg.Go(func() { got[i] = h.post("village", "/villages/"+village+"/editions", "") })
		}
		wg.Wait()
		seen := map[float64]bool{}
		for _, r := range got {
			n, _ := r.want(http.StatusCreated).field("number").(float64)
			seen[n] = true
		}
		for n := 1.0; n <= 6; n++ {
			if !seen[n] {
				t.Errorf("no edition has number %v: %v", n, seen)
			}
		}
	})
}

// TestETags reads with the tag that is held, and changes against it.
func TestETags(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	id := h.open("包装工")
	edition := h.post("village", "/villages/"+village+"/editions", "").want(http.StatusCreated).text("id")
	h.post("village", "/editions/"+edition+"/publish", `{"approver":"王主任"}`).want(http.StatusOK)
	for _, path := range []string{"/vacancies/" + id, "/divisions/" + town, "/editions/" + edition, "/editions/" + edition + "/noticeboard.pdf",
		"/editions/" + edition + "/noticeboard.png", "/editions/" + edition + "/wechat.txt", "/editions/" + edition + "/wechat.png",
		"/editions/" + edition + "/loudspeaker.txt", "/villages/" + village + "/editions/latest/wechat.json", "/vacancies/import/template.xlsx"} {
		tag := h.get("office", path).want(200).Header().Get("ETag")
		if tag == "" {
			t.Errorf("%s has no ETag", path)
			continue
		}
		r := h.send(call{as: "office", method: "GET", path: "/api/v1" + path, headers: map[string]string{"If-None-Match": `"x", ` + tag}}).want(http.StatusNotModified)
		if r.Header().Get("ETag") != tag || r.Body.Len() != 0 {
			t.Errorf("%s: 304 with tag %q and %d bytes", path, r.Header().Get("ETag"), r.Body.Len())
		}
		h.send(call{as: "office", method: "GET", path: "/api/v1" + path, headers: map[string]string{"If-None-Match": `"x"`}}).want(200)
	}
	tag := h.get("enterprise", "/vacancies/"+id).Header().Get("ETag")
	changed := h.patch("enterprise", "/vacancies/"+id, tag, `{"headcount":7,"wage":{"max":null},"benefits":["meals"]}`).want(http.StatusOK)
	wage, _ := changed.field("wage").(map[string]any)
	if changed.field("headcount") != 7.0 || wage["max"] != nil || wage["min"] != 4500.0 || changed.text("title") != "包装工" || changed.text("status") != "open" {
		t.Errorf("after the patch: %s", changed.Body)
	}
	h.patch("enterprise", "/vacancies/"+id, tag, `{"headcount":8}`).problem(http.StatusPreconditionFailed, models.CodeStale)
	back := h.patch("enterprise", "/vacancies/"+id, changed.Header().Get("ETag"), `{"duties":null}`).want(http.StatusOK)
	if back.text("status") != "submitted" {
		t.Errorf("an open vacancy without duties stands at %q", back.text("status"))
	}
}

// TestSeekerIsPrivate registers a person and looks at where the name and the phone come out.
func TestSeekerIsPrivate(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	vacancy := h.open("包装工")
	made := h.post("village", "/seekers", `{"name":"赵六","phone":"154 0000 7777","village":"`+village+`","birth_year":1980,"wanted":["包装工"],"wage_min":3000.5,"needs":["meals"],"consent":{"scopes":["matching"],"witnessed_by":"村会计"}}`).want(http.StatusCreated)
	id := made.text("id")
	if made.text("phone") != "154****7777" {
		t.Errorf("the operator sees %q", made.text("phone"))
	}
	if occupations, _ := made.field("occupations").([]any); len(occupations) != 1 {
		t.Errorf("occupations told from the title: %v", occupations)
	}
	patched := h.patch("village", "/seekers/"+id, made.Header().Get("ETag"), `{"education":"60","phone":"154****7777"}`).want(http.StatusOK)
	if patched.text("phone") != "154****7777" || patched.text("education") != "60" {
		t.Errorf("after the patch: %s", patched.Body)
	}
	if got := h.get("seeker", "/seekers/"+h.ids["seeker"]).want(200).text("phone"); got != "15400000001" {
		t.Errorf("the person sees %q", got)
	}
	matches := h.get("village", "/seekers/"+id+"/matches").want(200).Body.String()
	if !strings.Contains(matches, vacancy) || !strings.Contains(matches, "reasons") {
		t.Errorf("matches: %s", matches)
	}
	candidates := h.get("enterprise", "/vacancies/"+vacancy+"/candidates").want(200)
	if candidates.field("withheld") != 1.0 || strings.ContainsAny(candidates.Body.String(), "赵六三") || !strings.Contains(candidates.Body.String(), "张**") {
		t.Errorf("candidates: %s", candidates.Body)
	}
	h.send(call{as: "village", method: "DELETE", path: "/api/v1/seekers/" + id}).want(http.StatusNoContent)
	h.get("village", "/seekers/"+id).problem(http.StatusNotFound, models.CodeNotFound)
}
