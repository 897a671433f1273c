// Package brute scores every pair, with columns in place of words: fast enough to check ten thousand seekers against a
// market, and simple enough to be believed. It is the judge of exactness, and the engine under the best-mean lists.
package brute

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"konggang/models"
	"konggang/scripts/bench/law"
)

// Measure is how distances are taken, in whole metres: between two points, and how far somebody goes who goes so many metres.
// It is the engine's own, since the law leaves open whether a way is measured along the ground or straight.
type Measure struct {
	Apart func(a, b models.Point) int
	Reach func(metres int) int
}

// Match is one vacancy for a person.
type Match struct {
	ID    string
	Score int
}

// Market is every live vacancy in columns, by id. It is for one goroutine at a time; Share gives others their own.
type Market struct {
	measure Measure
	rows    []row
	jobs    []law.Job
	skills  []string
	papers  []string
	wishes  map[law.Job][]uint8
	near    []int
}

type row struct {
	id             string
	job            int
	ageMin, ageMax int
	schooling      int
	skills, papers []int
	wage           models.Fen
	waged          bool
	shift          models.Shift
	needs          uint8
	shuttle        bool
	fresh          int
	place          models.Point
}

// NewMarket takes in the vacancies in any order.
func NewMarket(vacancies []law.Vacancy, measure Measure) *Market {
	m := &Market{measure: measure, wishes: map[law.Job][]uint8{}}
	jobs, skills, papers := numbers[law.Job]{}, numbers[string]{}, numbers[string]{}
	for _, v := range vacancies {
		r := row{
			id: v.ID, job: jobs.of(v.Job), ageMin: v.AgeMin, ageMax: v.AgeMax, schooling: v.Schooling, wage: v.Wage, waged: v.Waged,
			shift: v.Shift, needs: mask(v.Needs), shuttle: v.Shuttle, fresh: v.Fresh, place: v.Place,
		}
		if r.ageMax == 0 {
			r.ageMax = math.MaxInt
		}
		for _, s := range v.Skills {
			r.skills = append(r.skills, skills.of(s))
		}
		for _, c := range v.Papers {
			r.papers = append(r.papers, papers.of(c))
		}
		m.rows = append(m.rows, r)
	}
	slices.SortFunc(m.rows, func(a, b row) int { return cmp.Compare(a.id, b.id) })
	m.jobs, m.skills, m.papers = jobs.list(), skills.list(), papers.list()
	for steps := range 2001 {
		m.near = append(m.near, law.Near(100*steps))
	}
	return m
}

// Share is the same market for another goroutine.
func (m *Market) Share() *Market {
	other := *m
	other.wishes = map[law.Job][]uint8{}
	return &other
}

// Len is the number of vacancies.
func (m *Market) Len() int { return len(m.rows) }

// numbers gives every new key the next number.
type numbers[K comparable] map[K]int

func (n numbers[K]) of(key K) int {
	i, known := n[key]
	if !known {
		i = len(n)
		n[key] = i
	}
	return i
}

func (n numbers[K]) list() []K {
	out := make([]K, len(n))
	for key, i := range n {
		out[i] = key
	}
	return out
}

func mask(needs []models.Benefit) uint8 {
	var set uint8
	for i, n := range models.Needs {
		if slices.Contains(needs, n.Code) {
			set |= 1 << i
		}
	}
	return set
}

var lodging = mask([]models.Benefit{models.BenefitLodging})

// profile is a person beside the columns.
type profile struct {
	law.Person
	points         []uint16
	skills, papers []bool
	needs          uint8
}

func (m *Market) profile(p law.Person) profile {
	out := profile{Person: p, points: make([]uint16, len(m.jobs)), needs: mask(p.Needs)}
	if p.Reach < law.NoLimit {
		out.Reach = m.measure.Reach(p.Reach)
	}
	for _, w := range p.Wishes {
		for j, k := range m.kinship(w) {
			out.points[j] = max(out.points[j], uint16(law.Weights.Kinship[k])) //nolint:gosec // at most 1000
		}
	}
	out.skills = counted(m.skills, p.Skills, law.Similar)
	out.papers = counted(m.papers, p.Papers, law.Proves)
	return out
}

