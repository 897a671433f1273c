package intake_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/intake"
)

// texts are clean texts that say something, many of them such as spreadsheet programs take for formulas.
func texts(limit int) *rapid.Generator[string] {
	drawn := rapid.OneOf(
		rapid.StringMatching(`[=+\-@'＝"',;\t 岗位a-c1]{2,12}`),
		rapid.StringMatching(`_x00[0-4][0-9A]_[^\x00-\x1f\x7f-\x{9f}]{1,8}`),
		rapid.StringOfN(rapid.RuneFrom(nil, unicode.Han, unicode.Latin, unicode.Nd, unicode.Po), 2, 20, -1),
	)
	return rapid.Map(drawn, models.CleanText).Filter(func(s string) bool {
		return strings.IndexFunc(s, unicode.IsLetter) >= 0 && len([]rune(s)) <= limit && !strings.ContainsRune(s, '\ufffe') && !strings.EqualFold(s, "na")
	})
}

func some[T any](g *rapid.Generator[T], none T) *rapid.Generator[T] {
	return rapid.OneOf(rapid.Just(none), g)
}

func code[T ~string](v models.Vocabulary[T]) *rapid.Generator[T] {
	return some(rapid.Custom(func(t *rapid.T) T { return rapid.SampledFrom(v).Draw(t, "term").Code }), "")
}

func lists(most int) *rapid.Generator[[]string] {
	return rapid.Custom(func(t *rapid.T) []string {
		if l := rapid.SliceOfNDistinct(texts(50), 0, most, rapid.ID).Draw(t, "list"); len(l) > 0 {
			return l
		}
		return nil
	})
}

func postings() *rapid.Generator[models.Posting] {
	return rapid.Custom(func(t *rapid.T) models.Posting {
		return models.Posting{Employer: employers().Draw(t, "employer"), Vacancy: drawVacancy(t)}
	})
}

func employers() *rapid.Generator[models.Enterprise] {
	return rapid.Custom(func(t *rapid.T) models.Enterprise {
		return models.Enterprise{
			Name:       texts(100).Draw(t, "name"),
			CreditCode: some(rapid.Just(models.CreditCode("91350100M000100Y43")), "").Draw(t, "credit"),
			Kind:       code(models.EnterpriseKinds).Draw(t, "kind"),
			Industry:   some(rapid.StringMatching(`[A-T]`), "").Draw(t, "industry"),
			Division:   some(rapid.Just(models.DivisionCode("410184107000")), "").Draw(t, "division"),
			Address:    some(texts(200), "").Draw(t, "address"),
		}
	})
}

