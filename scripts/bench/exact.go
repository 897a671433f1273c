package main

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"konggang/models"
	"konggang/scripts/bench/brute"
	"konggang/scripts/bench/engines"
	"konggang/scripts/bench/figures"
)

// exact counts the lists that differ from brute force: on the market, on a larger one, and after many random updates.
func (b *bench) exact() ([]figures.Row, error) {
	first := b.compare("lists that differ from brute force", b.market(b.size.vacancies),
		brute.NewMarket(words(b.land.Vacancies(b.size.vacancies)), engines.Measure), b.size.checked)
	updated := b.afterUpdates()
	larger := b.compare("lists that differ, ten times the vacancies", b.market(b.size.many),
		brute.NewMarket(words(b.land.Vacancies(b.size.many)), engines.Measure), b.size.checkedMany)
	return []figures.Row{first, updated, larger}, nil
}

// compare asks both for the ten best of so many seekers. Fewer within the budget are not enough.
func (b *bench) compare(name string, m engines.Market, judge *brute.Market, seekers int) figures.Row {
	b.say("%s: %d vacancies", name, judge.Len())
	people := b.residents(seekers)
	var next, done, differ atomic.Int64
	start := time.Now()
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			own := judge.Share()
			for i := int(next.Add(1)) - 1; i < len(people) && time.Since(start) < b.size.budget && b.ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				r := people[i]
				want, got := own.Top(r.person(), listLength), m.Top(r.seeker, r.home, listLength)
				if !slices.EqualFunc(want, got, func(w brute.Match, g engines.Match) bool { return w.ID == g.ID && w.Score == g.Score }) {
					differ.Add(1)
				}
				done.Add(1)
			}
		})
	}
	wg.Wait()
	said := fmt.Sprintf("%d of %d seekers × %d vacancies, %.3g pairs judged", done.Load(), seekers, judge.Len(), float64(done.Load())*float64(judge.Len()))
	if differ.Load() == 0 && int(done.Load()) < seekers {
		return figures.Unmeasured(name, "lists", figures.AtMost(0), "no difference so far, but the time was up").Doing(said)
	}
	return figures.Alone(name, float64(differ.Load()), "lists", figures.AtMost(0)).Doing(said).Because("the engine judges some pair in another way")
}

// afterUpdates edits random vacancies many times, some of which close and open again, and compares then.
func (b *bench) afterUpdates() figures.Row {
	const at = 500                                           // edits that come together
	n, r := b.size.vacancies, rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // the same edits every time are the point
	b.say("%d updates", b.size.updates)
	m, edits := b.market(n), map[int]models.Posting{}
	for done := 0; done < b.size.updates; done += at {
		changed := map[int]models.Posting{}
		for k := range at {
			i := r.IntN(n)
			p := b.land.Edited(i, 1+(done+k)%1000)
			if r.IntN(10) == 0 {
				p.Vacancy.Status = models.VacancyPaused
			}
			changed[i], edits[i] = p, p
		}
		batch := make([]models.Posting, 0, at)
		for _, p := range changed {
			batch = append(batch, p)
		}
		m = m.With(batch)
	}
	current := func(yield func(models.Posting) bool) {
		for i := range n {
			p, edited := edits[i]
			if !edited {
				p = b.land.Vacancy(i)
			}
			if !yield(p) {
				return
			}
		}
	}
	row := b.compare("lists that differ after updates", m, brute.NewMarket(words(current), engines.Measure), b.size.checked)
	row.Done = fmt.Sprintf("%d updates; %s", b.size.updates, row.Done)
	return row
}
