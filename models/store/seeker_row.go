package store

import (
	"time"

	"konggang/models"
)

// seekerRow keeps name, phone and the consents' witnesses sealed. The indexes find a person without opening anything, once in
// each County, which repeats what Village says; Matching and Sharing repeat what Consents says, for the questions that are
// asked of many seekers at once.
type seekerRow struct {
	Record
	Name          sealed
	NameIndex     blindIndex
	Phone         sealed
	PhoneIndex    blindIndex
	Village       models.DivisionCode
	County        models.DivisionCode
	BirthYear     int
	Education     models.Education
	Wanted        list[string]
	Occupations   list[models.OccupationCode]
	Skills        list[string]
	Certificates  list[string]
	WageMin       models.Fen
	MaxDistanceKM float64
	Shifts        list[models.Shift]
	Needs         list[models.Benefit]
	AvailableFrom models.Date
	Consents      list[consentColumn]
	Matching      bool
	Sharing       bool
	Status        models.SeekerStatus
}

// TableName implements GORM's schema.Tabler.
func (seekerRow) TableName() string { return "seekers" }

type consentColumn struct {
	Scope       models.ConsentScope `json:"scope"`
	GivenAt     time.Time           `json:"given_at"`
	WitnessedBy sealed              `json:"witnessed_by"`
}

const (
	nameColumn  = "name"
	phoneColumn = "phone"
)

func seekerPlace(column, id string) place { return place{"seekers", column, id} }

func witnessPlace(scope models.ConsentScope, id string) place {
	return seekerPlace("consents/"+string(scope), id)
}

func (s *Store) seekerRowOf(k models.Seeker) seekerRow {
	row := seekerRow{
		Record: Record{k.ID, k.Version, k.CreatedAt.UTC(), k.UpdatedAt.UTC()},
		Name:   s.ring().seal(seekerPlace(nameColumn, k.ID), k.Name), NameIndex: s.ring().blind(nameColumn, k.Name),
		Phone: s.ring().seal(seekerPlace(phoneColumn, k.ID), string(k.Phone)), PhoneIndex: s.ring().blind(phoneColumn, string(k.Phone)),
		Village: k.Village, County: k.Village.County(), BirthYear: k.BirthYear, Education: k.Education, Wanted: k.Wanted,
		Occupations: k.Occupations, Skills: k.Skills, Certificates: k.Certificates, WageMin: k.WageMin, MaxDistanceKM: k.MaxDistanceKM,
		Shifts: k.Shifts, Needs: k.Needs, AvailableFrom: k.AvailableFrom,
		Matching: k.Consented(models.ConsentMatching), Sharing: k.Consented(models.ConsentShare), Status: k.Status,
	}
	for _, c := range k.Consents {
		witness := s.ring().seal(witnessPlace(c.Scope, k.ID), c.WitnessedBy)
		row.Consents = append(row.Consents, consentColumn{c.Scope, *utc(&c.GivenAt), witness})
	}
	return row
}

func (s *Store) seeker(r seekerRow) (models.Seeker, error) {
	name, err := s.unseal(seekerPlace(nameColumn, r.ID), r.Name)
	if err != nil {
		return models.Seeker{}, err
	}
	phone, err := s.unseal(seekerPlace(phoneColumn, r.ID), r.Phone)
	if err != nil {
		return models.Seeker{}, err
	}
	k := models.Seeker{
		ID: r.ID, Name: name, Phone: models.Phone(phone), Village: r.Village, BirthYear: r.BirthYear, Education: r.Education,
		Wanted: r.Wanted, Occupations: r.Occupations, Skills: r.Skills, Certificates: r.Certificates,
		WageMin: r.WageMin, MaxDistanceKM: r.MaxDistanceKM, Shifts: r.Shifts, Needs: r.Needs, AvailableFrom: r.AvailableFrom,
		Status: r.Status, Version: r.Version, CreatedAt: r.CreatedAt.UTC(), UpdatedAt: r.UpdatedAt.UTC(),
	}
	for _, c := range r.Consents {
		witness, err := s.unseal(witnessPlace(c.Scope, r.ID), c.WitnessedBy)
		if err != nil {
			return models.Seeker{}, err
		}
		k.Consents = append(k.Consents, models.Consent{Scope: c.Scope, GivenAt: c.GivenAt.UTC(), WitnessedBy: witness})
	}
	return k, nil
}
