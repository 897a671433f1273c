package simulation

import (
	"konggang/models"
	"konggang/services/matching"
)

// engine is the product's own matching over a world: the only place where it is called.
type engine struct {
	world  World
	market *matching.Market
}

func newEngine(w World) engine {
	rules := matching.DefaultRules()
	if w.Rules != nil {
		rules = *w.Rules
	}
	rules.Acceptance = w.Acceptance
	home := map[models.DivisionCode]matching.Village{}
	for _, v := range w.Villages {
		home[v.Code] = v
	}
	people := make([]matching.Person, len(w.People))
	for i, s := range w.People {
		people[i] = matching.Person{Seeker: s, Place: home[s.Village].Place, Precision: home[s.Village].Precision}
	}
	return engine{w, matching.NewMarket(w.Day, rules).With(w.Postings, nil).WithPeople(people, nil)}
}

// scores tells the score of every vacancy that somebody of a village could take.
func (e engine) scores(home matching.Village, people []resident, tell func(k int, vacancyID string, score int)) {
	at := make([]matching.Person, len(people))
	for k, r := range people {
		at[k] = matching.Person{Seeker: *r.seeker, Place: home.Place, Precision: home.Precision}
	}
	e.market.Scores(at, tell)
}

// allocation is the product's lists, vacancy ids by village, and what is on none of them.
type allocation struct {
	lists    [][]string
	unlisted []unlisted
}

// unlisted is a vacancy on no list, and why.
type unlisted struct {
	id    string
	cause matching.Cause
}

func (e engine) allocate(progress func(done, total int)) allocation {
	options := matching.DefaultOptions()
	options.Progress = progress
	made := e.market.Allocate(e.world.Villages, nil, options)
	out := allocation{lists: make([][]string, len(made.Lists))}
	for v, list := range made.Lists {
		for _, line := range list.Lines {
			out.lists[v] = append(out.lists[v], line.VacancyID)
		}
	}
	for _, u := range made.Unlisted {
		out.unlisted = append(out.unlisted, unlisted{u.VacancyID, u.Cause})
	}
	return out
}
