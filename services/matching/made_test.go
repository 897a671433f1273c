package matching_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"konggang/models"
	"konggang/services/matching"
)

const today = models.Date("2026-03-02")

// trades are the job titles of the made county with their codes.
var trades = []struct{ title, code string }{
	{"缝纫工", "6-04-05-01"}, {"裁剪工", "6-04-05-02"}, {"电焊工", "6-18-02-04"}, {"钳工", "6-18-01-02"}, {"普工", "6-31-05-00"},
	{"包装工", "6-31-05-01"}, {"叉车司机", "6-30-05-02"}, {"货车司机", "4-02-02-01"}, {"保洁员", "4-09-08-01"}, {"保安员", "4-07-05-01"},
	{"厨师", "4-03-02-01"}, {"服务员", "4-03-02-05"}, {"收银员", "4-01-02-02"}, {"大棚种植工", "5-01-02-01"}, {"养猪工", "5-03-01-01"},
}

// tree knows the titles above and compares codes level by level.
var tree = matching.Occupations{
	Kinship: func(a, b string) int {
		x, y := strings.Split(a, "-"), strings.Split(b, "-")
		n := 0
		for n < min(len(x), len(y)) && x[n] == y[n] {
			n++
		}
		return n
	},
	Find: func(title string) (string, bool) {
		for _, t := range trades {
			if t.title == title {
				return t.code, true
			}
		}
		return "", false
	},
}

// rules are the defaults over the tree of the made county.
var rules = matching.Rules{Weights: matching.DefaultRules().Weights, Acceptance: matching.DefaultRules().Acceptance, Occupations: tree}

func market(postings ...models.Posting) *matching.Market {
	return matching.NewMarket(today, rules).With(postings, nil)
}

// people lets seekers live where nobody knows.
func people(seekers ...models.Seeker) []matching.Person {
	out := make([]matching.Person, len(seekers))
	for i, s := range seekers {
		out[i].Seeker = s
	}
	return out
}

func fen(yuan int) *models.Fen {
	f := models.Fen(yuan * 100)
	return &f
}

// east is the point so many kilometres east of the made county's middle.
func east(km float64) *models.Point {
	return &models.Point{Lat: 34.5, Lon: 113.7 + km/91.64, Datum: models.GCJ02}
}

func opened(daysAgo int) *time.Time {
	t := today.AddDays(-daysAgo).Time().Add(9 * time.Hour)
	return &t
}

// posting is a live vacancy for sewing at the middle of the county, which nothing bars; changes make it another.
func posting(id string, changes ...func(*models.Posting)) models.Posting {
	p := models.Posting{
		Vacancy: models.Vacancy{
			ID: id, EnterpriseID: "firm-" + id, Title: "缝纫工", Occupation: "6-04-05-01", Headcount: 10, Education: models.EducationAny,
			Wage: models.Wage{Min: fen(4000), Max: fen(4000), Unit: models.PerMonth}, Shift: models.ShiftDay,
			Status: models.VacancyOpen, ValidUntil: today, OpenedAt: opened(0),
		},
		Employer: models.Enterprise{Status: models.EnterpriseApproved},
		Place:    east(0),
	}
	for _, change := range changes {
		change(&p)
	}
	return p
}

const home = models.DivisionCode("410184107001")

// seeker looks for sewing at 4000 yuan a month, agreed to matching, and was born in 1986.
func seeker(id string, changes ...func(*models.Seeker)) models.Seeker {
	s := models.Seeker{
		ID: id, Village: home, BirthYear: 1986, Education: models.EducationJunior, Wanted: []string{"缝纫工"}, WageMin: 4000_00,
		Status: models.SeekerLooking, Consents: []models.Consent{{Scope: models.ConsentMatching}},
	}
	for _, change := range changes {
		change(&s)
	}
	return s
}

func person(changes ...func(*models.Seeker)) matching.Person {
	return matching.Person{Seeker: seeker("s", changes...), Place: east(0), Precision: models.PrecisionOwn}
}

func village(code models.DivisionCode, km float64) matching.Village {
	return matching.Village{Code: code, Place: east(km), Precision: models.PrecisionOwn}
}

