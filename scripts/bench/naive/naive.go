// Package naive is a frozen baseline: the double loop over seekers and vacancies that a good engineer writes in an hour, with
// the strings and maps that the data comes in. What does not change from pair to pair is worked out once (titles folded and
// found in the occupation tree, wages by the month), every condition is checked before the costly distance, and only what
// passes is sorted. It has no index, no bound and no packed form: those are what it is the baseline for.
package naive

import (
	"cmp"
	"slices"

	"konggang/models"
	"konggang/scripts/bench/law"
)

// Match is one vacancy for a person.
type Match struct {
	ID    string
	Score int
}

// Top is the k best vacancies for a person, the best first, ties by id.
func Top(vacancies []law.Vacancy, p law.Person, k int) []Match {
	papers, skills := p.Papers, map[string]bool{}
	for _, s := range p.Skills {
		skills[s] = true
	}
	var out []Match
	for i := range vacancies {
		if score, ok := score(&vacancies[i], &p, papers, skills); ok {
			out = append(out, Match{vacancies[i].ID, score})
		}
	}
	slices.SortFunc(out, func(a, b Match) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID)) })
	return out[:min(k, len(out))]
}

func score(v *law.Vacancy, p *law.Person, papers []string, skills map[string]bool) (int, bool) {
	if p.Age < v.AgeMin || v.AgeMax > 0 && p.Age > v.AgeMax || p.Schooling < v.Schooling || v.Waged && v.Wage < p.Least || !allProved(papers, v.Papers) {
		return 0, false
	}
	felt := law.Felt(int(models.DistanceKM(p.Place, v.Place)*1000+0.5), v.Shuttle)
	stays := law.Stays(*p, *v)
	if felt > p.Reach && !stays {
		return 0, false
	}
	near := law.Near(felt)
	if stays {
		near = max(near, law.Weights.Lodged)
	}
	kinship := 0
	for _, w := range p.Wishes {
		kinship = max(kinship, law.Kinship(w, v.Job))
	}
	return law.Weights.Kinship[kinship] + skillPoints(skills, v.Skills) + near + law.WagePoints(v.Waged, v.Wage, p.Wage) +
		law.ShiftPoints(p.Shifts, v.Shift) + needPoints(p.Needs, v.Needs) + v.Fresh, true
}

func allProved(held, asked []string) bool {
	for _, a := range asked {
		if !slices.ContainsFunc(held, func(h string) bool { return law.Proves(h, a) }) {
			return false
		}
	}
	return true
}

func skillPoints(held map[string]bool, asked []string) int {
	if len(asked) == 0 {
		return law.Weights.SkillsUnasked
	}
	n := 0
	for _, a := range asked {
		if held[a] || anySimilar(held, a) {
			n++
		}
	}
	return law.Weights.Skills * n / len(asked)
}

func anySimilar(held map[string]bool, asked string) bool {
	for h := range held {
		if law.Similar(h, asked) {
			return true
		}
	}
	return false
}

func needPoints(needs, given []models.Benefit) int {
	if len(needs) == 0 {
		return law.Weights.NeedsUnasked
	}
	met := 0
	for _, n := range needs {
		if slices.Contains(given, n) {
			met++
		}
	}
	return law.Weights.Needs * met / len(needs)
}

// Votes is a village's list: the vacancies that are most often in its people's lists, by the points that they bring there.
func Votes(lists [][]Match, lines int) []string {
	votes := map[string]int{}
	for _, l := range lists {
		for _, m := range l {
			votes[m.ID] += m.Score
		}
	}
	out := make([]Match, 0, len(votes))
	for id, n := range votes {
		out = append(out, Match{id, n})
	}
	slices.SortFunc(out, func(a, b Match) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID)) })
	var ids []string
	for _, m := range out[:min(lines, len(out))] {
		ids = append(ids, m.ID)
	}
	return ids
}
