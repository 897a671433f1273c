package matching

import (
	"strconv"

	"konggang/models"
)

// line words one line of the list for the village.
func (s *stand) line(offer int, gain float64) Line {
	n := s.interest(offer)
	l := Line{
		VacancyID: s.ids[offer], Places: s.places[offer], DistanceKM: s.ways[offer].km(), Precision: s.home.Precision,
		Gain: gain, SeekersServed: n.served,
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
