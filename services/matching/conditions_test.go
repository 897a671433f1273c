package matching_test

import (
	"testing"

	"konggang/models"
	"konggang/services/matching"
)

// fits tells whether the vacancy is among the person's matches and the person among its candidates, which must agree.
func fits(t *testing.T, p models.Posting, who matching.Person) bool {
	t.Helper()
	m := market(p).WithPeople([]matching.Person{who}, nil)
	top, candidates := m.Top(who, 10), m.Candidates(p, "", 10)
	_, forSeeker := m.ForSeeker(who, p)
	_, forEmployer := m.ForEmployer(who, p)
	if len(top) != len(candidates) || forSeeker != (len(top) == 1) || forEmployer != forSeeker {
		t.Fatalf("%d matches, %d candidates, %v for the seeker, %v for the employer", len(top), len(candidates), forSeeker, forEmployer)
	}
	return len(top) == 1
}

func TestHardConditionsOfAVacancy(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*models.Posting)
		want   bool
	}{
		{"as it is", func(*models.Posting) {}, true},
		{"draft", func(p *models.Posting) { p.Vacancy.Status = models.VacancyDraft }, false},
		{"paused", func(p *models.Posting) { p.Vacancy.Status = models.VacancyPaused }, false},
		{"valid until today", func(p *models.Posting) { p.Vacancy.ValidUntil = today }, true},
		{"valid until yesterday", func(p *models.Posting) { p.Vacancy.ValidUntil = today.AddDays(-1) }, false},
		{"no validity stated", func(p *models.Posting) { p.Vacancy.ValidUntil = "" }, false},
		{"one place left", func(p *models.Posting) { p.Vacancy.Filled = 9 }, true},
		{"no place left", func(p *models.Posting) { p.Vacancy.Filled = 10 }, false},
		{"no headcount stated", func(p *models.Posting) { p.Vacancy.Headcount = 0 }, false},
		{"employer pending", func(p *models.Posting) { p.Employer.Status = models.EnterprisePending }, false},
		{"employer suspended", func(p *models.Posting) { p.Employer.Status = models.EnterpriseSuspended }, false},
		// Born in 1986 and asked in 2026, the seeker is certainly 39.
		{"youngest allowed", func(p *models.Posting) { p.Vacancy.AgeMin = 39 }, true},
		{"perhaps too young", func(p *models.Posting) { p.Vacancy.AgeMin = 40 }, false},
		{"oldest allowed", func(p *models.Posting) { p.Vacancy.AgeMax = 39 }, true},
		{"too old", func(p *models.Posting) { p.Vacancy.AgeMax = 38 }, false},
		{"education met", func(p *models.Posting) { p.Vacancy.Education = models.EducationJunior }, true},
		{"education not met", func(p *models.Posting) { p.Vacancy.Education = models.EducationSenior }, false},
		{"a fifth less than expected", pays(3200, 3200), true},
		{"less than that", pays(3100, 3298), false},
		{"less, by the piece", func(p *models.Posting) { p.Vacancy.Wage = models.Wage{Min: fen(1), Unit: models.PerPiece} }, true},
		{"certificate not held", func(p *models.Posting) { p.Vacancy.Certificates = []string{"电工证"} }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := fits(t, posting("v", c.change), person()); got != c.want {
				t.Errorf("fits = %v, want %v", got, c.want)
			}
		})
	}
}

func TestHardConditionsOfASeeker(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*models.Seeker)
		want   bool
	}{
		{"paused", func(s *models.Seeker) { s.Status = models.SeekerPaused }, false},
		{"placed", func(s *models.Seeker) { s.Status = models.SeekerPlaced }, false},
		{"consent withdrawn", func(s *models.Seeker) { s.Consents = nil }, false},
		{"consent to something else", func(s *models.Seeker) { s.Consents = []models.Consent{{Scope: models.ConsentContact}} }, false},
		{"certainly sixteen", func(s *models.Seeker) { s.BirthYear = 2009 }, true},
		{"perhaps fifteen", func(s *models.Seeker) { s.BirthYear = 2010 }, false},
		{"birth year unknown", func(s *models.Seeker) { s.BirthYear = 0 }, false},
		{"wants a quarter more", func(s *models.Seeker) { s.WageMin = 5000_00 }, true},
		{"wants more than that", func(s *models.Seeker) { s.WageMin = 5001_00 }, false},
		{"nothing stated but the age", func(s *models.Seeker) {
			*s = models.Seeker{ID: "s", BirthYear: 1990, Status: s.Status, Consents: s.Consents}
		}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := fits(t, posting("v"), person(c.change)); got != c.want {
				t.Errorf("fits = %v, want %v", got, c.want)
			}
		})
	}
}

