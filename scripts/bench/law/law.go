// Package law is the score law of the product in plain words, with nothing of its engine: what an engine is compared with.
// It shares the weights, since those are settings, and nothing else.
package law

import (
	"math"
	"slices"
	"strings"
	"time"

	"konggang/models"
	"konggang/services/matching"
	"konggang/services/occupations"
)

// Weights are the points of the law.
var Weights = matching.DefaultRules().Weights

// Job is what a vacancy or a wish is about: a code, "" when none is known, and a plain title, "" when only the code is said.
type Job struct{ Code, Title string }

// Vacancy is a vacancy in the words in which it is compared. Wage is fen by the month, the middle of the range.
type Vacancy struct {
	ID, Employer   string
	Job            Job
	AgeMin, AgeMax int
	Schooling      int
	Skills, Papers []string
	Wage           models.Fen
	Waged          bool
	Shift          models.Shift
	Needs          []models.Benefit
	Shuttle        bool
	Fresh          int
	Place          models.Point
}

// Person is a seeker in the words in which vacancies are compared. Reach is metres; Least is the least pay that is not
// refused, 0 where nothing was said of pay.
type Person struct {
	ID             string
	Wishes         []Job
	Age, Schooling int
	Skills, Papers []string
	Wage, Least    models.Fen
	Reach          int
	Shifts         []models.Shift
	Needs          []models.Benefit
	Place          models.Point
}

// NoLimit is the reach of somebody who goes any distance.
const NoLimit = math.MaxInt32

// VacancyOf reads a posting, which must have a place, as it stands on the day.
func VacancyOf(p models.Posting, day models.Date) Vacancy {
	v := p.Vacancy
	out := Vacancy{
		ID: v.ID, Employer: v.EnterpriseID, Job: Job{string(v.Occupation), Plain(v.Title)}, AgeMin: v.AgeMin, AgeMax: v.AgeMax,
		Schooling: v.Education.Years(), Skills: plainAll(v.Skills), Papers: plainAll(v.Certificates), Shift: v.Shift,
		Needs: needs(v.Benefits), Shuttle: slices.Contains(v.Benefits, models.BenefitShuttle), Fresh: fresh(v.OpenedAt, day), Place: p.Place.GCJ(),
	}
	if v.Occupation == "" {
		out.Job.Code, _ = occupations.Find(v.Title)
	}
	if low, high, ok := v.Wage.Monthly(); ok {
		out.Wage, out.Waged = (low+high)/2, true
	}
	return out
}

// Live tells whether a posting can be heard about on the day.
func Live(p models.Posting, day models.Date) bool {
	v := p.Vacancy
	return v.Status == models.VacancyOpen && v.ValidUntil >= day && v.Remaining() > 0 && p.Employer.Status == models.EnterpriseApproved
}

func fresh(opened *time.Time, day models.Date) int {
	if opened == nil {
		return 0
	}
	age := max(0, day.DaysSince(models.DateOf(*opened, time.UTC)))
	return Weights.Fresh * max(0, Weights.FreshDays-age) / Weights.FreshDays
}

// PersonOf reads a seeker who lives at the place, in the year given.
func PersonOf(s models.Seeker, home models.Point, year int) Person {
	out := Person{
		ID: s.ID, Age: s.CertainAge(year), Schooling: s.Education.Years(), Skills: plainAll(s.Skills), Papers: plainAll(s.Certificates),
		Wage: s.WageMin, Least: max(s.WageMin, 0) * models.Fen(Weights.WageFloorPercent) / 100, Reach: NoLimit, Shifts: s.Shifts, Needs: needs(s.Needs), Place: home.GCJ(),
	}
	if out.Wage <= 0 {
		out.Wage = Weights.UsualWage
	}
	if s.MaxDistanceKM > 0 {
		out.Reach = int(min(s.MaxDistanceKM, 20_000) * 1000)
	}
	for _, title := range s.Wanted {
		code, _ := occupations.Find(title)
		out.Wishes = append(out.Wishes, Job{code, Plain(title)})
	}
	for _, code := range s.Occupations {
		out.Wishes = append(out.Wishes, Job{Code: string(code)})
	}
	return out
}

// needs are what can be needed of a list, in the order of the vocabulary; a room for couples is lodging too.
func needs(list []models.Benefit) []models.Benefit {
	var out []models.Benefit
	for _, n := range models.Needs {
		if slices.Contains(list, n.Code) || n.Code == models.BenefitLodging && slices.Contains(list, models.BenefitCoupleRoom) {
			out = append(out, n.Code)
		}
	}
	return out
}

// Plain is a text without what writers vary: width, case, spaces and punctuation.
func Plain(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" ()（）[]【】<>《》/、,，.。;；:：·-—_+!！?？", r) {
			return -1
		}
		return r
	}, strings.ToLower(models.FoldWidth(s)))
}

func plainAll(words []string) []string {
	var out []string
	for _, w := range words {
		out = append(out, Plain(w))
	}
	return out
}

// Kinship is how near a job comes to a wished one, 0 to 4.
func Kinship(wish, job Job) int {
	near := 0
	if wish.Code != "" && job.Code != "" {
		near = occupations.Kinship(wish.Code, job.Code)
	}
	switch {
	case wish.Title == "" || job.Title == "":
	case wish.Title == job.Title:
		return 4
	case Similar(wish.Title, job.Title):
		near = max(near, 3)
	}
	return near
}

// Similar tells whether one of two plain words is the other or, being more than one character, part of it.
func Similar(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return a == b || len([]rune(a)) > 1 && strings.Contains(b, a)
}

// Proves tells whether a certificate held is the one asked for or a narrower one of its name.
func Proves(held, asked string) bool { return asked != "" && strings.Contains(held, asked) }

// Near is the points of a felt distance in metres: halved every ten kilometres, in steps of a hundred metres, and rounded; a half,
// as the 12.5 after forty kilometres, upwards.
func Near(felt int) int {
	steps := felt / 100
	if steps >= 2000 {
		return 0
	}
	return int(float64(Weights.Distance)*math.Exp2(-float64(steps)/float64(10*Weights.HalvingKM)) + 0.5)
}

// Stays tells whether the person wants lodging and the vacancy offers it: no distance is too far then.
func Stays(p Person, v Vacancy) bool {
	return slices.Contains(p.Needs, models.BenefitLodging) && slices.Contains(v.Needs, models.BenefitLodging)
}

// Felt is how far a way of so many metres feels: less where a shuttle drives it.
func Felt(metres int, shuttle bool) int {
	if shuttle {
		return metres * Weights.ShuttlePercent / 100
	}
	return metres
}

// WagePoints are for a wage beside what is expected.
func WagePoints(waged bool, wage, expected models.Fen) int {
	if !waged {
		return Weights.WageUnknown
	}
	return int(min(max((wage-expected/2)*models.Fen(Weights.Wage)/expected, 0), models.Fen(Weights.Wage)))
}

// ShiftPoints are for a shift that is wanted, or when any will do.
func ShiftPoints(wanted []models.Shift, shift models.Shift) int {
	switch {
	case len(wanted) == 0 || shift == models.ShiftFlexible || shift != "" && slices.Contains(wanted, shift):
		return Weights.Shift
	case shift == "":
		return Weights.ShiftUnknown
	}
	return 0
}
