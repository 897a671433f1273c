package matching

import (
	"konggang/models"
)

// The bounds of ρ, the likeness within a village beyond its town, and what is taken where no two people can be compared.
const (
	leastLikeness   = 0.01
	mostLikeness    = 0.5
	assumedLikeness = 0.05
)

// likeness is ρ = (A_w − A_b)/(1 − A_b), clipped, where A_w and A_b are the chances that two registered seekers want work
// of the same middle class within a village and across villages of the pool. Who wants nothing known is left out.
func likeness(people []resident) float64 {
	inVillage, inClass, inBoth, all := map[models.DivisionCode]int{}, map[string]int{}, map[[2]string]int{}, 0
	for _, p := range people {
		if p.class != "" {
			inVillage[p.village]++
			inClass[p.class]++
			inBoth[[2]string{string(p.village), p.class}]++
			all++
		}
	}
	within, alikeWithin := pairs(inVillage), pairs(inBoth)
	across, alikeAcross := all*(all-1)-within, pairs(inClass)-alikeWithin
	if within == 0 || across == 0 {
		return assumedLikeness
	}
	if across == alikeAcross {
		return leastLikeness
	}
	inside, outside := float64(alikeWithin)/float64(within), float64(alikeAcross)/float64(across)
	return min(max((inside-outside)/(1-outside), leastLikeness), mostLikeness)
}

// pairs counts the ordered pairs inside each group.
func pairs[K comparable](counts map[K]int) int {
	total := 0
	for _, n := range counts {
		total += n * (n - 1)
	}
	return total
}

// speaker is somebody behind a village's list and how many heads they stand for there.
type speaker struct {
	resident
	heads float64
}

// ask puts the speaker into a query, as if they lived at a place.
func (s *speaker) ask(q *query, from spot) {
	if s.person == nil {
		q.askAnyone(from)
		return
	}
	q.ask(s.person, from)
}

// thin is how many registered people make a village speak for itself. Fewer are too few to know a village by, and borrow;
// more are known better by themselves than by their town, whose wishes would only make their list their neighbours'.
const thin = 30

// blend is who speaks for a village: with n of its own registered, its own weigh (1−B)/n and those who speak for the town
// B/N each, where N is their number, B = n₀/(n+n₀) and n₀ = (1−ρ)/ρ, and the whole is n heads; its own alone where n is not
// thin. A village that borrows its profile weighs everybody alike and counts as many heads as a village of the pool has on
// average.
func (p *pool) blend(village models.DivisionCode) []speaker {
	own := p.of(village)
	if len(own) == 0 {
		heads := float64(len(p.people)) / float64(p.villages) / float64(len(p.speakers))
		return spoken(nil, 0, p.speakers, heads)
	}
	if len(own) >= thin {
		return spoken(own, 1, nil, 0)
	}
	prior, n := (1-p.likeness)/p.likeness, float64(len(own))
	borrowed := prior / (n + prior)
	return spoken(own, 1-borrowed, p.speakers, float64(borrowed*n)/float64(len(p.speakers)))
}

// spoken joins two lists that are in the order of ids; who is in both weighs both.
func spoken(own []resident, ownHeads float64, others []resident, otherHeads float64) []speaker {
	out := make([]speaker, 0, len(own)+len(others))
	for len(own)+len(others) > 0 {
		switch {
		case len(own) > 0 && len(others) > 0 && own[0].place == others[0].place:
			out = append(out, speaker{own[0], ownHeads + otherHeads})
			own, others = own[1:], others[1:]
		case len(others) == 0 || len(own) > 0 && own[0].place < others[0].place:
			out = append(out, speaker{own[0], ownHeads})
			own = own[1:]
		default:
			out = append(out, speaker{others[0], otherHeads})
			others = others[1:]
		}
	}
	return out
}
