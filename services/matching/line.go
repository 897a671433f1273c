package matching

import (
	"strconv"

	"konggang/models"
)

// worded is the lines of the list in words for the village.
func (s *stand) worded() []Line {
	out := make([]Line, len(s.lines))
	interests := s.interests()
	for k, e := range s.lines {
		out[k] = s.line(e, interests[k])
	}
	return out
}

func (s *stand) line(e entry, n interest) Line {
	way := s.m.way(spotOf(s.home.Place), &s.numbered[e.offer])
	l := Line{
		VacancyID: s.id(e.offer), Places: s.places[e.offer], DistanceKM: way.km(), Precision: s.home.Precision,
		Gain: e.gain, SeekersServed: n.served,
	}
	for _, reason := range []models.Reason{
		{Kind: partKinds[partOccupation], Text: s.interestPhrase(n)},
		{Kind: partKinds[partDistance], Text: models.DistanceText(l.DistanceKM, l.Precision)},
		{Kind: "headcount", Text: "还招" + strconv.Itoa(l.Places) + "人"},
	} {
		if reason.Text != "" {
			l.Reasons = append(l.Reasons, reason)
		}
	}
	return l
}

// interest is how many registered seekers an offer speaks to from a village: those who want this kind of work among the
// village's own and in the whole pool, and those behind the list to whom it is suitable.
type interest struct{ own, pool, served int }

// interests counts for every line all people of the pool, not only those who spoke for it.
func (s *stand) interests() []interest {
	out := make([]interest, len(s.lines))
	q := s.m.query()
	defer q.free()
	for _, p := range s.pool.people {
		own := p.village == s.home.Code
		(&speaker{resident: p}).ask(q, spotOf(s.home.Place))
		for k, e := range s.lines {
			o := &s.numbered[e.offer]
			level := q.codeLevel(o.trade.occupation)
			score := q.score(o, level, q.squareTo(o), 0)
			if score < 0 {
				continue
			}
			if q.kinship(o, level) >= closeKinship {
				out[k].pool++
				if own {
					out[k].own++
				}
			}
			if score >= s.m.suitable && (own || s.basis != BasisOwn) {
				out[k].served++
			}
		}
	}
	return out
}

// whose says where the people of a pool live.
var whose = map[Basis]string{BasisOwn: "镇上", BasisTown: "镇上", BasisCounty: "县里"}

// interestPhrase says who wants the work: the village's own first, else those whose wishes it borrows; where nobody wants
// it, how many it would suit all the same.
func (s *stand) interestPhrase(n interest) string {
	switch {
	case n.own > 0:
		return "村里有" + strconv.Itoa(n.own) + "人想干这类活"
	case n.pool > 0 && s.basis != BasisNobody:
		return whose[s.basis] + "有" + strconv.Itoa(n.pool) + "人想干这类活"
	case n.served > 0 && s.basis == BasisOwn:
		return "村里有" + strconv.Itoa(n.served) + "人条件合适"
	}
	return ""
}

// Lines words vacancies as lines of a village's list, in the order of their ids, as they would be told to it if somebody put
// them there. Ids that are not live are passed over, and no line has a gain.
func (m *Market) Lines(village Village, ids []string) []Line {
	r := m.register()
	s := r.stand(village)
	for _, offer := range r.offersOf(ids) {
		s.lines = append(s.lines, entry{offer: offer})
	}
	return s.worded()
}
