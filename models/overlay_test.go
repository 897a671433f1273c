package models_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
)

func TestOverlayOfNothingChangesNothing(t *testing.T) {
	vacancy, enterprise, seeker := goodVacancy(), goodEnterprise(), goodSeeker()
	vacancy.Overlay(models.Vacancy{})
	enterprise.Overlay(models.Enterprise{})
	seeker.Overlay(models.Seeker{})
	if diff := cmp.Diff([]any{goodVacancy(), goodEnterprise(), goodSeeker()}, []any{vacancy, enterprise, seeker}); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// Over nothing, a sheet leaves all that it states; what is not a sheet's to say stays as it was.
func TestOverlayTakesWhatIsStated(t *testing.T) {
	var vacancy models.Vacancy
	vacancy.Overlay(goodVacancy())
	wantVacancy := goodVacancy()
	wantVacancy.EnterpriseID = ""
	if diff := cmp.Diff(wantVacancy, vacancy); diff != "" {
		t.Errorf("vacancy -want +got\n%s", diff)
	}
	var enterprise models.Enterprise
	enterprise.Overlay(goodEnterprise())
	wantEnterprise := goodEnterprise()
	wantEnterprise.Name, wantEnterprise.Division, wantEnterprise.Status = "", "", ""
	if diff := cmp.Diff(wantEnterprise, enterprise); diff != "" {
		t.Errorf("enterprise -want +got\n%s", diff)
	}
	var seeker models.Seeker
	seeker.Overlay(goodSeeker())
	wantSeeker := goodSeeker()
	wantSeeker.Name, wantSeeker.Phone, wantSeeker.Status, wantSeeker.Consents = "", "", "", nil
	if diff := cmp.Diff(wantSeeker, seeker); diff != "" {
		t.Errorf("seeker -want +got\n%s", diff)
	}
}

func TestOverlayTakesAWageWhole(t *testing.T) {
	vacancy := goodVacancy()
	vacancy.Overlay(models.Vacancy{Wage: models.Wage{Negotiable: true}})
	if diff := cmp.Diff(models.Wage{Negotiable: true}, vacancy.Wage); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestOverlayDoesNotShareLists(t *testing.T) {
	sheet := models.Vacancy{Skills: []string{"叉车"}}
	var vacancy models.Vacancy
	vacancy.Overlay(sheet)
	sheet.Skills[0] = "焊工"
	if vacancy.Skills[0] != "叉车" {
		t.Error("a later change of the sheet reached the vacancy")
	}
}

func TestKindOfName(t *testing.T) {
	for name, want := range map[string]models.EnterpriseKind{
		"新郑市晨光食品有限公司": models.KindCompany, "晨光集团": models.KindCompany, "晨光面粉厂": models.KindCompany,
		"新郑市丰收种植专业合作社": models.KindCooperative, "丰收合作社": models.KindCooperative, "老张家庭农场": models.KindFarm,
		"老张小吃店": "", "": "",
	} {
		if got := models.KindOfName(name); got != want {
			t.Errorf("%q is of kind %q, want %q", name, got, want)
		}
	}
}
