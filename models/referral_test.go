package models_test

import (
	"errors"
	"strings"
	"testing"

	"konggang/models"
)

// TestReferralMoves tries every state from every state: x where it cannot be, e where the employer may, s where the seeker's
// side may.
func TestReferralMoves(t *testing.T) {
	for from, want := range map[models.ReferralStatus]string{
		//                        applied contacted hired declined withdrawn
		models.ReferralApplied:   "xexxs",
		models.ReferralContacted: "xxees",
		models.ReferralHired:     "xxxxx",
		models.ReferralDeclined:  "xxxxx",
		models.ReferralWithdrawn: "xxxxx",
	} {
		for i, to := range models.ReferralStatuses {
			r, got := models.Referral{Status: from}, "x"
			err := r.Move(to.Code)
			if err == nil {
				got = string(to.Code.SideOf()[0])
			}
			if got != want[i:i+1] || (err == nil) != (r.Status == to.Code && from != to.Code) {
				t.Errorf("%s to %s: %s, want %s (now %s, %v)", from, to.Code, got, want[i:i+1], r.Status, err)
			}
			if err != nil && models.CodeOf(err) != models.CodeIllegalTransition {
				t.Errorf("%s to %s: %v", from, to.Code, err)
			}
		}
	}
}

// TestReferralRefusalReads gives the sentence its words in both languages.
func TestReferralRefusalReads(t *testing.T) {
	var e *models.Error
	if err := (&models.Referral{Status: models.ReferralHired}).Move(models.ReferralWithdrawn); !errors.As(err, &e) {
		t.Fatal(err)
	}
	for _, arg := range e.Args {
		if word, ok := arg.(interface{ Zh() string }); !ok || word.Zh() == "" {
			t.Errorf("%v has no word", arg)
		}
	}
}

func TestReferralValidate(t *testing.T) {
	type r = models.Referral
	good := func() r { return r{SeekerID: "s", VacancyID: "v", Channel: "noticeboard"} }
	checkRules(t, good, r.Validate, []ruleCase[r]{
		{"nothing", func(x *r) { *x = r{} }, "seeker required\nvacancy required\nchannel required"},
		{"unknown channel", func(x *r) { x.Channel = "pigeon" }, "channel unknown_value"},
		{"no id", func(x *r) { x.VacancyID = strings.Repeat("v", 37) }, "vacancy too_long"},
	})
}

func TestStandingReferrals(t *testing.T) {
	got := ""
	for _, s := range models.ReferralStatuses {
		if (models.Referral{Status: s.Code}).Standing() {
			got += string(s.Code) + " "
		}
	}
	if got != "applied contacted hired " {
		t.Error(got)
	}
}
