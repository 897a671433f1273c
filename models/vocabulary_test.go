package models_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
)

// The codes are the public contract's; the order and the words are ours.
func TestVocabulariesHoldTheContract(t *testing.T) {
	checkVocabulary(t, models.Roles, "office", "enterprise", "village", "seeker", "device")
	checkVocabulary(t, models.EditionStatuses, "draft", "published", "superseded")
	checkVocabulary(t, models.EnterpriseKinds, "company", "individual", "cooperative", "farm")
	checkVocabulary(t, models.EnterpriseStatuses, "pending", "approved", "suspended", "rejected")
	checkVocabulary(t, models.ConsentScopes, "matching", "share_with_employer", "contact")
	checkVocabulary(t, models.SeekerStatuses, "looking", "paused", "placed")
	checkVocabulary(t, models.VacancyStatuses, "draft", "submitted", "open", "paused", "filled", "expired", "withdrawn", "rejected")
	checkVocabulary(t, models.Precisions, "own", "approximate", "town")
	checkVocabulary(t, models.Benefits, "meals", "lodging", "social_insurance", "housing_fund", "shuttle", "couple_room", "attendance_bonus",
		"overtime_pay", "training", "night_allowance", "heat_allowance", "holiday_gift", "paid_leave", "annual_bonus")
	checkVocabulary(t, models.Needs, "meals", "lodging", "shuttle", "couple_room")
	checkVocabulary(t, models.Shifts, "day", "night", "two_shift", "three_shift", "flexible")
	checkVocabulary(t, models.EmploymentTypes, "full_time", "part_time", "casual", "seasonal", "apprentice", "dispatch")
	checkVocabulary(t, models.Educations, "any", "10", "20", "30", "40", "60", "70", "80", "90")
	checkVocabulary(t, models.WageUnits, "month", "day", "hour", "piece", "year")
	checkVocabulary(t, models.Channels, "noticeboard", "wechat", "loudspeaker", "kiosk", "web", "operator", "partner")
}

func checkVocabulary[T ~string](t *testing.T, v models.Vocabulary[T], codes ...string) {
	t.Helper()
	want, got, words := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, c := range codes {
		want[c] = true
	}
	for _, term := range v {
		if got[string(term.Code)] || words[term.Zh] || term.Zh == "" || v.Zh(term.Code) != term.Zh || !v.Has(term.Code) {
			t.Errorf("%T: %q (%q) is there twice, has no word or is not found", v, term.Code, term.Zh)
		}
		got[string(term.Code)], words[term.Zh] = true, true
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%T -want +got\n%s", v, diff)
	}
	if v.Has("") || v.Has("nonsense") || v.Zh("nonsense") != "" {
		t.Errorf("%T has what is not in it", v)
	}
}

func TestVocabularyWordsKeepTheOrder(t *testing.T) {
	if diff := cmp.Diff([]string{"meals", "lodging", "shuttle", "couple_room"}, models.Needs.Words()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestNeedsAreBenefits(t *testing.T) {
	for _, need := range models.Needs {
		if !models.Benefits.Has(need.Code) {
			t.Errorf("nobody can offer %q", need.Code)
		}
	}
}

// The rows and columns go from the least schooling to the most; "any", what is not stated and 其他 ask for none.
func TestEducationMeets(t *testing.T) {
	ranks := [][]models.Education{
		{"", models.EducationAny, models.EducationOtherwise}, {models.EducationPrimary}, {models.EducationJunior},
		{models.EducationSenior, models.EducationVocation}, {models.EducationCollege}, {models.EducationBachelor}, {models.EducationGraduate},
	}
	for i, have := range ranks {
		for j, asked := range ranks {
			for _, h := range have {
				for _, a := range asked {
					if got := h.Meets(a); got != (i >= j) {
						t.Errorf("%q meets %q: %v", h, a, got)
					}
				}
			}
		}
	}
}
