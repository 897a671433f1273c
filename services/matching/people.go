package matching

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"konggang/models"
)

// home is where people live: a village, and the place that it is measured from.
type home struct {
	village   models.DivisionCode
	at        spot
	precision models.Precision
}

// compare orders homes by village.
func (h home) compare(o home) int {
	return cmp.Or(cmp.Compare(h.village, o.village), cmp.Compare(h.at.X, o.at.X), cmp.Compare(h.at.Y, o.at.Y), cmp.Compare(h.at.Z, o.at.Z), cmp.Compare(h.precision, o.precision))
}

// homes numbers the homes as names does words.
type homes struct {
	mu     sync.RWMutex
	number map[home]uint32
	list   []home
}

func newHomes() *homes { return &homes{number: map[home]uint32{}} }

func (h *homes) add(one home) uint32 {
	h.mu.Lock()
	defer h.mu.Unlock()
	number, ok := h.number[one]
	if !ok {
		number = uint32(len(h.list))
		h.number[one], h.list = number, append(h.list, one)
	}
	return number
}

func (h *homes) all() []home {
	h.mu.RLock()
	defer h.mu.RUnlock()
	return h.list
}

// person is a seeker in the form in which offers are compared with: 32 bytes, no pointer, no name and no phone.
type person struct {
	id                     uint32 // the number of the seeker's id
	wage                   int32  // the wage that is expected, in fen, above 0
	reach                  int32  // the longest way that is felt acceptable, in metres
	wishes, skills, papers uint32 // sets
	birthYear              int16
	schooling              uint8
	needs                  benefits
	shifts                 uint8 // the bits of the shifts that would do, none for any
	// shares tells that the seeker agreed to be shown to employers; asks, that the wage is one that they stated.
	shares, asks bool
}

// unlimited is the reach of somebody who would go anywhere.
const unlimited = math.MaxInt32

// hamlet is the people of one home by the order of their ids, with what bounds them all; never changed.
type hamlet struct {
	people []person
	crowd
}

// crowd is what holds of every person of a hamlet; see crowdBest.
type crowd struct {
	reach               int32 // the longest
	wage                int32 // the lowest expectation
	bornFirst, bornLast int16
	schooling           uint8 // the highest
	needs               benefits
	needless, stay      bool // at least one who needs nothing, who lodges
}

func newHamlet(people []person) *hamlet {
	h := &hamlet{people, crowd{wage: math.MaxInt32, bornFirst: math.MaxInt16, bornLast: math.MinInt16}}
	for i := range people {
		p := &people[i]
		h.reach, h.wage = max(h.reach, p.reach), min(h.wage, p.wage)
		h.bornFirst, h.bornLast = min(h.bornFirst, p.birthYear), max(h.bornLast, p.birthYear)
		h.schooling, h.needs = max(h.schooling, p.schooling), h.needs|p.needs
		h.needless, h.stay = h.needless || p.needs == 0, h.stay || p.needs&needLodging != 0
	}
	return h
}

// Person is a seeker and where they live; Place is nil when that is unknown.
type Person struct {
	Seeker    models.Seeker
	Place     *models.Point
	Precision models.Precision
}

func (p *Person) home() home { return home{p.Seeker.Village, spotOf(p.Place), p.Precision} }

// willing tells whether matching may look at the seeker at all but for the age: looking, and agreed to matching (PIPL art.
// 13, 24).
func willing(s *models.Seeker) bool {
	return s.Status == models.SeekerLooking && s.Consented(models.ConsentMatching)
}

// person packs a seeker, noting the words that are new.
func (m *Market) person(s *models.Seeker) person {
	h := m.shared
	return person{
		id: h.seekers.add(s.ID), wage: m.expected(s), reach: reachOf(s.MaxDistanceKM),
		wishes: h.wishSets.add(h.wishes(s, true)), skills: h.skillsHeld.sets.add(h.skillsHeld.list(s.Skills, true)),
		papers:    h.papersHeld.sets.add(h.papersHeld.list(s.Certificates, true)),
		birthYear: birthYear(s), schooling: small(s.Education.Years()), needs: benefitsOf(s.Needs), shifts: shiftSet(s.Shifts),
		shares: s.Consented(models.ConsentShare), asks: s.WageMin > 0,
	}
}

// expected is the wage that offers are measured by.
func (m *Market) expected(s *models.Seeker) int32 {
	if s.WageMin <= 0 {
		return int32(m.rules.Weights.UsualWage)
	}
	return int32(min(s.WageMin, models.MaxWage))
}

func reachOf(km float64) int32 {
	if km <= 0 {
		return unlimited
	}
	return metres(straight(km))
}

func birthYear(s *models.Seeker) int16 { return int16(min(max(s.BirthYear, 0), math.MaxInt16)) }

// age is the age that is certain in a year, 0 when the year of birth is unknown: models.Seeker.CertainAge on what is kept.
func (p *person) age(year int) int {
	if p.birthYear == 0 {
		return 0
	}
	return max(0, year-int(p.birthYear)-1)
}

// wishes are a seeker's wishes, the titles first.
func (s *shared) wishes(who *models.Seeker, keep bool) []*wish {
	var out []*wish
	for _, title := range who.Wanted {
		out = append(out, s.trades.wishFor(title, "", keep))
	}
	for _, code := range who.Occupations {
		out = append(out, s.trades.wishFor("", string(code), keep))
	}
	return out
}

