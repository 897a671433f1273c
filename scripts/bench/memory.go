package main

import (
	"fmt"
	"runtime"

	"konggang/scripts/bench/engines"
	"konggang/scripts/bench/figures"
	"konggang/scripts/bench/province"
)

// memory is what search and matching keep for a vacancy beyond its text and its prepared JSON, and matching for a seeker.
func (b *bench) memory() ([]figures.Row, error) {
	names := b.land.Names()
	text, prepared := 0, 0
	for p := range b.land.Vacancies(b.size.vacancies) {
		text += engines.TextBytes(p, names)
		if engines.JSONKept {
			prepared += len(engines.JSON(p))
		}
	}
	before := live()
	m, x := engines.NewMarket(), engines.NewIndex(names)
	for batch := range b.land.Batches(b.size.vacancies, batchSize) {
		m, x = m.With(batch), x.With(batch)
	}
	m.Ready()
	x.Ready()
	n := float64(b.size.vacancies)
	beyond := (float64(live()-before) - float64(text+prepared)) / n
	rows := []figures.Row{figures.Alone("memory of search and matching, a vacancy", beyond, "B", figures.AtMost(600)).
		Doing(fmt.Sprintf("%d vacancies; beyond %.0f B of text and %.0f B of prepared JSON each", b.size.vacancies, float64(text)/n, float64(prepared)/n)).
		Because("search keeps about 540 B of it: words by one and two characters, columns, ids; matching 244 B")}
	rows = append(rows, b.seekersMemory(m))
	runtime.KeepAlive(x)
	runtime.KeepAlive(names)
	return rows, nil
}

func (b *bench) seekersMemory(m engines.Market) figures.Row {
	const name = "memory of matching, a seeker"
	if !engines.KeepsPeople {
		return figures.Unmeasured(name, "B", figures.Reach{}, "").Doing("the market keeps no seekers")
	}
	seekers, before := 0, live()
	m = m.Settle(func(yield func(province.Home) bool) {
		for h := range b.land.Homes(b.size.perVillage) {
			if seekers >= b.size.vacancies || !yield(h) {
				return
			}
			seekers += len(h.Seekers)
		}
	})
	bytes := float64(live()-before) / float64(seekers)
	runtime.KeepAlive(m)
	return figures.Alone(name, bytes, "B", figures.Reach{}).Doing(fmt.Sprintf("%d seekers", seekers))
}

// live is the bytes on the heap that are in use. Two collections, since what a finalizer or a pool holds goes at the second.
func live() int64 {
	runtime.GC()
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return int64(s.HeapAlloc) //nolint:gosec // no machine has that much
}
