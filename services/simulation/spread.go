package simulation

import (
	"cmp"
	"slices"

	"konggang/models"
)

// listed is the share of vacancies that are on some list.
func (j *judged) listed(l lists) float64 {
	seen := map[int]bool{}
	for _, list := range l {
		for _, vacancy := range list {
			seen[vacancy] = true
		}
	}
	return share(len(seen), len(j.Postings))
}

// neighbours is how many nearest villages a village is compared with.
const neighbours = 3

func (j *judged) overlap(l lists) float64 {
	total, pairs := 0.0, 0
	for v := range j.Villages {
		for _, u := range j.nearest(v) {
			if common, either := shared(l[v], l[u]); either > 0 {
				total += share(common, either)
				pairs++
			}
		}
	}
	return total / float64(max(1, pairs))
}

// shared counts what is on both lists and what is on either.
func shared(a, b []int) (common, either int) {
	for _, vacancy := range a {
		if slices.Contains(b, vacancy) {
			common++
		}
	}
	return common, len(a) + len(b) - common
}

// nearest are the nearest villages, those without a place left out.
func (j *judged) nearest(village int) []int {
	type neighbour struct {
		village int
		km      float64
	}
	var all []neighbour
	from := j.Villages[village].Place
	for v, other := range j.Villages {
		if v != village && from != nil && other.Place != nil {
			all = append(all, neighbour{v, models.DistanceKM(*from, *other.Place)})
		}
	}
	slices.SortFunc(all, func(a, b neighbour) int { return cmp.Or(cmp.Compare(a.km, b.km), cmp.Compare(a.village, b.village)) })
	var near []int
	for _, n := range all[:min(neighbours, len(all))] {
		near = append(near, n.village)
	}
	return near
}

// load is the greatest E/H of all vacancies, where E adds up everybody's chance of coming: to the best liked that they
// accept, by the taste that the lists are made for.
func (j *judged) load(l lists) float64 {
	taste, expected := supposed(j.Acceptance), make([]float64, len(j.Postings))
	for village, list := range l {
		for k := range j.homes[village] {
			still := 1.0
			for _, c := range j.choices(village, k, list, taste) {
				p := chanceOf(c.liking)
				expected[c.vacancy] += float64(still * p)
				still *= 1 - p
			}
		}
	}
	most := 0.0
	for vacancy, places := range j.free() {
		most = max(most, expected[vacancy]/float64(max(1, places)))
	}
	return most
}

func (j *judged) crowded(l lists) int {
	crowded := 0
	for _, list := range l {
		lines, most := map[string]int{}, 0
		for _, vacancy := range list {
			firm := j.Postings[vacancy].Vacancy.EnterpriseID
			lines[firm]++
			most = max(most, lines[firm])
		}
		if most > perEmployer {
			crowded++
		}
	}
	return crowded
}
