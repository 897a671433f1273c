package simulation

import (
	"cmp"
	"math"
	"slices"

	"konggang/models"
	"konggang/services/matching"
)

// World is what lists are made from and tried in: villages, the people registered in them and around, and the vacancies.
// People of other villages only lend their wishes.
type World struct {
	Day        models.Date
	Villages   []matching.Village
	People     []models.Seeker
	Postings   []models.Posting
	Acceptance matching.Acceptance
	// Rules are what the engine judges by, but for the acceptance; nil for the bundled ones.
	Rules *matching.Rules
}

// places are all places that are free.
func (w World) places() int {
	total := 0
	for i := range w.Postings {
		total += w.Postings[i].Vacancy.Remaining()
	}
	return total
}

// scarce is the same world with fewer places at every vacancy, at least one each.
func (w World) scarce(share float64) World {
	w.Postings = slices.Clone(w.Postings)
	for i := range w.Postings {
		v := &w.Postings[i].Vacancy
		v.Headcount, v.Filled = max(1, int(math.Round(float64(v.Remaining())*share))), 0
	}
	return w
}

// ordered is the world with its vacancies by id, so that their numbers rank as their ids do.
func (w World) ordered() World {
	w.Postings = slices.Clone(w.Postings)
	slices.SortFunc(w.Postings, func(a, b models.Posting) int { return cmp.Compare(a.Vacancy.ID, b.Vacancy.ID) })
	return w
}
