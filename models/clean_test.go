package models_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"konggang/models"
)

func TestCleanKeepsWhatIsClean(t *testing.T) {
	vacancy, enterprise, seeker := goodVacancy(), goodEnterprise(), goodSeeker()
	vacancy.Clean()
	enterprise.Clean()
	seeker.Clean()
	if diff := cmp.Diff([]any{goodVacancy(), goodEnterprise(), goodSeeker()}, []any{vacancy, enterprise, seeker}); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestCleanDropsEmptyAndRepeatedEntries(t *testing.T) {
	vacancy := models.Vacancy{Skills: []string{" 叉车", "", "焊工", "叉车"}, Certificates: []string{"\u200b"}, Benefits: []models.Benefit{"meals", "lodging", "meals"}}
	vacancy.Clean()
	if diff := cmp.Diff(models.Vacancy{Skills: []string{"叉车", "焊工"}, Benefits: []models.Benefit{"meals", "lodging"}}, vacancy); diff != "" {
		t.Errorf("vacancy -want +got\n%s", diff)
	}
	seeker := models.Seeker{Wanted: []string{"普工 ", "普工"}, Occupations: []models.OccupationCode{"6-31", "6-31"}, Shifts: []models.Shift{},
		Needs: []models.Benefit{"meals", "meals"}}
	seeker.Clean()
	want := models.Seeker{Wanted: []string{"普工"}, Occupations: []models.OccupationCode{"6-31"}, Needs: []models.Benefit{"meals"}}
	if diff := cmp.Diff(want, seeker); diff != "" {
		t.Errorf("seeker -want +got\n%s", diff)
	}
}

// Whatever is typed into a text, after Clean no text is refused for how it is written.
func TestCleanTextsPass(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		typed := rapid.String().Draw(t, "typed")
		vacancy, enterprise, seeker := goodVacancy(), goodEnterprise(), goodSeeker()
		vacancy.ExternalID, vacancy.Source.Name, vacancy.Title, vacancy.Wage.Note = typed, typed, typed, typed
		vacancy.Duties, vacancy.BenefitsNote, vacancy.Workplace.Address, vacancy.Contact.Name = typed, typed, typed, typed
		vacancy.Skills, vacancy.Certificates = []string{typed}, []string{typed}
		enterprise.Name, enterprise.Address, enterprise.Contact.Name = typed, typed, typed
		seeker.Name, seeker.Wanted, seeker.Skills, seeker.Certificates = typed, []string{typed}, []string{typed}, []string{typed}
		seeker.Consents[0].WitnessedBy = typed
		vacancy.Clean()
		enterprise.Clean()
		seeker.Clean()
		for _, err := range []error{vacancy.Validate(), enterprise.Validate(), seeker.Validate(2025)} {
			if got := problemsIn(err); strings.Contains(got, string(models.CodeInvalidText)) {
				t.Fatal(got)
			}
		}
	})
}

func TestCalendar(t *testing.T) {
	evening := time.Date(2025, 2, 28, 16, 30, 0, 123_456_789, time.UTC)
	calendar := models.Calendar{Now: func() time.Time { return evening }, Zone: time.FixedZone("CST", 8*60*60)}
	if got := calendar.Today(); got != "2025-03-01" {
		t.Errorf("today is %s", got)
	}
	if got := calendar.Moment(); !got.Equal(time.Date(2025, 2, 28, 16, 30, 0, 123_000_000, time.UTC)) || got.Location() != time.UTC {
		t.Errorf("the moment is %v", got)
	}
}
