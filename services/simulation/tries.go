package simulation

import (
	"cmp"
	"slices"
)

// tries is how many vacancies somebody goes to see before they give up.
const tries = 2

// orders is how many drawn orders of the seekers a simulation is the mean of.
const orders = 3

// outcome is what lists lead to: the people hired, and the times somebody came and no place was left.
type outcome struct{ hired, refused float64 }

// choice is a vacancy that somebody could take from their list.
type choice struct {
	vacancy int
	liking  float64
}

// choices are the vacancies of the list that a resident could take, the best liked first.
func (j *judged) choices(village, k int, list []int, t taste) []choice {
	var out []choice
	for _, vacancy := range list {
		if s := j.of(village, vacancy)[k]; s != barred {
			out = append(out, choice{vacancy, t(j.homes[village][k].number, vacancy, s)})
		}
	}
	slices.SortFunc(out, choice.compare)
	return out
}

// compare puts the better liked first, ties to the lower number.
func (c choice) compare(other choice) int {
	return cmp.Or(cmp.Compare(other.liking, c.liking), cmp.Compare(c.vacancy, other.vacancy))
}

// accepted are, for every resident of the world, the vacancies that they would accept, the best liked first. Whether they
// would is drawn once for a person and a vacancy, so that all methods meet the same people.
func (j *judged) accepted(l lists, t taste, seed uint64) [][]choice {
	out := make([][]choice, j.people)
	inParallel(len(l), func(village int) {
		for k, r := range j.homes[village] {
			var taken []choice
			for _, vacancy := range l[village] {
				s := j.of(village, vacancy)[k]
				if s == barred {
					continue
				}
				c := choice{vacancy, t(r.number, vacancy, s)}
				if uniform(seed, uint64(r.number), uint64(vacancy)) < chanceOf(c.liking) {
					taken = append(taken, c)
				}
			}
			slices.SortFunc(taken, choice.compare)
			out[r.number] = taken
		}
	})
	return out
}

// firstCome lets the residents come in a drawn order; each tries the best two vacancies that they accept, and employers take
// who comes first.
func (j *judged) firstCome(accepted [][]choice, seed uint64) outcome {
	free := j.free()
	var out outcome
	for _, person := range newDraw(seed, 77).Perm(len(accepted)) {
		for n, c := range accepted[person] {
			if n == tries {
				break
			}
			if free[c.vacancy] > 0 {
				free[c.vacancy]--
				out.hired++
				break
			}
			out.refused++
		}
	}
	return out
}

func (j *judged) free() []int {
	out := make([]int, len(j.Postings))
	for i := range out {
		out[i] = j.Postings[i].Vacancy.Remaining()
	}
	return out
}

// simulate is the mean outcome of the lists over several orders and moods.
func (j *judged) simulate(l lists, t taste, seed uint64) outcome {
	var total outcome
	for order := range uint64(orders) {
		o := j.firstCome(j.accepted(l, t, seed+order), seed+order)
		total.hired += o.hired / orders
		total.refused += o.refused / orders
	}
	return total
}

// everything is a list of all vacancies for every village.
func (j *judged) everything() lists {
	all := make([]int, len(j.Postings))
	for i := range all {
		all[i] = i
	}
	return slices.Repeat(lists{all}, len(j.Villages))
}
