package intake

import (
	"io"
	"strings"
	"time"

	"konggang/models"
	"konggang/services/intake/cells"
)

// SeekerRow is one row of a sheet of seekers. VillageName is set, and Seeker.Village empty, when the row names its village by
// name; finding the division is the caller's. A row without a name, a readable phone or a village has errors and is refused;
// other cells that could not be read are in Findings. Nothing here repeats a name or a phone but the seeker itself.
type SeekerRow struct {
	Row         int
	Seeker      models.Seeker
	VillageName string
	Errors      []models.FieldError
	Findings    []models.Finding
}

// Seekers reads a sheet of seekers; today dates ages and consents. Errors as for Vacancies.
func Seekers(name string, data io.Reader, today models.Date) (Sheet[SeekerRow], error) {
	return read(seekerKind, name, data, func(r *row) SeekerRow {
		village, villageName := r.village()
		s := models.Seeker{
			Name:          r.required("name", 50),
			Phone:         r.ownPhone(),
			Village:       village,
			BirthYear:     value(r, "birth_year", func(s string) (int, bool) { return cells.BirthYear(s, today) }),
			Education:     value(r, "education", attained),
			Wanted:        r.list("wanted", 10),
			Occupations:   r.occupations(),
			Skills:        r.list("skills", 30),
			Certificates:  r.list("certificates", 30),
			WageMin:       value(r, "wage_min", func(s string) (models.Fen, bool) { return cells.WageWish(s, cells.WageHintOf(r.header("wage_min"))) }),
			MaxDistanceKM: value(r, "max_distance_km", cells.Kilometres),
			Shifts:        r.shifts(),
			Needs:         r.needs(),
			AvailableFrom: value(r, "available_from", func(s string) (models.Date, bool) { return availableFrom(s, today) }),
			Consents:      r.consents(today),
			Status:        value(r, "status", cells.SeekerStatus),
		}
		if s.Status == "" {
			s.Status = models.SeekerLooking
		}
		return SeekerRow{Row: r.number, Seeker: s, VillageName: villageName, Errors: r.errors, Findings: r.findings}
	})
}

// ownPhone is the seeker's number. Unlike an employer's, a cell with something else in it is not taken apart: it is personal.
func (r *row) ownPhone() models.Phone {
	s := r.raw("phone")
	if s == "" {
		r.refuse("phone", models.CodeRequired)
		return ""
	}
	phones, rest := cells.Phones(s)
	if len(phones) != 1 || rest != "" {
		r.refuse("phone", models.CodeInvalidPhone)
		return ""
	}
	return phones[0]
}

func (r *row) village() (code models.DivisionCode, name string) {
	field := "village"
	if r.raw("village_code") != "" {
		field = "village_code" // names repeat within a county, codes do not
	}
	s := r.required(field, 100)
	if strings.Trim(models.FoldWidth(s), "0123456789 ") != "" || s == "" {
		return "", s
	}
	code, err := models.ParseDivisionCode(s)
	switch {
	case err != nil:
		r.refuse(field, models.CodeInvalidDivision)
		return "", ""
	case code.Level() != models.LevelVillage:
		r.refuse(field, models.CodeNotVillage)
		return "", ""
	}
	return code, ""
}

// attained is the education someone has; 不限 is none.
func attained(s string) (models.Education, bool) {
	e, ok := cells.Education(s)
	return e, ok && e != models.EducationAny
}

func (r *row) occupations() []models.OccupationCode {
	var out []models.OccupationCode
	for _, entry := range r.list("occupations", 10) {
		code, ok := cells.Occupation(entry)
		if !ok {
			r.note(models.SeverityWarn, "occupations", "occupations", entry)
			continue
		}
		out = append(out, code)
	}
	return out
}

func (r *row) shifts() []models.Shift {
	shifts, rest := cells.Shifts(r.raw("shifts"))
	for _, entry := range rest {
		if entry != "不限" && entry != "均可" {
			r.note(models.SeverityWarn, "shifts", "shifts", entry)
		}
	}
	return shifts
}

func (r *row) needs() []models.Benefit {
	needs, rest := cells.Needs(r.raw("needs"))
	if rest != "" {
		r.note(models.SeverityWarn, "needs", "needs", rest)
	}
	return needs
}

// availableFrom reads a day; 随时 is today.
func availableFrom(s string, today models.Date) (models.Date, bool) {
	if strings.Contains(s, "随时") || strings.Contains(s, "立即") || strings.Contains(s, "马上") {
		return today, true
	}
	return cells.Date(s, today)
}

var consentColumns = []struct {
	field string
	scope models.ConsentScope
}{
	{"consent.matching", models.ConsentMatching}, {"consent.share_with_employer", models.ConsentShare}, {"consent.contact", models.ConsentContact},
}

// consents reads the column of scopes and the columns of single ones, given on the day stated, else today.
func (r *row) consents(today models.Date) []models.Consent {
	scopes, rest := cells.Consents(r.raw("consent.scopes"))
	for _, entry := range rest {
		r.note(models.SeverityWarn, "consent.scopes", "consent.scopes", entry)
	}
	agreed := map[models.ConsentScope]bool{}
	for _, s := range scopes {
		agreed[s] = true
	}
	for _, c := range consentColumns {
		if r.raw(c.field) != "" {
			agreed[c.scope] = value(r, c.field, cells.Yes)
		}
	}
	given := value(r, "consent.given_at", func(s string) (models.Date, bool) { return cells.Date(s, today) })
	if given == "" {
		given = today
	}
	return consentsOf(agreed, given.Time(), r.text("consent.witnessed_by", 50))
}

func consentsOf(agreed map[models.ConsentScope]bool, given time.Time, witness string) []models.Consent {
	var out []models.Consent
	for _, term := range models.ConsentScopes {
		if agreed[term.Code] {
			out = append(out, models.Consent{Scope: term.Code, GivenAt: given, WitnessedBy: witness})
		}
	}
	return out
}
