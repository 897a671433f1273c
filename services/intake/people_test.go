package intake_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/services/intake"
)

func seekers(t *testing.T, csv string) []intake.SeekerRow {
	t.Helper()
	sheet, err := intake.Seekers("求职者.csv", strings.NewReader(csv), today)
	if err != nil {
		t.Fatal(err)
	}
	return sheet.Rows
}

func TestSeekers(t *testing.T) {
	got := seekers(t, `姓名,电话,所在村,年龄,学历,求职意向,技能,期望工资(元/月),可接受距离,班次,需要,到岗时间,授权范围,授权日期,见证人,状态
张某,154 0000 1234,410184107208,1985年,初中,包装工、保洁,"电焊,驾驶",4000以上,10公里,长白班,住宿、班车,随时,岗位匹配、电话联系,2026-11-01,李某,
王某,15400001235,口张村,40,小学,,,面议,不限,不限,无,,无,,,已就业
`)
	given := models.Date("2026-11-01").Time()
	want := []intake.SeekerRow{
		{Row: 2, Seeker: models.Seeker{
			Name: "张某", Phone: "15400001234", Village: "410184107208", BirthYear: 1985, Education: models.EducationJunior,
			Wanted: []string{"包装工", "保洁"}, Skills: []string{"电焊", "驾驶"}, WageMin: 400000, MaxDistanceKM: 10, Shifts: []models.Shift{models.ShiftDay},
			Needs: []models.Benefit{models.BenefitLodging, models.BenefitShuttle}, AvailableFrom: today, Status: models.SeekerLooking,
			Consents: []models.Consent{{Scope: models.ConsentMatching, GivenAt: given, WitnessedBy: "李某"}, {Scope: models.ConsentContact, GivenAt: given, WitnessedBy: "李某"}},
		}},
		{Row: 3, VillageName: "口张村", Seeker: models.Seeker{Name: "王某", Phone: "15400001235", BirthYear: 1986, Education: models.EducationPrimary, Status: models.SeekerPlaced}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	for _, r := range want[:1] {
		if err := r.Seeker.Validate(2026); err != nil {
			t.Error(err)
		}
	}
}

func TestSeekersThatAreRefused(t *testing.T) {
	for row, want := range map[string]models.FieldError{
		",15400001234,口张村":                 {Field: "姓名", Code: models.CodeRequired},
		"张某,,口张村":                          {Field: "手机号", Code: models.CodeRequired},
		"张某,1234,口张村":                      {Field: "手机号", Code: models.CodeInvalidPhone},
		"张某,15400001234 家里15400001235,口张村": {Field: "手机号", Code: models.CodeInvalidPhone},
		"张某,15400001234,":                  {Field: "村", Code: models.CodeRequired},
		"张某,15400001234,410184107":         {Field: "村", Code: models.CodeNotVillage},
		"张某,15400001234,4101841072":        {Field: "村", Code: models.CodeInvalidDivision},
	} {
		got := seekers(t, "姓名,手机号,村\n"+row+"\n")
		if diff := cmp.Diff([]models.FieldError{want}, got[0].Errors); diff != "" {
			t.Errorf("%s (-want +got)\n%s", row, diff)
		}
	}
}

func TestSeekerCellsThatCannotBeRead(t *testing.T) {
	for _, c := range []struct{ header, cell, field, excerpt string }{
		{"出生年份", "不详", "birth_year", "不详"}, {"学历", "不限", "education", "不限"}, {"期望工资", "高", "wage_min", "高"}, {"可接受距离", "附近", "max_distance_km", "附近"},
		{"班次", "长白班、随便", "shifts", "随便"}, {"需要", "住宿、离家近", "needs", "离家近"}, {"职业代码", "6-31-01-03、电工", "occupations", "电工"},
		{"授权范围", "同意", "consent.scopes", "同意"}, {"到岗时间", "过年后", "available_from", "过年后"}, {"状态", "不详", "status", "不详"},
	} {
		row := seekers(t, "姓名,电话,村,"+c.header+"\n张某,15400001234,口张村,"+c.cell+"\n")[0]
		if len(row.Errors) > 0 || len(row.Findings) != 1 {
			t.Errorf("%s %q: errors %v, findings %v", c.header, c.cell, row.Errors, row.Findings)
			continue
		}
		if f := row.Findings[0]; f.Field != c.field || f.Column != c.header || f.Excerpt != c.excerpt || f.Code != models.CodeUnreadable {
			t.Errorf("%s %q: %+v", c.header, c.cell, f)
		}
	}
}

func TestConsentIsByScope(t *testing.T) {
	row := seekers(t, "姓名,电话,村,授权,同意岗位匹配,同意向用人单位提供\n张某,15400001234,口张村,全部,√,否\n")[0]
	var got []models.ConsentScope
	for _, c := range row.Seeker.Consents {
		got = append(got, c.Scope)
		if c.GivenAt != today.Time() {
			t.Errorf("given at %v, want today", c.GivenAt)
		}
	}
	if diff := cmp.Diff([]models.ConsentScope{models.ConsentMatching, models.ConsentContact}, got); diff != "" {
		t.Error(diff)
	}
}
