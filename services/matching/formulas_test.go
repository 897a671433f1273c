package matching_test

import (
	"cmp"
	"hash/fnv"
	"math"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/services/matching"
)

// plainly is the allocation written down from its formulas, everything computed anew at every step: the specification
// that the allocator, with its bounds and running sums, is held against.
type plainly struct {
	c       made
	opt     matching.Options
	ids     []string
	offers  map[string]models.Vacancy
	seekers []models.Seeker
	// score[village][vacancy][seeker id] is present when the seeker can take it from there.
	score []map[string]map[string]int
	// heads[village][seeker id] is what the seeker weighs there.
	heads []map[string]float64
	lists [][]string
}

func newPlainly(c made, opt matching.Options) *plainly {
	m := market(c.postings...)
	p := &plainly{c: c, opt: opt, offers: map[string]models.Vacancy{}, lists: make([][]string, len(c.villages))}
	for _, posting := range c.postings {
		p.ids, p.offers[posting.Vacancy.ID] = append(p.ids, posting.Vacancy.ID), posting.Vacancy
	}
	slices.Sort(p.ids)
	for _, s := range c.seekers {
		if s.MayWork(2026) {
			p.seekers = append(p.seekers, s)
		}
	}
	for _, v := range c.villages {
		scores := map[string]map[string]int{}
		for _, s := range p.seekers {
			for _, match := range m.Top(matching.Person{Seeker: s, Place: v.Place}, m.Len()) {
				id := match.VacancyID
				if scores[id] == nil {
					scores[id] = map[string]int{}
				}
				scores[id][s.ID] = match.Score
			}
		}
		p.score = append(p.score, scores)
	}
	rho := p.likeness()
	for _, v := range c.villages {
		p.heads = append(p.heads, p.weigh(v.Code, rho))
	}
	return p
}

// chance is p_ij of a seeker seen from a village, nothing where it is less than 1 in 100.
func (p *plainly) chance(village int, vacancy, seeker string) float64 {
	if slight := p.slight(village, vacancy, seeker); slight >= .01 {
		return slight
	}
	return 0
}

// slight is p_ij however small.
func (p *plainly) slight(village int, vacancy, seeker string) float64 {
	score, ok := p.score[village][vacancy][seeker]
	if !ok {
		return 0
	}
	return matching.DefaultRules().Acceptance.Chance(score)
}

// weigh is what each seeker of the town weighs in a village.
func (p *plainly) weigh(code models.DivisionCode, rho float64) map[string]float64 {
	town, own := 0.0, 0.0
	for _, s := range p.seekers {
		if s.Village.Town() == code.Town() {
			town++
		}
		if s.Village == code {
			own++
		}
	}
	prior := (1 - rho) / rho
	b := prior / (own + prior)
	if own >= 30 {
		b = 0
	}
	out := map[string]float64{}
	for _, s := range p.seekers {
		if s.Village == code {
			out[s.ID] += own * (1 - b) / own
		}
		if s.Village.Town() == code.Town() {
			out[s.ID] += own * b / town
		}
	}
	return out
}

// likeness compares every two seekers; the made county of this test is one town.
func (p *plainly) likeness() float64 {
	class := func(s models.Seeker) string {
		code, _ := tree.Find(s.Wanted[0])
		return strings.Join(strings.Split(code, "-")[:2], "-")
	}
	var alike, all [2]float64
	for _, s := range p.seekers {
		for _, o := range p.seekers {
			if s.ID == o.ID {
				continue
			}
			where := 0
			if s.Village != o.Village {
				where = 1
			}
			all[where]++
			if class(s) == class(o) {
				alike[where]++
			}
		}
	}
	within, across := alike[0]/all[0], alike[1]/all[1]
	return min(max((within-across)/(1-across), .01), .5)
}

func (p *plainly) gain(village int, vacancy string) float64 {
	sum := 0.0
	for seeker, heads := range p.heads[village] {
		for _, other := range p.lists[village] {
			heads *= 1 - p.chance(village, other, seeker)
		}
		sum += heads * p.chance(village, vacancy, seeker)
	}
	return sum
}

// most is all whom the village could send, were nothing else on its list.
func (p *plainly) most(village int, vacancy string) float64 {
	sum := 0.0
	for seeker, heads := range p.heads[village] {
		sum += heads * p.chance(village, vacancy, seeker)
	}
	return sum
}

