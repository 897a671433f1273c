package store

import (
	"encoding/json"
	"time"

	"konggang/models"
)

type editionRow struct {
	Record
	Village         models.DivisionCode
	VillageName     string
	TownName        string
	Year            int
	Number          int
	Total           int
	Date            models.Date
	Status          models.EditionStatus
	OfficeName      string
	OfficePhone     string
	OfficePublicURL string
	Approver        string
	Borrowed        bool
	StatusReason    string
	PublishedAt     *time.Time
	Gone            list[goneColumn]
}

// goneColumn is a line of the edition before that closed, as JSON.
type goneColumn struct {
	VacancyID string               `json:"vacancy_id"`
	Number    string               `json:"number"`
	Title     string               `json:"title"`
	Employer  string               `json:"employer"`
	Became    models.VacancyStatus `json:"became"`
}

func goneColumnOf(l models.GoneLine) goneColumn { return goneColumn(l) }

func (c goneColumn) model() models.GoneLine { return models.GoneLine(c) }

// TableName implements GORM's schema.Tabler.
func (editionRow) TableName() string { return "editions" }

func editionRowOf(e models.Edition, updated time.Time) editionRow {
	return editionRow{
		Record:  Record{e.ID, e.Version, e.CreatedAt.UTC(), updated},
		Village: e.Village, VillageName: e.VillageName, TownName: e.TownName,
		Year: e.Year, Number: e.Number, Total: e.Total, Date: e.Date, Status: e.Status,
		OfficeName: e.Office.Name, OfficePhone: e.Office.Phone, OfficePublicURL: e.Office.PublicURL,
		Approver: e.Approver, Borrowed: e.Borrowed, StatusReason: e.StatusReason, PublishedAt: utc(e.PublishedAt),
		Gone: converted(e.Gone, goneColumnOf),
	}
}

func (r editionRow) model(items []models.EditionItem) models.Edition {
	return models.Edition{
		ID: r.ID, Village: r.Village, VillageName: r.VillageName, TownName: r.TownName,
		Year: r.Year, Number: r.Number, Total: r.Total, Date: r.Date, Status: r.Status,
		Office:   models.Office{Name: r.OfficeName, Phone: r.OfficePhone, PublicURL: r.OfficePublicURL},
		Approver: r.Approver, Borrowed: r.Borrowed, StatusReason: r.StatusReason,
		Items: items, Version: r.Version, CreatedAt: r.CreatedAt.UTC(), PublishedAt: utc(r.PublishedAt),
		Gone: converted(r.Gone, goneColumn.model),
	}
}

// itemRow is one line of an edition; Facts is its frozen content as JSON (see facts).
type itemRow struct {
	EditionID string `gorm:"primaryKey"`
	Position  int    `gorm:"primaryKey"`
	VacancyID string
	Facts     string
}

// TableName implements GORM's schema.Tabler.
func (itemRow) TableName() string { return "edition_items" }

// facts is the JSON of a frozen line. Editions are kept for good: a name may be added here, never changed.
type facts struct {
	Rank          int                   `json:"rank"`
	New           bool                  `json:"new,omitempty"`
	Number        string                `json:"number"`
	Employer      string                `json:"employer"`
	EmployerKind  models.EnterpriseKind `json:"employer_kind,omitempty"`
	Place         string                `json:"place,omitempty"`
	DistanceKM    float64               `json:"distance_km"`
	Precision     models.Precision      `json:"precision,omitempty"`
	Reasons       []reasonFact          `json:"reasons,omitempty"`
	SeekersServed int                   `json:"seekers_served"`
	Vacancy       vacancyRow            `json:"vacancy"`
}

type reasonFact struct {
	Kind   string `json:"kind"`
	Text   string `json:"text"`
	Points int    `json:"points"`
}

func reasonFactOf(r models.Reason) reasonFact { return reasonFact(r) }

func (f reasonFact) model() models.Reason { return models.Reason(f) }

func itemRowOf(editionID string, position int, i models.EditionItem) (itemRow, error) {
	b, err := json.Marshal(facts{
		Rank: i.Rank, New: i.New, Number: i.Number, Employer: i.Employer, EmployerKind: i.EmployerKind, Place: i.Place,
		DistanceKM: i.DistanceKM, Precision: i.Precision, Reasons: converted(i.Reasons, reasonFactOf),
		SeekersServed: i.SeekersServed, Vacancy: vacancyRowOf(i.Vacancy),
	})
	return itemRow{editionID, position, i.VacancyID, string(b)}, err
}

func (r itemRow) model() (models.EditionItem, error) {
	var f facts
	if err := strictly(r.Facts, &f); err != nil {
		return models.EditionItem{}, err
	}
	return models.EditionItem{
		Rank: f.Rank, New: f.New, VacancyID: r.VacancyID, Number: f.Number, Employer: f.Employer, EmployerKind: f.EmployerKind,
		Vacancy: f.Vacancy.model(), Place: f.Place, DistanceKM: f.DistanceKM, Precision: f.Precision,
		Reasons: converted(f.Reasons, reasonFact.model), SeekersServed: f.SeekersServed,
	}, nil
}
