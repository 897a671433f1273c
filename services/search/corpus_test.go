package search_test

import (
	"bytes"
	"io"
	"testing"
	"time"

	"konggang/models"
	"konggang/services/intake"
	"konggang/services/sample"
)

// corpusDay is a day on which every vacancy of the sample is valid.
const corpusDay models.Date = "2026-11-26"

// corpus is the bundled sample as it stands when everything in it is approved and open. The id of a vacancy is its number in
// the sheet; names are what every division is called.
type corpus struct {
	postings []models.Posting
	names    map[models.DivisionCode]string
}

func sampleCorpus(t *testing.T) corpus {
	t.Helper()
	c, points := corpus{names: map[models.DivisionCode]string{}}, map[models.DivisionCode]*models.Point{}
	for _, r := range sampleRows(t, sample.Divisions, intake.Divisions) {
		c.names[r.Division.Code], points[r.Division.Code] = r.Division.ShortName(), r.Division.Point
	}
	employers := map[models.CreditCode]models.Enterprise{}
	for _, r := range sampleRows(t, sample.Enterprises, intake.Enterprises) {
		e := r.Enterprise
		e.ID, e.Status = string(e.CreditCode), models.EnterpriseApproved
		employers[e.CreditCode] = e
	}
	pointOf := func(d models.DivisionCode) *models.Point { return points[d] }
	for _, r := range sampleRows(t, sample.Vacancies, readVacancies) {
		p := models.Posting{Vacancy: opened(r.Vacancy), Employer: employers[r.Employer.CreditCode]}
		p.Vacancy.EnterpriseID = p.Employer.ID
		p.Locate(pointOf)
		c.postings = append(c.postings, p)
	}
	return c
}

func readVacancies(name string, data io.Reader) (intake.Sheet[intake.VacancyRow], error) {
	return intake.Vacancies(name, data, corpusDay)
}

// sampleRows reads a bundled file the way an office brings it in.
func sampleRows[R any](t *testing.T, name string, read func(string, io.Reader) (intake.Sheet[R], error)) []R {
	t.Helper()
	content, err := sample.Files.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := read(name, bytes.NewReader(content))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return sheet.Rows
}

func opened(v models.Vacancy) models.Vacancy {
	at := time.Date(2026, 11, 25, 8, 0, 0, 0, time.UTC)
	v.ID, v.Status, v.OpenedAt, v.CreatedAt, v.UpdatedAt = v.ExternalID, models.VacancyOpen, &at, at, at
	return v
}
