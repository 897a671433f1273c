package matching_test

import (
	"fmt"
	"math"
	"math/rand/v2"

	"konggang/models"
	"konggang/services/matching"
	"konggang/services/occupations"
)

// province makes a market of a province's shape: a quarter of the vacancies in few big cities, most in towns, some far
// away in the south; 1,636 occupations of which few make up most; titles that vary around their occupation's name.
type province struct {
	r        *rand.Rand
	codes    []string
	names    []string
	byName   map[string]string
	popular  []int
	cities   []place
	counties []place
	towns    []place
	villages []matching.Village
}

type place struct{ lat, lon float64 }

// newProvince has a number of villages around its towns.
func newProvince(seed uint64, villages int) *province {
	p := &province{r: rand.New(rand.NewPCG(seed, 42)), byName: map[string]string{}}
	p.classify()
	for range 18 {
		p.cities = append(p.cities, place{32 + 4*p.r.Float64(), 111 + 4.5*p.r.Float64()})
	}
	for i := range 157 {
		p.counties = append(p.counties, p.near(p.cities[i%len(p.cities)], .3))
	}
	for i := range 2500 {
		p.towns = append(p.towns, p.near(p.counties[i%len(p.counties)], .13))
	}
	for i := range villages {
		town := i * len(p.towns) / villages
		at := p.near(p.towns[town], .03)
		code := fmt.Sprintf("41%02d%02d%03d%03d", 1+town/400, 1+town/25%16, 101+town%25, 201+i%700)
		p.villages = append(p.villages, matching.Village{Code: models.DivisionCode(code), Place: at.point(), Precision: models.PrecisionOwn})
	}
	return p
}

func (p *province) near(c place, degrees float64) place {
	return place{c.lat + degrees*p.r.NormFloat64(), c.lon + 1.15*degrees*p.r.NormFloat64()}
}

func (c place) point() *models.Point {
	return &models.Point{Lat: min(max(c.lat, 3), 54), Lon: min(max(c.lon, 73), 136), Datum: models.GCJ02}
}

// classify makes 8 great, 79 middle, 449 small classes and 1,636 occupations, named by characters.
func (p *province) classify() {
	const glyphs = "缝纫裁剪电焊钳车铣磨刨包装叉货保洁安厨服务收银大棚种植养猪鸡牛羊木瓦泥油漆水暖空调家政月嫂护理教育培训销售客文员司机快递仓库质检注塑冲压"
	letters := []rune(glyphs)
	small := 0
	for middle := range 79 {
		for range 449/79 + (449%79-middle+78)/79 {
			for occupation := range 1636/449 + 1 {
				if len(p.codes) == 1636 {
					break
				}
				n := len(p.codes)
				name := string(letters[n%len(letters)]) + string(letters[n/len(letters)%len(letters)]) + string(letters[n*7%len(letters)]) + "工"
				code := fmt.Sprintf("%d-%02d-%02d-%02d", 1+middle*8/79, middle, small%90, occupation)
				p.codes, p.names = append(p.codes, code), append(p.names, name)
				p.byName[name] = code
			}
			small++
		}
	}
	p.popular = p.r.Perm(len(p.codes))
}

// rules compare codes as the product does, and find the names.
func (p *province) rules() matching.Rules {
	find := func(title string) (string, bool) {
		code, ok := p.byName[title]
		return code, ok
	}
	return matching.Rules{Weights: matching.DefaultRules().Weights, Acceptance: matching.DefaultRules().Acceptance, Occupations: matching.Occupations{Kinship: occupations.Kinship, Find: find}}
}

// occupation picks one, few most of the time.
func (p *province) occupation() int {
	return p.popular[int(float64(len(p.popular))*math.Pow(p.r.Float64(), 2.2))]
}

func (p *province) workplace() place {
	switch x := p.r.Float64(); {
	case x < .35:
		return p.near(p.cities[min(p.r.IntN(18), p.r.IntN(18))], .06)
	case x < .65:
		return p.near(p.counties[p.r.IntN(len(p.counties))], .03)
	case x < .85:
		return p.near(p.towns[p.r.IntN(len(p.towns))], .01)
	}
	return p.near(place{22.5 + 9*p.r.Float64(), 113 + 8*p.r.Float64()}, .1)
}

