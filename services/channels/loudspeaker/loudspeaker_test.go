package loudspeaker_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/services/channels/loudspeaker"
)

var update = flag.Bool("update", false, "write the golden files")

func fen(yuan float64) *models.Fen {
	f := models.Fen(yuan*100 + 0.5)
	return &f
}

func monthly(low, high float64) models.Wage {
	return models.Wage{Min: fen(low), Max: fen(high), Unit: models.PerMonth}
}

// line is a good vacancy; changes make it another.
func line(rank int, changes ...func(*models.EditionItem)) models.EditionItem {
	item := models.EditionItem{
		Rank: rank, VacancyID: "v" + string(rune('a'+rank)), Employer: "新郑市麦垄晴食品有限公司", EmployerKind: models.KindCompany,
		Place: "薛店镇食品工业园莲花路16号", DistanceKM: 6.2, Precision: models.PrecisionOwn,
		Vacancy: models.Vacancy{
			Title: "食品厂普工", Headcount: 62, Wage: monthly(4500, 6000), Education: models.EducationAny,
			Benefits: []models.Benefit{models.BenefitMeals, models.BenefitLodging},
			Contact:  models.Contact{Name: "孙经理", Phone: "15410760798"},
		},
	}
	for _, change := range changes {
		change(&item)
	}
	return item
}

func edition(items ...models.EditionItem) models.Edition {
	return models.Edition{
		Village: "410184107208", VillageName: "口张村", TownName: "孟庄镇", Year: 2027, Number: 12, Total: 31, Date: "2027-11-23",
		Status: models.EditionPublished, Approver: "王建国", Items: items,
		Office: models.Office{Name: "孟庄镇就业服务站", Phone: "0371-62300000"},
	}
}

// mixed has what strangers write: hourly, daily, piece and yearly pay, rebates, landlines, remarks and Latin.
func mixed() models.Edition {
	return edition(
		line(1, func(i *models.EditionItem) {
			i.Employer, i.Place = "郑州穹芯寰电子制造有限公司", "孟庄镇东行临空大道88号(航空港区方向)"
			v := &i.Vacancy
			v.Title, v.Headcount, v.Filled = "小时工(日结)", 1400, 200
			v.Wage = models.Wage{Min: fen(26.5), Max: fen(26.5), Unit: models.PerHour, Note: "在职满60天另有返费1200元"}
			v.AgeMin, v.AgeMax, v.Contact.Name = 18, 48, "招聘中心"
		}),
		line(2, func(i *models.EditionItem) {
			i.Employer, i.Place = "新郑市三元食品有限公司", "107国道东侧工业园"
			i.DistanceKM, i.Precision = 2.3, models.PrecisionApproximate
			v := &i.Vacancy
			v.Title, v.Headcount, v.Education = "CNC师傅", 2, models.EducationJunior
			v.Wage = models.Wage{Min: fen(8000), Unit: models.PerMonth}
			v.Benefits, v.Contact = nil, models.Contact{Phone: "0371-62345678-8"}
		}),
		line(3, func(i *models.EditionItem) { i.Employer = "McDonald's餐厅" }),
		line(4, func(i *models.EditionItem) {
			i.DistanceKM, i.Precision = 0.3, models.PrecisionTown
			i.Vacancy.Wage = models.Wage{Negotiable: true}
			i.Vacancy.Title, i.Vacancy.AgeMax = "QC质检员", 50
		}),
		line(5),
	)
}

func drafted() models.Edition {
	e := edition(line(1))
	e.Status, e.Approver = models.EditionDraft, ""
	return e
}

func TestGolden(t *testing.T) {
	for name, e := range map[string]models.Edition{"mixed": mixed(), "draft": drafted(), "empty": edition()} {
		script, err := loudspeaker.Compose(e, loudspeaker.DefaultOptions())
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("testdata", name+".txt")
		if *update {
			if err := os.WriteFile(path, []byte(script.Text()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), script.Text()); diff != "" {
			t.Errorf("%s -want +got\n%s", name, diff)
		}
	}
}
