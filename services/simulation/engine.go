package simulation

import (
	"konggang/services/matching"
)

// engine is the product's own matching over a world: the only place where it is called.
type engine struct {
	world  World
	market *matching.Market
}

func newEngine(w World) engine {
	rules := matching.DefaultRules()
	rules.Acceptance = w.Acceptance
	return engine{w, matching.NewMarket(w.Postings, w.Day, rules)}
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
	made := e.market.Allocate(e.world.Villages, e.world.People, nil, options)
	out := allocation{lists: make([][]string, len(made.Lists))}
	for v, list := range made.Lists {
		for _, line := range list.Lines {
			out.lists[v] = append(out.lists[v], line.Posting.Vacancy.ID)
		}
	}
	for _, u := range made.Unlisted {
		out.unlisted = append(out.unlisted, unlisted{u.Posting.Vacancy.ID, u.Cause})
	}
	return out
}
