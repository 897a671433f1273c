package province

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
	"time"

	"konggang/models"
)

// Vacancies streams the first n vacancies by id.
func (m *Map) Vacancies(n int) iter.Seq[models.Posting] {
	return func(yield func(models.Posting) bool) {
		for i := range n {
			if !yield(m.Vacancy(i)) {
				return
			}
		}
	}
}

// Batches are the first n vacancies in groups of at most size.
func (m *Map) Batches(n, size int) iter.Seq[[]models.Posting] {
	return func(yield func([]models.Posting) bool) {
		for from := 0; from < n; from += size {
			batch := make([]models.Posting, 0, size)
			for i := from; i < min(n, from+size); i++ {
				batch = append(batch, m.Vacancy(i))
			}
			if !yield(batch) {
				return
			}
		}
	}
}

// Vacancy is vacancy i as it was first posted.
func (m *Map) Vacancy(i int) models.Posting { return m.Edited(i, 0) }

// Edited is vacancy i after so many edits, each of which may change all that it says.
func (m *Map) Edited(i, edits int) models.Posting {
	n := m.employerOf(m.source(ofVacancy, i), i)
	r := m.sourceOfEdit(ofVacancy, i, edits)
	p := models.Posting{Employer: m.Employer(n), Vacancy: m.work(r)}
	v := &p.Vacancy
	v.ID, v.Number, v.EnterpriseID, v.Contact = fmt.Sprintf("v%07d", i), fmt.Sprint(10001+i), p.Employer.ID, p.Employer.Contact
	v.Workplace = models.Workplace{Division: p.Employer.Division, Address: p.Employer.Address}
	p.Place = p.Employer.Point
	if chance(r, 10) { // the work is not where the employer is
		at, lat, lon := m.workplace(r)
		v.Workplace = models.Workplace{Division: at.Code, Address: address(r, at), Point: pointAt(lat, lon)}
		p.Place = v.Workplace.Point
	}
	return p
}

// work is what is to be done, by whom and for what.
func (m *Map) work(r *rand.Rand) models.Vacancy {
	j := m.anyJob(r)
	v := models.Vacancy{
		Title: title(r, j), Occupation: j.code, EmploymentType: early(r, employments), Headcount: headcount(r), Wage: wage(r),
		Duties: text(r), Education: early(r, schooling), ExperienceYears: early(r, []int{0, 0, 1, 2, 3}),
		AgeMin: oneOf(r, []int{0, 18, 18, 18, 20}), AgeMax: early(r, []int{0, 60, 55, 50, 48, 45, 40}),
		Shift: early(r, shifts), HoursPerDay: float64(8 + r.IntN(4)), RestDaysPerMonth: r.IntN(9),
		Benefits: benefits(r), Status: models.VacancyOpen, Version: 1, ValidUntil: Day.AddDays(r.IntN(150)),
	}
	if chance(r, 8) {
		v.Occupation = "" // left to be found from the title
	}
	if chance(r, 45) {
		v.Skills = some(r, j.skills)
	}
	if chance(r, 30) {
		v.Certificates = some(r, j.papers)
	}
	if chance(r, 30) {
		v.BenefitsNote = oneOf(r, extras)
	}
	opened := Day.AddDays(-r.IntN(100)).Time().Add(time.Duration(r.IntN(24*3600)) * time.Second)
	v.OpenedAt, v.CreatedAt, v.UpdatedAt = &opened, opened, opened
	return v
}

// Education "any" and levels; unstated ones are left out of the draw by "".
var (
	schooling   = []models.Education{models.EducationAny, models.EducationAny, models.EducationJunior, models.EducationSenior, "", models.EducationVocation, models.EducationCollege, models.EducationBachelor}
	employments = []models.EmploymentType{models.FullTime, models.FullTime, models.FullTime, models.PartTime, models.Casual, models.Seasonal, models.Dispatch}
	shifts      = []models.Shift{models.ShiftDay, models.ShiftTwo, models.ShiftDay, models.ShiftThree, "", models.ShiftFlexible, models.ShiftNight}
)

func title(r *rand.Rand, j job) string {
	switch x := r.IntN(10); {
	case x < 5:
		return j.title
	case x < 7:
		return oneOf(r, before) + j.title
	case x < 9:
		return j.title + oneOf(r, after)
	}
	return oneOf(r, sector) + j.title
}

func headcount(r *rand.Rand) int {
	switch x := r.IntN(100); {
	case x < 60:
		return 1 + r.IntN(5)
	case x < 97:
		return 2 + r.IntN(40)
	}
	return 50 + r.IntN(450)
}

// wage is by the month mostly; of the others each unit occurs, and 面议.
func wage(r *rand.Rand) models.Wage {
	low, spread := 0, 0
	w := models.Wage{Unit: models.PerMonth}
	switch x := r.IntN(100); {
	case x < 70:
		low, spread = 2400+100*r.IntN(50), 100*(1+r.IntN(25))
	case x < 78:
		w.Unit, low, spread = models.PerDay, 90+10*r.IntN(20), 10*(1+r.IntN(8))
	case x < 86:
		w.Unit, low, spread = models.PerHour, 16+r.IntN(14), 1+r.IntN(5)
	case x < 91:
		w.Unit, low, spread = models.PerYear, 10_000*(4+r.IntN(9)), 10_000*(1+r.IntN(4))
	case x < 95:
		w.Unit, low, spread = models.PerPiece, 1+r.IntN(9), 1+r.IntN(4)
	default:
		return models.Wage{Negotiable: true}
	}
	w.Min = fen(low)
	if chance(r, 75) {
		w.Max = fen(low + spread)
	}
	return w
}

func fen(yuan int) *models.Fen {
	f := models.Fen(yuan) * 100
	return &f
}

// text is duties of some 40 to 200 characters.
func text(r *rand.Rand) string {
	var b strings.Builder
	for i := range 2 + r.IntN(6) {
		if i > 0 {
			b.WriteString("；")
		}
		b.WriteString(oneOf(r, duties))
	}
	for range 1 + r.IntN(3) {
		b.WriteString("。" + oneOf(r, demands))
	}
	return b.String()
}

func benefits(r *rand.Rand) []models.Benefit {
	var out []models.Benefit
	for i, b := range models.Benefits {
		often := 22
		if i < 2 { // meals and lodging
			often = 45
		}
		if chance(r, often) {
			out = append(out, b.Code)
		}
	}
	return out
}

// some keeps about two of three, in order.
func some(r *rand.Rand, list []string) []string {
	var out []string
	for _, s := range list {
		if chance(r, 66) {
			out = append(out, s)
		}
	}
	return out
}
