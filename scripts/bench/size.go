package main

import (
	"fmt"
	"runtime"
	"time"

	"konggang/scripts/bench/province"
)

// size is how much is measured.
type size struct {
	name string
	// vacancies of the market, and of the one that growth is measured on: ten times as many.
	vacancies, many int
	// villages of the made map, and seekers in each on average.
	villages, perVillage int
	// asked are the seekers whose top ten is taken one by one; the slow baselines take fewer of them.
	asked, bySQL, byNaive int
	// checked against brute force, on many vacancies, and after so many updates.
	checked, checkedMany, updates int
	// counties whose villages are allocated as a province, 0 for all of it.
	county county
	// rounds of a query mix, of the two web servers and of sheets; a round of load lasts so long.
	rounds, bleveRounds, loads, sheets int
	// printed are the sheets of one run without growth in memory.
	printed int
	load    time.Duration
	// budget bounds one measurement of an engine that may be slow; what was done within it is said.
	budget time.Duration
}

// county is the size of the made county whose lists are allocated.
type county struct{ villages, seekers, vacancies, lines int }

var full = size{
	name: "full", vacancies: 100_000, many: 1_000_000, villages: 50_000, perVillage: 100, asked: 1000, bySQL: 40, byNaive: 40,
	checked: 10_000, checkedMany: 2_000, updates: 100_000, county: county{300, 30_000, 2_000, 20},
	rounds: 20, bleveRounds: 10, loads: 7, sheets: 60, printed: 2000, load: 2 * time.Second, budget: 2 * time.Minute,
}

var quick = size{
	name: "quick", vacancies: 20_000, many: 200_000, villages: 5_000, perVillage: 20, asked: 200, bySQL: 15, byNaive: 15,
	checked: 1_000, checkedMany: 100, updates: 2_000, county: county{60, 3_000, 500, 20},
	rounds: 10, bleveRounds: 5, loads: 3, sheets: 20, printed: 300, load: time.Second, budget: 8 * time.Second,
}

// words head the table.
func (s size) words(m *province.Map) string {
	return fmt.Sprintf("%s run: %d vacancies, %d villages in %d counties, about %d seekers in each; %s, %d processors, %s/%s\n",
		s.name, s.vacancies, len(m.Villages), len(m.Counties), s.perVillage, runtime.Version(), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH)
}
