package channelstest

import (
	"strings"

	"pgregory.net/rapid"

	"konggang/models"
)

// Any draws editions of 0 to 40 lines: every form of wage and phone, names up to their limits, rare characters, long Latin
// words, nothing stated beyond what an entity needs.
func Any() *rapid.Generator[models.Edition] {
	return rapid.Custom(func(t *rapid.T) models.Edition {
		e := Edition(0)
		e.TownName, e.VillageName = Text(1, 20).Draw(t, "town"), Text(1, 20).Draw(t, "village")
		e.Status = rapid.SampledFrom([]models.EditionStatus{models.EditionDraft, models.EditionPublished, models.EditionSuperseded}).Draw(t, "status")
		e.Borrowed = rapid.Bool().Draw(t, "borrowed")
		e.Number, e.Total = rapid.IntRange(1, 300).Draw(t, "number"), rapid.IntRange(1, 9000).Draw(t, "total")
		for i := range rapid.IntRange(0, 40).Draw(t, "lines") {
			e.Items = append(e.Items, anyItem(t, i))
		}
		return e
	})
}

func anyItem(t *rapid.T, i int) models.EditionItem {
	return models.EditionItem{
		Rank: i + 1, New: rapid.Bool().Draw(t, "new"), VacancyID: rapid.StringMatching(`[0-9a-f]{8}`).Draw(t, "id"), Number: rapid.StringMatching(`K\d{4}|\d{5}`).Draw(t, "number"),
		Employer: Text(1, 100).Draw(t, "employer"), EmployerKind: rapid.SampledFrom(models.EnterpriseKinds).Draw(t, "kind").Code,
		Vacancy: anyVacancy(t), Place: Text(0, 200).Draw(t, "place"),
		DistanceKM: rapid.Float64Range(-1, 300).Draw(t, "km"), Precision: rapid.SampledFrom(models.Precisions).Draw(t, "precision").Code,
		Reasons: []models.Reason{{Kind: "occupation", Text: Text(0, 20).Draw(t, "why")}},
	}
}

func anyVacancy(t *rapid.T) models.Vacancy {
	v := models.Vacancy{
		Title: Text(1, models.MaxTitle-6).Draw(t, "title") + rapid.SampledFrom([]string{"", "", "返费7000", "（含加班费）"}).Draw(t, "money in the title"), Headcount: rapid.IntRange(0, models.MaxHeadcount).Draw(t, "headcount"),
		EmploymentType: rapid.SampledFrom(models.EmploymentTypes).Draw(t, "type").Code, Wage: anyWage(t),
		Duties: Text(0, 400).Draw(t, "duties"), Education: rapid.SampledFrom(models.Educations).Draw(t, "education").Code,
		ExperienceYears: rapid.IntRange(0, 50).Draw(t, "years"), AgeMin: rapid.SampledFrom([]int{0, 16, 18}).Draw(t, "age_min"),
		AgeMax: rapid.SampledFrom([]int{0, 18, 45, 60}).Draw(t, "age_max"), Shift: rapid.SampledFrom(models.Shifts).Draw(t, "shift").Code,
		Skills: rapid.SliceOfN(Text(1, 30), 0, 6).Draw(t, "skills"), Certificates: rapid.SliceOfN(Text(1, 12), 0, 4).Draw(t, "certificates"),
		HoursPerDay: float64(rapid.IntRange(0, 48).Draw(t, "half hours")) / 2, RestDaysPerMonth: rapid.IntRange(0, 31).Draw(t, "rest"),
		BenefitsNote: Text(0, 120).Draw(t, "benefits_note"),
		Contact:      models.Contact{Name: anyContact(t), Phone: anyPhone(t)},
		ValidUntil:   models.Date("2026-11-23").AddDays(rapid.IntRange(0, 400).Draw(t, "days")),
	}
	v.Filled = rapid.IntRange(0, v.Headcount).Draw(t, "filled")
	stated := rapid.IntRange(0, 3).Draw(t, "stated benefits") > 0
	for _, b := range models.Benefits {
		if stated && rapid.Bool().Draw(t, string(b.Code)) {
			v.Benefits = append(v.Benefits, b.Code)
		}
	}
	return v
}

func anyWage(t *rapid.T) models.Wage {
	w := models.Wage{Note: rapid.SampledFrom([]string{"", "绩效400", "日结，全勤奖200", "满60天返费3500元", "入职奖500，房补", "含加班费", "综合工资，满30天返现800，绩效400"}).Draw(t, "note")}
	form := rapid.IntRange(0, 4).Draw(t, "form")
	if form == 0 {
		w.Negotiable = true
		return w
	}
	least := models.Fen(rapid.Int64Range(1, int64(models.MaxWage)).Draw(t, "min"))
	most := models.Fen(rapid.Int64Range(int64(least), int64(models.MaxWage)).Draw(t, "max"))
	if form != 1 {
		w.Min = &least
	}
	if form != 2 {
		w.Max = &most
	}
	if form == 4 {
		w.Max = &least
	}
	w.Unit = rapid.SampledFrom(models.WageUnits).Draw(t, "unit").Code
	return w
}

// anyContact is a name, often with a second phone, as employers give it.
func anyContact(t *rapid.T) string {
	name := Text(0, 20).Draw(t, "contact")
	return rapid.SampledFrom([]string{name, name, "王师傅15410002001", "张经理或0371-62580001"}).Draw(t, "contact form")
}

func anyPhone(t *rapid.T) models.Phone {
	return models.Phone(rapid.StringMatching(`154\d{8}|0371-6\d{7}|010-6\d{7}-\d{5}|400\d{7}`).Draw(t, "phone"))
}

var scraps = []string{"招聘", "服装", "有限公司", "电子", "操作工", "普工", "合作社", "㙟", "龑", "䶮", "𠙶", "，", "。", "（", "）", "《上岗证》", "、", "；",
	"A栋", "CNC", "HACCPVerification", "8:00-17:30", "1.5", "3-5", "18℃", "“熟手”", "……", "——", "℃", "镇", "路"}

// Text draws Chinese text of least to most characters with the marks, numbers and rare characters that occur.
func Text(least, most int) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		want := rapid.IntRange(least, most).Draw(t, "length")
		start := rapid.IntRange(0, len(scraps)-1).Draw(t, "start")
		stride := rapid.IntRange(1, len(scraps)-1).Draw(t, "stride")
		var b strings.Builder
		for i := start; b.Len() < 4*want; i += stride {
			b.WriteString(scraps[i%len(scraps)])
		}
		return string([]rune(b.String())[:min(want, len([]rune(b.String())))])
	})
}
