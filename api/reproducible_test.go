package api_test

import (
	"database/sql"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"konggang/api"
	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// renderings are the bytes of every form of an edition that is for everybody, by path.
func (h *house) renderings(id string) map[string]string {
	h.t.Helper()
	calls := documented(h.t)
	out := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(calls)) {
		method, path := calls[name][0], calls[name][1]
		if below, ok := strings.CutPrefix(path, "/api/v1/editions/{id}/"); ok && method == http.MethodGet && slices.Contains(api.Policy()[name], models.RoleAnonymous) {
			for _, query := range queriesOf(below) {
				out[below+query] = h.get("", "/editions/"+id+"/"+below+query).want(200).Body.String()
			}
		}
	}
	if len(out) < 20 {
		h.t.Fatalf("only %d renderings", len(out))
	}
	return out
}

// queriesOf are the ways to ask for a form, the plain one first.
func queriesOf(form string) []string {
	switch {
	case strings.HasPrefix(form, "noticeboard."):
		return []string{"", "?tear_off=true&group=distance", "?paper=a3&group=trade", "?paper=a3&orientation=portrait&tear_off=true"}
	case form == "wechat.txt", form == "wechat.json":
		return []string{"", "?form=short", "?limit=personal", "?form=short&limit=personal"}
	}
	return []string{""}
}

// TestAnEditionIsTheSameForGood publishes an edition, changes all that it was made from, and starts again, in another year and
// with another office's settings: every form has the same bytes, however it is asked for.
func TestAnEditionIsTheSameForGood(t *testing.T) {
	storetest.EachConfig(t, func(t *testing.T, c store.Config, s *store.Store, _ *sql.DB) {
		h := newHouse(t, s)
		vacancy := h.open("包装工")
		h.open("缝纫工")
		e, etag := h.drafted()
		h.patch("village", "/editions/"+e.ID+"/items", etag, `{"changes":[{"action":"move","vacancy":"`+vacancy+`","rank":2,"reason":"不急"}]}`).want(200)
		h.post("village", "/editions/"+e.ID+"/publish", `{"approver":"王主任"}`).want(200)
		before := h.renderings(e.ID)

		read := h.get("enterprise", "/vacancies/"+vacancy).want(200).Header().Get("ETag")
		h.patch("enterprise", "/vacancies/"+vacancy, read, `{"title":"搬运工","wage":{"min":9000,"max":9900,"unit":"month"},"contact":{"name":"别人","phone":"15400009999"}}`).want(200)
		employer, err := s.Enterprise(t.Context(), h.ids["enterprise"])
		h.must(err)
		employer.Name, employer.Status = "改名有限公司", models.EnterpriseSuspended
		h.must(s.UpdateEnterprise(t.Context(), &employer))
		h.must(s.SaveDivisions(t.Context(), []models.Division{
			{Code: village, Name: "新村村委会", Point: &models.Point{Lat: 34.1, Lon: 113.1, Datum: models.GCJ02}, Precision: models.PrecisionTown},
			{Code: town, Name: "新镇", Precision: models.PrecisionOwn},
		}))

		again, err := store.Open(t.Context(), c)
		h.must(err)
		t.Cleanup(func() { h.must(again.Close()) })
		later := func() time.Time { return now.AddDate(2, 0, 0) }
		other, _ := emptyHouse(t, again, "Asia/Urumqi", later, func(s *api.Services) {
			s.Office = models.Office{Name: "别的就业站", Phone: "0371-99999999", PublicURL: "https://elsewhere.example"}
			s.Editions.Office = s.Office
		})
		after := other.renderings(e.ID)
		for path, was := range before {
			if after[path] != was {
				t.Errorf("%s is not what it was", path)
			}
		}
	})
}
