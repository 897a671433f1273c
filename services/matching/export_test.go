package matching

import (
	"cmp"
	"fmt"
	"slices"

	"konggang/models"
)

// Plainly gives what Top gives, found by judging every live vacancy and sorting.
func (m *Market) Plainly() func(p Person, k int) []Match {
	offers := m.liveOffers()
	return func(p Person, k int) []Match { return m.plainly(offers, p, k) }
}

func (m *Market) plainly(offers []offer, p Person, k int) []Match {
	if !m.eligible(&p.Seeker) {
		return nil
	}
	q := m.query()
	defer q.free()
	q.askSeeker(&p.Seeker, spotOf(p.Place))
	var out []Match
	for i := range offers {
		o := &offers[i]
		if parts, w, ok := q.parts(o); ok {
			out = append(out, Match{VacancyID: m.id(o.doc), Score: parts.Sum(), Parts: parts, DistanceKM: w.km(), Precision: p.Precision})
		}
	}
	slices.SortStableFunc(out, func(a, b Match) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.VacancyID, b.VacancyID))
	})
	return out[:min(k, len(out))]
}

// Pair is one pair of a sweep with the vacancy's id.
type Pair struct {
	VacancyID string
	Score     int
}

// Pairs is the pairs of at least a score for every seeker, by seeker id, and Plain the same by judging all.
func (m *Market) Pairs(floor int) (swept, plain map[string][]Pair) {
	swept, plain = map[string][]Pair{}, map[string][]Pair{}
	s := m.sweep()
	offers := m.liveOffers()
	q := m.query()
	defer q.free()
	for _, home := range m.order {
		at := m.ahead.homes[home].at
		o := s.look(at)
		for i := range m.hamlets.at(home).people {
			p := &m.hamlets.at(home).people[i]
			id := m.ahead.seekers[p.id]
			o.ask(p)
			least := int32(floor)
			o.search(&least, func(x *offer, score int32) { swept[id] = append(swept[id], Pair{m.id(x.doc), int(score)}) })
			slices.SortFunc(swept[id], func(a, b Pair) int { return cmp.Compare(a.VacancyID, b.VacancyID) })
			q.ask(p, at)
			for _, x := range offers {
				if parts, _, ok := q.parts(&x); ok && parts.Sum() >= floor {
					plain[id] = append(plain[id], Pair{m.id(x.doc), parts.Sum()})
				}
			}
		}
		o.done()
	}
	return swept, plain
}

// CheckBounds holds the bound of every block, by occupation and by place, against the score of each of its offers for a
// person, and of every hamlet against each of its people for a posting.
func (m *Market) CheckBounds(who Person) error {
	q := m.query()
	defer q.free()
	q.askSeeker(&who.Seeker, spotOf(who.Place))
	for occupation, r := range m.runs {
		code, level := q.codeLevel(uint32(occupation)), q.codeLevel(uint32(occupation))
		for _, read := range q.read {
			for raised, list := range read.raised {
				if slices.Contains(list, uint32(occupation)) {
					level = max(level, uint8(raised))
				}
			}
		}
		if err := q.checkRun(r, code, level); err != nil {
			return err
		}
	}
	return m.checkParcels()
}

// checkParcels holds that every offer that is somewhere is in the parcel of its place, once, and nothing else is.
func (m *Market) checkParcels() error {
	missing := map[uint32]bool{}
	for doc := range m.known.size() {
		if m.known.at(doc).state == live && m.offers.at(doc).at.known() {
			missing[doc] = true
		}
	}
	for _, one := range m.parcels {
		for _, s := range one.steads {
			if o := m.offers.at(s.doc); !missing[s.doc] || cubeOf(o.at) != one.cube || s != (stead{o.at, o.gist()}) {
				return fmt.Errorf("%s is not where it should be", m.id(s.doc))
			}
			delete(missing, s.doc)
		}
	}
	if len(missing) > 0 {
		return fmt.Errorf("%d offers are in no parcel", len(missing))
	}
	return nil
}

func (q *query) checkRun(r run, code, level uint8) error {
	for i := range r.blocks {
		best := q.best(&r.blocks[i].bounds, code, level, 0)
		gists := r.blocks[i].gists
		sorted := slices.IsSortedFunc(gists, func(a, b gist) int { return byKey(q.m.offers.at(a.doc), q.m.offers.at(b.doc)) })
		if len(gists) == 0 || len(gists) > blockSize || !sorted {
			return fmt.Errorf("a block of %d offers, or out of order", len(gists))
		}
		for _, g := range gists {
			o := q.m.offers.ref(g.doc)
			if g != o.gist() {
				return fmt.Errorf("the gist of %s is another's", q.m.id(o.doc))
			}
			parts, _, ok := q.parts(o)
			if !ok {
				continue
			}
			score := int32(parts.Sum())
			if span := q.best(&r.spans[i/spanSize], code, level, 0); score > span {
				return fmt.Errorf("%s scores %d, its span at most %d", q.m.id(o.doc), score, span)
			}
			if rest := score - int32(parts[partOccupation]+parts[partDistance]); q.barsGist(&g) || rest > q.restMost(&g) {
				return fmt.Errorf("%s has %d besides work and way, its gist at most %d", q.m.id(o.doc), rest, q.restMost(&g))
			}
			if score > best {
				return fmt.Errorf("%s scores %d, its block at most %d", q.m.id(o.doc), score, best)
			}
		}
	}
	return nil
}

// CheckCrowds holds the bound of every hamlet against the score of each of its people for a posting.
func (m *Market) CheckCrowds(p models.Posting) error {
	seen, o, ok := m.openOffer(&p)
	if !ok {
		return nil
	}
	q := seen.query()
	defer q.free()
	for _, home := range seen.order {
		h, at := seen.hamlets.at(home), seen.ahead.homes[home].at
		best := seen.crowdBest(&h.crowd, at, &o)
		for i := range h.people {
			q.ask(&h.people[i], at)
			parts, _, ok := q.parts(&o)
			if ok && h.people[i].age(seen.year) >= models.LegalWorkingAge && int32(parts.Sum()) > best {
				return fmt.Errorf("%s scores %d, the hamlet at most %d", seen.ahead.seekers[h.people[i].id], parts.Sum(), best)
			}
		}
	}
	return nil
}