func TestCertificates(t *testing.T) {
	for _, c := range []struct {
		asked, held []string
		want        bool
	}{
		{[]string{"电工证"}, []string{"电工证"}, true},
		{[]string{"电工证"}, []string{"低压电工证"}, true},
		{[]string{"低压电工证"}, []string{"电工证"}, false},
		{[]string{"C1 驾照"}, []string{"ｃ１驾照"}, true},
		{[]string{"电工证", "焊工证"}, []string{"电工证"}, false},
		{[]string{"电工证", "焊工证"}, []string{"焊工证", "电工证"}, true},
		{nil, nil, true},
	} {
		p := posting("v", func(p *models.Posting) { p.Vacancy.Certificates = c.asked })
		if got := fits(t, p, person(func(s *models.Seeker) { s.Certificates = c.held })); got != c.want {
			t.Errorf("asked %v, held %v: fits = %v, want %v", c.asked, c.held, got, c.want)
		}
	}
}

func TestReach(t *testing.T) {
	lodging, shuttle := []models.Benefit{models.BenefitLodging}, []models.Benefit{models.BenefitShuttle}
	couples := []models.Benefit{models.BenefitCoupleRoom}
	for _, c := range []struct {
		name     string
		km       float64
		farthest float64
		benefits []models.Benefit
		needs    []models.Benefit
		want     bool
	}{
		{"near enough", 9.9, 10, nil, nil, true},
		{"too far", 10.1, 10, nil, nil, false},
		{"no limit stated", 80, 0, nil, nil, true},
		{"a limit beyond the earth", 80, 1e300, nil, nil, true},
		{"a shuttle shortens the way", 16, 10, shuttle, nil, true},
		{"but not without end", 17, 10, shuttle, nil, false},
		{"lodging offered but not wanted", 60, 10, lodging, nil, false},
		{"lodging wanted but not offered", 60, 10, nil, lodging, false},
		{"lodging wanted and offered", 60, 10, lodging, lodging, true},
		{"a room for couples is lodging", 60, 10, couples, lodging, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := posting("v", func(p *models.Posting) { p.Place, p.Vacancy.Benefits = east(c.km), c.benefits })
			who := person(func(s *models.Seeker) { s.MaxDistanceKM, s.Needs = c.farthest, c.needs })
			if got := fits(t, p, who); got != c.want {
				t.Errorf("fits = %v, want %v", got, c.want)
			}
		})
	}
}

func TestAnUnknownDistanceKeepsNoLimit(t *testing.T) {
	p := posting("v", func(p *models.Posting) { p.Place = nil })
	if fits(t, p, person(func(s *models.Seeker) { s.MaxDistanceKM = 10 })) {
		t.Error("a workplace nobody can find is within 10 km")
	}
	got := market(p).Top(person(), 1)
	if len(got) != 1 || got[0].DistanceKM != models.DistanceUnknown {
		t.Errorf("without a limit: %+v, want one match at an unknown distance", got)
	}
}

func TestCandidatesOfAVacancyThatIsNotLive(t *testing.T) {
	closed := posting("closed", func(p *models.Posting) { p.Vacancy.Status = models.VacancyFilled })
	m := market(closed).WithPeople([]matching.Person{person()}, nil)
	if got := m.Candidates(closed, "", 5); got != nil {
		t.Errorf("a closed vacancy has candidates %v", got)
	}
}