func (p *plainly) load(vacancy string) float64 {
	sum := 0.0
	for village, list := range p.lists {
		if !slices.Contains(list, vacancy) {
			continue
		}
		for seeker, heads := range p.heads[village] {
			mine, line := p.score[village][vacancy][seeker], slices.Index(list, vacancy)
			for k, other := range list {
				if theirs := p.score[village][other][seeker]; theirs > mine || theirs == mine && k < line {
					heads *= 1 - p.chance(village, other, seeker)
				}
			}
			sum += heads * p.chance(village, vacancy, seeker)
		}
	}
	return sum
}

func (p *plainly) pick(village int) bool {
	firm := map[string]int{}
	for _, id := range p.lists[village] {
		firm[p.offers[id].EnterpriseID]++
	}
	best, most := "", 0.0
	for _, id := range p.ids {
		v := p.offers[id]
		if slices.Contains(p.lists[village], id) || firm[v.EnterpriseID] >= p.opt.PerEmployer {
			continue
		}
		g, e, h := p.gain(village, id), p.load(id), float64(v.Headcount)
		worth := min(g, max(0, p.opt.Kappa*h-e)) + p.opt.Epsilon*g
		if e+p.most(village, id) > p.opt.Ceiling*h {
			worth *= 1e-6
		}
		if worth > most*(1+1e-12) {
			best, most = id, worth
		}
	}
	if best == "" || p.load(best)+p.most(village, best) > p.opt.Ceiling*float64(p.offers[best].Headcount) {
		within, beyond := p.fill(village, firm)
		best = cmp.Or(within, best, beyond)
	}
	if best != "" {
		p.lists[village] = append(p.lists[village], best)
	}
	return best != ""
}

// fill is what nobody is likely to take, the least unlikely first, within its ceiling and beyond it.
func (p *plainly) fill(village int, firm map[string]int) (within, beyond string) {
	most := map[bool]float64{}
	for _, id := range p.ids {
		v := p.offers[id]
		if slices.Contains(p.lists[village], id) || firm[v.EnterpriseID] >= p.opt.PerEmployer || p.most(village, id) > 0 {
			continue
		}
		sum := 0.0
		for seeker, heads := range p.heads[village] {
			sum += heads * p.slight(village, id, seeker)
		}
		over := p.load(id) > p.opt.Ceiling*float64(v.Headcount)
		if sum <= most[over]*(1+1e-12) {
			continue
		}
		most[over] = sum
		if over {
			beyond = id
		} else {
			within = id
		}
	}
	return within, beyond
}

// visited is the villages in the order in which they have their turns.
func visited(villages []matching.Village) []int {
	key := func(v int) uint64 {
		h := fnv.New64a()
		h.Write([]byte(villages[v].Code))
		return h.Sum64()
	}
	order := make([]int, len(villages))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(key(a), key(b)) })
	return order
}

func (p *plainly) run() {
	order := visited(p.c.villages)
	backward := slices.Clone(order)
	slices.Reverse(backward)
	for line := range p.opt.Lines {
		for _, village := range [][]int{order, backward}[line%2] {
			p.pick(village)
		}
	}
	for range p.opt.Sweeps {
		for _, village := range order {
			p.lists[village] = nil
			for len(p.lists[village]) < p.opt.Lines && p.pick(village) {
			}
		}
	}
}

func TestAllocationFollowsItsFormulas(t *testing.T) {
	for seed := range uint64(4) {
		c := county(seed, 4, 14, 28)
		for i := range c.postings {
			c.postings[i].Vacancy.Headcount = 1 + i%2
		}
		opt := matching.DefaultOptions()
		opt.Lines = 5
		want := newPlainly(c, opt)
		want.run()
		for i, l := range c.market().Allocate(c.villages, nil, opt).Lists {
			if diff := gocmp.Diff(want.lists[i], ids(l)); diff != "" {
				t.Errorf("seed %d, %s (-want +got):\n%s", seed, l.Village.Code, diff)
			}
		}
	}
}

func TestLoadFollowsItsFormula(t *testing.T) {
	c := county(9, 4, 14, 28)
	opt := matching.DefaultOptions()
	opt.Lines = 5
	m, p := c.market(), newPlainly(c, opt)
	for i, l := range m.Allocate(c.villages, nil, opt).Lists {
		p.lists[i] = ids(l)
	}
	got := m.LoadOf(c.villages, p.lists)
	for _, id := range p.ids {
		if want := p.load(id); math.Abs(got[id]-want) > 1e-9 {
			t.Errorf("load of %s is %v, want %v", id, got[id], want)
		}
	}
}
