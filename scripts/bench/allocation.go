package main

import (
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"konggang/models"
	"konggang/scripts/bench/brute"
	"konggang/scripts/bench/cpu"
	"konggang/scripts/bench/engines"
	"konggang/scripts/bench/figures"
	"konggang/scripts/bench/law"
	"konggang/scripts/bench/province"
)

// allocation is the lists of a county beside the usual ranking by the mean score, and of the whole province.
func (b *bench) allocation() ([]figures.Row, error) {
	homes, postings := b.countyOf(b.size.county)
	m := engines.NewMarket().With(postings).Settle(slices.Values(homes))
	m.Ready()
	var villages []province.Place
	for _, h := range homes {
		villages = append(villages, h.Place)
	}
	runtime.GC()
	lines := 0
	took := cpu.Spent(func() { lines = m.Allocate(villages) })
	b.say("the lists by mean score")
	mean, seekers := b.bestMean(homes, postings)
	row := figures.Beside("allocation of a county, and lists by mean score", took.Seconds(), mean.Seconds(), "s", figures.AtMost(15)).
		Doing(fmt.Sprintf("%d villages × %d lines (%d filled), %d seekers, %d vacancies; processor time of both, every pair scored in both",
			len(homes), b.size.county.lines, lines, seekers, len(postings))).
		Because("the load of every village is worked out anew with every line")
	whole, err := b.provinceWide()
	return []figures.Row{row, whole}, err
}

// countyOf is a made county: its villages with their seekers, and the vacancies in and around it.
func (b *bench) countyOf(c county) ([]province.Home, []models.Posting) {
	var homes []province.Home
	per := c.seekers / c.villages
	for i := range c.villages {
		homes = append(homes, b.land.Home(i%len(b.land.Villages), per))
	}
	middle := *homes[len(homes)/2].Place.Point()
	var postings []models.Posting
	for reach := 60.0; len(postings) < c.vacancies; reach *= 2 {
		postings = postings[:0]
		for p := range b.land.Vacancies(b.size.vacancies) {
			if models.DistanceKM(middle, *p.Place) <= reach && len(postings) < c.vacancies {
				postings = append(postings, p)
			}
		}
	}
	return homes, postings
}

func (b *bench) bestMean(homes []province.Home, postings []models.Posting) (took time.Duration, seekers int) {
	judge := brute.NewMarket(words(slices.Values(postings)), engines.Measure)
	for _, h := range homes {
		seekers += len(h.Seekers)
	}
	runtime.GC()
	start := cpu.Time()
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			own := judge.Share()
			for i := int(next.Add(1)) - 1; i < len(homes); i = int(next.Add(1)) - 1 {
				var people []law.Person
				for _, s := range homes[i].Seekers {
					people = append(people, resident{s, homes[i].Place}.person())
				}
				own.BestMean(*homes[i].Place.Point(), people, b.size.county.lines)
			}
		})
	}
	wg.Wait()
	return cpu.Time() - start, seekers
}

// provinceWide is the lists of every village of the map.
func (b *bench) provinceWide() (figures.Row, error) {
	const name = "allocation of the province"
	reach := figures.AtMost(20 * 60)
	if b.opt.quick {
		return figures.Unmeasured(name, "s", figures.Reach{}, "").Doing("not in a quick run"), nil
	}
	b.say("allocation of the province")
	m := b.market(b.size.vacancies).Settle(b.land.Homes(b.size.perVillage))
	start := time.Now()
	lines := m.Allocate(b.land.Villages)
	return figures.Alone(name, time.Since(start).Seconds(), "s", reach).
		Doing(fmt.Sprintf("%d villages, %d lines, about %d seekers in each, %d vacancies, %d processors", len(b.land.Villages), lines, b.size.perVillage, b.size.vacancies, runtime.GOMAXPROCS(0))).
		Because("more work than the time allows"), nil
}
