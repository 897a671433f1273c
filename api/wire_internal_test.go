package api

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/wording"
)

// overTheWire is what body is read back as.
func overTheWire[T any](t interface{ Fatal(...any) }, body T) T {
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	back, err := decode[T](mediaJSON, text)
	if err != nil {
		t.Fatal(err)
	}
	return back
}

// drawn fills a value of a vocabulary's type, or leaves it out.
func drawn[T ~string](t *rapid.T, v models.Vocabulary[T], label string) T {
	return rapid.SampledFrom(append(models.Vocabulary[T]{{}}, v...)).Draw(t, label).Code
}

func several[T ~string](t *rapid.T, v models.Vocabulary[T], label string) []T {
	var out []T
	for _, term := range v {
		if rapid.Bool().Draw(t, label) {
			out = append(out, term.Code)
		}
	}
	return out
}

var word = rapid.StringMatching(`[一-龥A-Za-z0-9<>&"]{0,8}`)

// TestEveryWageGoesThroughTheWire draws each part of a wage by itself: what is no whole wage yet is kept all the same.
func TestEveryWageGoesThroughTheWire(t *testing.T) {
	end := rapid.Custom(func(t *rapid.T) *models.Fen {
		f := models.Fen(rapid.Int64Range(0, int64(models.MaxWage)).Draw(t, "fen"))
		return rapid.SampledFrom([]*models.Fen{nil, &f}).Draw(t, "end")
	})
	rapid.Check(t, func(t *rapid.T) {
		w := models.Wage{Min: end.Draw(t, "min"), Max: end.Draw(t, "max"), Unit: drawn(t, models.WageUnits, "unit"),
			Negotiable: rapid.Bool().Draw(t, "negotiable"), Note: word.Draw(t, "note")}
		v, err := overTheWire(t, vacancyBodyOf(models.Vacancy{Wage: w})).model()
		if diff := cmp.Diff(w, v.Wage); diff != "" || err != nil {
			t.Fatalf("%v (-out +back):\n%s", err, diff)
		}
	})
}

func TestEnterpriseGoesThroughTheWire(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := models.Enterprise{ID: "id", Name: word.Draw(t, "name"), CreditCode: rapid.SampledFrom([]models.CreditCode{"", "91350100M000100Y43"}).Draw(t, "code"),
			Kind: drawn(t, models.EnterpriseKinds, "kind"), Industry: rapid.SampledFrom([]string{"", "C"}).Draw(t, "industry"),
			Division: "410184107000", Address: word.Draw(t, "address"), Status: drawn(t, models.EnterpriseStatuses, "status"),
			Contact: models.Contact{Name: word.Draw(t, "contact"), Phone: "0371-62300000"}, Version: 3, CreatedAt: time.Unix(1, 0)}
		if rapid.Bool().Draw(t, "pointed") {
			e.Point = &models.Point{Lat: 34.58, Lon: 113.81, Datum: models.GCJ02}
		}
		back := e
		if err := overTheWire(t, enterpriseBodyOf(e)).restate(&back); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(e, back); diff != "" {
			t.Fatalf("(-out +back):\n%s", diff)
		}
	})
}

func someSeeker(t *rapid.T) models.Seeker {
	s := models.Seeker{ID: "me", Name: word.Draw(t, "name"), Phone: "15400000001", Village: "410184107208", BirthYear: rapid.SampledFrom([]int{0, 1985}).Draw(t, "born"),
		Education: drawn(t, models.Educations, "education"), Wanted: rapid.SliceOf(word).Draw(t, "wanted"), Occupations: []models.OccupationCode{"6-31"},
		WageMin: models.Fen(rapid.Int64Range(0, 1_000_000).Draw(t, "wage")), MaxDistanceKM: rapid.Float64Range(0, 5000).Draw(t, "reach"),
		Shifts: several(t, models.Shifts, "shifts"), Needs: several(t, models.Needs, "needs"), Status: models.SeekerPaused,
		AvailableFrom: rapid.SampledFrom([]models.Date{"", "2026-12-01"}).Draw(t, "from"), Version: 2}
	for _, scope := range several(t, models.ConsentScopes, "consents") {
		given := time.UnixMilli(rapid.Int64Range(1, 1_900_000_000_000).Draw(t, "given")).UTC()
		s.Consents = append(s.Consents, models.Consent{Scope: scope, GivenAt: given, WitnessedBy: word.Draw(t, "witness")})
	}
	return s
}

// TestSeekerGoesThroughTheWire shows a person to everybody who may change them, and takes back what was shown: nothing is
// lost, neither the digits that were masked nor when and before whom each consent was given.
func TestSeekerGoesThroughTheWire(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := someSeeker(t)
		for _, a := range []models.Actor{{Role: models.RoleSeeker, SeekerID: "me"}, {Role: models.RoleVillage, Division: "410184107208"}} {
			back := s
			if err := overTheWire(t, seekerBodyOf(a, s)).restate(&back); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(s, back, cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("to the %s (-out +back):\n%s", a.Role, diff)
			}
		}
	})
}

// TestConsentsKeepWhenTheyWereGiven adds, takes back and restates consents beside one that stands.
func TestConsentsKeepWhenTheyWereGiven(t *testing.T) {
	then, later := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	standing := models.Seeker{ID: "me", Name: "张三", Phone: "15400000001", Village: "410184107208",
		Consents: []models.Consent{{Scope: models.ConsentMatching, GivenAt: then, WitnessedBy: "甲"}}}
	me := models.Actor{Role: models.RoleSeeker, SeekerID: "me"}
	for _, c := range []struct {
		name, patch string
		want        []models.Consent
	}{
		{"another scope is given now", `{"scopes":["matching","contact"]}`,
			[]models.Consent{standing.Consents[0], {Scope: models.ConsentContact}}},
		{"before another witness", `{"scopes":["matching","contact"],"witnessed_by":"乙","given_at":"2026-11-23T00:00:00Z"}`,
			[]models.Consent{{Scope: models.ConsentMatching, GivenAt: later, WitnessedBy: "乙"}, {Scope: models.ConsentContact, GivenAt: later, WitnessedBy: "乙"}}},
		{"the only one changes", `{"scopes":["contact"]}`, []models.Consent{{Scope: models.ConsentContact}}},
		{"all taken back", `{"scopes":[]}`, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := standing
			body, _, err := merge(mediaPatch, seekerBodyOf(me, standing), []byte(`{"consent":`+c.patch+`}`))
			if err != nil {
				t.Fatal(err)
			}
			if err := body.restate(&got); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got.Consents, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestLanguageByPreference heeds the weights of RFC 9110, 12.5.4.
func TestLanguageByPreference(t *testing.T) {
	for header, want := range map[string]wording.Language{
		"zh;q=0.5, en;q=0.9": wording.English, "en;q=0.1, zh;q=0.9": wording.Chinese, "en;q=0": wording.Chinese,
		"en;q=0, zh": wording.Chinese, "fr, en-GB;q=0.2, zh;q=0.1": wording.English, "EN-us": wording.English,
		"zh-Hant-TW;q=1.0, en;q=0.9": wording.Chinese, "en;q=nonsense": wording.Chinese, ";;;,,": wording.Chinese, "entirely": wording.Chinese,
	} {
		if got := languageOf(header); got != want {
			t.Errorf("%q is answered in %s, want %s", header, got, want)
		}
	}
}
