package matching

import (
	"cmp"
	"slices"
	"strings"

	"konggang/models"
)

// Market is the live vacancies of one day, ready to be matched.
type Market struct {
	day       models.Date
	year      int
	rules     Rules
	chance    *chances
	near      *nearness
	suitable  int
	offers    []offer
	index     map[string]int
	jobs      []job
	skills    []string
	papers    []string
	employers int
	dead      []Unlisted
}

// NewMarket takes in the vacancies that can be heard about on the day: open, valid, with places left, of an approved
// enterprise (人社厅发〔2025〕60号 asks for the validity). The others are kept only to be named as unlisted. A vacancy given
// twice counts once.
func NewMarket(postings []models.Posting, day models.Date, rules Rules) *Market {
	m := &Market{day: day, rules: rules, chance: rules.Acceptance.table(), near: rules.Weights.nearness(), index: map[string]int{}}
	m.year, _, _ = day.Parts()
	m.suitable, _ = slices.BinarySearch(m.chance[:], Suitable)
	b := builder{m, map[job]int{}, map[string]int{}, map[string]int{}, map[string]int{}}
	for _, p := range inOrder(postings) {
		if cause := closedBecause(p, day); cause != "" {
			m.dead = append(m.dead, Unlisted{p, cause})
			continue
		}
		m.index[p.Vacancy.ID] = len(m.offers)
		m.offers = append(m.offers, b.offer(p))
	}
	m.employers = len(b.employers)
	return m
}

// Len is the number of live vacancies.
func (m *Market) Len() int { return len(m.offers) }

func inOrder(postings []models.Posting) []*models.Posting {
	postings = slices.Clone(postings)
	out := make([]*models.Posting, len(postings))
	for i := range postings {
		out[i] = &postings[i]
	}
	byID := func(a, b *models.Posting) int { return cmp.Compare(a.Vacancy.ID, b.Vacancy.ID) }
	slices.SortStableFunc(out, byID)
	return slices.CompactFunc(out, func(a, b *models.Posting) bool { return byID(a, b) == 0 })
}

// job is what an offer is about, as far as wishes are concerned.
type job struct{ code, title string }

// offer is a live vacancy in the form in which it is compared; skills, papers and the job are numbers of the market.
type offer struct {
	*models.Posting
	employer       int
	job            int
	place          *models.Point
	ageMin, ageMax int
	schooling      int
	wage           models.Fen
	waged          bool
	benefits       benefits
	skills         []int
	papers         []int
	fresh          int
	places         int
}

type builder struct {
	m                             *Market
	jobs                          map[job]int
	employers, skillIDs, paperIDs map[string]int
}

func (b builder) offer(p *models.Posting) offer {
	v := &p.Vacancy
	o := offer{
		Posting: p, employer: number(b.employers, v.EnterpriseID), ageMin: v.AgeMin, ageMax: v.AgeMax,
		schooling: v.Education.Years(), benefits: benefitsOf(v.Benefits), places: v.Remaining(), fresh: b.m.fresh(v),
	}
	if p.Place != nil {
		place := p.Place.GCJ()
		o.place = &place
	}
	if low, high, ok := v.Wage.Monthly(); ok {
		o.wage, o.waged = (low+high)/2, true
	}
	o.job = b.job(v)
	for _, s := range v.Skills {
		o.skills = append(o.skills, b.word(b.skillIDs, &b.m.skills, s))
	}
	for _, c := range v.Certificates {
		o.papers = append(o.papers, b.word(b.paperIDs, &b.m.papers, c))
	}
	return o
}

func (b builder) job(v *models.Vacancy) int {
	j := job{string(v.Occupation), plain(v.Title)}
	if j.code == "" {
		j.code, _ = b.m.rules.Occupations.Find(v.Title)
	}
	n := number(b.jobs, j)
	if n == len(b.m.jobs) {
		b.m.jobs = append(b.m.jobs, j)
	}
	return n
}

func (b builder) word(ids map[string]int, words *[]string, s string) int {
	n := number(ids, plain(s))
	if n == len(*words) {
		*words = append(*words, plain(s))
	}
	return n
}

// number gives a key the next number when it is new, else the one it has.
func number[K comparable](ids map[K]int, key K) int {
	n, ok := ids[key]
	if !ok {
		n = len(ids)
		ids[key] = n
	}
	return n
}

// fresh is the points of a vacancy's age in whole days; one whose opening is unknown counts as old.
func (m *Market) fresh(v *models.Vacancy) int {
	w := m.rules.Weights
	age, known := m.daysOpen(v)
	if !known || age >= w.FreshDays {
		return 0
	}
	return w.Fresh * (w.FreshDays - age) / w.FreshDays
}

func (m *Market) daysOpen(v *models.Vacancy) (days int, known bool) {
	if v.OpenedAt == nil {
		return 0, false
	}
	opened := models.Date(v.OpenedAt.UTC().Format("2006-01-02"))
	return max(0, m.day.DaysSince(opened)), true
}

// plain is a title, skill or certificate without what writers vary: width, case, spaces and punctuation.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" ()（）[]【】<>《》/、,，.。;；:：·-—_+!！?？", r) {
			return -1
		}
		return r
	}, strings.ToLower(models.FoldWidth(s)))
}

// benefits is a set of what the seekers' vocabulary of needs holds.
type benefits uint8

// benefitsOf keeps what can be needed; a room for couples is lodging.
func benefitsOf(list []models.Benefit) benefits {
	var set benefits
	for i, term := range models.Needs {
		if slices.Contains(list, term.Code) {
			set |= 1 << i
		}
	}
	if slices.Contains(list, models.BenefitCoupleRoom) {
		set |= benefitsOf([]models.Benefit{models.BenefitLodging})
	}
	return set
}

func (b benefits) has(x models.Benefit) bool { return b&benefitsOf([]models.Benefit{x}) != 0 }
