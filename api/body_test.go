package api

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"konggang/models"
)

// TestMerge is the table of RFC 7396, appendix A, as far as objects go.
func TestMerge(t *testing.T) {
	for _, c := range []struct{ original, patch, want string }{
		{`{"a":"b"}`, `{"a":"c"}`, `{"a":"c"}`},
		{`{"a":"b"}`, `{"b":"c"}`, `{"a":"b","b":"c"}`},
		{`{"a":"b"}`, `{"a":null}`, `{}`},
		{`{"a":"b","b":"c"}`, `{"a":null}`, `{"b":"c"}`},
		{`{"a":["b"]}`, `{"a":"c"}`, `{"a":"c"}`},
		{`{"a":"c"}`, `{"a":["b"]}`, `{"a":["b"]}`},
		{`{"a":{"b":"c"}}`, `{"a":{"b":"d","c":null}}`, `{"a":{"b":"d"}}`},
		{`{"a":[{"b":"c"}]}`, `{"a":[1]}`, `{"a":[1]}`},
		{`{"e":null}`, `{"a":1}`, `{"a":1,"e":null}`},
		{`{}`, `{"a":{"bb":{"ccc":null}}}`, `{"a":{"bb":{}}}`},
		{`{"n":1.10}`, `{}`, `{"n":1.10}`},
	} {
		var original map[string]any
		if err := unmarshalExact([]byte(c.original), &original); err != nil {
			t.Fatal(err)
		}
		got, _, err := merge(mediaPatch, original, []byte(c.patch))
		text, _ := json.Marshal(got)
		var want any
		_ = json.Unmarshal([]byte(c.want), &want)
		whole, _ := json.Marshal(want)
		if err != nil || string(text) != string(whole) {
			t.Errorf("%s with %s: %s, %v; want %s", c.original, c.patch, text, err, c.want)
		}
	}
}

func TestMergeNamesItsFields(t *testing.T) {
	_, fields, err := merge(mediaJSON, VacancyBody{Title: "包装工"}, []byte(`{"wage":{"max":null}}`))
	if diff := cmp.Diff([]string{"wage", "wage.max"}, fields); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
}

// anyVacancy draws what an employer can state in its kept form.
func anyVacancy(t *rapid.T) models.Vacancy {
	fen := rapid.Map(rapid.Int64Range(1, int64(models.MaxWage)), func(n int64) *models.Fen { f := models.Fen(n); return &f })
	text := rapid.StringMatching(`[一-龥A-Za-z0-9]{0,12}`)
	v := models.Vacancy{EnterpriseID: "e", Title: text.Draw(t, "title"), Headcount: rapid.IntRange(0, 5000).Draw(t, "headcount"),
		Duties: text.Draw(t, "duties"), Education: rapid.SampledFrom([]models.Education{"", models.EducationAny, models.EducationJunior}).Draw(t, "education"),
		AgeMin: rapid.IntRange(0, 60).Draw(t, "age"), HoursPerDay: rapid.Float64Range(0, 24).Draw(t, "hours"),
		Wage:      models.Wage{Note: text.Draw(t, "note")},
		Workplace: models.Workplace{Division: rapid.SampledFrom([]models.DivisionCode{"", "410184107000"}).Draw(t, "division"), Address: text.Draw(t, "address")},
		Contact:   models.Contact{Name: text.Draw(t, "contact"), Phone: rapid.SampledFrom([]models.Phone{"", "15400001111", "0371-62300000"}).Draw(t, "phone")},
		Source:    models.Source{Name: text.Draw(t, "source")}}
	if rapid.Bool().Draw(t, "paid") {
		v.Wage.Min, v.Wage.Max, v.Wage.Unit = fen.Draw(t, "min"), fen.Draw(t, "max"), models.PerDay
	}
	if rapid.Bool().Draw(t, "pointed") {
		v.Workplace.Point = &models.Point{Lat: 34.5, Lon: 113.25, Datum: models.WGS84}
	}
	return v
}

// TestVacancyGoesThroughTheWire holds that nothing an employer stated is lost on the way out and back in.
func TestVacancyGoesThroughTheWire(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := anyVacancy(t)
		text, err := json.Marshal(vacancyBodyOf(v))
		if err != nil {
			t.Fatal(err)
		}
		body, err := decode[VacancyBody](mediaJSON, text)
		if err != nil {
			t.Fatal(err)
		}
		back, err := body.model()
		if err != nil {
			t.Fatal(err)
		}
		back.Benefits = nil
		if diff := cmp.Diff(v, back); diff != "" {
			t.Fatalf("(-out +back):\n%s", diff)
		}
	})
}

// TestPagingLosesNothing walks a list part by part while items are added to it: every item that stood from the beginning
// comes exactly once.
func TestPagingLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-z]{3}`), 0, 40, rapid.ID[string]).Draw(t, "list")
		standing := append([]string{}, list...)
		limit := rapid.IntRange(1, 10).Draw(t, "limit")
		seen := map[string]int{}
		for cursor := ""; ; {
			part, err := partOf(list, models.Page{Limit: limit, Cursor: cursor}, func(s string) string { return s })
			if err != nil || part.Total != len(list) || len(part.Items) > limit {
				t.Fatalf("%+v, %v", part, err)
			}
			for _, s := range part.Items {
				seen[s]++
			}
			if cursor = part.Next; cursor == "" {
				break
			}
			list = append([]string{rapid.StringMatching(`[A-Z]{8}`).Draw(t, "new")}, list...)
		}
		for _, s := range standing {
			if seen[s] != 1 {
				t.Fatalf("%s came %d times", s, seen[s])
			}
		}
	})
}

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{`{}`, `{"title":"包装工","wage":{"min":1e3}}`, `{"title":null}`, `[[[[`, `{"wage":{"min":"1"}}`, "\xff", `{"a":1}{}`, `null`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		body, err := decode[VacancyBody](mediaJSON, raw)
		if code := models.CodeOf(err); err != nil && code != models.CodeMalformed && code != models.CodeInvalid {
			t.Fatalf("%v", err)
		}
		if err == nil {
			_, _ = body.model()
		}
		if _, _, err := merge(mediaPatch, VacancyBody{Title: "x"}, raw); models.CodeOf(err) == models.CodeInternal {
			t.Fatalf("merge: %v", err)
		}
	})
}

func TestLanguages(t *testing.T) {
	for header, want := range map[string]string{"": "zh-CN", "en": "en", "en-GB,zh;q=0.5": "en", "zh-TW, en": "zh-CN", "fr, en;q=0.8": "en", "fr": "zh-CN", "*": "zh-CN"} {
		if got := languageOf(header); string(got) != want {
			t.Errorf("%q is answered in %s, want %s", header, got, want)
		}
	}
}
