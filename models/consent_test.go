package models_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"konggang/models"
)

// replayed is what a ledger says is in force.
func replayed(ledger []models.ConsentEntry) map[models.ConsentScope]models.Consent {
	out := map[models.ConsentScope]models.Consent{}
	for _, e := range ledger {
		delete(out, e.Scope)
		if e.Kind == models.ConsentGiven {
			out[e.Scope] = models.Consent{Scope: e.Scope, GivenAt: e.At, WitnessedBy: e.Witness}
		}
	}
	return out
}

// TestLedgerTellsWhatIsInForce gives and withdraws at random: the ledger read from its beginning is the consents in force,
// and what was read before a change stays as it was.
func TestLedgerTellsWhatIsInForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var who models.Seeker
		var ledger []models.ConsentEntry
		by := models.Actor{AccountID: "a", Role: models.RoleVillage}
		for i := range rapid.IntRange(1, 30).Draw(t, "steps") {
			now := noon.Add(time.Duration(i) * time.Minute)
			before, kept := who.Consents, append([]models.Consent{}, who.Consents...)
			scope := rapid.SampledFrom(models.ConsentScopes).Draw(t, "scope").Code
			if rapid.Bool().Draw(t, "gives") {
				who.Agree(models.Consent{Scope: scope, GivenAt: now, WitnessedBy: rapid.SampledFrom([]string{"甲", "乙"}).Draw(t, "witness")})
			} else if had := who.Consented(scope); who.Withdraw(scope) != had || who.Consented(scope) {
				t.Fatal("withdrawing does not tell or does not take")
			}
			ledger = append(ledger, models.ConsentChanges(before, who.Consents, by, now)...)
			if diff := cmp.Diff(kept, before, cmpopts.EquateEmpty()); diff != "" {
				t.Fatal(diff)
			}
		}
		force := map[models.ConsentScope]models.Consent{}
		for _, c := range who.Consents {
			force[c.Scope] = c
		}
		if diff := cmp.Diff(force, replayed(ledger)); diff != "" || len(force) != len(who.Consents) {
			t.Fatalf("(-in force +ledger)\n%s", diff)
		}
	})
}

func TestConsentEntriesCarryTheWords(t *testing.T) {
	for _, e := range models.ConsentChanges(nil, []models.Consent{{Scope: models.ConsentMatching}, {Scope: models.ConsentShare}, {Scope: models.ConsentContact}}, models.Actor{}, noon) {
		if e.Words == "" || e.Words != models.ConsentWords[e.Scope] {
			t.Errorf("%s: %q", e.Scope, e.Words)
		}
	}
}

func TestCheckConsents(t *testing.T) {
	given := func(at time.Time, witness string) []models.ConsentEntry {
		e := models.ConsentEntry{Kind: models.ConsentGiven, At: at, Witness: witness}
		return []models.ConsentEntry{e, e}
	}
	for _, c := range []struct {
		name      string
		entries   []models.ConsentEntry
		witnessed bool
		want      string
	}{
		{"nothing", nil, true, ""},
		{"before a witness", given(noon, "甲"), true, ""},
		{"by the person", given(noon, ""), false, ""},
		{"a clock ahead", given(noon.Add(models.ConsentSkew), "甲"), true, ""},
		{"tomorrow", given(noon.Add(24*time.Hour), "甲"), true, "consent.given_at in_future"},
		{"before nobody", given(noon, ""), true, "consent.witnessed_by required"},
		{"withdrawn before nobody", []models.ConsentEntry{{Kind: models.ConsentWithdrawn, At: noon}}, true, ""},
	} {
		if got := problemsIn(models.CheckConsents("consent.", c.entries, c.witnessed, noon)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestEveryFieldOfASeekerIsTold changes one field after the other.
func TestEveryFieldOfASeekerIsTold(t *testing.T) {
	told := goodSeeker().Changed(models.Seeker{})
	if len(told) != 16 || len(goodSeeker().Changed(goodSeeker())) != 0 {
		t.Errorf("changed: %v", told)
	}
	for name, change := range map[string]func(*models.Seeker){
		"name": func(s *models.Seeker) { s.Name = "李四" }, "phone": func(s *models.Seeker) { s.Phone = "15400000002" },
		"wanted": func(s *models.Seeker) { s.Wanted = nil }, "consent": func(s *models.Seeker) { s.Consents = nil },
	} {
		s := goodSeeker()
		change(&s)
		if diff := cmp.Diff([]string{name}, s.Changed(goodSeeker())); diff != "" {
			t.Error(diff)
		}
	}
}