// made is a county with everything that a list is made from.
type made struct {
	villages []matching.Village
	seekers  []models.Seeker
	postings []models.Posting
}

// market is the made county's, with its people.
func (c made) market() *matching.Market {
	return market(c.postings...).WithPeople(people(c.seekers...), nil)
}

func (c made) byID() map[string]models.Posting {
	out := map[string]models.Posting{}
	for _, p := range c.postings {
		out[p.Vacancy.ID] = p
	}
	return out
}

// county makes villages around towns of twenty, seekers who often want what their village wants, and employers of whom
// the first offers by far the most.
func county(seed uint64, villages, vacancies, seekers int) made {
	r := rand.New(rand.NewPCG(seed, 7))
	var c made
	custom := make([]int, villages)
	for i := range villages {
		code := models.DivisionCode(fmt.Sprintf("410184%03d%03d", 100+i/20, 200+i%20))
		c.villages = append(c.villages, matching.Village{Code: code, Place: anywhere(r), Precision: models.PrecisionOwn})
		custom[i] = r.IntN(len(trades))
	}
	for i := range vacancies {
		c.postings = append(c.postings, madePosting(r, i))
	}
	for i := range seekers {
		v := r.IntN(villages)
		c.seekers = append(c.seekers, madeSeeker(r, i, c.villages[v].Code, custom[v]))
	}
	return c
}

func anywhere(r *rand.Rand) *models.Point {
	return &models.Point{Lat: 34.35 + 0.3*r.Float64(), Lon: 113.55 + 0.35*r.Float64(), Datum: models.GCJ02}
}

// oneOf picks with the first ones likelier.
func oneOf(r *rand.Rand, n int) int { return min(r.IntN(n), r.IntN(n)) }

func madePosting(r *rand.Rand, i int) models.Posting {
	trade := trades[oneOf(r, len(trades))]
	low := 2800 + 100*r.IntN(30)
	return posting(fmt.Sprintf("v%05d", i), func(p *models.Posting) {
		v := &p.Vacancy
		v.EnterpriseID = fmt.Sprintf("firm%d", oneOf(r, 60))
		v.Title, v.Occupation = trade.title, models.OccupationCode(trade.code)
		v.Headcount = 1 + oneOf(r, 12)
		if i%50 == 0 {
			v.Headcount = 200
		}
		v.Wage = models.Wage{Min: fen(low), Max: fen(low + 1000), Unit: models.PerMonth}
		v.AgeMin, v.AgeMax = 18, []int{0, 45, 50, 60}[r.IntN(4)]
		v.Education = []models.Education{models.EducationAny, models.EducationAny, models.EducationJunior, models.EducationSenior}[r.IntN(4)]
		v.Shift = models.Shifts[r.IntN(len(models.Shifts))].Code
		for _, b := range models.Needs {
			if r.IntN(3) == 0 {
				v.Benefits = append(v.Benefits, b.Code)
			}
		}
		v.OpenedAt = opened(r.IntN(100))
		p.Place = anywhere(r)
	})
}

func madeSeeker(r *rand.Rand, i int, village models.DivisionCode, custom int) models.Seeker {
	return seeker(fmt.Sprintf("s%06d", i), func(s *models.Seeker) {
		s.Village = village
		s.BirthYear = 1962 + r.IntN(45)
		s.Education = []models.Education{models.EducationPrimary, models.EducationJunior, models.EducationJunior, models.EducationSenior}[r.IntN(4)]
		s.Wanted = nil
		for range 1 + r.IntN(2) {
			trade := custom
			if r.IntN(2) == 0 {
				trade = oneOf(r, len(trades))
			}
			s.Wanted = append(s.Wanted, trades[trade].title)
		}
		s.WageMin = models.Fen(2500+100*r.IntN(25)) * 100
		s.MaxDistanceKM = float64(5 + r.IntN(30))
		for _, n := range models.Needs {
			if r.IntN(4) == 0 {
				s.Needs = append(s.Needs, n.Code)
			}
		}
	})
}