// WithPeople is the market with seekers as they are now, and without those whose ids are gone. Who may not be matched
// (does not look for work, has not agreed) is taken out. No name and no phone is kept.
func (m *Market) WithPeople(changed []Person, gone []string) *Market {
	moves := map[uint32][]person{}
	leaving := map[uint32]bool{}
	homeOf := m.homeOf.edit()
	touched := map[uint32]bool{}
	leave := func(id string) {
		number, known := m.shared.seekers.find(id)
		if !known {
			return
		}
		if from := homeOf.at(number); from != 0 {
			touched[from-1], leaving[number] = true, true
			homeOf.set(number, 0)
		}
	}
	for _, id := range gone {
		leave(id)
	}
	for i := range changed {
		who := &changed[i]
		leave(who.Seeker.ID)
		if !willing(&who.Seeker) {
			continue
		}
		p, at := m.person(&who.Seeker), m.shared.homes.add(who.home())
		homeOf.set(p.id, at+1)
		moves[at], touched[at] = append(moves[at], p), true
	}
	next := m.clone()
	next.homeOf = homeOf.done()
	next.resettle(touched, leaving, moves)
	return next
}

// resettle makes the touched hamlets anew.
func (m *Market) resettle(touched, leaving map[uint32]bool, moves map[uint32][]person) {
	hamlets, count := m.hamlets.edit(), 0
	for at := range touched {
		var people []person
		if old := hamlets.at(at); old != nil {
			count -= len(old.people)
			for _, p := range old.people {
				if !leaving[p.id] {
					people = append(people, p)
				}
			}
		}
		people = append(people, m.latest(moves[at], at)...)
		slices.SortFunc(people, func(a, b person) int { return cmp.Compare(m.ahead.seekers[a.id], m.ahead.seekers[b.id]) })
		count += len(people)
		if len(people) == 0 {
			hamlets.set(at, nil)
			continue
		}
		hamlets.set(at, newHamlet(people))
	}
	before := m.hamlets
	m.hamlets, m.people = hamlets.done(), m.people+count
	m.settle(touched, before)
}

// latest is those who still live at a home, each as it was last told.
func (m *Market) latest(people []person, at uint32) []person {
	last := map[uint32]person{}
	var order []uint32
	for _, p := range people {
		if _, twice := last[p.id]; !twice {
			order = append(order, p.id)
		}
		last[p.id] = p
	}
	out := make([]person, 0, len(order))
	for _, id := range order {
		if m.homeOf.at(id) == at+1 {
			out = append(out, last[id])
		}
	}
	return out
}

// settle keeps the order of the homes that have people, given the hamlets as they were.
func (m *Market) settle(touched map[uint32]bool, before table[*hamlet]) {
	var come []uint32
	left := map[uint32]bool{}
	for at := range touched {
		was, is := before.at(at) != nil, m.hamlets.at(at) != nil
		if is && !was {
			come = append(come, at)
		}
		left[at] = was && !is
	}
	if len(come) == 0 && !slices.ContainsFunc(m.order, func(at uint32) bool { return left[at] }) {
		return
	}
	m.order = append(slices.DeleteFunc(slices.Clone(m.order), func(at uint32) bool { return left[at] }), come...)
	slices.SortFunc(m.order, func(a, b uint32) int { return m.ahead.homes[a].compare(m.ahead.homes[b]) })
}

// People is the number of seekers.
func (m *Market) People() int { return m.people }

// within is the homes inside a division, in the order of their villages; "" is everywhere.
func (m *Market) within(d models.DivisionCode) []uint32 {
	if d == "" {
		return m.order
	}
	if d.Level() == 0 {
		return nil
	}
	from, _ := slices.BinarySearchFunc(m.order, d, func(at uint32, d models.DivisionCode) int {
		return cmp.Compare(m.ahead.homes[at].village, models.DivisionCode(d.Prefix()))
	})
	to := from
	for to < len(m.order) && d.Contains(m.ahead.homes[m.order[to]].village) {
		to++
	}
	return m.order[from:to]
}

// meets tells whether the person meets the conditions of an offer that can be told without a query: age, schooling and pay.
func (p *person) meets(year int, w *Weights, o *offer) bool {
	age := small(min(p.age(year), oldest))
	return age >= o.ageMin && age <= o.ageMax && p.schooling >= o.schooling && (o.wage == unwaged || o.wage >= leastWage(p, w))
}

// goes tells whether the person would go such a way, or lodge at its end.
func (p *person) goes(w way, o *offer) bool {
	return o.needs&needLodging != 0 && p.needs&needLodging != 0 || w.felt <= p.reach
}

// include makes p go wherever another would; nil goes anywhere.
func (p *person) include(other *person) {
	if other == nil {
		p.reach = unlimited
		return
	}
	p.reach, p.needs = max(p.reach, other.reach), p.needs|other.needs
}

// leastWage is the least pay by the month that somebody works for, in fen.
func leastWage(p *person, w *Weights) int32 {
	if !p.asks {
		return 0
	}
	return int32(int64(p.wage) * int64(w.WageFloorPercent) / 100)
}