func drawVacancy(t *rapid.T) models.Vacancy {
	v := models.Vacancy{
		ExternalID:       some(texts(100), "").Draw(t, "external"),
		Title:            texts(100).Draw(t, "title"),
		Occupation:       some(rapid.Just(models.OccupationCode("6-31-01-03")), "").Draw(t, "occupation"),
		EmploymentType:   code(models.EmploymentTypes).Draw(t, "employment"),
		Headcount:        rapid.IntRange(0, models.MaxHeadcount).Draw(t, "headcount"),
		Wage:             drawWage(t),
		Duties:           some(texts(4000), "").Draw(t, "duties"),
		Education:        code(models.Educations).Draw(t, "education"),
		ExperienceYears:  rapid.IntRange(0, 50).Draw(t, "experience"),
		Skills:           lists(5).Draw(t, "skills"),
		Certificates:     lists(5).Draw(t, "certificates"),
		Shift:            code(models.Shifts).Draw(t, "shift"),
		HoursPerDay:      some(rapid.Float64Range(0.5, 24), 0).Draw(t, "hours"),
		RestDaysPerMonth: rapid.IntRange(0, 31).Draw(t, "rest"),
		BenefitsNote:     some(texts(500), "").Draw(t, "note"),
		Contact:          models.Contact{Name: some(texts(50), "").Draw(t, "contact"), Phone: some(rapid.SampledFrom([]models.Phone{"15400001234", "0371-62345678-801", "4001234567"}), "").Draw(t, "phone")},
		ValidUntil:       some(rapid.SampledFrom([]models.Date{"2026-12-31", "9998-12-31", "1900-01-01"}), "").Draw(t, "until"),
		Source:           models.Source{Name: some(texts(100), "").Draw(t, "source"), URL: some(rapid.Just("https://example.com/?a=1,2"), "").Draw(t, "url")},
		Workplace:        models.Workplace{Division: some(rapid.Just(models.DivisionCode("410184107208")), "").Draw(t, "division"), Address: some(texts(200), "").Draw(t, "address")},
	}
	ages := rapid.SliceOfN(rapid.IntRange(16, 99), 2, 2).Draw(t, "ages")
	if rapid.Bool().Draw(t, "from an age") {
		v.AgeMin = min(ages[0], ages[1])
	}
	if rapid.Bool().Draw(t, "to an age") {
		v.AgeMax = max(ages[0], ages[1])
	}
	for _, term := range rapid.SliceOfDistinct(rapid.SampledFrom(models.Benefits), func(b models.Term[models.Benefit]) models.Benefit { return b.Code }).Draw(t, "benefits") {
		v.Benefits = append(v.Benefits, term.Code)
	}
	if rapid.Bool().Draw(t, "placed") {
		v.Workplace.Point = &models.Point{Lat: rapid.Float64Range(3, 54).Draw(t, "lat"), Lon: rapid.Float64Range(73, 136).Draw(t, "lon"), Datum: models.WGS84}
	}
	return v
}

func drawWage(t *rapid.T) models.Wage {
	w := models.Wage{Note: some(texts(200), "").Draw(t, "wage note")}
	ends := rapid.SliceOfN(rapid.Int64Range(1, int64(models.MaxWage)), 2, 2).Draw(t, "ends")
	low, high := models.Fen(min(ends[0], ends[1])), models.Fen(max(ends[0], ends[1]))
	unit := rapid.SampledFrom(models.WageUnits).Draw(t, "unit").Code
	switch rapid.SampledFrom([]string{"none", "from", "to", "both", "negotiable"}).Draw(t, "wage") {
	case "from":
		w.Min, w.Unit = &low, unit
	case "to":
		w.Max, w.Unit = &high, unit
	case "both":
		w.Min, w.Max, w.Unit = &low, &high, unit
	case "negotiable":
		w.Negotiable = true
	}
	return w
}

// TestExportsAreReadBack is the promise of the export: importing it again changes nothing.
func TestExportsAreReadBack(t *testing.T) {
	for name, write := range map[string]func(*bytes.Buffer, []models.Posting) error{
		"csv":  func(b *bytes.Buffer, p []models.Posting) error { return intake.WriteVacanciesCSV(b, p) },
		"xlsx": func(b *bytes.Buffer, p []models.Posting) error { return intake.WriteVacanciesXLSX(b, p) },
	} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				want := rapid.SliceOfN(postings(), 1, 3).Draw(t, "postings")
				var file bytes.Buffer
				if err := write(&file, want); err != nil {
					t.Fatal(err)
				}
				sheet, err := intake.Vacancies("export."+name, &file, today)
				if err != nil {
					t.Fatal(err)
				}
				var got []models.Posting
				for _, r := range sheet.Rows {
					if len(r.Errors) > 0 {
						t.Fatalf("row %d: %v", r.Row, r.Errors)
					}
					got = append(got, models.Posting{Employer: r.Employer, Vacancy: r.Vacancy})
				}
				if diff := cmp.Diff(want, got); diff != "" || sheet.UnknownColumns != nil {
					t.Fatalf("unknown %v (-want +got)\n%s", sheet.UnknownColumns, diff)
				}
			})
		})
	}
}

