package main

import (
	"iter"
	"runtime"
	"time"

	"konggang/models"
	"konggang/scripts/bench/cpu"
	"konggang/scripts/bench/engines"
	"konggang/scripts/bench/law"
	"konggang/scripts/bench/province"
)

// batchSize is how many vacancies an engine is given at once.
const batchSize = 5_000

// market is the engine with the first n vacancies, ready to be asked.
func (b *bench) market(n int) engines.Market {
	m := engines.NewMarket()
	for batch := range b.land.Batches(n, batchSize) {
		m = m.With(batch)
	}
	m.Ready()
	return m
}

// index is the search engine with the first n vacancies, ready to be asked.
func (b *bench) index(n int) engines.Index {
	x := engines.NewIndex(b.land.Names())
	for batch := range b.land.Batches(n, batchSize) {
		x = x.With(batch)
	}
	x.Ready()
	return x
}

// words are the live vacancies in the form in which baselines compare them.
func words(postings iter.Seq[models.Posting]) []law.Vacancy {
	var out []law.Vacancy
	for p := range postings {
		if law.Live(p, province.Day) {
			out = append(out, law.VacancyOf(p, province.Day))
		}
	}
	return out
}

// resident is a seeker with their village.
type resident struct {
	seeker models.Seeker
	home   province.Place
}

func (r resident) person() law.Person {
	return law.PersonOf(r.seeker, *r.home.Point(), province.Year)
}

// residents are n seekers of villages all over the map.
func (b *bench) residents(n int) []resident {
	var out []resident
	villages := len(b.land.Villages)
	for i := 0; len(out) < n; i++ {
		h := b.land.Home((i*7919)%villages, b.size.perVillage)
		for _, s := range h.Seekers[:min(len(h.Seekers), 1+n/villages)] {
			out = append(out, resident{s, h.Place})
		}
	}
	return out[:n]
}

// alone runs f on one processor, as work per seeker and per query is counted, and tells the processor time that it took.
func alone(f func()) time.Duration {
	runtime.GC()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	return cpu.Spent(f)
}
