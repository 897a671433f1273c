package api

import (
	"slices"
	"time"

	"konggang/models"
)

// SeekerBody is what is registered about a person who looks for work.
type SeekerBody struct {
	Name          string   `json:"name"`
	Phone         string   `json:"phone,omitempty" doc:"May be left out by who registers themself"`
	Village       string   `json:"village" example:"410184107208"`
	BirthYear     int      `json:"birth_year,omitempty"`
	Education     string   `json:"education,omitempty" enum:"10,20,30,40,60,70,80,90"`
	Wanted        []string `json:"wanted,omitempty" doc:"Titles of wanted jobs"`
	Occupations   []string `json:"occupations,omitempty"`
	Skills        []string `json:"skills,omitempty"`
	Certificates  []string `json:"certificates,omitempty"`
	WageMin       *Yuan    `json:"wage_min,omitempty" doc:"Expected wage by the month"`
	MaxDistanceKM float64  `json:"max_distance_km,omitempty"`
	Shifts        []string `json:"shifts,omitempty"`
	Needs         []string `json:"needs,omitempty"`
	AvailableFrom string   `json:"available_from,omitempty"`
	Consent       *Consent `json:"consent,omitempty"`
	Status        string   `json:"status,omitempty" enum:"looking,paused,placed"`
}

// Consent is what a person agreed to, when, and who saw it.
type Consent struct {
	Scopes      []string `json:"scopes"`
	GivenAt     *Stamp   `json:"given_at,omitempty"`
	WitnessedBy string   `json:"witnessed_by,omitempty"`
}

// Seeker is a seeker as it is answered. The phone is masked unless the caller is the person.
type Seeker struct {
	SeekerBody
	ID        string `json:"id"`
	Version   int    `json:"version"`
	CreatedAt Stamp  `json:"created_at"`
	UpdatedAt Stamp  `json:"updated_at"`
}

func (b SeekerBody) model() (models.Seeker, error) {
	var p models.Problems
	s := models.Seeker{Name: b.Name, Phone: phoneOf(&p, "phone", b.Phone), Village: divisionOf(&p, "village", b.Village),
		BirthYear: b.BirthYear, Education: models.Education(b.Education), Wanted: b.Wanted,
		Occupations: codes[models.OccupationCode](b.Occupations), Skills: b.Skills, Certificates: b.Certificates,
		MaxDistanceKM: b.MaxDistanceKM, Shifts: codes[models.Shift](b.Shifts), Needs: codes[models.Benefit](b.Needs),
		AvailableFrom: models.Date(b.AvailableFrom), Status: models.SeekerStatus(b.Status)}
	if wage := b.WageMin.money(&p, "wage_min"); wage != nil {
		s.WageMin = *wage
	}
	if b.Consent != nil {
		for _, scope := range b.Consent.Scopes {
			c := models.Consent{Scope: models.ConsentScope(scope), WitnessedBy: b.Consent.WitnessedBy}
			if b.Consent.GivenAt != nil {
				c.GivenAt = time.Time(*b.Consent.GivenAt).UTC().Truncate(time.Millisecond)
			}
			s.Consents = append(s.Consents, c)
		}
	}
	return s, p.Err()
}

// restate puts into s what b states; a masked phone that comes back as it was given out means the one that is kept, and so
// do consents.
func (b SeekerBody) restate(s *models.Seeker) error {
	if b.Phone == s.Phone.Masked() {
		b.Phone = string(s.Phone)
	}
	stated, err := b.model()
	if err != nil {
		return err
	}
	if b.Status == "" {
		stated.Status = s.Status
	}
	keepConsents(stated.Consents, s.Consents)
	stated.ID, stated.Version, stated.CreatedAt, stated.UpdatedAt = s.ID, s.Version, s.CreatedAt, s.UpdatedAt
	*s = stated
	return nil
}

// keepConsents lets each stated consent that is kept already stand as it was given, unless another time is stated. Shown
// are only the first one's time and witness: coming back they say nothing about a consent that is new.
func keepConsents(stated, kept []models.Consent) {
	for i := range stated {
		c := &stated[i]
		if len(kept) == 0 || !c.GivenAt.Equal(kept[0].GivenAt) {
			continue
		}
		if at := slices.IndexFunc(kept, func(k models.Consent) bool { return k.Scope == c.Scope }); at >= 0 {
			*c = kept[at]
			continue
		}
		c.GivenAt = time.Time{}
		if c.WitnessedBy == kept[0].WitnessedBy {
			c.WitnessedBy = ""
		}
	}
}

func seekerBodyOf(a models.Actor, s models.Seeker) SeekerBody {
	b := SeekerBody{Name: s.Name, Phone: s.Phone.Masked(), Village: string(s.Village), BirthYear: s.BirthYear,
		Education: string(s.Education), Wanted: s.Wanted, Occupations: words(s.Occupations), Skills: s.Skills,
		Certificates: s.Certificates, MaxDistanceKM: s.MaxDistanceKM, Shifts: words(s.Shifts), Needs: words(s.Needs),
		AvailableFrom: string(s.AvailableFrom), Status: string(s.Status)}
	if a.Is(s.ID) {
		b.Phone = string(s.Phone)
	}
	if s.WageMin != 0 {
		b.WageMin = yuanOf(&s.WageMin)
	}
	if len(s.Consents) > 0 {
		first := s.Consents[0]
		b.Consent = &Consent{GivenAt: stampOf(&first.GivenAt), WitnessedBy: first.WitnessedBy}
		for _, c := range s.Consents {
			b.Consent.Scopes = append(b.Consent.Scopes, string(c.Scope))
		}
	}
	return b
}

func seekerOf(a models.Actor, s models.Seeker) Seeker {
	return Seeker{SeekerBody: seekerBodyOf(a, s), ID: s.ID, Version: s.Version, CreatedAt: Stamp(s.CreatedAt), UpdatedAt: Stamp(s.UpdatedAt)}
}