func TestNoCellStartsAFormula(t *testing.T) {
	for _, evil := range []string{"=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1", "\r=1", "'=1"} {
		p := []models.Posting{{Employer: models.Enterprise{Name: evil}, Vacancy: models.Vacancy{Title: evil, Duties: evil, Skills: []string{evil}}}}
		var text, book bytes.Buffer
		if err := intake.WriteVacanciesCSV(&text, p); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text.Bytes(), []byte("\ufeff")))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if err := intake.WriteVacanciesXLSX(&book, p); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(&book)
		if err != nil {
			t.Fatal(err)
		}
		cells, err := f.GetRows(f.GetSheetName(0))
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range append(rows, cells...) {
			for _, cell := range row {
				if cell != "" && strings.ContainsRune("=+-@＝＋－＠\t\r", []rune(cell)[0]) {
					t.Errorf("%q was written as %q", evil, cell)
				}
			}
		}
	}
}

func TestExportsAreTheSameBytes(t *testing.T) {
	var p []models.Posting
	for i := range 50 {
		p = append(p, models.Posting{Employer: models.Enterprise{Name: "某厂"}, Vacancy: models.Vacancy{Title: fmt.Sprintf("工种%d", i), Headcount: i}})
	}
	var first, second bytes.Buffer
	for _, b := range []*bytes.Buffer{&first, &second} {
		if err := intake.WriteVacanciesXLSX(b, p); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("two exports of the same postings differ")
	}
}

func TestTemplate(t *testing.T) {
	first, err := intake.Template()
	if err != nil {
		t.Fatal(err)
	}
	second, err := intake.Template()
	if err != nil || !bytes.Equal(first, second) {
		t.Errorf("two templates differ (%v)", err)
	}
	sheet, err := intake.Vacancies("template.xlsx", bytes.NewReader(first), today)
	if err != nil || len(sheet.Rows) != 0 || sheet.UnknownColumns != nil {
		t.Errorf("rows %v, unknown %v, %v", sheet.Rows, sheet.UnknownColumns, err)
	}
}

// TestTemplateExample fills in the template as its second sheet shows and reads it without a complaint.
func TestTemplateExample(t *testing.T) {
	data, err := intake.Template()
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	hints, err := f.GetRows("填表说明")
	if err != nil {
		t.Fatal(err)
	}
	var filled bytes.Buffer
	w := csv.NewWriter(&filled)
	var header, example []string
	for _, h := range hints[1:] {
		header = append(header, h[0])
		example = append(example, append(h, "")[1])
	}
	if err := w.WriteAll([][]string{header, example}); err != nil {
		t.Fatal(err)
	}
	row := vacancies(t, filled.String()).Rows[0]
	if len(row.Errors) > 0 || len(row.Vacancy.Findings) > 0 {
		t.Errorf("errors %v, findings %v", row.Errors, row.Vacancy.Findings)
	}
	posting := models.Posting{Employer: row.Employer, Vacancy: row.Vacancy}
	if missing := posting.Missing(today); len(missing) > 0 {
		t.Errorf("the example lacks %v", missing)
	}
}

// exportOf writes the rows that were not refused, without their findings.
func exportOf(t *testing.T, sheet intake.Sheet[intake.VacancyRow]) ([]models.Posting, *bytes.Buffer) {
	t.Helper()
	var postings []models.Posting
	for _, r := range sheet.Rows {
		if len(r.Errors) == 0 {
			r.Vacancy.Findings = nil
			postings = append(postings, models.Posting{Employer: r.Employer, Vacancy: r.Vacancy})
		}
	}
	var file bytes.Buffer
	if err := intake.WriteVacanciesCSV(&file, postings); err != nil {
		t.Fatal(err)
	}
	return postings, &file
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWritersReportWhatCannotBeWritten(t *testing.T) {
	p := []models.Posting{{Employer: models.Enterprise{Name: "某厂"}}}
	if intake.WriteVacanciesCSV(full{}, p) == nil || intake.WriteVacanciesXLSX(full{}, p) == nil {
		t.Error("a full disk went unnoticed")
	}
}
