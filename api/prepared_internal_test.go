package api

import (
	"bytes"
	"encoding/json"
	"math"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/access"
	"konggang/services/search"
)

// anyText holds what JSON escapes, what HTML would, and bytes that are no text at all.
var anyText = rapid.OneOf(rapid.String(), word, rapid.SampledFrom([]string{"", "a\"b\\c", "\u2028\u2029", "<b>&amp;</b>", "\xff\xfe", "\ufffd", "\x00\x1f\x7f\t", "包装工😀"}))

// anyPosting is a posting in any state, with everything in it that only its keepers may read.
func anyPosting(t *rapid.T) models.Posting {
	text := func(label string) string { return anyText.Draw(t, label) }
	fen := models.Fen(rapid.Int64Range(0, int64(models.MaxWage)).Draw(t, "fen"))
	moment := time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "moment"), rapid.Int64Range(0, 1e9).Draw(t, "part"))
	e := models.Enterprise{ID: text("employer"), Name: text("name"), Kind: drawn(t, models.EnterpriseKinds, "kind"), Division: "410184107000",
		Status: drawn(t, models.EnterpriseStatuses, "enterprise status")}
	v := models.Vacancy{
		ID: text("id"), Number: text("number"), EnterpriseID: e.ID, ExternalID: text("external"), Title: text("title"), Duties: text("duties"),
		EmploymentType: drawn(t, models.EmploymentTypes, "employment"), Headcount: rapid.IntRange(0, 100).Draw(t, "headcount"), Filled: 3,
		Wage:      models.Wage{Unit: drawn(t, models.WageUnits, "unit"), Max: rapid.SampledFrom([]*models.Fen{nil, &fen}).Draw(t, "max")},
		Education: drawn(t, models.Educations, "education"), Skills: rapid.SliceOfN(anyText, 0, 3).Draw(t, "skills"),
		HoursPerDay: rapid.Float64Range(0, 24).Draw(t, "hours"), Benefits: several(t, models.Benefits, "benefits"),
		Contact: models.Contact{Name: text("contact"), Phone: "15400001111"}, Status: drawn(t, models.VacancyStatuses, "status"),
		StatusReason: text("reason"), Findings: []models.Finding{{Rule: "r", Field: "title", Excerpt: text("excerpt")}}, Version: 3,
		OpenedAt: &moment, SubmittedAt: &moment, CreatedAt: moment, UpdatedAt: moment,
	}
	if rapid.Bool().Draw(t, "pointed") {
		v.Workplace.Point = &models.Point{Lat: rapid.Float64Range(18, 54).Draw(t, "lat"), Lon: 113.8, Datum: models.GCJ02}
	}
	return models.Posting{Vacancy: v, Employer: e}
}

func anyDistance(t *rapid.T) *float64 {
	if rapid.Bool().Draw(t, "near") {
		return kilometres(rapid.Float64Range(0, 5000).Draw(t, "km"))
	}
	return nil
}

func anyFacets(t *rapid.T) map[string][]search.Count {
	count := rapid.Custom(func(t *rapid.T) search.Count {
		return search.Count{Value: anyText.Draw(t, "value"), Name: anyText.Draw(t, "name"), Count: rapid.IntRange(0, 1e6).Draw(t, "count")}
	})
	return rapid.MapOfN(anyText, rapid.SliceOfN(count, 0, 3), 0, 3).Draw(t, "facets")
}

// TestPreparedListsReadAsTypedOnes holds that putting prepared pieces together gives, byte for byte, what the framework
// writes for the typed list, to anybody who keeps none of the vacancies and in any language.
func TestPreparedListsReadAsTypedOnes(t *testing.T) {
	strangers := []models.Role{models.RoleAnonymous, models.RoleVillage, models.RoleSeeker, models.RoleDevice}
	rapid.Check(t, func(t *rapid.T) {
		r := &request{actor: models.Actor{Role: rapid.SampledFrom(strangers).Draw(t, "role"), Division: "410184107208"}, tongues: "en"}
		typed := VacancyList{Items: []Vacancy{}, NextCursor: anyText.Draw(t, "next"), Total: rapid.Int().Draw(t, "total"),
			TotalHeadcount: 7, Interpreted: &Interpreted{Words: rapid.SliceOfN(anyText, 0, 3).Draw(t, "words")}}
		ready := typed
		ready.prepared, ready.counted = []preparedItem{}, anyFacets(t)
		typed.Facets = facetsOf(ready.counted)
		for _, p := range rapid.SliceOfN(rapid.Custom(anyPosting), 0, 4).Draw(t, "postings") {
			item, km := vacancyOf(r, p), anyDistance(t)
			item.DistanceKM = km
			typed.Items = append(typed.Items, item)
			ready.prepared = append(ready.prepared, preparedItem{PreparedVacancy(p), km})
		}
		if want, got := framed(t, huma.DefaultJSONFormat, typed), framed(t, jsonFormat, ready); want != got {
			t.Fatalf("(-typed +prepared):\n%s", cmp.Diff(want, got))
		}
		if want, got := framed(t, huma.DefaultJSONFormat, typed), framed(t, jsonFormat, typed); want != got {
			t.Fatalf("a typed list is not left to the framework (-want +got):\n%s", cmp.Diff(want, got))
		}
	})
}

