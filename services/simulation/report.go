package simulation

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"konggang/models"
	"konggang/services/matching"
)

// Report is what the trials came to, one a seed. Unlisted is of registered worlds alone.
type Report struct {
	Title    string
	Lines    int
	Trials   []Trial
	Unlisted []Unlisted
}

// Unlisted is a vacancy that no village hears of, and why.
type Unlisted struct {
	Vacancy  string
	Title    string
	Employer string
	Cause    matching.Cause
}

// County tries made counties of the size, one for each of the seeds 1 to n; progress may be nil.
func County(of Size, seeds int, progress func(done, total int)) Report {
	r := Report{Title: "made county", Lines: size}
	m := newMeter(seeds*(judgeUnits+methodUnits+2*allocateUnits+2*thinUnits), progress)
	for seed := uint64(1); seed <= uint64(seeds); seed++ {
		a := judge(Made(seed, of), m.piece(judgeUnits)).calibrated().attempt(seed, m)
		t := a.trial(seed)
		a.scarce(&t.Figures[FewerPlaces], seed, m)
		thin := a.thinTrial(seed, m)
		t.Thin = &thin
		r.Trials = append(r.Trials, t)
	}
	return r
}

// maxPairs bounds a simulation's memory: two bytes a pair of a resident and a vacancy.
const maxPairs = 500_000_000

// Registered tries a world as it is registered: its lists are made once, and met by as many drawn orders of its people as
// there are seeds. Errors: nothing to try, or more than fits in memory.
func Registered(title string, w World, seeds int, progress func(done, total int)) (Report, error) {
	if err := w.check(); err != nil {
		return Report{}, err
	}
	m := newMeter(judgeUnits+methodUnits+allocateUnits, progress)
	a := judge(w, m.piece(judgeUnits)).attempt(1, m)
	r := Report{Title: title, Lines: size, Unlisted: a.named()}
	for seed := uint64(1); seed <= uint64(seeds); seed++ {
		r.Trials = append(r.Trials, a.trial(seed))
	}
	return r, nil
}

func (w World) check() error {
	pairs := len(w.People) * len(w.Postings)
	switch {
	case len(w.Villages) == 0:
		return errors.New("there is no village")
	case len(w.Postings) == 0:
		return errors.New("no vacancy is open")
	case !w.inhabited():
		return errors.New("nobody who may be matched is registered in the villages")
	case pairs > maxPairs:
		return fmt.Errorf("%d seekers by %d vacancies are more than the simulation holds: take a smaller division", len(w.People), len(w.Postings))
	}
	return nil
}

func (w World) inhabited() bool {
	return slices.ContainsFunc(w.Villages, func(v matching.Village) bool {
		return slices.ContainsFunc(w.People, func(s models.Seeker) bool { return s.Village == v.Code })
	})
}

// named are the vacancies on no list with what they are called, by cause.
func (a *attempt) named() []Unlisted {
	var out []Unlisted
	for _, u := range a.unlisted {
		p := &a.Postings[a.index[u.id]]
		out = append(out, Unlisted{p.Vacancy.ID, p.Vacancy.Title, p.Employer.Name, u.cause})
	}
	slices.SortStableFunc(out, func(x, y Unlisted) int { return cmp.Compare(x.Cause, y.Cause) })
	return out
}
