package intake_test

import (
	"bytes"
	"testing"

	"konggang/models"
	"konggang/services/intake"
)

// FuzzVacancies holds that what was read is valid, whatever was in the cells: only the employer's id is not ours to give.
func FuzzVacancies(f *testing.F) {
	f.Add("企业名称,岗位名称,工资,学历,年龄,福利,班次,电话,有效期,任职要求", "某厂,普工,4500-6500,初中,18-45,包吃住,两班倒,15400001234,12月31日,身体健康")
	f.Add("employer,title,wage_min,wage_max,age_min,age_max,skills,workplace.point", "a,b,1,2,16,99,\"a,b\",\"34,113\"")
	f.Add("单位,岗位,工资(千元),备注", "=1,+1,3-5,\"")
	f.Fuzz(func(t *testing.T, header, row string) {
		sheet, err := intake.Vacancies("a.csv", bytes.NewReader([]byte(header+"\n"+row+"\n")), today)
		if err != nil {
			if models.CodeOf(err) == models.CodeInternal {
				t.Fatal(err)
			}
			return
		}
		for _, r := range sheet.Rows {
			if len(r.Errors) > 0 {
				continue
			}
			r.Vacancy.EnterpriseID = "e"
			if err := r.Vacancy.Validate(); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func FuzzSeekers(f *testing.F) {
	f.Add("姓名,电话,村,年龄,学历,期望工资,可接受距离,需要,授权范围,见证人,意向岗位", "张某,15400001234,410184107208,40,初中,4000,10,住宿,全部,李某,普工")
	f.Add("name,phone,village,consent.matching", "a,0371-62345678,b,是")
	f.Fuzz(func(t *testing.T, header, row string) {
		sheet, err := intake.Seekers("a.csv", bytes.NewReader([]byte(header+"\n"+row+"\n")), today)
		if err != nil {
			if models.CodeOf(err) == models.CodeInternal {
				t.Fatal(err)
			}
			return
		}
		for _, r := range sheet.Rows {
			if r.VillageName != "" {
				r.Seeker.Village = "410184107208"
			}
			if err := r.Seeker.Validate(2026); err != nil && len(r.Errors) == 0 {
				t.Fatal(err)
			}
		}
	})
}
