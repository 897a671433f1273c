package province

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"time"

	"konggang/models"
)

// Home is a village and who is registered in it.
type Home struct {
	Place   Place
	Seekers []models.Seeker
}

// Homes streams the villages with about so many seekers each, village by village, so that millions need not be in memory.
func (m *Map) Homes(perVillage int) iter.Seq[Home] {
	return func(yield func(Home) bool) {
		for i := range m.Villages {
			if !yield(m.Home(i, perVillage)) {
				return
			}
		}
	}
}

// Home is village i with its seekers, half to one and a half times perVillage of them.
func (m *Map) Home(i, perVillage int) Home {
	r := m.source(ofVillage, i)
	h := Home{Place: m.Villages[i]}
	custom := m.anyJob(r) // what many here do
	for k := range perVillage/2 + r.IntN(perVillage+1) {
		s := m.seeker(r, custom)
		s.ID, s.Village = fmt.Sprintf("s%05d-%03d", i, k), h.Place.Code
		h.Seekers = append(h.Seekers, s)
	}
	return h
}

var agreed = []models.Consent{{Scope: models.ConsentMatching, GivenAt: time.Date(2026, 1, 5, 2, 0, 0, 0, time.UTC), WitnessedBy: "王主任"}}

func (m *Map) seeker(r *rand.Rand, custom job) models.Seeker {
	s := models.Seeker{
		Name: personName(r), Phone: contact(r).Phone, BirthYear: Year - 18 - r.IntN(44), Education: early(r, held),
		WageMin: models.Fen(20+r.IntN(40)) * 100_00, Consents: agreed, Status: models.SeekerLooking, Version: 1,
	}
	if chance(r, 10) {
		s.WageMin = 0
	}
	for range 1 + r.IntN(3) {
		j := custom
		if chance(r, 60) {
			j = m.anyJob(r)
		}
		s.Wanted = append(s.Wanted, j.title)
		s.Skills = append(s.Skills, some(r, j.skills)...)
		if chance(r, 70) {
			s.Certificates = append(s.Certificates, j.papers...)
		}
	}
	if chance(r, 10) {
		s.Occupations = []models.OccupationCode{m.anyJob(r).code}
	}
	s.MaxDistanceKM = float64(early(r, []int{15, 20, 10, 30, 5, 50, 100, 300, 0}))
	if chance(r, 50) {
		s.Shifts = []models.Shift{oneOf(r, models.Shifts).Code}
	}
	for _, n := range models.Needs {
		if chance(r, 20) {
			s.Needs = append(s.Needs, n.Code)
		}
	}
	return s
}

var held = []models.Education{models.EducationJunior, models.EducationPrimary, models.EducationJunior, models.EducationSenior, models.EducationVocation, models.EducationCollege, models.EducationBachelor}