func (m *Market) kinship(wish law.Job) []uint8 {
	if known, ok := m.wishes[wish]; ok {
		return known
	}
	out := make([]uint8, len(m.jobs))
	for j, job := range m.jobs {
		out[j] = uint8(law.Kinship(wish, job)) //nolint:gosec // 0 to 4
	}
	m.wishes[wish] = out
	return out
}

func counted(words, own []string, counts func(own, word string) bool) []bool {
	out := make([]bool, len(words))
	for i, w := range words {
		out[i] = slices.ContainsFunc(own, func(o string) bool { return counts(o, w) })
	}
	return out
}

// Top is the k best vacancies, the best first, ties by id. Every pair is judged; the distance is measured unless the pair
// could not enter the k even if it were next door.
func (m *Market) Top(p law.Person, k int) []Match {
	who, best := m.profile(p), make([]hit, 0, k+1)
	for i := range m.rows {
		points, ok := who.placeless(&m.rows[i])
		if !ok || len(best) == k && points+law.Weights.Distance <= best[k-1].score {
			continue
		}
		if near, ok := m.way(&who, &m.rows[i], m.measure.Apart(p.Place, m.rows[i].place)); ok {
			best = keep(best, hit{i, points + near}, k)
		}
	}
	out := make([]Match, len(best))
	for i, h := range best {
		out[i] = Match{m.rows[h.row].id, h.score}
	}
	return out
}

type hit struct{ row, score int }

// keep puts a hit in its place; it comes after those of the same score, which have lower ids.
func keep(best []hit, h hit, k int) []hit {
	at := len(best)
	for at > 0 && best[at-1].score < h.score {
		at--
	}
	if at == k {
		return best
	}
	best = slices.Insert(best, at, h)
	return best[:min(k, len(best))]
}

// placeless is the score without the distance; false when a condition fails.
func (p *profile) placeless(r *row) (int, bool) {
	if p.Age < r.ageMin || p.Age > r.ageMax || p.Schooling < r.schooling || r.waged && r.wage < p.Least {
		return 0, false
	}
	for _, c := range r.papers {
		if !p.papers[c] {
			return 0, false
		}
	}
	skills := law.Weights.SkillsUnasked
	if len(r.skills) > 0 {
		held := 0
		for _, s := range r.skills {
			if p.skills[s] {
				held++
			}
		}
		skills = law.Weights.Skills * held / len(r.skills)
	}
	needs := law.Weights.NeedsUnasked
	if p.needs != 0 {
		needs = law.Weights.Needs * bits.OnesCount8(p.needs&r.needs) / bits.OnesCount8(p.needs)
	}
	return int(p.points[r.job]) + skills + needs + law.WagePoints(r.waged, r.wage, p.Wage) + law.ShiftPoints(p.Shifts, r.shift) + r.fresh, true
}

// way is the points of a way of so many metres; false when it is too far.
func (m *Market) way(p *profile, r *row, metres int) (int, bool) {
	felt := law.Felt(metres, r.shuttle)
	near := m.near[min(felt/100, len(m.near)-1)]
	if p.needs&r.needs&lodging != 0 {
		return max(near, law.Weights.Lodged), true
	}
	return near, felt <= p.Reach
}

// BestMean is a village's list by the highest mean score among its people, the usual ranking: the baseline of allocation.
func (m *Market) BestMean(home models.Point, people []law.Person, lines int) []string {
	metres, total := make([]int, len(m.rows)), make([]int, len(m.rows))
	for i := range m.rows {
		metres[i] = m.measure.Apart(home, m.rows[i].place)
	}
	for _, p := range people {
		who := m.profile(p)
		for i := range m.rows {
			if points, ok := who.placeless(&m.rows[i]); ok {
				if near, ok := m.way(&who, &m.rows[i], metres[i]); ok {
					total[i] += points + near
				}
			}
		}
	}
	best := make([]hit, 0, lines+1)
	for i, score := range total {
		best = keep(best, hit{i, score}, lines)
	}
	var ids []string
	for _, h := range best {
		ids = append(ids, m.rows[h.row].id)
	}
	return ids
}
