package matching

import (
	"cmp"
	"slices"

	"konggang/models"
)

// Candidate is one seeker who suits a vacancy. Shares tells that they agreed to be shown to employers (PIPL art. 23); who
// did not may be counted and nothing more.
type Candidate struct {
	SeekerID string
	Score    int
	Shares   bool
}

// Candidates is the k best seekers inside a division ("" for everywhere) for a vacancy, the best first, ties by seeker id;
// nothing when it cannot be heard about.
func (m *Market) Candidates(p models.Posting, within models.DivisionCode, k int) []Candidate {
	seen, o, ok := m.openOffer(&p)
	if !ok || k <= 0 {
		return nil
	}
	q := seen.query()
	defer q.free()
	var best []candidate
	for _, h := range q.hamlets(&o, seen.within(within)) {
		if len(best) == k && h.best < best[k-1].score {
			break
		}
		best = q.among(h, &o, best, k)
	}
	out := make([]Candidate, len(best))
	for i, c := range best {
		out[i] = Candidate{seen.ahead.seekers[c.person.id], int(c.score), c.person.shares}
	}
	return out
}

// openOffer is a posting as it is now, as an offer, when it can be heard about; and the market with all words that it uses.
func (m *Market) openOffer(p *models.Posting) (*Market, offer, bool) {
	if closedBecause(p) != "" || p.Vacancy.ValidUntil < m.date {
		return nil, offer{}, false
	}
	o := m.shared.offer(p, 0)
	return m.clone(), o, true
}

type candidate struct {
	person *person
	score  int32
}

// bounded is a hamlet with a score that nobody in it exceeds.
type bounded struct {
	*hamlet
	at   spot
	best int32
}

// hamlets is those of the homes where somebody might suit, the best bound first.
func (q *query) hamlets(o *offer, homes []uint32) []bounded {
	var out []bounded
	for _, home := range homes {
		h := bounded{q.m.hamlets.at(home), q.m.ahead.homes[home].at, 0}
		if h.best = q.m.crowdBest(&h.crowd, h.at, o); h.best >= 0 {
			out = append(out, h)
		}
	}
	slices.SortStableFunc(out, func(a, b bounded) int { return cmp.Compare(b.best, a.best) })
	return out
}

// among enters the people of a hamlet into the k best so far.
func (q *query) among(h bounded, o *offer, best []candidate, k int) []candidate {
	for i := range h.people {
		p := &h.people[i]
		if p.age(q.m.year) < models.LegalWorkingAge {
			continue
		}
		q.ask(p, h.at)
		score := q.score(o, q.codeLevel(o.trade.occupation), q.squareTo(o), 0)
		if score < 0 || len(best) == k && score < best[k-1].score {
			continue
		}
		best = q.m.enter(best, candidate{p, score}, k)
	}
	return best
}

// enter puts a candidate where it belongs among the k best.
func (m *Market) enter(best []candidate, c candidate, k int) []candidate {
	at, _ := slices.BinarySearchFunc(best, c, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(m.ahead.seekers[a.person.id], m.ahead.seekers[b.person.id]))
	})
	best = slices.Insert(best, at, c)
	return best[:min(k, len(best))]
}

// crowdBest is no less than the score of any of the people for the offer, −1 when it bars them all: the offer's kinship
// as if it were what they want, its skills as if they were held, the way from where they all live, and of the rest the
// value that suits the most easily pleased.
func (m *Market) crowdBest(c *crowd, at spot, o *offer) int32 {
	w := &m.rules.Weights
	youngest, eldest := person{birthYear: c.bornLast}, person{birthYear: c.bornFirst}
	if o.valid < m.today || int(o.ageMin) > eldest.age(m.year) && c.bornFirst > 0 || int(o.ageMax) < youngest.age(m.year) || c.schooling < o.schooling {
		return -1
	}
	q := query{m: m, w: w, from: at, reach: c.reach, lodges: c.stay, wage: int64(c.wage)}
	points, reachable := q.distance(m.way(at, o), o.needs)
	if !reachable {
		return -1
	}
	score := int32(w.Kinship[4]+w.SkillsUnasked) + points + q.wagePoints(o.wage) + m.freshPoints(o.opened) + int32(w.Shift)
	if o.skills != 0 {
		score += int32(w.Skills - w.SkillsUnasked)
	}
	return score + mostNeeds(w, c, o)
}

// mostNeeds is the most that needs can bring.
func mostNeeds(w *Weights, c *crowd, o *offer) int32 {
	most := 0
	if c.needless {
		most = w.NeedsUnasked
	}
	if c.needs&o.needs != 0 {
		most = max(most, w.Needs)
	}
	return int32(most)
}
