package matching

import (
	"slices"

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
	inVillage, inClass, inBoth, all := map[models.DivisionCode]int{}, map[string]int{}, map[resident]int{}, 0
	for _, p := range people {
		if p.class != "" {
			inVillage[p.village]++
			inClass[p.class]++
			inBoth[p]++
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

// prior is n₀ = (1−ρ)/ρ: for how many people of the village its town's wishes stand.
func prior(likeness float64) float64 { return (1 - likeness) / likeness }

// blend is how many heads each person of the pool stands for in a village: with n of its own registered, its own weigh
// (1−B)/n and everybody of the town B/N, where B = n₀/(n+n₀) and n₀ = (1−ρ)/ρ, and the whole is n heads. A village that
// borrows its profile weighs everybody alike and counts as many heads as a village of the pool has on average.
func (p *pool) blend(village models.DivisionCode) []float64 {
	own := 0
	for _, person := range p.people {
		if person.village == village {
			own++
		}
	}
	if own == 0 {
		return slices.Repeat([]float64{1 / float64(p.villages)}, len(p.people))
	}
	borrowed := prior(p.likeness) / (float64(own) + prior(p.likeness))
	weights := slices.Repeat([]float64{float64(borrowed*float64(own)) / float64(len(p.people))}, len(p.people))
	for i, person := range p.people {
		if person.village == village {
			weights[i] += 1 - borrowed
		}
	}
	return weights
}