// framed is what a format writes.
func framed(t interface{ Fatal(...any) }, f huma.Format, v any) string {
	w := httptest.NewRecorder()
	if err := f.Marshal(w, v); err != nil {
		t.Fatal(err)
	}
	return w.Body.String()
}

// TestSureQueriesCanBeRead holds that nothing passes by being looked at that taking it apart would refuse.
func TestSureQueriesCanBeRead(t *testing.T) {
	piece := rapid.SampledFrom([]string{"q=", "%", "%4", "%zz", "%E5%8C", "&", "=", ";", "+", "a", "%2", "5", "%3b"})
	rapid.Check(t, func(t *rapid.T) {
		query := strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "query"), "")
		if _, err := url.ParseQuery(query); surelyReadable(query) != (err == nil) {
			t.Fatalf("%q: %v", query, err)
		}
	})
	if surelyReadable(strings.Repeat("&", 10_001)) {
		t.Error("more parameters than can be read pass")
	}
}

// TestOnlyKeepersSeeMore holds what prepared answers stand on: whoever is no Keeper sees the same as everybody.
func TestOnlyKeepersSeeMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPosting(t)
		a := models.Actor{Role: rapid.SampledFrom(append(everyone, models.RoleSystem)).Draw(t, "role"), Division: "410184000000",
			EnterpriseID: p.Employer.ID, SeekerID: "s"}
		if !access.Keeper(a) && access.WriteVacancy(a, p).Err() == nil {
			t.Fatalf("%s keeps it", a.Role)
		}
	})
}

// TestPreparedVacancyTellsNoSecret looks for what only keepers may read.
func TestPreparedVacancyTellsNoSecret(t *testing.T) {
	at := time.Unix(1, 0)
	p := models.Posting{Vacancy: models.Vacancy{ID: "v", Title: "包装工", ExternalID: "secret", StatusReason: "secret", Status: models.VacancyPaused, SubmittedAt: &at,
		Findings: []models.Finding{{Rule: "secret"}}, Contact: models.Contact{Name: "secret", Phone: "15400001111"}}}
	var got map[string]any
	text := PreparedVacancy(p)
	if err := json.Unmarshal(text, &got); err != nil || got["title"] != "包装工" || got["submitted_at"] != nil {
		t.Fatalf("%v: %s", err, text)
	}
	if bytes.Contains(text, []byte("secret")) || bytes.Contains(text, []byte("1540000")) {
		t.Errorf("%s", text)
	}
}

func TestOneBadNumberSpoilsNoList(t *testing.T) {
	p := models.Posting{Vacancy: models.Vacancy{ID: "v\"1", HoursPerDay: math.NaN()}}
	if got := string(preparedItem{PreparedVacancy(p), kilometres(1.25)}.append(nil)); got != `{"id":"v\"1","distance_km":1.3}` {
		t.Error(got)
	}
}

// TestBigListsTellTheirLength writes a list that net/http would send in chunks, then a small one into the same buffer.
func TestBigListsTellTheirLength(t *testing.T) {
	item := preparedItem{json: PreparedVacancy(models.Posting{Vacancy: models.Vacancy{ID: "v", Title: "包装工"}})}
	for _, n := range []int{20, 0} {
		w := httptest.NewRecorder()
		list := VacancyList{prepared: make([]preparedItem, n), Total: n}
		for i := range list.prepared {
			list.prepared[i] = item
		}
		if err := jsonFormat.Marshal(w, list); err != nil {
			t.Fatal(err)
		}
		var back VacancyList
		if err := json.Unmarshal(w.Body.Bytes(), &back); err != nil || len(back.Items) != n || back.Total != n {
			t.Errorf("%d items: %v, %+v", n, err, back)
		}
		want := ""
		if n > 0 {
			want = itoa(w.Body.Len())
		}
		if got := w.Header().Get("Content-Length"); got != want {
			t.Errorf("%d items: length %q, want %q", n, got, want)
		}
	}
}