func (p *province) posting(i int) models.Posting {
	r, occupation := p.r, p.occupation()
	low := max(2200, 5200+1500*r.NormFloat64())
	return posting(fmt.Sprintf("019b-%08d", i), func(x *models.Posting) {
		v := &x.Vacancy
		v.EnterpriseID = fmt.Sprintf("firm%d", r.IntN(1+i))
		v.Title, v.Occupation = p.title(occupation), models.OccupationCode(p.codes[occupation])
		v.Headcount = 1 + int(math.Exp(1.1*r.NormFloat64()+1.2))
		v.Wage = models.Wage{Min: fen(int(low)), Max: fen(int(low) + 100*r.IntN(20)), Unit: models.PerMonth}
		if r.IntN(20) == 0 {
			v.Wage = models.Wage{Negotiable: true}
		}
		v.AgeMin, v.AgeMax = 16+2*r.IntN(2), []int{45, 50, 55, 60, 65, 0, 0}[r.IntN(7)]
		v.Education = []models.Education{models.EducationAny, models.EducationAny, models.EducationJunior, models.EducationJunior, models.EducationSenior, models.EducationCollege}[r.IntN(6)]
		v.Shift = models.Shifts[r.IntN(len(models.Shifts))].Code
		for _, need := range models.Needs {
			if r.IntN(10) < 4 {
				v.Benefits = append(v.Benefits, need.Code)
			}
		}
		for range r.IntN(4) {
			v.Skills = append(v.Skills, p.skill(occupation))
		}
		if r.IntN(20) == 0 {
			v.Certificates = []string{"电工证"}
		}
		v.OpenedAt, v.ValidUntil = opened(r.IntN(90)), today.AddDays(r.IntN(120)-2)
		x.Place = p.workplace().point()
		if r.IntN(200) == 0 {
			x.Place = nil
		}
	})
}

func (p *province) title(occupation int) string {
	name := p.names[occupation]
	switch x := p.r.IntN(40); {
	case x < 5:
		return "急招" + name
	case x < 10:
		return name + "学徒"
	case x < 15 && occupation == p.popular[0]:
		return name + "普工"
	case x == 15:
		return p.names[p.occupation()]
	}
	return name
}

func (p *province) skill(occupation int) string {
	return fmt.Sprintf("会%s%c", p.codes[occupation][:4], 'a'+p.r.IntN(6))
}

func (p *province) postings(n int) []models.Posting {
	out := make([]models.Posting, n)
	for i := range out {
		out[i] = p.posting(i)
	}
	return out
}

func (p *province) person(i, village int) matching.Person {
	r := p.r
	s := seeker(fmt.Sprintf("s%08d", i), func(s *models.Seeker) {
		s.Village, s.BirthYear = p.villages[village].Code, today.Time().Year()-17-r.IntN(46)
		s.Education = []models.Education{models.EducationPrimary, models.EducationJunior, models.EducationJunior, models.EducationSenior, models.EducationCollege}[r.IntN(5)]
		first := p.occupation()
		s.Wanted = []string{p.names[first]}
		for range r.IntN(3) {
			s.Wanted = append(s.Wanted, p.names[p.occupation()])
		}
		if r.IntN(10) == 0 {
			s.Wanted = append(s.Wanted, "普工")
		}
		s.WageMin = models.Fen(max(1800, 4600+1300*r.NormFloat64())) * 100
		s.MaxDistanceKM = []float64{15, 15, 15, 50, 50, 50, 100, 300, 0, 0}[r.IntN(10)]
		for _, need := range models.Needs {
			if r.IntN(4) == 0 {
				s.Needs = append(s.Needs, need.Code)
			}
		}
		if r.IntN(3) == 0 {
			s.Shifts = []models.Shift{models.Shifts[r.IntN(len(models.Shifts))].Code}
		}
		for range 1 + r.IntN(5) {
			s.Skills = append(s.Skills, p.skill(first))
		}
		if r.IntN(10) == 0 {
			s.Certificates = []string{"低压电工证"}
		}
		if r.IntN(2) == 0 {
			s.Consents = append(s.Consents, models.Consent{Scope: models.ConsentShare})
		}
	})
	at := p.villages[village]
	if r.IntN(500) == 0 {
		at.Place = nil
	}
	return matching.Person{Seeker: s, Place: at.Place, Precision: at.Precision}
}

// people is a number of seekers in each village.
func (p *province) people(each int) []matching.Person {
	var out []matching.Person
	for v := range p.villages {
		for range each {
			out = append(out, p.person(len(out), v))
		}
	}
	return out
}
